"""Plain study notes: a title, question lines, and answer lines under each; read as they stand.

A line that ends in a question mark opens a card. A line without one opens a card only if it looks like a heading that
forgot its mark (`_is_heading`); such lines are named in a warning, and a bullet in front ("- ") makes any line an
answer. Every other line under a question belongs to its card: nothing is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.decks.draft import DeckFormat, Draft, Entry
from bot.decks.fault import Fault, FaultCode, Level
from bot.decks.format import has_control, is_blank
from bot.decks.validation import Fields, quoted

_TITLE_MOST = 100
_HEADING_WORDS_LEAST = 2
_HEADING_WORDS_MOST = 10
_QUESTION_END = re.compile(r"[?\uff1f\u061f\u037e][\s!?\uff1f\u061f\"')\]*_\u201d\u2019]*$")
_BULLET = re.compile(r"^(?:[-*+\u2022\u2013\u2014\u00b7\u25aa\u25cf]\s|\(?\d{1,3}[.)]\s)")
#: Marks that a heading does not have: they belong to sentences, lists and "name: explanation".
_SENTENCE_MARKS = re.compile(r"[:;,.!()\u2026]|\s[-\u2013\u2014]\s")
_ASKS = re.compile(
    r"^(?:(?:what|who|where|when|which|why|how)\s+(?:is|are|was|were|do|does|did|can|could|should|would|many|much)\b)",
    re.IGNORECASE,
)
_HEADS = re.compile(
    r"^(?:the\s+|some\s+)?(?:other|more|further|additional|main|key|common|different|important|types?|kinds?|sorts?"
    r"|examples?|features?|benefits?|advantages?|disadvantages?|drawbacks?|limits?|limitations?|uses?|use\s+cases?"
    r"|ways?|methods?|techniques?|steps?|stages?|phases?|parts?|components?|properties|characteristics|reasons?"
    r"|differences?|definition|purpose|overview|summary|list)\b",
    re.IGNORECASE,
)
#: Words of a title that say nothing of its subject.
_TITLE_FILLERS = frozenset(
    {"an", "and", "the", "of", "for", "in", "on", "to", "my", "our", "notes", "flashcards", "cards", "deck"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A question with the lines under it, as (line number, text) in the file's order."""

    line: int
    ask: str
    answer: tuple[tuple[int, str], ...]
    #: The question has no question mark: the heuristic took it for one.
    guessed: bool


def read_notes(text: str) -> Draft:
    """Read plain notes, line ends as they are."""
    lines = [(number, line.strip()) for number, line in enumerate(re.split(r"\r\n|\n|\r", text), 1)]
    lines = [(number, line) for number, line in lines if not is_blank(line)]
    faults = [Fault(line=number, code=FaultCode.TEXT_CONTROL) for number, line in lines if has_control(line)][:100]
    title, below = _titled(lines)
    if title is not None and len(title) > _TITLE_MOST:
        fields: Fields = {"key": "title", "length": len(title), "limit": _TITLE_MOST}
        faults.append(Fault(line=lines[0][0], code=FaultCode.TEXT_LONG, fields=fields))
    entries = []
    for block in blocks(below, title or ""):
        if block.guessed:
            fields = Fields(text=quoted(block.ask))
            code = FaultCode.NOTES_HEADING_GUESSED
            faults.append(Fault(line=block.line, level=Level.WARNING, code=code, fields=fields))
        answer = "\n".join(_BULLET.sub("", line).strip() or line for _, line in block.answer)
        entries.append(Entry(ask=block.ask, answer=answer, line=block.line))
    return Draft(format=DeckFormat.NOTES, title=title or "", entries=tuple(entries), faults=tuple(faults))


def _titled(lines: Sequence[tuple[int, str]]) -> tuple[str | None, Sequence[tuple[int, str]]]:
    if lines and not is_question(lines[0][1]):
        return lines[0][1], lines[1:]
    return None, lines


def is_question(text: str) -> bool:
    """Say whether a line ends in a question mark (quotes and brackets may follow it) and is no bullet point."""
    return _QUESTION_END.search(text) is not None and not _BULLET.match(text)


def blocks(lines: Sequence[tuple[int, str]], title: str) -> Iterator[Block]:
    """Split the lines below the title (number, text) into questions and their answers; every line is in one block.

    Lines between the title and the first question open a card of their own, so that none is lost.
    """
    opened: tuple[int, str, bool] | None = None
    answer: list[tuple[int, str]] = []
    for place, (number, text) in enumerate(lines):
        guessed = not is_question(text)
        ends = place + 1 == len(lines) or is_question(lines[place + 1][1])
        if not guessed or opened is None or (answer and not ends and _is_heading(text, title)):
            if opened is not None:
                yield Block(line=opened[0], ask=opened[1], answer=tuple(answer), guessed=opened[2])
            opened, answer = (number, text, guessed), []
        else:
            answer.append((number, text))
    if opened is not None:
        yield Block(line=opened[0], ask=opened[1], answer=tuple(answer), guessed=opened[2])


def _is_heading(text: str, title: str) -> bool:
    """Guess whether an answer-like line is a question that forgot its mark.

    It must be short, without the marks of a sentence, without a bullet; and it must either open like a question
    ("how does …") or open like a heading ("other …", "types of …") and name the subject of the title.
    The caller has made sure that it stands below an answer line and above another.
    """
    words = re.findall(r"\w+", text.casefold())
    if (
        not _HEADING_WORDS_LEAST <= len(words) <= _HEADING_WORDS_MOST
        or _SENTENCE_MARKS.search(text)
        or _BULLET.match(text)
    ):
        return False
    if _ASKS.match(text):
        return True
    subject = {word for word in re.findall(r"\w+", title.casefold()) if len(word) > 1} - _TITLE_FILLERS
    return bool(_HEADS.match(text)) and not subject.isdisjoint(words)
