"""Flashcards within notes as Obsidian's Spaced Repetition reads them: "Q::A", "Q:::A", and "?" between lines.

Logseq's "#card" bullets, RemNote's ">>" and cloze marks ("==word==") in such files are read as well. Everything else in
the file is the note around the cards, as it is for these programs.

Source: stephenmwangi.com/obsidian-spaced-repetition, "Flashcards"; docs.logseq.com, "Flashcards".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.decks.draft import DeckFormat, Draft, Entry
from bot.decks.fault import Fault, FaultCode
from bot.decks.format import has_control, is_blank
from bot.decks.formats.lines import indent_of, unmarked
from bot.decks.formats.markdown import front_of, plain_of

_FENCE = re.compile(r"^\s*(?:```|~~~)")
_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(\S.*?)\s*#*$")
#: Between two texts in one line; not within code, nor in names such as "std::vector" that stand alone.
_INLINE = re.compile(r"\s*(?<![:`]):{2,3}(?![:`])\s*|\s+>>>?\s+")
_LONE = re.compile(r"^\s*\?{1,2}\s*$")
_SCHEDULE = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"(?:^|(?<=\s))#([^\W\d][\w/-]*)")
_BLOCK_ID = re.compile(r"\s+\^[\w-]+$")
_HIGHLIGHT = re.compile(r"==([^=\s](?:[^=]*[^=\s])?)==")
_CARD_TAG = re.compile(r"(?:^|\s)#(?:flashcards?|card|cards)(?:[/\w-]*)(?=\s|$)", re.IGNORECASE)
_CARD_TAGS = frozenset({"flashcards", "flashcard", "card", "cards"})
_SHARE_LEAST = 0.5


@dataclass(slots=True, kw_only=True)
class _Open:
    number: int
    ask: list[str]
    answer: list[str] = field(default_factory=list)
    section: str = ""
    tags: tuple[str, ...] = ()
    indent: int = -1


def is_obsidian(text: str) -> bool:
    """Say whether a text has cards in one of these forms, beyond a colon or two that stand in any text."""
    lines = [(raw, inside) for raw, inside in _fenced(text.splitlines()) if not is_blank(raw)]
    free = [raw for raw, inside in lines if not inside]
    inline = sum(1 for raw in free if _parts(raw))
    lone = sum(1 for before, raw in zip(free, free[1:], strict=False) if _LONE.match(raw) and not _LONE.match(before))
    if lone and len(free) > 2:  # noqa: PLR2004
        return True
    if _CARD_TAG.search(text) and (inline or _HIGHLIGHT.search(text) or re.search(r"#card\b", text)):
        return True
    content = sum(1 for raw in free if not _HEADING.match(raw))
    return inline > 0 and inline >= _SHARE_LEAST * (content - 1)


def read_obsidian(text: str) -> Draft:
    """Read the cards of such a note."""
    front = front_of(text)
    title = front.title
    entries: list[Entry] = []
    section = ""
    deck_tags: tuple[str, ...] = ()
    #: Lines since the last blank line, and the card that takes the lines below.
    block: list[tuple[int, str]] = []
    card: _Open | None = None
    is_blank_before = True
    for number, (raw, inside) in enumerate(_fenced(_unscheduled(text).split("\n")), 1):
        if number <= front.lines:
            continue
        heading = None if inside else _HEADING.match(raw)
        if is_blank(raw) or heading:
            if card is not None and card.indent < 0:
                entries += _closed(card)
                card = None
            block = []
            if heading:
                name = plain_of(_TAG.sub("", heading[2]).strip())
                if title or entries or len(heading[1]) > 1:
                    section = name
                else:
                    title = name
            is_blank_before = True
            continue
        if inside:
            if card is not None:
                card.answer.append(raw)
            continue
        if card is not None and card.indent >= 0 and indent_of(raw) <= card.indent:
            entries += _closed(card)
            card = None
        said, tags = _untagged(raw)
        if not said:
            deck_tags = tuple(dict.fromkeys((*deck_tags, *tags)))
        elif _LONE.match(said):
            if card is not None:  # a question right below the answer of another one
                block = [(card.number + 1, line) for line in card.answer[-1:]]
                card.answer = card.answer[:-1]
                entries += _closed(card)
            card = _Open(number=block[0][0], ask=[line for _, line in block], section=section) if block else None
            block = []
        elif parts := _parts(said):
            ask, answer = parts
            entries.append(
                Entry(ask=plain_of(unmarked(ask)), answer=plain_of(answer), line=number, section=section, tags=tags)
            )
        elif card is not None:
            card.answer.append(plain_of(unmarked(said)))
        elif _CARD_TAG.search(raw) and not _HIGHLIGHT.search(raw):
            card = _Open(
                number=number, ask=[plain_of(unmarked(said))], section=section, tags=tags, indent=indent_of(raw)
            )
        elif _HIGHLIGHT.search(said):
            entries += _clozes(unmarked(said), number, section, tags)
        else:
            if not title and not entries and not block and is_blank_before and number <= front.lines + 2:
                title = plain_of(said)
                continue
            block.append((number, plain_of(unmarked(said))))
        is_blank_before = False
    if card is not None:
        entries += _closed(card)
    kept = tuple(
        Entry(ask=e.ask, answer=e.answer, line=e.line, section=e.section, tags=(*front.tags, *deck_tags, *e.tags))
        for e in entries
    )
    faults = tuple(
        Fault(line=entry.line, code=FaultCode.TEXT_CONTROL) for entry in kept if has_control(entry.ask + entry.answer)
    )
    return Draft(format=DeckFormat.OBSIDIAN, title=title, language=front.language, entries=kept, faults=faults[:100])


def _unscheduled(text: str) -> str:
    """Take out comments, where the plugin keeps when a card is due; lines keep their numbers."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")

    def kept(found: re.Match[str]) -> str:
        return "\n" * found[0].count("\n")

    lines = _SCHEDULE.sub(kept, text).split("\n") if "<!--" in text else text.split("\n")
    before = text.split("\n")
    # A comment alone in its line ends no card.
    return "\n".join(
        line if not is_blank(line) or is_blank(old) else " \u2063" for line, old in zip(lines, before, strict=True)
    ).replace("\u2063", "")


