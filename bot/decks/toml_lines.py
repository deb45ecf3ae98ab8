"""Where things stand in a TOML source: the line of each card and field, and whether it is safe to parse at all.

Why our own: tomllib forgets positions, is quadratic in dotted keys and recursive in nesting. tomlkit tells no positions
either, and takes 8 s for the largest deck; toml-rs tells them, but in 350 MB, and nested brackets crash its process.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.decks.card import POINTS_MOST
from bot.decks.deck import CARDS_MOST

#: Brackets within brackets, and names in one dotted key; the format needs 4 and 2.
DEPTH_MOST = 16
#: Characters of one bare word or number; tomllib needs 100 bytes of memory for each digit.
BARE_MOST = 1_000
#: Inline tables in a file: a card's own, and one for each point.
BRACES_MOST = CARDS_MOST * (POINTS_MOST + 1)

Path = tuple[str | int, ...]

# Possessive (`*+`), so that no input makes the matcher go back; a quote that never closes ends the scan.
_TEXT = (
    r'"""(?:[^"\\]|\\.|"(?!""))*+"{3,5}|'
    r"'''(?:[^']|'(?!''))*+'{3,5}|"
    r'"(?:[^"\\\n]|\\.)*+"|'
    r"'[^'\n]*+'"
)
_BARE = r"""[^\s"'\#\[\]{}=,.]"""
_NAME = rf"(?:{_BARE}++|{_TEXT})"
#: Texts and comments, which hide what is in them; brackets; quotes without end; dotted keys that are too long.
_MARK = re.compile(rf"{_TEXT}|\#[^\n]*+|[\[\]{{}}\"']|\.(?:[ \t]*+{_NAME}?+[ \t]*+\.){{{DEPTH_MOST}}}", re.DOTALL)
_ENDLESS = re.compile(rf"{_BARE}{{{BARE_MOST + 1}}}")
_HEAD = re.compile(r"""[ \t]*\[\[[ \t]*(?:card|"card"|'card')[ \t]*\]\]""")
#: Heads as a person sees them, for sources that are broken and cannot be scanned to the end.
ROUGH_HEAD = re.compile(rf"^{_HEAD.pattern}", re.MULTILINE)
#: What is left of well-formed TOML; dots need not be told from blanks.
_TOKEN = re.compile(rf"(?P<name>{_NAME})|(?P<skip>\#[^\n]*+|[ \t\r.]++)|(?P<sign>.)", re.DOTALL)
_SIGNS = frozenset("[]{}=,\n")


@dataclass(slots=True, kw_only=True)
class Outline:
    """What one scan of a TOML source finds."""

    source: str
    #: Offsets of the lines that open cards, ascending.
    heads: list[int] = field(default_factory=list)
    #: Their lines, from 1.
    head_lines: list[int] = field(default_factory=list)
    #: Line of the first thing that is not safe to parse: nested too deeply, or a word without end; None for none.
    unsafe_at: int | None = None
    _placed: dict[int, dict[Path, int]] = field(default_factory=dict)

    def line_of(self, path: Path) -> int | None:
        """Return the line of a field, or of the nearest thing around it that is written down.

        Args:
            path: Keys and indices from the top, such as ("card", 3, "points", 0, "say").
        """
        match path:
            case ("card", int(number)) if number < len(self.heads):
                return self.head_lines[number]
            case ("card", int(number), *_) if number < len(self.heads):
                places = self._segment(number)
            case _:
                places = self._segment(-1)
        for length in range(len(path), 0, -1):
            if path[:length] in places:
                return places[path[:length]]
        return None

    def _segment(self, number: int) -> dict[Path, int]:
        """Return the places in a card, counted from 0, or above the first card (-1)."""
        if number not in self._placed:
            start, line = (0, 1) if number < 0 else (self.heads[number], self.head_lines[number])
            end = self.heads[number + 1] if number + 1 < len(self.heads) else len(self.source)
            self._placed[number] = _Places(self.source[start:end], line, number).found
        return self._placed[number]


