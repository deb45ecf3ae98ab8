"""Found: questions while their lines are gathered, and what there is to say of the lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from bot.decks.draft import Entry
from bot.decks.fault import Fault, FaultCode, Level
from bot.decks.formats.notes.lines import LETTER, Line, Role, ends_asking, is_capital, is_question
from bot.decks.validation import quoted

#: Lines of answers a question has on average, above which the file is a text that happens to ask something.
_LINES_A_QUESTION_MOST = 12
#: Line numbers shown in one warning.
_NUMBERS_MOST = 5
_ASKED_WORDS_LEAST = 3
_SECTION_WORDS_MOST = 8
_OPTIONS_LEAST = 2
#: Words that a title of a sentence's length has; a longer one is the beginning of a text.
_TITLE_WORDS_MOST = 8

_CHAPTER = re.compile(
    r"^(?:chapter|unit|section|part|lesson|module|week|topic|category|round|kapitel|teil|lektion|abschnitt|thema"
    r"|cap[ií]tulo|unidad|tema|lecci[oó]n|parte|chapitre|partie|unit[eé])\b",
    re.IGNORECASE,
)
_NUMBERED_CHAPTER = re.compile(
    rf"{_CHAPTER.pattern}\s+(?:\d{{1,3}}|[A-Z]|[IVX]{{1,5}})(?:\s*[:.\u2013\u2014-]\s*\S.{{0,60}})?[:.]?$",
    re.IGNORECASE,
)
#: "== Storage ==", "[Storage]", "*** Storage".
_FRAMED = re.compile(
    r"^(?:={2,}|#{1,6}|\*{2,}|\[|-{2,}|~{2,})\s*(?P<name>[^\]=*~]+?)\s*(?:={2,}|#+|\*{2,}|\]|-{2,}|~{2,})?:?$"
)
#: In front of or behind the right option.
_RIGHT_MARK = re.compile(
    r"^[*\u2713\u2714\u2705]\s*|\s*(?:\((?:correct|right|richtig|correcta?|true)\)|[*\u2713\u2714\u2705])\s*$",
    re.IGNORECASE,
)
_BOX = re.compile(r"^[-*+]\s+\[([ xX])\]\s+")
_CHOSEN = re.compile(r"^\(?([A-Za-z])(?:[.):]|(?=\s*(?:,|&|and\b|$)))")
_BETWEEN_CHOSEN = re.compile(r"\s*(?:,|&|\band\b)\s*")
SENTENCE_END = re.compile(r"[.,;:!\u2026\u3002]$")


@dataclass(slots=True, kw_only=True)
class Found:
    """A question with the lines that belong to it."""

    line: Line
    #: The lines of the question, without numbers or marks.
    ask: list[str]
    answer: list[str] = field(default_factory=list)
    #: The answer's lines as they stand.
    under: list[Line] = field(default_factory=list)
    section: str = ""
    #: Nothing but its place says that it is a question.
    guessed: bool = False
    #: The question holds lines of program text, whose breaks are kept.
    has_code: bool = False

    def add(self, line: Line, text: str) -> None:
        """Add a line to the answer."""
        if text:
            self.answer.append(text)
        self.under.append(line)


@dataclass(slots=True, kw_only=True)
class Reading:
    """What lines hold: their questions, and what there is to say of them."""

    title: str = ""
    entries: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def warn(self, line: int | None, code: FaultCode, level: Level = Level.WARNING, **fields: str | int) -> None:
        """Say something about a line."""
        self.faults.append(Fault(line=line, level=level, code=code, fields=fields))

    def leave_out(self, lines: Sequence[Line], level: Level = Level.WARNING) -> None:
        """Say which lines belong to no card."""
        if lines:
            numbers = _numbers(line.number for line in lines)
            self.warn(lines[0].number, FaultCode.NOTES_LINES_LOOSE, level, text=quoted(lines[0].whole), lines=numbers)

    def head(self, above: Sequence[Line]) -> None:
        """Take what stands above the first question: a title, and lines that belong to nothing."""
        above = list(above)
        if above and not self.title and is_title(above[0]):
            self.title = name_of(above.pop(0))
        self.leave_out(above)

    def keep(self, found: Sequence[Found], lines: int) -> None:
        """Turn what was found into entries, and say what is odd about it."""
        if sum(len(card.under) for card in found) > _LINES_A_QUESTION_MOST * len(found):
            code = FaultCode.NOTES_QUESTIONS_FEW
            self.warn(found[0].line.number, code, Level.FAULT, questions=len(found), lines=lines)
            return
        for card in found:
            self._look_at(card)
            self.entries.append(_entry(card))

    def _look_at(self, card: Found) -> None:
        text = quoted(" ".join(card.ask))
        inside = [line.number for line in card.under if _looks_asked(line)]
        if card.guessed:
            self.warn(card.line.number, FaultCode.NOTES_HEADING_GUESSED, text=text)
        if inside:
            self.warn(card.line.number, FaultCode.NOTES_QUESTIONS_INSIDE, text=text, lines=_numbers(inside))
        elif len(card.answer) > _LINES_A_QUESTION_MOST:
            self.warn(card.line.number, FaultCode.NOTES_ANSWER_LINES, text=text, count=len(card.answer))


def asks(line: Line) -> bool:
    """Say whether a line is a question by its look."""
    return line.role is Role.FRONT or (line.role is not Role.CODE and is_question(line.text))


def is_title(line: Line) -> bool:
    """Say whether a line can be the title of a file: it is no sentence."""
    return not (SENTENCE_END.search(line.whole) and len(line.whole.split()) > _TITLE_WORDS_MOST)


def name_of(line: Line) -> str:
    """Return a heading without what stands around it."""
    framed = _FRAMED.match(line.whole)
    return (framed["name"] if framed and line.role is Role.TEXT else line.whole).rstrip(" :")


def is_chapter(line: Line) -> bool:
    """Say whether a line numbers a part of the file: "Section B", "Chapter 2: Storage"."""
    return line.role is Role.TEXT and _NUMBERED_CHAPTER.match(line.whole) is not None and not is_question(line.whole)


def section_at(lines: Sequence[Line], at: int) -> str:
    """Return the name of the section that a line opens by its own look, "" if it opens none."""
    line = lines[at]
    following = lines[at + 1] if at + 1 < len(lines) else None
    if line.role is Role.HEADING:
        return "" if asks(line) else line.whole
    if following is None or line.mark or line.role in (Role.CODE, Role.FRONT):
        return ""
    if line.role is Role.BOLD:
        return line.whole.rstrip(":") if line.parted and asks(following) and not asks(line) else ""
    name = line.whole.rstrip(":").strip()
    framed = _FRAMED.match(line.whole)
    if framed is not None:
        return framed["name"] if line.parted or asks(following) else ""
    stands_out = is_chapter(line) or (line.parted and (is_capital(name) or _CHAPTER.match(name) is not None))
    short = len(name.split()) <= _SECTION_WORDS_MOST and not is_question(name)
    return name if stands_out and short and (asks(following) or (line.parted and following.parted)) else ""


def _numbers(numbers: Iterable[int]) -> str:
    first = [str(number) for number in islice(numbers, _NUMBERS_MOST + 1)]
    return ", ".join(first[:_NUMBERS_MOST]) + (", …" if len(first) > _NUMBERS_MOST else "")


def _looks_asked(line: Line) -> bool:
    return line.role is not Role.CODE and ends_asking(line.text) and len(line.text.split()) >= _ASKED_WORDS_LEAST


def _entry(card: Found) -> Entry:
    right, wrong, asking, note = _options(card)
    return Entry(
        ask=("\n" if card.has_code else " ").join(asking),
        answer="" if right else "\n".join(_unlettered(card.answer)),
        right=right,
        wrong=wrong,
        note=note,
        line=card.line.number,
        section=card.section,
    )


def _unlettered(answer: Sequence[str]) -> list[str]:
    """Take letters off the lines of an answer that they count."""
    letters = [found[1].lower() if (found := LETTER.match(text)) else "" for text in answer]
    counts = len(letters) > 1 and letters == [chr(ord("a") + at) for at in range(len(letters))]
    return [LETTER.sub("", text) for text in answer] if counts else list(answer)


def _boxes(card: Found) -> tuple[tuple[str, ...], tuple[str, ...], list[str], str] | None:
    """Read options that are a list of tasks: the right ones are ticked."""
    ticks = [_BOX.match(line.whole) for line in card.under]
    begin = next((at for at, tick in enumerate(ticks) if tick), len(ticks))
    end = begin
    while end < len(ticks) and ticks[end]:
        end += 1
    options = [(tick[1] != " ", card.under[at].text) for at, tick in enumerate(ticks[:end]) if tick]
    right = tuple(dict.fromkeys(text for ticked, text in options if ticked))
    wrong = tuple(dict.fromkeys(text for ticked, text in options if not ticked))
    if not right or not wrong:
        return None
    note = "\n".join(line.whole for line in card.under[end:])
    return right, wrong, [*card.ask, *(line.whole for line in card.under[:begin])], note


def _options(card: Found) -> tuple[tuple[str, ...], tuple[str, ...], list[str], str]:
    """Read the options of a question and the letter of the right one.

    Returns:
        The right options, the wrong ones (none of both if there are no options), the question's own lines, and what
        stands below the letter.
    """
    if boxes := _boxes(card):
        return boxes
    texts = [*card.ask, *card.answer]
    bare = [_RIGHT_MARK.sub("", text) for text in texts]
    letters = [found[1].lower() if (found := LETTER.match(text)) else "" for text in bare]
    begin = next((at for at, letter in enumerate(letters) if letter == "a" and at > 0), None)
    if begin is None or begin > len(card.ask):
        return (), (), card.ask, ""
    end = begin
    while end < len(texts) and letters[end] == chr(ord("a") + end - begin):
        end += 1
    options = {letters[at]: LETTER.sub("", bare[at]).strip() for at in range(begin, end)}
    rest = texts[max(end, len(card.ask)) :]
    chosen = [letters[at] for at in range(begin, end) if bare[at] != texts[at]]
    if rest:
        parts = _BETWEEN_CHOSEN.split(rest[0])
        chosen = [found[1].lower() for part in parts if (found := _CHOSEN.match(part))]
        chosen = chosen or [letter for letter, option in options.items() if option.casefold() == rest[0].casefold()]
    right = tuple(options[letter] for letter in dict.fromkeys(chosen) if letter in options)
    if len(options) < _OPTIONS_LEAST or not right:
        return (), (), card.ask, ""
    wrong = tuple(option for option in options.values() if option not in right)
    return right, wrong, texts[:begin], "\n".join(rest[1:])
