"""Flashcards within notes as Obsidian's Spaced Repetition reads them: "Q::A", "Q:::A", and "?" between lines.

Logseq's "#card" bullets, RemNote's ">>" and cloze marks ("==word==") in such files are read as well. Everything else in
the file is the note around the cards, as it is for these programs.

Source: stephenmwangi.com/obsidian-spaced-repetition, "Flashcards"; docs.logseq.com, "Flashcards".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice, pairwise

from bot.decks.draft import DeckFormat, Draft, Entry
from bot.decks.fault import Fault, FaultCode
from bot.decks.format import has_control, is_blank
from bot.decks.formats.markdown import front_of, plain_of
from bot.decks.formats.notes.lines import BULLET, indent_of, split_lines, unmarked

_FENCE = re.compile(r"^\s*(?:```|~~~)")
_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(\S.*?)\s*#*$")
#: Between two texts in one line; not within code, nor in names such as "std::vector" that stand alone.
_INLINE = re.compile(r"(?<!:):{2,3}(?!:)|(?<=\s)>{2,3}(?=\s)")
_LONE = re.compile(r"^\s*\?{1,2}\s*$")
#: What ends an answer of several paragraphs, and separators.
_END = re.compile(r"^\s*(?:\+{3,}|-{3,}|\*{3,}|_{3,})\s*$")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"(?:^|(?<=\s))#([^\W\d][\w/-]*)")
_CLOZE = re.compile(r"\{\{c\d+$")
_BLOCK_ID = re.compile(r"\s+\^[\w-]+$")
_HIGHLIGHT = re.compile(r"==([^=\s](?:[^=]*[^=\s])?)==")
_CARD_TAG = re.compile(r"(?:^|\s)#(?:flashcards?|card|cards)(?:[/\w-]*)(?=\s|$)", re.IGNORECASE)
_LINE_TAG = re.compile(r"\S[ \t]+#(?:flash)?cards?\b[ \t]*$", re.MULTILINE)
_CARD_TAGS = frozenset({"flashcards", "flashcard", "card", "cards"})
_SHARE_LEAST = 0.5
_FAULTS_MOST = 100


def is_obsidian(text: str) -> bool:
    """Say whether a text has cards in one of these forms, beyond a colon or two that stand in any text."""
    lines = [raw for _, raw, in_fence in _fenced(enumerate(split_lines(text))) if not in_fence and not is_blank(raw)]
    if any(_LONE.match(raw) and not _LONE.match(above) for above, raw in pairwise(lines[:-1])):
        return True
    inline = sum(1 for raw in lines if _parts(raw))
    if _CARD_TAG.search(text) and (inline or _HIGHLIGHT.search(text) or _LINE_TAG.search(text)):
        return True
    content = sum(1 for raw in lines if not _HEADING.match(raw))
    return inline > 0 and inline >= _SHARE_LEAST * (content - 1)


def read_obsidian(text: str) -> Draft:
    """Read the cards of such a note."""
    front = front_of(text)
    gathering = _Gathering(front.title)
    for number, raw, in_fence in _fenced(_numbered(text)):
        if number > front.lines:
            gathering.take(number, raw, in_fence=in_fence)
    gathering.close()
    tags = (*(tag for tag in front.tags if tag.split("/")[0].casefold() not in _CARD_TAGS), *gathering.tags)
    entries = tuple(replace(entry, tags=(*tags, *entry.tags)) for entry in gathering.entries)
    odd = (entry for entry in entries if has_control(entry.ask + entry.answer))
    return Draft(
        format=DeckFormat.OBSIDIAN,
        title=gathering.title,
        language=front.language,
        entries=entries,
        faults=tuple(Fault(line=entry.line, code=FaultCode.TEXT_CONTROL) for entry in islice(odd, _FAULTS_MOST)),
    )


class _Gathering:
    """Takes the lines of a note one after the other."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.entries: list[Entry] = []
        #: Tags in lines of their own: those of the whole note.
        self.tags: tuple[str, ...] = ()
        self._section = ""
        #: Lines since the last blank line, with their numbers: what a "?" below them makes a question.
        self._block: list[tuple[int, str]] = []
        #: The question that takes the lines below, and the indent of its bullet (-1: it ends at a blank line).
        self._card: Entry | None = None
        self._answer: list[str] = []
        self._indent = -1
        self._begins = True
        #: Line that was taken for the title; 0 for a heading.
        self._titled_at = 0

    def take(self, number: int, raw: str, *, in_fence: bool) -> None:
        """Take a line."""
        heading = None if in_fence else _HEADING.match(raw)
        if in_fence:
            self._answer.append(raw)
        elif heading is not None:
            self.close()
            self._head(len(heading[1]), plain_of(_TAG.sub("", heading[2]).strip()))
        elif is_blank(raw) or _END.match(raw):
            self._block = []
            if self._indent < 0:
                self.close()
        else:
            if self._indent >= indent_of(raw):
                self.close()
            self._line(number, raw)
            self._begins = False

    def close(self) -> None:
        """End the question that takes the lines below."""
        if self._card is not None:
            answer = "\n".join(line for line in self._answer if not is_blank(line))
            self.entries.append(replace(self._card, answer=answer))
        self._card, self._answer, self._indent = None, [], -1

    def _head(self, level: int, name: str) -> None:
        self._block = []
        if self.title or self.entries or level > 1:
            self._section = name
        else:
            self.title = name

    def _line(self, number: int, raw: str) -> None:
        said, tags = _untagged(raw)
        plain = plain_of(unmarked(said.strip()))
        if not said:
            self.tags = tuple(dict.fromkeys((*self.tags, *tags)))
        elif _LONE.match(said):
            self._ask(number)
        elif parts := _parts(said):
            ask, answer = plain_of(unmarked(parts[0])), plain_of(parts[1])
            self._keep(Entry(ask=ask, answer=answer, line=number, tags=tags))
        elif self._card is not None:
            self._answer.append(plain)
        elif _HIGHLIGHT.search(said):
            for entry in _clozes(unmarked(said.strip()), number, tags):
                self._keep(entry)
        elif _CARD_TAG.search(raw):
            self._card = Entry(ask=plain, line=number, section=self._section, tags=tags)
            self._answer, self._indent = [], indent_of(raw) if BULLET.match(raw.strip()) else -1
        elif self._begins and not self.title:
            self.title, self._titled_at = plain, number
        else:
            self._block.append((number, plain))

    def _keep(self, entry: Entry) -> None:
        self.entries.append(replace(entry, section=self._section))

    def _ask(self, number: int) -> None:
        """Make the lines above a "?" a question; right below another answer, its last line is meant."""
        if self._card is not None:
            self._block = [((self._card.line or 0) + 1, line) for line in self._answer[-1:]]
            del self._answer[-1:]
            self.close()
        elif not self._block and self._titled_at == number - 1 > 0:
            self._block, self.title = [(number - 1, self.title)], ""
        if self._block:
            ask = " ".join(line for _, line in self._block)
            self._card = Entry(ask=ask, line=self._block[0][0], section=self._section)
        self._block = []


