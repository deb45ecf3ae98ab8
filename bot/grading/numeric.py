"""Numeric: judge a number card by value and unit."""

from __future__ import annotations

from bot.grading.asked import Asked
from bot.grading.numbers import number
from bot.grading.rubric import Rubric
from bot.grading.verdict import Rule

_ROUNDING = 1e-9
_UNIT_SCORE = 0.5


def judge_number(rubric: Rubric, given: Asked) -> tuple[Rule | None, str, float]:
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
