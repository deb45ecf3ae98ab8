"""Statements that every database has in a form of its own; PostgreSQL's stand in a module of the same shape."""

from __future__ import annotations

from sqlalchemy.dialects.sqlite import insert

#: `upsert(table).on_conflict_do_nothing()` and `.on_conflict_do_update(...)`.
upsert = insert
