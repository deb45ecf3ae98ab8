"""Recall falls with time, and the slower the better a card was known."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.daily.recall import AIM, FIRST, RecallHistory, distance, expected_share

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def _share(*scores: float, days: float = 14, difficulty: float | None = None) -> float:
    return expected_share(RecallHistory(last_at=NOW - timedelta(days=days), scores=scores), NOW, difficulty)


def test_the_half_life() -> None:
    """A card that was half known is forgotten by half after two weeks, known whole after four, not at all after one."""
    assert _share(0.5) == pytest.approx(0.5)
    assert _share(1.0, days=28) == pytest.approx(0.5)
    assert _share(0.0, days=7) == pytest.approx(0.5)
    assert timedelta(days=14) == FIRST


def test_it_falls_with_time() -> None:
    """Nothing is forgotten at once, everything in the end; a clock that runs behind does no harm."""
    assert [_share(0.5, days=days) for days in (-1, 0)] == [1.0, 1.0]
    assert _share(0.5, days=1) > _share(0.5, days=30) > _share(0.5, days=300) > 0


def test_it_learns() -> None:
    """Every good asking slows the forgetting, within bounds."""
    assert _share(1, 1, 1) > _share(1, 1) > _share(1) > _share(0.2) > _share(0, 0)
    assert _share(*([1.0] * 5)) == _share(*([1.0] * 500))


def test_an_authors_guess_counts_as_one_asking() -> None:
    """A card called easy is trusted for longer than one called hard."""
    assert _share(0.5, difficulty=0.0) > _share(0.5) > _share(0.5, difficulty=1.0)


def test_the_aim() -> None:
    """Seven right in ten is what a question is chosen for."""
    assert distance(AIM) == 0
    assert distance(0.5) == pytest.approx(0.2)
