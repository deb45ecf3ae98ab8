"""Wording: one accepted text, made ready for alignment.

Words of the question earn almost nothing: on the public benchmark that is the largest single gain
(Sultan et al. 2016, "Fast and Easy Short Answer Grading", section 2: question demoting).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, pairwise

from bot.grading.context import Lexicon
from bot.grading.letters import SHARED_START
from bot.grading.normalise import key_of
from bot.grading.poles import Poles, poles_of
from bot.grading.reading import Reading, read
from bot.grading.roles import Role, roles_of
from bot.grading.stance import stance_of

#: Share of its rarity that a word of the question keeps.
_QUESTION_SHARE = 0.1
_STOP_SHARE = 0.05
_ACRONYM_SHORTEST, _ACRONYM_LONGEST = 2, 6
_COMPOUND_SHORTEST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A compiled text; tuples run parallel, one entry per distinct stem in order of first appearance.

    Attributes:
        text: As written.
        key: Normalised; equal keys are equal texts.
        reading: As read.
        question: Stems of the question.
        stems: Distinct stems.
        words: The word each stem stands for, for comparing letters.
        weights: Share of each stem, next to nothing for stop words and words of the question; together 1.
        content: Whether each stem carries meaning of its own.
        fresh: Positions of stems with meaning that the question does not hold.
        negated: Whether each stem stands in the reach of a negator.
        relatives: For each stem the words that may stand for it, with the credit they earn.
        opposites: For each stem that has any, its position and the stems that mean the opposite.
        cues: Stems of which an answer holds at least one if it fits at all, mistyped words and acronyms aside.
        place: Stem to its position.
        joined: Two adjacent words written as one ("finetuning", stemmed) to their positions.
        initials: First letters of adjacent words ("fm") to the positions they stand for.
        acronyms: Positions of short words that may be acronyms themselves, with and without a plural s.
        starts: First letters of the words with meaning.
        numbers: Keys of the numbers in it that the question does not hold.
        numbered: Whether any number stands in it, the question's included.
        roles: What its directing words relate.
        poles: The ends of scales it names.
        stance: 1 if it begins with a yes, -1 with a no, else 0.
        neighbours: Pairs of stems with meaning that stand next to each other, function words aside.
    """

    text: str
    key: str
    reading: Reading
    question: frozenset[str]
    stems: tuple[str, ...]
    words: tuple[str, ...]
    weights: tuple[float, ...]
    content: tuple[bool, ...]
    fresh: tuple[int, ...]
    negated: tuple[bool, ...]
    relatives: tuple[dict[str, float], ...]
    opposites: tuple[tuple[int, frozenset[str]], ...]
    cues: frozenset[str]
    place: dict[str, int]
    joined: dict[str, tuple[int, ...]]
    initials: dict[str, tuple[int, ...]]
    acronyms: dict[int, tuple[str, ...]]
    starts: frozenset[str]
    numbers: frozenset[str]
    numbered: bool
    roles: tuple[Role, ...]
    poles: Poles
    stance: int
    neighbours: frozenset[tuple[str, str]]


def word(text: str, lexicon: Lexicon, question: frozenset[str]) -> Wording:
    """Compile a text against a deck's words and its card's question."""
    reading = read(text, lexicon)
    at = list(reading.place.values())
    stems = tuple(reading.place)
    place = {stem: index for index, stem in enumerate(stems)}
    words = tuple(reading.keys[index] for index in at)
    content = tuple(reading.content[index] for index in at)
    fresh = tuple(index for index, stem in enumerate(stems) if content[index] and stem not in question)
    joined = _joined(reading, place, lexicon)
    relatives = tuple(lexicon.relatives(stem) if content[index] else {} for index, stem in enumerate(stems))
    return Wording(
        text=text,
        key=key_of(reading.tokens.folded),
        reading=reading,
        question=question,
        stems=stems,
        words=words,
        weights=_weights(stems, content, question, lexicon),
        content=content,
        fresh=fresh,
        negated=tuple(reading.negated[index] for index in at),
        relatives=relatives,
        cues=frozenset(chain((stems[index] for index in fresh), joined, *relatives)),
        opposites=tuple(
            (index, lexicon.opposites(stem) - place.keys())
            for index, stem in enumerate(stems)
            if content[index] and lexicon.opposites(stem)
        ),
        place=place,
        joined=joined,
        initials=_initials(reading, place),
        acronyms={
            index: (key, key[:-1]) if key[-1] == "s" else (key,)
            for index, key in enumerate(words)
            if content[index] and _ACRONYM_SHORTEST < len(key) <= _ACRONYM_LONGEST and key.isalpha()
        },
        starts=frozenset(key[:SHARED_START] for key, telling in zip(words, content, strict=True) if telling),
        numbers=frozenset(key for key in words if key[0] == "#" and key not in question),
        numbered=any(key[0] == "#" for key in words),
        roles=roles_of(reading.tokens, lexicon),
        poles=poles_of(reading),
        stance=stance_of(reading.tokens, lexicon.language),
        neighbours=_neighbours(reading),
    )


def _weights(
    stems: tuple[str, ...], content: tuple[bool, ...], question: frozenset[str], lexicon: Lexicon
) -> tuple[float, ...]:
    raw = [
        lexicon.rarity(stem) * (_QUESTION_SHARE if stem in question else 1.0) * (1.0 if telling else _STOP_SHARE)
        for stem, telling in zip(stems, content, strict=True)
    ]
    total = sum(raw) or 1.0
    return tuple(weight / total for weight in raw)


def _joined(reading: Reading, place: dict[str, int], lexicon: Lexicon) -> dict[str, tuple[int, ...]]:
    keys, stems, stem = reading.keys, reading.stems, lexicon.language.stem
    found: dict[str, tuple[int, ...]] = {}
    for index in range(len(keys) - 1):
        compound = keys[index] + keys[index + 1]
        if len(compound) >= _COMPOUND_SHORTEST and compound.isalpha():
            found.setdefault(stem(compound), (place[stems[index]], place[stems[index + 1]]))
    return found


def _initials(reading: Reading, place: dict[str, int]) -> dict[str, tuple[int, ...]]:
    """Collect first letters of two to six adjacent words of a clause, with and without the stop words among them."""
    found: dict[str, tuple[int, ...]] = {}
    keys, stems = reading.keys, reading.stems
    clause = [reading.tokens.clause[index] for index in reading.at]
    everything = [*range(len(keys))]
    for kept in (everything, [index for index in everything if reading.content[index]]):
        for start in range(len(kept)):
            letters = keys[kept[start]][0]
            for last in range(start + 1, min(start + _ACRONYM_LONGEST, len(kept))):
                if clause[kept[last]] != clause[kept[start]]:
                    break
                letters += keys[kept[last]][0]
                if len(letters) > _ACRONYM_SHORTEST or kept is not everything:
                    found.setdefault(letters, tuple(place[stems[kept[i]]] for i in range(start, last + 1)))
    return found


def _neighbours(reading: Reading) -> frozenset[tuple[str, str]]:
    told = [stem for stem, telling in zip(reading.stems, reading.content, strict=True) if telling]
    return frozenset(pairwise(told))
