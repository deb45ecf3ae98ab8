"""Elsewhere: what happens in one server never reaches another."""

from __future__ import annotations

from bot.sandbox.wire import Payload
from tests.stories.evening import QUIZ, Evening, plain

THERE = "Elsewhere/#daily-quiz"


async def test_boards_of_servers_do_not_meet(evening: Evening) -> None:
    """The same deck, time and channel name in two servers: each board holds its own people alone."""
    await evening.asks("rivers")
    await _asks_elsewhere(evening)
    await evening.answers(evening.ben, "Nile")
    await evening.answers(evening.emil, "Nile")
    await evening.emil.presses("Answer")

    here = plain((await evening.ada.runs("leaderboard", where=QUIZ)).text)
    there = plain((await evening.dora.runs("leaderboard", where=THERE)).text)
    assert "Ben" in here
    assert "Emil" not in here
    assert "Emil" in there
    assert "Ben" not in there
    assert "1 player " in here
    assert "1 player " in there


async def test_results_of_servers_do_not_meet(evening: Evening) -> None:
    """Each server's result names its own people alone."""
    await evening.asks("rivers")
    await _asks_elsewhere(evening)
    await evening.answers(evening.ben, "Nile")
    await evening.answers(evening.emil, "Nile")
    here = await evening.closes()
    there = await evening.reads(evening.dora, "Result · Rivers", where=THERE)
    assert "Emil" not in here
    assert "Ben" not in there


async def test_schedules_of_another_server_are_unknown(evening: Evening) -> None:
    """Whoever names another server's schedule is told that there is none, and nothing happens to it."""
    await evening.ada.runs("daily add", channel=QUIZ, deck="rivers")
    ((schedule,),) = evening.rows("SELECT id FROM schedules")
    assert "no daily quiz here yet" in (await evening.dora.runs("daily list", where=THERE)).text
    assert await evening.dora.suggestions("daily pause", "schedule", "", where=THERE) == []
    for command in ("daily pause", "daily resume", "daily remove", "daily now", "daily close", "daily edit"):
        shown = await evening.dora.runs(command, where=THERE, schedule=str(schedule))
        assert "can't find that daily quiz" in shown.text, command
    assert evening.rows("SELECT state FROM schedules") == [("active",)]


async def test_questions_of_another_server_cannot_be_answered(evening: Evening) -> None:
    """A form sent with the name of another server's question is refused, and its text given back."""
    await evening.asks("rivers")
    await _asks_elsewhere(evening)
    (here,) = evening.rows("SELECT id FROM questions WHERE guild = ?", evening.guild.id)[0]
    await evening.emil.presses("Answer")
    form = evening.emil.modal
    assert form is not None
    form["custom_id"] = f"question:submit:{here}"
    shown = await evening.emil.submits("Nile")
    assert "isn't here any more" in shown.text
    assert "Nile" in shown.text
    assert evening.rows("SELECT count(*) FROM answers") == [(0,)]


async def test_closing_here_leaves_there_open(evening: Evening) -> None:
    """`/daily close` closes what is open in its own server."""
    await evening.asks("rivers")
    await _asks_elsewhere(evening)
    await evening.ada.runs("daily close", where=QUIZ)
    await evening.reads(evening.ben, "Result · Rivers")
    await evening.quiet()
    assert "Result" not in evening.emil.sees(THERE)


async def _asks_elsewhere(evening: Evening) -> Payload:
    await evening.dora.runs("daily add", where=THERE, channel=QUIZ, deck="rivers")
    await evening.dora.runs("daily now", where=THERE)
    await evening.until(lambda: evening.posts(guild=evening.elsewhere))
    return evening.posts(guild=evening.elsewhere)[0]
