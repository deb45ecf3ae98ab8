"""Questions and answers that a file marks as such: "Q:" and "A:", in several languages, or "Answer:" alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from bot.decks.formats.notes.found import Found, Reading, asks, section_at
from bot.decks.formats.notes.lines import Line, Role, asked, asks_for, ends_asking, is_question

#: What marks a question and its answer, by language; each word may be numbered ("Q1:", "Question 2.").
_WORDS = (
    (r"q|qn|ques|question", r"a|ans|answers?|correct\s+answers?|right\s+answers?|the\s+answer"),
    (r"f|frage", r"a|antwort|l[oö]sung"),
    (r"p|pregunta", r"r|respuesta"),
    (r"q|question", r"r|r[eé]ponse"),
    (r"d|domanda", r"r|risposta"),
    (r"p|pergunta", r"r|resposta"),
    (r"v|vraag", r"a|antwoord"),
    (r"в|вопрос", r"о|ответ"),
    (r"q|问|問|问题|問題|質問", r"a|答|答案|回答|答え"),
    (r"س|سؤال", r"ج|جواب|الجواب"),
    (r"s|soru", r"c|cevap"),
    (r"front|prompt", r"back|response|answer"),
    (r"vorderseite", r"r[uü]ckseite"),
    (r"term|word|concept", r"definition|def|meaning|translation"),
)
#: In front of a line: "Q:", "Q1.", "(Q)", "Q1 ", "Q - ", or the word alone.
_AROUND = (
    r"^(?:\((?:{words})\s*\d{{0,4}}\)|\[(?:{words})\s*\d{{0,4}}\])\s*[:.]?\s*"
    r"|^(?:{words})\s*(?:n?[o°]?\.?\s*)?\d{{0,4}}"
    r"(?:(?:\s*[:：]|\.(?=\s|$)|(?<=\d)\)(?=\s|$)|(?<=\d)(?=\s)|\s*[\u2013\u2014-](?=\s))\s*|\s*$)"
)
#: In one line: "Q: … A: …".
_WITHIN = r"(?:^|[\s(\[])(?:{words})\s*\d{{0,4}}[\])]?\s*[:：]\s+(?=\S)"
_ANSWER_WORDS = (
    r"a|ans|answers?|correct\s+answers?|antwort|l[oö]sung|respuesta|r[eé]ponse|risposta|resposta|antwoord|ответ|答|答案|答え"
    r"|جواب"
)
#: Lines from the first one of a question to its answer.
_QUESTION_LINES_MOST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The marks in front of questions and answers that a file keeps to."""

    ask: re.Pattern[str]
    answer: re.Pattern[str]
    answer_within: re.Pattern[str]


@cache
def _known() -> tuple[Marks, ...]:
    """Make the marks of all languages; most starts read no notes."""
    return tuple(
        Marks(
            ask=re.compile(_AROUND.format(words=ask), re.IGNORECASE),
            answer=re.compile(_AROUND.format(words=answer), re.IGNORECASE),
            answer_within=re.compile(_WITHIN.format(words=answer), re.IGNORECASE),
        )
        for ask, answer in _WORDS
    )


#: "Answer" and "Answer 2" may stand alone in their lines; "A" may be an answer.
_WORD_ALONE = r"(?:(?<=[^\W\d][^\W\d])|(?<=[^\W\d][^\W\d]\s\d))"
#: For files that mark their answers only: no line matches `ask`.
_ANSWERS_ONLY = Marks(
    ask=re.compile(r"(?!)"),
    answer=re.compile(rf"^[\[(]?(?:{_ANSWER_WORDS})\s*\d{{0,4}}[\])]?\s*(?:[:：]\s*|{_WORD_ALONE}$)", re.IGNORECASE),
    answer_within=re.compile(_WITHIN.format(words=_ANSWER_WORDS), re.IGNORECASE),
)


def marks_of(lines: Sequence[Line]) -> Marks | None:
    """Find the marks of questions and answers that a file keeps to; None if it has none."""
    texts = [line.text for line in lines if line.role is not Role.CODE]
    best, most = None, 0
    for marks in _known():
        asking = [found for text in texts if (found := marks.ask.match(text))]
        answers = sum(1 for text in texts if marks.answer.match(text))
        answers += sum(1 for found in asking if marks.answer_within.search(found.string, found.end()))
        lone = all(found.end() == len(found.string) for found in asking)
        if min(len(asking), answers) > max(most, lone):
            best, most = marks, min(len(asking), answers)
    best = best or _asks_only(texts)
    if best is not None:
        return best
    answers = sum(1 for text in texts if _ANSWERS_ONLY.answer.match(text))
    answers += sum(1 for text in texts if "?" in text and _ANSWERS_ONLY.answer_within.search(text))
    asking_lines = sum(1 for text in texts if is_question(text))
    return _ANSWERS_ONLY if answers > 1 or (answers and asking_lines == 1) else None


