"""Digests in the store: wishes, one row per period, and who improved."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from bot.store import digests, members, people, tallies
from bot.store.digests import Improved, Wanted
from bot.store.store import Store, Unit
from bot.store.tallies import Gain
from bot.terms.ids import ChannelId, DeckId, GuildId, UserId

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HERE = GuildId(1)
WANTED = Wanted(guild=HERE, channel=ChannelId(7), day=4, at=time(16, 5), due_at=NOON)


async def scores(unit: Unit, user: int, day: date, points: int, guild: int = 1) -> None:
    """Give someone points on a day."""
    gain = Gain(
        guild=GuildId(guild),
        channel=ChannelId(10),
        deck=DeckId("aws"),
        user=UserId(user),
        local_date=day,
        at=NOON,
        points=points,
        answered=1,
        right=1,
    )
    await tallies.add(unit, gain)
    await members.touch(unit, GuildId(guild), UserId(user), f"person {user}", NOON)


async def test_a_wish_is_kept_and_ended(store: Store) -> None:
    """What is wanted is read back, due in time, and gone when ended."""
    async with store.write() as unit:
        await digests.want(unit, WANTED, NOON)
        assert await digests.wanted_by(unit, HERE) == WANTED
        assert await digests.due(unit, NOON, 5) == (WANTED,)
        assert await digests.due(unit, NOON - timedelta(seconds=1), 5) == ()
        assert await digests.next_at(unit) == NOON
        await digests.want_none(unit, HERE)
        assert await digests.wanted_by(unit, HERE) is None
        assert await digests.next_at(unit) is None


async def test_a_period_is_made_once(store: Store) -> None:
    """The second attempt makes nothing."""
    async with store.write() as unit:
        made = await digests.insert_one(unit, WANTED, "2026-W47")
        assert made is not None
        assert await digests.insert_one(unit, WANTED, "2026-W47") is None
        kept = await digests.one(unit, made)
        assert kept is not None
        assert (kept.guild, kept.channel, kept.period) == (HERE, ChannelId(7), "2026-W47")
        assert await digests.is_made(unit, HERE, "2026-W47")
        assert not await digests.is_made(unit, GuildId(2), "2026-W47")
        assert await digests.missed_before(unit, kept) is None


async def test_most_improved_played_both_times(store: Store) -> None:
    """The greatest gain wins; newcomers, hidden people and other servers do not count."""
    before, now = date(2026, 11, 16), date(2026, 11, 23)
    async with store.write() as unit:
        for user, then, later in ((1, 10, 60), (2, 50, 90), (3, 0, 99), (5, 80, 20)):
            await scores(unit, user, before, then)
            await scores(unit, user, now, later)
        await scores(unit, 4, now, 500)
        await scores(unit, 1, now, 999, guild=2)
        await people.hide(unit, UserId(3), hidden=True)
        found = await digests.improved(unit, HERE, "2026-W48", "2026-W47")
        assert found == Improved(name="person 1", points=60, gained=50)
        assert await digests.improved(unit, HERE, "2026-W47", "2026-W46") is None
        assert await digests.answered(unit, HERE, "2026-W48") == 4
