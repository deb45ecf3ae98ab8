"""A card as columns of a table, for programs that know questions and answers alone; and the whole card out of them.

Most columns are for people: what is asked, what answers it, wrong options, hints. The last one has the card's answer
key in TOML, so that wordings, weights and tolerances survive. It counts as long as the answer beside it is the one it
was written with: whoever changes an answer in a spreadsheet means the answer.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from bot.core.ids import DeckId
from bot.decks.card import Card, CardKind, Point
from bot.decks.toml_deck import parse_toml
from bot.decks.writing.toml import card_lines

ASK, ANSWER, ALIASES, WRONG, HINTS, NOTE, SOURCE, TAGS, ID, KEY = COLUMNS = (
    "Question",
    "Answer",
    "Also accepted",
    "Wrong answers",
    "Hints",
    "Note",
    "Source",
    "Tags",
    "Id",
    "Deckhand",
)
#: What a choice offers, right and wrong in the order of the alphabet: for Anki, which does not mix them itself.
OPTIONS = "Options"
#: Our type of notes in Anki and its fields; tags are Anki's own.
NOTE_TYPE = "Deckhand"
FIELDS = (ASK, OPTIONS, ANSWER, ALIASES, WRONG, HINTS, NOTE, SOURCE, ID, KEY)
#: Fields of `Card` that have a column of their own, and those whose entries share one.
_OWN = frozenset({"id", "ask", "note", "source"})
_COLUMN = {"hints": HINTS, "tags": TAGS}
_SEAMS = {"hints": frozenset("\n"), "tags": frozenset(",;|\n# ")}
#: Characters of a key; a card at all its limits has fewer.
_KEY_MOST = 500_000
_HEAD = 'format = 1\ntitle = "-"\n[[card]]\nid = "c"\nask = "-"\n'


def columns(card: Card) -> Mapping[str, str]:
    """Write a card as one cell for each of `COLUMNS` and `OPTIONS`; what has several entries has a line for each."""
    # An entry that has what separates entries would come back as two.
    without = {*_OWN, *(name for name in _COLUMN if not any(_SEAMS[name] & set(text) for text in getattr(card, name)))}
    return {
        ASK: card.ask,
        OPTIONS: "\n".join(sorted((*card.right, *card.wrong), key=str.casefold)),
        ANSWER: "\n".join(answers(card)),
        ALIASES: "\n".join(card.answer[1:]),
        WRONG: "\n".join(card.wrong),
        HINTS: "\n".join(card.hints),
        NOTE: card.note,
        SOURCE: card.source,
        TAGS: ", ".join(card.tags),
        ID: card.id,
        KEY: "\n".join(card_lines(card, without=without)),
    }


def answers(card: Card) -> Sequence[str]:
    """Return what answers a card, in words: one line for each point, item or option."""
    points: Sequence[Point] = card.points or card.items or card.steps
    if points:
        return [point.say for point in points]
    if card.kind is CardKind.NUMBER:
        value = int(card.value) if card.value is not None and card.value.is_integer() else card.value
        return [f"{value} {card.unit}".strip()]
    return card.right or card.answer[:1] or (card.date,)


def exact(cells: Mapping[str, str]) -> dict[str, Any]:
    """Read the fields of a card out of its key.

    Args:
        cells: By their names in `COLUMNS`.

    Returns:
        Fields of `Card`; none where the key is damaged or somebody has changed the answer since.
    """
    key = cells.get(KEY, "")
    if not key or len(key) > _KEY_MOST:
        return {}
    deck = parse_toml(_HEAD + key, deck=DeckId("-")).deck
    if deck is None or len(deck.cards) != 1:
        return {}
    card = deck.cards[0]
    written = columns(card)
    same = {name for name in COLUMNS if written[name].split() == cells.get(name, "").split()}
    if [_tidy(tag) for tag in written[TAGS].split(",")] == [_tidy(tag) for tag in cells.get(TAGS, "").split(",")]:
        same.add(TAGS)
    if not {ANSWER, ALIASES, WRONG} <= same:
        return {}
    return fields_of(card, without={*_OWN, *(name for name, column in _COLUMN.items() if column not in same)})


def _tidy(tag: str) -> str:
    """Return a tag as it comes out of Anki, where a space ends it."""
    return "-".join(tag.split())


def fields_of(card: Card, *, without: Collection[str] = ()) -> dict[str, Any]:
    """Return what a card says beside what is left out, by the names of its fields."""
    fields = Card.model_fields.items()
    return {
        name: value for name, field in fields if name not in without and (value := getattr(card, name)) != field.default
    }