def _asks_only(texts: Sequence[str]) -> Marks | None:
    """Find the marks of a file that marks its questions only; each must be one by its look too."""
    for marks in _known():
        asking = [text for text in texts if marks.ask.match(text)]
        looks = sum(1 for text in texts if is_question(text))
        if len(asking) > 1 and len(asking) == looks == sum(1 for text in asking if is_question(text)):
            return marks
    return None


def by_marks(lines: Sequence[Line], marks: Marks, out: Reading) -> list[Found]:
    """Gather the questions of a file that marks them."""
    gathering = _Gathering(lines, marks)
    for at in range(len(lines)):
        gathering.take(at)
    out.head(gathering.loose)
    out.leave_out(gathering.stray)
    for card in gathering.found:
        if not card.answer and len(card.ask) > 1:
            # An answer without its mark, though others have one.
            place = next((at for at, text in enumerate(card.ask) if ends_asking(text)), 0) + 1
            card.answer, card.ask = card.ask[place:], card.ask[:place]
    return gathering.found


class _Gathering:
    """Takes the lines one after the other."""

    def __init__(self, lines: Sequence[Line], marks: Marks) -> None:
        self.found: list[Found] = []
        #: Lines above the first question, and below the headings of sections.
        self.loose: list[Line] = []
        self.stray: list[Line] = []
        self._lines = lines
        self._marks = marks
        self._asks_marked = any(marks.ask.match(line.text) for line in lines)
        self._card: Found | None = None
        self._answered = False
        self._section = ""

    def take(self, at: int) -> None:
        """Take the line at a place."""
        line = self._lines[at]
        is_code = line.role is Role.CODE
        opening = None if is_code else self._marks.ask.match(line.text)
        answering = None if is_code or self._card is None else self._marks.answer.match(line.text)
        if opening is not None:
            self._open(line, line.text[opening.end() :])
        elif answering is not None and self._card is not None:
            self._answered = True
            self._card.add(line, line.text[answering.end() :].strip())
        elif not self._asks_marked and self._opens_unmarked(at):
            self._open(line, line.text)
        elif (self._card is None or self._answered) and (name := section_at(self._lines, at)):
            if at == 0 and line.role is not Role.HEADING:
                self.loose.append(line)
            else:
                self._section, self._card = name, None
        elif self._card is None:
            (self.stray if self.found else self.loose).append(line)
        elif self._answered:
            self._card.add(line, line.text)
        else:
            self._ask_more(self._card, line)

    def _open(self, line: Line, text: str) -> None:
        ask, answer = self._split(text)
        self._card = Found(line=line, ask=[asked(ask)] if ask else [], section=self._section)
        self.found.append(self._card)
        self._answered = bool(answer)
        if answer:
            self._card.add(line, answer)

    def _ask_more(self, card: Found, line: Line) -> None:
        before, answer = self._split(line.text if line.mark != "a" else line.whole)
        card.ask.append(before)
        card.has_code |= line.role is Role.CODE
        if answer:
            self._answered = True
            card.add(line, answer)

    def _opens_unmarked(self, at: int) -> bool:
        """Say whether a line opens a question in a file that marks its answers only."""
        line = self._lines[at]
        if line.role is Role.CODE or (self._card is not None and not self._answered):
            return False
        if asks(line) or line.mark == "1" or (self._card is None and asks_for(line.text)):
            return True
        return self._card is not None and line.parted and self._leads_to_answer(at)

    def _leads_to_answer(self, at: int) -> bool:
        """Say whether a marked answer is nearer below a line than the next question."""
        for line in self._lines[at + 1 : at + _QUESTION_LINES_MOST]:
            if self._marks.answer.match(line.text):
                return True
            if asks(line) or line.mark == "1":
                return False
        return False

    def _split(self, text: str) -> tuple[str, str]:
        within = self._marks.answer_within.search(text)
        if within is None:
            return text.strip(), ""
        return text[: within.start()].strip().rstrip("([").strip(), text[within.end() :].strip().rstrip(")]").strip()
