"""Metrics are told apart by their first letter, which is all that a button has room for."""

from __future__ import annotations

from bot.boards.metric import Metric


def test_first_letters_tell_metrics_apart() -> None:
    """No two metrics begin alike."""
    assert len({metric.value[0] for metric in Metric}) == len(Metric)
