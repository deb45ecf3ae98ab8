"""Options in words: one line for each that was chosen."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from bot.daily.messages.options import option_lines
from bot.daily.messages.schedule import listed
from bot.daily.options import Options, Reveal
from bot.questions.forms import FormsMix


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


def test_the_longest_list_fits(make: Any, takes: Any) -> None:
    """Scattered dates are counted beyond six, and 25 full schedules fit one message."""
    scattered = tuple(date(2027, 1, 1) + timedelta(days=2 * number) for number in range(120))
    options = Options(skip=scattered, mix=tuple((f"deck-{number}" * 8, 20) for number in range(10)), ping=2**60)
    assert "and 114 more" in "\n".join(option_lines(make.schedule(options=options)))
    takes(listed([make.schedule(options=options)] * 25))
