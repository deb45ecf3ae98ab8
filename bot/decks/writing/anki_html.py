"""Texts as HTML for the fields of Anki's notes, so that they are shown there, and read back here, as they stand."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from bot.decks.card import Card
from bot.decks.card_columns import FIELDS, columns

#: What Anki would take for a formula, a sound or a blank, and the entity that keeps it from doing so.
_MARKS = re.compile(r"(?<=\\)[()\[\]]|\[(?=/?(?:sound:|anki:|latex\]|\${1,2}\]))|\{(?=\{c\d)", re.IGNORECASE)
_SPACES = re.compile(r"(?<= ) |(?<=\n) |^ ", re.MULTILINE)


def html_of(text: str) -> str:
    """Write a text as HTML."""
    marked = _MARKS.sub(lambda found: f"&#{ord(found[0])};", html.escape(text, quote=False))
    return _SPACES.sub("&nbsp;", marked).replace("\n", "<br>")


def fields_of(card: Card) -> Sequence[str]:
    """Return a card as the fields of our note type, in HTML."""
    cells = columns(card)
    return [html_of(cells[name]) for name in FIELDS]


def tags_of(card: Card) -> Sequence[str]:
    """Return a card's tags as Anki takes them: without spaces."""
    return ["-".join(tag.split()) for tag in card.tags]
