"""Letters: what the bot says to a server itself: a greeting once, and word of a pause to who made the schedule."""

from __future__ import annotations

from datetime import datetime

from bot.chat.outbox import queries as posts
from bot.chat.outbox.claims import CLAIM, TRIES_MOST, Claimant, backoff_after
from bot.chat.outbox.orders import PostGreeting, TellPause
from bot.chat.outbox.queries import KeptPost, NewPost
from bot.core.ids import ChannelId, GuildId, MessageId, PostId, ScheduleId
from bot.core.instants import Clock, from_ms, to_ms
from bot.daily.nonce import nonce_for
from bot.daily.options import PauseReason, ScheduleState
from bot.daily.queries import schedules
from bot.daily.queries.schedules import KeptSchedule
from bot.daily.service.schedules import view_of
from bot.db.database import Database, Transaction
from bot.guilds.queries import guilds
from bot.questions.queries.states import PostPurpose, PostState

PURPOSES = frozenset({PostPurpose.GREETING, PostPurpose.PAUSE})
#: Stands for a direct message in `posts.channel`.
DIRECT = ChannelId(0)


def owe_greeting(tx: Transaction, guild: GuildId, channel: ChannelId, now: datetime) -> None:
    """Owe a server its greeting; nothing happens if it was ever owed one."""
    nonce = nonce_for("greeting", guild, to_ms(now))
    new = NewPost(purpose=PostPurpose.GREETING, owner=guild, guild=guild, channel=channel, nonce=nonce, due_at=now)
    posts.insert_one(tx, new)


def owe_pause(tx: Transaction, schedule: KeptSchedule, now: datetime) -> None:
    """Owe word of a pause, first by direct message."""
    nonce = nonce_for("pause", schedule.id, to_ms(now))
    new = NewPost(
        purpose=PostPurpose.PAUSE, owner=schedule.id, guild=schedule.guild, channel=DIRECT, nonce=nonce, due_at=now
    )
    posts.renew(tx, new)
    schedules.set_told(tx, schedule.id, None)


def claim(tx: Transaction, post: PostId, claimant: Claimant) -> PostGreeting | TellPause | None:
    """Claim a letter and say what it is; None: it is not owed any more, or another process was first."""
    found = posts.one(tx, post)
    if found is None:
        return None
    paused = _paused(tx, found) if found.purpose is PostPurpose.PAUSE else None
    if found.tries >= TRIES_MOST or (found.purpose is PostPurpose.PAUSE and paused is None):
        posts.given_up(tx, post, PostState.DROPPED)
        return None
    # To the millisecond kept, so that the claim ends exactly when the alarm looks again.
    until = from_ms(to_ms(claimant.now + max(CLAIM, backoff_after(found.tries))))
    tries = posts.claim(tx, post, by=claimant.name, now=claimant.now, until=until)
    if tries is None:
        return None
    if paused is None:
        return PostGreeting(post=post, guild=found.guild, channel=found.channel, nonce=found.nonce, retry=tries > 1)
    return TellPause(
        post=post,
        guild=found.guild,
        schedule=view_of(paused),
        to=paused.by if found.channel == DIRECT else None,
        channel=found.channel,
        nonce=found.nonce,
        retry=tries > 1,
    )


class Letters:
    """What the poster reports of letters."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def sent(self, post: PostId, message: MessageId) -> None:
        """Learn that a letter stands in Discord."""

        def act(tx: Transaction) -> None:
            found = posts.one(tx, post)
            if found is None or found.state is not PostState.PENDING:
                return
            posts.sent(tx, post, message)
            if found.purpose is PostPurpose.PAUSE:
                schedules.set_told(tx, ScheduleId(found.owner), self._clock.now())

        await self._db.write(act)

    async def undeliverable(self, post: PostId) -> None:
        """Learn that Discord takes a letter there never: it goes to where the server was set up, if that is elsewhere.

        After that it is given up: `/daily list` says the same.
        """

        def act(tx: Transaction) -> None:
            found = posts.one(tx, post)
            if found is None or found.state is not PostState.PENDING:
                return
            other = None
            if found.purpose is PostPurpose.PAUSE and found.channel == DIRECT:
                other = guilds.channel_of(tx, found.guild)
            if other is None:
                posts.given_up(tx, post, PostState.REFUSED)
            else:
                posts.move(tx, post, other, self._clock.now())

        await self._db.write(act)


def _paused(tx: Transaction, post: KeptPost) -> KeptSchedule | None:
    """Return the schedule a letter is about, while it stands still for a reason that its maker does not know."""
    found = schedules.one(tx, ScheduleId(post.owner))
    if found is None or found.state != ScheduleState.PAUSED.value or found.paused == PauseReason.ASKED.value:
        return None
    return found
