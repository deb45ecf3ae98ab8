"""What is kept of a person and of a server, found by the marks of all tables: handed out, erased, purged, dropped.

Erasing moves nobody else's rank: points stay under a random number, the tombstone. Answers to an open question follow
once it has closed, so that nobody answers twice by being forgotten in between. A purge is the only way out of the
answer log: its guards let rows go only while their server's row says `purging`, which nothing but this file writes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    FromClause,
    Select,
    Table,
    and_,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    tuple_,
    update,
)

from bot.core.ids import GuildId, UserId
from bot.core.instants import from_ms, to_ms
from bot.db.columns import Personal, ServerData, metadata
from bot.db.database import Transaction
from bot.guilds.tables import guilds, people
from bot.privacy.tables import erasures

#: Rows per transaction: few enough that nobody waits for long.
BATCH = 500
#: When an erasure looks again for what had to wait.
_LATER = timedelta(hours=1)

_GUILD = bindparam("in_guild", type_=guilds.c.id.type)
_WHO = bindparam("who", type_=people.c.user.type)
_TOMBSTONE = bindparam("tombstone_", type_=people.c.user.type)
_KEYS: BindParameter[Any] = bindparam("keys", expanding=True)
_MOST: BindParameter[Any] = bindparam("most")


# --- reading the marks ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Marked:
    """A column that names a person."""

    table: Table
    column: Column[Any]
    mark: Personal

    def rows(self) -> ColumnElement[bool]:
        """Say which rows name the person bound as `who` in the server bound as `guild`."""
        return and_(self.column == _WHO, *([] if self.table is people else [_in_guild(self.table)]))

    def gone(self, where: ColumnElement[bool]) -> Any:  # noqa: ANN401 - an update or a delete
        """Return the statement that erases the person from rows."""
        if self.mark.deleted:
            return delete(self.table).where(where)
        return update(self.table).where(where).values({self.column.name: _TOMBSTONE, **self.mark.cleared})


def _marked() -> Iterator[_Marked]:
    for table in metadata.sorted_tables:
        for column in table.c:
            if Personal in column.info:
                yield _Marked(table, column, column.info[Personal])


def _kept(table: Table) -> ServerData:
    mark: ServerData = table.info.get(ServerData, ServerData())
    return mark


def _parent(table: Table) -> tuple[Column[Any], Table] | None:
    """Return the first foreign key of a table and what it points at."""
    for column in table.c:
        for key in column.foreign_keys:
            return column, key.column.table
    return None


def _with_guild(table: Table) -> tuple[FromClause, ColumnElement[Any]] | None:
    """Return a table joined with those that say which server a row belongs to, and that column; None: to no server."""
    if "guild" in table.c:
        return table, table.c.guild
    found = _parent(table)
    joined = None if found is None else _with_guild(found[1])
    if found is None or joined is None:
        return None
    return joined[0].join(table, found[0] == next(iter(found[1].primary_key))), joined[1]


def belongs_to_guilds(table: Table) -> bool:
    """Tell whether a table's rows belong to servers."""
    return _kept(table).in_guild is not None or _with_guild(table) is not None


def _in_guild(table: Table) -> ColumnElement[bool]:
    """Say which rows belong to the server bound as `guild`."""
    own = _kept(table).in_guild
    if own is not None:
        return own(table)
    if "guild" in table.c:
        return table.c.guild == _GUILD
    found = _parent(table)
    if found is None:
        raise LookupError(f"{table.name} belongs to no server")
    column, parent = found
    return column.in_(select(next(iter(parent.primary_key))).where(_in_guild(parent)))


# --- handing out -----------------------------------------------------------------------------------------


def guilds_of(tx: Transaction, user: UserId) -> list[GuildId]:
    """Return the servers in which anything is kept of a person."""
    found: set[int] = set()
    for marked in _marked():
        joined = _with_guild(marked.table)
        if joined is not None and not _kept(marked.table).by_guild:
            source, guild = joined
            found |= set(tx.scalars(select(guild).select_from(source).where(marked.column == _WHO), {"who": user}))
    return [GuildId(guild) for guild in sorted(found - {None})]


