"""Rounds: what is due now, done step by step, each a short unit of its own, so that no answer waits for a batch."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

import structlog

from bot.quiz.chance import Chance
from bot.quiz.refresh import QUIET_BEFORE_CLOSING, interval_at
from bot.services import announcing, claims, digests, letters, opening, settling
from bot.services.away import Away
from bot.services.claims import CLAIM, Claimant, Claimed
from bot.services.orders import Order, RefreshCount
from bot.services.record import Record
from bot.services.regrading import Regrading
from bot.services.streaks import count_some
from bot.services.views import open_post
from bot.store import dues, occurrences, posts, rulings, schedules, streaks
from bot.store.dues import Dues
from bot.store.occurrences import KeptOccurrence
from bot.store.posts import KeptPost
from bot.store.states import OccurrenceState, PostPurpose
from bot.store.store import Store, Unit
from bot.terms.faults import StoreFault
from bot.terms.ids import OccurrenceId, PostId, ScheduleId

#: So long a step that failed by our own fault is put off.
PUT_OFF = timedelta(hours=1)

T = TypeVar("T")
_log = structlog.get_logger(__name__)


class Rounds:
    """Does what is due.

    Attributes:
        leases: When the edits of counts that this process is at run out.
    """

    def __init__(self, store: Store, chance: Chance, claimant: str, away: Away) -> None:
        self._away = away
        self._store = store
        self._chance = chance
        self._claimant = claimant
        self._regrading = Regrading(store, Record(store))
        self.leases: dict[OccurrenceId, datetime] = {}

    async def go(self, now: datetime, limit: int) -> tuple[bool, list[Order]]:
        """Go round once.

        Returns:
            Whether anything was due, and at most `limit` orders.
        """
        async with self._store.read() as unit:
            due = await dues.of(unit, self._away.guilds)
            closed = await occurrences.to_settle(unit, now, limit) if _is(due.settle, now) else ()
            asking = await schedules.due(unit, now, limit, self._away.guilds) if _is(due.schedule, now) else ()
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
        async with self._store.read() as unit:
            # What was just done may have made more due.
            due = await dues.of(unit, self._away.guilds) if closed or asking else due
            counting = await streaks.due(unit, now, limit) if _is(due.streaks, now) else ()
            ruling = await rulings.due(unit, now, limit) if _is(due.ruling, now) else ()
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
        async with self._store.read() as unit:
            owed = await posts.due(unit, now, limit, self._away.guilds) if sends else ()
            planned = await occurrences.to_refresh(unit, now, limit - len(owed)) if counts else ()
        return owed, planned

    async def _each(self, step: Awaitable[T], put_off: Callable[[Unit], Awaitable[None]]) -> T | None:
        """Do one step; what is wrong with one server's rows must not stop all others."""
        try:
            return await step
        except StoreFault:
            raise
        except Exception:  # noqa: BLE001 - a door: the step is put off, and the rest goes on
            _log.exception("step-put-off")
        async with self._store.write() as unit:
            await put_off(unit)
        return None

    async def _settle(self, occurrence: OccurrenceId, now: datetime) -> None:
        self.leases.pop(occurrence, None)
        async with self._store.write() as unit:
            found = await occurrences.one(unit, occurrence)
            if found is not None and found.state is OccurrenceState.OPEN:
                await settling.settle(unit, found, now)

    async def _ask(self, schedule: ScheduleId, now: datetime) -> Order | None:
        """Ask what a schedule owes, and claim its post at once."""
        async with self._store.write() as unit:
            # Read again: another process, or a manager, may have been faster.
            found = await schedules.one(unit, schedule)
            asked = None if found is None else await opening.ask_due(unit, found, now, self._chance)
            claimed = None if asked is None else await claims.claim_new(unit, asked, self._as(now))
        return await self._ordered(claimed)

    async def _count_streaks(self, schedule: ScheduleId) -> None:
        async with self._store.write() as unit:
            await count_some(unit, schedule)

    async def _claim_for(self, post: KeptPost, now: datetime) -> Order | None:
        if post.purpose in (PostPurpose.APPEAL, PostPurpose.COPY):
            return await self._announce(post, now)
        if post.purpose is PostPurpose.DIGEST:
            return await self._sum_up(post, now)
        if post.purpose in letters.PURPOSES:
            async with self._store.write() as unit:
                return await letters.claim(unit, post.id, self._as(now))
        return await self._claim(post.id, now)

    async def _claim(self, post: PostId, now: datetime) -> Order | None:
        async with self._store.write() as unit:
            claimed = await claims.claim(unit, post, self._as(now))
        return await self._ordered(claimed)

    def _as(self, now: datetime) -> Claimant:
        return Claimant(name=self._claimant, now=now)

    async def _ordered(self, claimed: Claimed | None) -> Order | None:
        if claimed is None:
            return None
        async with self._store.read() as unit:
            return await claims.order_for(unit, claimed)

    async def _sum_up(self, post: KeptPost, now: datetime) -> Order | None:
        async with self._store.write() as unit:
            tries = await digests.claim(unit, post, self._as(now))
        if tries is None:
            return None
        async with self._store.read() as unit:
            return await digests.order_for(unit, post, tries)

    async def _announce(self, post: KeptPost, now: datetime) -> Order | None:
        async with self._store.write() as unit:
            tries = await announcing.claim(unit, post, self._as(now))
        if tries is None:
            return None
        async with self._store.read() as unit:
            return await announcing.order_for(unit, post.id, tries)

    async def _count(self, occurrence: KeptOccurrence, now: datetime) -> Order | None:
        # Longer than the rule's own interval, so that a lost edit is not repeated too often.
        until = now + max(CLAIM, interval_at(now, occurrence.opens_at))
        async with self._store.write() as unit:
            post = await posts.of(unit, PostPurpose.QUESTION, occurrence.id)
            if post is None or now >= occurrence.closes_at - QUIET_BEFORE_CLOSING:
                await occurrences.drop_refresh(unit, occurrence.id)
                return None
            await occurrences.lease_refresh(unit, occurrence.id, now, until)
        if occurrence.guild in self._away.guilds:
            return None
        self.leases[occurrence.id] = until
        if post.message is None:
            return None
        async with self._store.read() as unit:
            return RefreshCount(open=await open_post(unit, occurrence, now), message=post.message)


def _is(due_at: datetime | None, now: datetime) -> bool:
    return due_at is not None and due_at <= now
