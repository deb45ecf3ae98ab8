"""Grade: judge one answer by a rubric."""

from __future__ import annotations

from itertools import starmap

from bot.decks.card import CardKind
from bot.grading.answer import Answer, read_answer
from bot.grading.bands import outcome_of, score_of
from bot.grading.fit import fit, paste_share
from bot.grading.normalise import fold
from bot.grading.reading import Reading
from bot.grading.points import Earned, combine, earn, is_unsure
from bot.grading.rejects import rejected
from bot.grading.rubric import Rubric, Target
from bot.grading.stuffing import is_dump
from bot.grading.tokens import number
from bot.grading.verdict import Comparison, Outcome, PointVerdict, Rule, RuleVerdict, Span, Verdict

#: Characters of an answer up to which grading takes some 5 ms at most, on a card of a hundred wordings; the time grows
#: with both. Callers on an event loop grade longer answers in a thread: 4,000 characters take up to 20 ms.
LONG_TEXT = 500

_COVERED = 0.7
#: Below this the words that fit are chance, and are not pointed at.
_SHOWN_FROM = 0.3
_WHY_MOST = 100
_REJECTED_LEFT = 0.3
_DUMP_LEFT = 0.4
#: What an answer can reach that mixes anything up: just under right.
_MIXED_MOST = 0.69
#: What is left of a score if most is mixed up.
_MIXED_LEFT = 0.6
#: Relative error of floats that is no difference, and what a right value with another unit scores.
_ROUNDING = 1e-9
_UNIT_SCORE = 0.5


def grade(rubric: Rubric, answer: str, *, pointing: bool = True) -> Verdict:
    """Judge an answer; total and pure: any text has a verdict, the same text always the same one.

    Args:
        rubric: The card.
        answer: As typed.
        pointing: Whether the verdict points at the words that earned something; where nobody will look, it need not.
    """
    compared = rubric.terms.judge(answer) if rubric.terms is not None else None
    if compared is not None:
        return _compared(rubric, compared, answer)
    folded = fold(answer, rubric.lexicon.language.tag)
    key = rubric.keys.among(folded)
    if key in rubric.exact:
        return _whole(rubric, answer)
    rule = _at_once(rubric, key)
    if rule is not None:
        return _failed(rubric, rule, answer if key else "")
    given = read_answer(folded, rubric.question, rubric.lexicon)
    if rubric.kind is CardKind.NUMBER:
        return _number(rubric, given, answer)
    if rubric.terms is not None:
        return _name(rubric, given)
    return _weigh(rubric, given, pointing=pointing)


def _at_once(rubric: Rubric, key: str) -> Rule | None:
    """Return the rule by which an answer fails before it is read: by its key alone."""
    if not key:
        return Rule.EMPTY
    if key == rubric.question_key:
        return Rule.QUESTION_WORDS
    return Rule.REJECTED if key in rubric.wrong else None


def _weigh(rubric: Rubric, given: Answer, *, pointing: bool) -> Verdict:
    """Fit the answer to every target and reject, combine, and say why."""
    near = rubric.index.near(given.reading)
    earned = earn(rubric, given, near)
    mixed = rubric.bonds.mixed(given.reading)
    for at in mixed.entries:
        earned[at].contradict(Rule.SWAPPED, "")
    score, rules = combine(rubric, earned)
    if mixed.entries:
        score = min(score, _MIXED_MOST) * (_MIXED_LEFT if mixed.most else 1.0)
    if not given.rarity:
        rules.append((Rule.QUESTION_WORDS, score, ""))
        score = 0.0
    if is_dump(given, rubric):
        rules.append((Rule.STUFFED, score * (1 - _DUMP_LEFT), ""))
        score *= _DUMP_LEFT
    left = paste_share(given)
    if left < 1.0:
        rules.append((Rule.STUFFED, score * (1 - left), ""))
        score *= left
    why = rejected(rubric, given, earned)
    if why is not None:
        rules.append((Rule.REJECTED, score * (1 - _REJECTED_LEFT), why))
        score *= _REJECTED_LEFT
    reading = given.reading if pointing else None
    outcome = outcome_of(score, rubric.strictness)
    return Verdict(
        score=score,
        outcome=outcome,
        points=tuple([_point(target, one, reading) for target, one in zip(rubric.targets, earned, strict=True)]),
        rules=tuple(RuleVerdict(rule=rule, cost=cost, why=why[:_WHY_MOST]) for rule, cost, why in rules),
        unsure=outcome is Outcome.PARTLY and not rules and is_unsure(rubric, earned),
    )


