"""Index: which of many wordings an answer may fit at all, found without looking at each.

Source: inverted index (Manning, Raghavan & Schütze 2008, "Introduction to Information Retrieval", section 1.2).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.grading.statements.reading import Reading, read
from bot.grading.statements.wording import Wording
from bot.grading.words.lazy import lazy

#: What a word of an answer may be found by, to the wordings that hold such a word.
_Shelf = dict[str, list[Wording]]


class Index:
    """Wordings by all that an answer may hold of them; made when the first answer comes."""

    def __init__(self, wordings: Sequence[Wording]) -> None:
        self._wordings = wordings

    def near(self, reading: Reading) -> set[Wording]:
        """Return the wordings of which an answer may hold a word; of the others it certainly holds none."""
        found: set[Wording] = set()
        stems, relatives = self._stems.keys(), reading.lexicon.relatives
        _collect(self._stems, stems & reading.held, found)
        for stem in reading.held:
            # Whose relative a word is, is the word's relative.
            kin = relatives[stem].keys()
            if not kin.isdisjoint(stems):
                _collect(self._stems, kin & stems, found)
        _collect(self._openings, self._openings.keys() & reading.openings, found)
        _collect(self._spelled, self._spelled.keys() & reading.paired, found)
        if self._acronyms:
            initials = reading.initials
            _collect(self._acronyms, [acronym for acronym in self._acronyms if acronym in initials], found)
        for at in reading.strange:
            key = reading.keys[at]
            _collect(self._letters, self._letters.keys() & {key[0], key[1], key[1:3]}, found)
        # What several words of a wording make together is manifold, and rarely told: these are asked one by one.
        brief, beginnings = reading.brief, reading.beginnings
        for wording in self._wordings:
            if not (wording.shortened.isdisjoint(brief) and wording.beginnings.isdisjoint(beginnings)):
                found.add(wording)
        return found

    def prepare(self) -> None:
        """Read all wordings now, so that the first answer does not wait for it."""
        if self._wordings:
            # Every letter may begin a slip, and so nothing is left unread.
            self.near(read("zq", self._wordings[0].lexicon))

    @lazy
    def known(self) -> frozenset[str]:
        """All stems of the wordings."""
        return frozenset().union(*[wording.held for wording in self._wordings])

    @lazy
    def _stems(self) -> _Shelf:
        """By stems of words with meaning."""
        return _shelf((key, wording) for wording in self._wordings for key in wording.cues)

    @lazy
    def _openings(self) -> _Shelf:
        """By the first letters of words that may have other forms."""
        return _shelf((key, wording) for wording in self._wordings for key in wording.openings)

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
