"""Schedules and their options as messages."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from bot.daily.messages import schedule as views
from bot.daily.messages.options import option_lines
from bot.daily.messages.schedule import listed
from bot.daily.options import Options, PauseReason, Reveal, ScheduleState
from bot.daily.service.rounds import AskedNow
from bot.questions.forms import FormsMix


def test_a_schedule_reads_as_a_sentence(make: Any, text_of: Any) -> None:
    """Where, what, when, in which zone, on which days, how long, and when next."""
    text = text_of(views.added(make.schedule()))
    assert "<#2> gets a question from **AWS Bedrock** at **09:00** (Europe/Berlin), Mon–Fri, open for 8 hours." in text
    assert "Next: <t:1795453200:F> (<t:1795453200:R>)" in text
    assert "/daily now" in text


def test_an_offset_is_shown_as_people_write_it(make: Any, text_of: Any) -> None:
    """The database's name has the sign the other way round; and who chose it is told that it knows no summer time."""
    text = text_of(views.added(make.schedule(zone="Etc/GMT+5")))
    assert "(UTC-05:00)" in text
    assert "UTC-05:00 does not follow summer time" in text
    assert "summer time" not in text_of(views.added(make.schedule()))


def test_several_questions_are_counted(make: Any, text_of: Any) -> None:
    """The number stands in the sentence."""
    assert "gets 5 questions" in text_of(views.changed(make.schedule(questions=5)))


@pytest.mark.parametrize("reason", list(PauseReason))
def test_a_paused_schedule_says_why(make: Any, text_of: Any, reason: PauseReason) -> None:
    """Every reason has words, and names no next time."""
    text = text_of(views.listed([make.schedule(state=ScheduleState.PAUSED, paused=reason, next_at=None)]))
    assert "Paused" in text
    assert "Next:" not in text


def test_a_missed_date_is_told(make: Any, text_of: Any) -> None:
    """Managers see that one was left out."""
    assert "20 November 2026" in text_of(views.listed([make.schedule(missed_on=make.day)]))


def test_an_empty_list_tells_how_to_start(text_of: Any) -> None:
    """Without a schedule the next step is named."""
    assert "/daily add" in text_of(views.listed([]))


def test_the_longest_list_fits(make: Any, takes: Any) -> None:
    """Twenty-five schedules with long titles."""
    takes(views.listed([make.schedule(deck_title=make.hard(300), missed_on=make.day) for _ in range(25)]))


def test_removing_is_asked_back(make: Any, buttons_of: Any, text_of: Any) -> None:
    """Both ways are one press."""
    shown = views.removing(make.schedule())
    assert [button["custom_id"] for button in buttons_of(shown)] == ["schedule:remove:9", "schedule:keep:9"]
    assert "Points and answers stay" in text_of(shown)


def test_a_schedule_has_a_name_to_choose_by(make: Any) -> None:
    """In plain text, within what a suggestion holds."""
    assert views.named(make.schedule(), "daily-quiz") == "AWS Bedrock in #daily-quiz, 09:00 Mon–Fri"
    assert len(views.named(make.schedule(deck_title="x" * 300), "daily-quiz")) <= 100


def test_small_replies(make: Any, text_of: Any) -> None:
    """Every other answer of `/daily` says what happens next."""
    assert "`/daily resume`" in text_of(views.paused(make.schedule()))
    assert "Running again" in text_of(views.resumed(make.schedule()))
    assert "<#2>" in text_of(views.asking(AskedNow(post=make.open_post(), wanted=1)))
    assert "2 closed" in text_of(views.closing(2))
    assert text_of(views.removed())
    assert text_of(views.kept())


def test_nothing_chosen_says_nothing(make: Any) -> None:
    """A schedule nobody touched has no further lines."""
    assert option_lines(make.schedule()) == []


def test_every_option_has_a_line(make: Any) -> None:
    """Decks by the names people know, days that follow each other as a span."""
    days = (*(date(2026, 12, 24) + timedelta(days=number) for number in range(3)), date(2027, 1, 1))
    options = Options(
        mix=(("aws-bedrock", 2), ("123/own", 1)),
        forms=FormsMix.CHOICE,
        skip=days,
        holidays="DE-BE",
        grace=timedelta(minutes=30),
        reveal=Reveal.NEXT,
        changeable=True,
        typed=True,
        remind=True,
        ping=99,
    )
    lines = option_lines(make.schedule(options=options))
    assert len(lines) == 10
    text = "\n".join(lines)
    for words in (
        "aws-bedrock ×2, own ×1",
        "24 December 2026 to 26 December 2026, 1 January 2027",
        "Germany, BE",
        "<@&99>",
    ):
        assert words in text


def test_the_longest_list_of_options_fits(make: Any, takes: Any) -> None:
    """Scattered dates are counted beyond six, and 25 full schedules fit one message."""
    scattered = tuple(date(2027, 1, 1) + timedelta(days=2 * number) for number in range(120))
    options = Options(skip=scattered, mix=tuple((f"deck-{number}" * 8, 20) for number in range(10)), ping=2**60)
    assert "and 114 more" in "\n".join(option_lines(make.schedule(options=options)))
    takes(listed([make.schedule(options=options)] * 25))
