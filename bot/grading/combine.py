"""Combine: from what each target earned to one score, by the card's kind."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from bot.decks.card import CardKind
from bot.grading.fit import Fit
from bot.grading.rubric import Rubric
from bot.grading.verdict import Rule

Spoken = tuple[Rule, float, str]
#: Chance from which a target counts as covered, that is scores .70.
_COVERED = 0.52
#: Below this a target beyond the needed ones adds nothing: a few shared words are no point.
_EXTRA_FROM = 0.35
#: What an answer without any core point can reach: just under right.
_CORELESS_MOST = 0.51
_ORDER_COST = 0.75


@dataclass(frozen=True, slots=True)
class Earned:
    """What one target earned.

    Attributes:
        chance: Probability that a fair teacher says it is there.
        fit: The best wording's fit.
        rules: Rules that spoke, with the share of the chance they took.
    """

    chance: float
    fit: Fit
    rules: tuple[Spoken, ...]


def combine(rubric: Rubric, earned: list[Earned]) -> tuple[float, list[Spoken]]:
    """Return the score and the rules that spoke, each with the score it cost."""
    weights = [target.weight for target in rubric.targets]
    whole = sum(sorted(weights, reverse=True)[: rubric.need])
    shares = sorted((one.chance * weight for one, weight in zip(earned, weights, strict=True)), reverse=True)
    score = sum(shares[: rubric.need])
    if rubric.kind is CardKind.DEFINITION and len(shares) > rubric.need:
        order = sorted(range(len(earned)), key=lambda i: -earned[i].chance * weights[i])
        for index in order[rubric.need :]:
            score += weights[index] * max(0.0, earned[index].chance - _EXTRA_FROM) / (1 - _EXTRA_FROM)
    score = min(1.0, score / whole)
    rules = _told(earned, weights, whole)
    if rubric.kind is CardKind.STEPS:
        kept = _ordered_share(earned)
        if kept < 1.0:
            cost = score * _ORDER_COST * (1.0 - kept)
            rules.append((Rule.ORDER, cost, ""))
            score -= cost
    cores = [one.chance for one, target in zip(earned, rubric.targets, strict=True) if target.core]
    if cores and max(cores) < _COVERED and score > _CORELESS_MOST:
        rules.append((Rule.CORE_MISSING, score - _CORELESS_MOST, ""))
        score = _CORELESS_MOST
    return score, rules


def _told(earned: list[Earned], weights: list[float], whole: float) -> list[Spoken]:
    """Collect the rules that spoke on targets, each once, with the score they cost at most."""
    found: dict[tuple[Rule, str], float] = {}
    for one, weight in zip(earned, weights, strict=True):
        for rule, taken, why in one.rules:
            cost = min(1.0, taken * weight / whole)
            found[rule, why] = max(cost, found.get((rule, why), 0.0))
    return [(rule, cost, why) for (rule, why), cost in found.items()]


def _ordered_share(earned: list[Earned]) -> float:
    """Return how well the covered steps stand in order, 1 (in order) to 0 (reversed).

    Source: longest increasing subsequence (Schensted 1961) over the places where the steps begin.
    """
    places = []
    for one in earned:
        if one.chance >= _COVERED / 2:
            heard = [
                by[0] for by, credit in zip(one.fit.aligned.by, one.fit.aligned.credit, strict=True) if by and credit
            ]
            if heard:
                places.append(sorted(heard)[len(heard) // 2])
    if len(places) < 2:  # noqa: PLR2004 - one step is always in order
        return 1.0
    tails: list[int] = []
    for place in places:
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
    return (len(tails) - 1) / (len(places) - 1)
