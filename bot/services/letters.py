"""Letters: what the bot says to a server itself: a greeting once, and word of a pause to who made the schedule."""

from __future__ import annotations

from datetime import datetime

from bot.quiz.nonce import nonce_for
from bot.services.claims import CLAIM, TRIES_MOST, Claimant, backoff_after
from bot.services.orders import PostGreeting, TellPause
from bot.services.outcomes import PauseReason, ScheduleState
from bot.services.schedules import view_of
from bot.store import guilds, posts, schedules
from bot.store.posts import KeptPost, NewPost
from bot.store.schedules import KeptSchedule
from bot.store.states import PostPurpose, PostState
from bot.store.store import Store, Unit
from bot.terms.ids import ChannelId, GuildId, MessageId, PostId, ScheduleId
from bot.terms.instants import Clock, from_ms, to_ms

PURPOSES = frozenset({PostPurpose.GREETING, PostPurpose.PAUSE})
#: Stands for a direct message in `posts.channel`.
DIRECT = ChannelId(0)


async def owe_greeting(unit: Unit, guild: GuildId, channel: ChannelId, now: datetime) -> None:
    """Owe a server its greeting; nothing happens if it was ever owed one."""
    nonce = nonce_for("greeting", guild, to_ms(now))
    new = NewPost(purpose=PostPurpose.GREETING, owner=guild, guild=guild, channel=channel, nonce=nonce, due_at=now)
    await posts.insert_one(unit, new)


async def owe_pause(unit: Unit, schedule: KeptSchedule, now: datetime) -> None:
    """Owe word of a pause, first by direct message."""
    nonce = nonce_for("pause", schedule.id, to_ms(now))
    new = NewPost(
        purpose=PostPurpose.PAUSE, owner=schedule.id, guild=schedule.guild, channel=DIRECT, nonce=nonce, due_at=now
    )
    await posts.renew(unit, new)
    await schedules.set_told(unit, schedule.id, None)


async def claim(unit: Unit, post: PostId, claimant: Claimant) -> PostGreeting | TellPause | None:
    """Claim a letter and say what it is; None: it is not owed any more, or another process was first."""
    found = await posts.one(unit, post)
    if found is None:
        return None
    paused = await _paused(unit, found) if found.purpose is PostPurpose.PAUSE else None
    if found.tries >= TRIES_MOST or (found.purpose is PostPurpose.PAUSE and paused is None):
        await posts.given_up(unit, post, PostState.DROPPED)
        return None
    # To the millisecond kept, so that the claim ends exactly when the alarm looks again.
    until = from_ms(to_ms(claimant.now + max(CLAIM, backoff_after(found.tries))))
    tries = await posts.claim(unit, post, by=claimant.name, now=claimant.now, until=until)
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

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def sent(self, post: PostId, message: MessageId) -> None:
        """Learn that a letter stands in Discord."""
        async with self._store.write() as unit:
            found = await posts.one(unit, post)
            if found is None or found.state is not PostState.PENDING:
                return
            await posts.sent(unit, post, message)
            if found.purpose is PostPurpose.PAUSE:
                await schedules.set_told(unit, ScheduleId(found.owner), self._clock.now())

    async def undeliverable(self, post: PostId) -> None:
        """Learn that Discord takes a letter there never: it goes to where the server was set up, if that is elsewhere.

        After that it is given up: `/daily list` says the same.
        """
        async with self._store.write() as unit:
            found = await posts.one(unit, post)
            if found is None or found.state is not PostState.PENDING:
                return
            other = None
            if found.purpose is PostPurpose.PAUSE and found.channel == DIRECT:
                other = await guilds.channel_of(unit, found.guild)
            if other is None:
                await posts.given_up(unit, post, PostState.REFUSED)
            else:
                await posts.move(unit, post, other, self._clock.now())


async def _paused(unit: Unit, post: KeptPost) -> KeptSchedule | None:
    """Return the schedule a letter is about, while it stands still for a reason that its maker does not know."""
    found = await schedules.one(unit, ScheduleId(post.owner))
    if found is None or found.state != ScheduleState.PAUSED.value or found.paused == PauseReason.ASKED.value:
        return None
    return found
