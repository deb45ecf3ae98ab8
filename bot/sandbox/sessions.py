"""Sessions: the intents, sequence numbers and replay buffer of each gateway session."""

from __future__ import annotations

import asyncio
import secrets
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import IntFlag

from bot.sandbox.clock import SandboxClock
from bot.sandbox.exchanges import Exchanges, GatewayEvent
from bot.sandbox.wire import Payload, dumps

_SHARD_SHIFT = 22


class Intent(IntFlag):
    """Gateway intents. Source: Discord documentation, events/gateway, "List of Intents"."""

    GUILDS = 1 << 0
    GUILD_MEMBERS = 1 << 1
    GUILD_PRESENCES = 1 << 8
    GUILD_MESSAGES = 1 << 9
    GUILD_MESSAGE_REACTIONS = 1 << 10
    GUILD_MESSAGE_TYPING = 1 << 11
    DIRECT_MESSAGES = 1 << 12
    DIRECT_MESSAGE_REACTIONS = 1 << 13
    DIRECT_MESSAGE_TYPING = 1 << 14
    MESSAGE_CONTENT = 1 << 15
    GUILD_MESSAGE_POLLS = 1 << 24
    DIRECT_MESSAGE_POLLS = 1 << 25


PRIVILEGED = Intent.GUILD_MEMBERS | Intent.GUILD_PRESENCES | Intent.MESSAGE_CONTENT
_CONTENT = int(Intent.MESSAGE_CONTENT)
#: Every bit that names an intent today; 17, 18 and 19, 22 and 23 name none.
KNOWN = (1 << 17) - 1 | 1 << 20 | 1 << 21 | 1 << 24 | 1 << 25


class Event:
    """One event, serialised once for all sessions."""

    __slots__ = ("_gated", "_text", "data", "gated", "guild", "intents", "name")

    def __init__(
        self, name: str, data: Payload, *, guild: int | None, intents: int = 0, gated: Payload | None = None
    ) -> None:
        """Prepare an event.

        Args:
            name: Such as "MESSAGE_CREATE".
            data: Its data.
            guild: Its guild, which decides the shard; None goes to shard 0.
            intents: Whoever has one of these hears it; 0 for everybody.
            gated: What is heard without the message content intent; None for the same.
        """
        self.name = name
        self.data = data
        self.guild = guild
        self.intents = int(intents)
        self.gated = gated
        self._text = ""
        self._gated = ""

    def text(self, *, content: bool) -> str:
        """Return the data as JSON, with or without content."""
        if content or self.gated is None:
            self._text = self._text or dumps(self.data)
            return self._text
        self._gated = self._gated or dumps(self.gated)
        return self._gated


class Session:
    """One gateway session; it outlives its connection, so that it can be resumed."""

    def __init__(self, *, intents: int, shard: tuple[int, int], replayable: int) -> None:
        self.id = secrets.token_hex(16)
        self.intents = intents
        self.shard = shard
        self.sequence = 0
        self.detached_at: datetime | None = None
        self.outgoing: deque[str] = deque()
        self.ready = asyncio.Event()
        self._sent: deque[tuple[int, str]] = deque(maxlen=replayable)
        #: Lets the socket that holds this session go; None while no socket does.
        self.release: Callable[[], None] | None = None

    @property
    def attached(self) -> bool:
        """Whether a socket holds this session."""
        return self.release is not None

    def receives(self, event: Event) -> bool:
        """Tell whether an event goes to this session."""
        if event.intents and not self.intents & event.intents:
            return False
        shard, count = self.shard
        return ((event.guild or 0) >> _SHARD_SHIFT) % count == shard if event.guild else shard == 0

    def push(self, event: Event) -> Payload:
        """Queue an event and return the data as this session gets it."""
        content = bool(self.intents & _CONTENT)
        self.sequence += 1
        frame = f'{{"op":0,"s":{self.sequence},"t":"{event.name}","d":{event.text(content=content)}}}'
        self._sent.append((self.sequence, frame))
        if self.attached:
            self.send(frame)
        return event.data if content or event.gated is None else event.gated

    def send(self, frame: str) -> None:
        """Queue a frame as it stands."""
        self.outgoing.append(frame)
        self.ready.set()

    def replay(self, after: int) -> bool:
        """Queue again what came after a sequence number; False if that is no longer known or never was."""
        oldest = self._sent[0][0] if self._sent else self.sequence + 1
        if after > self.sequence or after < oldest - 1:
            return False
        for number, frame in self._sent:
            if number > after:
                self.send(frame)
        return True

    def forget_queue(self) -> None:
        """Drop frames that were not sent before the socket went."""
        self.outgoing.clear()
        self.ready.clear()


class Sessions:
    """All sessions, and the dispatch of events to them.

    Attributes:
        identified: How often a bot has identified.
    """

    #: How long a session without a socket can be resumed.
    RESUMABLE = timedelta(minutes=3)

    def __init__(self, clock: SandboxClock, exchanges: Exchanges, *, replayable: int = 4096) -> None:
        self._clock = clock
        self._exchanges = exchanges
        self._replayable = replayable
        self._sessions: dict[str, Session] = {}
        self._identified_at: datetime | None = None
        self.identified = 0

    def may_identify(self, every: timedelta) -> bool:
        """Count an IDENTIFY; False if the one before is less than `every` ago."""
        now = self._clock.now()
        if self._identified_at and now - self._identified_at < every:
            return False
        self._identified_at = now
        self.identified += 1
        return True

    def open(self, *, intents: int, shard: tuple[int, int]) -> Session:
        """Begin a session; those nobody can resume any more are forgotten."""
        for old in tuple(self._sessions):
            self.find(old)
        session = Session(intents=intents, shard=shard, replayable=self._replayable)
        self._sessions[session.id] = session
        return session

    def find(self, session_id: object) -> Session | None:
        """Return a session that can still be resumed."""
        session = self._sessions.get(session_id) if isinstance(session_id, str) else None
        if session and session.detached_at and self._clock.now() - session.detached_at > self.RESUMABLE:
            self.end(session)
            return None
        return session

    def end(self, session: Session) -> None:
        """End a session for good."""
        self._sessions.pop(session.id, None)

    @property
    def any(self) -> bool:
        """Whether there is a session at all, with or without a socket."""
        return bool(self._sessions)

    @property
    def connected(self) -> list[Session]:
        """Sessions with a socket."""
        return [session for session in self._sessions.values() if session.attached]

    def dispatch(self, event: Event) -> None:
        """Send an event to every session that may hear it."""
        for session in tuple(self._sessions.values()):
            if session.receives(event):
                self.send(session, event)

    def send(self, session: Session, event: Event) -> None:
        """Send an event to one session."""
        data = session.push(event)
        if self._exchanges.keeps:
            at = self._clock.now()
            self._exchanges.add(lambda number: GatewayEvent(number=number, at=at, name=event.name, data=data))
