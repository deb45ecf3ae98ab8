"""Queries of digests: plans, one row per period, and who improved."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from bot.boards.queries import digests, tallies
from bot.boards.queries.digests import DigestPlan, Improved
from bot.boards.queries.tallies import Gain
from bot.core.ids import ChannelId, DeckId, GuildId, UserId
from bot.db.database import Database, Transaction
from bot.guilds import queries as guilds
from tests.database import hide, writing

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HERE = GuildId(1)
PLAN = DigestPlan(guild=HERE, channel=ChannelId(7), day=4, at=time(16, 5), due_at=NOON)


def scores(tx: Transaction, user: int, day: date, points: int, guild: int = 1) -> None:
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
    tallies.add(tx, gain)
    guilds.remember_member(tx, GuildId(guild), UserId(user), f"person {user}", NOON)


async def test_a_plan_is_kept_and_ended(db: Database) -> None:
    """What is planned is read back, due in time, and gone when ended."""
    with writing(db) as tx:
        digests.set_plan(tx, PLAN, NOON)
        assert digests.plan_of(tx, HERE) == PLAN
        assert digests.due(tx, NOON, 5) == (PLAN,)
        assert digests.due(tx, NOON - timedelta(seconds=1), 5) == ()
        assert digests.next_at(tx) == NOON
        digests.drop_plan(tx, HERE)
        assert digests.plan_of(tx, HERE) is None
        assert digests.next_at(tx) is None


async def test_a_period_is_made_once(db: Database) -> None:
    """The second attempt makes nothing."""
    with writing(db) as tx:
        made = digests.insert_one(tx, PLAN, "2026-W47")
        assert made is not None
        assert digests.insert_one(tx, PLAN, "2026-W47") is None
        kept = digests.one(tx, made)
        assert kept is not None
        assert (kept.guild, kept.channel, kept.period) == (HERE, ChannelId(7), "2026-W47")
        assert digests.is_made(tx, HERE, "2026-W47")
        assert not digests.is_made(tx, GuildId(2), "2026-W47")
        assert digests.missed_before(tx, kept) is None


async def test_most_improved_played_both_times(db: Database) -> None:
    """The greatest gain wins; newcomers, hidden people and other servers do not count."""
    before, now = date(2026, 11, 16), date(2026, 11, 23)
    with writing(db) as tx:
        for user, then, later in ((1, 10, 60), (2, 50, 90), (3, 0, 99), (5, 80, 20)):
            scores(tx, user, before, then)
            scores(tx, user, now, later)
        scores(tx, 4, now, 500)
        scores(tx, 1, now, 999, guild=2)
        hide(tx, UserId(3), hidden=True)
        found = digests.improved(tx, HERE, "2026-W48", "2026-W47")
        assert found == Improved(name="person 1", points=60, gained=50)
        assert digests.improved(tx, HERE, "2026-W47", "2026-W46") is None
        assert digests.answered(tx, HERE, "2026-W48") == 4
