"""Spelling: whether a typed word is a wanted one, written another way or mistyped, and not another word.

A word that the language or the deck knows is never a slip of another one. Of the others, an edit counts by how likely
fingers or ears make it: letters swapped, doubled or left out, a key beside the right one, a vowel for a vowel. An edit
that changes a meaningful part of the word (hyper- to hypo-, -ane to -ene) is none.

Sources: kinds of slips (Damerau 1964; Kukich 1992, "Techniques for Automatically Correcting Words in Text", sections
1.1 and 3); weighed edits (Brill & Moore 2000, "An Improved Error Model for Noisy Channel Spelling Correction").
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources
from itertools import takewhile

from rapidfuzz.distance import OSA

from bot.grading.words.antonyms import differ_by_prefix

_COMPARED_KEPT = 1 << 12
#: Letters of a word up to which no slip is let pass, and how many more or fewer a slip has at most.
_SLIP_SHORTEST, _SLIP_APART = 4, 3
#: What slips may cost, up to a number of letters; and where no list tells what the other words of the language are.
_BUDGET = ((4, 0.7), (5, 0.8), (7, 1.0), (9, 1.4), (12, 1.9), (999, 2.4))
_BUDGET_BLIND = ((4, 0.0), (5, 0.5), (7, 0.75), (9, 1.0), (999, 1.4))
#: What edits cost: letters swapped, one doubled or not, lost or added, the key beside, a vowel for a vowel, a letter
#: that sounds alike, any other.
_SWAPPED, _DOUBLED, _LOST, _ADDED, _BESIDE, _VOWEL, _ALIKE, _OTHER = 0.5, 0.3, 0.7, 1.1, 0.7, 0.6, 0.6, 1.3
#: What they cost more at the first letter, at the last, and beside another that is lost or added.
_FIRST, _LAST, _AGAIN = 0.6, 0.3, 0.6
#: Latin, Greek and Cyrillic; in other scripts one letter more or less is too much of a word.
_ALPHABET = re.compile(r"[^\W\d_\u0530-\U0010ffff]+")
_VOWELS = frozenset("aeiouy")
_LISTS = tomllib.loads((resources.files("bot.grading") / "data" / "spelling.toml").read_text("utf-8"))
_ROWS = _LISTS["keyboard"].split()
#: Keys that lie beside each other, on German and French keyboards too.
_NEIGHBOURS = frozenset(
    pair
    for row, below in zip(_ROWS, (*_ROWS[1:], ""), strict=True)
    for at, key in enumerate(row)
    for pair in ((key, row[at + 1 : at + 2]), (key, below[at : at + 1]), (key, below[at - 1 : at] if at else ""))
) | frozenset({("y", "z"), ("q", "a"), ("w", "z")})
_HEARD_ALIKE = frozenset((pair[0], pair[1]) for pair in _LISTS["alike"].split())


def _parts(listed: str) -> frozenset[str]:
    """Split a list of parts of words, in which "-" stands for none."""
    return frozenset("" if part == "-" else part for part in listed.split())


def _pairs(listed: str) -> list[tuple[str, str]]:
    """Split a list of pairs of parts."""
    return [(one, "" if two == "-" else two) for one, two in (pair.split("/") for pair in listed.split())]


def _patterns(listed: list[tuple[str, str]]) -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(pattern), written) for pattern, written in listed]


_BEGINNINGS, _PLURALS = _pairs(_LISTS["beginnings"]), _pairs(_LISTS["plurals"])
_ENDINGS = [_parts(group) for group in _LISTS["endings"]]
#: Endings of one verb and what is made of it; of these, what makes another word of a bare one.
_VERBAL, _DERIVED = _parts(_LISTS["verbal"]), frozenset({"ate", "ates", "ated", "ating", "ion", "ation"})
_SPELLINGS, _SOUNDS = _patterns(_LISTS["spellings"]), _patterns(_LISTS["sounds"])
#: Letters of the rest of a word at least.
_BASE_SHORTEST, _VERBAL_SHORTEST = 3, 5
#: Letters of a word that is told by ear, and how unlike it may be in writing.
_HEARD_SHORTEST, _HEARD_APART = 6, 0.5
#: What is a k in Nicholas.
_GREEK = re.compile("ch(?=[aolr])")


@lru_cache(maxsize=_COMPARED_KEPT)
def is_variant(wanted: str, typed: str) -> bool:
    """Tell whether two words are one in British and American spelling, or in two plain spellings of umlauts."""
    if wanted[:1] != typed[:1] and not {wanted[:1], typed[:1]} <= _VOWELS and "ph" not in (wanted[:2], typed[:2]):
        return False
    return min(len(wanted), len(typed)) >= _SLIP_SHORTEST and americanised(wanted) == americanised(typed)


@lru_cache(maxsize=_COMPARED_KEPT)
def is_form(wanted: str, typed: str) -> bool:
    """Tell whether two English words are forms of one: singular and plural, a verb and its noun."""
    for one, two in ((wanted, typed), (typed, wanted)):
        for ending, base in _PLURALS:
            if one.endswith(ending) and one[: -len(ending)] + base == two and len(two) >= _BASE_SHORTEST - 1:
                return True
    at = _shared(wanted, typed)
    endings = [{wanted[base:], typed[base:]} for base in (at, at - 1) if base >= _VERBAL_SHORTEST]
    return any(pair <= _VERBAL and not (pair & {"", "s"} and pair & _DERIVED) for pair in endings)


@lru_cache(maxsize=_COMPARED_KEPT)
def slip_cost(wanted: str, typed: str, *, blind: bool = False) -> float | None:
    """Return what it costs to read a word that nobody knows as a slip of a wanted one; None if it is none.

    Args:
        wanted: The word.
        typed: What stands there.
        blind: Whether no list tells which other words there are.
    """
    length = len(wanted)
    if length < _SLIP_SHORTEST or abs(length - len(typed)) > _SLIP_APART or not _ALPHABET.fullmatch(wanted + typed):
        return None
    apart = _SLIP_APART + 1
    if OSA.distance(wanted, typed, score_cutoff=apart) > apart or is_other_part(wanted, typed):
        return None
    cost = _Edits(wanted, typed, blind=blind).cost()
    return (
        cost
        if cost <= next(most for letters, most in (_BUDGET_BLIND if blind else _BUDGET) if length <= letters)
        else None
    )


@lru_cache(maxsize=_COMPARED_KEPT)
def sounds_like(wanted: str, typed: str, *, shortest: int = _HEARD_SHORTEST) -> bool:
    """Tell whether two words, of so many letters, sound much alike ("Tchaikovsky", "Chaikovskij")."""
    if min(len(wanted), len(typed)) < shortest or is_other_part(wanted, typed):
        return False
    pairs = ((wanted, typed), (_GREEK.sub("k", wanted), _GREEK.sub("k", typed)))
    return (
        any(_heard(one) == _heard(two) for one, two in pairs) and OSA.normalized_distance(wanted, typed) <= _HEARD_APART
    )


@lru_cache(maxsize=_COMPARED_KEPT)
def is_other_part(wanted: str, typed: str) -> bool:
    """Tell whether two words differ by a part that means something of its own ("afferent", "efferent")."""
    if differ_by_prefix(wanted, typed):
        return True
    for one, two in _BEGINNINGS:
        for a, b in ((one, two), (two, one)):
            if wanted.startswith(a) and typed.startswith(b) and _is_near(wanted[len(a) :], typed[len(b) :]):
                return True
    wanted, typed = americanised(wanted), americanised(typed)
    at = _shared(wanted, typed)
    for base in range(max(_BASE_SHORTEST, at - 2), at + 1):
        pair = {wanted[base:], typed[base:]}
        if len(pair) > 1 and any(pair <= endings for endings in _ENDINGS):
            return True
    return False


def _shared(one: str, two: str) -> int:
    """Count the letters that two words begin with."""
    return len([*takewhile(lambda pair: pair[0] == pair[1], zip(one, two, strict=False))])


def _is_near(rest: str, other: str) -> bool:
    return rest == other or (len(rest) > _SLIP_SHORTEST and OSA.distance(rest, other, score_cutoff=1) <= 1)


@lru_cache(maxsize=_COMPARED_KEPT)
def americanised(word: str) -> str:
    """Write a word as it is written in America, more or less."""
    for pattern, written in _SPELLINGS:
        word = pattern.sub(written, word)
    return word


@lru_cache(maxsize=_COMPARED_KEPT)
def _heard(word: str) -> str:
    """Write a word as it sounds, all vowels alike."""
    first = "a" if word[0] in "aeiou" else ""
    for pattern, written in _SOUNDS:
        word = pattern.sub(written, word)
    return first + word


class _Edits:
    """The cheapest edits that make one word the other, Damerau's four, weighed."""

    def __init__(self, wanted: str, typed: str, *, blind: bool) -> None:
        self._wanted, self._typed = wanted, typed
        self._vowel = _ADDED if blind else _VOWEL
        self._doubled = _LOST if blind else _DOUBLED

    def cost(self) -> float:
        """Return what they cost together."""
        wanted, typed = self._wanted, self._typed
        #: For each pair of beginnings the cost, and whether the cheapest way there ends in a letter lost or added.
        cells: dict[tuple[int, int], tuple[float, bool]] = {(0, 0): (0.0, False)}
        for i in range(len(wanted) + 1):
            for j in range(len(typed) + 1):
                ways: list[tuple[float, bool]] = []
                if i:
                    before, gap = cells[i - 1, j]
                    ways.append((before + self._lost(i - 1, j, gap=gap), True))
                if j:
                    before, gap = cells[i, j - 1]
                    ways.append((before + self._added(i, j - 1, gap=gap), True))
                if i and j:
                    ways.append((cells[i - 1, j - 1][0] + self._replaced(i - 1, j - 1), False))
                if i > 1 and j > 1 and wanted[i - 2 : i] == typed[j - 2 : j][::-1]:
                    ways.append((cells[i - 2, j - 2][0] + _SWAPPED, False))
                if ways:
                    cells[i, j] = min(ways)
        return cells[len(wanted), len(typed)][0]

    def _lost(self, i: int, j: int, *, gap: bool) -> float:
        letter = self._wanted[i]
        if letter in (self._wanted[i - 1 : i], self._wanted[i + 1 : i + 2]):
            return self._doubled
        last = i == len(self._wanted) - 1 and self._typed[j - 1 : j] != letter
        return _LOST + (_FIRST if not i else _LAST if last else 0.0) + (_AGAIN if gap else 0.0)

    def _added(self, i: int, j: int, *, gap: bool) -> float:
        letter = self._typed[j]
        if letter in (self._typed[j - 1 : j], self._typed[j + 1 : j + 2]):
            return self._doubled
        # A key beside, or the echo of a letter close by: Titantic.
        near = letter in self._wanted[max(0, i - 3) : i + 2] or any(
            _is_beside(letter, one) for one in self._wanted[max(0, i - 1) : i + 1]
        )
        edge = _FIRST if not j else _LAST if i == len(self._wanted) else 0.0
        return (_BESIDE if near else _ADDED) + edge + (_AGAIN if gap else 0.0)

    def _replaced(self, i: int, j: int) -> float:
        one, two = self._wanted[i], self._typed[j]
        if one == two:
            return 0.0
        first = 0.0 if i else _FIRST
        if one in _VOWELS and two in _VOWELS:
            return self._vowel + first
        if (one, two) in _HEARD_ALIKE or (two, one) in _HEARD_ALIKE:
            return _ALIKE + first
        return (_BESIDE if _is_beside(one, two) else _OTHER) + first


def _is_beside(one: str, two: str) -> bool:
    return (one, two) in _NEIGHBOURS or (two, one) in _NEIGHBOURS
