"""Align: which words of a wording an answer holds: exactly, as acronym, mistyped, in another form, or by a relative.

Source: alignment before scoring as in METEOR (Banerjee & Lavie 2005, section 2) and Sultan et al. (2014,
"Back to Basics for Monolingual Alignment").
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.grading.context import Lexicon
from bot.grading.letters import SHARED_START, is_inflected, is_word, likeness, same_family
from bot.grading.reading import Reading
from bot.grading.thesaurus import FAR
from bot.grading.wording import Wording

#: Credit for another word of the same stem that is another thing's name ("Titanic" for "Titan").
NAMESAKE = 0.1


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

    def holds(self, places: tuple[int, ...]) -> bool:
        """Tell whether anything stands for any of these stems."""
        credit = self.credit
        return any(credit[place] for place in places)

    def covers(self, wording: Wording, share: float) -> bool:
        """Tell whether at least this share of the wording's weight is there."""
        return sum(c * w for c, w in zip(self.credit, wording.weights, strict=True)) >= share

    def earn(self, index: int, credit: float, by: tuple[int, ...]) -> None:
        """Give a stem of the wording credit, unless it has more already."""
        if credit > self.credit[index]:
            self.credit[index] = credit
            self.by[index] = by
            self.used.update(by)


def may_fit(wording: Wording, reading: Reading) -> bool:
    """Tell cheaply whether an answer may hold any word of a wording; False is certain."""
    return bool(
        not wording.cues.isdisjoint(reading.place)
        or reading.strange
        or wording.acronyms
        or not wording.initials.keys().isdisjoint(reading.short)
        or not wording.starts.isdisjoint(reading.starts)
        or not wording.place.keys().isdisjoint(reading.compounds)
    )


def align(wording: Wording, reading: Reading, lexicon: Lexicon) -> Alignment:
    """Align an answer with a wording: equal stems first, then what may still stand for a word that is missing."""
    place = reading.place
    size = len(wording.stems)
    credit = [0.0] * size
    by: list[tuple[int, ...]] = [()] * size
    used: set[int] = set()
    missing = []
    content, words, keys = wording.content, wording.words, reading.keys
    for index, stem in enumerate(wording.stems):
        found = place.get(stem)
        if found is not None:
            credit[index] = 1.0 if words[index] == keys[found] or is_inflected(words[index], keys[found]) else NAMESAKE
            by[index] = (found,)
            used.add(found)
        elif content[index]:
            missing.append(index)
    aligned = Alignment(credit, by, used)
    if missing and len(used) < len(place):
        _align_compounds(wording, reading, aligned)
        _align_letters(wording, reading, lexicon, aligned, missing)
        _align_spread(wording, reading, aligned, missing)
        _align_relatives(wording, place, aligned, missing)
    return aligned


def _align_compounds(wording: Wording, reading: Reading, aligned: Alignment) -> None:
    """Match one word of the answer with several of the wording: written together, or their acronym."""
    place, joined, initials = reading.place, wording.joined, wording.initials
    if joined and not joined.keys().isdisjoint(place):
        for compound in joined.keys() & place.keys() - wording.place.keys():
            for index in joined[compound]:
                aligned.earn(index, 1.0, (place[compound],))
    short = reading.short
    if initials and not initials.keys().isdisjoint(short):
        for acronym in initials.keys() & short.keys():
            at = short[acronym]
            if reading.stems[at] not in wording.place and reading.stems[at] not in wording.question:
                for index in initials[acronym]:
                    aligned.earn(index, 1.0, (at,))


def _align_letters(
    wording: Wording, reading: Reading, lexicon: Lexicon, aligned: Alignment, missing: list[int]
) -> None:
    """Match missing words with mistyped ones, and with other forms of them."""
    strange, starts, stems, keys = reading.strange, reading.starts, reading.stems, reading.keys
    if not strange and wording.starts.isdisjoint(starts):
        return
    for index in missing:
        word = wording.words[index]
        if aligned.credit[index] == 1.0 or not is_word(word):
            continue
        stem = wording.stems[index]
        for at in strange:
            found = likeness(word, keys[at])
            if found and stems[at] not in wording.place and stems[at] not in lexicon.opposites(stem):
                aligned.earn(index, found, (at,))
        for at in starts.get(word[:SHARED_START], ()):
            found = same_family(word, keys[at], stem, stems[at])
            if found and stems[at] not in wording.place and stems[at] not in lexicon.opposites(stem):
                aligned.earn(index, found, (at,))


def _align_spread(wording: Wording, reading: Reading, aligned: Alignment, missing: list[int]) -> None:
    """Match one word of the wording with several of the answer: written apart, or an acronym written out."""
    compounds = reading.compounds
    for index in missing:
        if aligned.credit[index] == 1.0:
            continue
        word = wording.words[index]
        start = compounds.get(word)
        if start is not None:
            aligned.earn(index, 1.0, (start, start + 1))
        elif index in wording.acronyms:
            _align_expansion(index, wording.acronyms[index], reading, wording, aligned)


def _align_expansion(
    index: int, acronyms: tuple[str, ...], reading: Reading, wording: Wording, aligned: Alignment
) -> None:
    letters, told_letters, told = reading.letters
    for acronym in acronyms:
        for text, places in ((letters, range(len(letters))), (told_letters, told)):
            at = text.find(acronym)
            if at >= 0:
                by = tuple(places[at : at + len(acronym)])
                if not all(reading.stems[place] in wording.question for place in by):
                    aligned.earn(index, 1.0, by)
                return


def _align_relatives(wording: Wording, place: dict[str, int], aligned: Alignment, missing: list[int]) -> None:
    for index in missing:
        relatives = wording.relatives[index]
        if not relatives or aligned.credit[index] == 1.0 or relatives.keys().isdisjoint(place):
            continue
        for relative in sorted(relatives.keys() & place.keys(), key=lambda one: (-relatives[one], place[one])):
            at = place[relative]
            if relatives[relative] > FAR or at not in aligned.used:
                aligned.earn(index, relatives[relative], (at,))
                break
