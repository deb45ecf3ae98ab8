"""The grader's number is a short word that a column can hold."""

from __future__ import annotations

from bot.grading.version import VERSION


def test_the_version_is_a_short_word() -> None:
    """Every grading stores it."""
    assert VERSION.isascii()
    assert 0 < len(VERSION) <= 32
