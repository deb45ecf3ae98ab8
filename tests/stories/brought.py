"""Files that people bring along, one of each format: about tea, plants and capitals, in our own words."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import xlsxwriter

from bot.core.ids import CardId, DeckId
from bot.decks.card import Card, Point
from bot.decks.deck import Deck
from bot.decks.writing.apkg import to_apkg

CSV = (
    "Capital,Country,Continent\n"
    "Paris,France,Europe\n"
    "Lima,Peru,South America\n"
    "Nairobi,Kenya,Africa\n"
    '"Washington, D.C.",United States of America,North America\n'
    "Canberra,Australia,Oceania\n"
)
ANKI_TEXT = (
    "#separator:tab\n#html:true\n#deck:Cell biology\n#tags column:3\n"
    "What does <b>ATP</b> store?\tenergy for the cell\tenergy\n"
    "Where is <i>DNA</i> kept?\tin the nucleus<br>in mitochondria\tgenes\n"
    "What do ribosomes make?\tproteins\tproteins\n"
    'Which part do plant cells have?<img src="leaf.png">\ta cell wall\tplants\n'
)
QUIZLET = (
    "oolong\ttea that is partly oxidized\n"
    "matcha\tgreen tea that is ground to a powder\n"
    "gyokuro\ttea that grows in the shade\n"
    "rooibos\tan infusion from South Africa, no tea at all\n"
)
MARKDOWN = """# Knots

## At sea

### What is a bowline for?
A loop that does not slip and does not jam.

### Which knot joins two ropes of different thickness?
The sheet bend.

## On land

**Which knot ties shoes?**
The reef knot, with bows.
"""
NOTES = """Sourdough
What is a levain?
- flour and water
- wild yeast and bacteria that raise the dough

Which flour rises best?
wheat

True or false: rye has more gluten than wheat?
False
"""


def package() -> bytes:
    """Return an Anki package."""
    cards = (
        Card(id=CardId("stamen"), ask="Which part of a flower carries pollen?", answer=("the stamen", "stamens")),
        Card(id=CardId("xylem"), ask="What carries water up a stem?", answer=("xylem",)),
        Card(
            id=CardId("photosynthesis"),
            ask="What is photosynthesis?",
            points=(Point(say="making sugar from light"), Point(say="with water and carbon dioxide")),
        ),
        Card(id=CardId("needle"), ask="Which tree drops its needles?", right=("the larch",), wrong=("fir", "spruce")),
    )
    return to_apkg(Deck(id=DeckId("plants"), title="Plants", cards=cards), at=datetime(2026, 11, 1, tzinfo=UTC))


def workbook() -> bytes:
    """Return a quiz as Kahoot's template has it."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        rows = [
            ["Quiz template"],
            [],
            [
                *("", "Question - max 120 characters", "Answer 1 - max 75 characters", "Answer 2 - max 75 characters"),
                *("Answer 3 - max 75 characters", "Answer 4 - max 75 characters"),
                *("Time limit (sec)", "Correct answer(s) - choose at least one"),
            ],
            [1, "Which planet is the largest?", "Jupiter", "Saturn", "Neptune", "Earth", 20, "1"],
            [2, "How many moons has Mars?", "one", "two", "none", "twelve", 20, "2"],
            [3, "Which planet spins the other way round?", "Mercury", "Mars", "Venus", "Saturn", 20, "3"],
            [4, "Which planet has the longest day?", "Venus", "Jupiter", "Mars", "Earth", 20, "1"],
        ]
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def files() -> dict[str, bytes]:
    """Return a file of each format, by the name it comes under."""
    texts = {
        "My Capitals (1).csv": CSV,
        "cells.txt": ANKI_TEXT,
        "tea.txt": QUIZLET,
        "knots.md": MARKDOWN,
        "bread.txt": NOTES,
    }
    made = {name: text.encode() for name, text in texts.items()}
    return {**made, "plants.apkg": package(), "planets.xlsx": workbook()}
