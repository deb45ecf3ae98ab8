"""Gateway: the WebSocket connection on which a bot identifies, sends heartbeats, receives events and resumes.

Source: Discord documentation, events/gateway and topics/opcodes-and-status-codes.
"""

from __future__ import annotations

import asyncio
import contextlib
from datetime import timedelta
from enum import IntEnum

from aiohttp import WSMessage, WSMsgType, web

from bot.sandbox import payloads
from bot.sandbox.changes import Change, ChangeKind
from bot.sandbox.faults import reset
from bot.sandbox.sessions import KNOWN, PRIVILEGED, Event, Intent, Session
from bot.sandbox.state import SandboxState
from bot.sandbox.wire import Payload, dumps, loads

#: The interval that Discord names today.
HEARTBEAT_EVERY = timedelta(milliseconds=41_250)
#: How long an acknowledgement takes, as over a real network. discord.py notes in another thread when it has sent a
#: heartbeat: an ACK faster than that thread is counted from the heartbeat before, 41 s earlier.
_ROUND_TRIP_S = 0.1
#: How many intervals may pass without a frame.
_INTERVALS_MISSED = 1.5
_SENDS, _SENDS_WINDOW_S = 120, 60.0
_FRAME_BYTES = 4096
_GUILDS_PER_SHARD = 2500
_INVALID = '{"op":9,"d":false,"s":null,"t":null}'


class Op(IntEnum):
    """Gateway opcodes."""

    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    PRESENCE = 3
    VOICE = 4
    RESUME = 6
    RECONNECT = 7
    MEMBERS = 8
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


class _Closed(Exception):
    """The server closes the connection with a code."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


def _parse(text: str | bytes) -> tuple[Op, Payload]:
    """Return a frame's opcode and data, `{}` for data that is no object."""
    if len(text) > _FRAME_BYTES:
        raise _Closed(4002, "Payload too large.")
    try:
        frame = loads(text)
        number, data = frame["op"], frame.get("d")
    except (ValueError, TypeError, KeyError) as error:
        raise _Closed(4002, "Error while decoding payload.") from error
    if number not in tuple(Op):
        raise _Closed(4001, "Unknown opcode.")
    op = Op(number)
    if op in (Op.IDENTIFY, Op.RESUME, Op.MEMBERS) and not isinstance(data, dict):
        raise _Closed(4002, "Error while decoding payload.")
    return op, data if isinstance(data, dict) else {}


