"""Daily: what is due, and what the bot has to send for it; every step may be cut off and is then done again."""

from __future__ import annotations

from datetime import datetime

from bot.appeals.service.announcing import Announcing
from bot.boards.service.digests import Digests
from bot.calendar.timetable import local_date
from bot.chat.outbox import claims
from bot.chat.outbox import queries as posts
from bot.chat.outbox.orders import Order
from bot.chat.outbox.queries import KeptPost
from bot.core.chance import Chance
from bot.core.ids import GuildId, MessageId, OccurrenceId, PostId, ScheduleId, SourceId
from bot.core.instants import Clock
from bot.daily.errors import NothingOpen, ScheduleUnknown
from bot.daily.options import PauseReason
from bot.daily.queries import dues, occurrences, schedules
from bot.daily.queries.occurrences import KeptOccurrence, slot_now
from bot.daily.queries.schedules import KeptSchedule
from bot.daily.service import opening, settling, threads
from bot.daily.service.letters import Letters
from bot.daily.service.opening import Moment
from bot.daily.service.posts import OpenPost, open_post
from bot.daily.service.rounds import Rounds
from bot.daily.service.threads import Threads
from bot.db.database import Database, Transaction
from bot.guilds.service.away import Away
from bot.questions.queries.states import OccurrenceState, PostPurpose, PostState
from bot.questions.rules import SETTLE_AFTER
from bot.questions.service.record import Record
from bot.questions.service.rubrics import Rubrics

#: Rounds that order nothing, such as of missed dates, are followed by another; not without end.
_ROUNDS_MOST = 1_000


