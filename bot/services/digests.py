"""Digests: a server's week and month summed up in one message, each once.

What is due is made first, as a row per period, and its post is owed from then on; `posts` and its claims bring it out
exactly once, as with everything the bot says on its own. One that is later than a day is not posted any more: it counts
as missed, and the next one says so.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.decks.card import Card
from bot.quiz.digest import LATE_MOST, DigestTimes, last_week, period_before
from bot.quiz.nonce import nonce_for
from bot.quiz.periods import span_of
from bot.quiz.timetable import local_date
from bot.quiz.typed import read_time
from bot.quiz.zones import UTC_NAME
from bot.services.board import BoardPage, Window
from bot.services.claims import CLAIM, TRIES_MOST, Claimant, backoff_after
from bot.services.digest import Digest, DigestSet, HardestCard, PostDigest
from bot.services.standings import ranks
from bot.store import boards, cards, digests, guilds, posts
from bot.store.boards import Board
from bot.store.digests import KeptDigest, Wanted
from bot.store.posts import KeptPost, NewPost
from bot.store.states import PostPurpose, PostState
from bot.store.store import Store, Unit
from bot.store.tallies import GUILD_SCOPE
from bot.terms.board_refusals import DigestEmpty, DigestOff, DigestTold
from bot.terms.ids import CardVersionId, ChannelId, GuildId, MessageId, OccurrenceId, PostId
from bot.terms.instants import Clock, from_ms, to_ms

#: Fewer answers say little about a card.
HARDEST_LEAST = 3
#: So many people a digest's picture shows.
SHOWN_MOST = 10
_AT_ONCE = 20


class Digests:
    """The digests of all servers; a chore of the alarm's."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def set(self, guild: GuildId, *, channel: ChannelId, day: int, at: str) -> DigestSet:
        """Choose where and when, in the server's time zone.

        Raises:
            TimeUnreadable: No time of day.
        """
        now, time = self._clock.now(), read_time(at)
        async with self._store.write() as unit:
            zone = await guilds.zone_of(unit, guild) or UTC_NAME
            due_at = DigestTimes(day=day, at=time, zone=zone).next_after(now)
            await digests.want(unit, Wanted(guild=guild, channel=channel, day=day, at=time, due_at=due_at), now)
        return DigestSet(channel=channel, day=day, zone=zone, next_at=due_at)

    async def off(self, guild: GuildId) -> None:
        """End the digests of a server.

        Raises:
            DigestOff: There are none.
        """
        async with self._store.write() as unit:
            if await digests.wanted_by(unit, guild) is None:
                raise DigestOff
            await digests.want_none(unit, guild)

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
        async with self._store.write() as unit:
            wanted = await digests.wanted_by(unit, guild)
            if wanted is None:
                raise DigestOff
            period = last_week(local_date(now, await guilds.zone_of(unit, guild) or UTC_NAME))
            if await digests.is_made(unit, guild, period):
                raise DigestTold(period=period)
            if not await boards.total(unit, _board(guild, period)):
                raise DigestEmpty(period=period)
            await _make(unit, replace(wanted, due_at=now), period, now)
        return wanted.channel, period

    # --- the alarm's chore --------------------------------------------------------------------------

    async def next_due(self) -> datetime | None:
        """Return when the next digest is to be made."""
        async with self._store.read() as unit:
            return await digests.next_at(unit)

    async def go_on(self) -> None:
        """Make what is due, and plan the next."""
        now = self._clock.now()
        async with self._store.write() as unit:
            for wanted in await digests.due(unit, now, _AT_ONCE):
                zone = await guilds.zone_of(unit, wanted.guild) or UTC_NAME
                times = DigestTimes(day=wanted.day, at=wanted.at, zone=zone)
                for period in times.told_at(wanted.due_at):
                    # A week without play is nothing to tell.
                    if await boards.total(unit, _board(wanted.guild, period)):
                        await _make(unit, wanted, period, now)
                # One after the other, so that those that fell due while the bot was away are known as missed.
                following = times.next_after(wanted.due_at)
                await digests.want(unit, replace(wanted, due_at=following), now)

    # --- what the poster reports --------------------------------------------------------------------

    async def sent(self, post: PostId, message: MessageId) -> None:
        """Learn that a digest stands in Discord."""
        async with self._store.write() as unit:
            found = await posts.one(unit, post)
            if found is not None and found.state is PostState.PENDING:
                await posts.sent(unit, post, message)

    async def refused(self, post: PostId) -> None:
        """Learn that Discord takes it there never: that one is given up, the next is tried."""
        await self._give_up(post, PostState.REFUSED)

    async def unknown(self, post: PostId) -> None:
        """Learn that the channel's history cannot be read: whether it stands is not known; it stays unsent."""
        await self._give_up(post, PostState.UNKNOWN)

    async def _give_up(self, post: PostId, state: PostState) -> None:
        async with self._store.write() as unit:
            found = await posts.one(unit, post)
            if found is not None and found.state is PostState.PENDING:
                await posts.given_up(unit, post, state)


