"""Markdown that we wrote: each card from its comment, or from what it says now if somebody changed it."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.ids import DeckId
from bot.decks.card import Card
from bot.decks.card_columns import fields_of
from bot.decks.draft import DeckFormat, Draft, Entry
from bot.decks.fault import Fault
from bot.decks.formats.markdown import read_markdown
from bot.decks.toml_deck import parse_toml
from bot.decks.writing.markdown import MARK, card_text

_COMMENT = re.compile(rf"^<!-- {MARK}\r?\n(.*?)^-->[ \t]*$", re.MULTILINE | re.DOTALL)
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
_HEAD = 'format = 1\ntitle = "-"\n[[card]]\n'
_KEPT = ("id", "ask", "note", "source", "hints", "tags")


def is_markdown_export(text: str) -> bool:
    """Say whether a text has our comments."""
    return f"<!-- {MARK}" in text and _COMMENT.search(text) is not None


def read_markdown_export(text: str) -> Draft:
    """Read it card by card."""
    title = _TITLE.search(text)
    said = re.sub(r"\\(.)", r"\1", title[1].strip()) if title else ""
    entries: list[Entry] = []
    faults: list[Fault] = []
    begin = title.end() if title else 0
    line = text.count("\n", 0, begin) + 1
    for comment in (*_COMMENT.finditer(text), None):
        block = text[begin : comment.start() if comment else len(text)]
        card = _card(comment[1]) if comment else None
        if card is not None and "\n".join(card_text(card)).split() == block.split():
            entries.append(_entry(card, line + block.count("\n")))
        elif block.strip():
            # A title keeps the first question from becoming one.
            read = read_markdown(f"# {said or '-'}\n" + block)
            found = [replace(entry, line=(entry.line or 1) + line - 2) for entry in read.entries]
            if card is not None and len(found) == 1:
                found = [replace(found[0], id=card.id, hints=card.hints, tags=card.tags, source=card.source)]
            entries += found
            faults += [replace(fault, line=(fault.line or 1) + line - 2) for fault in read.faults]
        if comment:
            line += text.count("\n", begin, comment.end())
            begin = comment.end()
    return Draft(format=DeckFormat.MARKDOWN, title=said, entries=tuple(entries), faults=tuple(faults))


def _card(key: str) -> Card | None:
    deck = parse_toml(_HEAD + key.replace("\r\n", "\n"), deck=DeckId("-")).deck
    return deck.cards[0] if deck is not None and len(deck.cards) == 1 else None


def _entry(card: Card, line: int) -> Entry:
    return Entry(
        ask=card.ask,
        id=card.id,
        note=card.note,
        source=card.source,
        hints=card.hints,
        tags=card.tags,
        line=line,
        exact=fields_of(card, without=_KEPT),
    )
