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

from bot.grading.features import AGREEING, NAMES, Agreement
from bot.grading.wording import Wording

#: Words with meaning at which a wording counts as long, and where it begins and ends to count as very long.
_LONG, _VERY_LONG_FROM, _VERY_LONG = 12, 14, 50
#: How long a claim counts as at least: half of a name may do, half of a claim does not.
_CLAIM = 0.8
#: Features that still speak for very long wordings.
LASTING = frozenset({"recall"})
_AGREEING = [NAMES.index(name) for name in AGREEING]
_BESIDE = [index for index, name in enumerate(NAMES) if name not in AGREEING]


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights for one wording."""

    bias: float
    factors: tuple[float, ...]
    #: The factors of an agreement, and how much all other features together may add to it.
    agreeing: tuple[float, ...]
    beside: float

    def judge(self, values: list[float]) -> float:
        """Return the probability that a fair teacher accepts, 0..1."""
        return _probability(self.bias + sum(map(mul, self.factors, values)))

    def most(self, agreed: Agreement) -> float:
        """Return the probability at most, given what speaks for an answer."""
        return _probability(self.bias + self.beside + sum(map(mul, self.agreeing, agreed)))


def _probability(odds: float) -> float:
    return 1.0 / (1.0 + exp(-odds)) if odds > -700 else 0.0  # noqa: PLR2004 - beyond exp's range


def length_shares(wording: Wording) -> tuple[float, float]:
    """Return how long (0 a name, 1 a sentence) and how very long (0 a sentence, 1 a paragraph) a wording is."""
    return _length_shares(len(wording.telling))


def _length_shares(telling: int) -> tuple[float, float]:
    words = log1p(telling)
    long = min(1.0, words / log1p(_LONG))
    very = (words - log1p(_VERY_LONG_FROM)) / (log(_VERY_LONG) - log1p(_VERY_LONG_FROM))
    return long, min(1.0, max(0.0, very))


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
    factors = []
    for name in NAMES:
        short_share, long_share = shares_of(name, long, very)
        short_weight, long_weight = fitted[name]
        factors.append(short_share * short_weight + long_share * long_weight)
    bias, bias_long = fitted["bias"]
    return Weights(
        bias + bias_long * long * (1.0 - very),
        tuple(factors),
        tuple([factors[index] for index in _AGREEING]),
        sum([max(0.0, factors[index]) for index in _BESIDE]),
    )


@cache
def _fitted() -> dict[str, tuple[float, float]]:
    text = (resources.files("bot.grading") / "weights.json").read_text("utf-8")
    return {name: (float(short), float(long)) for name, (short, long) in json.loads(text)["weights"].items()}