async def claim(unit: Unit, post: KeptPost, claimant: Claimant) -> int | None:
    """Claim a digest's post; return how often that was done, None: it is not owed any more or another was first."""
    digest = await digests.one(unit, post.owner)
    late = digest is not None and post.tries == 0 and claimant.now > digest.due_at + LATE_MOST
    if digest is None or late or post.tries >= TRIES_MOST:
        await posts.given_up(unit, post.id, PostState.DROPPED)
        return None
    # To the millisecond kept, so that the claim ends exactly when the alarm looks again.
    until = from_ms(to_ms(claimant.now + max(CLAIM, backoff_after(post.tries))))
    return await posts.claim(unit, post.id, by=claimant.name, now=claimant.now, until=until)


async def order_for(unit: Unit, post: KeptPost, tries: int) -> PostDigest | None:
    """Say what to send; None: the digest is gone."""
    digest = await digests.one(unit, post.owner)
    if digest is None:
        return None
    return PostDigest(
        post=post.id,
        guild=post.guild,
        channel=post.channel,
        digest=await _told(unit, digest),
        nonce=post.nonce,
        retry=tries > 1,
    )


async def _make(unit: Unit, wanted: Wanted, period: str, now: datetime) -> None:
    made = await digests.insert_one(unit, wanted, period)
    if made is None:
        return
    await posts.insert_one(
        unit,
        NewPost(
            purpose=PostPurpose.DIGEST,
            owner=OccurrenceId(made),
            guild=wanted.guild,
            channel=wanted.channel,
            nonce=nonce_for("digest", wanted.guild, period, to_ms(now)),
            due_at=now,
        ),
    )


async def _told(unit: Unit, digest: KeptDigest) -> Digest:
    guild, span = digest.guild, span_of(digest.period)
    if span is None:
        raise LookupError(digest.period)
    board, earlier = _board(guild, digest.period), period_before(digest.period) or ""
    rows = ranks(await boards.first(unit, board, SHOWN_MOST), 1, 0)
    before = await boards.total(unit, _board(guild, earlier))
    hardest = await digests.hardest(unit, guild, span, HARDEST_LEAST)
    return Digest(
        id=digest.id,
        page=BoardPage(
            window=Window.WEEK if "W" in digest.period else Window.MONTH,
            scope=GUILD_SCOPE,
            period=digest.period,
            rows=rows,
            own=None,
            total=await boards.total(unit, board),
            before=None,
            after=None,
            present=False,
        ),
        improved=await digests.improved(unit, guild, digest.period, earlier),
        hardest=None
        if hardest is None
        else HardestCard(
            ask=Card.model_validate_json(await cards.content_of(unit, CardVersionId(hardest.card_version))).ask,
            answered=hardest.answered,
            right=hardest.right,
        ),
        asked=await digests.asked(unit, guild, span),
        answered=await digests.answered(unit, guild, digest.period),
        people_before=before or None,
        missed=await digests.missed_before(unit, digest),
    )


def _board(guild: GuildId, period: str) -> Board:
    return Board(guild=guild, scope=GUILD_SCOPE, period=period)
