"""Digests: a server's week and month summed up in one message, each once.

What is due is made first, as a row per period, and its post is owed from then on; `posts` and its claims bring it out
exactly once, as with everything the bot says on its own. One that is later than a day is not posted any more: it counts
as missed, and the next one says so.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.boards.errors import DigestEmpty, DigestOff, DigestTold
from bot.boards.queries import boards, digests
from bot.boards.queries.boards import Board
from bot.boards.queries.digests import KeptDigest, Wanted
from bot.boards.rules import LATE_MOST, DigestTimes, Window, last_week, period_before
from bot.boards.scopes import WHOLE
from bot.boards.service.digest import Digest, DigestSet, HardestCard, PostDigest
from bot.boards.service.standings import BoardPage, ranks
from bot.calendar.periods import span_of
from bot.calendar.timetable import local_date
from bot.calendar.typed import read_time
from bot.calendar.zones import UTC_NAME
from bot.chat.outbox import queries as posts
from bot.chat.outbox.claims import CLAIM, TRIES_MOST, Claimant, backoff_after
from bot.chat.outbox.queries import KeptPost, NewPost
from bot.core.ids import CardVersionId, ChannelId, GuildId, MessageId, OccurrenceId, PostId
from bot.core.instants import Clock, from_ms, to_ms
from bot.daily.nonce import nonce_for
from bot.db.database import Database, Transaction
from bot.guilds.queries import guilds
from bot.library.queries import decks
from bot.questions.queries.states import PostPurpose, PostState

#: Fewer answers say little about a card.
HARDEST_LEAST = 3
#: So many people a digest's picture shows.
SHOWN_MOST = 10
_AT_ONCE = 20


class Digests:
    """The digests of all servers; a chore of the alarm's."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def set(self, guild: GuildId, *, channel: ChannelId, day: int, at: str) -> DigestSet:
        """Choose where and when, in the server's time zone.

        Raises:
            TimeUnreadable: No time of day.
        """
        now, time = self._clock.now(), read_time(at)

        def act(tx: Transaction) -> DigestSet:
            zone = guilds.zone_of(tx, guild) or UTC_NAME
            due_at = DigestTimes(day=day, at=time, zone=zone).next_after(now)
            digests.want(tx, Wanted(guild=guild, channel=channel, day=day, at=time, due_at=due_at), now)
            return DigestSet(channel=channel, day=day, zone=zone, next_at=due_at)

        return await self._db.write(act)

    async def off(self, guild: GuildId) -> None:
        """End the digests of a server.

        Raises:
            DigestOff: There are none.
        """

        def act(tx: Transaction) -> None:
            if digests.wanted_by(tx, guild) is None:
                raise DigestOff
            digests.want_none(tx, guild)

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
            wanted = digests.wanted_by(tx, guild)
            if wanted is None:
                raise DigestOff
            period = last_week(local_date(now, guilds.zone_of(tx, guild) or UTC_NAME))
            if digests.is_made(tx, guild, period):
                raise DigestTold(period=period)
            if not boards.total(tx, _board(guild, period)):
                raise DigestEmpty(period=period)
            _make(tx, replace(wanted, due_at=now), period, now)
            return wanted.channel, period

        return await self._db.write(act)

    # --- the alarm's chore --------------------------------------------------------------------------

    async def next_due(self) -> datetime | None:
        """Return when the next digest is to be made."""

        def act(tx: Transaction) -> datetime | None:
            return digests.next_at(tx)

        return await self._db.read(act)

    async def go_on(self) -> None:
        """Make what is due, and plan the next."""
        now = self._clock.now()

        def act(tx: Transaction) -> None:
            for wanted in digests.due(tx, now, _AT_ONCE):
                zone = guilds.zone_of(tx, wanted.guild) or UTC_NAME
                times = DigestTimes(day=wanted.day, at=wanted.at, zone=zone)
                for period in times.told_at(wanted.due_at):
                    # A week without play is nothing to tell.
                    if boards.total(tx, _board(wanted.guild, period)):
                        _make(tx, wanted, period, now)
                # One after the other, so that those that fell due while the bot was away are known as missed.
                following = times.next_after(wanted.due_at)
                digests.want(tx, replace(wanted, due_at=following), now)

        await self._db.write(act)

    # --- what the poster reports --------------------------------------------------------------------

    async def sent(self, post: PostId, message: MessageId) -> None:
        """Learn that a digest stands in Discord."""

        def act(tx: Transaction) -> None:
            found = posts.one(tx, post)
            if found is not None and found.state is PostState.PENDING:
                posts.sent(tx, post, message)

        await self._db.write(act)

    async def refused(self, post: PostId) -> None:
        """Learn that Discord takes it there never: that one is given up, the next is tried."""
        await self._give_up(post, PostState.REFUSED)

    async def unknown(self, post: PostId) -> None:
        """Learn that the channel's history cannot be read: whether it stands is not known; it stays unsent."""
        await self._give_up(post, PostState.UNKNOWN)

    async def _give_up(self, post: PostId, state: PostState) -> None:
        def act(tx: Transaction) -> None:
            found = posts.one(tx, post)
            if found is not None and found.state is PostState.PENDING:
                posts.given_up(tx, post, state)

        await self._db.write(act)