class GatewayConnection:
    """One WebSocket connection of a bot."""

    def __init__(
        self,
        state: SandboxState,
        ws: web.WebSocketResponse,
        request: web.Request,
        *,
        identify_every: timedelta,
        heartbeat_every: timedelta,
    ) -> None:
        self._state = state
        self._ws = ws
        self._request = request
        self._identify_every = identify_every
        self._heartbeat_every = heartbeat_every
        self._timeout_s = heartbeat_every.total_seconds() * _INTERVALS_MISSED
        self._session: Session | None = None
        self._writer: asyncio.Task[None] | None = None
        self._acknowledging: set[asyncio.Task[None]] = set()
        self._sends: list[float] = []

    async def serve(self) -> None:
        """Exchange frames until either side closes."""
        interval_ms = self._heartbeat_every // timedelta(milliseconds=1)
        await self._ws.send_str(dumps({"op": Op.HELLO, "d": {"heartbeat_interval": interval_ms}, "s": None, "t": None}))
        normal = False
        try:
            while (message := await self._next_frame()).type in (WSMsgType.TEXT, WSMsgType.BINARY):
                await self._receive(message.data)
            normal = self._ws.close_code in (1000, 1001)
        except _Closed as closed:
            await self._ws.close(code=closed.code, message=closed.reason.encode())
        finally:
            for acknowledging in self._acknowledging:
                acknowledging.cancel()
            self._detach(ended=normal)

    async def _next_frame(self) -> WSMessage:
        """Return the next frame; a client that sends no heartbeat is disconnected."""
        try:
            return await self._ws.receive(timeout=self._timeout_s)
        except TimeoutError as error:
            raise _Closed(4009, "Session timed out.") from error

    async def _receive(self, text: str | bytes) -> None:
        self._count_send()
        op, data = _parse(text)
        if op is Op.HEARTBEAT:
            acknowledging = asyncio.create_task(self._acknowledge())
            self._acknowledging.add(acknowledging)
            acknowledging.add_done_callback(self._acknowledging.discard)
        elif op is Op.IDENTIFY:
            await self._identify(data)
        elif op is Op.RESUME:
            await self._resume(data)
        elif self._session is None:
            raise _Closed(4003, "Not authenticated.")
        elif op is Op.MEMBERS:
            self._members(self._session, data)
        elif op not in (Op.PRESENCE, Op.VOICE):
            raise _Closed(4001, "Unknown opcode.")

    async def _acknowledge(self) -> None:
        """Acknowledge a heartbeat."""
        await asyncio.sleep(_ROUND_TRIP_S)
        with contextlib.suppress(ConnectionError):
            await self._ws.send_str('{"op":11,"d":null,"s":null,"t":null}')

    def _count_send(self) -> None:
        now = asyncio.get_running_loop().time()
        self._sends = [at for at in self._sends if now - at < _SENDS_WINDOW_S] + [now]
        if len(self._sends) > _SENDS:
            raise _Closed(4008, "Rate limited.")

    async def _identify(self, data: Payload) -> None:
        if self._session is not None:
            raise _Closed(4005, "Already authenticated.")
        world = self._state.world
        if not isinstance(data.get("properties"), dict):
            raise _Closed(4002, "Error while decoding payload.")
        self._check_token(data)
        intents = data.get("intents")
        if not isinstance(intents, int) or intents < 0 or intents & ~KNOWN:
            raise _Closed(4013, "Invalid intent(s).")
        if intents & PRIVILEGED & ~world.application.privileged:
            raise _Closed(4014, "Disallowed intent(s).")
        shard, count = data.get("shard", (0, 1))
        if not 0 <= shard < count:
            raise _Closed(4010, "Invalid shard.")
        if not self._state.sessions.may_identify(self._identify_every):
            await self._ws.send_str(_INVALID)
            return
        session = self._state.sessions.open(intents=intents, shard=(shard, count))
        guilds = [
            guild
            for guild in world.guilds.values()
            if world.bot.id in guild.members and (guild.id >> 22) % count == shard
        ]
        if len(guilds) > _GUILDS_PER_SHARD:
            raise _Closed(4011, "Sharding required.")
        self._attach(session)
        self._send_event(
            session, "READY", self._ready(session, guilds_ids=[guild.id for guild in guilds], sharded="shard" in data)
        )
        for guild in (guild for guild in guilds if not guild.unavailable):
            self._send_event(session, "GUILD_CREATE", payloads.guild_create(self._state, guild, session))

    def _ready(self, session: Session, *, guilds_ids: list[int], sharded: bool) -> Payload:
        world = self._state.world
        ready: Payload = {
            "v": 10,
            "user": world.bot.payload() | {"verified": True, "mfa_enabled": False, "email": None},
            "guilds": [{"id": str(guild), "unavailable": True} for guild in guilds_ids],
            "session_id": session.id,
            "resume_gateway_url": payloads.gateway_url(self._state),
            "application": {"id": str(world.application.id), "flags": payloads.application(world)["flags"]},
            "private_channels": [],
            "relationships": [],
            "presences": [],
            "user_settings": {},
            "session_type": "normal",
            "_trace": ["sandbox"],
        }
        return ready | {"shard": list(session.shard)} if sharded else ready

    def _check_token(self, data: Payload) -> None:
        if str(data.get("token")).removeprefix("Bot ") != self._state.world.token:
            raise _Closed(4004, "Authentication failed.")

    async def _resume(self, data: Payload) -> None:
        if self._session is not None:
            raise _Closed(4005, "Already authenticated.")
        self._check_token(data)
        session = self._state.sessions.find(data.get("session_id"))
        sequence = data.get("seq")
        if session is None or not isinstance(sequence, int):
            await self._ws.send_str(_INVALID)
            return
        if sequence > session.sequence:
            raise _Closed(4007, "Invalid seq.")
        if session.release:
            # The old line is not closed yet, or half dead: the new one takes over.
            session.release()
        if not session.replay(sequence):
            self._state.sessions.end(session)
            await self._ws.send_str(_INVALID)
            return
        self._attach(session)
        self._send_event(session, "RESUMED", {"_trace": ["sandbox"]})

    def _members(self, session: Session, data: Payload) -> None:
        """Answer a request for members: by id for everybody, by name or all with the members intent."""
        guild = self._state.world.guilds.get(int(data["guild_id"]))
        if guild is None:
            return
        wanted = data.get("user_ids")
        members = list(guild.members.values())
        missing: list[str] = []
        if wanted:
            ids = [int(one) for one in (wanted if isinstance(wanted, list) else [wanted])]
            missing = [str(one) for one in ids if one not in guild.members]
            members = [guild.members[one] for one in ids if one in guild.members]
        elif data.get("query"):
            start = data["query"].lower()
            members = [m for m in members if m.user.name.startswith(start) or (m.nick or "").lower().startswith(start)]
        elif not session.intents & Intent.GUILD_MEMBERS:
            raise _Closed(4014, "Disallowed intent(s).")
        chunk: Payload = {
            "guild_id": str(guild.id),
            "members": [member.payload() for member in members[: data.get("limit") or None]],
            "chunk_index": 0,
            "chunk_count": 1,
            "not_found": missing,
        }
        if data.get("nonce"):
            chunk["nonce"] = data["nonce"]
        self._send_event(session, "GUILD_MEMBERS_CHUNK", chunk)

    def _send_event(self, session: Session, name: str, data: Payload) -> None:
        self._state.sessions.send(session, Event(name, data, guild=None))

    def _attach(self, session: Session) -> None:
        self._session = session
        session.release = self._release
        session.detached_at = None
        self._writer = asyncio.create_task(self._write(session))
        self._state.changes.tell(Change(kind=ChangeKind.CONNECTION))

    async def _write(self, session: Session) -> None:
        """Send what is queued, in order."""
        with contextlib.suppress(ConnectionError):
            while True:
                await session.ready.wait()
                session.ready.clear()
                while session.outgoing:
                    await self._ws.send_str(session.outgoing.popleft())

    def _release(self) -> None:
        """Detach from the session, which another connection may then resume."""
        session, self._session = self._session, None
        if self._writer:
            self._writer.cancel()
        if session is None:
            return
        session.release = None
        session.detached_at = self._state.clock.now()
        session.forget_queue()
        self._state.changes.tell(Change(kind=ChangeKind.CONNECTION))

    def _detach(self, *, ended: bool) -> None:
        session = self._session
        self._release()
        if session and ended:
            self._state.sessions.end(session)

    # --- faults -----------------------------------------------------------------------------------

    async def reconnect(self) -> None:
        """Ask the bot to reconnect (op 7)."""
        await self._ws.send_str('{"op":7,"d":null,"s":null,"t":null}')

    async def invalidate(self, *, resumable: bool) -> None:
        """Tell the bot that its session is invalid (op 9)."""
        if self._session and not resumable:
            self._state.sessions.end(self._session)
        await self._ws.send_str(dumps({"op": Op.INVALID_SESSION, "d": resumable, "s": None, "t": None}))

    async def close(self, code: int) -> None:
        """Close the connection with a code."""
        self._release()
        await self._ws.close(code=code)

    def cut(self) -> None:
        """Cut the TCP connection."""
        self._release()
        reset(self._request)
