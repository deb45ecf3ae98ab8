"""Points: what an answer earns of a card's points, items or steps, and what these are worth together.

A point earns by the wording that fits best. What an answer tells beyond that wording is no reason against it as long as
it belongs to another point: precision is that of the whole card. Of few needed points (one or two) the log odds are
averaged; of more, and of items and steps, the share counts that is there.

An answer that follows the author's sentence and says something else in it (`contradictions`) does not earn the point.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

from bot.decks.card import CardKind
from bot.grading.bands import interpolate
from bot.grading.rubric import Rubric
from bot.grading.statements.alignment import Alignment, align
from bot.grading.statements.answer import Answer
from bot.grading.statements.contradictions import Contradiction, contradicts
from bot.grading.statements.model import NO_AGREEMENT, Agreement, agreement, probability
from bot.grading.statements.targets import Judge, Target
from bot.grading.statements.wording import Wording
from bot.grading.verdict import Rule

#: A rule, what it cost of the score, and the words that set it off.
Spoken = tuple[Rule, float, str]
#: Needed targets from which an answer is a list: its score is the share of them that is there.
MANY = 3
#: Log odds and the scores they are called, both rising: the bands of ordinary cards.
CLAIM_SCALE = ((-4.0, 0.0), (-1.1, 0.45), (-0.3, 0.70), (2.5, 1.0))
#: Log odds of a target of which no word is there.
_NOTHING = -4.0
#: Log odds of a core of which a brief answer holds one word, how many the core has at least and the answer at most,
#: and the credit from which a word is there.
_HINTED, _SEVERAL, _HINT_LONGEST, _HELD = -1.2, 2, 2, 0.5
#: Log odds that a contradicted point keeps at most.
_CONTRADICTED = -2.5
#: The same where nobody can know.
_DOUBTED = -0.7
#: Of the best wordings, those that are asked whether the answer contradicts them.
_ASKED = 3
#: A target begins to be there at these log odds, and is there entirely after so much more.
_HELD_FROM, _HELD_OVER = -1.2, 1.3
#: Share of the needed targets and the score it is called: nearly all for right, two in five for partly.
_SHARE_SCALE = ((0.0, 0.0), (0.4, 0.45), (0.8, 0.7), (1.0, 1.0))
#: What an answer without any core point can reach: just under right.
_CORELESS_MOST = 0.69
#: What is left of a score if the core is contradicted.
_TURNED_LEFT = 0.4
#: Score from which a core point is there.
_CORE_FROM = 0.7
_MUST_FROM = 0.7
#: What an answer can reach that is a part of the author's words and nothing else: how much of these it holds at most,
#: and how much of it they hold at least.
_PART_MOST, _PART_RECALL, _PART_PRECISION = 0.69, 0.6, 0.85
#: Share of what an answer tells that stands in the card's wordings, below which it is in words of its own.
_OWN_WORDS = 0.6
#: Score of a point below which it is out of order by chance.
_PLACED_FROM = 0.35


@dataclass(slots=True)
class Earned:
    """What one target earned.

    Attributes:
        odds: Log odds that a fair teacher says it is there.
        agreed: How well its best wording agrees.
        aligned: How that stands in the answer.
        judge: The wording.
        contradiction: What took it away; None where nothing did.
        doubted: Whether the answer says something in the author's sentence of which nobody can know what it means.
    """

    odds: float
    agreed: Agreement
    aligned: Alignment
    judge: Judge
    contradiction: Contradiction | None = None
    doubted: bool = False

    @property
    def score(self) -> float:
        """Return the score of the target alone, 0..1."""
        return interpolate(self.odds, CLAIM_SCALE)

    def contradict(self, against: Contradiction) -> None:
        """Take away what was earned."""
        self.contradiction = against
        self.odds = min(self.odds, _CONTRADICTED)


def earn(rubric: Rubric, given: Answer, near: set[Wording]) -> list[Earned]:
    """Find what an answer earns of each target, in the card's order."""
    known, less = rubric.known, rubric.by_chance
    return [_earn(target, given, near, known, less) for target in rubric.targets]


def _earn(target: Target, given: Answer, near: set[Wording], known: frozenset[str], less: float) -> Earned:
    """Find the wording of a target, near the answer, that it fits best and does not contradict."""
    found = _fits(target, given, near, less)
    best = found[0]
    if best.agreed.recall and target.must and not all(_holds(wording, given) for wording in target.must):
        best.contradict(Contradiction(Rule.MUST_MISSING, ""))
        return best
    doubted: list[Earned] = []
    for one in found[:_ASKED]:
        # What earns nothing anyway needs no reason against it.
        if one.odds <= _HELD_FROM:
            return doubted[0] if doubted else one if one is best else best
        against = contradicts(one.judge.wording, given, one.aligned, one.agreed.recall, known)
        if against is None:
            return max([one, *doubted], key=lambda fit: fit.odds)
        if not against.certain:
            one.odds, one.doubted = min(one.odds, _DOUBTED), True
            doubted.append(one)
            continue
        one.contradict(against)
        # Whatever the order of its words, another wording may hold them all.
        if against.rule is Rule.SWAPPED:
            return one
    return doubted[0] if doubted else best


