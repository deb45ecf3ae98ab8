"""Align: which words of a wording an answer holds: exactly, as acronym, mistyped, in another form, or by a relative.

Source: alignment before scoring as in METEOR (Banerjee & Lavie 2005, section 2) and Sultan et al. (2014,
"Back to Basics for Monolingual Alignment").
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.grading.context import Lexicon
from bot.grading.letters import TYPO_SHORTEST, is_word, likeness, same_family
from bot.grading.reading import Reading
from bot.grading.thesaurus import FAR
from bot.grading.wording import Wording

_ACRONYM_SHORTEST = 2
_COMPOUND_LONGEST = 30


@dataclass(frozen=True, slots=True)
class Alignment:
    """How a wording and an answer fit.

    Attributes:
        credit: For each stem of the wording 0..1.
        by: For each stem of the wording the positions in the answer that earned it.
        used: Positions in the answer that earned something.
    """

    credit: list[float]
    by: list[tuple[int, ...]]
    used: set[int]

    def covers(self, wording: Wording, share: float) -> bool:
        """Tell whether at least this share of the wording's weight is there."""
        return sum(c * w for c, w in zip(self.credit, wording.weights, strict=True)) >= share

    def earn(self, index: int, credit: float, by: tuple[int, ...]) -> None:
        """Give a stem of the wording credit, unless it has more already."""
        if credit > self.credit[index]:
            self.credit[index] = credit
            self.by[index] = by
            self.used.update(by)


def align(wording: Wording, reading: Reading, lexicon: Lexicon) -> Alignment:
    """Align an answer with a wording: equal stems first, then what may still stand for a word that is missing."""
    place = reading.place
    size = len(wording.stems)
    aligned = Alignment([0.0] * size, [()] * size, set())
    missing = []
    for index, stem in enumerate(wording.stems):
        found = place.get(stem)
        if found is not None:
            aligned.earn(index, 1.0, (found,))
        elif wording.content[index]:
            missing.append(index)
    if missing and len(aligned.used) < len(place):
        _align_compounds(wording, reading, aligned)
        for index in missing:
            if aligned.credit[index] < 1.0 and is_word(wording.words[index]):
                _align_letters(index, wording, reading, lexicon, aligned)
        _align_spread(wording, reading, lexicon, aligned, missing)
        _align_relatives(wording, place, aligned, missing)
    return aligned


def _align_compounds(wording: Wording, reading: Reading, aligned: Alignment) -> None:
    """Match one word of the answer with several of the wording: written together, or their acronym."""
    place, stems, keys = reading.place, reading.stems, reading.keys
    for compound in wording.joined.keys() & place.keys():
        if compound not in wording.place:
            for index in wording.joined[compound]:
                aligned.earn(index, 1.0, (place[compound],))
    initials = wording.initials
    for at in reading.short:
        key = keys[at]
        places = initials.get(key) or (initials.get(key[:-1]) if key[-1] == "s" else None)
        if places is not None and stems[at] not in wording.place:
            for index in places:
                aligned.earn(index, 1.0, (at,))


def _align_letters(index: int, wording: Wording, reading: Reading, lexicon: Lexicon, aligned: Alignment) -> None:
    """Match a missing word with one that is mistyped, or another form of it."""
    word, stem = wording.words[index], wording.stems[index]
    near, keys, stems = reading.near, reading.keys, reading.stems
    opposites = lexicon.opposites(stem)
    for bucket in (word[0], word[1:3], word[1]):
        for at in near.get(bucket, ()):
            other = stems[at]
            if other in wording.place or other in opposites:
                continue
            found = 0.0 if reading.known[at] else likeness(word, keys[at])
            if not found:
                found = same_family(word, keys[at], stem, other)
            if found:
                aligned.earn(index, found, (at,))


def _align_spread(wording: Wording, reading: Reading, lexicon: Lexicon, aligned: Alignment, missing: list[int]) -> None:
    """Match one word of the wording with several of the answer: written apart, or an acronym written out."""
    keys = reading.keys
    letters = told = None
    for index in missing:
        if aligned.credit[index] == 1.0:
            continue
        word = wording.words[index]
        if word in wording.acronyms and len(word) > _ACRONYM_SHORTEST:
            if letters is None:
                told = [at for at, telling in enumerate(reading.content) if telling]
                letters = ("".join(key[0] for key in keys), "".join(keys[at][0] for at in told))
            _align_expansion(index, word, aligned, letters, told or [])
        elif len(word) > TYPO_SHORTEST and word[0] != "#":
            stem = lexicon.language.stem
            for start in range(len(keys) - 1):
                first = keys[start]
                if word.startswith(first) and len(first) + len(keys[start + 1]) < _COMPOUND_LONGEST:
                    compound = first + keys[start + 1]
                    if compound == word or stem(compound) == wording.stems[index]:
                        aligned.earn(index, 1.0, (start, start + 1))


def _align_expansion(index: int, word: str, aligned: Alignment, letters: tuple[str, str], told: list[int]) -> None:
    acronyms = (word, word[:-1]) if word[-1] == "s" and len(word) > _ACRONYM_SHORTEST else (word,)
    for acronym in acronyms:
        at = letters[0].find(acronym)
        if at >= 0:
            aligned.earn(index, 1.0, tuple(range(at, at + len(acronym))))
            return
        at = letters[1].find(acronym)
        if at >= 0:
            aligned.earn(index, 1.0, tuple(told[at : at + len(acronym)]))
            return


def _align_relatives(wording: Wording, place: dict[str, int], aligned: Alignment, missing: list[int]) -> None:
    for index in missing:
        earned = aligned.credit[index]
        if earned == 1.0:
            continue
        for relative, credit in wording.relatives[index]:
            at = place.get(relative, -1)
            if credit > earned and at >= 0 and (credit > FAR or at not in aligned.used):
                aligned.earn(index, credit, (at,))
                earned = credit
