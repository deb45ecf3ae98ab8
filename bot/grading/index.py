"""Index: which of many wordings an answer may fit at all, found without looking at each.

Source: inverted index (Manning, Raghavan & Schütze 2008, "Introduction to Information Retrieval", section 1.2).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.grading.lazy import lazy
from bot.grading.reading import Reading
from bot.grading.wording import Wording

#: What a word of an answer may be found by, to the wordings that hold such a word.
_Shelf = dict[str, list[Wording]]


class Index:
    """Wordings by all that an answer may hold of them; made when the first answer comes."""

    def __init__(self, wordings: Sequence[Wording]) -> None:
        self._wordings = wordings

    def near(self, reading: Reading) -> set[Wording]:
        """Return the wordings of which an answer may hold a word; of the others it certainly holds none."""
        found: set[Wording] = set()
        _collect(self._stems, self._stems.keys() & reading.held, found)
        _collect(self._openings, self._openings.keys() & reading.openings, found)
        _collect(self._shortened, self._shortened.keys() & reading.brief, found)
        _collect(self._beginnings, self._beginnings.keys() & reading.beginnings, found)
        _collect(self._spelled, self._spelled.keys() & reading.paired, found)
        if self._acronyms:
            initials = reading.initials
            _collect(self._acronyms, [acronym for acronym in self._acronyms if acronym in initials], found)
        for at in reading.strange:
            key = reading.keys[at]
            _collect(self._letters, self._letters.keys() & {key[0], key[1], key[1:3]}, found)
        return found

    @lazy
    def _stems(self) -> _Shelf:
        """By stems of words with meaning, and of their relatives."""
        return _shelf((key, wording) for wording in self._wordings for key in wording.cues | wording.kin)

    @lazy
    def _openings(self) -> _Shelf:
        """By the first letters of words that may have other forms."""
        return _shelf((key, wording) for wording in self._wordings for key in wording.openings)

    @lazy
    def _shortened(self) -> _Shelf:
        """By the first letters of adjacent words."""
        return _shelf((key, wording) for wording in self._wordings for key in wording.shortened)

    @lazy
    def _beginnings(self) -> _Shelf:
        """By the first letters of two adjacent words written as one."""
        return _shelf((key, wording) for wording in self._wordings for key in wording.beginnings)

    @lazy
    def _spelled(self) -> _Shelf:
        """By words, for those that an answer writes apart."""
        return _shelf((key, wording) for wording in self._wordings for key in wording.spelled)

    @lazy
    def _acronyms(self) -> _Shelf:
        """By words that may be acronyms."""
        return _shelf((key, wording) for wording in self._wordings for _, keys in wording.acronyms for key in keys)

    @lazy
    def _letters(self) -> _Shelf:
        """By letters from which a slip starts."""
        return _shelf((key, wording) for wording in self._wordings for key in wording.beginning)


def _shelf(entries: Iterable[tuple[str, Wording]]) -> _Shelf:
    shelf: _Shelf = {}
    for key, wording in entries:
        shelf.setdefault(key, []).append(wording)
    return shelf


def _collect(shelf: _Shelf, keys: Iterable[str], found: set[Wording]) -> None:
    for key in keys:
        found.update(shelf[key])