def kept_of(tx: Transaction, user: UserId, there: Sequence[GuildId]) -> dict[str, list[dict[str, Any]]]:
    """Return the rows that name a person in some servers, and those of no server, by the name of their table."""
    found: dict[str, list[dict[str, Any]]] = {}
    for table in metadata.sorted_tables:
        naming = [marked.column == _WHO for marked in _marked() if marked.table is table]
        if not naming:
            continue
        given: list[dict[str, Any]] = [{"who": user, "in_guild": guild} for guild in there]
        if not belongs_to_guilds(table):
            given = [{"who": user}]
            where = or_(*naming)
        else:
            where = and_(or_(*naming), _in_guild(table))
        rows = [row._asdict() for each in given for row in tx.execute(_handed_out(table, where), each)]
        for child in metadata.sorted_tables:
            if _parent_by_mark(child) is table:
                _attach(tx, child, rows)
        found[table.name] = rows
    return found


def _handed_out(table: Table, where: ColumnElement[bool]) -> Select[Any]:
    columns = [column for column in table.c if column.name not in _kept(table).left_out]
    source: FromClause = table
    parent = None if "guild" in table.c else _parent(table)
    if parent is not None:
        column, above = parent
        columns += [above.c[name] for name in _kept(above).context]
        source = table.join(above, column == next(iter(above.primary_key)))
    return select(*columns).select_from(source).where(where).order_by(*table.primary_key)


def _parent_by_mark(table: Table) -> Table | None:
    name = _kept(table).belongs_to
    return next((key.column.table for key in table.c[name].foreign_keys), None) if name else None


def _attach(tx: Transaction, child: Table, rows: list[dict[str, Any]]) -> None:
    mark = _kept(child)
    statement = select(child).where(child.c[mark.belongs_to] == bindparam("key"))
    if mark.ready is not None:
        statement = statement.where(mark.ready(child))
    for row in rows:
        row[child.name] = [each._asdict() for each in tx.execute(statement, {"key": row["id"]})]


# --- erasing a person --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """One person's wish to be forgotten in one server, while it is being carried out."""

    #: The random number that stands for the person from now on.
    tombstone: UserId
    guild: GuildId
    user: UserId
    #: Of what says when it was written, rows after the first and up to the second instant are meant.
    since_at_ms: int
    asked_at_ms: int


_SINCE = select(func.max(erasures.c.asked_at_ms)).where(erasures.c.guild == _GUILD, erasures.c.user == _WHO)
_NEXT = select(func.min(erasures.c.due_at_ms))
_DUE = select(erasures).where(erasures.c.due_at_ms <= bindparam("now"))
_FIRST_DUE = _DUE.order_by(erasures.c.due_at_ms, erasures.c.tombstone).limit(1)
_ONE = select(erasures).where(erasures.c.tombstone == _TOMBSTONE)
_SET_DUE = update(erasures).values(due_at_ms=bindparam("at", type_=erasures.c.due_at_ms.type))


def begin_erasure(tx: Transaction, guild: GuildId, user: UserId, tombstone: UserId, now: datetime) -> None:
    """Take a person's name and words away at once, and put the tombstone where they are counted."""
    given = {"in_guild": guild, "who": user, "tombstone_": tombstone}
    since = tx.execute(_SINCE, given).scalar()
    tx.execute(
        insert(erasures).values(
            tombstone=tombstone,
            guild=guild,
            user=user,
            since_at_ms=-1 if since is None else since,
            asked_at_ms=to_ms(now),
            due_at_ms=to_ms(now),
        )
    )
    if tx.execute(select(people.c.hidden).where(people.c.user == _WHO), given).scalar():
        # Who was on no board must not come onto one by being forgotten.
        tx.execute(insert(people).values(user=tombstone, hidden=True))
    for marked in _marked():
        if marked.table is not people and not marked.mark.at and marked.mark.ready is None:
            tx.execute(marked.gone(marked.rows()), given)


