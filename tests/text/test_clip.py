"""Clipping cuts to Discord's limits and tears nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.clip import LIMITS, Limit, clip, fit_lines


def test_every_place_has_a_limit() -> None:
    """The table names each place once."""
    assert set(LIMITS) == set(Limit)


@given(st.text(), st.integers(0, 60))
def test_nothing_is_longer_than_its_limit(text: str, most: int) -> None:
    """Whatever the text, what comes out fits and can be sent."""
    clipped = clip(text, most)
    assert len(clipped) <= most
    clipped.encode()


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_a_text_that_fits_stays(text: str) -> None:
    """Nothing is changed without need."""
    assert clip(text, 60) == text


def test_a_cut_is_marked() -> None:
    """An ellipsis tells that there was more."""
    assert clip("a" * 50, 45) == "a" * 44 + "…"
    assert clip("word " * 100, Limit.MODAL_TITLE).endswith("…")


@pytest.mark.parametrize(
    ("text", "most", "wanted"),
    [
        ("abc" + "e\u0301" * 3, 5, "abc…"),
        ("ab👩\u200d🔬c", 4, "ab…"),
        ("ab👍🏽c", 4, "ab…"),
        ("ab\\*cd", 4, "ab…"),
        ("ab <t:1764000000:R> later", 12, "ab…"),
        ("ab < cd ef gh", 8, "ab < cd…"),
    ],
    ids=["accent", "joined emoji", "skin tone", "escape", "timestamp", "lone sign"],
)
def test_nothing_is_torn(text: str, most: int, wanted: str) -> None:
    """What belongs together goes together."""
    assert clip(text, most) == wanted


def test_an_open_fence_is_closed() -> None:
    """A code block that is cut still ends."""
    clipped = clip("```\n" + "x" * 100 + "\n```", 40)
    assert clipped.endswith("…\n```")
    assert len(clipped) <= 40


def test_half_a_surrogate_is_replaced() -> None:
    """What JSON may carry but UTF-8 may not becomes the replacement character."""
    assert clip("a\ud83d", 10) == "a\ufffd"


def test_lines_are_dropped_whole() -> None:
    """What does not fit is counted in a last line."""
    lines = [f"line {number}" for number in range(10)]
    text = fit_lines(lines, 37, lambda count: f"and {count} more")
    assert text == "line 0\nline 1\nline 2\nand 7 more"
    assert fit_lines(lines[:2], 40, str) == "line 0\nline 1"


def test_one_line_that_is_too_long_is_clipped() -> None:
    """Even a single line fits in the end."""
    assert fit_lines(["x" * 50], 10, str) == "x" * 9 + "…"


@given(st.lists(st.text(max_size=30), max_size=20), st.integers(0, 80))
def test_lines_always_fit(lines: list[str], most: int) -> None:
    """Whatever the lines, they fit."""
    assert len(fit_lines(lines, most, lambda count: f"+{count}")) <= most
