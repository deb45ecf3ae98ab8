"""Columns: the types that tables are made of, the marks they carry, and how keys and indexes are named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Index, Integer, MetaData, String, Table

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

#: Our own ids. SQLite numbers rows by itself only for a column declared exactly INTEGER.
Id = BigInteger().with_variant(Integer, "sqlite")
#: Discord's ids: PostgreSQL's INTEGER is too short for them.
Snowflake = BigInteger()
#: UTC epoch milliseconds.
Ms = BigInteger()
#: "2026-11-23"
LocalDate = String(10)
#: A value of a StrEnum.
Word = String(16)
#: A deck's id, its file's stem.
DeckName = String(100)
#: A card's id within its deck.
CardName = String(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Personal:
    """Marks a column that names a person, `Column(..., info=Personal().info)`: what becomes of its rows.

    `bot.privacy` reads the marks of all tables: for the export of what is kept of somebody, and for erasing it. Without
    more said, a random number takes the person's place when they are erased, so that what is counted stays.
    """

    #: The row goes when the person is erased.
    deleted: bool = False
    #: Columns that hold what the person wrote, each with what stands there afterwards.
    cleared: Mapping[str, Any] = field(default_factory=dict)
    #: The column that says when it was written, in milliseconds. Rows from after the wish to be erased are not meant,
    #: and what was written longer ago than the operator keeps texts is cleared. "": neither.
    at: str = ""
    #: Which rows may be erased now; the others wait until they may. None: all may.
    ready: Callable[[Table], ColumnElement[bool]] | None = None
    #: Counted from the answer log, so that it is erased once more when the log is.
    counted: bool = False

    @property
    def info(self) -> dict[Any, Any]:
        """The mark, for a column."""
        return {Personal: self}


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerData:
    """Marks a table, `Table(..., info=ServerData(...).info)`: to which server its rows belong, and what is handed out.

    Without it rows belong to the server in their column `guild`, or else to that of the row their first foreign key
    points at.
    """

    #: Which rows belong to the server bound as `in_guild` (and as `like` with "/%" behind it).
    in_guild: Callable[[Table], ColumnElement[bool]] | None = None
    #: Columns that a person's export leaves out.
    left_out: tuple[str, ...] = ()
    #: Columns that the export of a row pointing here has beside its own.
    context: tuple[str, ...] = ()
    #: The foreign key to the row of a person with which these rows are handed out.
    belongs_to: str = ""
    #: Which of these rows may be handed out now. None: all may.
    ready: Callable[[Table], ColumnElement[bool]] | None = None
    #: Its key begins with the server, so that rows are looked for server by server.
    by_guild: bool = False

    @property
    def info(self) -> dict[Any, Any]:
        """The mark, for a table."""
        return {ServerData: self}


def partial_index(name: str, where: ColumnElement[bool], *columns: ColumnElement[Any]) -> Index:
    """Index only the rows that `where` holds for; queries must state the same condition to profit."""
    return Index(name, *columns, sqlite_where=where)
