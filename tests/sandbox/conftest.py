"""A real discord.py client on a fresh sandbox."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime
from typing import Any

import aiohttp
import discord
import pytest
import yarl
from discord import app_commands

from bot.sandbox.clock import SandboxClock
from bot.sandbox.control import web
from bot.sandbox.entities import Channel, Guild
from bot.sandbox.server import Sandbox
from bot.sandbox.world import demo_world
from tests.contract import Contract, path_of_the_file

#: When a sandbox begins: no test depends on the day it is run.
STARTS_AT = datetime(2027, 6, 7, 9, tzinfo=UTC)


class Bot(discord.Client):
    """A bare bot; tests hang commands and events on it.

    Attributes:
        ready: Set once it is ready.
        heard: Names and arguments of the events it was told to keep.
    """

    def __init__(self, *, intents: discord.Intents | None = None, **kwargs: Any) -> None:
        super().__init__(intents=intents or discord.Intents(guilds=True), guild_ready_timeout=0, **kwargs)
        self.tree = app_commands.CommandTree(self)
        self.ready = asyncio.Event()
        self.heard: list[tuple[str, Any]] = []

    def keeps(self, *names: str) -> None:
        """Keep the first argument of some events."""
        for name in names:

            async def keep(*given: Any, name: str = name) -> None:
                self.heard.append((name, given[0] if given else None))

            setattr(self, f"on_{name}", keep)

    def events(self, name: str) -> list[Any]:
        """Return what was kept of an event."""
        return [given for kept, given in self.heard if kept == name]

    async def on_ready(self) -> None:
        """Tell who waits."""
        self.ready.set()

    async def place(self, channel: Channel) -> discord.TextChannel:
        """Return a channel as discord.py knows it."""
        found = self.get_channel(channel.id)
        assert isinstance(found, discord.TextChannel)
        return found


class Stage:
    """A sandbox, its people and the bots that run on it."""

    def __init__(self, sandbox: Sandbox, stack: contextlib.AsyncExitStack) -> None:
        self.sandbox = sandbox
        self._stack = stack
        self.ada, self.ben, self.chiyo = (sandbox.person(name) for name in ("ada", "ben", "chiyo"))
        self.guild: Guild = next(iter(sandbox.world.guilds.values()))
        self.quiz = self.guild.channel("daily-quiz")
        self.refusals: set[int] = set()
        self.statuses: set[int] = set()

    async def runs(self, bot: Bot | None = None, *, sync: bool = True) -> Bot:
        """Start a bot; it stops with the test."""
        return await self._stack.enter_async_context(running(self.sandbox, bot or Bot(), sync=sync))

    def expects(self, *refusals: int, statuses: Iterable[int] = ()) -> None:
        """Name the error codes and statuses the test provokes."""
        self.refusals |= set(refusals)
        self.statuses |= set(statuses)

    async def asks(self, method: str, path: str, *, token: str | None = "", **kwargs: Any) -> tuple[int, Any]:
        """Make a raw request (token "" is the right one, None is none) and return status and body."""
        headers = {} if token is None else {"Authorization": f"Bot {token or self.sandbox.token}"}
        async with (
            aiohttp.ClientSession(headers=headers) as session,
            session.request(method, self.sandbox.api + path, **kwargs) as response,
        ):
            is_json = response.headers.get("Content-Type") == "application/json"
            return response.status, await response.json() if is_json else await response.text()


@contextlib.asynccontextmanager
async def running(sandbox: Sandbox, bot: Bot, *, sync: bool = True) -> AsyncIterator[Bot]:
    """Run a bot while the block runs, from ready to closed."""
    async with bot:
        await bot.login(sandbox.token)
        if sync:
            await bot.tree.sync()
        task = asyncio.create_task(bot.connect())
        waiting = asyncio.create_task(bot.ready.wait())
        await asyncio.wait({task, waiting}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if task.done():
            await task
        try:
            yield bot
        finally:
            await bot.close()
            await asyncio.gather(task, return_exceptions=True)


def aim(monkeypatch: pytest.MonkeyPatch, sandbox: Sandbox) -> None:
    """Aim discord.py at a sandbox, without the five seconds before a second IDENTIFY."""

    async def at_once(self: object, shard_id: int | None, *, initial: bool = False) -> None:
        return None

    monkeypatch.setattr(discord.http.Route, "BASE", sandbox.api)
    monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(sandbox.gateway))
    monkeypatch.setattr(discord.Client, "before_identify_hook", at_once)


@pytest.fixture
def privileged() -> int:
    """Return the privileged intents the app has; a test module or mark may say more."""
    return 0


@pytest.fixture
async def sandbox(monkeypatch: pytest.MonkeyPatch, privileged: int) -> AsyncIterator[Sandbox]:
    """Serve the demo world and aim discord.py at it."""
    world = demo_world()
    world.application.privileged = privileged
    async with Sandbox(clock=SandboxClock(start=STARTS_AT), world=world).serving() as sandbox:
        aim(monkeypatch, sandbox)
        yield sandbox


@pytest.fixture
async def stage(sandbox: Sandbox) -> AsyncIterator[Stage]:
    """Offer a stage for bots; afterwards everything that crossed the wire is checked against Discord's file."""
    async with contextlib.AsyncExitStack() as stack:
        stage = Stage(sandbox, stack)
        yield stage
    if path_of_the_file().is_file():
        faults = Contract.load().faults(sandbox.exchanges, refusals=stage.refusals, statuses=stage.statuses)
        assert not faults, "\n".join(faults)


