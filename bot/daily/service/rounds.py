"""Rounds: what a schedule asks, from due to settled; every step is a short transaction that may be done again."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from bot.calendar.timetable import local_date
from bot.chat.chores import Chore, row_by_row
from bot.chat.feature import AnswerRecorded, AnswerRegraded
from bot.chat.outbox import queries as posts
from bot.core.chance import Chance
from bot.core.ids import GuildId, ScheduleId, SourceId
from bot.core.instants import Clock
from bot.daily.errors import NothingOpen
from bot.daily.owner import QUESTION, round_of
from bot.daily.queries import rounds, schedules, streaks
from bot.daily.queries.rounds import Round, RoundState, slot_now
from bot.daily.queries.schedules import Schedule
from bot.daily.refresh import INTERVAL_YOUNG, next_refresh
from bot.daily.service import opening, settling
from bot.daily.service.planning import plan_anew
from bot.daily.service.posts import OpenPost, open_post
from bot.daily.service.results import counted_result
from bot.daily.service.schedules import own
from bot.daily.service.streaks import count_some
from bot.db.database import Database, Transaction
from bot.questions.service.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedNow:
    """What was asked at once."""

    post: OpenPost
    #: How many questions the schedule asks; the post has fewer where too many cards are open already.
    wanted: int


class Rounds:
    """The rounds of all servers.

    Args of the constructor:
        chance: Draws cards and orders options, such as `random.Random()`.
        unreachable: Returns the servers that are not asked just now.
        asked: Called once more questions are open.
    """

    def __init__(
        self,
        db: Database,
        clock: Clock,
        chance: Chance,
        record: Record,
        *,
        unreachable: Callable[[], Collection[GuildId]],
        asked: Callable[[], None],
    ) -> None:
        self._db = db
        self._clock = clock
        self._chance = chance
        self._record = record
        self._unreachable = unreachable
        self._asked = asked

    async def ask_now(self, *, guild: GuildId, schedule: ScheduleId, source: SourceId, at: datetime) -> AskedNow:
        """Record an extra round of a schedule; its post is owed then. The same source asks once.

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

        def act(tx: Transaction) -> AskedNow:
            found = own(tx, guild, schedule)
            if rounds.of_slot(tx, schedule, slot) is None:
                day, closes_at = local_date(now, found.timetable.zone), now + found.open_for
                new = opening.round_of(found, day, now, slot=slot, opens_at=now, closes_at=closes_at)
                opening.ask(tx, found, new, self._chance)
            asked = rounds.of_slot(tx, schedule, slot)
            if asked is None:
                raise LookupError(slot)
            return AskedNow(post=open_post(tx, asked), wanted=found.questions)

        made = await self._db.write(act)
        self._asked()
        return made

    async def close_now(self, *, guild: GuildId, schedule: ScheduleId | None, at: datetime) -> int:
        """Close what is open now, of one schedule or of the whole server; it is settled next.

        Returns:
            How many posts were closed.

        Raises:
            ScheduleUnknown: This server has no such schedule.
            NothingOpen: Nothing is.
        """
        now = self._clock.now()

        def act(tx: Transaction) -> int:
            if schedule is not None:
                own(tx, guild, schedule)
            there = rounds.open_in(tx, guild, now)
            chosen = [round_ for round_ in there if schedule in (None, round_.schedule)]
            if not chosen:
                raise NothingOpen
            for round_ in chosen:
                settling.close(tx, round_, at, now)
            return len(chosen)

        return await self._db.write(act)

    async def open_in(self, guild: GuildId) -> tuple[OpenPost, ...]:
        """Return what is open in a server now, the one that closes first first."""

        def act(tx: Transaction) -> tuple[OpenPost, ...]:
            return tuple(open_post(tx, round_) for round_ in rounds.open_in(tx, guild, self._clock.now()))

        return await self._db.read(act)

    @asynccontextmanager
    async def planned_anew(self) -> AsyncIterator[None]:
        """Reckon anew when each schedule asks next, before anything is due."""
        await plan_anew(self._db)
        yield

    # --- what is due ------------------------------------------------------------------------------------

    def chores(self) -> tuple[Chore, ...]:
        """Return what is to be done when it is due."""
        db, unreachable = self._db, self._unreachable
        settle = row_by_row(db, due=rounds.to_settle, act=self._settle, put_off=_settle_later)
        ask = row_by_row(
            db,
            due=lambda tx, now, most: schedules.due(tx, now, most, unreachable()),
            act=self._ask,
            put_off=lambda tx, schedule, until: schedules.put_off(tx, schedule.id, until),
        )
        count = row_by_row(db, due=rounds.to_count, act=self._count, put_off=_count_later)
        count_streaks = row_by_row(db, due=streaks.due, act=self._count_streaks, put_off=streaks.plan)
        return (
            Chore(name="settle-rounds", next_due=rounds.next_settling, work=settle),
            Chore(name="ask-schedules", next_due=lambda tx: schedules.next_due(tx, unreachable()), work=ask),
            Chore(name="count-results", next_due=rounds.next_counting, work=count),
            Chore(name="count-streaks", next_due=streaks.next_due, work=count_streaks),
        )

    async def _settle(self, due: Round, now: datetime) -> None:
        def act(tx: Transaction) -> None:
            round_ = rounds.one(tx, due.id)
            if round_ is not None and round_.state is RoundState.OPEN:
                settling.settle(tx, self._record, round_, now)

        await self._db.write(act)

    async def _ask(self, due: Schedule, now: datetime) -> None:
        def act(tx: Transaction) -> None:
            # Read again: another process, or a manager, may have been faster.
            schedule = schedules.one(tx, due.id)
            if schedule is not None:
                opening.ask_due(tx, schedule, now, self._chance)

        await self._db.write(act)
        self._asked()

    async def _count(self, due: tuple[Round, datetime], now: datetime) -> None:
        """Count a result, away from the writer: where many answered, that takes a while."""
        round_, counted_at = due
        result = await self._db.read(lambda tx: counted_result(tx, round_))

        def act(tx: Transaction) -> None:
            if rounds.keep_result(tx, round_.id, result, counted_at):
                settling.owe_result(tx, round_, now)

        await self._db.write(act)

    async def _count_streaks(self, schedule: ScheduleId, now: datetime) -> None:  # noqa: ARG002 - as every chore's row
        await self._db.write(lambda tx: count_some(tx, schedule))

    # --- what others tell -------------------------------------------------------------------------------

    def on_answer(self, tx: Transaction, answer: AnswerRecorded) -> None:
        """Plan the edit of the count on the post."""
        round_id = round_of(answer.owner)
        # Changing an answer changes no count of people.
        if round_id is None or answer.attempt > 1:
            return
        post, now = posts.of(tx, QUESTION, round_id), self._clock.now()
        if post is None:
            return
        planned = post.again_at if post.again_at is not None else post.due_at if post.edit else None
        if planned is not None and planned <= now + INTERVAL_YOUNG:
            # Soon enough: where many answer at once, nearly all come here.
            return
        round_ = rounds.one(tx, round_id)
        if round_ is None:
            return
        due_at = next_refresh(now, posted_at=round_.opens_at, closes_at=round_.closes_at, refreshed_at=post.edited_at)
        if due_at is not None and (planned is None or planned > due_at):
            posts.owe_edit(tx, QUESTION, round_id, at=due_at, now=now)

    def on_regraded(self, tx: Transaction, answer: AnswerRegraded) -> None:
        """Plan to count the result of a settled round again, and to bring its messages up to date."""
        round_id = round_of(answer.owner)
        if round_id is not None:
            rounds.plan_counting(tx, round_id, self._clock.now())


def _settle_later(tx: Transaction, round_: Round, until: datetime) -> None:
    rounds.opened(tx, round_.id, settle_at=until)


def _count_later(tx: Transaction, due: tuple[Round, datetime], until: datetime) -> None:
    rounds.plan_counting(tx, due[0].id, until)
