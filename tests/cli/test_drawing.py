"""A drawn verdict is readable without colours."""

from __future__ import annotations

from io import StringIO

from rich.console import Console

from bot.cli.drawing import draw
from bot.grading.verdict import Outcome, PointVerdict, Rule, RuleVerdict, Span, Verdict


def test_signs_numbers_and_costs_stand_without_colour() -> None:
    """Outcome, points with the words that earned them, and what a rule cost."""
    verdict = Verdict(
        score=0.5,
        outcome=Outcome.PARTLY,
        points=(
            PointVerdict(say="hot", earned=1.0, covered=True, spans=(Span(start=0, end=3),)),
            PointVerdict(say="wet", earned=0.0, covered=False),
        ),
        rules=(RuleVerdict(rule=Rule.NEGATED, cost=0.25, why="dry"),),
    )
    out = StringIO()
    draw("tea/x", "What is it?", "hot [not] dry", verdict, Console(file=out, width=100, color_system=None))
    drawn = out.getvalue()
    for wanted in ("hot¹ [not] dry", "✓ 1. 100% hot", "✗ 2.   0% wet", "◐ Partly right", "−0.25", "“hot”", "0.50"):
        assert wanted in drawn