def _numbered(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines with their numbers, without comments, where the plugin keeps when a card is due.

    A line that is only a comment is left out: it ends no answer.
    """
    text = "\n".join(split_lines(text))
    uncommented = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    for number, (old, new) in enumerate(zip(text.split("\n"), uncommented.split("\n"), strict=True), 1):
        if is_blank(old) or not is_blank(new):
            yield number, new


def _fenced(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str, bool]]:
    """Yield number and text of each line, and whether it is within a fence of code; fences are left out."""
    inside = False
    for number, raw in lines:
        if _FENCE.match(raw):
            inside = not inside
        else:
            yield number, raw, inside


def _parts(raw: str) -> tuple[str, str] | None:
    marks = (mark for mark in _INLINE.finditer(raw) if raw.count("`", 0, mark.start()) % 2 == 0)
    mark = next((mark for mark in marks if not _CLOZE.search(raw[max(0, mark.start() - 6) : mark.start()])), None)
    if mark is None:
        return None
    ask, answer = raw[: mark.start()].strip(), raw[mark.end() :].strip()
    is_code = (
        re.fullmatch(r"\W*\w+", ask) is not None and mark[0] == "::" and re.match(r"[\w~]+[<({;:]", answer) is not None
    )
    return (ask, answer) if re.search(r"\w", ask) and answer and not is_code else None


def _untagged(raw: str) -> tuple[str, tuple[str, ...]]:
    """Take tags and the name of the block out of a line."""
    tags = tuple(
        part
        for found in _TAG.finditer(raw)
        for part in ([found[1]] if found[1].split("/")[0].casefold() not in _CARD_TAGS else found[1].split("/")[1:])
    )
    said = _BLOCK_ID.sub("", _TAG.sub("", raw).rstrip()).rstrip()
    return (said if not is_blank(said) else ""), tags


def _clozes(said: str, number: int, tags: tuple[str, ...]) -> Iterator[Entry]:
    """Yield a question for each marked word, with a blank in its place."""
    for hidden in _HIGHLIGHT.finditer(said):
        ask = f"{said[: hidden.start()]}____{said[hidden.end() :]}"
        yield Entry(ask=plain_of(_HIGHLIGHT.sub(r"\1", ask)), answer=plain_of(hidden[1]), line=number, tags=tags)