def claim(tx: Transaction, post: KeptPost, claimant: Claimant) -> int | None:
    """Claim a digest's post; return how often that was done, None: it is not owed any more or another was first."""
    digest = digests.one(tx, post.owner)
    late = digest is not None and post.tries == 0 and claimant.now > digest.due_at + LATE_MOST
    if digest is None or late or post.tries >= TRIES_MOST:
        posts.given_up(tx, post.id, PostState.DROPPED)
        return None
    # To the millisecond kept, so that the claim ends exactly when the alarm looks again.
    until = from_ms(to_ms(claimant.now + max(CLAIM, backoff_after(post.tries))))
    return posts.claim(tx, post.id, by=claimant.name, now=claimant.now, until=until)


def order_for(tx: Transaction, post: KeptPost, tries: int) -> PostDigest | None:
    """Say what to send; None: the digest is gone."""
    digest = digests.one(tx, post.owner)
    if digest is None:
        return None
    return PostDigest(
        post=post.id,
        guild=post.guild,
        channel=post.channel,
        digest=_told(tx, digest),
        nonce=post.nonce,
        retry=tries > 1,
    )


def _make(tx: Transaction, wanted: Wanted, period: str, now: datetime) -> None:
    made = digests.insert_one(tx, wanted, period)
    if made is None:
        return
    posts.insert_one(
        tx,
        NewPost(
            purpose=PostPurpose.DIGEST,
            owner=OccurrenceId(made),
            guild=wanted.guild,
            channel=wanted.channel,
            nonce=nonce_for("digest", wanted.guild, period, to_ms(now)),
            due_at=now,
        ),
    )


def _told(tx: Transaction, digest: KeptDigest) -> Digest:
    guild, span = digest.guild, span_of(digest.period)
    if span is None:
        raise LookupError(digest.period)
    board, earlier = _board(guild, digest.period), period_before(digest.period) or ""
    rows = ranks(boards.first(tx, board, SHOWN_MOST), 1, 0)
    before = boards.total(tx, _board(guild, earlier))
    hardest = digests.hardest(tx, guild, span, HARDEST_LEAST)
    return Digest(
        id=digest.id,
        page=BoardPage(
            window=Window.WEEK if "W" in digest.period else Window.MONTH,
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
        hardest=None
        if hardest is None
        else HardestCard(
            ask=_ask_of(tx, CardVersionId(hardest.card_version)),
            answered=hardest.answered,
            right=hardest.right,
        ),
        asked=digests.asked(tx, guild, span),
        answered=digests.answered(tx, guild, digest.period),
        people_before=before or None,
        missed=digests.missed_before(tx, digest),
    )


def _ask_of(tx: Transaction, version: CardVersionId) -> str:
    return decks.contents(tx, [version])[version].ask


def _board(guild: GuildId, period: str) -> Board:
    return Board(guild=guild, scope=WHOLE, period=period)
