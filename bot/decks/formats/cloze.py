"""Cloze notes of Anki: `{{c1::Paris::city}} is the capital of {{c2::France}}` asks a question for each number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from bot.decks.draft import Entry

BLANK = "____"
#: Numbers in one text; Anki takes up to 500.
_NUMBERS_MOST = 500
#: Deletions within deletions; Anki takes up to eight.
_DEPTH_MOST = 8

_PIECE = re.compile(r"\{\{c([\d,]{1,20})::|\}\}|::|[^{}:]+|[{}:]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cloze:
    """One question of a cloze note."""

    #: The text with a blank for what is asked.
    ask: str
    #: What stood there; a line for each blank.
    answer: str
    #: As the author wrote them into the blanks.
    hints: tuple[str, ...] = ()


@dataclass(slots=True)
class _Deletion:
    """Text that may be blank, with the deletions in it."""

    numbers: frozenset[int] = frozenset()
    parts: list[str | _Deletion] = field(default_factory=list)
    hint: str | None = None


def has_cloze(text: str) -> bool:
    """Say whether a text has deletions."""
    return "{{c" in text and _parsed(text) is not None


def clozes(text: str) -> tuple[Cloze, ...]:
    """Return the questions of a cloze text, in the order of their numbers; none where it has no deletion."""
    root = _parsed(text)
    if root is None:
        return ()
    numbers = sorted(set(_numbers(root)))[:_NUMBERS_MOST]
    out = []
    for number in numbers:
        asked = list(_asked(root, number))
        answers = dict.fromkeys(answer for one in asked if (answer := _shown(one).strip()))
        hints = dict.fromkeys(hint for one in asked if (hint := (one.hint or "").strip()))
        if answers:
            out.append(Cloze(ask=_shown(root, blank=number).strip(), answer="\n".join(answers), hints=tuple(hints)))
    return tuple(out)


def with_clozes(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Put in place of each entry that asks a cloze text its questions; what else it says becomes their note."""
    for entry in entries:
        asked = clozes(entry.ask) if "{{c" in entry.ask and not entry.exact else ()
        if not asked:
            yield entry
            continue
        note = "\n".join(text for text in (entry.answer, entry.note) if text)
        for number, cloze in enumerate(asked, 1):
            own = entry.id if number == 1 or not entry.id else f"{entry.id}-{number}"
            yield replace(
                entry, id=own, ask=cloze.ask, answer=cloze.answer, hints=(*cloze.hints, *entry.hints), note=note
            )


def _parsed(text: str) -> _Deletion | None:
    """Return the text as a tree; None where no deletion in it is whole."""
    stack = [_Deletion()]
    whole = False
    for piece in _PIECE.finditer(text):
        at = stack[-1]
        if piece[1] is not None and len(stack) <= _DEPTH_MOST:
            stack.append(_Deletion(numbers=frozenset(int(number) for number in piece[1].split(",") if number)))
        elif piece[0] == "}}" and len(stack) > 1:
            stack.pop()
            stack[-1].parts.append(at)
            whole = True
        elif piece[0] == "::" and len(stack) > 1 and at.hint is None:
            at.hint = ""
        elif at.hint is not None:
            at.hint += piece[0]
        else:
            at.parts.append(piece[0])
    # A deletion that never ends is text.
    while len(stack) > 1:
        at = stack.pop()
        stack[-1].parts += at.parts
    return stack[0] if whole else None


def _numbers(at: _Deletion) -> Iterator[int]:
    yield from at.numbers
    for part in at.parts:
        if isinstance(part, _Deletion):
            yield from _numbers(part)


def _asked(at: _Deletion, number: int) -> Iterator[_Deletion]:
    """Yield the outermost deletions of a number."""
    for part in at.parts:
        if isinstance(part, _Deletion):
            if number in part.numbers:
                yield part
            else:
                yield from _asked(part, number)


def _shown(at: _Deletion, *, blank: int | None = None) -> str:
    return "".join(
        part if isinstance(part, str) else BLANK if blank in part.numbers else _shown(part, blank=blank)
        for part in at.parts
    )