def outline(source: str) -> Outline:
    """Scan a TOML source once: card heads, their lines, and what is not safe to parse."""
    found = Outline(source=source)
    depth = braces = end = 0
    line, counted = 1, 0
    for mark in _MARK.finditer(source):
        start, sign = mark.start(), mark.group()
        unsafe = sign[0] == "." or (start - end > BARE_MOST and _ENDLESS.search(source, end, start) is not None)
        if sign == "[" and depth == 0:
            begin = source.rfind("\n", 0, start) + 1
            if _HEAD.match(source, begin):
                line, counted = line + source.count("\n", counted, begin), begin
                found.heads.append(begin)
                found.head_lines.append(line)
        if sign in {"[", "{"}:
            depth, braces = depth + 1, braces + (sign == "{")
            unsafe = unsafe or depth > DEPTH_MOST or braces > BRACES_MOST
        elif sign in {"]", "}"}:
            depth = max(0, depth - 1)
        end = mark.end()
        if unsafe or sign in {'"', "'"}:
            break
    else:
        start, unsafe = len(source), _ENDLESS.search(source, end) is not None
    if unsafe:
        found.unsafe_at = source.count("\n", 0, start) + 1
    return found


class _Places:
    """Maps each path in a well-formed piece of TOML to its line.

    Attributes:
        found: The lines, from 1.
    """

    def __init__(self, segment: str, line: int, number: int) -> None:
        """Read a piece.

        Args:
            segment: The source of one card, or of what stands above the first one.
            line: The piece's first line.
            number: Which card it is, from 0; -1 for what stands above.
        """
        self.found: dict[Path, int] = {}
        self._tables: dict[Path, int] = {("card",): number - 1} if number >= 0 else {}
        self._tokens = _tokens(segment, line)
        self._ahead, self._line = "", line
        self._next()
        table: Path = ()
        while self._ahead:
            if self._ahead == "[":
                table = self._head()
            elif self._ahead == "\n":
                self._next()
            else:
                self._pair(table)

    def _next(self) -> str:
        """Go on to the next token, and return the one before; "" is the end."""
        text = self._ahead
        self._ahead, self._line = next(self._tokens, ("", self._line))
        return text

    def _names(self) -> list[str]:
        names = []
        while self._ahead and self._ahead not in _SIGNS:
            name = self._next()
            names.append(name[1:-1] if name[0] in "\"'" else name)
        return names

    def _head(self) -> Path:
        """Read [a.b] or [[a.b]], and return its path."""
        line, brackets = self._line, 0
        while self._ahead == "[":
            brackets += len(self._next())
        path: Path = ()
        names = self._names()
        for place, name in enumerate(names, 1):
            path = (*path, name)
            if place == len(names) and brackets > 1:
                self._tables[path] = self._tables.get(path, -1) + 1
            if path in self._tables:
                path = (*path, self._tables[path])
        self.found[path] = line
        self.found.setdefault(path[:-1] or path, line)
        while self._ahead == "]":
            self._next()
        return path

    def _pair(self, table: Path) -> None:
        """Read a.b = value."""
        for name in self._names():
            table = (*table, name)
            self.found.setdefault(table, self._line)
        self._next()
        self._value(table)

    def _value(self, path: Path) -> None:
        """Read a value, and all that is in it; one may be of several tokens, such as a date."""
        self.found.setdefault(path, self._line)
        opening = self._ahead
        if opening not in {"[", "{"}:
            self._names()
            return
        self._next()
        index = 0
        while self._ahead and self._ahead not in {"]", "}"}:
            if self._ahead in {",", "\n"}:
                index += self._next() == ","
            elif opening == "[":
                self._value((*path, index))
            else:
                self._pair(path)
        self._next()


def _tokens(segment: str, line: int) -> Iterator[tuple[str, int]]:
    """Cut well-formed TOML into names, texts and signs, each with its line."""
    for token in _TOKEN.finditer(segment):
        text = token.group()
        if token.lastgroup != "skip":
            yield text, line
        line += text.count("\n")