@pytest.fixture
def make_bot() -> type[Bot]:
    """Return the class of bots, for tests that hang something on one before it runs."""
    return Bot


# --- the page -------------------------------------------------------------------------------------

#: How long the question on the page is open.
OPEN_FOR_S = 8 * 3600


class AnswerForm(discord.ui.Modal, title="Question 1 of 1"):
    """A form with a question in it, as the real bot opens it."""

    question = discord.ui.TextDisplay("**What does RAG look up?**")
    answer = discord.ui.Label(
        text="Your answer",
        description="In your own words",
        component=discord.ui.TextInput(custom_id="answer", style=discord.TextStyle.paragraph, max_length=200),
    )

    def __init__(self) -> None:
        super().__init__(custom_id="q:form")

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Answer in private with what was written."""
        text = self.answer.component.value
        await interaction.response.send_message(f"Recorded for {interaction.user.name}: {text}", ephemeral=True)


class Survey(discord.ui.Modal, title="A survey"):
    """A form with every kind of field that needs no file."""

    window = discord.ui.Label(
        text="Window",
        component=discord.ui.Select(options=[discord.SelectOption(label=name) for name in ("Day", "Week")]),
    )
    level = discord.ui.Label(
        text="Level",
        component=discord.ui.RadioGroup(
            options=[discord.RadioGroupOption(label=name, value=name.lower()) for name in ("Easy", "Hard")]
        ),
    )
    days = discord.ui.Label(
        text="Days",
        component=discord.ui.CheckboxGroup(
            options=[discord.CheckboxGroupOption(label=name, value=name.lower()) for name in ("Monday", "Friday")]
        ),
    )
    agreed = discord.ui.Label(text="Remind me", component=discord.ui.Checkbox())
    remark = discord.ui.Label(
        text="Remark", component=discord.ui.TextInput(required=False, min_length=3, max_length=50)
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Say what was filled in."""
        window, level, days, agreed, remark = (
            getattr(label.component, name)
            for label, name in (
                (self.window, "values"),
                (self.level, "value"),
                (self.days, "values"),
                (self.agreed, "value"),
                (self.remark, "value"),
            )
        )
        await interaction.response.send_message(f"Got {window} {level} {days} {agreed} {remark!r}", ephemeral=True)


