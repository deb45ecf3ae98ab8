"""Model: one number out of the features, by a logistic formula whose weights shift with the wording's length.

A name and a definition are judged by different signs (WRatio is best on terms and near chance on definitions), so
each feature has a weight for short wordings and one for long ones; on very long ones only recall is left.

Source: logistic regression with one nuisance intercept per data set, fitted by `make fit` (tests/grading/fit.py).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from math import exp, log, log1p
from operator import mul

from bot.grading.features import AGREEING, NAMES, Agreement, Facts
from bot.grading.wording import Wording

#: Words with meaning at which a wording counts as long, and where it begins and ends to count as very long.
_LONG, _VERY_LONG_FROM, _VERY_LONG = 12, 14, 50
#: How very long a wording is from which it is a paragraph: what little else would count is not worth looking for.
_ONLY_FROM = 0.75
#: How long a claim counts as at least: half of a name may do, half of a claim does not.
_CLAIM = 0.8
#: Features that still speak for very long wordings.
LASTING = frozenset({"recall"})


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights for one wording.

    Attributes:
        bias: The log odds of an answer with nothing to it.
        agreeing: The factors of an agreement.
        beside: The factors of the other features, by name.
        beside_most: How much these together may add.
        recall_only: Whether nothing but the share of the wording counts that is there, as of a paragraph.
    """

    bias: float
    agreeing: tuple[float, ...]
    beside: dict[str, float]
    beside_most: float
    recall_only: bool

    def odds(self, agreed: Agreement) -> float:
        """Return the log odds that a fair teacher accepts, as far as an agreement tells."""
        return self.bias + float(sum(map(mul, self.agreeing, agreed)))

    def chance_of(self, recall: float) -> float:
        """Return the probability that a fair teacher accepts, where nothing else counts."""
        return probability(self.bias + self.agreeing[0] * recall)

    def shift(self, facts: Facts) -> float:
        """Return how much facts move these odds."""
        beside = self.beside
        return sum([beside[name] * value for name, value in facts.items()])


def probability(odds: float) -> float:
    """Turn log odds into a chance, 0..1."""
    return 1.0 / (1.0 + exp(-odds)) if odds > -700 else 0.0  # noqa: PLR2004 - beyond exp's range


def length_shares(wording: Wording) -> tuple[float, float]:
    """Return how long (0 a name, 1 a sentence) and how very long (0 a sentence, 1 a paragraph) a wording is."""
    return _length_shares(len(wording.telling))


def _length_shares(telling: int) -> tuple[float, float]:
    words = log1p(telling)
    long = min(1.0, words / log1p(_LONG))
    very = (words - log1p(_VERY_LONG_FROM)) / (log(_VERY_LONG) - log1p(_VERY_LONG_FROM))
    return long, 1.0 if very > _ONLY_FROM else max(0.0, very)


def shares_of(name: str, long: float, very: float) -> tuple[float, float]:
    """Return the shares of a feature's short and long weight."""
    return 1.0 - long, long if name in LASTING else long * (1.0 - very)


def weights_of(wording: Wording, *, claim: bool = False) -> Weights:
    """Return the weights for a wording of its length; one that makes a claim counts as long, however brief it is."""
    return _weights_of(len(wording.telling), claim=claim)


@lru_cache(maxsize=256)
def _weights_of(telling: int, *, claim: bool) -> Weights:
    long, very = _length_shares(telling)
    if claim:
        long = max(long, _CLAIM)
    fitted = _fitted()
    factors = {}
    for name in NAMES:
        short_share, long_share = shares_of(name, long, very)
        short_weight, long_weight = fitted[name]
        factors[name] = short_share * short_weight + long_share * long_weight
    bias, bias_long = fitted["bias"]
    agreeing = tuple([factors.pop(name) for name in AGREEING])
    return Weights(
        bias + bias_long * long * (1.0 - very),
        agreeing,
        factors,
        beside_most=sum([max(0.0, one) for one in factors.values()]),
        recall_only=very == 1.0,
    )


@cache
def _fitted() -> dict[str, tuple[float, float]]:
    text = (resources.files("bot.grading") / "weights.json").read_text("utf-8")
    return {name: (float(short), float(long)) for name, (short, long) in json.loads(text)["weights"].items()}
