"""Rounds: what is due now, done step by step, each a short unit of its own, so that no answer waits for a batch."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

import structlog

from bot.appeals.queries import rulings
from bot.appeals.service import announcing
from bot.appeals.service.regrading import Regrading
from bot.boards.service import digests
from bot.chat.outbox import claims
from bot.chat.outbox import queries as posts
from bot.chat.outbox.claims import CLAIM, Claimant, Claimed
from bot.chat.outbox.orders import Order, RefreshCount
from bot.chat.outbox.queries import KeptPost
from bot.core.chance import Chance
from bot.core.errors import DatabaseFault
from bot.core.ids import OccurrenceId, PostId, RulingId, ScheduleId
from bot.daily.queries import dues, occurrences, schedules, streaks
from bot.daily.queries.dues import Dues
from bot.daily.queries.occurrences import KeptOccurrence
from bot.daily.queries.schedules import KeptSchedule
from bot.daily.refresh import QUIET_BEFORE_CLOSING, interval_at
from bot.daily.service import letters, opening, settling
from bot.daily.service.posts import open_post
from bot.daily.service.streaks import count_some
from bot.db.database import Database, Transaction
from bot.guilds.service.away import Away
from bot.questions.queries.states import OccurrenceState, PostPurpose
from bot.questions.service.record import Record
from bot.questions.service.rubrics import Rubrics

#: So long a step that failed by our own fault is put off.
PUT_OFF = timedelta(hours=1)

T = TypeVar("T")
_log = structlog.get_logger(__name__)


class Rounds:
    """Does what is due.

    Attributes:
        leases: When the edits of counts that this process is at run out.
    """

    def __init__(
        self, db: Database, chance: Chance, *, record: Record, rubrics: Rubrics, claimant: str, away: Away
    ) -> None:
        self._away = away
        self._db = db
        self._chance = chance
        self._claimant = claimant
        self._record = record
        self._rubrics = rubrics
        self._regrading = Regrading(db, record, rubrics)
        self.leases: dict[OccurrenceId, datetime] = {}

    async def go(self, now: datetime, limit: int) -> tuple[bool, list[Order]]:
        """Go round once.

        Returns:
            Whether anything was due, and at most `limit` orders.
        """

        def first(tx: Transaction) -> tuple[Dues, tuple[KeptOccurrence, ...], tuple[KeptSchedule, ...]]:
            due = dues.of(tx, self._away.guilds)
            closed = occurrences.to_settle(tx, now, limit) if _is(due.settle, now) else ()
            asking = schedules.due(tx, now, limit, self._away.guilds) if _is(due.schedule, now) else ()
            return due, closed, asking

        due, closed, asking = await self._db.read(first)
        for occurrence in closed:
            await self._each(
                self._settle(occurrence.id, now),
                partial(occurrences.opened, occurrence=occurrence.id, settle_at=now + PUT_OFF),
            )
        orders = [
            await self._each(
                self._ask(schedule.id, now),
                partial(schedules.put_off, schedule=schedule.id, until=now + PUT_OFF),
            )
            for schedule in asking
        ]

        def second(tx: Transaction) -> tuple[Dues, tuple[ScheduleId, ...], tuple[RulingId, ...]]:
            # What was just done may have made more due.
            again = dues.of(tx, self._away.guilds) if closed or asking else due
            counting = streaks.due(tx, now, limit) if _is(again.streaks, now) else ()
            ruling = rulings.due(tx, now, limit) if _is(again.ruling, now) else ()
            return again, counting, ruling

        due, counting, ruling = await self._db.read(second)
        for decided in ruling:
            await self._each(
                self._regrading.go_on(decided, now), partial(rulings.set_due, ruling=decided, due_at=now + PUT_OFF)
            )
        for one in counting:
            await self._each(self._count_streaks(one), partial(streaks.plan, schedule=one, at=now + PUT_OFF))
        given = [order for order in orders if order is not None]
        owed, planned = await self._messages(due, now, limit - len(given), anew=bool(ruling))
        orders = [
            await self._each(
                self._claim_for(post, now),
                partial(posts.postpone, post=post.id, due_at=now + PUT_OFF),
            )
            for post in owed
        ]
        orders += [
            await self._each(
                self._count(occurrence, now),
                partial(occurrences.drop_refresh, occurrence=occurrence.id),
            )
            for occurrence in planned
        ]
        any_due = bool(closed or asking or counting or ruling or owed or planned)
        return any_due, given + [order for order in orders if order is not None]

    async def _messages(
        self, due: Dues, now: datetime, limit: int, *, anew: bool
    ) -> tuple[tuple[KeptPost, ...], tuple[KeptOccurrence, ...]]:
        """Read which messages and counts are due; `anew`: a ruling may have made some so."""
        sends, counts = anew or _is(due.post, now), _is(due.refresh, now)
        if limit <= 0 or not (sends or counts):
            return (), ()

        def look(tx: Transaction) -> tuple[tuple[KeptPost, ...], tuple[KeptOccurrence, ...]]:
            owed = posts.due(tx, now, limit, self._away.guilds) if sends else ()
            planned = occurrences.to_refresh(tx, now, limit - len(owed)) if counts else ()
            return owed, planned

        return await self._db.read(look)

    async def _each(self, step: Awaitable[T], put_off: Callable[[Transaction], None]) -> T | None:
        """Do one step; what is wrong with one server's rows must not stop all others."""
        try:
            return await step
        except DatabaseFault:
            raise
        except Exception:  # noqa: BLE001 - a door: the step is put off, and the rest goes on
            _log.exception("step-put-off")
        await self._db.write(put_off)
        return None

    async def _settle(self, occurrence: OccurrenceId, now: datetime) -> None:
        self.leases.pop(occurrence, None)

        def act(tx: Transaction) -> None:
            found = occurrences.one(tx, occurrence)
            if found is not None and found.state is OccurrenceState.OPEN:
                settling.settle(tx, self._record, found, now)

        await self._db.write(act)

    async def _ask(self, schedule: ScheduleId, now: datetime) -> Order | None:
        """Ask what a schedule owes, and claim its post at once."""

        def act(tx: Transaction) -> Claimed | None:
            # Read again: another process, or a manager, may have been faster.
            found = schedules.one(tx, schedule)
            asked = None if found is None else opening.ask_due(tx, found, now, self._chance)
            return None if asked is None else claims.claim_new(tx, asked, self._as(now))

        claimed = await self._db.write(act)
        if claimed is not None:
            self._rubrics.look_again()
        return await self._ordered(claimed)

    async def _count_streaks(self, schedule: ScheduleId) -> None:
        def act(tx: Transaction) -> None:
            count_some(tx, schedule)

        await self._db.write(act)

    async def _claim_for(self, post: KeptPost, now: datetime) -> Order | None:
        if post.purpose in (PostPurpose.APPEAL, PostPurpose.COPY):
            return await self._announce(post, now)
        if post.purpose is PostPurpose.DIGEST:
            return await self._sum_up(post, now)
        if post.purpose in letters.PURPOSES:
            return await self._db.write(lambda tx: letters.claim(tx, post.id, self._as(now)))
        return await self._claim(post.id, now)

    async def _claim(self, post: PostId, now: datetime) -> Order | None:
        claimed = await self._db.write(lambda tx: claims.claim(tx, post, self._as(now)))
        return await self._ordered(claimed)

    def _as(self, now: datetime) -> Claimant:
        return Claimant(name=self._claimant, now=now)

    async def _ordered(self, claimed: Claimed | None) -> Order | None:
        if claimed is None:
            return None
        return await self._db.read(lambda tx: claims.order_for(tx, claimed))

    async def _sum_up(self, post: KeptPost, now: datetime) -> Order | None:
        tries = await self._db.write(lambda tx: digests.claim(tx, post, self._as(now)))
        if tries is None:
            return None
        return await self._db.read(lambda tx: digests.order_for(tx, post, tries))

    async def _announce(self, post: KeptPost, now: datetime) -> Order | None:
        tries = await self._db.write(lambda tx: announcing.claim(tx, post, self._as(now)))
        if tries is None:
            return None
        return await self._db.read(lambda tx: announcing.order_for(tx, post.id, tries))

    async def _count(self, occurrence: KeptOccurrence, now: datetime) -> Order | None:
        # Longer than the rule's own interval, so that a lost edit is not repeated too often.
        until = now + max(CLAIM, interval_at(now, occurrence.opens_at))

        def lease(tx: Transaction) -> KeptPost | None:
            post = posts.of(tx, PostPurpose.QUESTION, occurrence.id)
            if post is None or now >= occurrence.closes_at - QUIET_BEFORE_CLOSING:
                occurrences.drop_refresh(tx, occurrence.id)
                return None
            occurrences.lease_refresh(tx, occurrence.id, now, until)
            return post

        post = await self._db.write(lease)
        if post is None or occurrence.guild in self._away.guilds:
            return None
        self.leases[occurrence.id] = until
        if (message := post.message) is None:
            return None
        opened = await self._db.read(lambda tx: open_post(tx, occurrence, now))
        return RefreshCount(open=opened, message=message)


def _is(due_at: datetime | None, now: datetime) -> bool:
    return due_at is not None and due_at <= now
