"""Draft: what a file of any format holds, question by question, before it becomes cards of a kind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from bot.core.ids import CardId, DeckId
from bot.decks.card import QUESTION_MOST, Card
from bot.decks.deck import CARDS_MOST, Deck
from bot.decks.fault import Fault, FaultCode, Level
from bot.decks.format import is_blank
from bot.decks.key_points import POINT_LINES_MOST, answer_key
from bot.decks.naming import Names, slug, stem_of
from bot.decks.validation import Fields, quoted

#: Cards shown before an import.
FIRST_CARDS = 3
_TAG_MOST = 50


class DeckFormat(StrEnum):
    """What a file is, by its content; the words stand under `format-<value>`."""

    TOML = "toml"
    NOTES = "notes"
    MARKDOWN = "markdown"
    OBSIDIAN = "obsidian"
    TABLE = "table"
    QUIZLET = "quizlet"
    ANKI_TEXT = "anki-text"
    APKG = "apkg"
    TRIVIA_YAML = "trivia-yaml"
    KAHOOT = "kahoot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One question as the file holds it."""

    ask: str
    #: As written, line breaks kept.
    answer: str = ""
    #: Other accepted answers that the file marks as such.
    aliases: tuple[str, ...] = ()
    #: Options, where the file has them: the right ones and the others.
    right: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    #: Line or row in the file, from 1.
    line: int | None = None
    #: Heading above it; becomes a tag.
    section: str = ""
    tags: tuple[str, ...] = ()
    id: str = ""
    note: str = ""
    source: str = ""
    hints: tuple[str, ...] = ()
    #: Fields of `Card` that the file states exactly, because we wrote it: nothing of them is derived.
    exact: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a reader found."""

    format: DeckFormat
    title: str = ""
    language: str = ""
    #: The row that was taken for a header, not for a card.
    header: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """How a file was understood, for a person to check before it is imported."""

    format: DeckFormat
    #: As `codecs` calls it: "utf-8", "utf-16" or "cp1252"; "" for a file that is no text.
    encoding: str = "utf-8"
    #: A line whose letters a person should look at, where the encoding was guessed; else "".
    sample: str = ""
    title: str = ""
    header: tuple[str, ...] = ()
    #: Headings that became tags, in the file's order.
    sections: tuple[str, ...] = ()
    #: Number of cards, and the first of them.
    count: int = 0
    first: tuple[Card, ...] = ()


@dataclass(slots=True, kw_only=True)
class Parsed:
    """What a file holds, as a deck or as faults."""

    #: None where there is a fault (not just warnings).
    deck: Deck | None = None
    faults: list[Fault] = field(default_factory=list)
    #: Line of each card's head.
    lines: dict[CardId, int] = field(default_factory=dict)
    #: None where the format is not known.
    about: About | None = None


def cards_of(draft: Draft, deck: DeckId, *, swapped: bool = False) -> Parsed:
    """Make the cards of a draft.

    Args:
        draft: As read.
        deck: Id to give the deck; also its title where the file has none.
        swapped: The file has its answers where the questions are expected.
    """
    out = Parsed(faults=list(draft.faults))
    entries = [_swapped(entry) for entry in draft.entries] if swapped else list(draft.entries)
    if len(entries) > CARDS_MOST:
        fields = Fields(count=len(entries), limit=CARDS_MOST)
        out.faults.append(Fault(line=entries[CARDS_MOST].line, code=FaultCode.CARDS_MANY, fields=fields))
        entries = []
    elif not entries and not any(fault.level is Level.FAULT for fault in out.faults):
        out.faults.append(Fault(line=1, code=FaultCode.CARDS_NONE))
    names = Names(entry.id for entry in entries if entry.id)
    cards = [card for entry in entries if (card := _card(entry, names, out)) is not None]
    by_line = {line: card for card, line in out.lines.items()}
    out.faults = [replace(fault, card=fault.card or by_line.get(fault.line or 0, "")) for fault in out.faults]
    title = draft.title or stem_of(deck)
    if not draft.title and draft.format is DeckFormat.NOTES:
        fields = Fields(title=title)
        out.faults.append(Fault(line=1, level=Level.WARNING, code=FaultCode.NOTES_TITLE_MISSING, fields=fields))
    out.about = About(
        format=draft.format,
        title=title,
        header=draft.header,
        sections=tuple(dict.fromkeys(entry.section for entry in entries if entry.section)),
        count=len(cards),
        first=tuple(cards[:FIRST_CARDS]),
    )
    if not any(fault.level is Level.FAULT for fault in out.faults):
        out.deck = Deck(id=deck, title=title, language=draft.language or "en", cards=tuple(cards))
    return out


def _swapped(entry: Entry) -> Entry:
    return replace(entry, ask=" ".join(entry.answer.split()), answer=entry.ask, aliases=(), exact={})


def _card(entry: Entry, names: Names, out: Parsed) -> Card | None:
    card_id = CardId(entry.id) if entry.id else names.unused(slug(entry.ask))
    if entry.line is not None:
        out.lines[card_id] = entry.line

    def report(code: FaultCode, **fields: str | int) -> None:
        out.faults.append(Fault(line=entry.line, card=card_id, code=code, fields=fields))

    if len(entry.ask) > QUESTION_MOST:
        report(FaultCode.TEXT_LONG, key="ask", length=len(entry.ask), limit=QUESTION_MOST)
        return None
    key: dict[str, Any] = dict(entry.exact) or {"right": entry.right, "wrong": entry.wrong}
    if not entry.exact and not entry.right:
        lines = [line for line in entry.answer.splitlines() if not is_blank(line)]
        if not lines:
            report(FaultCode.NOTES_ANSWER_MISSING, text=quoted(entry.ask))
            return None
        derived = answer_key(entry.ask, lines)
        if derived is None:
            report(FaultCode.NOTES_ANSWER_LONG, length=sum(map(len, lines)), limit=POINT_LINES_MOST)
            return None
        key = derived
    tags = entry.tags if entry.exact else (*map(tag_of, entry.tags), tag_of(entry.section))
    shown = {"hints": entry.hints, "tags": tuple(dict.fromkeys(tag for tag in tags if tag))}
    return Card(id=card_id, ask=entry.ask, note=entry.note, source=entry.source, **(shown | key))


def tag_of(text: str) -> str:
    """Make a tag of a heading: its words in small letters, joined by hyphens."""
    return "-".join(re.findall(r"\w+", text.casefold()))[:_TAG_MOST].rstrip("-")
