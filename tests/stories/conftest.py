"""Evenings for stories: a sandbox with two servers, the bot in this process, and what must hold after each of them."""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import discord
import pytest
import structlog

from bot.chat.outbox import queries as posts
from bot.chat.outbox.queries import PostState
from bot.core.ids import ChannelId, GuildId
from bot.db.database import Database
from bot.sandbox.clock import SandboxClock
from bot.sandbox.server import Sandbox
from bot.sandbox.world import World, demo_world
from bot.settings import load
from bot.setup.service import GREETING
from tests.contract import Contract, path_of_the_file
from tests.database import writing
from tests.stories.evening import BEGINS_AT, Evening, Log
from tests.stories.life import born

DECKS = Path(__file__).parent / "decks"


def _world() -> World:
    """Return the demo's world and a second server of other people."""
    world = demo_world()
    dora, emil = world.add_user("dora"), world.add_user("emil")
    elsewhere = world.add_guild("Elsewhere", owner=dora, members=(emil,))
    world.add_channel(elsewhere, "daily-quiz")
    world.add_channel(elsewhere, "lounge")
    return world


@pytest.fixture
def log() -> Iterator[Log]:
    """Keep what is logged, our own events included."""
    kept, root = Log(), logging.getLogger()
    level = root.level
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, structlog.stdlib.render_to_log_kwargs],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    root.addHandler(kept)
    root.setLevel(logging.INFO)
    yield kept
    root.setLevel(level)
    root.removeHandler(kept)
    structlog.reset_defaults()


@pytest.fixture
def aimed_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget the operator's settings, and afterwards where discord.py was aimed: it keeps that on its classes."""
    for name in [name for name in os.environ if name.startswith("DECKHAND_")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(discord.http.Route, "BASE", discord.http.Route.BASE)
    monkeypatch.setattr(
        discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY
    )
    monkeypatch.setattr(discord.Asset, "BASE", discord.Asset.BASE)


@pytest.fixture
def greeted() -> bool:
    """Say that the servers have had their greeting long ago; a story of first days says otherwise."""
    return True


async def _greet_long_ago(database: Path, world: World, now: datetime) -> None:
    db = await Database.open(f"sqlite+aiosqlite:///{database}")
    with writing(db) as tx:
        for guild in world.guilds:
            posts.owe(tx, GREETING, guild, guild=GuildId(guild), channel=ChannelId(0), at=now)
            post = posts.of(tx, GREETING, guild)
            assert post is not None
            posts.given_up(tx, post.id, PostState.DROPPED)
    await db.close()


@pytest.fixture
def begins_at() -> datetime:
    """Return when the evening begins; a story of other dates says otherwise."""
    return BEGINS_AT


@pytest.fixture
async def set_table(  # noqa: PLR0917 - fixtures are given by name
    database: Path,
    tmp_path: Path,
    log: Log,
    aimed_nowhere: None,
    greeted: bool,  # noqa: FBT001 - a fixture
    begins_at: datetime,
) -> AsyncIterator[Evening]:
    """Offer an evening at which the bot has not arrived yet."""
    asyncio.get_running_loop().set_task_factory(born)
    # Time passes where a story lets it, and nowhere else: how long a busy machine takes is not a fact about the bot.
    clock = SandboxClock(start=begins_at, still=True)
    sandbox = Sandbox(clock=clock, world=_world(), answer_within=timedelta(seconds=30), patient=True)
    async with sandbox.serving():
        cards = Path(shutil.copytree(DECKS, tmp_path / "cards"))
        settings = load(
            database=f"sqlite+aiosqlite:///{database}", cards=cards, guild_ready_timeout_s=0, drain_s=10
        ).aimed_at(api=sandbox.api, gateway=sandbox.gateway, token=sandbox.token)
        if greeted:
            await _greet_long_ago(database, sandbox.world, begins_at)
        evening = Evening(sandbox, settings, database, log)
        try:
            yield evening
        finally:
            await evening.stop()
    assert log.unexpected() == []
    _holds(evening)
    if path_of_the_file().is_file():
        checked = Contract.load().faults(sandbox.exchanges, refusals=evening.refusals, statuses=evening.statuses)
        assert checked == []


@pytest.fixture
async def evening(set_table: Evening) -> Evening:
    """Offer an evening at which the bot is ready."""
    await set_table.start()
    return set_table


def _holds(evening: Evening) -> None:
    """Check what must hold after every evening, whatever happened in it."""
    assert evening.rows("PRAGMA integrity_check") == [("ok",)]
    assert evening.rows("PRAGMA foreign_key_check") == []
    tallied = evening.rows(
        "SELECT guild, user, points, answered FROM tallies WHERE scope = 'guild' AND period = 'all' ORDER BY 1, 2"
    )
    logged = evening.rows(
        "SELECT q.guild, a.user, sum(g.points), count(*) FROM answers a JOIN questions q ON q.id = a.question "
        "JOIN gradings g ON g.answer = a.id AND g.n = (SELECT max(n) FROM gradings WHERE answer = a.id) "
        # Of an answer that was changed the last attempt counts, and it counts once its question has closed.
        "WHERE q.counts AND (NOT q.changeable OR q.state = 'closed') AND a.attempt = "
        "(SELECT max(attempt) FROM answers WHERE question = a.question AND user = a.user) GROUP BY 1, 2 ORDER BY 1, 2"
    )
    assert tallied == logged
    assert (
        evening.rows("SELECT question, user FROM answers WHERE late = 0 GROUP BY 1, 2, attempt HAVING count(*) > 1")
        == []
    )
    fixed = "SELECT question FROM answers JOIN questions q ON q.id = question WHERE attempt > 1 AND NOT q.changeable"
    assert evening.rows(fixed) == []
    for guild in evening.sandbox.world.guilds.values():
        for channel in guild.channels.values():
            answers = [message for message in channel.messages.values() if message.from_interaction]
            assert all(message.only_for is not None for message in answers), "every reply to an act is private"
