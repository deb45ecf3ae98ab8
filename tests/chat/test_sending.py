"""Each message is sent once, whatever breaks in between, and every end is kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.sandbox.permissions import Permission

MESSAGES = "/channels/{channel_id}/messages"
MESSAGE = "/channels/{channel_id}/messages/{message_id}"


async def _ask_without_posting(house: Any) -> None:
    """Have a question recorded that nobody has sent yet."""
    ada = house.sandbox.person("ada")
    await ada.runs("daily add", deck="clouds")
    await ada.runs("daily now")


def _posts(house: Any) -> list[Any]:
    """Return what stands in #daily-quiz for everyone."""
    return [message for message in house.sandbox.person("chiyo").messages("#daily-quiz") if not message["flags"] & 64]


async def test_a_post_is_sent_and_attached(house: Any) -> None:
    """After a post there is nothing left to do until it closes."""
    await house.asks("clouds")
    assert len(_posts(house)) == 1
    sent = house.sandbox.exchanges.rest("POST", MESSAGES)
    assert len(sent) == 1
    assert sent[0].request["enforce_nonce"]
    assert len(sent[0].request["nonce"]) <= 25
    assert sent[0].request["allowed_mentions"] == {"parse": [], "replied_user": False}
    assert await house.nothing_due()


@pytest.mark.parametrize("fault", ["status", "reset"])
@pytest.mark.parametrize("executed", [True, False], ids=["answer lost", "request lost"])
async def test_a_passing_fault_is_retried_with_the_same_nonce(house: Any, fault: str, executed: bool) -> None:  # noqa: FBT001 - a parameter
    """503 and a reset connection: one message stands in the end, even if the first try had arrived."""
    await _ask_without_posting(house)
    faults = house.sandbox.faults
    if fault == "status":
        faults.answer(503, method="POST", route=MESSAGES, executed=executed)
    else:
        faults.reset(method="POST", route=MESSAGES, executed=executed)
    await house.work()
    assert len(_posts(house)) == 1
    nonces = {entry.request["nonce"] for entry in house.sandbox.exchanges.rest("POST", MESSAGES)}
    assert len(nonces) == 1
    assert await house.nothing_due()


async def test_a_post_whose_answer_was_lost_is_found_again(house: Any) -> None:
    """Long after, when Discord has forgotten the nonce: the channel's history tells that it stands."""
    await _ask_without_posting(house)
    house.sandbox.faults.answer(503, method="POST", route=MESSAGES, times=3, executed=True)
    await house.work()
    assert len(_posts(house)) == 1
    for number in range(120):
        await house.sandbox.person("chiyo").says("#daily-quiz", f"chatter {number}")
    house.sandbox.clock.advance(timedelta(minutes=10))
    await house.work()
    assert sum(bool(message["components"]) for message in _posts(house)) == 1
    assert await house.nothing_due()
    ben = house.sandbox.person("ben")
    await ben.presses("Answer")
    await ben.submits("a data source outside its training data")
    assert "points**" in ben.sees("#daily-quiz")


async def test_a_post_that_never_arrived_is_sent_later(house: Any) -> None:
    """Three failures in a row leave the order; the next claim sends it."""
    await _ask_without_posting(house)
    house.sandbox.faults.answer(503, method="POST", route=MESSAGES, times=3)
    await house.work()
    assert _posts(house) == []
    house.sandbox.clock.advance(timedelta(minutes=2))
    await house.work()
    assert len(_posts(house)) == 1


async def test_an_unreadable_history_sends_nothing(house: Any) -> None:
    """Better no post than two: without the right to read, it stays unsent, and people who see one may answer."""
    await _ask_without_posting(house)
    house.sandbox.faults.answer(503, method="POST", route=MESSAGES, times=3, executed=True)
    await house.work()
    await house.denies("#daily-quiz", Permission.READ_MESSAGE_HISTORY)
    house.sandbox.clock.advance(timedelta(minutes=10))
    await house.work()
    assert len(_posts(house)) == 1
    ben = house.sandbox.person("ben")
    await ben.presses("Answer")
    assert ben.modal


