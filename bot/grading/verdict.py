"""The verdict on one answer: a score, an outcome, and every reason a person can check."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

#: Digits of a score in JSON.
_DIGITS = 4
#: What a comparison scores at most for another thing, for the thing in a writing that does not count, and for a part of
#: it: at no strictness is another thing right, nor partly right.
OTHER_MOST, UNLIKE, PARTLY = 0.3, 0.2, 0.5


class Outcome(StrEnum):
    """The band a score falls into, by the deck's strictness."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"


class Rule(StrEnum):
    """What may cost an answer something, or explain why nothing was earned."""

    EMPTY = "empty"
    REJECTED = "rejected"
    NEGATED = "negated"
    NUMBER_DIFFERS = "number-differs"
    ANTONYM = "antonym"
    LOOKALIKE = "lookalike"
    ACCENT_DIFFERS = "accent-differs"
    ARTICLE_DIFFERS = "article-differs"
    CASE_DIFFERS = "case-differs"
    SYMBOL_DIFFERS = "symbol-differs"
    DATE_DIFFERS = "date-differs"
    DATE_INCOMPLETE = "date-incomplete"
    TIME_DIFFERS = "time-differs"
    SWAPPED = "swapped"
    REPLACED = "replaced"
    QUESTION_WORDS = "question-words"
    STUFFED = "stuffed"
    SECOND_GUESS = "second-guess"
    ORDER = "order"
    EXTRA_ITEMS = "extra-items"
    MUST_MISSING = "must-missing"
    CORE_MISSING = "core-missing"
    UNIT_DIFFERS = "unit-differs"
    LIMIT = "limit"


class Span(NamedTuple):
    """A piece of the answer as typed: code points `start` to `end` (exclusive)."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Whether an answer is the one thing that was wanted: a name, a date, a quantity, a formula.

    Attributes:
        score: 0..1, as in `Verdict`; what is another thing scores under .35, so that no strictness lets it pass.
        rule: What speaks against it; None where nothing does.
        why: The word or phrase of the answer that set the rule off; "" for none. Never text of the card.
    """

    score: float
    rule: Rule | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PointVerdict:
    """How one key point (item, step; for other kinds the whole answer) fared."""

    #: The point in the author's words; spoils before closing unless covered.
    say: str
    #: Share of the point that was earned, 0..1.
    earned: float
    #: Whether it counts as covered (✓).
    covered: bool
    #: What in the answer earned it, in order, not overlapping.
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleVerdict:
    """A rule that spoke, and what it cost."""

    rule: Rule
    #: Score taken away, 0..1.
    cost: float
    #: The word or phrase of the answer that set it off; "" for none. Never text of the card.
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The judgement of one answer; the same input always gives the same verdict."""

    #: 0..1; for strictness `normal` right is >= .70 and wrong < .45.
    score: float
    outcome: Outcome
    #: In the card's order.
    points: tuple[PointVerdict, ...] = ()
    rules: tuple[RuleVerdict, ...] = ()
    #: Whether the grader cannot know: the answer is in words of its own, and shares too little to call it right or
    #: wrong. The outcome is PARTLY then, and a person should look.
    unsure: bool = False


def to_row(address: str, verdict: Verdict, answer: str) -> dict[str, object]:
    """Return a verdict as JSON values; spans are (start, end) code points of the answer with their text."""
    return {
        "card": address,
        "score": round(verdict.score, _DIGITS),
        "outcome": verdict.outcome.value,
        "unsure": verdict.unsure,
        "points": [
            {
                "say": point.say,
                "earned": round(point.earned, _DIGITS),
                "spans": [[span.start, span.end, answer[span.start : span.end]] for span in point.spans],
            }
            for point in verdict.points
        ],
        "rules": [
            {"rule": rule.rule.value, "cost": round(rule.cost, _DIGITS), "why": rule.why} for rule in verdict.rules
        ],
    }
