"""Odd evenings: midnight, a moved quiz, a channel that hangs, a bot thrown out, a database that stays shut."""

from __future__ import annotations

from tests.stories.evening import QUIZ, Evening, plain


async def test_a_question_that_is_open_over_midnight(evening: Evening) -> None:
    """An answer after midnight counts for the day of its question."""
    await evening.ada.runs("daily add", channel=QUIZ, deck="rivers", time="23:30", zone="Europe/Berlin", open_for="1h")
    evening.passes_until("23:30")
    await evening.until(evening.posts)
    evening.passes_until("00:10", days=1)
    await evening.answers(evening.ben, "Nile")
    assert evening.rows("SELECT local_date FROM answers") == [("2027-06-07",)]
    evening.passes(minutes=21)
    await evening.reads(evening.ada, "Result · Rivers", "1st Ben · 100 points")


async def test_a_quiz_that_moves_while_its_question_is_open(evening: Evening) -> None:
    """The result comes where the question was asked; the next question where the quiz is now."""
    await evening.asks("rivers", open_for="2h")
    await evening.ada.runs("daily edit", channel="#practice", deck="planets", open_for="1h")
    await evening.answers(evening.ben, "Nile")
    evening.passes(hours=1, minutes=5)
    await evening.quiet()
    assert "Result" not in evening.ben.sees(QUIZ)
    evening.passes(hours=1)
    await evening.reads(evening.ben, "Result · Rivers", "1st Ben")
    await evening.quiet()
    assert evening.posts("#practice") == []
    evening.passes_until("09:00", days=1)
    await evening.reads(evening.ben, "Which planet is closest to the Sun?", where="#practice")


async def test_one_channel_that_hangs_holds_up_no_other(evening: Evening) -> None:
    """While Discord does not answer for one channel, a question due a minute later elsewhere comes on time."""
    place = evening.guild.channel(QUIZ).id
    await evening.ada.runs("daily add", channel=QUIZ, deck="rivers", time="09:00", zone="Europe/Berlin")
    await evening.ada.runs("daily add", channel="#practice", deck="planets", time="09:01", zone="Europe/Berlin")
    fault = evening.sandbox.faults.slow(3600, method="POST", route=f"/channels/{place}/messages", executed=False)
    evening.passes_until("09:00")
    await evening.until(lambda: fault.struck)
    evening.passes_until("09:01")
    await evening.reads(evening.ben, "Which planet is closest to the Sun?", where="#practice")
    assert evening.posts() == []
    await evening.kill()


async def test_the_bot_is_thrown_out_and_comes_back(evening: Evening) -> None:
    """Out of the server at posting time it asks nothing; invited again, it is back with its schedule."""
    await evening.ada.runs("daily add", channel=QUIZ, deck="rivers", zone="Europe/Berlin", days="every day")
    evening.sandbox.admin.removes_bot(evening.guild)
    evening.refusals = {50001, 10003, 10004}
    await evening.until(lambda: evening.rows("SELECT count(*) FROM guilds WHERE left_at_ms IS NOT NULL") == [(1,)])
    evening.passes_until("20:00")
    evening.sandbox.admin.invites_bot(evening.guild)
    await evening.until(lambda: evening.rows("SELECT count(*) FROM guilds WHERE left_at_ms IS NOT NULL") == [(0,)])
    assert evening.posts() == []
    evening.passes_until("09:00", days=1)
    await evening.until(lambda: len(evening.posts()) == 1)


async def test_a_database_that_stays_shut(evening: Evening) -> None:
    """An answer that cannot be stored is never told to be; its author gets the text back and may try again."""
    await evening.asks("rivers")
    await evening.ben.presses("Answer")
    await evening.quiet()
    # What the alarm has to write meanwhile fails as well, and is done five seconds later.
    evening.log.expected.append("alarm-failed")
    async with evening.busy_database():
        shown = await (await evening.ben.submits("the great river Nile")).filled(timeout=20)
    assert "didn't go through" in shown.text
    assert "the great river Nile" in shown.text
    assert evening.rows("SELECT count(*) FROM answers") == [(0,)]
    again = await evening.answers(evening.ben, "Nile", post=evening.posts()[0])
    assert "100 points" in plain(again.text)


async def test_a_name_that_changes(evening: Evening) -> None:
    """Boards show the name somebody had last."""
    await evening.asks("rivers", open_for="15m")
    await evening.answers(evening.ben, "Nile")
    await evening.closes(hours=0.25)
    evening.guild.members[evening.ben.user.id].nick = "Benjamin"
    evening.passes_until("09:00", days=1)
    await evening.until(lambda: len(evening.posts()) == 2)
    await evening.answers(evening.ben, "Nile", post=evening.posts()[1])
    board = plain((await evening.ada.runs("leaderboard")).text)
    assert "1st Benjamin · 200 points" in board
    assert "Ben ·" not in board
