"""Dates, periods, durations, weekdays and ordinal numbers in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.text.dates import Style, date_name, duration, moment, ordinal, period_name, weekdays


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2026-11-23", "23 November 2026"),
        ("2026-W53", "week of 28 December 2026"),
        ("2026-11", "November 2026"),
        ("all", "all time"),
    ],
)
def test_people_read_dates(period: str, words: str) -> None:
    """No key of ours is shown to people."""
    assert period_name(period) == words
    assert period_name(period, "xx") == words


@pytest.mark.parametrize(
    ("iso", "words"),
    [("1989-11-09", "9 November 1989"), ("1989-11", "November 1989"), ("1989", "1989"), ("0476", "476")],
)
def test_a_card_s_date_is_as_precise_as_the_card(iso: str, words: str) -> None:
    """A month is no first day of it."""
    assert date_name(iso) == words


@pytest.mark.parametrize(
    ("span", "wanted"),
    [
        (timedelta(minutes=5), "5 minutes"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(hours=1, minutes=30), "1 hour 30 minutes"),
        (timedelta(days=1, hours=12, minutes=5), "1 day 12 hours"),
        (timedelta(days=7), "7 days"),
        (timedelta(0), "0 minutes"),
    ],
)
def test_durations(span: timedelta, wanted: str) -> None:
    """The two largest units tell enough."""
    assert duration(span) == wanted


@pytest.mark.parametrize(
    ("days", "wanted"),
    [
        ((0, 1, 2, 3, 4), "Mon–Fri"),
        (tuple(range(7)), "every day"),
        ((1, 3), "Tue, Thu"),
        ((0, 1, 5, 6), "Mon, Tue, Sat, Sun"),
        ((0, 2, 3, 4), "Mon, Wed–Fri"),
        ((6,), "Sun"),
    ],
)
def test_weekdays(days: tuple[int, ...], wanted: str) -> None:
    """Three neighbours or more make a range."""
    assert weekdays(days) == wanted


def test_ordinals() -> None:
    """English endings, teens included."""
    places = {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 12: "12th", 13: "13th", 21: "21st", 102: "102nd"}
    assert {number: ordinal(number) for number in places} == places


def test_moments_are_left_to_the_client() -> None:
    """A moment is markup that every reader sees in their own zone."""
    at = datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert moment(at, Style.RELATIVE) == "<t:1795424400:R>"
