"""`deckhand db`: upgrade the database, and count its tallies again."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from bot.cli.errors import read_settings
from bot.text.catalogue import say

app = typer.Typer(no_args_is_help=True)


@app.command("upgrade", help=say("cli-db-upgrade"))
def upgrade(
    database: Annotated[str | None, typer.Option(help=say("cli-database"))] = None,
) -> None:
    """Bring the database to this program's version; starting the bot does the same, and makes one."""
    from bot.db.database import Database

    settings = read_settings(**({} if database is None else {"database": database}))

    async def open_and_close() -> None:
        db = await Database.open(settings.database, create=False)
        await db.close()

    asyncio.run(open_and_close())
    typer.echo(say("cli-db-upgraded", database=settings.database))


@app.command("recount", help=say("cli-db-recount"))
def recount(
    database: Annotated[str | None, typer.Option(help=say("cli-database"))] = None,
) -> None:
    """Count all tallies again from the answer log; the bot may run meanwhile."""
    from rich.console import Console
    from rich.progress import track

    from bot.boards.service.tallies import Recount
    from bot.db.database import Database

    settings = read_settings(**({} if database is None else {"database": database}))
    console = Console(stderr=True)

    async def count() -> tuple[int, int, int]:
        db = await Database.open(settings.database, create=False)
        tallies = differed = 0
        try:
            again = Recount(db)
            servers = await again.servers()
            for guild in track(servers, say("cli-db-recounting"), console=console, transient=True):
                found = await again.server(guild)
                tallies, differed = tallies + found.tallies, differed + found.differed
                if found.differed:
                    typer.echo(say("cli-db-differed", server=str(guild), differed=found.differed, total=found.tallies))
        finally:
            await db.close()
        return len(servers), tallies, differed

    servers, tallies, differed = asyncio.run(count())
    typer.echo(say("cli-db-recounted", servers=servers, tallies=tallies, differed=differed))
