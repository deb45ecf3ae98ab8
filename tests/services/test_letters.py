"""Letters: the greeting, and word of a pause."""

from __future__ import annotations

from typing import Any

from bot.chat.outbox.orders import PostGreeting, TellPause
from bot.core.ids import ChannelId, GuildId, MessageId, UserId
from bot.daily.options import PauseReason
from bot.daily.service import letters
from bot.guilds.queries import guilds
from tests.database import writing

HERE = GuildId(1)
SETUP = ChannelId(77)


async def _refused(evening: Any, **changes: object) -> TellPause:
    """Let Discord refuse a post, and return the letter about it."""
    view = await evening.schedule(**changes)
    evening.clock.at = view.next_at
    (order,) = await evening.due()
    await evening.daily.refused(order.open.post, PauseReason.CHANNEL_GONE)
    (letter,) = await evening.due()
    assert isinstance(letter, TellPause)
    return letter


async def test_the_maker_is_told_once(evening: Any) -> None:
    """Word of a pause goes to who made the schedule, once."""
    letter = await _refused(evening, by=UserId(5))
    assert (letter.to, letter.channel, letter.retry) == (5, 0, False)
    assert letter.schedule.paused is PauseReason.CHANNEL_GONE
    await evening.daily.letters.sent(letter.post, MessageId(9))
    evening.clock.advance(days=1)
    assert await evening.due() == []


async def test_the_set_up_channel_is_next(evening: Any) -> None:
    """If the maker cannot be written to, it is told where the server was set up, and if not there, nowhere."""
    with writing(evening.db) as tx:
        guilds.set_channel(tx, HERE, SETUP, evening.clock.now())
    letter = await _refused(evening)
    await evening.daily.letters.undeliverable(letter.post)
    (second,) = await evening.due()
    assert (second.to, second.channel, second.retry) == (None, SETUP, False)
    await evening.daily.letters.undeliverable(second.post)
    evening.clock.advance(days=1)
    assert await evening.due() == []


async def test_without_a_set_up_channel_the_list_suffices(evening: Any) -> None:
    """A letter that has nowhere to go is given up; the schedule stays paused."""
    letter = await _refused(evening)
    await evening.daily.letters.undeliverable(letter.post)
    assert await evening.due() == []
    (view,) = await evening.schedules.all(HERE)
    assert view.paused is PauseReason.CHANNEL_GONE


async def test_a_lost_letter_is_looked_for(evening: Any) -> None:
    """A claim that ran out is claimed again as a retry, later each time."""
    letter = await _refused(evening)
    evening.clock.advance(seconds=61)
    (again,) = await evening.due()
    assert again.post == letter.post
    assert again.retry
    assert again.nonce == letter.nonce


async def test_a_second_pause_is_told_again(evening: Any) -> None:
    """After a resume the next pause is news."""
    letter = await _refused(evening)
    await evening.daily.letters.sent(letter.post, MessageId(9))
    view = await evening.schedules.resume(HERE, letter.schedule.id)
    evening.clock.at = view.next_at
    (order,) = await evening.due()
    await evening.daily.refused(order.open.post, PauseReason.NO_PERMISSION)
    (again,) = await evening.due()
    assert isinstance(again, TellPause)
    assert again.nonce != letter.nonce
    assert not again.retry


async def test_resumed_meanwhile(evening: Any) -> None:
    """Nobody is told of a pause that is over."""
    view = await evening.schedule()
    evening.clock.at = view.next_at
    (order,) = await evening.due()
    await evening.daily.refused(order.open.post, PauseReason.CHANNEL_GONE)
    await evening.schedules.resume(HERE, view.id)
    assert await evening.due() == []


async def test_a_pause_that_was_asked_for_is_no_news(evening: Any) -> None:
    """Who pauses a schedule knows."""
    view = await evening.schedule()
    await evening.schedules.pause(HERE, view.id)
    assert await evening.due() == []


async def test_a_server_is_greeted_once(evening: Any) -> None:
    """However often a greeting is owed, it is ordered once."""
    for _ in range(2):
        with writing(evening.db) as tx:
            letters.owe_greeting(tx, HERE, SETUP, evening.clock.now())
    (greeting,) = await evening.due()
    assert isinstance(greeting, PostGreeting)
    assert (greeting.guild, greeting.channel) == (HERE, SETUP)
    await evening.daily.letters.sent(greeting.post, MessageId(9))
    with writing(evening.db) as tx:
        letters.owe_greeting(tx, HERE, SETUP, evening.clock.now())
    assert await evening.due() == []