def _fits(target: Target, given: Answer, near: set[Wording], less: float) -> list[Earned]:
    """Weigh the wordings of a target near the answer, the best first; one at least, whether it fits or not."""
    found: list[Earned] = []
    for judge in [target.judges[0], *(judge for judge in target.judges[1:] if judge.wording in near)]:
        wording = judge.wording
        aligned = align(wording, given.reading, given.lexicon)
        if not aligned.holds(wording.fresh):
            if not found:
                found.append(Earned(_NOTHING, NO_AGREEMENT, aligned, judge))
            continue
        agreed = agreement(wording, given, aligned)
        odds = judge.weights.odds(agreed) - less
        if odds > _HINTED and target.core and _is_hint(wording, given, aligned):
            odds = _HINTED
        found.append(Earned(odds, agreed, aligned, judge))
    if len(found) > 1:
        found.sort(key=lambda one: -one.odds)
    return found


def _is_hint(wording: Wording, given: Answer, aligned: Alignment) -> bool:
    """Tell whether a brief answer holds one word of several."""
    fresh, credit = wording.fresh, aligned.credit
    if len(fresh) < _SEVERAL or len(given.rarity) > _HINT_LONGEST:
        return False
    vague, words = given.lexicon.language.vague, wording.words
    return sum([credit[index] >= _HELD and words[index] not in vague for index in fresh]) < _SEVERAL


def _holds(wording: Wording, given: Answer) -> bool:
    return align(wording, given.reading, given.lexicon).share(wording) >= _MUST_FROM


def combine(rubric: Rubric, earned: list[Earned]) -> tuple[float, list[Spoken]]:
    """Return the score and the rules that spoke, each with the score it cost."""
    weights = [target.weight for target in rubric.targets]
    whole = sum(sorted(weights, reverse=True)[: rubric.need])
    rules = _told(earned, weights, whole)
    if rubric.need < MANY:
        cored = any(target.core for target in rubric.targets)
        # Beside a core a point counts if it is there; a word of it is nothing.
        odds = [
            min(one.odds, _HINTED) if cored and not target.core and one.score < _CORE_FROM else one.odds
            for one, target in zip(earned, rubric.targets, strict=True)
        ]
        best = sorted(zip(odds, weights, strict=True), reverse=True)[: rubric.need]
        told = sum([interpolate(odds, CLAIM_SCALE) * weight for odds, weight in best])
        score = told / sum([weight for _, weight in best])
        if score > _PART_MOST and _is_part(rubric, earned):
            score = _PART_MOST
        cores = [one for one, target in zip(earned, rubric.targets, strict=True) if target.core]
        if cores and score > _CORELESS_MOST and max([one.score for one in cores]) < _CORE_FROM:
            # What turns the core round is not made up for by the rest.
            if any(one.contradiction is not None for one in cores):
                score *= _TURNED_LEFT
            else:
                rules.append((Rule.CORE_MISSING, score - _CORELESS_MOST, ""))
                score = _CORELESS_MOST
        if score >= _CORE_FROM:
            # What is told well enough needs no reason against a point beside it.
            rules = []
    else:
        held = [min(1.0, max(0.0, one.odds - _HELD_FROM) / _HELD_OVER) for one in earned]
        shares = sorted((h * weight for h, weight in zip(held, weights, strict=True)), reverse=True)
        score = interpolate(min(1.0, sum(shares[: rubric.need]) / whole), _SHARE_SCALE)
    if rubric.kind is CardKind.STEPS:
        kept = _ordered_share(rubric, earned)
        if kept < 1.0:
            rules.append((Rule.ORDER, score * (1.0 - kept), ""))
            score *= kept
    return score, rules


def _is_part(rubric: Rubric, earned: list[Earned]) -> bool:
    """Tell whether an answer is the author's words and no others, and leaves a good part of them out."""
    best = sorted(earned, key=lambda one: -one.odds)[: rubric.need]
    recall = max([one.agreed.recall for one in best])
    return recall < _PART_RECALL and best[0].agreed.precision > _PART_PRECISION


def is_unsure(rubric: Rubric, earned: list[Earned]) -> bool:
    """Tell whether an answer is in words of its own, so that the grader cannot know what the rest of it means."""
    if rubric.need >= MANY:
        return False
    best = max(earned, key=lambda one: one.odds)
    return best.doubted or best.agreed.precision < _OWN_WORDS


def _told(earned: list[Earned], weights: list[float], whole: float) -> list[Spoken]:
    """Collect what was contradicted, each once, with the score it cost at most."""
    found: dict[tuple[Rule, str], float] = {}
    for one, weight in zip(earned, weights, strict=True):
        if one.contradiction is not None and one.contradiction.shown:
            cost = probability(one.judge.weights.odds(one.agreed)) * min(1.0, weight / whole)
            spoken = one.contradiction.rule, one.contradiction.why
            found[spoken] = max(cost, found.get(spoken, 0.0))
    return [(rule, cost, why) for (rule, why), cost in found.items()]


def _ordered_share(rubric: Rubric, earned: list[Earned]) -> float:
    """Return how well the steps that are there stand in order, 1 (in order) to 0 (reversed).

    A step stands where the word stands that tells most about it and about no other step.

    Source: longest increasing subsequence (Schensted 1961).
    """
    shared = Counter(stem for target in rubric.targets for stem in target.judges[0].wording.stems)
    places = []
    for one in earned:
        if one.score < _PLACED_FROM:
            continue
        aligned, wording = one.aligned, one.judge.wording
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
