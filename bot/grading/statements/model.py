"""Model: how well an answer fits a wording, as a handful of features, and the chance that a fair teacher accepts it.

A name and a definition are judged by different signs (WRatio is best on terms and near chance on definitions), so
each feature has a weight for short wordings and one for long ones; on very long ones only recall is left.

Sources: question-demoted recall (Sultan et al. 2016), character n-grams (Ramachandran et al. 2015), polarity and
numbers as in the follow-ups of Mohler et al. (2011); logistic regression with one nuisance intercept per data set,
fitted by `make fit` (tests/grading/fit.py).
"""

from __future__ import annotations

import json
from functools import cache, lru_cache
from importlib import resources
from math import exp, log, log1p
from operator import mul
from typing import NamedTuple

from bot.grading.statements.alignment import Alignment
from bot.grading.statements.answer import Answer
from bot.grading.statements.contradictions import negated, numbers
from bot.grading.statements.wording import Wording

#: What speaks for an answer, in the order of `Agreement`.
AGREEING = (
    "recall",  # share of the wording's weight that the answer holds
    "grams",  # share of the wording's letter groups that the answer holds
    "precision",  # share of what the answer tells that the wording holds
    "told",  # logarithm of how many fresh words the answer has, up to half as many again as the wording has
    "inside",  # 1 if the whole wording, being brief, stands inside the answer
)
#: What speaks against it; most answers have nothing of these.
AGAINST = (
    "negated",  # share of what is there that one of the two texts negates
    "numbers",  # share of the wording's numbers that are missing while the answer gives others
    "stance",  # 1 if one begins with a yes and the other with a no
)
NAMES = (*AGREEING, *AGAINST)
#: How much the logarithm of an answer's fresh words may exceed the wording's to count.
_TOLD_BEYOND = 0.4
#: Words of a wording, and letters of an answer, up to which the one is looked for inside the other.
_INSIDE_WORDS, _INSIDE_ANSWER = 8, 300
#: Words with meaning at which a wording counts as long, and where it begins and ends to count as very long.
_LONG, _VERY_LONG_FROM, _VERY_LONG = 12, 14, 50
#: How very long a wording is from which it is a paragraph: what little else would count is not worth looking for.
_ONLY_FROM = 0.75
#: How long a claim counts as at least: half of a name may do, half of a claim does not.
_CLAIM = 1.0
#: Features that still speak for very long wordings.
LASTING = frozenset({"recall"})


class Agreement(NamedTuple):
    """What speaks for an answer; see `AGREEING`."""

    recall: float
    grams: float
    precision: float
    told: float
    inside: float


NO_AGREEMENT = Agreement(0.0, 0.0, 0.0, 0.0, 0.0)


class Weights(NamedTuple):
    """The weights for wordings of one length.

    Attributes:
        bias: The log odds of an answer with nothing to it.
        agreeing: The factors of an agreement.
        against: The factors of what speaks against an answer.
        recall_only: Whether nothing but the share of the wording counts that is there, as of a paragraph.
    """

    bias: float
    agreeing: tuple[float, ...]
    against: tuple[float, ...]
    recall_only: bool

    def odds(self, agreed: Agreement) -> float:
        """Return the log odds that a fair teacher accepts, as far as an agreement tells."""
        return self.bias + float(sum(map(mul, self.agreeing, agreed)))


def agreement(wording: Wording, given: Answer, aligned: Alignment) -> Agreement:
    """Measure what speaks for an answer, given its alignment with a wording."""
    reading, grams, wanted = given.reading, wording.grams, wording.text
    inside = wanted and wanted in reading.text[:_INSIDE_ANSWER] and len(wording.fresh) <= _INSIDE_WORDS
    return Agreement(
        aligned.share(wording),
        reading.shared(grams) / len(grams) if grams else 0.0,
        given.precision(aligned.used),
        min(given.length, wording.length + _TOLD_BEYOND),
        1.0 if inside else 0.0,
    )


def against(wording: Wording, given: Answer, aligned: Alignment, recall: float) -> tuple[float, float, float]:
    """Measure what speaks against an answer; see `AGAINST`."""
    turned = negated(wording, given.reading, aligned).share if recall else 0.0
    return (
        min(1.0, turned / recall) if turned else 0.0,
        numbers(wording, given).share,
        1.0 if wording.stance and wording.stance * given.stance < 0 else 0.0,
    )


def odds_of(wording: Wording, given: Answer, aligned: Alignment, weights: Weights) -> float:
    """Return the log odds that a fair teacher accepts an answer as this wording."""
    if weights.recall_only:
        return weights.bias + weights.agreeing[0] * aligned.share(wording)
    agreed = agreement(wording, given, aligned)
    odds = weights.odds(agreed)
    if wording.plain and not given.reading.turned:
        return odds
    return odds + float(sum(map(mul, weights.against, against(wording, given, aligned, agreed.recall))))


def probability(odds: float) -> float:
    """Turn log odds into a chance, 0..1."""
    return 1.0 / (1.0 + exp(-odds)) if odds > -700 else 0.0  # noqa: PLR2004 - beyond exp's range


def length_shares(wording: Wording) -> tuple[float, float]:
    """Return how long (0 a name, 1 a sentence) and how very long (0 a sentence, 1 a paragraph) a wording is."""
    return _length_shares(len(wording.telling))


def claim_shares(words: float) -> tuple[float, float]:
    """Return the same for a claim of so many words with meaning: it counts as long, however brief it is."""
    long, very = _length_shares(words)
    return max(long, _CLAIM), very


def _length_shares(telling: float) -> tuple[float, float]:
    words = log1p(telling)
    long = min(1.0, words / log1p(_LONG))
    very = (words - log1p(_VERY_LONG_FROM)) / (log(_VERY_LONG) - log1p(_VERY_LONG_FROM))
    return long, 1.0 if very > _ONLY_FROM else max(0.0, very)


def shares_of(name: str, long: float, very: float) -> tuple[float, float]:
    """Return the shares of a feature's short and long weight."""
    return 1.0 - long, long if name in LASTING else long * (1.0 - very)


@lru_cache(maxsize=256)
def weights_of(telling: int, *, claim: bool = False) -> Weights:
    """Return the weights for a wording of so many words with meaning."""
    long, very = claim_shares(telling) if claim else _length_shares(telling)
    fitted = _fitted()
    factors = []
    for name in NAMES:
        short_share, long_share = shares_of(name, long, very)
        short_weight, long_weight = fitted[name]
        factors.append(short_share * short_weight + long_share * long_weight)
    bias, bias_long = fitted["bias"]
    return Weights(
        bias + bias_long * long * (1.0 - very),
        tuple(factors[: len(AGREEING)]),
        tuple(factors[len(AGREEING) :]),
        recall_only=very == 1.0,
    )


@cache
def _fitted() -> dict[str, tuple[float, float]]:
    text = (resources.files("bot.grading") / "data" / "weights.json").read_text("utf-8")
    return {name: (float(short), float(long)) for name, (short, long) in json.loads(text)["weights"].items()}
