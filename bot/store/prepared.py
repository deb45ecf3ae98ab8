"""Prepared: statements that are run again and again, compiled once and then handed to the driver as they are.

SQLAlchemy looks every statement up in its cache, by a key that it makes anew, and wraps its results in several layers;
for the small statements of an answer that takes longer than SQLite does. So a statement that comes back is compiled to
its text and the order of its parameters, and run past the library. Whatever it expands at each run (lists for IN) or
what is written afresh each time stays with the library.
Source: SQLAlchemy 2.1 documentation, "Expression Serialization and Compilation": `Compiled.string`, `positiontup`.
"""

from __future__ import annotations

import sqlite3
from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Executable
from sqlalchemy.exc import DBAPIError, StatementError

Parameters = Mapping[str, Any] | Sequence[Mapping[str, Any]]
_Convert = Callable[[Any], Any] | None


class Outcome(NamedTuple):
    """What a statement came to."""

    #: By name and by place, as the library's rows.
    rows: list[Any]
    #: How many rows were changed; -1 for a query.
    changed: int


class _Bind(NamedTuple):
    """A parameter: given by name, or else a value that the statement holds."""

    name: str
    required: bool
    value: Any
    convert: _Convert


@dataclass(frozen=True, slots=True)
class _Plan:
    """A statement, compiled.

    Attributes:
        text: Its SQL.
        binds: Its parameters in their order.
        row: Makes a row of a column's values; None: it returns no rows.
        convert: For each column how its value is read; () where all are as the driver gives them.
    """

    text: str
    binds: tuple[_Bind, ...]
    row: Callable[[Sequence[Any]], Any] | None
    convert: tuple[_Convert, ...]

    def ordered(self, given: Mapping[str, Any]) -> list[Any]:
        """Put parameters into their order."""
        values = []
        for name, required, value, convert in self.binds:
            if name in given:
                value = given[name]  # noqa: PLW2901 - that is what stands for it
            elif required:
                raise StatementError(f"no value is given for {name}", self.text, None, None)
            values.append(value if convert is None else convert(value))
        return values


#: What was compiled so far, for each statement by the names it is given. Several threads may compile the same: no harm.
_plans: WeakKeyDictionary[Executable, dict[tuple[str, ...], _Plan | None]] = WeakKeyDictionary()


def run(
    connection: Connection, statement: Executable, parameters: Parameters | None = None, *, one: bool = False
) -> Outcome:
    """Run a statement in its connection's thread, inside a transaction.

    Args:
        connection: Where.
        statement: What.
        parameters: By name; a list of them runs the statement once for each.
        one: Whether the first row is enough.

    Raises:
        DBAPIError: The database refuses it.
    """
    many = parameters is not None and not isinstance(parameters, Mapping)
    given: Any = parameters if many else (parameters or {},)
    plan = _plan(connection, statement, tuple(given[0])) if given else None
    if plan is None:
        return _by_library(connection, statement, parameters, one=one)
    driver: Any = connection.connection.driver_connection
    values = [plan.ordered(each) for each in given] if many else plan.ordered(given[0])
    try:
        cursor = (driver.executemany if many else driver.execute)(plan.text, values)
        rows = [] if plan.row is None else cursor.fetchmany(1) if one else cursor.fetchall()
        changed = cursor.rowcount
        cursor.close()
    except sqlite3.Error as error:
        # As the library tells it: nobody has to know which of the two roads a statement took.
        raise DBAPIError.instance(plan.text, None, error, sqlite3.Error) from error
    if plan.row is None:
        return Outcome([], changed)
    if plan.convert:
        rows = [[v if to is None else to(v) for v, to in zip(row, plan.convert, strict=True)] for row in rows]
    return Outcome([*map(plan.row, rows)], changed)


def _by_library(connection: Connection, statement: Executable, parameters: Parameters | None, *, one: bool) -> Outcome:
    result = connection.execute(statement, parameters)
    rows: list[Any] = []
    if result.returns_rows:
        rows = [*result.fetchmany(1)] if one else [*result.all()]
    outcome = Outcome(rows, result.rowcount)
    result.close()
    return outcome


def _plan(connection: Connection, statement: Executable, names: tuple[str, ...]) -> _Plan | None:
    known = _plans.get(statement)
    if known is None:
        # The first time: it may have been written for this once, and never come again.
        _plans[statement] = {}
        return None
    if names not in known:
        known[names] = _compiled(connection, statement, names)
    return known[names]


def _compiled(connection: Connection, statement: Any, names: tuple[str, ...]) -> _Plan | None:  # noqa: ANN401 - any kind
    if not (statement.is_select or statement.is_dml):
        return None
    dialect = connection.dialect
    made: Any = statement.compile(dialect=dialect, column_keys=names or None)
    if made.post_compile_params:
        return None
    binds = tuple(
        _Bind(name, made.binds[name].required, made.params[name], made.binds[name].type.bind_processor(dialect))
        for name in made.positiontup
    )
    columns = made._result_columns  # noqa: SLF001 - by these `CursorResult` names its columns
    convert = tuple(column.type.result_processor(dialect, None) for column in columns)
    row: Any = namedtuple("Row", [column.keyname for column in columns], rename=True) if columns else None  # noqa: PYI024
    return _Plan(made.string, binds, row and row._make, convert if any(convert) else ())
