"""Wording: one accepted text, made ready for alignment.

Words of the question earn almost nothing: on the public benchmark that is the largest single gain
(Sultan et al. 2016, "Fast and Easy Short Answer Grading", section 2: question demoting).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import log1p
from operator import add

from bot.grading.statements.reading import Reading, read
from bot.grading.statements.semantics import AnalysedText
from bot.grading.words.lazy import lazy
from bot.grading.words.letters import BEGINNING, SHARED_START, is_word
from bot.grading.words.lexicon import Lexicon
from bot.grading.words.normalise import Folded, fold, key_of

#: Share of its rarity that a word of the question keeps.
_QUESTION_SHARE = 0.1
_STOP_SHARE = 0.05
_ACRONYM_SHORTEST, _ACRONYM_LONGEST = 2, 6
_COMPOUND_SHORTEST = 6
_NAME_LONGEST = 3


class Wording(AnalysedText):
    """A text, made ready as far as it is needed; sequences run parallel, one entry per stem in order of appearance.

    Attributes:
        question: Stems of the question.
        lexicon: The deck's words.
    """

    def __init__(self, text: str, lexicon: Lexicon, question: frozenset[str]) -> None:
        self.question = question
        self.lexicon = lexicon
        self._folded: Folded = fold(text, lexicon.language.tag)

    @lazy
    def key(self) -> str:
        """Normalised; equal keys are equal texts."""
        return key_of(self._folded)

    @lazy
    def reading(self) -> Reading:
        """As read."""
        return read(self._folded, self.lexicon)

    @lazy
    def text(self) -> str:
        """Its distinct words, joined."""
        return self.reading.text

    @lazy
    def grams(self) -> frozenset[str]:
        """Pieces of three letters of these."""
        return self.reading.grams

    @lazy
    def stems(self) -> tuple[str, ...]:
        """Distinct stems."""
        return tuple(self.reading.place)

    @lazy
    def held(self) -> frozenset[str]:
        """The same, to be compared with an answer's."""
        return self.reading.held

    @lazy
    def place(self) -> dict[str, int]:
        """Stem to its position."""
        return {stem: index for index, stem in enumerate(self.stems)}

    @lazy
    def words(self) -> tuple[str, ...]:
        """The word each stem stands for, for comparing letters."""
        return tuple([self.reading.keys[at] for at in self.reading.place.values()])

    @lazy
    def content(self) -> tuple[bool, ...]:
        """Whether each stem carries meaning of its own."""
        return tuple([self.reading.content[at] for at in self.reading.place.values()])

    @lazy
    def weights(self) -> tuple[float, ...]:
        """Share of each stem, next to nothing for stop words and words of the question; together 1."""
        question, rarity = self.question, self.reading.rarity
        raw = [
            rarity[at] * (_QUESTION_SHARE if stem in question else 1.0) * (1.0 if told else _STOP_SHARE)
            for (stem, at), told in zip(self.reading.place.items(), self.told, strict=True)
        ]
        total = sum(raw) or 1.0
        return tuple([weight / total for weight in raw])

    @lazy
    def telling(self) -> tuple[int, ...]:
        """Positions of stems with meaning."""
        return tuple([index for index, telling in enumerate(self.content) if telling])

    @lazy
    def told(self) -> tuple[bool, ...]:
        """Whether each stem says something: a negator says nothing alone, but of what it turns."""
        negators = self.lexicon.language.negators
        return tuple([telling and word not in negators for telling, word in zip(self.content, self.words, strict=True)])

    @lazy
    def name(self) -> bool:
        """Whether it is short enough to be a name or a number rather than a sentence."""
        return len(self.telling) <= _NAME_LONGEST

    @lazy
    def fresh(self) -> tuple[int, ...]:
        """Positions of stems that say something and that the question does not hold."""
        told, stems = self.told, self.stems
        return tuple([index for index in self.telling if told[index] and stems[index] not in self.question])

    @lazy
    def length(self) -> float:
        """The logarithm of how many these are."""
        return log1p(len(self.fresh))

    @lazy
    def meant(self) -> frozenset[str]:
        """Stems with meaning."""
        return self.held if all(self.content) else frozenset([self.stems[index] for index in self.telling])

    @lazy
    def cues(self) -> frozenset[str]:
        """Stems with meaning that the question does not hold."""
        return self.meant if self.meant.isdisjoint(self.question) else self.meant - self.question

    @lazy
    def negated(self) -> tuple[bool, ...]:
        """Whether each stem stands in the reach of a negator."""
        return tuple([self.reading.negated[at] for at in self.reading.place.values()])

    @lazy
    def kin(self) -> frozenset[str]:
        """Words that may stand for stems with meaning; each answer is compared with these, few ask for which."""
        relatives = self.lexicon.relatives
        return frozenset().union(*[relatives[self.stems[index]] for index in self.telling])

    @lazy
    def beginning(self) -> dict[str, list[int]]:
        """First letter, and second and third, to the positions of words that are long enough to be mistyped."""
        found: dict[str, list[int]] = {}
        for index in self.telling:
            word = self.words[index]
            if is_word(word):
                found.setdefault(word[0], []).append(index)
                found.setdefault(word[1:3], []).append(index)
        return found

    @lazy
    def starts(self) -> dict[str, list[int]]:
        """First letters of words with meaning to the positions of the words that begin with them, signs aside."""
        found: dict[str, list[int]] = {}
        for index in self.telling:
            places = found.setdefault(self.words[index][:SHARED_START], [])
            if is_word(self.words[index]):
                places.append(index)
        return found

    @lazy
    def openings(self) -> frozenset[str]:
        """The keys of `starts`."""
        return frozenset([self.words[index][:SHARED_START] for index in self.telling])

    @lazy
    def spelled(self) -> frozenset[str]:
        """The words with meaning, as they stand for two words of an answer written as one."""
        return frozenset([self.words[index] for index in self.telling])

    @lazy
    def joined(self) -> dict[str, tuple[int, ...]]:
        """Two adjacent words written as one ("finetuning", stemmed) to their positions."""
        keys, stems, stem, place = self.reading.keys, self.reading.stems, self.lexicon.language.stem, self.place
        found: dict[str, tuple[int, ...]] = {}
        for index, (one, two) in enumerate(pairwise(keys)):
            compound = one + two
            if len(compound) >= _COMPOUND_SHORTEST and compound.isalpha():
                found.setdefault(stem(compound), (place[stems[index]], place[stems[index + 1]]))
        return found

    @lazy
    def beginnings(self) -> frozenset[str]:
        """First letters of two adjacent words written as one: what no answer begins like need not be stemmed."""
        words = map(add, self.reading.keys, self.reading.keys[1:])
        return frozenset([word[:BEGINNING] for word in words if len(word) >= _COMPOUND_SHORTEST])

    @lazy
    def compounds(self) -> frozenset[str]:
        """The keys of `joined`."""
        stem = self.lexicon.language.stem
        words = map(add, self.reading.keys, self.reading.keys[1:])
        return frozenset([stem(word) for word in words if len(word) >= _COMPOUND_SHORTEST and word.isalpha()])

    @lazy
    def initials(self) -> dict[str, tuple[int, ...]]:
        """First letters of adjacent words ("fm") to the positions they stand for."""
        stems, found = self.reading.stems, dict[str, tuple[int, ...]]()
        for letters, places in _initials(self.reading):
            found.setdefault(letters, tuple([self.place[stems[index]] for index in places]))
        return found

    @lazy
    def shortened(self) -> frozenset[str]:
        """The keys of `initials`."""
        return frozenset([letters for letters, _ in _initials(self.reading)])

    @lazy
    def acronyms(self) -> list[tuple[int, tuple[str, ...]]]:
        """Positions of short words that may be acronyms themselves, and these, with and without a plural s."""
        return [
            (index, (key, key[:-1]) if key[-1] == "s" else (key,))
            for index in self.telling
            if _ACRONYM_SHORTEST < len(key := self.words[index]) <= _ACRONYM_LONGEST and key.isalpha()
        ]

    @lazy
    def numbers(self) -> frozenset[str]:
        """Keys of the numbers in it that the question does not hold."""
        return frozenset([key for key in self.words if key[0] == "#" and key not in self.question])

    @lazy
    def plain(self) -> bool:
        """Whether it negates nothing, holds no number of its own, and takes no stance."""
        return not (self.reading.turned or self.numbers or self.stance)

    @lazy
    def neighbours(self) -> frozenset[tuple[str, str]]:
        """Pairs of stems with meaning that stand next to each other, function words aside."""
        reading = self.reading
        return frozenset(pairwise([stem for stem, told in zip(reading.stems, reading.content, strict=True) if told]))


def _initials(reading: Reading) -> Iterator[tuple[str, list[int]]]:
    """Collect first letters of two to six adjacent words of a clause, with and without the stop words among them."""
    clause = [reading.tokens.clause[index] for index in reading.at]
    everything = [*range(len(reading.keys))]
    for kept in (everything, [index for index in everything if reading.content[index]]):
        letters = "".join([reading.keys[index][0] for index in kept])
        shortest = _ACRONYM_SHORTEST + (kept is everything)
        for start in range(len(kept)):
            last = min(start + _ACRONYM_LONGEST, len(kept))
            while clause[kept[last - 1]] != clause[kept[start]]:
                last -= 1
            for end in range(start + shortest, last + 1):
                yield letters[start:end], kept[start:end]
