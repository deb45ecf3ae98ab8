"""Trivia lists of older bots: a question and its answers in one line, with backticks or asterisks between them."""

from __future__ import annotations

import re

from bot.decks.draft import DeckFormat, Draft, Entry
from bot.decks.formats.notes.lines import Line, asked, lines_of

_MARKS = "`*"
_SHARE_LEAST = 0.8


def is_backticks(text: str) -> bool:
    """Say whether nearly all lines are "question`answer" or "question`answer`another"."""
    lines = lines_of(text)
    split = sum(1 for line in lines if _parts(line))
    return split > 0 and split >= _SHARE_LEAST * (len(lines) - (len(lines) > 1 and not _parts(lines[0])))


def read_backticks(text: str) -> Draft:
    """Read such a list; a first line without a mark is its title."""
    lines = lines_of(text)
    title = lines[0].whole if lines and not _parts(lines[0]) else ""
    entries = []
    for line in lines[1:] if title else lines:
        ask, *answers = _parts(line) or [line.whole]
        entries.append(Entry(ask=asked(ask), answer="".join(answers[:1]), aliases=tuple(answers[1:]), line=line.number))
    return Draft(format=DeckFormat.BACKTICKS, title=title, entries=tuple(entries))


def _parts(line: Line) -> list[str]:
    """Split a line at its marks, unless they stand around words as they do around code."""
    mark = next((mark for mark in _MARKS if mark in line.whole), "`")
    parts = [part.strip() for part in line.whole.split(mark)]
    while parts and not parts[-1]:
        parts.pop()
    around = re.search(r"(?:^|\s)([`*])[^`*\s][^`*]*\1(?:[\s.,;:!?]|$)", line.whole) is not None
    return parts if len(parts) > 1 and all(parts) and not around else []
