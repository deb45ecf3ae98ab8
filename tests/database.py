"""Transactions of a test's own: a second connection to the database at work, so that queries can be called directly."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager

import bot.app
from bot.boards.queries import tallies
from bot.core.ids import UserId
from bot.db.columns import metadata
from bot.db.connection import READER, WRITER, Mode, connect
from bot.db.database import Database, Transaction
from bot.guilds import queries as guilds

# Importing the app registers the tables of all features.
assert bot.app
tables = metadata.tables


@contextmanager
def writing(db: Database) -> Iterator[Transaction]:
    """Open a transaction that is kept when the block ends cleanly, and undone on any error."""
    with _transaction(db, WRITER) as tx:
        yield tx


@contextmanager
def reading(db: Database) -> Iterator[Transaction]:
    """Open a transaction that sees what is kept now, and may change nothing."""
    with _transaction(db, READER) as tx:
        yield tx


@contextmanager
def _transaction(db: Database, mode: Mode) -> Iterator[Transaction]:
    with closing(sqlite3.connect(db.path, isolation_level=None)) as driver, connect(driver, mode) as tx, tx.begin():
        yield tx


@asynccontextmanager
async def busy(db: Database) -> AsyncIterator[None]:
    """Keep the writer at work while the block runs, so that whoever writes has to wait."""
    begun, go = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    def act(_tx: Transaction) -> None:
        loop.call_soon_threadsafe(begun.set)
        go.wait(30)

    task = asyncio.create_task(db.write(act))
    await begun.wait()
    try:
        yield
    finally:
        go.set()
        await task


def hide(tx: Transaction, user: int, *, hidden: bool = True) -> None:
    """Take a person off every board, or show them again, as `/privacy hide` does."""
    guilds.set_hidden(tx, UserId(user), hidden=hidden)
    tallies.hide(tx, UserId(user), hidden=hidden)
