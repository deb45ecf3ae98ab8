"""Digests: a server's week and month summed up in one message, each once.

What is due is made first, as a row per period, and its message is owed from then on; the outbox brings it out exactly
once. One that is later than a day is not sent any more: it counts as missed, and the next one says so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.boards.errors import DigestEmpty, DigestOff, DigestTold
from bot.boards.queries import boards, digests
from bot.boards.queries.boards import Board
from bot.boards.queries.digests import DIGEST, DigestPlan, Hardest, Improved, MadeDigest
from bot.boards.rules import LATE_MOST, DigestTimes, Window, last_week, period_before, window_of
from bot.boards.scopes import WHOLE
from bot.boards.service.standings import BoardPage, ranks
from bot.calendar.periods import span_of
from bot.calendar.timetable import local_date
from bot.calendar.typed import read_time
from bot.calendar.zones import UTC_NAME
from bot.chat.chores import Chore, row_by_row
from bot.chat.outbox import queries as posts
from bot.chat.outbox.kinds import Composed
from bot.chat.outbox.queries import Post
from bot.core.ids import ChannelId, GuildId
from bot.core.instants import Clock
from bot.db.database import Database, Transaction
from bot.guilds import queries as guilds

#: Fewer answers say little about a card.
HARDEST_LEAST = 3
#: So many people a digest's picture shows.
SHOWN_MOST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What a digest tells."""

    id: int
    #: The board of its period, nobody's own line.
    page: BoardPage
    improved: Improved | None
    hardest: Hardest | None
    asked: int
    answered: int
    #: How many people played in the period before; None: there is none to compare with.
    people_before: int | None
    #: The period whose digest was missed before this one; None: none was.
    missed: str | None


class Digests:
    """The digests of all servers."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def set(self, guild: GuildId, *, channel: ChannelId, day: int, at: str) -> tuple[DigestPlan, str]:
        """Choose where and when.

        Returns:
            What is planned, and the server's time zone, by which it goes.

        Raises:
            TimeUnreadable: No time of day.
        """
        now, time = self._clock.now(), read_time(at)

        def act(tx: Transaction) -> tuple[DigestPlan, str]:
            zone = guilds.zone_of(tx, guild) or UTC_NAME
            due_at = DigestTimes(day=day, at=time, zone=zone).next_after(now)
            plan = DigestPlan(guild=guild, channel=channel, day=day, at=time, due_at=due_at)
            digests.set_plan(tx, plan, now)
            return plan, zone

        return await self._db.write(act)

    async def off(self, guild: GuildId) -> None:
        """End the digests of a server.

        Raises:
            DigestOff: There are none.
        """

        def act(tx: Transaction) -> None:
            if digests.plan_of(tx, guild) is None:
                raise DigestOff
            digests.drop_plan(tx, guild)

        await self._db.write(act)

    async def now(self, guild: GuildId) -> tuple[ChannelId, str]:
        """Owe the digest of the last week that is over, at once.

        Returns:
            Where it comes, and of which week.

        Raises:
            DigestOff: The server has not chosen where.
            DigestTold: It was posted already.
            DigestEmpty: Nobody played that week.
        """
        now = self._clock.now()

        def act(tx: Transaction) -> tuple[ChannelId, str]:
            plan = digests.plan_of(tx, guild)
            if plan is None:
                raise DigestOff
            period = last_week(local_date(now, guilds.zone_of(tx, guild) or UTC_NAME))
            if digests.is_made(tx, guild, period):
                raise DigestTold(period=period)
            if not boards.total(tx, _board(guild, period)):
                raise DigestEmpty(period=period)
            _make(tx, replace(plan, due_at=now), period, now)
            return plan.channel, period

        return await self._db.write(act)

    def chore(self) -> Chore:
        """Return the making of digests that are due, server by server."""
        return Chore(
            name="make-digests",
            next_due=digests.next_at,
            work=row_by_row(self._db, due=digests.due, act=self._make_due, put_off=_put_off),
        )

    async def _make_due(self, plan: DigestPlan, now: datetime) -> None:
        """Make what is due, and plan the next."""

        def act(tx: Transaction) -> None:
            # It may have been changed or ended since it was found to be due.
            if digests.plan_of(tx, plan.guild) != plan:
                return
            zone = guilds.zone_of(tx, plan.guild) or UTC_NAME
            times = DigestTimes(day=plan.day, at=plan.at, zone=zone)
            for period in times.told_at(plan.due_at):
                # A week without play is nothing to tell.
                if boards.total(tx, _board(plan.guild, period)):
                    _make(tx, plan, period, now)
            # One after the other, so that those that fell due while the bot was away are known as missed.
            following = times.next_after(plan.due_at)
            digests.set_plan(tx, replace(plan, due_at=following), now)

        await self._db.write(act)


def _put_off(tx: Transaction, plan: DigestPlan, until: datetime) -> None:
    if digests.plan_of(tx, plan.guild) == plan:
        digests.set_plan(tx, replace(plan, due_at=until), until)


def compose(tx: Transaction, post: Post, now: datetime) -> Composed[Digest] | None:  # noqa: ARG001 - as every kind
    """Say what a digest tells; one that is later than a day is not sent any more."""
    digest = digests.one(tx, post.owner)
    if digest is None:
        return None
    marks = frozenset({("digest", digest.id)})
    return Composed(value=_told(tx, digest), marks=marks, until=digest.due_at + LATE_MOST)


def _make(tx: Transaction, plan: DigestPlan, period: str, now: datetime) -> None:
    made = digests.insert_one(tx, plan, period)
    if made is None:
        return
    posts.owe(tx, DIGEST, made, guild=plan.guild, channel=plan.channel, at=now)


def _told(tx: Transaction, digest: MadeDigest) -> Digest:
    guild, span = digest.guild, span_of(digest.period)
    if span is None:
        raise LookupError(digest.period)
    board, earlier = _board(guild, digest.period), period_before(digest.period) or ""
    rows = ranks(boards.first(tx, board, SHOWN_MOST), 1, 0)
    before = boards.total(tx, _board(guild, earlier))
    return Digest(
        id=digest.id,
        page=BoardPage(
            window=window_of(digest.period) or Window.WEEK,
            scope=WHOLE,
            period=digest.period,
            rows=rows,
            own=None,
            total=boards.total(tx, board),
            before=None,
            after=None,
            present=False,
        ),
        improved=digests.improved(tx, guild, digest.period, earlier),
        hardest=digests.hardest(tx, guild, span, HARDEST_LEAST),
        asked=digests.asked(tx, guild, span),
        answered=digests.answered(tx, guild, digest.period),
        people_before=before or None,
        missed=digests.missed_before(tx, digest),
    )


def _board(guild: GuildId, period: str) -> Board:
    return Board(guild=guild, scope=WHOLE, period=period)
