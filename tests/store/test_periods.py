"""Periods with play: found by leaps, whatever stands between."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

from bot.boards.queries import periods, tallies
from bot.boards.queries.tallies import Gain
from bot.core.ids import ChannelId, DeckId, GuildId, UserId
from bot.db.database import Database
from tests.database import reading, writing

HERE = GuildId(1)


async def test_every_day_finds_its_neighbours(db: Database) -> None:
    """From any day of three years the nearest days with play are found, in each scope."""
    chance = random.Random(3)
    first = date(2025, 1, 1)
    played = sorted({first + timedelta(days=chance.randrange(900)) for _ in range(12)})
    with writing(db) as tx:
        for day in played:
            gain = Gain(
                guild=HERE,
                channel=ChannelId(10),
                deck=DeckId("aws"),
                user=UserId(1),
                local_date=day,
                at=datetime(2026, 1, 1, tzinfo=UTC),
                points=1,
                answered=1,
                right=1,
            )
            tallies.add(tx, gain)
    with reading(db) as tx:
        for offset in range(-40, 960, 7):
            day = first + timedelta(days=offset)
            before = max((there for there in played if there < day), default=None)
            after = min((there for there in played if there > day), default=None)
            for scope in ("guild", "channel:10", "deck:aws"):
                assert periods.day_before(tx, HERE, scope, day) == before
                assert periods.day_after(tx, HERE, scope, day) == after
        assert periods.day_before(tx, GuildId(2), "guild", date.max) is None
        assert periods.day_after(tx, HERE, "deck:other", date.min) is None
