"""Draft: what a file of any format holds, question by question, before it becomes cards of a kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import chain
from typing import Any

from bot.core.ids import CardId, DeckId
from bot.decks import either_or
from bot.decks.card import POINT_MOST, QUESTION_MOST, Card
from bot.decks.deck import CARDS_MOST, Deck
from bot.decks.fault import Fault, FaultCode, Level
from bot.decks.format import has_control, is_blank, is_id
from bot.decks.key_points import POINT_LINES_MOST
from bot.decks.kinds import is_answerable, key_of
from bot.decks.language import UNKNOWN, guess_language
from bot.decks.naming import Names, slug, stem_of
from bot.decks.validation import Fields, quoted

#: Cards shown before an import.
FIRST_CARDS = 3
_TAG_MOST = 50
#: Share of questions without an answer, above which a file was misread.
_MISSED_MOST = 0.2
_TITLE_MOST = 100
_TAGS_MOST = 20
_HINTS_MOST = 10
_RIGHT_MOST = 5
_WRONG_MOST = 20
NOTE_MOST = 1_000
OPTION_MOST = 100


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
    BACKTICKS = "backticks"
    TRIVIA_YAML = "trivia-yaml"
    KAHOOT = "kahoot"


#: Written by people, line by line, in ways that can be misunderstood.
_BY_HAND = frozenset({DeckFormat.NOTES, DeckFormat.MARKDOWN, DeckFormat.OBSIDIAN})


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
    #: As in `About`.
    encoding: str = ""
    sample: str = ""
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
    encoding: str = ""
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
    #: What the cards were made of; None where the file says its cards itself.
    draft: Draft | None = None


def cards_of(draft: Draft, deck: DeckId, *, swapped: bool = False, title: str = "") -> Parsed:
    """Make the cards of a draft.

    A question that cannot become a card is a fault, and left out. Are there many of them in a file that a person wrote
    by hand, it was misread, and no deck is made of it.

    Args:
        draft: As read.
        deck: Id to give the deck.
        swapped: The file has its answers where the questions are expected.
        title: Of the deck, where the file has none; "": its id.
    """
    if not draft.language:
        answers = ("\n".join((entry.answer, *entry.right)) for entry in draft.entries)
        draft = replace(draft, language=guess_language((entry.ask for entry in draft.entries), answers))
    maker = _Maker(draft)
    entries = [_swapped(entry) for entry in draft.entries] if swapped else list(draft.entries)
    if len(entries) > CARDS_MOST:
        fields = Fields(count=len(entries), limit=CARDS_MOST)
        maker.out.faults.append(Fault(line=entries[CARDS_MOST].line, code=FaultCode.CARDS_MANY, fields=fields))
        entries = []
    elif not entries and not any(fault.level is Level.FAULT for fault in draft.faults):
        maker.out.faults.append(Fault(line=1, code=FaultCode.CARDS_NONE))
    title = _plain_title(draft.title) or title or stem_of(deck)
    if not draft.title and draft.format is DeckFormat.NOTES and entries:
        fields = Fields(title=title)
        code = FaultCode.NOTES_TITLE_MISSING
        maker.out.faults.append(Fault(line=1, level=Level.WARNING, code=code, fields=fields))
    cards = [card for entry in entries if (card := maker.card(entry)) is not None]
    out = maker.out
    out.draft = draft
    by_line = {line: card for card, line in out.lines.items()}
    out.faults = [replace(fault, card=fault.card or by_line.get(fault.line or 0, "")) for fault in out.faults]
    out.about = About(
        format=draft.format,
        encoding=draft.encoding,
        sample=draft.sample,
        title=title,
        header=draft.header,
        sections=tuple(dict.fromkeys(entry.section for entry in entries if maker.tag_of_section(entry))),
        count=len(cards),
        first=tuple(cards[:FIRST_CARDS]),
    )
    if cards and not maker.is_misread(len(entries)):
        out.deck = Deck(id=deck, title=title, language=maker.language, cards=tuple(cards))
    return out


def _plain_title(text: str) -> str:
    """Return a title without control characters, and no longer than it may be."""
    title = _uncontrolled(text)[:_TITLE_MOST].strip()
    return "" if is_blank(title) else title


def _readable(entry: Entry) -> Entry:
    """Take control characters out of all texts of an entry; those that are lists lose what is empty then."""
    texts: dict[str, str] = {name: getattr(entry, name) for name in ("ask", "answer", "note", "source", "section")}
    lists: dict[str, tuple[str, ...]] = {
        name: getattr(entry, name) for name in ("aliases", "right", "wrong", "tags", "hints")
    }
    if not has_control("".join((*texts.values(), *chain.from_iterable(lists.values())))):
        return entry
    clean: dict[str, Any] = {name: _uncontrolled(text) for name, text in texts.items()}
    clean |= {name: tuple(filter(None, map(_uncontrolled, several))) for name, several in lists.items()}
    return replace(entry, **clean)


def _uncontrolled(text: str) -> str:
    return "".join(letter for letter in text if not has_control(letter))


def _swapped(entry: Entry) -> Entry:
    if entry.right:
        return entry
    return replace(entry, ask=" ".join(entry.answer.split()), answer=entry.ask, aliases=(), id="", exact={})


class _Maker:
    """Makes cards of entries, one after the other."""

    def __init__(self, draft: Draft) -> None:
        self.out = Parsed(faults=list(draft.faults))
        self._draft = draft
        self.language = draft.language or UNKNOWN
        self._names = Names()
        self._seen: set[tuple[str, str]] = set()
        #: Questions without an answer that could be one.
        self._missed = 0

    def is_misread(self, count: int) -> bool:
        """Say whether the faults make it unlikely that the file was read as it is meant.

        Args:
            count: Number of its questions.
        """
        by_hand = self._draft.format in _BY_HAND
        whole = any(fault.level is Level.FAULT and (by_hand or fault.line is None) for fault in self._draft.faults)
        return whole or (by_hand and self._missed > _MISSED_MOST * count)

    def tag_of_section(self, entry: Entry) -> str:
        """Return the tag of the heading above a question; the deck's own title makes none."""
        return "" if entry.section == self._draft.title else tag_of(entry.section)

    def card(self, entry: Entry) -> Card | None:
        """Make the card of an entry; None where it cannot be one, which is then a fault."""
        entry = _readable(entry)
        ask = entry.ask.strip()
        wanted = entry.id if is_id(entry.id) else slug(ask)
        card_id = self._names.unused(wanted)
        if entry.line is not None:
            self.out.lines[card_id] = entry.line

        def report(code: FaultCode, level: Level = Level.FAULT, **fields: str | int) -> None:
            self._missed += level is Level.FAULT and code is not FaultCode.CARD_UNANSWERABLE
            self.out.faults.append(Fault(line=entry.line, card=card_id, level=level, code=code, fields=fields))

        lines = [line.strip() for line in entry.answer.splitlines() if not is_blank(line)]
        if is_blank(ask):
            report(FaultCode.NOTES_QUESTION_MISSING, text=quoted(" ".join(lines)))
            return None
        if len(ask) > QUESTION_MOST:
            report(FaultCode.TEXT_LONG, key="ask", length=len(ask), limit=QUESTION_MOST)
            return None
        same = (ask.casefold(), "\n".join((*lines, *entry.right)).casefold())
        if same in self._seen and not entry.exact and self._draft.format not in _BY_HAND:
            report(FaultCode.CARD_TWICE, Level.WARNING, text=quoted(ask))
            return None
        self._seen.add(same)
        key = dict(entry.exact) or self._key(entry, ask, lines, report)
        if key is None:
            return None
        tags = dict.fromkeys(entry.tags if entry.exact else (*map(tag_of, entry.tags), self.tag_of_section(entry)))
        hints = (hint for hint in entry.hints if not is_blank(hint) and len(hint) <= POINT_MOST)
        shared = {"hints": tuple(hints)[:_HINTS_MOST], "tags": tuple(tag for tag in tags if tag)[:_TAGS_MOST]}
        is_url = re.fullmatch(r"https?://[^\s<>\"]{1,490}", entry.source) is not None
        parts = (key.pop("note", ""), entry.note.strip(), "" if is_url else entry.source.strip())
        note = "\n".join(filter(None, parts))
        if len(note) > NOTE_MOST:
            report(FaultCode.NOTE_CUT, Level.WARNING, length=len(note), limit=NOTE_MOST)
        return Card(
            id=card_id,
            ask=ask,
            note=note[:NOTE_MOST].rstrip(),
            source=entry.source if is_url else "",
            **(shared | key),
        )

    def _key(self, entry: Entry, ask: str, lines: list[str], report: Callable[..., None]) -> dict[str, Any] | None:
        if entry.right:
            long = next((option for option in (*entry.right, *entry.wrong) if len(option) > OPTION_MOST), None)
            if long is not None:
                report(
                    FaultCode.TEXT_LONG,
                    key="right" if long in entry.right else "wrong",
                    length=len(long),
                    limit=OPTION_MOST,
                )
                return None
            return {"right": entry.right[:_RIGHT_MOST], "wrong": entry.wrong[:_WRONG_MOST]}
        if not lines:
            report(FaultCode.NOTES_ANSWER_MISSING, text=quoted(ask))
            return None
        if len(entry.answer) > 10 * POINT_LINES_MOST:
            # Far too long to look for what it might ask; what is a little too long may still be put together.
            report(FaultCode.NOTES_ANSWER_LONG, length=len(entry.answer), limit=POINT_LINES_MOST)
            return None
        if not is_answerable(ask, " ".join(lines)):
            report(FaultCode.CARD_UNANSWERABLE, ask=quoted(ask), text=quoted(" ".join(lines)))
            return None
        either = None
        if not entry.aliases and "__" not in ask:  # "To be or not to ____" offers nothing
            either = either_or.answer_key(ask, "\n".join(lines), self.language)
        key = either or key_of(ask, lines, entry.aliases)
        if key is None:
            report(FaultCode.NOTES_ANSWER_LONG, length=sum(map(len, lines)), limit=POINT_LINES_MOST)
        return key


def tag_of(text: str) -> str:
    """Make a tag of a heading: its words in small letters, joined by hyphens."""
    return "-".join(re.findall(r"\w+", text.casefold()))[:_TAG_MOST].rstrip("-")
