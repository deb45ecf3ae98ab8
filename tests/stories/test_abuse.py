"""Abuse: what people try in order to score more, to annoy or to flood; each meets a rule and a sentence."""

from __future__ import annotations

import asyncio

import pytest

from bot.daily.service.schedules import SCHEDULES_MOST
from bot.sandbox.client_view import CannotAct
from tests.stories.evening import QUIZ, Evening, plain

SCRIPTED = 100


async def test_a_script_that_answers_a_hundred_times(evening: Evening) -> None:
    """A hundred forms of one account, sent at once: one counts, all others are told so, nothing breaks."""
    post = await evening.asks("rivers")
    hands = [evening.sandbox.person("ben", device=f"script {number}") for number in range(SCRIPTED)]
    for hand in hands:
        await hand.presses("Answer", message=post)
    shown = await asyncio.gather(*(hand.submits(f"guess {number}") for number, hand in enumerate(hands)))
    texts = [(await one.filled()).text for one in shown]
    assert sum("You've answered this one already" in text for text in texts) == SCRIPTED - 1
    assert evening.rows("SELECT count(*) FROM answers") == [(1,)]
    assert evening.rows("SELECT DISTINCT answered FROM tallies") == [(1,)]


async def test_somebody_who_left_the_server(evening: Evening) -> None:
    """What they answered stays and counts; a form they had open cannot be sent; coming back gives no second try."""
    dana, eve = evening.joins("dana"), evening.joins("eve")
    post = await evening.asks("rivers")
    await evening.answers(dana, "Nile", post=post)
    await eve.presses("Answer", message=post)
    for person in (dana, eve):
        evening.sandbox.admin.leaves(evening.guild.members[person.user.id])
    with pytest.raises(CannotAct):
        await eve.submits("Nile")
    evening.sandbox.admin.joins(evening.guild, dana.user)
    assert "You've answered this one already" in (await dana.presses("Answer", message=post)).text
    result = await evening.closes()
    assert "1 right" in result
    assert evening.rows("SELECT count(*) FROM answers") == [(1,)]
    assert "1st Dana" in plain((await evening.ada.runs("leaderboard")).text)


async def test_a_schedule_for_every_minute(evening: Evening) -> None:
    """A server has so many schedules and no more; each asks once, none asks what another has open."""
    for minute in range(SCHEDULES_MOST):
        await evening.ada.runs(
            "daily add",
            channel=QUIZ,
            deck="harbour",
            time=f"09:{minute:02}",
            days="every day",
            zone="Europe/Berlin",
            open_for="5m",
        )
    refused = await evening.ada.runs("daily add", channel=QUIZ, deck="harbour", time="10:00")
    assert f"{SCHEDULES_MOST} daily quizzes at most" in refused.text
    for minute in range(12):
        evening.passes_until(f"09:{minute:02}:00")
        await evening.quiet()
    asked = evening.rows("SELECT count(*), count(DISTINCT schedule) FROM rounds WHERE state <> 'missed'")
    assert asked == [(12, 12)]
    together = "SELECT count(*) FROM questions WHERE state = 'open' GROUP BY card HAVING count(*) > 1"
    assert evening.rows(together) == []
