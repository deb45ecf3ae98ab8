"""Verdicts and progress as a terminal shows them."""

from __future__ import annotations

import io
from io import StringIO

from rich.console import Console

from bot.cli.terminal import draw, tracked
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


def shown(count: int, *, terminal: bool) -> tuple[list[int], str]:
    """Do some work; returns what was handed on and what was drawn."""
    drawn = io.StringIO()
    console = Console(file=drawn, force_terminal=terminal, width=80)
    return list(tracked(range(count), "Grading", console)), drawn.getvalue()


def test_long_work_is_shown_to_people() -> None:
    """Every piece is handed on, and the bar says what is done and how far it is."""
    pieces, drawn = shown(1_000, terminal=True)
    assert pieces == list(range(1_000))
    assert "Grading" in drawn
    assert "100%" in drawn


def test_short_work_and_pipes_show_nothing() -> None:
    """Nothing flickers over a small deck, and nothing gets into a file."""
    assert shown(27, terminal=True) == (list(range(27)), "")
    assert shown(1_000, terminal=False) == (list(range(1_000)), "")
