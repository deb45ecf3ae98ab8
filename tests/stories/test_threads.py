"""Threads: a place to talk about a result, where the team wants one and the bot may open it."""

from __future__ import annotations

from bot.sandbox.permissions import Permission
from tests.stories.evening import QUIZ, Evening

ROUTE = "/channels/{channel_id}/messages/{message_id}/threads"


async def _wants_threads(evening: Evening) -> None:
    shown = await evening.ada.runs("daily options", thread=True)
    assert "The result opens a thread" in shown.text


async def test_a_result_opens_a_thread_once(evening: Evening) -> None:
    """The reply that brings the result carries a thread named after deck and day, however often the bot restarts."""
    await evening.asks("rivers")
    await _wants_threads(evening)
    await evening.answers(evening.ben, "Nile")
    await evening.closes()
    await evening.until(lambda: evening.rows("SELECT 1 FROM posts WHERE purpose = 'thread' AND message > 0"))
    reply = next(post for post in evening.posts() if "message_reference" in post)
    assert evening.rows("SELECT message FROM posts WHERE purpose = 'thread'") == [(int(reply["id"]),)]
    thread = evening.guild.channels[int(reply["id"])]
    assert thread.name == "7 June 2027 · Rivers"
    await evening.restart()
    await evening.quiet()
    assert len(evening.sandbox.exchanges.rest("POST", ROUTE)) == 1


async def test_without_the_right_there_is_a_result_and_no_thread(evening: Evening) -> None:
    """A missing right costs the thread and nothing else: the result stands, and the quiz goes on the next day."""
    await evening.asks("rivers")
    await _wants_threads(evening)
    place = evening.guild.channel(QUIZ)
    evening.sandbox.admin.denies(place, Permission.CREATE_PUBLIC_THREADS)
    await evening.answers(evening.ben, "Nile")
    assert "1st Ben · 100 points" in await evening.closes()
    await evening.quiet()
    assert evening.rows("SELECT message, state FROM posts WHERE purpose = 'thread'") == [(None, "refused")]
    assert evening.sandbox.exchanges.rest("POST", ROUTE) == []
    before = len(evening.posts())
    evening.passes_until("09:00:00", days=1)
    await evening.until(lambda: len(evening.posts()) > before)


async def test_a_lost_answer_opens_no_second_thread(evening: Evening) -> None:
    """Where Discord opened the thread and the line broke before it said so, it is found on the next try."""
    await evening.asks("rivers")
    await _wants_threads(evening)
    evening.refusals.add(160004)
    evening.sandbox.faults.reset(method="POST", route=ROUTE, executed=True)
    await evening.closes()
    await evening.until(lambda: evening.rows("SELECT 1 FROM posts WHERE purpose = 'thread' AND message > 0"))
    assert len(evening.sandbox.exchanges.rest("POST", ROUTE)) == 2
