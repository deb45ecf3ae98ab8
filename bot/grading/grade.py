"""Grade: judge one answer by a rubric."""

from __future__ import annotations

from rapidfuzz.distance import OSA

from bot.decks.card import CardKind
from bot.grading.bands import outcome_of
from bot.grading.normalise import answer_key, fold
from bot.grading.rubric import Rubric, Target
from bot.grading.tokens import number, tokenise
from bot.grading.verdict import Outcome, PointVerdict, Rule, RuleVerdict, Span, Verdict
from bot.grading.wording import Wording

_COVERED = 0.6
_WHOLE = 0.8


def grade(rubric: Rubric, answer: str) -> Verdict:
    """Judge an answer; total and pure: any text has a verdict, the same text always the same one."""
    key = answer_key(answer)
    if not key:
        return _failed(rubric, Rule.EMPTY, "")
    if key in rubric.exact:
        whole = (Span(start=0, end=len(answer)),)
        points = tuple(PointVerdict(say=t.say, earned=1.0, covered=True, spans=whole) for t in rubric.targets)
        return Verdict(score=1.0, outcome=Outcome.RIGHT, points=points)
    if key == rubric.question_key:
        return _failed(rubric, Rule.QUESTION_WORDS, answer)
    if any(wording.key == key for wording in rubric.reject):
        return _failed(rubric, Rule.REJECTED, answer)
    if rubric.kind is CardKind.CHOICE:
        return _failed(rubric, Rule.REJECTED, "")
    reading = tokenise(fold(answer, rubric.lexicon.language.tag), rubric.lexicon.language)
    if rubric.kind is CardKind.NUMBER:
        return _grade_number(rubric, answer)
    spans = reading.ranges()
    stem, concept = rubric.lexicon.language.stem, rubric.lexicon.concept
    stems = [concept.get(s, s) for s in map(stem, reading.keys)]
    points = tuple(_earn(target, stems, reading.keys, spans) for target in rubric.targets)
    best = sorted((p.earned * t.weight for p, t in zip(points, rubric.targets, strict=True)), reverse=True)
    most = sorted((t.weight for t in rubric.targets), reverse=True)
    score = min(1.0, sum(best) / sum(most[: rubric.need]))
    return Verdict(score=score, outcome=outcome_of(score, rubric.strictness), points=points)


def _earn(target: Target, stems: list[str], words: list[str], spans: list[tuple[int, int]]) -> PointVerdict:
    earned, used = max((_cover(wording, stems, words) for wording in target.wordings), key=lambda found: found[0])
    earned = min(1.0, earned / _WHOLE)
    covered = earned >= _COVERED
    places = sorted({spans[index] for index in used})
    return PointVerdict(
        say=target.say, earned=earned, covered=covered, spans=tuple(Span(start=s, end=e) for s, e in places)
    )


def _cover(wording: Wording, stems: list[str], words: list[str]) -> tuple[float, list[int]]:
    earned, used = 0.0, []
    at = {stem: index for index, stem in reversed(list(enumerate(stems)))}
    for stem, word, weight in zip(wording.stems, wording.words, wording.weights, strict=True):
        index = at.get(stem)
        if index is None and len(word) >= 4 and word[0] != "#":  # noqa: PLR2004 - short words are exact
            index = next((i for i, other in enumerate(words) if len(other) >= 4 and _is_typo(word, other)), None)  # noqa: PLR2004
        if index is not None:
            earned += weight
            used.append(index)
    return earned, used


def _is_typo(word: str, other: str) -> bool:
    most = 1 if len(word) < 8 else 2  # noqa: PLR2004 - one slip per four letters
    return abs(len(word) - len(other)) <= most and OSA.distance(word, other, score_cutoff=most) <= most


def _grade_number(rubric: Rubric, answer: str) -> Verdict:
    language = rubric.lexicon.language
    reading = tokenise(fold(answer, language.tag), language)
    values = [value for value in map(number, reading.keys) if value is not None]
    right = rubric.value is not None and len(values) == 1 and abs(values[0] - rubric.value) <= rubric.tolerance + 1e-9
    if not right:
        return _failed(rubric, Rule.NUMBER_DIFFERS, answer if values else "")
    point = PointVerdict(say=rubric.targets[0].say, earned=1.0, covered=True, spans=(Span(start=0, end=len(answer)),))
    return Verdict(score=1.0, outcome=Outcome.RIGHT, points=(point,))


def _failed(rubric: Rubric, rule: Rule, why: str) -> Verdict:
    points = tuple(PointVerdict(say=target.say, earned=0.0, covered=False) for target in rubric.targets)
    return Verdict(
        score=0.0, outcome=Outcome.WRONG, points=points, rules=(RuleVerdict(rule=rule, cost=1.0, why=why[:100]),)
    )
