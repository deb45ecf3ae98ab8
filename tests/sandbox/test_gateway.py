"""The gateway identifies, gates, resumes and hangs up as Discord's does; see also bot.sandbox.sessions."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import aiohttp
import discord
import pytest

from bot.sandbox.permissions import Permission
from bot.sandbox.server import Sandbox
from bot.sandbox.sessions import Intent
from tests.sandbox.conftest import aim, running

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, HELLO, HEARTBEAT_ACK = 0, 1, 2, 6, 10, 11
GUILDS = 1


def identify(sandbox: Sandbox, **changed: Any) -> dict[str, Any]:
    """Return an IDENTIFY frame."""
    return {"op": IDENTIFY, "d": {"token": sandbox.token, "intents": GUILDS, "properties": {}, **changed}}


async def close_code(sandbox: Sandbox, *frames: Any, query: str = "?v=10&encoding=json") -> int | None:
    """Send frames and return with which code the gateway closes the connection."""
    async with aiohttp.ClientSession() as session, session.ws_connect(sandbox.gateway + query) as socket:
        for frame in frames:
            await (socket.send_str(frame) if isinstance(frame, str) else socket.send_json(frame))
        while True:
            message = await socket.receive(timeout=5)
            if message.type in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED):
                return socket.close_code


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"token": "wrong"}, 4004),
        ({"shard": [2, 2]}, 4010),
        ({"intents": 1 << 17}, 4013),
        ({"intents": -1}, 4013),
        ({"intents": 1 << 15}, 4014),
        ({"intents": 1 << 1}, 4014),
        ({"properties": None}, 4002),
    ],
)
async def test_identify_is_refused_with_discords_close_codes(sandbox: Sandbox, change: Any, code: int) -> None:
    """Each fault of an IDENTIFY has its close code."""
    assert await close_code(sandbox, identify(sandbox, **change)) == code


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ("{", 4002),
        ("[]", 4002),
        ({"op": 99, "d": None}, 4001),
        ({"op": 3, "d": {}}, 4003),
        ({"op": RESUME, "d": {"token": "wrong", "session_id": "x", "seq": 1}}, 4004),
        ("x" * 5000, 4002),
    ],
)
async def test_bad_frames_hang_up(sandbox: Sandbox, frame: Any, code: int) -> None:
    """What cannot be read, or comes before IDENTIFY, ends the connection."""
    assert await close_code(sandbox, frame) == code


async def test_second_identify_old_version_and_flood_hang_up(sandbox: Sandbox) -> None:
    """4005 for a second IDENTIFY, 4012 for an API version there is not, 4008 for more than 120 frames a minute."""
    assert await close_code(sandbox, identify(sandbox), identify(sandbox)) == 4005
    assert await close_code(sandbox, query="?v=6") == 4012
    assert await close_code(sandbox, *[{"op": 1, "d": None}] * 121) == 4008


async def test_wrong_token_is_a_login_failure(stage: Any, make_bot: Any) -> None:
    """discord.py reads the 401 as it reads Discord's."""
    stage.expects(statuses=[401])
    stage.sandbox.world.token = "another"
    async with make_bot() as bot:
        with pytest.raises(discord.LoginFailure):
            await bot.login("sandbox-token")


async def test_privileged_intent_not_switched_on_is_refused(stage: Any, make_bot: Any) -> None:
    """discord.py raises what an operator has to read."""
    with pytest.raises(discord.PrivilegedIntentsRequired):
        await stage.runs(make_bot(intents=discord.Intents(guilds=True, message_content=True)))


async def test_bot_knows_its_servers(stage: Any) -> None:
    """READY and GUILD_CREATE bring server, channels, roles and the bot's own member, and nobody else's."""
    bot = await stage.runs()
    (guild,) = bot.guilds
    assert guild.name == "Deckhand demo"
    assert [channel.name for channel in guild.text_channels] == ["daily-quiz", "practice", "arena"]
    assert guild.member_count == 4
    assert [member.id for member in guild.members] == [bot.user.id]
    assert guild.me.guild_permissions.send_messages


async def test_missed_messages_are_replayed_after_a_cut(stage: Any, make_bot: Any) -> None:
    """A cut line is resumed at once, and what was said meanwhile arrives in order, once."""
    bot = make_bot(intents=discord.Intents(guilds=True, guild_messages=True))
    bot.keeps("message", "resumed")
    await stage.runs(bot)
    await stage.ada.says("#arena", "before")
    await stage.sandbox.until(lambda: bot.events("message"))
    stage.sandbox.cuts()
    await stage.sandbox.until(lambda: not stage.sandbox.connected)
    sent = [await stage.ada.says("#arena", f"meanwhile {number}") for number in range(3)]
    await stage.sandbox.until(lambda: len(bot.events("message")) == 4)
    assert [str(message.id) for message in bot.events("message")][1:] == [message["id"] for message in sent]
    assert len(bot.events("resumed")) == 1


