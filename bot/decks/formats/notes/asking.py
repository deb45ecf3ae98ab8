"""Questions that one sees by their look: a question mark, a blank to fill; and what stands in front of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.decks.fault import Level
from bot.decks.formats.notes.found import SENTENCE_END, Found, Reading, asks, is_chapter, is_title, name_of, section_at
from bot.decks.formats.notes.lines import Line, Role, asked, asks_for, is_capital, opens_question, within_one_line

#: Lines before the one with the question mark that belong to a question.
_ASK_LINES_MOST = 5
_HEADING_WORDS_LEAST = 2
_HEADING_WORDS_MOST = 10
_SECTION_WORDS_MOST = 8
_BLOCK_SECTION_WORDS_MOST = 5
#: Letters of a section in capitals; shorter ones are rather answers, such as "NATO".
_CAPITALS_LEAST = 4
_REQUEST_WORDS_LEAST = 3
#: Blocks of several lines from which one question shows how they are written.
_BLOCKS_LEAST = 3
#: Share of what has to fit, for a file to have a habit.
_NEARLY = 0.8
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
class _Habits:
    """How a file writes its questions."""

    #: Marks in front of questions that open a card; "" for none.
    marks: frozenset[str]
    roles: frozenset[Role]
    #: Levels of headings that ask, in Markdown.
    levels: frozenset[int]
    #: Numbers count through the file, so that each opens a card, with a question mark or not.
    numbered: bool
    #: Places of lines that hold a question and its answer.
    whole: frozenset[int]
    #: Blank lines part the cards, and a question is in one block with its answer.
    in_blocks: bool
    #: Sections are lines in capitals between an answer and a question.
    capitals: bool


def by_questions(lines: Sequence[Line], out: Reading) -> list[Found]:
    """Gather the questions of a file in which lines ask; none if no line does."""
    asking = [at for at, line in enumerate(lines) if asks(line)]
    whole = _one_liners(lines, len(asking))
    if not asking and not whole:
        return []
    return _Gathering(lines, _habits(lines, asking, whole), out).gather()


def could_head(text: str) -> bool:
    """Say whether a line is as short as a question without its mark, and no sentence, list or bullet."""
    words = len(re.findall(r"\w+", text))
    marked = Line(number=1, indent=0, whole=text).mark
    return _HEADING_WORDS_LEAST <= words <= _HEADING_WORDS_MOST and not _SENTENCE_MARKS.search(text) and not marked


def numbers_run(lines: Sequence[Line], mark: str = "1") -> bool:
    """Say whether numbers, or letters, count through the file, each over lines without one."""
    numbered = [(at, line.count) for at, line in enumerate(lines) if line.mark == mark]
    counts = all(after == before + 1 for (_, before), (_, after) in pairwise(numbered))
    apart = all(second > first + 1 for (first, _), (second, _) in pairwise(numbered))
    return bool(numbered) and counts and apart and numbered[-1][0] + 1 < len(lines)


def blocks_of(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the blocks that blank lines and separators part."""
    block: list[Line] = []
    for line in lines:
        if line.parted and block:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _one_liners(lines: Sequence[Line], asking: int) -> frozenset[int]:
    """Find the lines that hold a question with its answer behind it.

    If they are no fewer than the lines that only ask, it is how the file is written; otherwise such a line must begin
    as questions do, and have no lines of an answer below it.
    """
    places = []
    for at, line in enumerate(lines):
        parts = [] if line.role is Role.CODE else list(within_one_line(asked(line.whole)))
        if parts and all(answer and not asks_for(answer) for _, answer in parts):
            places.append((at, parts))
    if len(places) >= asking:
        return frozenset(at for at, parts in places if all(" " in ask or not ask.isascii() for ask, _ in parts))
    alone = set()
    for at, parts in places:
        ends = at + 1 == len(lines) or lines[at + 1].parted or asks(lines[at + 1])
        if ends and all(opens_question(ask) for ask, _ in parts) and (at == 0 or not asks(lines[at - 1])):
            alone.add(at)
    return frozenset(alone)


def _habits(lines: Sequence[Line], asking: Sequence[int], whole: frozenset[int]) -> _Habits:
    by_mark: dict[str, list[int]] = {}
    for at in asking:
        if lines[at].role is Role.TEXT:
            by_mark.setdefault(lines[at].mark, []).append(at)
    roles = {lines[at].role for at in asking} - {Role.TEXT}
    plain = by_mark.get("", [])
    marks = {""} if plain else set()
    for mark, places in by_mark.items():
        answered = sum(1 for at in places if _is_answered(lines, at))
        alone = not roles and (not plain or (plain == [0] and len(places) > 1))
        if mark and (alone or (3 * answered >= 2 * len(places) and len(places) > 1)):
            marks.add(mark)
    above = [(line, below) for line, below in pairwise(lines) if is_capital(line.whole) and asks(below)]
    return _Habits(
        marks=frozenset(marks),
        roles=frozenset(roles),
        levels=frozenset(lines[at].level for at in asking if lines[at].role is Role.HEADING),
        numbered="1" in marks and numbers_run(lines),
        whole=whole,
        in_blocks=_in_blocks(lines),
        capitals=sum(1 for line, _ in above if not asks(line)) > 1 and not any(line.parted for line in lines[2:]),
    )


