"""Alignment: which words of a wording an answer holds: as they are, mistyped, inflected, as acronym or synonym.

Source: alignment before scoring as in METEOR (Banerjee & Lavie 2005, section 2) and Sultan et al. (2014,
"Back to Basics for Monolingual Alignment").
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import mul

from bot.grading.statements.reading import Reading
from bot.grading.statements.wording import Wording
from bot.grading.words.letters import is_inflected, likeness, same_family
from bot.grading.words.lexicon import Lexicon
from bot.grading.words.thesaurus import FAR

#: Credit for another word of the same stem that is another thing's name ("Titanic" for "Titan").
NAMESAKE = 0.1


@dataclass(slots=True)
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
        return bool(self.used) and sum([credit[place] for place in places]) > 0.0

    def share(self, wording: Wording) -> float:
        """Return the share of the wording's weight that is there."""
        return float(sum(map(mul, self.credit, wording.weights))) if self.used else 0.0

    def earn(self, index: int, credit: float, by: tuple[int, ...]) -> None:
        """Give a stem of the wording credit, unless it has more already."""
        if credit > self.credit[index]:
            self.credit[index] = credit
            self.by[index] = by
            self.used.update(by)


def align(wording: Wording, reading: Reading, lexicon: Lexicon) -> Alignment:
    """Align an answer with a wording: equal stems first, then what may still stand for a word that is missing."""
    size = len(wording.stems)
    credit = [0.0] * size
    by: list[tuple[int, ...]] = [()] * size
    used: set[int] = set()
    held = reading.held
    shared = wording.held & held
    if shared:
        place, at = reading.place, wording.place
        words, keys = wording.words, reading.keys
        for stem in shared:
            index, found = at[stem], place[stem]
            one, other = words[index], keys[found]
            credit[index] = 1.0 if one == other or is_inflected(one, other) else NAMESAKE
            by[index] = (found,)
            used.add(found)
    aligned = Alignment(credit, by, used)
    if len(shared) < len(held) and not wording.meant <= held:
        _align_missing(wording, reading, lexicon, aligned)
    return aligned


def _align_missing(wording: Wording, reading: Reading, lexicon: Lexicon, aligned: Alignment) -> None:
    """Look for what may stand for missing words; most comparisons end with two sets that share nothing."""
    held = reading.held
    if not wording.beginnings.isdisjoint(reading.beginnings) and not wording.compounds.isdisjoint(held):
        _align_compounds(wording, reading, aligned)
    if not wording.shortened.isdisjoint(reading.brief):
        _align_acronyms(wording, reading, aligned)
    if reading.strange:
        _align_slips(wording, reading, lexicon, aligned)
    if not wording.openings.isdisjoint(reading.openings):
        _align_forms(wording, reading, lexicon, aligned)
    if len(reading.keys) > 1:
        _align_spread(wording, reading, aligned)
    if not wording.kin.isdisjoint(held):
        _align_relatives(wording, reading, lexicon, aligned)


def _align_compounds(wording: Wording, reading: Reading, aligned: Alignment) -> None:
    """Match one word of the answer with two of the wording written together."""
    for compound in wording.compounds & reading.held:
        if compound not in wording.held:
            for index in wording.joined[compound]:
                aligned.earn(index, 1.0, (reading.place[compound],))


def _align_acronyms(wording: Wording, reading: Reading, aligned: Alignment) -> None:
    """Match one word of the answer with several of the wording, whose acronym it is."""
    for acronym in wording.shortened & reading.brief:
        at = reading.short(acronym)
        if reading.stems[at] not in wording.held and reading.stems[at] not in wording.question:
            for index in wording.initials[acronym]:
                aligned.earn(index, 1.0, (at,))


def _align_slips(wording: Wording, reading: Reading, lexicon: Lexicon, aligned: Alignment) -> None:
    """Match missing words with mistyped ones."""
    stems, keys, beginning = reading.stems, reading.keys, wording.beginning
    for at in reading.strange:
        key = keys[at]
        if stems[at] in wording.held:
            continue
        # One of the first letters is right, or the two that follow the first.
        near = {*beginning.get(key[0], ()), *beginning.get(key[1], ()), *beginning.get(key[1:3], ())}
        for index in near:
            stem = wording.stems[index]
            if aligned.credit[index] < 1.0 and stem not in reading.held:
                found = likeness(wording.words[index], key)
                if found and stems[at] not in lexicon.opposites(stem):
                    aligned.earn(index, found, (at,))


def _align_forms(wording: Wording, reading: Reading, lexicon: Lexicon, aligned: Alignment) -> None:
    """Match missing words with other forms of them."""
    stems, keys = reading.stems, reading.keys
    for start in wording.openings & reading.openings:
        for index in wording.starts[start]:
            stem = wording.stems[index]
            if aligned.credit[index] == 1.0 or stem in reading.held:
                continue
            for at in reading.starts[start]:
                found = same_family(wording.words[index], keys[at], stem, stems[at])
                if found and stems[at] not in wording.held and stems[at] not in lexicon.opposites(stem):
                    aligned.earn(index, found, (at,))


def _align_spread(wording: Wording, reading: Reading, aligned: Alignment) -> None:
    """Match one word of the wording with several of the answer: written apart, or an acronym written out."""
    held, stems = reading.held, wording.stems
    if not wording.spelled.isdisjoint(reading.paired):
        for index in wording.telling:
            word = wording.words[index]
            if word in reading.paired and aligned.credit[index] < 1.0 and stems[index] not in held:
                start = reading.pair(word)
                aligned.earn(index, 1.0, (start, start + 1))
    initials = reading.initials if wording.acronyms else ""
    for index, acronyms in wording.acronyms:
        for acronym in acronyms:
            if acronym in initials and aligned.credit[index] < 1.0 and stems[index] not in held:
                _align_expansion(index, acronyms, reading, wording, aligned)
                break


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


def _align_relatives(wording: Wording, reading: Reading, lexicon: Lexicon, aligned: Alignment) -> None:
    """Match missing words with words that mean nearly the same; whose relative a word is, is the word's relative."""
    held, place, content = reading.held, wording.place, wording.content
    found: dict[int, list[tuple[float, int]]] = {}
    for relative in wording.kin & held:
        for stem, credit in lexicon.relatives[relative].items():
            if stem in place and content[place[stem]] and stem not in held and relative not in lexicon.opposites(stem):
                found.setdefault(place[stem], []).append((-credit, reading.place[relative]))
    for index in sorted(found):
        for cost, at in sorted(found[index]):
            if -cost > FAR or at not in aligned.used:
                aligned.earn(index, -cost, (at,))
                break