@pytest.mark.parametrize("fault", ["op 7", "op 9 resumable", "close 4000", "close 1012"])
async def test_reconnects_that_resume(stage: Any, make_bot: Any, fault: str) -> None:
    """Op 7, op 9 with true and the closes that allow it are resumed, not identified again."""
    bot = make_bot()
    bot.keeps("resumed", "ready")
    bot.on_ready = type(bot).on_ready.__get__(bot)
    await stage.runs(bot)
    act = {
        "op 7": stage.sandbox.reconnects,
        "op 9 resumable": lambda: stage.sandbox.invalidates(resumable=True),
        "close 4000": lambda: stage.sandbox.hangs_up(4000),
        "close 1012": lambda: stage.sandbox.hangs_up(1012),
    }[fault]
    await act()
    await stage.sandbox.until(lambda: bot.events("resumed"))
    assert stage.sandbox.state.sessions.identified == 1


async def test_invalid_session_identifies_again(stage: Any) -> None:
    """After op 9 with false the client begins a new session."""
    await stage.runs()
    await stage.sandbox.invalidates()
    await stage.sandbox.until(lambda: stage.sandbox.state.sessions.identified == 2, timeout=10)


async def test_session_is_not_resumed_after_minutes(stage: Any, sandbox: Sandbox) -> None:
    """A session left for more than three minutes is gone: op 9 with false."""
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(sandbox.gateway) as socket:
            await socket.receive_json()
            await socket.send_json(identify(sandbox))
            ready = await socket.receive_json()
            await socket.close(code=4000)
        await sandbox.until(lambda: not sandbox.connected)
        sandbox.clock.advance(sandbox.state.sessions.RESUMABLE * 2)
        async with session.ws_connect(sandbox.gateway) as socket:
            await socket.receive_json()
            resume = {"token": sandbox.token, "session_id": ready["d"]["session_id"], "seq": 1}
            await socket.send_json({"op": RESUME, "d": resume})
            assert (await socket.receive_json())["op"] == 9


async def test_identify_can_be_spaced_as_discord_wants(monkeypatch: pytest.MonkeyPatch) -> None:
    """With `identify_every` a second IDENTIFY within that time gets op 9."""
    async with Sandbox(identify_every=timedelta(seconds=5)).serving() as sandbox:
        assert await _first_op(sandbox) == 0
        assert await _first_op(sandbox) == 9
        sandbox.clock.advance(timedelta(seconds=5))
        assert await _first_op(sandbox) == 0


async def _first_op(sandbox: Sandbox) -> int:
    async with aiohttp.ClientSession() as session, session.ws_connect(sandbox.gateway) as socket:
        await socket.receive_json()
        await socket.send_json(identify(sandbox))
        frame = await socket.receive_json()
        return int(frame["op"])


class TestContent:
    """What a bot without the content intent may read."""

    @pytest.fixture
    async def bot(self, stage: Any, make_bot: Any) -> Any:
        """Run a bot that hears messages, without content."""
        bot = make_bot(intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True))
        bot.keeps("message")

        @bot.tree.command(description="Answer")
        async def answer(interaction: discord.Interaction) -> None:
            await interaction.response.send_message("an interaction's answer")

        return await stage.runs(bot)

    async def test_others_messages_are_blank(self, stage: Any, bot: Any) -> None:
        """Content, embeds, attachments and components are empty; the rest arrives."""
        await stage.ben.says("#arena", "secret")
        await stage.sandbox.until(lambda: bot.events("message"))
        (message,) = bot.events("message")
        assert message.content == ""
        assert message.author.name == "ben"

    async def test_mention_direct_message_and_reply_are_readable(self, stage: Any, bot: Any) -> None:
        """A mention, a direct message and a ping-reply to a plain message carry content."""
        posted = await (await bot.place(stage.quiz)).send("question")
        await stage.ben.says("#arena", "hello @deckhand")
        await stage.ben.says("@deckhand", "in private")
        await stage.ben.says("#daily-quiz", "my answer", reply_to=posted.id)
        await stage.sandbox.until(lambda: len(bot.events("message")) == 4)
        own, *heard = [message.content for message in bot.events("message")]
        assert own == "question"
        assert heard == [f"hello <@{bot.user.id}>", "in private", "my answer"]

    async def test_replies_without_ping_or_to_an_interaction_are_blank(self, stage: Any, bot: Any) -> None:
        """The trap: a reply to a slash command's answer carries no content, nor does a reply without ping."""
        posted = await (await bot.place(stage.quiz)).send("question")
        shown = await stage.ada.runs("answer")
        await stage.ben.says("#daily-quiz", "quiet", reply_to=posted.id, ping=False)
        await stage.ben.says("#daily-quiz", "to the command", reply_to=shown)
        await stage.sandbox.until(lambda: len(bot.events("message")) == 4)
        assert [message.content for message in bot.events("message") if message.author.name == "ben"] == ["", ""]

    async def test_history_is_gated_too(self, stage: Any, bot: Any) -> None:
        """REST gives no more than the gateway."""
        await stage.ben.says("#daily-quiz", "secret")
        channel = await bot.place(stage.quiz)
        assert [message.content async for message in channel.history()] == [""]


