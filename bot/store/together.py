"""Together: units of work that wait for the writer at the same time share one transaction, and one wait for the disk.

A commit waits until the disk has it: a fifth of a millisecond on a quiet machine, ten on a busy one. When many answer
in the same second each would wait for the commits of all before it. What one unit does wrong undoes that unit alone.
Source: group commit (DeWitt et al. 1984, "Implementation Techniques for Main Memory Database Systems", section 5.2).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from bot.store.line import driver_here

T = TypeVar("T")
#: The work of a unit, between its begin and its commit; it may be done anew after it was undone.
Do = Callable[[Connection], T]
_DATABASE_ERRORS = (DBAPIError, sqlite3.Error)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """How a unit ended: with a result, or with an error, after which nothing of it was kept."""

    result: T | None = None
    error: Exception | None = None


def alone(do: Do[T], connection: Connection) -> T:
    """Do one unit from begin to commit."""
    try:
        connection.begin()
        result = do(connection)
        connection.commit()
    except BaseException:
        undo(connection)
        raise
    return result


def together(dos: Sequence[Do[Any]], connection: Connection) -> list[Outcome[Any]]:
    """Do several units with one commit, in their order; each is kept or undone by itself.

    Raises:
        DBAPIError, sqlite3.Error: The transaction could not even begin.
    """
    connection.begin()
    try:
        outcomes = [_within(do, connection) for do in dos]
        connection.commit()
    except _DATABASE_ERRORS:
        # Whose error it is shows when each goes alone: a full disk undoes a whole transaction.
        undo(connection)
        return [_outcome(do, connection) for do in dos]
    except BaseException:
        undo(connection)
        raise
    return outcomes


def undo(connection: Connection) -> None:
    """Roll back whatever is open."""
    connection.rollback()
    # A commit that failed (a full disk, a broken key) is over for the library and still open in the database: ask the
    # driver itself. Where nothing is open this does nothing.
    connection.connection.rollback()


def _within(do: Do[T], connection: Connection) -> Outcome[T]:
    driver = driver_here()
    driver.execute("SAVEPOINT one")
    outcome: Outcome[T]
    try:
        outcome = Outcome(do(connection))
    except _DATABASE_ERRORS:
        raise
    except Exception as error:  # noqa: BLE001 - whoever asked for the unit gets it
        driver.execute("ROLLBACK TO one")
        outcome = Outcome(error=error)
    driver.execute("RELEASE one")
    return outcome


def _outcome(do: Do[T], connection: Connection) -> Outcome[T]:
    try:
        return Outcome(alone(do, connection))
    except Exception as error:  # noqa: BLE001 - likewise
        return Outcome(error=error)
