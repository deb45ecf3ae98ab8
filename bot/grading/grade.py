"""Grade: judge one answer by a rubric."""

from __future__ import annotations

from dataclasses import replace
from itertools import starmap

from bot.grading.bands import outcome_of
from bot.grading.points import Earned, combine, earn, is_unsure
from bot.grading.rejects import rejected
from bot.grading.rubric import Rubric, Whether
from bot.grading.statements.answer import Answer, read_answer
from bot.grading.statements.contradictions import Contradiction
from bot.grading.statements.reading import Reading
from bot.grading.statements.targets import Target
from bot.grading.stuffing import is_dump, paste_share
from bot.grading.values import yes_no
from bot.grading.verdict import Comparison, Outcome, PointVerdict, Rule, RuleVerdict, Span, Verdict
from bot.grading.words.normalise import fold

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
#: What the right yes or no is worth without a reason: right at any strictness.
_SAID = 0.85


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
    rule = _at_once(rubric, key)
    if rule is not None:
        return _failed(rubric, rule, answer if key else "")
    if rubric.value is not None:
        return _compared(rubric, rubric.value(answer), answer)
    if rubric.whether is not None:
        return _whether(rubric, rubric.whether, answer)
    given = read_answer(folded, rubric.question, rubric.lexicon)
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
        earned[at].contradict(Contradiction(Rule.SWAPPED, ""))
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


def _point(target: Target, one: Earned, reading: Reading | None) -> PointVerdict:
    spans: tuple[Span, ...] = ()
    earned = one.score
    if reading is not None and earned >= _SHOWN_FROM:
        content, ranges = reading.content, reading.spans
        used = {ranges[at] for at in one.aligned.used if content[at]}
        spans = tuple(starmap(Span, sorted(used)))
    return PointVerdict(say=target.say, earned=earned, covered=earned >= _COVERED, spans=spans)


def _whether(rubric: Rubric, whether: Whether, answer: str) -> Verdict:
    """Judge a yes or no first, and then its reasons, of which who says neither yes nor no must know one."""
    side = yes_no.read(answer, rubric.lexicon.language.tag, whether.question)
    if side is not None and side is not whether.yes:
        return replace(_failed(rubric, Rule.NEGATED), rules=())
    reasons = grade(whether.reasons, answer) if whether.reasons is not None else None
    earned = reasons.score if reasons is not None else 0.0
    score = _SAID + (1 - _SAID) * earned if side is not None else min(earned, 1.0)
    said = side is not None or (reasons is not None and reasons.outcome is Outcome.RIGHT)
    core = PointVerdict(
        say=rubric.targets[0].say, earned=float(said), covered=said, spans=_all_of(answer) if said else ()
    )
    points = reasons.points if reasons is not None else ()
    rules = () if said or reasons is None else reasons.rules
    unsure = side is None and reasons is not None and reasons.unsure
    return Verdict(
        score=score,
        outcome=outcome_of(score, rubric.strictness),
        points=(core, *points),
        rules=rules,
        unsure=unsure,
    )


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


def _all_of(answer: str) -> tuple[Span, ...]:
    """Point at the whole answer, without the spaces around it."""
    start = len(answer) - len(answer.lstrip())
    return (Span(start=start, end=max(start, len(answer.rstrip()))),)


def _failed(rubric: Rubric, rule: Rule, why: str = "") -> Verdict:
    points = tuple(PointVerdict(say=target.say, earned=0.0, covered=False) for target in rubric.targets)
    rules = (RuleVerdict(rule=rule, cost=1.0, why=why[:_WHY_MOST]),)
    return Verdict(score=0.0, outcome=Outcome.WRONG, points=points, rules=rules)
