"""Desk: what moderators look through, shelf by shelf, one entry at a time, the oldest first."""

from __future__ import annotations

from datetime import datetime

from bot.appeals.errors import CopyGone
from bot.appeals.queries import copies, reports, rulings
from bot.appeals.service.appeal_outcomes import AppealEntry, AppealPage, CopyEntry, ReportEntry, Shelf
from bot.appeals.service.appeal_views import appeal_entry, copy_entry, report_entry
from bot.appeals.service.appeals import SHELVES
from bot.core.ids import CopyId, GuildId, ReportId, RulingId, UserId
from bot.db.database import Database, Transaction
from bot.guilds.queries import guilds


class Desk:
    """The shelves of a server."""

    def __init__(self, db: Database) -> None:
        self._db = db

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

        def act(tx: Transaction) -> AppealPage:
            entry, number = _find(tx, guild, shelf, beside, forth=forth)
            if entry is None:
                entry, number = _find(tx, guild, shelf, beside, forth=not forth)
            return AppealPage(
                shelf=shelf,
                entry=entry,
                number=number,
                counts={one: _count(tx, guild, one) for one in Shelf},
                channel=guilds.appeals_of(tx, guild),
            )

        return await self._db.read(act)

    async def put_away(self, guild: GuildId, copy: CopyId, *, moderator: UserId, at: datetime) -> None:
        """Put equal texts away.

        Raises:
            CopyGone: This server has none such, or somebody was faster.
        """

        def act(tx: Transaction) -> None:
            if not copies.settle(tx, guild, copy, moderator, at):
                raise CopyGone

        await self._db.write(act)


def _find(
    tx: Transaction, guild: GuildId, shelf: Shelf, beside: int, *, forth: bool
) -> tuple[AppealEntry | ReportEntry | CopyEntry | None, int]:
    if shelf is Shelf.COPIES:
        copy = copies.next_to(tx, guild, CopyId(beside), forth=forth)
        if copy is None:
            return None, 0
        return copy_entry(tx, copy), 1 + copies.count_before(tx, guild, copy.id)
    if shelf is Shelf.REPORTS:
        report = reports.next_to(tx, guild, ReportId(beside), forth=forth)
        if report is None:
            return None, 0
        return report_entry(tx, report), 1 + reports.count_before(tx, guild, report.id)
    ruling = rulings.next_to(tx, guild, SHELVES[shelf], RulingId(beside), forth=forth)
    if ruling is None:
        return None, 0
    return appeal_entry(tx, ruling), 1 + rulings.count_before(tx, guild, SHELVES[shelf], ruling.id)


def _count(tx: Transaction, guild: GuildId, shelf: Shelf) -> int:
    if shelf is Shelf.COPIES:
        return copies.count(tx, guild)
    return reports.count(tx, guild) if shelf is Shelf.REPORTS else rulings.count(tx, guild, SHELVES[shelf])