class Quizzer(Bot):
    """A bare bot that does once what a page has to show; it posts a question as soon as it is there."""

    def __init__(self, *, clock: Any) -> None:
        super().__init__(intents=discord.Intents(guilds=True, guild_messages=True))
        self.clock = clock
        self.asked = asyncio.Event()
        daily = app_commands.Group(
            name="daily", description="The daily quiz", default_permissions=discord.Permissions(manage_guild=True)
        )
        add = daily.command(name="add", description="Ask a question every day")(_add)
        add.autocomplete("deck")(_decks)
        self.tree.add_command(daily)
        self.tree.command(name="import", description="Read a file")(_import)
        self.tree.command(name="greet", description="Say hello to everybody")(_greet)

    async def on_ready(self) -> None:
        """Ask."""
        await super().on_ready()
        channel = discord.utils.get(self.guilds[0].text_channels, name="daily-quiz")
        assert channel is not None
        closes = int(self.clock.now().timestamp()) + OPEN_FOR_S
        embed = discord.Embed(title="Daily question", description="**What does RAG look up?**", colour=0x2F74DD)
        embed.add_field(name="Closes", value=f"<t:{closes}:R>").set_footer(text="1 question")
        view = discord.ui.View(timeout=None)
        for label, custom_id in (("Answer", "q:answer"), ("Hint", "q:hint"), ("Silent", "q:silent")):
            view.add_item(discord.ui.Button(label=label, custom_id=custom_id, style=discord.ButtonStyle.primary))
        view.add_item(discord.ui.Button(label="Off", custom_id="q:off", disabled=True))
        view.add_item(discord.ui.Button(label="Source", url="https://example.org/rag"))
        view.add_item(discord.ui.Button(label="Survey", custom_id="q:survey"))
        options = [
            discord.SelectOption(label=name, description=f"Points of the {name.lower()}") for name in ("Day", "Week")
        ]
        view.add_item(discord.ui.Select(custom_id="q:window", placeholder="Window", options=options))
        await channel.send(embed=embed, view=view)
        self.asked.set()

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Answer presses; "q:silent" gets none."""
        match (interaction.data or {}).get("custom_id"):
            case "q:answer":
                await interaction.response.send_modal(AnswerForm())
            case "q:survey":
                await interaction.response.send_modal(Survey())
            case "q:hint":
                await interaction.response.defer(ephemeral=True, thinking=True)
                await interaction.followup.send("A hint: ||documents||", ephemeral=True)
            case "q:window":
                chosen = (interaction.data or {}).get("values")
                await interaction.response.send_message(f"Chosen: {chosen}", ephemeral=True)


async def _add(interaction: discord.Interaction, channel: discord.TextChannel, deck: str, questions: int = 1) -> None:
    await interaction.response.send_message(f"Added {deck} in {channel.mention}, {questions} each", ephemeral=True)


async def _decks(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=f"Deck {typed}".strip(), value="aws-bedrock")]


async def _import(interaction: discord.Interaction, file: discord.Attachment) -> None:
    text = (await file.read()).decode()
    await interaction.response.send_message(f"Read {file.filename}: {text}", ephemeral=True)


async def _greet(interaction: discord.Interaction) -> None:
    await interaction.response.send_message(f"Hello from **{interaction.user.display_name}**")


class Opening:
    """Serves sandboxes with their page on the loop of whoever asks."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch

    @contextlib.asynccontextmanager
    async def quiet(self, **how: Any) -> AsyncIterator[Sandbox]:
        """Serve a sandbox without a bot; `how` as `Sandbox` takes it."""
        sandbox = Sandbox(**{"clock": SandboxClock(start=STARTS_AT), **how})
        app = sandbox.application()
        web.add_routes(app, sandbox)
        async with sandbox.serving(app=app):
            yield sandbox

    @contextlib.asynccontextmanager
    async def played(self, **how: Any) -> AsyncIterator[Sandbox]:
        """Serve a sandbox in which a bare bot has asked a question."""
        async with self.quiet(**how) as sandbox, contextlib.AsyncExitStack() as stack:
            aim(self._monkeypatch, sandbox)
            bot = await Stage(sandbox, stack).runs(Quizzer(clock=sandbox.clock))
            await asyncio.wait_for(bot.asked.wait(), 5)  # type: ignore[attr-defined]
            yield sandbox


@pytest.fixture
def opening(monkeypatch: pytest.MonkeyPatch) -> Opening:
    """Return what serves sandboxes with their page."""
    return Opening(monkeypatch)
