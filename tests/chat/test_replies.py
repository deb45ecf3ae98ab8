"""Replies arrive in time, in the right place, and to their person alone."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.appeals.rules import NoticeKind
from bot.chat.queries import Notice, leave_notices
from bot.chat.replies import guild_of, locale_of, player_of, source_of, time_of
from bot.core.ids import GuildId, UserId
from bot.sandbox.interactions import Callback
from bot.sandbox.wire import Upload
from tests.database import busy, writing

GOOD = "the model looks facts up in a data source outside its training data, without fine-tuning the model"


async def test_a_slow_press_on_a_private_message_changes_it_in_place(house: Any) -> None:
    """What takes long is acknowledged without a new message, and the message then changes."""
    await house.asks("clouds")
    ben = house.sandbox.person("ben")
    await ben.presses("I don't know")
    ben.patient = False
    async with busy(house.db):
        shown = await asyncio.create_task(ben.presses("Yes, I don't know"))
    assert shown.callback is Callback.DEFERRED_UPDATE
    await house.sandbox.until(lambda: "➖ Passed" in ben.sees("#daily-quiz"))
    assert sum(bool(message["flags"] & 64) for message in ben.messages("#daily-quiz")) == 1


async def test_a_refusal_after_an_acknowledgement_takes_its_place(house: Any) -> None:
    """Nobody is left with a reply that thinks forever."""
    ada = house.sandbox.person("ada")
    await ada.runs("daily add", deck="clouds")
    await ada.runs("daily pause")
    ada.patient = False
    async with busy(house.db):
        shown = await asyncio.create_task(ada.runs("daily pause"))
    assert shown.callback is Callback.DEFERRED_MESSAGE
    await house.sandbox.until(lambda: "paused already" in ada.sees("#daily-quiz"))


async def test_a_refusal_leaves_a_private_question_in_place(house: Any) -> None:
    """A sentence about what does not work never takes the buttons away that do."""
    await house.asks("clouds")
    ben = house.sandbox.person("ben")
    first = await ben.presses("Hint (costs 25%)")
    post = next(message for message in ben.messages("#daily-quiz") if message["components"])
    await ben.presses("Hint (costs 25%)", message=post)
    await ben.presses("Another hint (free)", message=first)
    assert "Those were all 2 hints" in ben.sees("#daily-quiz")
    await ben.presses("Answer", message=first)
    assert ben.modal


async def test_a_lost_connection_is_tried_again(house: Any) -> None:
    """A reset while answering costs the person nothing."""
    await house.asks("clouds")
    ben = house.sandbox.person("ben")
    await ben.presses("Answer")
    house.sandbox.faults.reset(method="POST", route="/interactions/{interaction_id}/{interaction_token}/callback")
    await ben.submits(GOOD)
    assert "✅ Right" in ben.sees("#daily-quiz")


async def test_who_where_and_when_are_read_from_the_interaction(house: Any) -> None:
    """A service gets plain values: the server, the person, the display name, the snowflake and its time."""
    seen: list[Any] = []
    house.client.tree.interaction_check = _recorder(seen)
    ben = house.sandbox.person("ben")
    await ben.runs("help")
    (interaction,) = seen
    player = player_of(interaction)
    assert (player.guild, player.user, player.name) == (guild_of(interaction), ben.user.id, "Ben")
    assert source_of(interaction) == interaction.id
    assert abs((time_of(interaction) - house.sandbox.clock.now()).total_seconds()) < 60
    assert locale_of(interaction) == "en-US"


def _recorder(seen: list[Any]) -> Any:
    async def check(interaction: Any) -> bool:
        seen.append(interaction)
        return True

    return check


async def _leaves(house: Any, *points: int) -> None:
    ben, guild = UserId(house.sandbox.person("ben").user.id), GuildId(next(iter(house.sandbox.world.guilds)))
    with writing(house.db) as tx:
        for some in points:
            facts = {"question": "What is RAG?", "points": some}
            leave_notices(
                tx,
                [Notice(guild=guild, user=ben, kind=NoticeKind.POINTS_CHANGED, facts=facts)],
                house.sandbox.clock.now(),
            )


async def test_notices_come_with_the_next_private_reply_once(house: Any) -> None:
    """Whatever the person does next tells them, their following reply does not, and other people hear nothing."""
    await _leaves(house, 71)
    await house.sandbox.person("ada").runs("help")
    assert "71 points" not in house.sandbox.person("ada").sees("#daily-quiz")
    ben = house.sandbox.person("ben")
    shown = await ben.runs("help")
    assert "71 points" in shown.text
    assert "What would you like to do?" in shown.text
    assert "71 points" not in (await ben.runs("help")).text


async def test_a_refusal_tells_notices_too(house: Any) -> None:
    """The sentence about what does not work comes first, the news after it."""
    await _leaves(house, 72)
    await house.asks("clouds")
    ben = house.sandbox.person("ben")
    await ben.presses("Answer")
    shown = await ben.submits(" ")
    assert shown.text.index("no letters or digits") < shown.text.index("72 points")


async def test_notices_wait_for_a_busy_database_behind_an_acknowledgement(house: Any) -> None:
    """Taking notices writes; where that takes long the person is not left without an answer."""
    await _leaves(house, 73)
    ben = house.sandbox.person("ben")
    ben.patient = False
    async with busy(house.db):
        shown = await asyncio.create_task(ben.runs("help"))
    assert shown.callback is Callback.DEFERRED_MESSAGE
    await house.sandbox.until(lambda: "73 points" in ben.sees("#daily-quiz"))


async def test_long_work_tells_how_far_it_is(house: Any) -> None:
    """Who sent a great file sees that something is done with it, and then what came of it, in the same place."""
    ada = house.sandbox.person("ada")
    file = Upload(filename="tea.txt", data=b"Tea\nWhich tea is ground to a powder?\nmatcha\n")
    async with busy(house.db):
        importing = asyncio.create_task(ada.runs("library import", file=file))
        await house.sandbox.until(lambda: "The cards are read" in ada.sees("#daily-quiz"))
    await importing
    await house.sandbox.until(lambda: "Import “Tea”?" in ada.sees("#daily-quiz"))
    assert "The cards are read" not in ada.sees("#daily-quiz")
