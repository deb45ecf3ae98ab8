"""The outbox: everything the bot sends on its own, each message once, however often it is killed in between.

What is owed is a row. It is claimed for a minute, so that no two processes send it; what it says is read afterwards;
and what became of it is kept in one transaction with what follows from that. Whether a message reached Discord cannot
always be known: the connection may break, or the process die, after the send and before the answer. So every try
carries the same nonce, which Discord honours for some minutes, and every try but the first looks for the message in the
channel's history before.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from bot.chat.feature import Features
from bot.chat.outbox import queries as posts
from bot.chat.outbox.kinds import Absent, AnyKind, Composed, Edited, Failed, Outcome, Refused, Sent, Unknown
from bot.chat.outbox.queries import Post, PostState
from bot.core.errors import DatabaseFault
from bot.core.ids import GuildId, PostId
from bot.core.instants import Clock, from_ms, to_ms
from bot.db.database import Database, Transaction

#: So long one process alone may send or edit what it claimed.
CLAIM = timedelta(seconds=60)
#: Pause after a try that failed; each further one doubles it, up to the kind's own `pause_most`.
PAUSE_FIRST = timedelta(minutes=1)
#: So often an edit, or a message that is never too late, is tried; with the pauses above that is about nine hours.
TRIES_MOST = 14
#: So long a message that may have been sent is looked for once it is too late to send it.
LOOKED_FOR = timedelta(hours=12)
#: Longest pause between two looks.
_PAUSE_MOST = timedelta(hours=1)
#: Pause after a try that failed by our own fault.
PUT_OFF = timedelta(hours=1)
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that this process may send or edit now, with what it says."""

    post: Post
    kind: AnyKind
    composed: Composed[object]
    #: Too late to send it: it is only looked for.
    late: bool


class Outbox:
    """Claims what is owed and keeps what became of it; `Deliveries` brings it to Discord.

    Args of the constructor:
        features: Whose kinds there are.
        unreachable: Returns the servers whose messages wait.
        name: This process's, the same after a restart; two that run at once on one database need different ones.
    """

    def __init__(
        self, db: Database, clock: Clock, features: Features, unreachable: Callable[[], Collection[GuildId]], name: str
    ) -> None:
        self._db = db
        self._clock = clock
        self._kinds = {kind.purpose: kind for feature in features for kind in feature.messages_owed}
        self._unreachable = unreachable
        self._name = name

    async def take_up(self) -> None:
        """Take up what this process was at when it died: once, before the first claim."""
        now = self._clock.now()
        if count := await self._db.write(lambda tx: posts.release(tx, self._name, now)):
            _log.info("claims-resumed", count=count)

    def next_due(self, tx: Transaction, busy: Collection[PostId] = ()) -> datetime | None:
        """Return when a message is owed next, perhaps in the past; None: none is."""
        return posts.next_due(tx, self._unreachable(), busy)

    async def claim(self, most: int, busy: Collection[PostId] = ()) -> list[Claimed]:
        """Claim what is due and say what to send or to show; what needs neither is done with here.

        Args:
            most: How many messages at most.
            busy: Messages that this process is busy with still.
        """
        now, unreachable = self._clock.now(), self._unreachable()
        # To the millisecond kept, so that a claim ends exactly when the alarm looks again.
        until = from_ms(to_ms(now + CLAIM))
        while await self._db.read(lambda tx: _any_due(posts.next_due(tx, unreachable, busy), now)):
            found = await self._db.write(
                lambda tx: posts.claim_due(
                    tx, by=self._name, now=now, until=until, most=most, unreachable=unreachable, busy=busy
                )
            )
            claimed = [one for post in found if (one := await self._composed(post, now)) is not None]
            if claimed or not found:
                return claimed
        return []

    async def report(self, claimed: Claimed, outcome: Outcome) -> None:
        """Keep what became of a message, and let its kind draw its conclusions."""
        now = self._clock.now()
        await self._db.write(lambda tx: _keep(tx, claimed, outcome, now))

    async def put_off(self, post: PostId) -> None:
        """Try a message later, because of a fault of ours."""
        await self._db.write(lambda tx: posts.postpone(tx, post, self._clock.now() + PUT_OFF))

    async def _composed(self, post: Post, now: datetime) -> Claimed | None:
        try:
            kind = self._kinds[post.purpose]
            composed = await self._db.read(lambda tx: kind.compose(tx, post, now))
            if composed is None:
                await self._db.write(lambda tx: _drop(tx, post))
                return None
            late = composed.until is not None and now > composed.until
            claimed = Claimed(post=post, kind=kind, composed=composed, late=late)
            if outcome := _hopeless(post, composed, now):
                await self._db.write(lambda tx: _keep(tx, claimed, outcome, now))
                return None
        except DatabaseFault:
            raise
        except Exception:  # noqa: BLE001 - error boundary: what is wrong with one message must not stop all others
            _log.exception("message-postponed", purpose=post.purpose, post=post.id)
            await self.put_off(post.id)
            return None
        return claimed


def _any_due(at: datetime | None, now: datetime) -> bool:
    return at is not None and at <= now


def _hopeless(post: Post, composed: Composed[object], now: datetime) -> Outcome | None:
    """Return what becomes of a message that is not tried (again); None: it is."""
    if post.state is PostState.SENT:
        return Edited() if post.tries > TRIES_MOST else None
    if composed.until is None:
        return Absent() if post.tries > TRIES_MOST else None
    # Of one that nobody ever tried it is known that it is not in Discord.
    looked_for = LOOKED_FOR if post.tries > 1 else timedelta(0)
    return Absent() if now > composed.until + looked_for else None


def _drop(tx: Transaction, post: Post) -> None:
    if post.state is PostState.SENT:
        posts.edited(tx, post.id)
    else:
        posts.given_up(tx, post.id, PostState.DROPPED)


def _keep(tx: Transaction, claimed: Claimed, outcome: Outcome, now: datetime) -> None:
    post, kind = claimed.post, claimed.kind
    present = posts.one(tx, post.id)
    if present is None or (present.nonce, present.state) != (post.nonce, post.state):
        # Its server was purged, it was owed anew, or another process has told of it.
        return
    match outcome:
        case Sent(message):
            posts.sent(tx, post.id, message)
            present = replace(present, state=PostState.SENT, message=message)
        case Edited():
            posts.edited(tx, post.id)
        case Refused():
            posts.given_up(tx, post.id, PostState.REFUSED)
        case Unknown():
            posts.given_up(tx, post.id, PostState.UNKNOWN)
        case Absent():
            posts.given_up(tx, post.id, PostState.DROPPED)
        case Failed(pause):
            longest = _PAUSE_MOST if claimed.late else kind.pause_most
            posts.postpone(tx, post.id, now + (pause_after(post.tries, longest) if pause is None else pause))
    _tell(tx, kind, present, outcome, now)


def _tell(tx: Transaction, kind: AnyKind, post: Post, outcome: Outcome, now: datetime) -> None:
    """Let a kind draw its conclusions."""
    if isinstance(outcome, Refused) and kind.refused is not None:
        kind.refused(tx, post, outcome.reason, now)
    told = {Sent: kind.sent, Edited: kind.edited, Unknown: kind.unknown, Absent: kind.missed}.get(type(outcome))
    if told is not None:
        told(tx, post, now)


def pause_after(tries: int, most: timedelta) -> timedelta:
    """Return how long to wait after so many tries."""
    # The exponent is bounded, or a very persistent fault would overflow.
    return min(PAUSE_FIRST * (1 << min(max(tries - 1, 0), 10)), most)
