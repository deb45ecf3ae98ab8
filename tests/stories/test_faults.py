"""Faults: Discord stumbles, and the evening goes on: each message once, each answer kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from bot.sandbox.entities import Channel
from bot.sandbox.faults import Faults
from tests.stories.evening import QUIZ, Evening, plain

MESSAGES = "/channels/{channel_id}/messages"
MESSAGE = "/channels/{channel_id}/messages/{message_id}"
CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"

#: What may happen to a request: name -> how it is switched on.
STUMBLES: dict[str, Callable[[Faults, str, str], object]] = {
    "503": lambda faults, method, route: faults.answer(503, method=method, route=route),
    "503 though done": lambda faults, method, route: faults.answer(503, method=method, route=route, executed=True),
    "reset": lambda faults, method, route: faults.reset(method=method, route=route),
    "reset though done": lambda faults, method, route: faults.reset(method=method, route=route, executed=True),
    "429": lambda faults, method, route: faults.limit(0.2, method=method, route=route),
    "429 everywhere": lambda faults, method, route: faults.limit(0.2, method=method, route=route, everywhere=True),
}
stumbles = pytest.mark.parametrize("stumble", STUMBLES.values(), ids=STUMBLES)


@stumbles
async def test_posting_stumbles(evening: Evening, stumble: Callable[..., object]) -> None:
    """One request for the post goes wrong: it is asked again and stands once."""
    evening.statuses = {429, 503}
    stumble(evening.sandbox.faults, "POST", MESSAGES)
    await evening.asks("rivers")
    await evening.quiet()
    assert len(evening.posts()) == 1
    assert "100 points" in plain((await evening.answers(evening.ben, "Nile")).text)


@stumbles
async def test_closing_stumbles(evening: Evening, stumble: Callable[..., object]) -> None:
    """One request for the edit and one for the reply go wrong: both are done, and once."""
    evening.statuses = {429, 503}
    await evening.asks("rivers")
    await evening.answers(evening.ben, "Nile")
    evening.passes(seconds=10)
    await evening.reads(evening.ada, "1 person has answered.")
    stumble(evening.sandbox.faults, "PATCH", MESSAGE)
    stumble(evening.sandbox.faults, "POST", MESSAGES)
    evening.passes_until("17:00:06")
    await evening.until(lambda: len(evening.posts()) == 2)
    await evening.until(lambda: "Result" in str(evening.posts()[0]["embeds"]))
    await evening.quiet()
    assert len(evening.posts()) == 2


@pytest.mark.parametrize("executed", [False, True], ids=["unsent", "sent"])
async def test_discord_is_down_for_minutes(evening: Evening, *, executed: bool) -> None:
    """Every request for a post fails for a while, arrived or not: afterwards it stands once, by the same nonce."""
    evening.statuses = {503}
    fault = evening.sandbox.faults.answer(503, method="POST", route=MESSAGES, times=None, executed=executed)
    await evening.ada.runs("daily add", channel=QUIZ, deck="rivers", zone="Europe/Berlin")
    evening.passes_until("09:00")
    await evening.until(lambda: fault.struck)
    for _ in range(2):
        await evening.quiet()
        evening.passes(minutes=4)
    evening.sandbox.faults.clear()
    await evening.until(lambda: evening.rows("SELECT count(*) FROM posts WHERE message IS NOT NULL") == [(1,)])
    assert len(evening.posts()) == 1
    assert "100 points" in plain((await evening.answers(evening.ben, "Nile")).text)


@pytest.mark.parametrize("stumble", [STUMBLES["503"], STUMBLES["reset"], STUMBLES["reset though done"]])
async def test_a_verdict_stumbles(evening: Evening, stumble: Callable[..., object]) -> None:
    """A reply that goes wrong is tried again: the person reads the verdict, and the answer counts once."""
    evening.statuses, evening.refusals = {503}, {40060}
    await evening.asks("rivers")
    await evening.ben.presses("Answer")
    stumble(evening.sandbox.faults, "POST", CALLBACK)
    verdict = await evening.ben.submits("Nile")
    assert "100 points" in plain(verdict.text)
    assert evening.rows("SELECT count(*) FROM answers") == [(1,)]


async def test_an_edit_refused_for_an_old_message(evening: Evening) -> None:
    """Error 30046 at closing: the reply brings the result at once, and the edit follows when Discord takes it."""
    evening.refusals, evening.statuses = {30046}, {429}
    await evening.asks("rivers")
    await evening.answers(evening.ben, "Nile")
    evening.passes_until("16:59:59")
    await evening.quiet()
    channel: Channel = evening.guild.channel(QUIZ)
    message = channel.messages[int(evening.posts()[0]["id"])]
    message.late_edits[:] = [evening.clock.now()] * 10

    evening.passes_until("17:00:06")
    await evening.until(lambda: len(evening.posts()) == 2)
    await evening.quiet()
    post, reply = evening.posts()
    assert "Result" not in str(post["embeds"])
    assert "Nile" in str(reply["embeds"])

    late = await evening.chiyo.presses("Answer", message=post)
    assert "This question closed" in late.text

    for _ in range(14):
        evening.passes(minutes=10)
        await evening.quiet()
    assert "Result" in str(evening.posts()[0]["embeds"])
    assert len(evening.posts()) == 2


async def test_the_post_was_deleted_by_somebody(evening: Evening) -> None:
    """A moderator takes the post away: at closing the reply still brings the result, and nothing is tried for ever."""
    evening.refusals = {10008}
    post = await evening.asks("rivers")
    await evening.answers(evening.ben, "Nile")
    await evening.ada.deletes(post)
    await evening.closes()
    await evening.quiet()
    requests = len(evening.sandbox.exchanges.rest())
    evening.passes(hours=2)
    await evening.quiet()
    assert len(evening.sandbox.exchanges.rest()) == requests


async def test_the_line_breaks_in_the_middle_of_everything(evening: Evening) -> None:
    """Op 7, an invalid session and cut lines between press and submit lose no press."""
    await evening.asks("rivers")
    await evening.ben.presses("Answer")
    await evening.sandbox.reconnects()
    await evening.chiyo.presses("Answer")
    evening.sandbox.cuts()
    await evening.until(lambda: not evening.sandbox.connected)
    ben, chiyo = await asyncio.gather(evening.ben.submits("Nile"), evening.chiyo.submits("Nile"))
    assert "100 points" in plain(ben.text)
    assert "100 points" in plain(chiyo.text)


async def test_a_busy_database_is_waited_for(evening: Evening) -> None:
    """An answer that takes long shows that it is being worked on, and then its verdict in the same place."""
    await evening.asks("rivers")
    await evening.ben.presses("Answer")
    evening.ben.patient = False
    async with evening.busy_database():
        shown = await evening.ben.submits("Nile")
        assert "thinking" in shown.text
        assert shown.private
    await shown.filled()
    assert "100 points" in plain(shown.text)