def _is_answered(lines: Sequence[Line], at: int) -> bool:
    """Say whether a question with a mark has something of another rank below it."""
    if at + 1 >= len(lines):
        return False
    line, following = lines[at], lines[at + 1]
    if asks(following) and following.indent <= line.indent:
        return False
    return following.indent > line.indent or following.mark != line.mark


def _in_blocks(lines: Sequence[Line]) -> bool:
    """Say whether nearly all blocks that ask hold one question, with its answer below."""
    asking = fitting = whole = 0
    for block in blocks_of(lines):
        places = [at for at, line in enumerate(block) if asks(line)]
        asking += bool(places)
        fitting += len(places) == 1 and places[0] + 1 < len(block)
        whole += len(block) > 1
    return (asking > 1 or (asking == 1 and whole >= _BLOCKS_LEAST)) and fitting >= _NEARLY * asking


class _Gathering:
    """Takes the lines one after the other, by the habits of their file."""

    def __init__(self, lines: Sequence[Line], habits: _Habits, out: Reading) -> None:
        self._lines = lines
        self._habits = habits
        self._out = out
        self._found: list[Found] = []
        self._card: Found | None = None
        self._section = ""
        #: Lines above the first question, and below the headings of sections.
        self._above: list[Line] = []
        self._stray: list[Line] = []

    def gather(self) -> list[Found]:
        """Return the questions, and say which lines belong to none."""
        at = self._title()
        while at < len(self._lines):
            at = self._take(at) + 1
        above = self._above
        if len(above) > 1 and could_head(above[0].whole) and above[0].role is Role.TEXT:
            first = Found(line=above[0], ask=[above[0].whole], guessed=True)
            for line in above[1:]:
                first.add(line, line.text)
            self._found.insert(0, first)
            above = []
        is_text = len(above) > len(self._found) or any(not is_title(line) for line in above[: len(self._found)])
        if is_text and len(above) >= len(self._found):
            self._out.leave_out(above, Level.FAULT)
        else:
            self._out.leave_out([*above, *self._stray])
        return self._found

    def _title(self) -> int:
        """Take the first line for the title, unless it asks; return the place of the line to go on with."""
        first, out = self._lines[0], self._out
        chapters = is_chapter(first) and any(map(is_chapter, self._lines[1:]))
        if out.title or first.role is Role.HEADING or chapters:
            return 0
        opens = self._ends_at(0) is not None
        if not opens and not asks_for(first.text, surely=True) and is_title(first):
            out.title = name_of(first)
            return 1
        if opens and self._is_asking_title():
            out.title = first.whole
            return 1
        return 0

    def _is_asking_title(self) -> bool:
        """Say whether the first line asks, but as a title: the questions below it are marked otherwise."""
        lines = self._lines
        plain = sum(1 for line in lines if asks(line) and not line.mark)
        return self._habits.marks > {""} and plain == 1 and not lines[0].mark and len(lines) > 1 and asks(lines[1])

    def _take(self, at: int) -> int:
        """Take a line, or a question of several; return the place of the last line taken."""
        line = self._lines[at]
        if name := self._section_at(at):
            self._section, self._card = name, None
        elif at in self._habits.whole:
            for ask, answer in within_one_line(asked(line.whole)):
                self._open(line, [ask]).add(line, answer)
        elif (end := self._ends_at(at)) is not None:
            lines = self._lines[at : end + 1]
            card = self._open(line, [asked(line.whole), *(more.text for more in lines[1:])])
            card.guessed = self._is_unsure(lines)
            return end
        elif self._card is None:
            (self._stray if self._found else self._above).append(line)
        elif self._is_heading(at):
            self._open(line, [line.whole]).guessed = True
        else:
            self._card.add(line, line.text)
        return at

    def _open(self, line: Line, ask: list[str]) -> Found:
        self._card = Found(line=line, ask=ask, section=self._section)
        self._found.append(self._card)
        return self._card

    def _is_unsure(self, ask: Sequence[Line]) -> bool:
        """Say whether a question was taken for one without asking by a mark."""
        if asks(ask[-1]) or (self._habits.numbered and ask[0].mark == "1"):
            return False
        return not asks_for(asked(ask[0].whole)) or (ask[0].role is Role.TEXT and not ask[0].parted)

    def _ends_at(self, at: int) -> int | None:
        """Say where the question ends that opens at a line; None if none does."""
        line = self._lines[at]
        if at in self._habits.whole:
            return at
        if line.role is Role.CODE:
            return None
        if line.role is not Role.TEXT:
            opens = line.role in self._habits.roles and (asks(line) or asks_for(asked(line.whole)))
            return at if opens or self._is_untold_heading(at) else None
        if self._asks_by_mark(line) or (self._habits.numbered and line.mark == "1"):
            return at
        end = self._ends_in_block(at) if line.parted and (self._habits.in_blocks or line.ruled) else None
        return end if end is not None else at if self._is_request(at) else None

    def _asks_by_mark(self, line: Line) -> bool:
        card = self._card
        within = card is not None and bool(card.line.mark) and bool(line.mark) and line.indent > card.line.indent
        return asks(line) and line.mark in self._habits.marks and not within

    def _is_untold_heading(self, at: int) -> bool:
        """Say whether a heading has an answer below it, where the other headings of its level ask."""
        line = self._lines[at]
        if line.role is not Role.HEADING or line.level not in self._habits.levels or at + 1 >= len(self._lines):
            return False
        following = self._lines[at + 1]
        return (line.level > 1 or at > 0) and following.role not in (Role.HEADING, Role.FRONT) and not asks(following)

    def _ends_in_block(self, at: int) -> int | None:
        """Say where the question of a block ends: it may take several lines, or have no question mark."""
        lines = self._lines
        end = at
        while end + 1 < len(lines) and not lines[end + 1].parted:
            end += 1
        line = lines[at]
        if line.mark or end == at:
            return None
        for place in range(at, min(end, at + _ASK_LINES_MOST + 1)):
            if asks(lines[place]) and lines[place].mark in self._habits.marks:
                # The first line of a file is its title, unless it is a sentence.
                return place if at > 0 or SENTENCE_END.search(line.whole) else None
        is_ask = asks_for(line.text) or (self._habits.in_blocks and could_head(line.whole))
        return at if at > 0 and is_ask and not any(map(asks, lines[at : end + 1])) else None

    def _is_request(self, at: int) -> bool:
        """Say whether a line asks for something ("Name the …") between two answers."""
        line = self._lines[at]
        if line.mark or at + 1 == len(self._lines) or (self._card is not None and not self._card.answer):
            return False
        following = self._lines[at + 1]
        alone = not asks(following) and not asks_for(following.text, surely=True)
        return alone and asks_for(line.text, surely=True) and len(line.text.split()) >= _REQUEST_WORDS_LEAST

    def _section_at(self, at: int) -> str:
        """Return the name of the section that a line opens, "" for none."""
        line, card = self._lines[at], self._card
        if card is not None and not card.answer:
            return ""
        if line.role is not Role.TEXT and self._ends_at(at) is not None:
            return ""
        if line.role is Role.HEADING:
            within = card is not None and card.line.role is Role.HEADING and line.level > card.line.level
            return "" if within else line.whole
        if name := section_at(self._lines, at):
            return name
        following = self._lines[at + 1] if at + 1 < len(self._lines) else None
        if following is None or not asks(following) or asks(line) or len(line.text.split()) > _SECTION_WORDS_MOST:
            return ""
        return line.text.rstrip(":") if self._is_section(line, following) else ""

    def _is_section(self, line: Line, following: Line) -> bool:
        """Say whether a short line above a question is rather a heading than the end of an answer."""
        card = self._card
        if line.mark:  # "- Ports" over deeper bullets that ask
            outer = card is None or line.indent < following.indent <= card.line.indent
            return line.indent < following.indent and outer
        if self._habits.capitals and is_capital(line.whole):
            letters = len(re.findall(r"[^\W\d_]", line.whole))
            return letters >= _CAPITALS_LEAST and not (card and any(map(is_capital, card.answer)))
        heads = following.parted or (opens_question(following.text) and not opens_question(line.text))
        alone = line.parted and heads and self._habits.in_blocks
        sentence = SENTENCE_END.search(line.whole) is not None or line.whole.startswith("(")
        return alone and not sentence and len(line.whole.split()) <= _BLOCK_SECTION_WORDS_MOST

    def _is_heading(self, at: int) -> bool:
        """Guess whether an answer-like line is a question that forgot its mark.

        It must stand below an answer line and above another, be short, without the marks of a sentence, without a
        bullet; and it must either open like a question ("how does …") or open like a heading ("other …", "types of …")
        and name the subject of the title.
        """
        line = self._lines[at]
        ends = at + 1 == len(self._lines) or asks(self._lines[at + 1])
        if (
            self._card is None
            or not self._card.answer
            or ends
            or line.role is not Role.TEXT
            or not could_head(line.whole)
        ):
            return False
        if _ASKS.match(line.whole):
            return True
        words = re.findall(r"\w+", line.whole.casefold())
        subject = {word for word in re.findall(r"\w+", self._out.title.casefold()) if len(word) > 1} - _TITLE_FILLERS
        return bool(_HEADS.match(line.whole)) and not subject.isdisjoint(words)