def next_erasure_at(tx: Transaction) -> datetime | None:
    """Return when the next batch is due; None: none is."""
    found = tx.execute(_NEXT).scalar()
    return None if found is None else from_ms(found)


def due_erasure(tx: Transaction, now: datetime) -> Erasure | None:
    """Return one that is due; None: none is."""
    return _erasure(tx.execute(_FIRST_DUE, {"now": to_ms(now)}).first())


def erasure_of(tx: Transaction, tombstone: UserId) -> Erasure | None:
    """Return one that is being carried out; None: it is done."""
    return _erasure(tx.execute(_ONE, {"tombstone_": tombstone}).first())


def hasten_erasures(tx: Transaction, guild: GuildId, at: datetime) -> None:
    """Look again at once for what waits in a server."""
    tx.execute(_SET_DUE.where(erasures.c.guild == _GUILD), {"in_guild": guild, "at": to_ms(at)})


def erase_some(tx: Transaction, erasure: Erasure, now: datetime, most: int = BATCH) -> bool:
    """Erase a batch of the rows that may be erased by now; returns whether there is more to do at once."""
    given = {
        "in_guild": erasure.guild,
        "who": erasure.user,
        "tombstone_": erasure.tombstone,
        "since": erasure.since_at_ms,
        "until": erasure.asked_at_ms,
    }
    waits = False
    for marked in _marked():
        mark, table = marked.mark, marked.table
        if mark.at or mark.ready is not None:
            meant = marked.rows()
            if mark.at:
                meant = and_(meant, table.c[mark.at] > bindparam("since"), table.c[mark.at] <= bindparam("until"))
            ready = meant if mark.ready is None else and_(meant, mark.ready(table))
            keys = _keys(tx, table, ready, given, most)
            if keys:
                tx.execute(marked.gone(_key(table).in_(_KEYS)), {**given, "keys": keys})
            if len(keys) == most:
                return True
            waits = waits or tx.execute(select(1).select_from(table).where(meant).limit(1), given).first() is not None
    for marked in _marked():
        if marked.mark.counted:
            tx.execute(marked.gone(marked.rows()), given)
    if waits:
        tx.execute(_SET_DUE.where(erasures.c.tombstone == _TOMBSTONE), {**given, "at": to_ms(now + _LATER)})
    else:
        tx.execute(delete(erasures).where(erasures.c.tombstone == _TOMBSTONE), given)
    return False


def forget_choices(tx: Transaction, user: UserId) -> None:
    """Erase what belongs to no server: what a person chose for themselves."""
    for marked in _marked():
        if marked.table is people:
            tx.execute(delete(people).where(people.c.user == _WHO), {"who": user})


def _erasure(row: Any) -> Erasure | None:  # noqa: ANN401 - a row of whichever query
    if row is None:
        return None
    return Erasure(
        tombstone=UserId(row.tombstone),
        guild=GuildId(row.guild),
        user=UserId(row.user),
        since_at_ms=row.since_at_ms,
        asked_at_ms=row.asked_at_ms,
    )


# --- purging a server ----------------------------------------------------------------------------------------

_BEGIN = update(guilds).where(guilds.c.id == _GUILD, guilds.c.left_at_ms.is_not(None)).values(purging=True)
_END = delete(guilds).where(guilds.c.id == _GUILD, guilds.c.purging)
_LEFT = select(func.min(guilds.c.left_at_ms))
_TO_PURGE = (
    select(guilds.c.id)
    .where(guilds.c.left_at_ms.is_not(None), or_(guilds.c.purging, guilds.c.left_at_ms <= bindparam("before")))
    .order_by(guilds.c.left_at_ms)
    .limit(1)
)


