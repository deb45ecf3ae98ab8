"""Restarting: forms, buttons and answers outlive the bot that showed them."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import pytest

from bot.db.connection import WRITER, Mode
from bot.sandbox.interaction_dispatch import InteractionFailed
from tests.stories.evening import QUIZ, Evening, plain

CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"
ENDINGS: dict[str, Callable[[Evening], Awaitable[None]]] = {
    "politely": Evening.stop,
    "killed": Evening.kill,
}


@pytest.mark.parametrize("ends", ENDINGS.values(), ids=ENDINGS)
async def test_a_form_outlives_the_bot(evening: Evening, ends: Callable[[Evening], Awaitable[None]]) -> None:
    """A form that was open while the bot restarted is graded as if nothing had happened."""
    await evening.asks("rivers")
    await evening.ben.presses("Answer")
    await ends(evening)
    evening.passes(minutes=2)
    await evening.start()
    verdict = await evening.ben.submits("Nile")
    assert verdict.private
    assert "100 points" in plain(verdict.text)
    await evening.closes()
    assert "1st Ben" in await evening.reads(evening.chiyo, "Result · Rivers")


async def test_buttons_outlive_the_bot(evening: Evening) -> None:
    """Hint, I don't know, its confirmation and the letters of a choice work on messages of an earlier life."""
    await evening.ada.runs("daily add", channel="#practice", deck="planets", zone="Europe/Berlin")
    await evening.asks("rivers")
    await evening.until(lambda: evening.posts("#practice"))
    sure = await evening.chiyo.presses("I don't know", message=evening.posts()[0])
    await evening.kill()
    await evening.start()

    hint = await evening.ben.presses("Hint (costs 25%)", message=evening.posts()[0])
    assert "It is the longest one in Africa." in hint.text
    await evening.restart()
    assert "Four letters will do." in (await evening.ben.presses("Another hint (free)", message=hint)).text
    assert "Passed" in (await evening.chiyo.presses("Yes, I don't know", message=sure)).text
    assert "point" in (await evening.ben.presses("A", message=evening.posts("#practice")[0])).text


async def test_nothing_is_asked_twice(evening: Evening) -> None:
    """However often the bot comes back in the course of a day, the question stands there once."""
    await evening.asks("rivers")
    for minutes in (0, 1, 5, 60):
        evening.passes(minutes=minutes)
        await evening.restart()
        await evening.quiet()
    assert len(evening.posts()) == 1


async def test_my_result_outlives_the_bot(evening: Evening) -> None:
    """The result's button works days later, after restarts."""
    await evening.asks("rivers")
    await evening.answers(evening.ben, "Nile")
    await evening.closes()
    await evening.restart()
    evening.passes(hours=3)
    mine = await evening.ben.presses("My result")
    assert "1st of 1 · 100 points" in plain(mine.text)


async def test_an_answer_that_was_recorded_but_not_told(evening: Evening) -> None:
    """Killed between the commit and the verdict, the bot shows the verdict when asked again; it counts once."""
    post = await evening.asks("rivers")
    await evening.ben.presses("Answer")
    fault = evening.sandbox.faults.slow(3600, route=CALLBACK, executed=False)
    sending = asyncio.create_task(evening.ben.submits("Nile"))
    await evening.until(lambda: fault.struck)
    await evening.kill()
    await _fails(evening, sending)

    await evening.start()
    again = await evening.ben.presses("Answer", message=post)
    assert "You've answered this one already" in again.text
    assert "100 points" in plain(again.text)
    assert evening.rows("SELECT count(*) FROM answers") == [(1,)]


