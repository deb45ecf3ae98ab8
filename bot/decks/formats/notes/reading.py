"""Plain study notes: questions with answer lines under them, in whatever way people tell the two apart.

The whole file decides, by the first of these that fits:

- marks: "Q: …", "A: …", in several languages, or "Answer: …" alone;
- questions: lines that end in a question mark or leave a blank, with the answer in the same line or below. In front of
  them may be numbers, letters or bullets if the file keeps to that; other bullets make a line an answer;
- numbers that run through the file, each over lines without one;
- requests ("Name the …") over other lines;
- pairs: "term - definition" in each line;
- bullets over deeper bullets;
- headings, in Markdown, with what stands below;
- pairs of lines between blank lines.

Nothing is dropped in silence: a line that belongs to no card is named in a fault or warning, and so are questions that
were guessed, and lines within an answer that look like further questions.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.decks.draft import DeckFormat, Draft, Entry
from bot.decks.fault import Fault, FaultCode
from bot.decks.format import has_control
from bot.decks.formats.cloze import has_cloze, with_clozes
from bot.decks.formats.notes.asking import by_questions
from bot.decks.formats.notes.found import Reading
from bot.decks.formats.notes.lines import Line, lines_of, with_letters, without_counts
from bot.decks.formats.notes.marked import by_marks, marks_of
from bot.decks.formats.notes.unasked import (
    by_blocks,
    by_definitions_below,
    by_headings,
    by_numbers,
    by_outline,
    by_pairs,
    by_requests,
)
from bot.decks.validation import Fields

_TITLE_MOST = 100
_FAULTS_MOST = 100
_WAYS = (by_questions, by_numbers, by_requests, by_definitions_below, by_pairs, by_outline, by_headings, by_blocks)


def read_notes(text: str) -> Draft:
    """Read plain notes, line ends as they are."""
    lines = lines_of(text)
    deleted = [line for line in lines if has_cloze(line.whole)]
    reading = _read_clozes(lines) if 2 * len(deleted) > len(lines) else read_lines(lines)
    return Draft(
        format=DeckFormat.NOTES,
        title=reading.title,
        entries=tuple(reading.entries),
        faults=(*faults_of(lines, reading.title), *reading.faults),
    )


def _read_clozes(lines: Sequence[Line]) -> Reading:
    """Read lines whose answers stand in them, as Anki marks them ("{{c1::Paris}} is in France"), below a title."""
    out = Reading()
    out.head([line for line in lines if not has_cloze(line.whole)])
    asked = (Entry(ask=line.text, line=line.number) for line in lines if has_cloze(line.whole))
    out.entries = list(with_clozes(asked))
    return out


def read_lines(lines: Sequence[Line], *, title: str = "") -> Reading:
    """Find the questions of some lines.

    Args:
        lines: Lines that say something.
        title: Known from elsewhere; "" to look for it in the first line.
    """
    out = Reading(title=title)
    if not lines:
        return out
    lines = with_letters(without_counts(lines))
    marks = marks_of(lines)
    if marks is not None:
        found = by_marks(lines, marks, out)
    else:
        found = next((found for way in _WAYS if (found := way(lines, out))), [])
    if found:
        out.keep(found, len(lines))
    return out


def faults_of(lines: Sequence[Line], title: str) -> list[Fault]:
    """Find what makes lines unfit for cards, whatever they ask."""
    faults = [Fault(line=line.number, code=FaultCode.TEXT_CONTROL) for line in lines if has_control(line.whole)]
    if len(title) > _TITLE_MOST:
        fields: Fields = {"key": "title", "length": len(title), "limit": _TITLE_MOST}
        faults.insert(0, Fault(line=lines[0].number, code=FaultCode.TEXT_LONG, fields=fields))
    return faults[:_FAULTS_MOST]
