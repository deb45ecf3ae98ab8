"""Wording: one accepted text, cut into stems that carry weight."""

from __future__ import annotations

from dataclasses import dataclass

from bot.grading.context import Lexicon
from bot.grading.normalise import answer_key, fold
from bot.grading.tokens import tokenise

#: Words of the question must earn almost nothing (the largest single gain on the public benchmark).
_QUESTION_SHARE = 0.1
_STOP_SHARE = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A compiled text.

    Attributes:
        text: As written.
        key: Normalised; equal keys are equal texts.
        stems: Distinct stems in order of first appearance.
        words: For each stem the word it stands for, for comparing letters.
        weights: Share of each stem; together 1.
        place: Stem to its position in `stems`.
    """

    text: str
    key: str
    stems: tuple[str, ...]
    words: tuple[str, ...]
    weights: tuple[float, ...]
    place: dict[str, int]


def word(text: str, lexicon: Lexicon, question: frozenset[str]) -> Wording:
    """Compile a text against a deck's words and its card's question."""
    language = lexicon.language
    first: dict[str, str] = {}
    raw: dict[str, float] = {}
    for key in tokenise(fold(text, language.tag), language).keys:
        stem = language.stem(key)
        stem = lexicon.concept.get(stem, stem)
        if stem in first:
            continue
        share = _STOP_SHARE if key in language.stop else _QUESTION_SHARE if stem in question else 1.0
        first[stem] = key
        raw[stem] = share * lexicon.rarity(stem)
    total = sum(raw.values()) or 1.0
    return Wording(
        text=text,
        key=answer_key(text),
        stems=tuple(first),
        words=tuple(first.values()),
        weights=tuple(value / total for value in raw.values()),
        place={stem: index for index, stem in enumerate(first)},
    )
