"""Errors become sentences: refusals in their own words, faults of the outside as such, bugs with a code."""

from __future__ import annotations

import logging
import re
from datetime import UTC, datetime, timedelta

import aiohttp
import discord
import pytest
from discord import app_commands

from bot.boards.errors import DigestTold
from bot.calendar.errors import DurationOutOfRange, ZoneUnknown
from bot.chat.errors import ChannelUnwritable
from bot.chat.failures import Failures, Restarting, placeholders, reply
from bot.chat.router import PressUnknown
from bot.core.errors import DatabaseFault
from bot.db.errors import DatabaseBusy
from bot.questions.errors import HintsUsedUp, QuestionClosed

FAILURES = Failures((DatabaseFault,))


def test_a_refusal_speaks_for_itself(caplog: pytest.LogCaptureFixture) -> None:
    """Its fields stand in the sentence, and it is no more than an info to the log."""
    caplog.set_level(logging.INFO)
    closed = QuestionClosed(closed_at=datetime(2026, 11, 23, 17, tzinfo=UTC))
    assert FAILURES.sentence(closed) == "This question closed <t:1795453200:R>. Its result is in the channel."
    assert [record.levelname for record in caplog.records] == ["INFO"]


@pytest.mark.parametrize(
    "error",
    [
        DatabaseBusy(path="x"),
        aiohttp.ClientOSError(104, "reset"),
        TimeoutError(),
        discord.RateLimited(60.0),
    ],
)
def test_the_outside_is_one_warning(error: Exception, caplog: pytest.LogCaptureFixture) -> None:
    """Nobody's bug: try again, and one line in the log without a traceback."""
    assert FAILURES.sentence(error) == "That didn't go through just now. Please try again in a moment."
    assert [(record.levelname, record.exc_info) for record in caplog.records] == [("WARNING", None)]


def test_a_bug_has_a_code_in_both_places(caplog: pytest.LogCaptureFixture) -> None:
    """The person gets the code under which the traceback stands in the log."""
    sentence = FAILURES.sentence(ZeroDivisionError("x"))
    code = re.search(r"\b[0-9A-F]{6}\b", sentence)
    assert code
    (record,) = caplog.records
    assert code[0] in record.getMessage()
    assert record.exc_info
    assert "ZeroDivisionError" not in sentence


@pytest.mark.parametrize(
    ("error", "wanted"),
    [
        (Restarting(), "just restarting"),
        (PressUnknown("x"), "has changed since"),
        (app_commands.CommandNotFound("x", []), "has changed since"),
    ],
)
def test_some_errors_are_no_bugs(error: Exception, wanted: str, caplog: pytest.LogCaptureFixture) -> None:
    """What comes of restarts and old buttons has words of its own and no code."""
    assert wanted in FAILURES.sentence(error)
    assert not caplog.records


def test_fields_are_worded() -> None:
    """Times, spans and channels as people read them; input escaped and short."""
    refusal = DurationOutOfRange(given=timedelta(days=9), shortest=timedelta(minutes=5), longest=timedelta(days=7))
    assert placeholders(refusal) == {"given": "9 days", "shortest": "5 minutes", "longest": "7 days"}
    assert placeholders(ChannelUnwritable(channel=7, missing="Send Messages"))["channel"] == "<#7>"
    zone = placeholders(ZoneUnknown(given="*" * 300, nearest=()))
    assert len(str(zone["given"])) <= 100
    assert zone["has_nearest"] == "no"
    russia = placeholders(
        ZoneUnknown(given="Russia", nearest=tuple(f"Asia/Krasnoyarsk{number}" for number in range(9)))
    )
    assert russia["nearest"] == ", ".join(f"Asia/Krasnoyarsk{number}" for number in range(5))
    assert placeholders(DigestTold(period="2026-W47"))["period"] == "week of 16 November 2026"


def test_a_text_is_given_back_whole() -> None:
    """Even the longest, in a block from which it can be copied."""
    shown = reply("Closed.", {"answer": "x" * 4000})
    assert shown.embed is not None
    assert "x" * 4000 in (shown.embed.description or "")
    assert len(reply("Closed.", {"answer": "`" * 4000}).embed or "") <= 4096
    assert reply("Closed.", {"answer": "  \n"}).embed is None


def test_of_a_form_every_text_is_given_back() -> None:
    """Each under the label it was typed below."""
    shown = reply("Restarting.", {"zone": "Atlantis", "time": "7:15", "answer": ""})
    assert shown.embed is not None
    description = shown.embed.description or ""
    assert description.endswith("**In which time zone**\n```\nAtlantis\n```\n**At what time**\n```\n7:15\n```")


def test_hints_that_were_paid_for_are_shown_again() -> None:
    """Who asks for one more gets those there were."""
    assert FAILURES.sentence(HintsUsedUp(count=2, shown="one\ntwo")).endswith("> one\n> two")
