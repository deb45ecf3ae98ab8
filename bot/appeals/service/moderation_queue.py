"""Moderation queue: what moderators look through, section by section, one entry at a time, the oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.appeals.errors import EntryGone
from bot.appeals.queries import channels, duplicates, moderation_queue, reports, rulings
from bot.appeals.rules import Section
from bot.appeals.service.entries import (
    AppealEntry,
    DuplicateEntry,
    ReportEntry,
    UnsureEntry,
    appeal_entry,
    duplicate_entry,
    report_entry,
    unsure_entry,
)
from bot.core.ids import ID_MOST, AnswerId, ChannelId, DuplicateId, GuildId, ReportId, RulingId, UserId
from bot.db.database import Database, Transaction

Entry = AppealEntry | UnsureEntry | ReportEntry | DuplicateEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePage:
    """One entry of a section, oldest first, and how to turn the page."""

    section: Section
    #: None: the section is empty.
    entry: Entry | None
    #: Its place, from 1.
    number: int
    #: How many there are in each section.
    counts: dict[Section, int]
    #: Where appeals are announced; None: nowhere.
    channel: ChannelId | None


class ModerationQueue:
    """What waits for the moderators of servers."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def page(
        self, guild: GuildId, section: Section, *, beside: int | None = None, forward: bool = True
    ) -> QueuePage:
        """Show one entry of a section.

        Args:
            guild: Where.
            section: Which.
            beside: Id of the entry to turn from; None: begin with the oldest (of decisions with the newest).
            forward: Whether to turn to the next one, or back; at the end the last one stays.
        """
        if beside is None:
            beside, forward = (ID_MOST, False) if section is Section.DECIDED else (0, True)

        def look(tx: Transaction) -> QueuePage:
            found = moderation_queue.next_to(tx, guild, section, beside, forward=forward)
            if found is None:
                found = moderation_queue.next_to(tx, guild, section, beside, forward=not forward)
            return QueuePage(
                section=section,
                entry=None if found is None else _entry(tx, guild, section, found),
                number=0 if found is None else 1 + moderation_queue.count_before(tx, guild, section, found),
                counts={one: moderation_queue.count(tx, guild, one) for one in Section},
                channel=channels.channel_of(tx, guild),
            )

        return await self._db.read(look)

    async def settle(self, guild: GuildId, section: Section, entry: int, *, moderator: UserId, at: datetime) -> None:
        """Put a report or duplicate answers away.

        Raises:
            EntryGone: This server has none such, or somebody was faster.
        """

        def act(tx: Transaction) -> None:
            if not moderation_queue.settle(tx, guild, section, entry, by=moderator, at=at):
                raise EntryGone

        await self._db.write(act)


def _entry(tx: Transaction, guild: GuildId, section: Section, entry: int) -> Entry | None:
    if section is Section.DUPLICATES:
        duplicate = duplicates.one(tx, DuplicateId(entry))
        return None if duplicate is None else duplicate_entry(tx, duplicate)
    if section is Section.REPORTS:
        report = reports.one(tx, ReportId(entry))
        return None if report is None else report_entry(tx, report)
    if section is Section.UNSURE:
        return unsure_entry(tx, guild, AnswerId(entry))
    ruling = rulings.one(tx, RulingId(entry))
    return None if ruling is None else appeal_entry(tx, ruling)
