"""Dates and times of day are compared as what they are, in every usual spelling."""

from __future__ import annotations

import pytest

from bot.grading.values import times as clock
from bot.grading.values.dates import Date, compare, of_iso, read
from bot.grading.verdict import Rule

WALL = of_iso("1989-11-09")


@pytest.mark.parametrize(
    ("answer", "tag"),
    [
        ("9 November 1989", "en"),
        ("November 9th, 1989", "en"),
        ("Nov 9 '89", "en"),
        ("the ninth of November nineteen eighty-nine", "en"),
        ("Thursday, 9 Novermber 1989", "en"),
        ("11/9/1989", "en"),
        ("9/11/1989", "en"),
        ("1989-11-09", "en"),
        ("9.11.89", "de"),
        ("9. November 1989", "de"),
        ("le 9 novembre 1989", "fr"),
        ("9 de noviembre de 1989", "es"),
        ("9 ноября 1989 г.", "ru"),
    ],
)
def test_every_spelling_of_a_date_is_right(answer: str, tag: str) -> None:
    """Of nine languages, in figures and words."""
    assert compare(WALL, answer, tag, "").score == 1.0


@pytest.mark.parametrize(
    ("answer", "tag", "score"),
    [
        ("10 November 1989", "en", 0.0),
        ("9 December 1989", "en", 0.0),
        ("9 November 1998", "en", 0.0),
        ("9 or 10 November 1989", "en", 0.0),
        ("before 9 November 1989", "en", 0.0),
        ("Friday, 9 November 1989", "en", 0.2),
        ("11/9/1989", "de", 0.0),
        ("9 November", "en", 0.5),
        ("November 1989", "en", 0.5),
        ("1989", "en", 0.5),
        ("November", "en", 0.0),
        ("9", "en", 0.0),
    ],
)
def test_another_date_is_wrong_and_a_part_of_one_is_a_part(answer: str, tag: str, score: float) -> None:
    """A part that many dates share is none."""
    assert compare(WALL, answer, tag, "").score == score


def test_what_the_question_says_need_not_be_said_again() -> None:
    """Asked for the day in 1989, the day will do."""
    assert compare(WALL, "9 November", "en", "On which day of 1989 did the wall fall?").score == 1.0
    assert compare(WALL, "9 November", "en", "When did the wall fall?").rule is Rule.DATE_INCOMPLETE


def test_a_card_asks_for_as_much_as_it_gives() -> None:
    """More than that may be said, if it is no other date."""
    assert compare(of_iso("1989-11"), "9 November 1989", "en", "").score == 1.0
    assert compare(of_iso("1989"), "9 December 1989", "en", "").score == 1.0
    assert compare(of_iso("1989-11"), "9 December 1989", "en", "").score == 0.0


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("July 20, 1969", Date(1969, 7, 20)),
        ("24 December", Date(None, 12, 24)),
        ("14.3.2006", Date(2006, 3, 14)),
        ("15 March 44 BC", Date(-44, 3, 15)),
        ("9/11", None),
        ("3.10", None),
        ("1989", None),
        ("May", None),
        ("Dr. March 5", None),
        ("March on Washington, 1963", None),
    ],
)
def test_a_term_that_is_a_date_is_read_as_one(text: str, date: Date | None) -> None:
    """One that may be anything else is not."""
    assert read(text, "en") == date


@pytest.mark.parametrize(
    ("card", "tag", "right", "wrong"),
    [
        (
            "9:30 am",
            "en",
            ["9.30", "09:30", "half past nine", "nine thirty", "9h30"],
            ["9:30 pm", "21:30", "8:30", "9"],
        ),
        ("9:30 pm", "en", ["21:30", "9:30", "half past nine in the evening"], ["9:30 am", "20:30"]),
        ("21:30", "de", ["halb zehn", "21 Uhr 30", "21.30 Uhr", "halb zehn abends"], ["halb neun", "9:30", "halb elf"]),
        ("9h30", "fr", ["neuf heures et demie", "9:30"], ["dix heures moins le quart", "9h13"]),
        ("9:30", "es", ["las nueve y media", "9.30"], ["las diez y media"]),
        ("noon", "en", ["12 pm", "12:00", "midday"], ["midnight", "12 am"]),
        ("9:45", "en", ["quarter to ten", "a quarter to ten"], ["quarter past ten", "quarter to nine"]),
    ],
)
def test_times_of_day(card: str, tag: str, right: list[str], wrong: list[str]) -> None:
    """The half of the day that nobody says is the card's."""
    time = clock.read(card, tag)
    assert time is not None
    assert [answer for answer in right if clock.compare(time, answer, tag).score < 1] == []
    assert [answer for answer in wrong if clock.compare(time, answer, tag).score > 0] == []


@pytest.mark.parametrize("text", ["16:9", "9.30", "nine thirty", "Half-Life", "quarter", "10:1"])
def test_what_need_not_be_a_time_is_none(text: str) -> None:
    """A ratio, a number, a name."""
    assert clock.read(text, "en") is None
