"""The baseline: the least discord.py bot that shows a form and answers, with our intents and cache flags.

Run as a process: `python tests/bench/bare.py API GATEWAY TOKEN TIMEOUT LISTEN`; prints "ready" once it is.
"""

from __future__ import annotations

import asyncio
import sys

import aiohttp
import discord
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.bench.held import Held


class Form(discord.ui.Modal, title="Your answer"):
    """One long text field."""

    answer: discord.ui.TextInput[Form] = discord.ui.TextInput(
        label="Answer", style=discord.TextStyle.paragraph, custom_id="answer"
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Thank for the text."""
        embed = discord.Embed(title="Right, 100 points", description="2 of 3 ✓✓✗\n" + "You said something. " * 8)
        await interaction.response.send_message(embed=embed, ephemeral=True)


class Post(discord.ui.View):
    """A question with its button."""

    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.button(label="Answer", custom_id="answer")
    async def answer(self, interaction: discord.Interaction, _button: discord.ui.Button[Post]) -> None:
        """Open the form."""
        await interaction.response.send_modal(Form())


class Bare(discord.Client):
    """Connects, and answers two commands."""

    def __init__(self, *, listen: bool, timeout: float) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True, guild_messages=listen),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            guild_ready_timeout=timeout,
            connector=aiohttp.TCPConnector(limit=0),
        )
        self.tree = app_commands.CommandTree(self)

    async def setup_hook(self) -> None:
        """Register the commands."""

        @self.tree.command(name="leaderboard", description="A page of text")
        async def leaderboard(interaction: discord.Interaction) -> None:
            lines = "\n".join(f"{rank}. **Person {rank}** {1000 - rank} points" for rank in range(1, 11))
            embed = discord.Embed(title="Leaderboard", description=lines)
            await interaction.response.send_message(embed=embed, ephemeral=True)

        @self.tree.command(name="post", description="A question")
        async def post(interaction: discord.Interaction) -> None:
            await interaction.response.send_message("Asking.", ephemeral=True)
            channel = interaction.channel
            if isinstance(channel, discord.TextChannel):
                await channel.send(embed=discord.Embed(title="A question", description="What is it?"), view=Post())

        self.add_view(Post())
        await self.tree.sync()


async def main() -> None:
    """Connect to the server named in the arguments and stay."""
    api, gateway, token, timeout, listen = sys.argv[1:]
    Route.BASE = api
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
    async with Bare(listen=listen == "True", timeout=float(timeout)) as client:
        serving = asyncio.create_task(client.start(token))
        await client.wait_until_ready()
        Held()
        print("ready", flush=True)
        await serving


if __name__ == "__main__":
    asyncio.run(main())
