"""Daily: what is due, and what the bot has to send for it; every step may be cut off and is then done again."""

from __future__ import annotations

from datetime import datetime

from bot.quiz.chance import Chance
from bot.quiz.timetable import SETTLE_AFTER, local_date
from bot.services import claims, opening, settling, threads
from bot.services.announcing import Announcing
from bot.services.away import Away
from bot.services.digests import Digests
from bot.services.letters import Letters
from bot.services.opening import Moment
from bot.services.orders import Order
from bot.services.outcomes import OpenPost, PauseReason
from bot.services.rounds import Rounds
from bot.services.threads import Threads
from bot.services.views import open_post
from bot.store import dues, occurrences, posts, schedules
from bot.store.occurrences import KeptOccurrence, slot_now
from bot.store.posts import KeptPost
from bot.store.schedules import KeptSchedule
from bot.store.states import OccurrenceState, PostPurpose, PostState
from bot.store.store import Store, Unit
from bot.terms.ids import GuildId, MessageId, OccurrenceId, PostId, ScheduleId, SourceId
from bot.terms.instants import Clock
from bot.terms.refusals import NothingOpen, ScheduleUnknown

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

    def __init__(self, store: Store, clock: Clock, chance: Chance, claimant: str = "deckhand") -> None:
        self._store = store
        self._clock = clock
        self._chance = chance
        self.away = Away()
        self.letters = Letters(store, clock)
        self.digests = Digests(store, clock)
        self.threads = Threads(store)
        self._rounds = Rounds(store, chance, claimant, self.away)
        self.announcing = Announcing(store, clock)

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
        async with self._store.write() as unit:
            own = await _own(unit, guild, schedule)
            if await occurrences.of_slot(unit, schedule, slot) is None:
                day = local_date(now, own.timetable.zone)
                moment = Moment(day=day, slot=slot, due_at=now, opens_at=now, closes_at=now + own.open_for)
                await opening.ask_at(unit, own, moment, self._chance)
            asked = await occurrences.of_slot(unit, schedule, slot)
            if asked is None:
                raise LookupError(slot)
            return await open_post(unit, asked)

    async def close_now(self, *, guild: GuildId, schedule: ScheduleId | None, at: datetime) -> int:
        """Close what is open now, of one schedule or of the whole server; `claim_due` then settles it.

        Returns:
            How many posts were closed.

        Raises:
            ScheduleUnknown: This server has no such schedule.
            NothingOpen: Nothing is.
        """
        now = self._clock.now()
        async with self._store.write() as unit:
            if schedule is not None:
                await _own(unit, guild, schedule)
            there = await occurrences.open_in(unit, guild, now)
            chosen = [occurrence for occurrence in there if schedule in (None, occurrence.schedule)]
            if not chosen:
                raise NothingOpen
            for occurrence in chosen:
                await settling.close(unit, occurrence, at, now)
            return len(chosen)

    async def open_in(self, guild: GuildId) -> tuple[OpenPost, ...]:
        """Return what is open in a server now, the one that closes first first."""
        async with self._store.read() as unit:
            there = await occurrences.open_in(unit, guild, self._clock.now())
            return tuple([await open_post(unit, occurrence) for occurrence in there])

    async def next_due(self) -> datetime | None:
        """Return when `claim_due` has something to do next, perhaps in the past; None for never."""
        return (await self._store.read_at_once(lambda unit: dues.of(unit, self.away.guilds))).first

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
        async with self._store.write() as unit:
            found, occurrence = await _post(unit, post)
            if found.state not in (PostState.PENDING, PostState.UNKNOWN):
                return
            await posts.sent(unit, post, message)
            if found.purpose is PostPurpose.QUESTION and occurrence.state is OccurrenceState.DUE:
                await occurrences.opened(unit, occurrence.id, settle_at=occurrence.closes_at + SETTLE_AFTER)

    async def refused(self, post: PostId, reason: PauseReason) -> None:
        """Learn that Discord refused a post for good: its schedule is paused with the reason, nothing else is lost."""
        async with self._store.write() as unit:
            found, occurrence = await _post(unit, post)
            if found.state is PostState.PENDING and found.purpose is PostPurpose.QUESTION:
                await posts.given_up(unit, post, PostState.REFUSED)
                await settling.refuse(unit, occurrence)
            else:
                await _owe_nothing(unit, occurrence)
            schedule = await schedules.one(unit, occurrence.schedule)
            if schedule is not None:
                await opening.pause(unit, schedule, reason, self._clock.now())

    async def unknown(self, post: PostId) -> None:
        """Learn that the channel's history cannot be read: whether the post stands is not known; it stays unsent."""
        async with self._store.write() as unit:
            found, occurrence = await _post(unit, post)
            if found.state is not PostState.PENDING:
                return
            await posts.given_up(unit, post, PostState.UNKNOWN)
            if found.purpose is PostPurpose.QUESTION and occurrence.state is OccurrenceState.DUE:
                # People may see it and answer, so it stays open; to its managers it counts as missed.
                await occurrences.opened(unit, occurrence.id, settle_at=occurrence.closes_at + SETTLE_AFTER)
                await schedules.set_missed(unit, occurrence.schedule, occurrence.local_date)

    async def absent(self, post: PostId) -> None:
        """Learn that an overdue post never reached Discord: its occurrence was missed."""
        async with self._store.write() as unit:
            found, occurrence = await _post(unit, post)
            if found.state is PostState.PENDING and found.purpose is PostPurpose.QUESTION:
                await posts.given_up(unit, post, PostState.DROPPED)
                await settling.miss(unit, occurrence)

    async def counted(self, occurrence: OccurrenceId) -> None:
        """Learn that the count was edited, or that Discord refused that edit for good."""
        lease = self._rounds.leases.pop(occurrence, None)
        if lease is not None:
            async with self._store.write() as unit:
                await occurrences.end_refresh(unit, occurrence, lease)

    async def told(self, post: PostId, *, edited: bool, reply: MessageId | None, amended: bool | None = None) -> None:
        """Learn what became of a result.

        Args:
            post: `PostResult.result.post`.
            edited: Whether the post shows the result now (True too where the order asked for no edit).
            reply: The reply that brought it; None if none was asked for, or it did not get through.
            amended: Whether the reply that stands shows the result as it is now; None: the order did not ask for it.
        """
        now = self._clock.now()
        async with self._store.write() as unit:
            found, occurrence = await _post(unit, post)
            await claims.finish(unit, found, now, done=edited)
            brought = await posts.of(unit, PostPurpose.RESULT, occurrence.id)
            if brought is not None and amended is not None:
                await claims.finish(unit, brought, now, done=amended)
            if brought is None and edited:
                await threads.owe(unit, occurrence, now)
            if brought is None or brought.state is not PostState.PENDING:
                return
            if reply is not None:
                await posts.sent(unit, brought.id, reply)
                await threads.owe(unit, occurrence, now)
            else:
                await posts.postpone(unit, brought.id, now + claims.backoff_after(brought.tries))


async def _own(unit: Unit, guild: GuildId, schedule: ScheduleId) -> KeptSchedule:
    found = await schedules.one(unit, schedule)
    if found is None or found.guild != guild:
        raise ScheduleUnknown
    return found


async def _post(unit: Unit, post: PostId) -> tuple[KeptPost, KeptOccurrence]:
    found = await posts.one(unit, post)
    occurrence = None if found is None else await occurrences.one(unit, OccurrenceId(found.owner))
    if found is None or occurrence is None:
        raise LookupError(f"post {post}")
    return found, occurrence


async def _owe_nothing(unit: Unit, occurrence: KeptOccurrence) -> None:
    for purpose in (PostPurpose.QUESTION, PostPurpose.RESULT):
        post = await posts.of(unit, purpose, occurrence.id)
        if post is not None and post.edit:
            await posts.edited(unit, post.id)
        elif post is not None and post.state is PostState.PENDING:
            await posts.given_up(unit, post.id, PostState.REFUSED)