def _name(rubric: Rubric, given: Answer) -> Verdict:
    """Fit the answer to every accepted name."""
    target, near = rubric.targets[0], rubric.index.near(given.reading)
    judges = [target.judges[0], *(judge for judge in target.judges[1:] if judge.wording in near)]
    best = max([fit(judge.wording, given, judge.weights, hard=True) for judge in judges], key=lambda one: one.chance)
    score = score_of(best.chance)
    return Verdict(
        score=score,
        outcome=outcome_of(score, rubric.strictness),
        points=(PointVerdict(say=target.say, earned=score, covered=score >= _COVERED),),
        rules=tuple(RuleVerdict(rule=rule, cost=cost, why=why[:_WHY_MOST]) for rule, cost, why in best.rules),
    )


def _point(target: Target, one: Earned, reading: Reading | None) -> PointVerdict:
    spans: tuple[Span, ...] = ()
    earned = one.score
    if reading is not None and earned >= _SHOWN_FROM:
        content, ranges = reading.content, reading.spans
        used = {ranges[at] for at in one.aligned.used if content[at]}
        spans = tuple(starmap(Span, sorted(used)))
    return PointVerdict(say=target.say, earned=earned, covered=earned >= _COVERED, spans=spans)


def _number(rubric: Rubric, given: Answer, answer: str) -> Verdict:
    assert rubric.value is not None
    rule, why, score = judge_number(rubric, given)
    if rule is None:
        return _whole(rubric, answer)
    point = PointVerdict(say=rubric.targets[0].say, earned=score, covered=False)
    return Verdict(
        score=score,
        outcome=outcome_of(score, rubric.strictness),
        points=(point,),
        rules=(RuleVerdict(rule=rule, cost=1.0 - score, why=why[:_WHY_MOST]),),
    )


def judge_number(rubric: Rubric, given: Answer) -> tuple[Rule | None, str, float]:
    """Compare the answer's numbers with the card's.

    Returns:
        The rule that speaks against it (None: right), what set it off, and the score it leaves.
    """
    assert rubric.value is not None
    keys, stems = given.reading.keys, given.reading.stems
    values = {key: value for key in keys if (value := number(key)) is not None and key not in rubric.question}
    slack = rubric.tolerance + _ROUNDING * max(1.0, abs(rubric.value))
    wrong = [key[1:] for key, value in values.items() if abs(value - rubric.value) > slack]
    if not values or wrong:
        return Rule.NUMBER_DIFFERS, wrong[0] if wrong else "", 0.0
    if any(given.reading.negated[keys.index(key)] for key in values):
        return Rule.NEGATED, next(iter(values))[1:], 0.0
    at = max(keys.index(key) for key in values)
    unit = [keys[i] for i in range(at + 1, min(at + 2, len(keys))) if given.reading.content[i]]
    if rubric.unit and unit and rubric.unit.isdisjoint(stems) and stems[at + 1] not in rubric.question:
        return Rule.UNIT_DIFFERS, unit[0], _UNIT_SCORE
    return None, "", 1.0


def _compared(rubric: Rubric, found: Comparison, answer: str) -> Verdict:
    """Word a comparison as a verdict on the one thing that was wanted."""
    covered = found.score >= _COVERED
    spans = _all_of(answer) if covered else ()
    rules = (RuleVerdict(rule=found.rule, cost=1.0 - found.score, why=found.why[:_WHY_MOST]),) if found.rule else ()
    return Verdict(
        score=found.score,
        outcome=outcome_of(found.score, rubric.strictness),
        points=(PointVerdict(say=rubric.targets[0].say, earned=found.score, covered=covered, spans=spans),),
        rules=rules,
    )


def _whole(rubric: Rubric, answer: str) -> Verdict:
    spans = _all_of(answer)
    points = tuple(PointVerdict(say=t.say, earned=1.0, covered=True, spans=spans) for t in rubric.targets)
    return Verdict(score=1.0, outcome=Outcome.RIGHT, points=points)


def _all_of(answer: str) -> tuple[Span, ...]:
    """Point at the whole answer, without the spaces around it."""
    start = len(answer) - len(answer.lstrip())
    return (Span(start=start, end=max(start, len(answer.rstrip()))),)


def _failed(rubric: Rubric, rule: Rule, why: str = "") -> Verdict:
    points = tuple(PointVerdict(say=target.say, earned=0.0, covered=False) for target in rubric.targets)
    rules = (RuleVerdict(rule=rule, cost=1.0, why=why[:_WHY_MOST]),)
    return Verdict(score=0.0, outcome=Outcome.WRONG, points=points, rules=rules)
