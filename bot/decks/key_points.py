"""Key points of plain notes: what the lines under a question ask for, derived from lines, colons, lists, parentheses.

- Each line is one point, as it stands. A line that is nothing but a list ("a, b and c") is a point for each entry.
- "Name: explanation" and "Name - explanation": in lists the name alone earns the point, elsewhere the explanation does.
- "Name (long form)": both are accepted, with and without the parentheses.
- The longest clause of a definition's line ("…, which you then tune") is accepted for the whole line.
- A question for several things ("what are the types of …") over lines that mostly name one makes an unordered list;
  "from cheapest to dearest", "in order", "steps" make an ordered one; all else is a definition.
- Notes say more than anyone would type: half the points make a definition whole, two thirds make a list whole,
  or as many entries as the question asks for ("name two …").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from math import ceil
from typing import Any

from bot.decks.card import POINT_MOST, POINTS_MOST, Point
from bot.decks.format import is_blank

#: Characters of the lines under one question.
POINT_LINES_MOST = POINT_MOST * POINTS_MOST

_NAME_WORDS_MOST = 6
_ENTRY_WORDS_MOST = 4
_ENTRIES_LEAST = 3
_SHORT_WORDS_MOST = 5
_STEP_WORDS_MOST = 8
_TERM_WORDS_MOST = 4
_TERM_MOST = 100
_CLAUSE_WORDS_LEAST = 6

_NAMED = re.compile(r"^(?P<name>[^:]{1,80}?)\s*(?::\s+|\s+[-\u2013\u2014]\s+)(?P<rest>\S.*)$")
_PARENTHESES = re.compile(r"\s*\(([^()]{2,200})\)\s*")
_SEPARATOR = re.compile(r"\s*[,;]\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+")
_FUNCTION_WORD = re.compile(
    r"^(?:a|an|the|and|or|as|at|by|for|from|in|into|it|its|it.s|like|of|on|so|such|that|then|they|this|to|with|which"
    r"|while|when|where|who|is|are|be|can|has|have|only|no|not|etc)\b",
    re.IGNORECASE,
)
_MANY = re.compile(
    r"\b(?:what|which)\s+are\b|\b(?:other|list|name|types|kinds|features|examples|advantages|benefits)\b", re.IGNORECASE
)
_ORDERED = re.compile(
    r"\bfrom\b.+\bto\b.+\w|\bin\s+(?:the\s+)?(?:right\s+)?order\b|\bsteps\b|\bsequence\b", re.IGNORECASE
)
#: "Name two …": so many entries are asked for.
_COUNTED = re.compile(
    r"\b(?:(?P<digits>[2-9]|1[0-2])|(?P<word>two|three|four|five|six|seven|eight|nine|ten|zwei|drei|vier|f[uü]nf|dos|tres"
    r"|cuatro|cinco|deux|trois|quatre|cinq))\b",
    re.IGNORECASE,
)
_COUNTS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "funf": 5, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5,
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5,
}  # fmt: skip
_DEFINED = re.compile(r"^what\s+(?:is|are)\s+(?:(?:the|a|an)\s+)?(?P<term>[^?]+?)\s*\?+$", re.IGNORECASE)
_DECORATION = re.compile(r"^[^\w\s]+\s+|^(?:and\s+)?(?:also|as\s+well\s+as)\s+|\s*:$", re.IGNORECASE)
_BEFORE_MARK = re.compile(r"\s+(?=[,;.:])")


def answer_key(ask: str, lines: Sequence[str]) -> dict[str, Any] | None:
    """Derive a card's answer key from its notes.

    Args:
        ask: The question.
        lines: The lines under it, at least one, without bullets.

    Returns:
        Fields for `Card`; None if the lines are too long to become key points.
    """
    if _is_ordered(ask, lines):
        texts = _fitted(lines)
        return None if texts is None else {"steps": tuple(_point(text, of_list=True) for text in texts)}
    of_list = _is_list(ask, lines)
    texts = _fitted([entry for line in lines for entry in _entries(line)]) or _fitted(lines)
    if texts is None:
        return None
    points = tuple(_point(text, of_list=of_list) for text in texts)
    if of_list:
        return {"items": points, "need": needed(ask, len(points))}
    return {"points": points, "need": ceil(len(points) / 2), "name": _term(ask)}


def needed(ask: str, count: int) -> int:
    """Say how many entries of a list make an answer whole: as many as are asked for, or two thirds of them.

    Args:
        ask: The question.
        count: Number of entries there are.
    """
    counted = _COUNTED.search(ask)
    wanted = 0 if counted is None else int(counted["digits"] or _COUNTS[counted["word"].casefold()])
    return wanted if 0 < wanted <= count else ceil(2 * count / 3)


def _is_ordered(ask: str, lines: Sequence[str]) -> bool:
    return (
        len(lines) >= _ENTRIES_LEAST
        and _ORDERED.search(ask) is not None
        and all(_words(line) <= _STEP_WORDS_MOST for line in lines)
    )


def _is_list(ask: str, lines: Sequence[str]) -> bool:
    named = sum(1 for line in lines if _words(line) <= _SHORT_WORDS_MOST or _name(line) is not None)
    return len(lines) > 1 and _MANY.search(ask) is not None and 5 * named >= 3 * len(lines)


def _entries(line: str) -> list[str]:
    """Split a line that is nothing but a list of short entries; any other line stays whole."""
    entries = [entry for entry in _SEPARATOR.split(line) if not is_blank(entry)]
    is_bare_list = len(entries) >= _ENTRIES_LEAST and all(
        _words(entry) <= _ENTRY_WORDS_MOST and not _FUNCTION_WORD.match(entry) and not re.search(r"[:()]", entry)
        for entry in entries
    )
    return entries if is_bare_list else [line]


def _name(line: str) -> re.Match[str] | None:
    named = _NAMED.match(line)
    return named if named and _words(_PARENTHESES.sub(" ", named["name"])) <= _NAME_WORDS_MOST else None


def _point(text: str, *, of_list: bool) -> Point:
    plain = _DECORATION.sub("", text)
    bodies = [plain]
    if named := _name(plain):
        bodies = [named["name"]] if of_list else [plain, named["rest"]]
    accept: list[str] = []
    for body in bodies:
        inner = _PARENTHESES.findall(body)
        bare = _BEFORE_MARK.sub("", _PARENTHESES.sub(" ", body)).strip()
        # "ROUGE (the long form)": the long form may stand for the name; in a sentence the parentheses only add to it.
        accept += [body, bare, *(inner if _words(bare) <= _SHORT_WORDS_MOST else ())]
    if not of_list:
        clause = max(plain.split(", "), key=len)
        accept += [clause] if _words(clause) >= _CLAUSE_WORDS_LEAST else []
    usable = (wording.strip() for wording in accept if wording.strip() and re.search(r"\w", wording))
    return Point(say=text, accept=tuple(wording for wording in dict.fromkeys(usable) if wording != text))


def _term(ask: str) -> tuple[str, ...]:
    defined = _DEFINED.match(ask)
    if defined is None or _words(defined["term"]) > _TERM_WORDS_MOST or len(defined["term"]) > _TERM_MOST:
        return ()
    return (defined["term"],)


def _words(text: str) -> int:
    return len(text.split())


def _fitted(lines: Sequence[str]) -> list[str] | None:
    """Split lines that are too long for a point and join the shortest neighbours while there are too many points."""
    pieces = [piece for line in lines for piece in _pieces(line) if not is_blank(piece)]
    # Joined, each takes two more characters: what can't fit is not tried, for that takes the square of its pieces.
    if sum(map(len, pieces)) + 2 * max(0, len(pieces) - POINTS_MOST) > POINT_LINES_MOST:
        return None
    while len(pieces) > POINTS_MOST:
        lengths = [len(one) + len(other) + 2 for one, other in pairwise(pieces)]
        place = lengths.index(min(lengths))
        if lengths[place] > POINT_MOST:
            return None
        pieces[place : place + 2] = [f"{pieces[place]}; {pieces[place + 1]}"]
    return pieces


def _pieces(line: str) -> list[str]:
    pieces = []
    while len(line) > POINT_MOST:
        window = line[: POINT_MOST + 1]
        ends = [window.rfind(mark) + len(mark.rstrip()) for mark in (". ", "; ", ", ") if window.rfind(mark) > 0]
        end = max(ends, default=0)
        if end < POINT_MOST // 3:
            end = window.rfind(" ")
        end = end if end > 0 else POINT_MOST
        pieces.append(line[:end].strip())
        line = line[end:].strip()
    return [*pieces, line] if line else pieces
