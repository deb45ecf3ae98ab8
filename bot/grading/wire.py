"""Wire: a verdict as a row for programs."""

from __future__ import annotations

from bot.grading.verdict import Verdict

_DIGITS = 4


def row_of(address: str, verdict: Verdict, answer: str) -> dict[str, object]:
    """Return a verdict as JSON values; spans are (start, end) code points of the answer with their text."""
    return {
        "card": address,
        "score": round(verdict.score, _DIGITS),
        "outcome": verdict.outcome.value,
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