async def test_an_answer_that_was_not_recorded(evening: Evening, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed before the commit, nothing is kept and nobody was told otherwise; the form is still there to be sent."""
    # It waits for the database until it is dead, and a tenth of a second of that is enough.
    monkeypatch.setattr("bot.db.database.WRITER", Mode(("busy_timeout=100", *WRITER.pragmas[1:]), WRITER.begin))
    await evening.restart()
    await evening.asks("rivers")
    await evening.ben.presses("Answer")
    async with evening.busy_database():
        heard = len(evening.sandbox.exchanges.events("INTERACTION_CREATE"))
        sending = asyncio.create_task(evening.ben.submits("Nile"))
        await evening.until(lambda: len(evening.sandbox.exchanges.events("INTERACTION_CREATE")) > heard)
        evening.cut()
        await evening.kill()
    await _fails(evening, sending)
    assert evening.rows("SELECT count(*) FROM answers") == [(0,)]
    assert evening.rows("SELECT count(*) FROM tallies") == [(0,)]

    await evening.start()
    assert "100 points" in plain((await evening.ben.submits("Nile")).text)
    assert evening.rows("SELECT count(*) FROM answers") == [(1,)]


async def test_a_deck_that_changes_while_its_question_is_open(evening: Evening) -> None:
    """An open question is graded by the card it was asked with; the next one by the card as it is then."""
    await evening.asks("rivers", open_for="1h")
    file = evening.settings.cards / "rivers.toml"
    file.write_text(file.read_text("utf-8").replace('["Nile", "River Nile"]', '["Congo"]'), "utf-8")
    await evening.restart()
    assert "100 points" in plain((await evening.answers(evening.ben, "Nile")).text)
    evening.passes(hours=1, seconds=6)
    await evening.reads(evening.ben, "Answer: Nile")
    await evening.quiet()

    evening.passes_until("09:00", days=1)
    await evening.until(lambda: "message_reference" not in evening.posts()[-1])
    post = evening.posts()[-1]
    assert "0 points" in plain((await evening.answers(evening.ben, "Nile", post=post)).text)
    assert "100 points" in plain((await evening.answers(evening.chiyo, "Congo", post=post)).text)


async def test_a_deck_that_breaks_leaves_the_others(evening: Evening) -> None:
    """A bad file is told in the log with its line, and every other deck plays on."""
    (evening.settings.cards / "broken.toml").write_text("format = 1\ntitle = \n", "utf-8")
    await evening.restart()
    assert any("deck-fault" in line for line in evening.log.lines())
    await evening.asks("rivers")
    assert "100 points" in plain((await evening.answers(evening.ben, "Nile")).text)


async def test_a_post_missed_while_the_bot_was_away(evening: Evening) -> None:
    """Back within the grace, the question comes late and keeps its closing time; back after it, it was missed."""
    await evening.ada.runs(
        "daily add", channel=QUIZ, deck="harbour", zone="Europe/Berlin", days="every day", open_for="4h"
    )
    await evening.stop()
    evening.passes_until("10:30")
    await evening.start()
    await evening.until(lambda: len(evening.posts()) == 1)
    seen = evening.ben.sees(QUIZ)
    evening.passes_until("13:00:06")
    await evening.reads(evening.ben, "Result")
    assert f"<t:{int(evening.clock.now().timestamp()) // 60 * 60}:R>" in seen

    await evening.stop()
    evening.passes_until("11:30", days=1)
    await evening.start()
    await evening.quiet()
    assert len([post for post in evening.posts() if "message_reference" not in post]) == 1
    assert "8 June 2027 was skipped" in (await evening.ada.runs("daily list")).text
    evening.passes_until("09:00", days=1)
    await evening.until(lambda: len([post for post in evening.posts() if "message_reference" not in post]) == 2)


async def test_a_week_away_is_not_made_up_for(evening: Evening) -> None:
    """After a week off one question comes at the next date, not seven at once."""
    await evening.ada.runs("daily add", channel=QUIZ, deck="rivers", zone="Europe/Berlin", days="every day")
    await evening.stop()
    evening.passes_until("20:00", days=7)
    await evening.start()
    await evening.quiet()
    assert evening.posts() == []
    evening.passes_until("09:00", days=1)
    await evening.until(lambda: len(evening.posts()) == 1)


async def _fails(evening: Evening, sending: asyncio.Task[object]) -> None:
    """Let the time for a first answer pass for somebody whom no bot answers any more."""
    evening.passes(minutes=1)
    with contextlib.suppress(InteractionFailed):
        await sending
        pytest.fail("nobody was there to answer")
    evening.sandbox.faults.clear()