async def test_an_overdue_post_is_not_sent(house: Any) -> None:
    """Hours later a lost post is only looked for; a missed day stays missed, and managers are told."""
    await _ask_without_posting(house)
    house.sandbox.faults.answer(503, method="POST", route=MESSAGES, times=3)
    await house.work()
    house.sandbox.clock.advance(timedelta(hours=7))
    await house.work()
    assert _posts(house) == []


async def test_a_forbidden_channel_pauses_the_schedule(house: Any) -> None:
    """The reason stands in the list, with what to do."""
    await _ask_without_posting(house)
    await house.denies("#daily-quiz", Permission.SEND_MESSAGES)
    await house.work()
    ada = house.sandbox.person("ada")
    await ada.runs("daily list")
    assert "Paused, because I may not post in #daily-quiz." in ada.sees("#daily-quiz")


async def test_a_channel_that_is_gone_pauses_the_schedule(house: Any) -> None:
    """A deleted channel is a reason of its own."""
    await house.sandbox.person("ada").runs("daily add", deck="clouds", channel="#arena")
    await house.sandbox.person("ada").runs("daily now")
    arena = house.sandbox.person("ada").channel("#arena")
    house.sandbox.world.remove(arena)
    await house.work()
    ada = house.sandbox.person("ada")
    await ada.runs("daily list")
    assert "Paused, because its channel is gone." in ada.sees("#daily-quiz")


async def test_the_count_is_refreshed(house: Any) -> None:
    """After an answer, and not more often than every ten seconds, the post tells how many."""
    await house.asks("clouds")
    ben = house.sandbox.person("ben")
    await ben.presses("Answer")
    await ben.submits("outside its training data")
    house.sandbox.clock.advance(timedelta(seconds=11))
    await house.work()
    assert "1 person has answered." in _posts(house)[0]["embeds"][0]["description"]
    assert _posts(house)[0]["flags"] == 0


async def test_closing_edits_the_post_and_brings_a_reply(house: Any) -> None:
    """The post becomes the result, and a reply to it tells everyone; both carry *My result*."""
    await house.asks("clouds")
    await house.closes()
    post, reply = _posts(house)
    assert post["embeds"][0]["title"] == "Result · Clouds"
    assert reply["message_reference"]["message_id"] == post["id"]
    assert reply["content"].startswith("It has closed.")
    assert [message["components"][0]["components"][0]["custom_id"] for message in (post, reply)] == [
        "result:mine:1"
    ] * 2
    house.sandbox.clock.advance(timedelta(hours=1))
    await house.work()
    assert len(_posts(house)) == 2


async def test_a_short_post_needs_no_reply(house: Any) -> None:
    """Closed within a quarter of an hour, the edit is seen anyway."""
    await house.asks("clouds")
    await house.sandbox.person("ada").runs("daily close")
    await house.work()
    assert [message["embeds"][0]["title"] for message in _posts(house)] == ["Result · Clouds"]


async def test_a_refused_edit_leaves_the_reply_and_is_tried_later(house: Any) -> None:
    """Error 30046 does not keep the result from people."""
    await house.asks("clouds")
    house.sandbox.faults.limit(3000, method="PATCH", route=MESSAGE)
    await house.closes()
    post, reply = _posts(house)
    assert post["embeds"][0]["title"].startswith("Question of the day")
    assert reply["embeds"][0]["title"] == "Result · Clouds"
    house.sandbox.clock.advance(timedelta(hours=2))
    await house.work()
    post, reply = _posts(house)
    assert post["embeds"][0]["title"] == "Result · Clouds"


async def test_a_lost_reply_is_found_and_not_sent_twice(house: Any) -> None:
    """The reply, too, is looked for before it is sent again."""
    await house.asks("clouds")
    house.sandbox.faults.answer(503, method="POST", route=MESSAGES, times=3, executed=True)
    await house.closes()
    assert len(_posts(house)) == 2
    house.sandbox.clock.advance(timedelta(hours=1))
    await house.work()
    assert len(_posts(house)) == 2
    assert await house.nothing_due()


async def test_a_deleted_post_still_has_a_result(house: Any) -> None:
    """Somebody deleted the post: there is nothing to edit, and the result comes all the same."""
    await house.asks("clouds")
    ada = house.sandbox.person("ada")
    await ada.deletes(_posts(house)[0])
    await house.closes()
    assert [message["embeds"][0]["title"] for message in _posts(house)] == ["Result · Clouds"]
    assert await house.nothing_due()
