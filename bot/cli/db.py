"""`deckhand db`: the database, by hand."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from bot.cli.fault import read_settings
from bot.words.catalogue import say

app = typer.Typer(no_args_is_help=True)


@app.callback()
def _db() -> None:
    # With a callback, typer keeps `upgrade` a sub-command though it is the only one.
    pass


@app.command("upgrade", help=say("cli-db-upgrade"))
def upgrade(
    database: Annotated[str | None, typer.Option(help=say("cli-database"))] = None,
) -> None:
    """Bring the database to this program's version; starting the bot does the same."""
    from bot.store.store import Store

    settings = read_settings(**({} if database is None else {"database": database}))

    async def open_and_close() -> None:
        store = await Store.open(settings.database)
        await store.close()

    asyncio.run(open_and_close())
    typer.echo(say("cli-db-upgraded", database=settings.database))
