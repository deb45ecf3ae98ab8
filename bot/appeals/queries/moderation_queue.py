"""Moderation queue: what waits for moderators, section by section, in the order of ids; and what was put away."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BindParameter, ColumnElement, Table, bindparam, func, select, update

from bot.appeals.rules import RulingState, Section
from bot.appeals.tables import duplicates, reports, rulings
from bot.core.ids import GuildId, UserId
from bot.core.instants import to_ms
from bot.db.database import Transaction


class _Statements:
    """The statements of one section."""

    def __init__(self, table: Table, *where: ColumnElement[bool]) -> None:
        here = (table.c.guild == bindparam("in_guild"), *where)
        ids = select(table.c.id).where(*here)
        beside: BindParameter[int] = bindparam("beside")
        self.count = select(func.count()).select_from(table).where(*here)
        self.before = self.count.where(table.c.id < beside)
        self.next = ids.where(table.c.id > beside).order_by(table.c.id).limit(1)
        self.previous = ids.where(table.c.id < beside).order_by(table.c.id.desc()).limit(1)


def _rulings(*states: RulingState) -> _Statements:
    # Of an erased answer nothing is left to look at.
    return _Statements(rulings, rulings.c.state.in_([state.value for state in states]), rulings.c.answer_key != "")


_OF = {
    Section.OPEN: _rulings(RulingState.OPEN),
    Section.DECIDED: _rulings(*(state for state in RulingState if state is not RulingState.OPEN)),
    Section.REPORTS: _Statements(reports, reports.c.settled_at_ms.is_(None)),
    Section.DUPLICATES: _Statements(duplicates, duplicates.c.settled_at_ms.is_(None)),
}
_SETTLE = {
    section: update(table)
    .where(table.c.id == bindparam("which"), table.c.guild == bindparam("in_guild"), table.c.settled_at_ms.is_(None))
    .values(settled_at_ms=bindparam("at"), settled_by=bindparam("by"))
    .returning(table.c.id)
    for section, table in ((Section.REPORTS, reports), (Section.DUPLICATES, duplicates))
}


def count(tx: Transaction, guild: GuildId, section: Section) -> int:
    """Return how many entries a section of a server has."""
    return int(tx.execute(_OF[section].count, {"in_guild": guild}).scalar_one())


def count_before(tx: Transaction, guild: GuildId, section: Section, entry: int) -> int:
    """Return how many of them came before one."""
    return int(tx.execute(_OF[section].before, {"in_guild": guild, "beside": entry}).scalar_one())


def next_to(tx: Transaction, guild: GuildId, section: Section, entry: int, *, forward: bool) -> int | None:
    """Return the id of the entry that comes next after (or before) one; None: there is none."""
    statement = _OF[section].next if forward else _OF[section].previous
    found = tx.execute(statement, {"in_guild": guild, "beside": entry}).scalar()
    return None if found is None else int(found)


def settle(tx: Transaction, guild: GuildId, section: Section, entry: int, *, by: UserId, at: datetime) -> bool:
    """Put a report or duplicate answers away; False: this server has none such, or somebody was faster.

    Raises:
        KeyError: Appeals are decided, not put away.
    """
    values = {"in_guild": guild, "which": entry, "by": by, "at": to_ms(at)}
    return tx.execute(_SETTLE[section], values).scalar() is not None
