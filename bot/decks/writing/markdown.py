"""A deck as Markdown, to be read: a heading for each question, its answer below, and the whole card in a comment.

Whoever shows the file sees no comment. `formats/markdown_export.py` reads the file back: a card whose text is as it was
written is taken from its comment, and one that somebody changed from what it says now.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.decks.card import Card, CardKind
from bot.decks.card_columns import answers
from bot.decks.deck import Deck
from bot.decks.writing.toml import card_lines

#: Opens each comment of ours.
MARK = "deckhand:"
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~=$!])")
#: What makes a list, a rule or a number of a line's beginning.
_OPENING = re.compile(r"^(\s*\d*)([-+.):])")


def to_markdown(deck: Deck) -> str:
    """Write a deck."""
    lines = [f"# {_escaped(' '.join(deck.title.split()))}"]
    for card in deck.cards:
        lines += ["", *card_text(card), "", *_comment(card)]
    return "\n".join(lines) + "\n"


def card_text(card: Card) -> Iterator[str]:
    """Write what people see of a card: the question as a heading, and its answer."""
    yield f"## {_escaped(' '.join(card.ask.split()))}"
    yield ""
    if card.kind is CardKind.CHOICE:
        options = sorted((*card.right, *card.wrong), key=str.casefold)
        for letter, option in zip("ABCDEFGHIJKLMNOPQRSTUVWXY", options, strict=False):
            yield f"{letter}) {_escaped(option)}"
        yield ""
        yield f"Answer: {_escaped(', '.join(card.right))}"
        return
    said = answers(card)
    for number, answer in enumerate(said, 1):
        lead = "" if len(said) == 1 else f"{number}. " if card.kind is CardKind.STEPS else "- "
        yield lead + _escaped(" ".join(answer.split()))
    if card.note:
        yield ""
        yield f"> {_escaped(' '.join(card.note.split()))}"


def _comment(card: Card) -> Iterator[str]:
    yield f"<!-- {MARK}"
    for line in card_lines(card):
        # Two hyphens and a bracket would end the comment.
        yield line.replace("-->", "--\\u003e")
    yield "-->"


def _escaped(text: str) -> str:
    return _OPENING.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", text))
