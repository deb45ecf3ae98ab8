"""Desk: what moderators look through, shelf by shelf, one entry at a time, the oldest first."""

from __future__ import annotations

from datetime import datetime

from bot.services.appeal_outcomes import AppealEntry, AppealPage, CopyEntry, ReportEntry, Shelf
from bot.services.appeal_views import appeal_entry, copy_entry, report_entry
from bot.services.appeals import SHELVES
from bot.store import copies, guilds, reports, rulings
from bot.store.store import Store, Unit
from bot.terms.ids import CopyId, GuildId, ReportId, RulingId, UserId
from bot.terms.objections import CopyGone


class Desk:
    """The shelves of a server."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def page(self, guild: GuildId, shelf: Shelf, *, beside: int | None = None, forth: bool = True) -> AppealPage:
        """Show one entry of a shelf.

        Args:
            guild: Where.
            shelf: Which.
            beside: Id of the entry to turn from; None: begin with the oldest (of decisions with the newest).
            forth: Whether to turn to the next one, or back; at the end the last one stays.
        """
        if beside is None:
            beside, forth = (2**62, False) if shelf is Shelf.DECIDED else (0, True)
        async with self._store.read() as unit:
            entry, number = await _find(unit, guild, shelf, beside, forth=forth)
            if entry is None:
                entry, number = await _find(unit, guild, shelf, beside, forth=not forth)
            return AppealPage(
                shelf=shelf,
                entry=entry,
                number=number,
                counts={one: await _count(unit, guild, one) for one in Shelf},
                channel=await guilds.appeals_of(unit, guild),
            )

    async def put_away(self, guild: GuildId, copy: CopyId, *, moderator: UserId, at: datetime) -> None:
        """Put equal texts away.

        Raises:
            CopyGone: This server has none such, or somebody was faster.
        """
        async with self._store.write() as unit:
            if not await copies.settle(unit, guild, copy, moderator, at):
                raise CopyGone


async def _find(
    unit: Unit, guild: GuildId, shelf: Shelf, beside: int, *, forth: bool
) -> tuple[AppealEntry | ReportEntry | CopyEntry | None, int]:
    if shelf is Shelf.COPIES:
        copy = await copies.next_to(unit, guild, CopyId(beside), forth=forth)
        if copy is None:
            return None, 0
        return await copy_entry(unit, copy), 1 + await copies.count_before(unit, guild, copy.id)
    if shelf is Shelf.REPORTS:
        report = await reports.next_to(unit, guild, ReportId(beside), forth=forth)
        if report is None:
            return None, 0
        return await report_entry(unit, report), 1 + await reports.count_before(unit, guild, report.id)
    ruling = await rulings.next_to(unit, guild, SHELVES[shelf], RulingId(beside), forth=forth)
    if ruling is None:
        return None, 0
    return await appeal_entry(unit, ruling), 1 + await rulings.count_before(unit, guild, SHELVES[shelf], ruling.id)


async def _count(unit: Unit, guild: GuildId, shelf: Shelf) -> int:
    if shelf is Shelf.COPIES:
        return await copies.count(unit, guild)
    return await (reports.count(unit, guild) if shelf is Shelf.REPORTS else rulings.count(unit, guild, SHELVES[shelf]))
