"""Columns: the types that tables are made of, and how keys and indexes are named."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Index, Integer, MetaData, String

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


def partial_index(name: str, where: ColumnElement[bool], *columns: ColumnElement[Any]) -> Index:
    """Index only the rows that `where` holds for; queries must state the same condition to profit."""
    return Index(name, *columns, sqlite_where=where, postgresql_where=where)
