"""Where things stand in a TOML source: the line of each card and field, and whether it is safe to parse at all.

Why: tomllib forgets lines, and it is quadratic in the length of dotted keys and recursive in nesting. So the source is
scanned once before it is parsed (linear, whatever it holds), and a card's fields are placed only when one is at fault.
"""

from __future__ import annotations

import re
from bisect import bisect_right
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
_TOKEN = re.compile(
    r'''
    (?P<text>"""(?:[^"\\]|\\.|"(?!""))*+"{3,5} | \'{3}(?:[^\']|\'(?!\'\'))*+\'{3,5}
      | "(?:[^"\\\n]|\\.)*+" | \'[^\'\n]*+\')
    | (?P<open>["\'])
    | (?P<skip>\#[^\n]*+ | [ \t\r]++)
    | (?P<line>\n)
    | (?P<bare>[^\s"\'\#\[\]{}=,.]++)
    | (?P<sign>.)
    ''',
    re.VERBOSE | re.DOTALL,
)
_HEAD = re.compile(r"""[ \t]*\[\[[ \t]*(?:card|"card"|'card')[ \t]*\]\]""")
#: Heads as a person sees them, for sources that are broken and cannot be scanned to the end.
ROUGH_HEAD = re.compile(rf"^{_HEAD.pattern}", re.MULTILINE)


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

    def card_of(self, line: int) -> int | None:
        """Return the number of the card (from 0) a line belongs to; None above the first card."""
        number = bisect_right(self.head_lines, line) - 1
        return number if number >= 0 else None

    def _segment(self, number: int) -> dict[Path, int]:
        if number not in self._placed:
            ends = [*self.heads, len(self.source)]
            start, line = (0, 1) if number < 0 else (self.heads[number], self.head_lines[number])
            self._placed[number] = _places(self.source[start : ends[number + 1]], line, number)
        return self._placed[number]


def outline(source: str) -> Outline:
    """Scan a TOML source once: card heads, their lines, and what is not safe to parse."""
    found = Outline(source=source)
    depth, dots, braces, line, at_line_start = 0, 0, 0, 1, True
    position = 0
    while position < len(source):
        if at_line_start and depth == 0 and (head := _HEAD.match(source, position)):
            found.heads.append(position)
            found.head_lines.append(line)
            position, at_line_start = head.end(), False
            continue
        token = _TOKEN.match(source, position)
        if token is None or token.lastgroup == "open":
            break
        position, at_line_start = token.end(), token.lastgroup == "line"
        match token.lastgroup:
            case "line":
                line, dots = line + 1, 0
            case "text":
                line += source.count("\n", token.start(), position)
            case "sign":
                sign = token.group()
                dots = dots + 1 if sign == "." else 0
                depth = depth + 1 if sign in "[{" else max(0, depth - 1) if sign in "]}" else depth
                braces += sign == "{"
                if found.unsafe_at is None and (max(depth, dots) > DEPTH_MOST or braces > BRACES_MOST):
                    found.unsafe_at = line
            case "bare" if found.unsafe_at is None and position - token.start() > BARE_MOST:
                found.unsafe_at = line
    return found


def _places(segment: str, line: int, number: int) -> dict[Path, int]:
    """Map each path in a well-formed piece of TOML to its line; `number` is the card it opens, -1 for the top."""
    walk = _Walk(number)
    for kind, text, at in _tokens(segment, line):
        walk.take(kind, text, at)
    return walk.places


def _tokens(segment: str, line: int) -> Iterator[tuple[str, str, int]]:
    for token in _TOKEN.finditer(segment):
        kind, text = str(token.lastgroup), token.group()
        if kind == "open":
            return
        if kind != "skip":
            yield kind, text, line
        line += text.count("\n")


class _Walk:
    """Follows the structure of well-formed TOML token by token."""

    def __init__(self, number: int) -> None:
        self.places: dict[Path, int] = {}
        self._counts: dict[Path, int] = {("card",): number - 1} if number >= 0 else {}
        self._table: Path = ()
        #: Open brackets of values: the path of each and, for arrays, the index of the element (None: inline table).
        self._open: list[tuple[Path, int | None]] = []
        self._key: list[str] = []
        #: Brackets of a table's head seen so far (0 outside a head).
        self._head = 0
        self._value: Path | None = None

    def take(self, kind: str, text: str, line: int) -> None:
        """Take the next token."""
        if self._head:
            self._take_head(kind, text, line)
        elif self._value is not None or (self._open and self._open[-1][1] is not None):
            self._take_value(kind, text, line)
        else:
            self._take_key(kind, text, line)

    def _take_head(self, kind: str, text: str, line: int) -> None:
        if kind == "line":
            self._enter(line)
        elif text == "[" and not self._key:
            self._head += 1
        elif kind in {"bare", "text"}:
            self._key.append(_unquoted(kind, text))

    def _enter(self, line: int) -> None:
        path: Path = ()
        for place, part in enumerate(self._key):
            path = (*path, part)
            if place == len(self._key) - 1 and self._head > 1:
                self._counts[path] = self._counts.get(path, -1) + 1
            if path in self._counts:
                path = (*path, self._counts[path])
        self.places[path] = line
        self.places.setdefault(path[:-1] or path, line)
        self._table, self._key, self._head = path, [], 0

    def _take_key(self, kind: str, text: str, line: int) -> None:
        if kind == "line" or text == ",":
            # What is left of a value of several tokens, such as 1.5 or a date.
            self._key = []
        elif kind in {"bare", "text"}:
            self._key.append(_unquoted(kind, text))
        elif text == "=":
            self._value = self._open[-1][0] if self._open else self._table
            for part in self._key:
                self._value = (*self._value, part)
                self.places.setdefault(self._value, line)
            self._key = []
        elif text == "[" and not self._open:
            self._head = 1
        elif text == "}":
            self._close()

    def _take_value(self, kind: str, text: str, line: int) -> None:
        if kind == "line" or text == ".":
            return
        if self._value is None:
            path, index = self._open[-1]
            if text == ",":
                self._open[-1] = (path, (index or 0) + 1)
                return
            if text == "]":
                self._close()
                return
            here: Path = (*path, index or 0)
            self.places.setdefault(here, line)
        else:
            here, self._value = self._value, None
        if text == "[":
            self._open.append((here, 0))
        elif text == "{":
            self._open.append((here, None))

    def _close(self) -> None:
        self._key = []
        if self._open:
            self._open.pop()


def _unquoted(kind: str, text: str) -> str:
    return text[1:-1] if kind == "text" else text
