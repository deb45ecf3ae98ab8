"""`deckhand run` connects to Discord; `deckhand try` plays on a local Discord in the browser."""

from __future__ import annotations

import asyncio
import errno
import os
import sys
import webbrowser
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.errors import CommandFailed, read_settings
from bot.text.catalogue import say


def run() -> None:
    """Run the bot in the foreground; SIGTERM or Ctrl-C lets answers under way finish.

    Raises:
        CommandFailed: There is no token, or nothing to connect to or to write into.
    """
    from bot.ops.process import begin_loading, keep_loaded, switch_often

    begin_loading()
    from bot.app import App
    from bot.ops.log import configure
    from bot.ops.process import SystemClock, stop_requested

    settings = read_settings()
    if settings.token is None or not settings.token.get_secret_value().strip():
        raise CommandFailed(say("cli-token-missing"))
    configure(level=settings.log_level, form=settings.log_format, secrets=(settings.token.get_secret_value(),))

    async def play() -> None:
        async with App(settings, SystemClock()).running() as app:
            await app.run_until(stop_requested())

    keep_loaded()
    switch_often()
    asyncio.run(play())


if TYPE_CHECKING:
    from bot.app import App
    from bot.sandbox.server import Sandbox
    from bot.settings import Settings

#: The deck a newcomer meets, where it is among those loaded.
_FAVOURITE = "aws-bedrock"


def try_(
    *,
    port: Annotated[int, typer.Option(min=0, max=65535, help=say("cli-try-port"))] = 8080,
    open_page: Annotated[bool, typer.Option("--open/--no-open", help=say("cli-try-open"))] = True,
    keep: Annotated[bool, typer.Option("--keep", help=say("cli-try-keep"))] = False,
    database: Annotated[Path, typer.Option(help=say("cli-try-database"))] = Path(".deckhand/try.sqlite"),
    cards: Annotated[Path | None, typer.Option(help=say("cli-try-cards"))] = None,
    start: Annotated[datetime | None, typer.Option(help=say("cli-try-start"))] = None,
) -> None:
    """Play the daily quiz in a browser: no token, no account, no network.

    Raises:
        CommandFailed: The port is taken, or a setting cannot be used.
    """
    from bot.ops.log import configure

    if not keep:
        _forget(database)
    given: dict[str, object] = {"database": f"sqlite+aiosqlite:///{database}", "guild_ready_timeout_s": 0}
    settings = read_settings(**given, **({} if cards is None else {"cards": cards}))
    configure(level="warning", form="console")
    try:
        asyncio.run(_play(settings, start=start, port=port, open_page=open_page, keep=keep))
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise CommandFailed(say("cli-port-taken", port=str(port), next=str(port + 1))) from error


async def _play(settings: Settings, *, start: datetime | None, port: int, open_page: bool, keep: bool) -> None:
    from bot.app import App
    from bot.ops.process import stop_requested
    from bot.sandbox.clock import SandboxClock
    from bot.sandbox.control.web import add_routes
    from bot.sandbox.server import Sandbox

    clock = SandboxClock(start=start)
    sandbox = Sandbox(clock=clock)
    web = sandbox.application()
    add_routes(web, sandbox)
    async with sandbox.serving(port=port, app=web):
        aimed = settings.aimed_at(api=sandbox.api, gateway=sandbox.gateway, token=sandbox.token)
        async with App(aimed, clock).running() as app:
            clock.on_jump(app.wake)
            sandbox.next_question_at = app.next_question_at
            if keep:
                await app.sync_commands()
            await _first_question(app, sandbox)
            page = f"http://127.0.0.1:{sandbox.port}/"
            # Before the line: whoever reads it may ask for the end at once.
            stop = stop_requested()
            typer.echo(say("cli-try-ready", url=page))
            if open_page and _has_graphical_browser():
                webbrowser.open(page)
            await app.run_until(stop)
    typer.echo(say("cli-try-ended"))


async def _first_question(app: App, sandbox: Sandbox) -> None:
    """See to it that a newcomer finds a question to answer, and the schedule it came from.

    Raises:
        CommandFailed: No deck could be loaded.
    """
    from bot.core.ids import ChannelId, GuildId, SourceId, UserId

    owner = sandbox.person("ada")
    place = owner.channel("#daily-quiz")
    if place.guild is None:
        raise RuntimeError("the demo's channel is in a server")
    guild, services = GuildId(place.guild.id), app.services
    schedules = await services.schedules.all(guild)
    if not schedules:
        decks = await services.decks.list(guild)
        if not decks:
            raise CommandFailed(say("cli-try-no-deck", cards=str(app.cards)))
        favourite = next((deck for deck in decks if deck.id == _FAVOURITE), decks[0])
        added = await services.schedules.add(
            guild=guild,
            channel=ChannelId(place.id),
            deck=favourite.id,
            at="09:00",
            days="mon-fri",
            zone=None,
            questions=1,
            open_for="8h",
            by=UserId(owner.user.id),
        )
        schedules = (added,)
    if not await services.rounds.open_in(guild):
        source = SourceId(sandbox.state.ids.make())
        await services.rounds.ask_now(guild=guild, schedule=schedules[0].id, source=source, at=sandbox.clock.now())
        app.wake()


def _forget(database: Path) -> None:
    for file in (database, database.with_name(f"{database.name}-wal"), database.with_name(f"{database.name}-shm")):
        file.unlink(missing_ok=True)


def _has_graphical_browser() -> bool:
    if sys.platform in {"darwin", "win32"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