def next_purge_at(tx: Transaction, after: timedelta) -> datetime | None:
    """Return when the next server is to be purged, so long after it was left; None: none was left."""
    found = tx.execute(_LEFT).scalar()
    return None if found is None else from_ms(found) + after


def due_purge(tx: Transaction, before: datetime) -> GuildId | None:
    """Return a server that was left before an instant, or whose purge has begun; None: there is none."""
    found = tx.execute(_TO_PURGE, {"before": to_ms(before)}).scalar()
    return None if found is None else GuildId(found)


def purge_some(tx: Transaction, guild: GuildId, most: int = BATCH) -> bool:
    """Delete a batch of the rows of a server that was left; returns whether there is more to do."""
    given = {"in_guild": guild, "like": f"{guild}/%"}
    if not tx.execute(_BEGIN, given).rowcount:
        return False
    for table in reversed(metadata.sorted_tables):
        if table is not guilds and belongs_to_guilds(table) and _delete_some(tx, table, _in_guild(table), given, most):
            return True
    tx.execute(_END, given)
    return False


def _delete_some(tx: Transaction, table: Table, where: ColumnElement[bool], given: dict[str, Any], most: int) -> bool:
    """Delete a batch of rows, before them a batch of what points at them; returns whether there was any."""
    keys = _keys(tx, table, where, given, most)
    if not keys:
        return False
    for child in metadata.sorted_tables:
        for key in child.foreign_keys:
            if key.column.table is table and _delete_some(tx, child, key.parent.in_(_KEYS), {"keys": keys}, most):
                return True
    tx.execute(delete(table).where(_key(table).in_(_KEYS)), {"keys": keys})
    return True


def _key(table: Table) -> Any:  # noqa: ANN401 - a column or a tuple of columns
    columns = list(table.primary_key)
    return columns[0] if len(columns) == 1 else tuple_(*columns)


def _keys(tx: Transaction, table: Table, where: ColumnElement[bool], given: dict[str, Any], most: int) -> list[Any]:
    rows = tx.execute(select(*table.primary_key).where(where).limit(_MOST), {**given, "most": most}).all()
    return [row[0] if len(row) == 1 else tuple(row) for row in rows]


# --- dropping old texts ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """How far dropping old texts went in one table."""

    #: The last row that is old enough; what people wrote up to it is gone.
    cursor: int
    #: When the next one was written; None: there is none in sight.
    next_at: datetime | None
    #: Whether there may be more that is old enough.
    more: bool


def tables_with_texts() -> tuple[str, ...]:
    """Return the tables that hold what people wrote."""
    return tuple({marked.table.name: None for marked in _marked() if marked.mark.at and marked.mark.cleared})


def drop_texts(tx: Transaction, name: str, after: int, before: datetime, most: int = BATCH) -> Dropped:
    """Clear what people wrote in the rows that follow a cursor and were written before an instant."""
    table = metadata.tables[name]
    marks = [marked.mark for marked in _marked() if marked.table is table and marked.mark.at]
    at, cleared = table.c[marks[0].at], {name: value for mark in marks for name, value in mark.cleared.items()}
    statement = select(table.c.id, at.label("at")).where(table.c.id > bindparam("after")).order_by(table.c.id)
    rows = tx.execute(statement.limit(_MOST), {"after": after, "most": most}).all()
    old = [row.id for row in rows if row.at < to_ms(before)]
    if old:
        written = or_(*(table.c[name].is_distinct_from(value) for name, value in cleared.items()))
        tx.execute(update(table).where(table.c.id.in_(_KEYS), written).values(cleared), {"keys": old})
    young = next((row.at for row in rows if row.at >= to_ms(before)), None)
    return Dropped(
        cursor=old[-1] if old else after,
        next_at=None if young is None else from_ms(young),
        more=len(old) == most,
    )
