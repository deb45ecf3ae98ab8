"""A progress bar is shown to people over long work, and to nobody else."""

from __future__ import annotations

import io

from rich.console import Console

from bot.cli.progress import tracked


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