def _fenced(lines: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Yield each line with whether it is within a fence of code."""
    inside = False
    for raw in lines:
        if _FENCE.match(raw):
            inside = not inside
            yield "", False
        else:
            yield raw, inside


def _parts(raw: str) -> tuple[str, str] | None:
    mark = _INLINE.search(raw)
    if mark is None:
        return None
    ask, answer = raw[: mark.start()].strip(), raw[mark.end() :].strip()
    is_code = (
        re.fullmatch(r"\W*\w+", ask) is not None and mark[0] == "::" and re.match(r"[\w~]+[<({;:]", answer) is not None
    )
    return (ask, answer) if re.search(r"\w", ask) and answer and ask.count("`") % 2 == 0 and not is_code else None


def _untagged(raw: str) -> tuple[str, tuple[str, ...]]:
    """Take tags and the name of the block out of a line."""
    tags = tuple(
        part
        for found in _TAG.finditer(raw)
        for part in ([found[1]] if found[1].split("/")[0].casefold() not in _CARD_TAGS else found[1].split("/")[1:])
    )
    said = _BLOCK_ID.sub("", _TAG.sub("", raw).rstrip()).rstrip()
    return (said if not is_blank(said) else ""), tags


def _closed(card: _Open) -> Iterator[Entry]:
    answer = [line for line in card.answer if not is_blank(line)]
    yield Entry(
        ask=" ".join(card.ask), answer="\n".join(answer), line=card.number, section=card.section, tags=card.tags
    )


def _clozes(said: str, number: int, section: str, tags: tuple[str, ...]) -> Iterator[Entry]:
    """Yield a card for each marked word, with a blank in its place."""
    for hidden in _HIGHLIGHT.finditer(said):
        ask = f"{said[: hidden.start()]}____{said[hidden.end() :]}"
        yield Entry(
            ask=plain_of(_HIGHLIGHT.sub(r"\1", ask)),
            answer=plain_of(hidden[1]),
            line=number,
            section=section,
            tags=tags,
        )
