"""Combine: from what each target earned to one score, by the card's kind."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

from bot.decks.card import CardKind
from bot.grading.bands import interpolate, score_of
from bot.grading.fit import Fit, Spoken
from bot.grading.rubric import Rubric
from bot.grading.verdict import Rule
from bot.grading.wording import Wording

#: Chance from which a target counts as covered, that is scores .70.
_COVERED = 0.52
#: Below this a target beyond the needed ones adds nothing: a few shared words are no point.
_EXTRA_FROM = 0.5
#: What an answer without any core point can reach: just under right.
_CORELESS_MOST = 0.69
#: The least score of what is told well enough.
_RIGHT = 0.7
#: Chance from which a core point is there, and from which it is there entirely, so that the score may be whole: beside
#: a heart that is barely told the other points make an answer right, but not the best one.
_CORE_FROM, _CORE_WHOLE = 0.57, 0.8
#: The same for its backing.
_BACKED_FROM, _BACKED_WHOLE = 0.45, 0.85
#: Needed targets from which an answer is a list: its score is the share of them that is there.
MANY = 3
#: A target begins to be there at this chance, and is there entirely after this much more.
_HELD_FROM, _HELD_OVER = 0.3, 0.35
#: Share of the needed targets and the score it is called: nearly all for right, two in five for partly.
_SHARE_SCALE = ((0.0, 0.0), (0.4, 0.45), (0.8, 0.7), (1.0, 1.0))
_ORDER_COST = 1.0


@dataclass(frozen=True, slots=True)
class Earned:
    """What one target earned.

    Attributes:
        chance: Probability that a fair teacher says it is there.
        fit: The best wording's fit.
        wording: That wording.
        rules: Rules that spoke, with the share of the chance they took.
        backing: The chance, or of many wordings the mean of the best few: the best of many fits something by chance.
        turned: Whether the answer swaps the target's roles.
    """

    chance: float
    fit: Fit
    wording: Wording
    rules: tuple[Spoken, ...]
    backing: float
    turned: bool = False


def combine(rubric: Rubric, earned: list[Earned]) -> tuple[float, list[Spoken]]:
    """Return the score and the rules that spoke, each with the score it cost."""
    weights = [target.weight for target in rubric.targets]
    whole = sum(sorted(weights, reverse=True)[: rubric.need])
    if rubric.need < MANY:
        chance = _heart(rubric, earned, weights, whole)
        cores = any(target.core for target in rubric.targets)
        score = score_of(chance)
    else:
        cores = False
        held = [min(1.0, max(0.0, one.chance - _HELD_FROM) / _HELD_OVER) for one in earned]
        shares = sorted((h * weight for h, weight in zip(held, weights, strict=True)), reverse=True)
        score = interpolate(min(1.0, sum(shares[: rubric.need]) / whole), _SHARE_SCALE)
    rules = _told(earned, weights, whole)
    if rubric.kind is CardKind.STEPS:
        kept = _ordered_share(rubric, earned)
        if kept < 1.0:
            cost = score * _ORDER_COST * (1.0 - kept)
            rules.append((Rule.ORDER, cost, ""))
            score -= cost
    if cores:
        most = max([_most(one) for one, target in zip(earned, rubric.targets, strict=True) if target.core])
        if score > most:
            if most == _CORELESS_MOST:
                rules.append((Rule.CORE_MISSING, score - most, ""))
            score = most
    return score, rules


def _most(core: Earned) -> float:
    """Return the score that an answer can reach by how well it tells a core point."""
    if core.chance < _CORE_FROM or core.backing < _BACKED_FROM:
        return _CORELESS_MOST
    told = (core.chance - _CORE_FROM) / (_CORE_WHOLE - _CORE_FROM)
    backed = (core.backing - _BACKED_FROM) / (_BACKED_WHOLE - _BACKED_FROM)
    return _RIGHT + (1.0 - _RIGHT) * min(1.0, told, backed)


def _heart(rubric: Rubric, earned: list[Earned], weights: list[float], whole: float) -> float:
    """Combine few needed targets: the best of them count, the others help a little.

    Where weights differ, those count whose counting helps most: else a light target that is told better would push out
    a heavier one, and a better answer would earn less.
    """
    helps = [
        weight * max(0.0, one.chance - _EXTRA_FROM) / (1 - _EXTRA_FROM)
        for one, weight in zip(earned, weights, strict=True)
    ]
    counts = [one.chance * weight for one, weight in zip(earned, weights, strict=True)]
    even = min(weights) == max(weights)
    order = sorted(range(len(earned)), key=lambda i: -counts[i] if even else helps[i] - counts[i])
    total = sum(counts[index] for index in order[: rubric.need]) + sum(helps[index] for index in order[rubric.need :])
    return min(1.0, total / whole)


def _told(earned: list[Earned], weights: list[float], whole: float) -> list[Spoken]:
    """Collect the rules that spoke on targets, each once, with the score they cost at most."""
    found: dict[tuple[Rule, str], float] = {}
    for one, weight in zip(earned, weights, strict=True):
        for rule, taken, why in one.rules:
            cost = min(1.0, taken * weight / whole)
            found[rule, why] = max(cost, found.get((rule, why), 0.0))
    return [(rule, cost, why) for (rule, why), cost in found.items()]


def _ordered_share(rubric: Rubric, earned: list[Earned]) -> float:
    """Return how well the covered steps stand in order, 1 (in order) to 0 (reversed).

    A step stands where the word stands that tells most about it and about no other step.

    Source: longest increasing subsequence (Schensted 1961).
    """
    shared = Counter(stem for target in rubric.targets for stem in target.judges[0].wording.stems)
    places = []
    for one in earned:
        if one.chance < _COVERED / 2:
            continue
        aligned, wording = one.fit.aligned, one.wording
        heard = [
            (shared[stem] < 2, credit * weight, by[0])  # noqa: PLR2004 - in no other step
            for stem, credit, weight, by in zip(wording.stems, aligned.credit, wording.weights, aligned.by, strict=True)
            if by
        ]
        if heard:
            places.append(max(heard)[2])
    if len(places) < 2:  # noqa: PLR2004 - one step is always in order
        return 1.0
    tails: list[int] = []
    for place in places:
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
    return (len(tails) - 1) / (len(places) - 1)
