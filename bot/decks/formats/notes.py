"""Plain study notes: questions with answer lines under them, in whatever way people mark the two.

`lines` says what each line is by its look; here the whole file decides how its questions are to be told from its
answers, by the first of these that fits:

- marks: "Q: …", "A: …", in several languages, or "Answer: …" alone;
- questions: lines that end in a question mark or leave a blank, with the answer in the same line or below. In front of
  them may be numbers, letters or bullets if the file keeps to that; other bullets make a line an answer;
- numbers that run through the file, each over lines without one;
- requests ("Name the …") over other lines;
- pairs: "term - definition" in each line;
- pairs of lines between blank lines.

Nothing is dropped: a line that belongs to no card is named in a fault or warning, and so are questions that were
guessed, and lines within an answer that look like further questions.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice, pairwise

from bot.decks.draft import DeckFormat, Draft, Entry
from bot.decks.fault import Fault, FaultCode, Level
from bot.decks.format import has_control
from bot.decks.formats.lines import (
    LETTER,
    Line,
    Marks,
    Role,
    asked,
    asks_for,
    ends_asking,
    has_gap,
    is_capital,
    is_question,
    lines_of,
    marks_of,
    opens_question,
    within_one_line,
)
from bot.decks.validation import Fields, quoted

_TITLE_MOST = 100
#: Line numbers shown in one warning.
_NUMBERS_MOST = 5
#: Lines of answers a question has on average, above which the file is a text that happens to ask something.
_LINES_A_QUESTION_MOST = 12
#: Lines above the first question that a title or a subtitle may take.
_LOOSE_MOST = 2
#: Lines before the one with the question mark that belong to a question.
_ASK_LINES_MOST = 5
_HEADING_WORDS_LEAST = 2
_HEADING_WORDS_MOST = 10
_SECTION_WORDS_MOST = 8
_PAIRED_LEAST = 2
_TERM_WORDS_MOST = 8
#: Marks that a heading does not have: they belong to sentences, lists and "name: explanation".
_SENTENCE_MARKS = re.compile(r"[:;,.!()\u2026]|\s[-\u2013\u2014]\s")
_SENTENCE_END = re.compile(r"[.,;:!\u2026\u3002]$")
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
_CHAPTER = re.compile(
    r"^(?:chapter|unit|section|part|lesson|module|week|topic|category|round|kapitel|teil|lektion|abschnitt|thema"
    r"|cap[ií]tulo|unidad|tema|lecci[oó]n|parte|chapitre|partie|unit[eé])\b",
    re.IGNORECASE,
)
_FRAMED = re.compile(
    r"^(?:={2,}|#{1,6}|\*{2,}|\[|-{2,}|~{2,})\s*(?P<name>[^\]=*~]+?)\s*(?:={2,}|#+|\*{2,}|\]|-{2,}|~{2,})?:?$"
)
_PAIR = re.compile(
    r"^(?P<term>\S.{0,119}?)(?P<mark>\s*:(?=\s)|\s+(?:-{1,2}|[\u2013\u2014=~|]|->|=>|>>|==|\u2192)(?=\s))\s+(?P<rest>\S.*)$"
)
_DEFINED_BELOW = re.compile(r"^:\s+(?=\S)")
_CLOCK = re.compile(r"^[\[(]?\d{1,4}[-/.:]\d{1,2}")
_RIGHT_MARK = re.compile(
    r"^[*\u2713\u2714\u2705]\s*|\s*(?:\((?:correct|right|richtig|correcta?|true)\)|[*\u2713\u2714\u2705])\s*$",
    re.IGNORECASE,
)
_CHOSEN = re.compile(r"^\(?([A-Za-z])(?:[.)]|(?=\s*(?:,|&|and\b|$)))")


@dataclass(slots=True, kw_only=True)
class _Found:
    """A question while its lines are gathered."""

    line: Line
    ask: list[str]
    answer: list[str] = field(default_factory=list)
    #: Lines of the answer as they stand, to look for questions among them.
    under: list[Line] = field(default_factory=list)
    section: str = ""
    guessed: bool = False

    def add(self, line: Line, text: str) -> None:
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


def read_notes(text: str) -> Draft:
    """Read plain notes, line ends as they are."""
    lines = lines_of(text)
    faults = [Fault(line=line.number, code=FaultCode.TEXT_CONTROL) for line in lines if has_control(line.whole)][:100]
    reading = read_lines(lines)
    if len(reading.title) > _TITLE_MOST:
        fields: Fields = {"key": "title", "length": len(reading.title), "limit": _TITLE_MOST}
        faults.append(Fault(line=lines[0].number, code=FaultCode.TEXT_LONG, fields=fields))
    return Draft(
        format=DeckFormat.NOTES,
        title=reading.title,
        entries=tuple(reading.entries),
        faults=(*faults, *reading.faults),
    )


def read_lines(lines: list[Line], *, title: str = "") -> Reading:
    """Find the questions of some lines.

    Args:
        lines: Lines that say something.
        title: Known from elsewhere; "" to look for it in the first line.
    """
    out = Reading(title=title)
    if not lines:
        return out
    marks = marks_of(lines)
    if marks is not None:
        _finish(out, _by_marks(lines, marks, out), lines)
        return out
    for way in (_by_questions, _by_numbers, _by_requests, _by_pairs, _by_headings, _by_paragraphs):
        found = way(lines, out)
        if found:
            _finish(out, found, lines)
            break
    return out


def _finish(out: Reading, found: list[_Found], lines: Sequence[Line]) -> None:
    """Turn what was found into entries, and say what is odd about it."""
    answers = sum(len(card.under) for card in found)
    if answers > _LINES_A_QUESTION_MOST * len(found):
        number = found[0].line.number
        out.warn(number, FaultCode.NOTES_QUESTIONS_FEW, Level.FAULT, questions=len(found), lines=len(lines))
        return
    for card in found:
        ask = " ".join(card.ask)
        if card.guessed:
            out.warn(card.line.number, FaultCode.NOTES_HEADING_GUESSED, text=quoted(ask))
        if inside := [line.number for line in card.under if _looks_asked(line)]:
            out.warn(card.line.number, FaultCode.NOTES_QUESTIONS_INSIDE, text=quoted(ask), lines=numbers_of(inside))
        elif len(card.answer) > _LINES_A_QUESTION_MOST:
            out.warn(card.line.number, FaultCode.NOTES_ANSWER_LINES, text=quoted(ask), count=len(card.answer))
        right, wrong, asking = _options(card)
        out.entries.append(
            Entry(
                ask=" ".join(asking),
                answer="" if right else "\n".join(card.answer),
                right=right,
                wrong=wrong,
                line=card.line.number,
                section=card.section,
            )
        )


def _looks_asked(line: Line) -> bool:
    return line.role is not Role.CODE and ends_asking(line.text) and len(line.text.split()) > 2


def _options(card: _Found) -> tuple[tuple[str, ...], tuple[str, ...], list[str]]:
    """Read the options of a question and the letter of the right one.

    Returns:
        The right options, the wrong ones (none of both if there are no options), and the question's own lines.
    """
    texts = [*card.ask, *card.answer]
    letters = [
        found[1].lower() if (found := LETTER.match(_RIGHT_MARK.sub("", text, count=1))) else "" for text in texts
    ]
    begin = next((at for at, letter in enumerate(letters) if letter == "a" and at > 0), None)
    if begin is None:
        return (), (), card.ask
    end = begin
    while end < len(texts) and letters[end] == chr(ord("a") + end - begin):
        end += 1
    options = {letters[at]: LETTER.sub("", _RIGHT_MARK.sub("", texts[at])).strip() for at in range(begin, end)}
    starred = [letters[at] for at in range(begin, end) if _RIGHT_MARK.search(texts[at])]
    rest = texts[max(end, len(card.ask)) :]
    chosen = (
        starred
        if not rest
        else [
            found[1].lower() for part in re.split(r"\s*(?:,|&|\band\b)\s*", rest[0]) if (found := _CHOSEN.match(part))
        ]
    )
    right = [options[letter] for letter in chosen if letter in options]
    if not right and rest:
        right = [option for option in options.values() if option.casefold() == rest[0].casefold()]
    if len(options) < 2 or not right or begin > len(card.ask):
        return (), (), card.ask
    wrong = [option for option in options.values() if option not in right]
    return tuple(right), tuple(wrong), texts[:begin]


def _sectioned(lines: Sequence[Line], at: int) -> str:
    """Return the name of a heading that stands at a place of the lines, "" if none does."""
    line = lines[at]
    if line.role is Role.HEADING:
        return "" if _asks(line) else line.whole
    if line.role is Role.BOLD and line.parted and at + 1 < len(lines) and _asks(lines[at + 1]) and not _asks(line):
        return line.whole.rstrip(":")
    if line.role is not Role.TEXT or line.mark:
        return ""
    following = lines[at + 1] if at + 1 < len(lines) else None
    framed = _FRAMED.match(line.whole)
    if framed and (line.parted or (following is not None and _asks(following))):
        return framed["name"]
    name = line.whole.rstrip(":").strip()
    if not line.parted or len(name.split()) > _SECTION_WORDS_MOST or is_question(name):
        return ""
    if following is None or not (following.parted or _asks(following)):
        return ""
    return name if is_capital(name) or _CHAPTER.match(name) else ""


def _asks(line: Line) -> bool:
    return line.role is Role.FRONT or (line.role is not Role.CODE and is_question(line.text))


# Marks: "Q:" and "A:".


def _by_marks(lines: list[Line], marks: Marks, out: Reading) -> list[_Found]:
    found: list[_Found] = []
    card: _Found | None = None
    section = ""
    answered = False
    loose: list[Line] = []
    asks_marked = any(marks.ask.match(line.text) for line in lines)
    for at, line in enumerate(lines):
        text = line.text
        opening = marks.ask.match(text) if line.role is not Role.CODE else None
        answering = marks.answer.match(text) if line.role is not Role.CODE and card is not None else None
        if opening is None and answering is None and not asks_marked:
            opening = _unmarked_ask(line, card, answered=answered)
        if opening is not None:
            ask, answer = _split_at(marks, text[opening.end() :])
            card = _Found(line=line, ask=[asked(ask)] if ask else [], section=section)
            found.append(card)
            answered = bool(answer)
            if answer:
                card.add(line, answer)
        elif answering is not None and card is not None:
            answered = True
            card.add(line, text[answering.end() :].strip())
        elif (name := _sectioned(lines, at)) and (card is None or answered):
            if card is None and not out.title and line.role is not Role.HEADING:
                out.title = name
            else:
                section = name
        elif card is None:
            loose.append(line)
        elif answered:
            card.add(line, text)
        else:
            before, answer = _split_at(marks, line.whole)
            card.ask.append(before)
            if answer:
                answered = True
                card.add(line, answer)
    if loose and not out.title:
        out.title = _name_of(loose.pop(0))
    _say_loose(out, loose)
    for card in found:
        if card.answer or len(card.ask) < 2:  # noqa: PLR2004
            continue
        # A question whose answer has no mark, though others have one.
        place = next((at for at, text in enumerate(card.ask) if ends_asking(text)), 0) + 1
        card.answer, card.ask = card.ask[place:], card.ask[:place]
    return found


def _unmarked_ask(line: Line, card: _Found | None, *, answered: bool) -> re.Match[str] | None:
    """Say whether a line opens a question in a file that marks its answers only."""
    opens = card is None or (answered and (line.parted or _asks(line) or line.mark == "1"))
    likely = (
        _asks(line) or line.mark == "1" or asks_for(line.text) or (card is not None and not line.role == Role.HEADING)
    )
    return re.match("", line.text) if opens and likely and line.role is not Role.HEADING else None


def _split_at(marks: Marks, text: str) -> tuple[str, str]:
    within = marks.answer_within.search(text)
    if within is None:
        return text.strip(), ""
    return text[: within.start()].strip().rstrip("([").strip(), text[within.end() :].strip().rstrip(")]").strip()


# Questions that one sees by their look.


@dataclass(frozen=True, slots=True, kw_only=True)
class _Openers:
    """Which lines open a card where lines ask."""

    #: Marks in front of questions that open; "" for none.
    marks: frozenset[str]
    roles: frozenset[Role]
    #: Numbers run through the file, so that each opens, question mark or not.
    numbered: bool
    #: Places of lines that hold a question and its answer.
    whole: frozenset[int]
    #: Cards are parted by blank lines, and a question is in one block with its answer.
    in_blocks: bool


def _by_questions(lines: list[Line], out: Reading) -> list[_Found]:
    asking = [at for at, line in enumerate(lines) if _asks(line)]
    whole = _one_liners(lines, len(asking))
    if not asking and not whole:
        return []
    openers = _openers(lines, asking, whole)
    begin = 0
    if not out.title and not _opens(lines, 0, openers, None) and not asks_for(lines[0].text, surely=True):
        out.title, begin = _name_of(lines[0]), 1
    elif not out.title and _is_asking_title(lines, openers):
        out.title, begin = lines[0].whole, 1
    found: list[_Found] = []
    #: Lines above the first question, and below headings of sections.
    loose: list[Line] = []
    stray: list[Line] = []
    card: _Found | None = None
    section = ""
    at = begin
    while at < len(lines):
        line = lines[at]
        parts = list(within_one_line(asked(line.whole))) if at in whole else []
        if (name := _section_at(lines, at, openers, card)) != "":
            section, card = name, None
        elif parts:
            for ask, answer in parts:
                card = _Found(line=line, ask=[ask], section=section)
                found.append(card)
                card.add(line, answer)
        elif (ends := _opens(lines, at, openers, card)) is not None:
            card = _Found(
                line=line,
                ask=[asked(part.whole) if part is line else part.text for part in lines[at : ends + 1]],
                section=section,
            )
            certain = _asks(lines[ends]) or (openers.numbered and line.mark == "1") or asks_for(lines[ends].text)
            card.guessed = not certain or (line.role is Role.TEXT and not _asks(lines[ends]) and not line.parted)
            found.append(card)
            at = ends
        elif card is None:
            (stray if found else loose).append(line)
        elif _is_guessed(lines, at, card, out.title):
            card = _Found(line=line, ask=[line.whole], section=section, guessed=True)
            found.append(card)
        else:
            card.add(line, line.text)
        at += 1
    if len(loose) > 1 and _could_head(loose[0].whole) and loose[0].role is Role.TEXT:
        first = _Found(line=loose[0], ask=[loose[0].whole], guessed=True)
        for line in loose[1:]:
            first.add(line, line.text)
        found.insert(0, first)
        loose = []
    lines_loose = [*loose, *stray]
    _say_loose(out, lines_loose, Level.FAULT if len(loose) > _LOOSE_MOST and len(loose) > len(found) else Level.WARNING)
    return found


def _say_loose(out: Reading, lines: Sequence[Line], level: Level = Level.WARNING) -> None:
    """Say which lines belong to no card."""
    if lines:
        numbers = numbers_of(line.number for line in lines)
        out.warn(lines[0].number, FaultCode.NOTES_LINES_LOOSE, level, text=quoted(lines[0].whole), lines=numbers)


def numbers_of(numbers: Iterable[int]) -> str:
    """Write some line numbers: the first few of them."""
    first = [str(number) for number in islice(numbers, _NUMBERS_MOST + 1)]
    return ", ".join(first[:_NUMBERS_MOST]) + (", …" if len(first) > _NUMBERS_MOST else "")


def _name_of(line: Line) -> str:
    framed = _FRAMED.match(line.whole)
    return framed["name"] if framed and line.role is Role.TEXT else line.whole


def _one_liners(lines: list[Line], asking: int) -> frozenset[int]:
    """Find the lines that hold a question with its answer behind it."""
    places = []
    for at, line in enumerate(lines):
        if (
            line.role is Role.CODE
            or "?" not in line.whole
            and "\uff1f" not in line.whole
            and "\u061f" not in line.whole
        ):
            continue
        parts = list(within_one_line(asked(line.whole)))
        if parts and all(answer for _, answer in parts) and not any(asks_for(answer) for _, answer in parts):
            places.append((at, parts))
    if len(places) >= asking:
        return frozenset(
            at for at, parts in places if all(len(ask.split()) > 1 or not ask.isascii() for ask, _ in parts)
        )
    alone = set()
    for at, parts in places:
        following = lines[at + 1] if at + 1 < len(lines) else None
        ends = following is None or following.parted or _asks(following)
        if ends and all(opens_question(ask) for ask, _ in parts) and (at == 0 or not _asks(lines[at - 1])):
            alone.add(at)
    return frozenset(alone)


def _openers(lines: list[Line], asking: list[int], whole: frozenset[int]) -> _Openers:
    by_mark: dict[str, list[int]] = {}
    for at in asking:
        if lines[at].role is Role.TEXT:
            by_mark.setdefault(lines[at].mark, []).append(at)
    roles = {lines[at].role for at in asking} - {Role.TEXT, Role.CODE}
    plain = by_mark.get("", [])
    marks = {""} if plain else set()
    for mark, places in by_mark.items():
        answered = sum(1 for at in places if _is_answered(lines, at))
        alone = not roles and (not plain or (plain == [0] and len(places) > 1))
        if mark and (alone or 3 * answered >= 2 * len(places)):
            marks.add(mark)
    numbered = "1" in marks and _numbers_run(lines)
    return _Openers(
        marks=frozenset(marks),
        roles=frozenset(roles),
        numbered=numbered,
        whole=whole,
        in_blocks=_in_blocks(lines, asking),
    )


def _is_answered(lines: list[Line], at: int) -> bool:
    """Say whether a marked question has something of another rank below it."""
    if at + 1 >= len(lines):
        return False
    line, following = lines[at], lines[at + 1]
    if _asks(following) and following.indent <= line.indent:
        return False
    return following.indent > line.indent or following.mark != line.mark


def _numbers_run(lines: Sequence[Line]) -> bool:
    """Say whether numbers count through the file, each over lines without one."""
    numbered = [
        (at, int(match[1]))
        for at, line in enumerate(lines)
        if (match := re.match(r"\(?(\d{1,3})", line.whole)) and line.mark == "1"
    ]
    if len(numbered) < 2:  # noqa: PLR2004
        return bool(numbered)
    counts = all(after == before + 1 for (_, before), (_, after) in pairwise(numbered))
    apart = all(second > first + 1 for (first, _), (second, _) in pairwise(numbered)) and numbered[-1][0] + 1 < len(
        lines
    )
    return counts and apart


def _in_blocks(lines: list[Line], asking: list[int]) -> bool:
    """Say whether blank lines part the cards: most questions have their answer in the next line, blocks have one each."""
    blocks = [at for at, line in enumerate(lines) if line.parted]
    if len(blocks) < 2 or not asking:  # noqa: PLR2004
        return False
    joined = sum(1 for at in asking if at + 1 < len(lines) and not lines[at + 1].parted)
    opening = sum(1 for at in asking if at in set(blocks)) if len(asking) < 1000 else len(set(asking) & set(blocks))  # noqa: PLR2004
    return 5 * joined >= 4 * len(asking) and 2 * opening >= len(asking)


def _opens(lines: list[Line], at: int, openers: _Openers, card: _Found | None) -> int | None:
    """Say where the question ends that opens at a line; None if none does."""
    line = lines[at]
    if at in openers.whole:
        return at
    if line.role is Role.CODE:
        return None
    if line.role is not Role.TEXT:
        opens = line.role in openers.roles and (_asks(line) or asks_for(line.whole, surely=True))
        return at if opens or _is_untold_heading(lines, at, openers) else None
    fits = line.mark in openers.marks and not (
        card is not None and line.indent > card.line.indent and line.mark in ("-", "1", "a") and card.line.mark
    )
    if _asks(line) and fits:
        return at
    if openers.numbered and line.mark == "1":
        return at
    if not line.parted or not (openers.in_blocks or line.ruled):
        return _request_at(lines, at, card)
    # A block of its own: its question may take several lines, or have no question mark.
    end = at
    while end + 1 < len(lines) and not lines[end + 1].parted:
        end += 1
    asks = next(
        (place for place in range(at, end + 1) if _asks(lines[place]) and lines[place].mark in openers.marks), None
    )
    if asks is not None:
        # The first line of a file is its title, unless it is a sentence.
        fits = (
            not line.mark and asks - at <= _ASK_LINES_MOST and (at > 0 or _SENTENCE_END.search(line.whole) is not None)
        )
        return asks if asks < end and fits else None
    if end > at > 0 and not line.mark and (asks_for(line.text) or (openers.in_blocks and _could_head(line.whole))):
        return at
    return _request_at(lines, at, card)


def _is_untold_heading(lines: list[Line], at: int, openers: _Openers) -> bool:
    """Say whether a heading has an answer below it, where the other headings ask."""
    line = lines[at]
    if line.role is not Role.HEADING or Role.HEADING not in openers.roles or line.level == 1 or at + 1 >= len(lines):
        return False
    asking = {other.level for other in lines if other.role is Role.HEADING and _asks(other)}
    following = lines[at + 1]
    return line.level in asking and following.role not in (Role.HEADING, Role.FRONT) and not _asks(following)


def _request_at(lines: list[Line], at: int, card: _Found | None) -> int | None:
    """Say whether a line asks for something ("Name the …") between two answers."""
    line = lines[at]
    following = lines[at + 1] if at + 1 < len(lines) else None
    if line.mark or following is None or _asks(following) or not asks_for(line.text, surely=True):
        return None
    if asks_for(following.text, surely=True) or (card is not None and not card.answer):
        return None
    return at if len(line.text.split()) > 2 else None  # noqa: PLR2004


def _is_asking_title(lines: list[Line], openers: _Openers) -> bool:
    """Say whether the first line asks, but as a title: the questions below it are marked otherwise."""
    return (
        len(lines) > 2
        and openers.marks > {""}
        and sum(1 for line in lines if _asks(line) and not line.mark) == 1
        and not lines[0].mark
        and _asks(lines[1])
    )  # noqa: PLR2004


def _section_at(lines: list[Line], at: int, openers: _Openers, card: _Found | None) -> str:
    """Return the heading that a line is, "" for none."""
    line = lines[at]
    if card is not None and not card.answer:
        return ""
    if line.role is Role.HEADING and _opens(lines, at, openers, card) is None:
        inside = card is not None and card.line.role is Role.HEADING and line.level > card.line.level
        return "" if inside else line.whole
    if name := _sectioned(lines, at):
        return name
    following = lines[at + 1] if at + 1 < len(lines) else None
    if following is None or is_question(line.text) or len(line.text.split()) > _SECTION_WORDS_MOST:
        return ""
    # "COMPUTE" between an answer and a question, without blank lines.
    if line.role is Role.TEXT and not line.mark and is_capital(line.whole) and _asks(following) and card is not None:
        alone = len(re.findall(r"[^\W\d_]", line.whole)) > 3 and not any(is_capital(text) for text in card.answer)  # noqa: PLR2004
        return (
            line.whole.rstrip(":") if alone and not _has_blanks(lines) and card.under and _often_capital(lines) else ""
        )
    # "- Ports" over deeper bullets that ask.
    if (
        line.mark
        and following.indent > line.indent
        and _asks(following)
        and (card is None or line.indent < card.line.indent or line.mark == "-")
    ):
        return line.text.rstrip(":") if card is None or line.indent < following.indent <= card.line.indent else ""
    # A short line alone between blank lines, in a file whose cards are blocks.
    alone = line.parted and following.parted and openers.in_blocks and not line.mark
    return (
        line.whole
        if alone and _asks(following) and not _SENTENCE_END.search(line.whole) and len(line.whole.split()) <= 5
        else ""
    )  # noqa: PLR2004


def _has_blanks(lines: Sequence[Line]) -> bool:
    return any(line.parted for line in lines[2:])


def _often_capital(lines: Sequence[Line]) -> bool:
    """Say whether capital lines stand above questions at least twice."""
    return (
        sum(1 for line, following in pairwise(lines) if is_capital(line.whole) and _asks(following) and not _asks(line))
        > 1
    )


def _is_guessed(lines: list[Line], at: int, card: _Found, title: str) -> bool:
    """Say whether an answer-like line between two others is a heading that forgot its question mark."""
    ends = at + 1 == len(lines) or _asks(lines[at + 1])
    return bool(card.answer) and not ends and lines[at].role is Role.TEXT and _is_heading(lines[at].whole, title)


def _is_heading(text: str, title: str) -> bool:
    """Guess whether an answer-like line is a question that forgot its mark.

    It must be short, without the marks of a sentence, without a bullet; and it must either open like a question
    ("how does …") or open like a heading ("other …", "types of …") and name the subject of the title.
    The caller has made sure that it stands below an answer line and above another.
    """
    if not _could_head(text):
        return False
    if _ASKS.match(text):
        return True
    words = re.findall(r"\w+", text.casefold())
    subject = {word for word in re.findall(r"\w+", title.casefold()) if len(word) > 1} - _TITLE_FILLERS
    return bool(_HEADS.match(text)) and not subject.isdisjoint(words)


def _could_head(text: str) -> bool:
    """Say whether a line is as short as a question without its mark, and no sentence, list or bullet."""
    words = re.findall(r"\w+", text)
    line = Line(number=1, indent=0, whole=text)
    return (
        _HEADING_WORDS_LEAST <= len(words) <= _HEADING_WORDS_MOST and not _SENTENCE_MARKS.search(text) and not line.mark
    )


# Files without a question mark.


def _titled(lines: list[Line], out: Reading, first: int) -> list[Line]:
    """Take what stands above the first card for the title, and the rest of it for lines that belong to nothing."""
    above = lines[:first]
    if above and not out.title:
        out.title, above = _name_of(above[0]), above[1:]
    _say_loose(out, above)
    return lines[first:]


def _by_numbers(lines: list[Line], out: Reading) -> list[_Found]:
    numbered = [at for at, line in enumerate(lines) if line.mark == "1"]
    if len(numbered) < 2 or not _numbers_run(lines) or numbered[0] > 1:  # noqa: PLR2004
        return []
    found: list[_Found] = []
    for line in _titled(lines, out, numbered[0]):
        if line.mark == "1":
            found.append(_Found(line=line, ask=[asked(line.whole)]))
        else:
            found[-1].add(line, line.text)
    return found


def _by_requests(lines: list[Line], out: Reading) -> list[_Found]:
    requests = [at for at, line in enumerate(lines) if line.role is not Role.CODE and asks_for(line.text)]
    apart = all(second > first + 1 for first, second in pairwise(requests)) and requests[-1:] != [len(lines) - 1]
    if not requests or requests[0] > 1 or not apart or (len(requests) == 1 and len(lines) > 6):  # noqa: PLR2004
        return []
    found: list[_Found] = []
    section = ""
    for at, line in enumerate(_titled(lines, out, requests[0]), requests[0]):
        if at in set(requests):
            found.append(_Found(line=line, ask=[asked(line.whole)], section=section))
        elif found[-1].answer and (name := _sectioned(lines, at)):
            section = name
        else:
            found[-1].add(line, line.text)
    return found


def _by_headings(lines: list[Line], out: Reading) -> list[_Found]:
    """Read headings, or bold lines, each with what stands below it; headings over headings are sections."""
    for role in (Role.HEADING, Role.BOLD):
        heads = [at for at, line in enumerate(lines) if line.role is role]
        leaves = {at for at in heads if at + 1 < len(lines) and lines[at + 1].role is not role}
        if len(leaves) < 2 or heads[0] > 2:  # noqa: PLR2004
            continue
        found: list[_Found] = []
        section = ""
        for at, line in enumerate(_titled(lines, out, heads[0]), heads[0]):
            if at in leaves:
                found.append(_Found(line=line, ask=[line.whole.rstrip(":")], section=section, guessed=True))
            elif line.role is role:
                section = line.whole
            else:
                found[-1].add(line, line.text)
        return found
    return []


def _by_pairs(lines: list[Line], out: Reading) -> list[_Found]:
    """Read "term - definition" lines, all with the same mark between."""
    first = lines[0] if lines[0].role is Role.TEXT else None
    title = first is not None and _PAIR.match(first.text) is None
    body = lines[1:] if title else lines
    if found := _by_definition_lists(lines, out):
        return found
    counts = Counter(match["mark"].strip() for line in body if (match := _pair(line)))
    if not counts:
        return []
    mark, count = counts.most_common(1)[0]
    sections = {line.number for at, line in enumerate(lines) if _sectioned(lines, at) or line.role is Role.HEADING}
    body = [
        line for line in body if line.number not in sections or ((pair := _pair(line)) and pair["mark"].strip() == mark)
    ]
    pairs = [match for line in body if (match := _pair(line, mark))]
    terms = {pair["term"].casefold() for pair in pairs}
    if count < _PAIRED_LEAST or 5 * len(pairs) < 4 * len(body) or 3 * len(terms) < 2 * len(pairs):
        return []
    if 2 * sum(1 for pair in pairs if _CLOCK.match(pair["term"])) > len(pairs):
        return []
    found = []
    section = ""
    for at, line in enumerate(lines):
        pair = _pair(line, mark)
        if pair is not None:
            card = _Found(line=line, ask=[pair["term"].strip()], section=section)
            card.add(line, pair["rest"].strip())
            found.append(card)
        elif at == 0 and not out.title:
            out.title = _name_of(line)
        elif line.number in sections:
            section = _sectioned(lines, at) or line.whole
        elif found:
            found[-1].add(line, line.text)
            if not line.indent:
                out.warn(
                    line.number, FaultCode.NOTES_LINE_JOINED, text=quoted(line.whole), ask=quoted(found[-1].ask[0])
                )
        else:
            _say_loose(out, [line])
    return found


def _pair(line: Line, mark: str = "") -> re.Match[str] | None:
    """Split a line at the first mark between a term and what is said of it."""
    if line.role in (Role.CODE, Role.HEADING):
        return None
    text = line.text
    match = _PAIR.match(text)
    if match is None or len(match["term"].split()) > _TERM_WORDS_MOST:
        return None
    if mark and match["mark"].strip() != mark:
        # "state-of-the-art: new - or nearly so": the file's own mark may stand further on.
        again = re.match(rf"^(?P<term>\S.{{0,119}}?)(?P<mark>\s*{re.escape(mark)}(?=\s))\s+(?P<rest>\S.*)$", text)
        return again if again and len(again["term"].split()) <= _TERM_WORDS_MOST else None
    return match


def _by_definition_lists(lines: list[Line], out: Reading) -> list[_Found]:
    """Read lists of definitions: a term, and ": definition" in the lines below it."""
    below = [at for at, line in enumerate(lines) if _DEFINED_BELOW.match(line.whole)]
    if len(below) < 2 or below[0] not in (1, 2):  # noqa: PLR2004
        return []
    found: list[_Found] = []
    for at, line in enumerate(_titled(lines, out, below[0] - 1), below[0] - 1):
        if at in below and found:
            found[-1].add(line, _DEFINED_BELOW.sub("", line.whole))
        elif at + 1 in below:
            found.append(_Found(line=line, ask=[line.text]))
        else:
            found[-1].add(line, line.text)
    return found


def _by_paragraphs(lines: list[Line], out: Reading) -> list[_Found]:
    """Read blocks of two lines between blank lines, or of more between "---": the first one asks."""
    blocks = list(_blocks(lines))
    title = ""
    if blocks and len(blocks[0]) == 1 and len(blocks) > 2:  # noqa: PLR2004
        title = _name_of(blocks.pop(0)[0])
    ruled = len(blocks) > 1 and all(block[0].ruled for block in blocks[1:])
    fits = all(len(block) == 2 or (ruled and len(block) > 1) for block in blocks)  # noqa: PLR2004
    sentences = any(
        _SENTENCE_END.search(block[0].whole) or len(block[0].whole.split()) > _HEADING_WORDS_MOST for block in blocks
    )
    if len(blocks) < 2 or not fits or sentences:  # noqa: PLR2004
        return []
    out.title = out.title or title
    found = []
    for block in blocks:
        card = _Found(line=block[0], ask=[asked(block[0].whole)], guessed=not asks_for(block[0].text))
        for line in block[1:]:
            card.add(line, line.text)
        found.append(card)
    return found


def _blocks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    number = 0

    def of(line: Line) -> int:
        nonlocal number
        number += line.parted
        return number

    for _, block in groupby(lines, of):
        yield list(block)
