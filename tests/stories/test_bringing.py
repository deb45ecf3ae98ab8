"""Bringing what one has: a file of any format is previewed as it will be asked, swapped, imported, played, exported."""

from __future__ import annotations

import pytest

from bot.sandbox.interaction_dispatch import InteractionResult
from bot.sandbox.wire import Upload
from tests.stories.brought import CSV, QUIZLET, files
from tests.stories.evening import Evening, plain

#: What a preview says of each file: the deck's name, the format, and how its first card is asked.
SAID = {
    "My Capitals (1).csv": ("`my-capitals-1`, with 5 cards", "a table", "Header row, not a card: Capital", "1. Paris"),
    "cells.txt": ("`cells`, with 4 cards", "an Anki text export", "1. What does ATP store?", "in own words"),
    "tea.txt": ("`tea`, with 4 cards", "a Quizlet export", "1. oolong", "||tea that is partly oxidized||"),
    "knots.md": ("`knots`, with 3 cards", "Markdown", "become tags: At sea, On land", "1. What is a bowline for?"),
    "bread.txt": ("`bread`, with 3 cards", "plain notes", "in own words, 2 key points", "2. Which flour rises best?"),
    "plants.apkg": ("`plants`, with 4 cards", "an Anki deck (.apkg)", "typed: ||the stamen||"),
    "planets.xlsx": ("`planets`, with 4 cards", "a Kahoot spreadsheet", "one of 4 options: ||Jupiter||"),
}


async def _brings(evening: Evening, file: str, data: bytes, **options: object) -> InteractionResult:
    shown = await evening.ada.runs("library import", file=Upload(filename=file, data=data), **options)
    # The libraries of a format are loaded with its first file, so that may take a while.
    await evening.until(lambda: "thinking" not in shown.text)
    return shown


@pytest.mark.parametrize("file", SAID)
async def test_a_file_of_any_format_becomes_a_deck_that_is_asked(evening: Evening, file: str) -> None:
    """The preview says what was understood; the deck is asked, and exported as a native file."""
    shown = await _brings(evening, file, files()[file])
    for said in SAID[file]:
        assert said in plain(shown.text)
    assert ("[Swap question and answer]" in shown.text) is (file not in {"bread.txt", "planets.xlsx"})
    done = await evening.ada.presses("Import")
    assert "is ready" in done.text
    deck = SAID[file][0].split("`")[1]
    post = await evening.asks(deck)
    assert post["embeds"]
    exported = await evening.ada.runs("library export", deck=deck)
    (attached,) = exported.message["attachments"]
    assert attached["filename"] == f"{deck}.toml"


async def test_questions_and_answers_are_swapped(evening: Evening) -> None:
    """Terms and definitions the other way round: shown at once, through a restart, there and back, and remembered."""
    shown = await _brings(evening, "tea.txt", QUIZLET.encode())
    assert "1. oolong" in plain(shown.text)
    swapped = await evening.ada.presses("Swap question and answer")
    assert "1. tea that is partly oxidized\n↳ typed: ||oolong||" in plain(swapped.text)
    assert "Swapped" in swapped.text
    await evening.restart()
    back = await evening.ada.presses("Swap back")
    assert "1. oolong" in plain(back.text)
    await evening.ada.presses("Swap question and answer")
    await evening.ada.presses("Import")
    assert "tea that is partly oxidized ||oolong||" in plain((await evening.ada.runs("deck show", deck="tea")).text)

    more = QUIZLET + "sencha\tgreen tea that is steamed\n"
    later = await _brings(evening, "tea.txt", more.encode())
    assert "1 new, 0 changed, 0 removed, 4 as before" in plain(later.text)
    assert "is ready" in (await evening.ada.presses("Import")).text


async def test_a_deck_goes_on_to_other_programs(evening: Evening) -> None:
    """Each format is chosen by its name, and the file is called after it."""
    await _brings(evening, "capitals.csv", CSV.encode())
    await evening.ada.presses("Import")
    endings = {
        "table (CSV) for spreadsheets": ".csv",
        "text for Anki": ".txt",
        "package for Anki (.apkg)": ".apkg",
        "Markdown, to read": ".md",
        "Deckhand deck (TOML), all of it": ".toml",
    }
    for name, ending in endings.items():
        made = await evening.ada.runs("library export", deck="capitals", format=name)
        (attached,) = made.message["attachments"]
        assert attached["filename"] == f"capitals{ending}"


async def test_what_people_were_right_with_is_written_into_the_deck(evening: Evening) -> None:
    """Accepted in `/appeals`, offered in `/library learn`, added by a press, undone by another, or changed before."""
    await _brings(evening, "tea.txt", b"Tea\nWhich tea is ground to a powder?\nmatcha\n")
    await evening.ada.presses("Import")
    empty = await evening.ada.runs("library learn", deck="tea")
    assert "Nothing is waiting" in empty.text
    await evening.asks("tea")
    for person in (evening.ben, evening.chiyo):
        await evening.answers(person, "the green one from Uji")
    await evening.closes()
    await evening.ben.presses("My result")
    await evening.ben.presses("I was right")
    await evening.ben.submits("")
    await evening.ada.presses("Accept", message=await _queue(evening))
    await evening.ada.submits("")
    await evening.quiet()

    shown = await evening.ada.runs("library learn", deck="tea")
    for said in (
        "Which tea is ground to a powder?",
        "“the green one from Uji” · 2 people",
        "another answer",
    ):
        assert said in plain(shown.text)
    added = await evening.ada.presses("Add 1")
    assert "has learned it" in added.text
    assert "Nothing is waiting" in added.text
    undone = await evening.ada.presses("Undo")
    assert "Back at an earlier version" in undone.text
    await evening.ada.runs("library learn", deck="tea")
    await evening.ada.presses("Change 1")
    assert "the green one from Uji" in str(evening.ada.modal)
    changed = await evening.ada.submits("green tea from Uji")
    assert "has learned it" in changed.text
    assert "Nothing is waiting" in changed.text
    assert "Nothing is waiting" in (await evening.ada.runs("library learn", deck="tea")).text


async def test_a_shipped_deck_gives_its_lines_as_a_file(evening: Evening) -> None:
    """It came with the bot, so it stays; whoever runs the bot may take the lines over."""
    await evening.asks("rivers")
    await evening.answers(evening.ben, "the river of the pharaohs")
    await evening.closes()
    await evening.ben.presses("My result")
    await evening.ben.presses("I was right")
    await evening.ben.submits("")
    await evening.ada.presses("Accept", message=await _queue(evening))
    await evening.ada.submits("")
    await evening.quiet()
    shown = await evening.ada.runs("library learn", deck="rivers")
    assert "[Add 1]" not in shown.text
    lines = await evening.ada.presses("Get the lines as a file")
    (attached,) = lines.message["attachments"]
    assert attached["filename"] == "rivers-learned.toml"


async def _queue(evening: Evening) -> InteractionResult:
    return await evening.ada.runs("appeals")
