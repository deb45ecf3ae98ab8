"""Deckhand as it runs, but that it may be told to listen to messages, which it never asks for by itself.

Run as a process: `python tests/bench/ours.py API GATEWAY TOKEN TIMEOUT LISTEN` with DECKHAND_DATABASE and
DECKHAND_CARDS set; prints "ready" once it is.
"""

from __future__ import annotations

import asyncio
import gc
import sys

gc.disable()  # as `bot.cli.run` does, until `keep_loaded`

import discord

from bot.app import App
from bot.chat.client import Deckhand
from bot.chat.feature import Features
from bot.db.database import Database
from bot.guilds.service import Servers
from bot.ops.log import configure
from bot.ops.process import SystemClock, keep_loaded, stop_requested, switch_often
from bot.settings import load
from tests.bench.held import Held


class Listening(App):
    """The bot, with the intent for messages."""

    def _make_client(self, db: Database, features: Features, guilds: Servers) -> Deckhand:
        client = super()._make_client(db, features, guilds)
        client._connection._intents = discord.Intents(guilds=True, guild_messages=True)
        return client


async def main() -> None:
    """Connect to the server named in the arguments and stay."""
    api, gateway, token, timeout, listen = sys.argv[1:]
    configure(level="warning", form="json")
    settings = load(guild_ready_timeout_s=float(timeout)).aimed_at(api=api, gateway=gateway, token=token)
    kind = Listening if listen == "True" else App
    async with kind(settings, SystemClock()).running() as app:
        Held()
        print("ready", flush=True)
        await app.run_until(stop_requested())


if __name__ == "__main__":
    keep_loaded()
    switch_often()
    asyncio.run(main())