class Daily:
    """The daily quiz of all servers, from due to told.

    Args of the constructor:
        chance: Draws cards and orders options, such as `random.Random()`.
        claimant: Names this process in its claims; only a person reads it.

    Attributes:
        away: The servers whose messages wait.
    """

    def __init__(
        self,
        db: Database,
        clock: Clock,
        chance: Chance,
        *,
        record: Record,
        rubrics: Rubrics,
        claimant: str = "deckhand",
    ) -> None:
        self._db = db
        self._clock = clock
        self._chance = chance
        self.away = Away()
        self.letters = Letters(db, clock)
        self.digests = Digests(db, clock)
        self.threads = Threads(db)
        self._rounds = Rounds(db, chance, record=record, rubrics=rubrics, claimant=claimant, away=self.away)
        self.announcing = Announcing(db, clock)

    async def ask_now(self, *, guild: GuildId, schedule: ScheduleId, source: SourceId, at: datetime) -> OpenPost:
        """Record an extra occurrence of a schedule; `claim_due` then orders its post. The same source asks once.

        Args:
            guild: Where.
            schedule: Whose deck, channel and number of questions; it may be paused.
            source: The interaction that asks.
            at: When it asked; the question stays open from now on, whenever that was.

        Raises:
            ScheduleUnknown: This server has no such schedule.
            DeckUnknown: Its deck is gone.
            DeckTooSmall: Every card of its deck is open in this server already.
        """
        now = max(at, self._clock.now())
        slot = slot_now(source)

        def act(tx: Transaction) -> OpenPost:
            own = _own(tx, guild, schedule)
            if occurrences.of_slot(tx, schedule, slot) is None:
                day = local_date(now, own.timetable.zone)
                moment = Moment(day=day, slot=slot, due_at=now, opens_at=now, closes_at=now + own.open_for)
                opening.ask_at(tx, own, moment, self._chance)
            asked = occurrences.of_slot(tx, schedule, slot)
            if asked is None:
                raise LookupError(slot)
            return open_post(tx, asked)

        return await self._db.write(act)

    async def close_now(self, *, guild: GuildId, schedule: ScheduleId | None, at: datetime) -> int:
        """Close what is open now, of one schedule or of the whole server; `claim_due` then settles it.

        Returns:
            How many posts were closed.

        Raises:
            ScheduleUnknown: This server has no such schedule.
            NothingOpen: Nothing is.
        """
        now = self._clock.now()

        def act(tx: Transaction) -> int:
            if schedule is not None:
                _own(tx, guild, schedule)
            there = occurrences.open_in(tx, guild, now)
            chosen = [occurrence for occurrence in there if schedule in (None, occurrence.schedule)]
            if not chosen:
                raise NothingOpen
            for occurrence in chosen:
                settling.close(tx, occurrence, at, now)
            return len(chosen)

        return await self._db.write(act)

    async def open_in(self, guild: GuildId) -> tuple[OpenPost, ...]:
        """Return what is open in a server now, the one that closes first first."""

        def act(tx: Transaction) -> tuple[OpenPost, ...]:
            there = occurrences.open_in(tx, guild, self._clock.now())
            return tuple([open_post(tx, occurrence) for occurrence in there])

        return await self._db.read(act)

    async def next_due(self) -> datetime | None:
        """Return when `claim_due` has something to do next, perhaps in the past; None for never."""
        return (await self._db.read(lambda tx: dues.of(tx, self.away.guilds))).first

    async def claim_due(self, limit: int = 50) -> list[Order]:
        """Do what is due and return what is to be sent for it; nothing only once nothing more is due.

        A claim lasts 60 s: what is not reported by then is ordered again.
        """
        for _ in range(_ROUNDS_MOST):
            any_due, orders = await self._rounds.go(self._clock.now(), limit)
            if orders or not any_due:
                return orders
        return []

    async def attached(self, post: PostId, message: MessageId) -> None:
        """Learn that a post stands in Discord."""

        def act(tx: Transaction) -> None:
            found, occurrence = _post(tx, post)
            if found.state not in (PostState.PENDING, PostState.UNKNOWN):
                return
            posts.sent(tx, post, message)
            if found.purpose is PostPurpose.QUESTION and occurrence.state is OccurrenceState.DUE:
                occurrences.opened(tx, occurrence.id, settle_at=occurrence.closes_at + SETTLE_AFTER)

        await self._db.write(act)

    async def refused(self, post: PostId, reason: PauseReason) -> None:
        """Learn that Discord refused a post for good: its schedule is paused with the reason, nothing else is lost."""

        def act(tx: Transaction) -> None:
            found, occurrence = _post(tx, post)
            if found.state is PostState.PENDING and found.purpose is PostPurpose.QUESTION:
                posts.given_up(tx, post, PostState.REFUSED)
                settling.refuse(tx, occurrence)
            else:
                _owe_nothing(tx, occurrence)
            schedule = schedules.one(tx, occurrence.schedule)
            if schedule is not None:
                opening.pause(tx, schedule, reason, self._clock.now())

        await self._db.write(act)

    async def unknown(self, post: PostId) -> None:
        """Learn that the channel's history cannot be read: whether the post stands is not known; it stays unsent."""

        def act(tx: Transaction) -> None:
            found, occurrence = _post(tx, post)
            if found.state is not PostState.PENDING:
                return
            posts.given_up(tx, post, PostState.UNKNOWN)
            if found.purpose is PostPurpose.QUESTION and occurrence.state is OccurrenceState.DUE:
                # People may see it and answer, so it stays open; to its managers it counts as missed.
                occurrences.opened(tx, occurrence.id, settle_at=occurrence.closes_at + SETTLE_AFTER)
                schedules.set_missed(tx, occurrence.schedule, occurrence.local_date)

        await self._db.write(act)

    async def absent(self, post: PostId) -> None:
        """Learn that an overdue post never reached Discord: its occurrence was missed."""

        def act(tx: Transaction) -> None:
            found, occurrence = _post(tx, post)
            if found.state is PostState.PENDING and found.purpose is PostPurpose.QUESTION:
                posts.given_up(tx, post, PostState.DROPPED)
                settling.miss(tx, occurrence)

        await self._db.write(act)

    async def counted(self, occurrence: OccurrenceId) -> None:
        """Learn that the count was edited, or that Discord refused that edit for good."""
        lease = self._rounds.leases.pop(occurrence, None)
        if lease is not None:
            await self._db.write(lambda tx: occurrences.end_refresh(tx, occurrence, lease))

    async def told(self, post: PostId, *, edited: bool, reply: MessageId | None, amended: bool | None = None) -> None:
        """Learn what became of a result.

        Args:
            post: `PostResult.result.post`.
            edited: Whether the post shows the result now (True too where the order asked for no edit).
            reply: The reply that brought it; None if none was asked for, or it did not get through.
            amended: Whether the reply that stands shows the result as it is now; None: the order did not ask for it.
        """
        now = self._clock.now()

        def act(tx: Transaction) -> None:
            found, occurrence = _post(tx, post)
            claims.finish(tx, found, now, done=edited)
            brought = posts.of(tx, PostPurpose.RESULT, occurrence.id)
            if brought is not None and amended is not None:
                claims.finish(tx, brought, now, done=amended)
            if brought is None and edited:
                threads.owe(tx, occurrence, now)
            if brought is None or brought.state is not PostState.PENDING:
                return
            if reply is not None:
                posts.sent(tx, brought.id, reply)
                threads.owe(tx, occurrence, now)
            else:
                posts.postpone(tx, brought.id, now + claims.backoff_after(brought.tries))

        await self._db.write(act)


def _own(tx: Transaction, guild: GuildId, schedule: ScheduleId) -> KeptSchedule:
    found = schedules.one(tx, schedule)
    if found is None or found.guild != guild:
        raise ScheduleUnknown
    return found


def _post(tx: Transaction, post: PostId) -> tuple[KeptPost, KeptOccurrence]:
    found = posts.one(tx, post)
    occurrence = None if found is None else occurrences.one(tx, OccurrenceId(found.owner))
    if found is None or occurrence is None:
        raise LookupError(f"post {post}")
    return found, occurrence


def _owe_nothing(tx: Transaction, occurrence: KeptOccurrence) -> None:
    for purpose in (PostPurpose.QUESTION, PostPurpose.RESULT):
        post = posts.of(tx, purpose, occurrence.id)
        if post is not None and post.edit:
            posts.edited(tx, post.id)
        elif post is not None and post.state is PostState.PENDING:
            posts.given_up(tx, post.id, PostState.REFUSED)