class TestPrivilegedContent:
    """What a bot with the content intent may read."""

    @pytest.fixture
    def privileged(self) -> int:
        """Switch the content intent on in the portal."""
        return int(Intent.MESSAGE_CONTENT)

    async def test_content_arrives(self, stage: Any, make_bot: Any) -> None:
        """With the intent content arrives, and history has it."""
        bot = make_bot(intents=discord.Intents(guilds=True, guild_messages=True, message_content=True))
        bot.keeps("message")
        await stage.runs(bot)
        await stage.ben.says("#daily-quiz", "open")
        await stage.sandbox.until(lambda: bot.events("message"))
        channel = await bot.place(stage.quiz)
        assert [message.content async for message in channel.history()] == ["open"]


async def test_events_follow_intents(stage: Any, make_bot: Any) -> None:
    """Without the message intent no message is sent to the bot."""
    await stage.runs(make_bot())
    await stage.ben.says("#arena", "unheard")
    assert not stage.sandbox.exchanges.events("MESSAGE_CREATE")


async def test_hidden_channel_is_not_heard(stage: Any, make_bot: Any) -> None:
    """What is said where the bot cannot look does not reach it."""
    bot = make_bot(intents=discord.Intents(guilds=True, guild_messages=True))
    await stage.runs(bot)
    stage.sandbox.admin.denies(stage.guild.channel("arena"), Permission.VIEW_CHANNEL)
    await stage.ben.says("#arena", "unheard")
    assert not stage.sandbox.exchanges.events("MESSAGE_CREATE")


async def test_shards_share_the_servers(stage: Any, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each server is on one shard, direct messages on shard 0."""

    async def at_once(self: object, shard_id: int | None, *, initial: bool = False) -> None:
        return None

    monkeypatch.setattr(discord.AutoShardedClient, "before_identify_hook", at_once)
    ready = asyncio.Event()

    class Sharded(discord.AutoShardedClient):
        async def on_ready(self) -> None:
            ready.set()

    async with Sharded(intents=discord.Intents(guilds=True), shard_count=2, guild_ready_timeout=0) as client:
        task = asyncio.create_task(client.start(sandbox.token))
        await asyncio.wait_for(ready.wait(), 5)
        assert [guild.name for guild in client.guilds] == ["Deckhand demo"]
        assert client.guilds[0].shard_id == (stage.guild.id >> 22) % 2
        await client.close()
        await asyncio.gather(task, return_exceptions=True)


async def test_an_acknowledgement_takes_a_round_trip(sandbox: Sandbox) -> None:
    """What is sent right after a heartbeat is answered before the heartbeat is acknowledged."""
    async with aiohttp.ClientSession() as session, session.ws_connect(sandbox.gateway) as socket:
        await socket.receive_json()
        await socket.send_json({"op": HEARTBEAT, "d": None})
        await socket.send_json(identify(sandbox))
        told = [(await socket.receive_json(timeout=5))["op"] for _ in range(3)]
    assert told == [DISPATCH, DISPATCH, HEARTBEAT_ACK]


async def test_the_client_measures_the_way_of_each_heartbeat(monkeypatch: pytest.MonkeyPatch, make_bot: Any) -> None:
    """Its latency is never the time since the heartbeat before.

    discord.py notes in another thread when it sent a heartbeat: an ACK that is faster than this is counted from the
    heartbeat before, and logged as "Can't keep up, shard ID None websocket is 41.3s behind" at Discord's interval.
    """
    every, latencies = timedelta(seconds=0.4), set[float]()

    def measured_often() -> bool:
        latencies.add(bot.latency)
        return len(latencies) > 4

    async with Sandbox(heartbeat_every=every).serving() as sandbox:
        aim(monkeypatch, sandbox)
        async with running(sandbox, make_bot()) as bot:
            await sandbox.until(measured_often, timeout=20)
    assert max(latency for latency in latencies if latency != float("inf")) < every.total_seconds()
