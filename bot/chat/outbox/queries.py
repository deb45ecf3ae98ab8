"""Posts: every message the bot sends on its own, claimed before it is sent and known once Discord named it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Row,
    Select,
    bindparam,
    case,
    false,
    literal_column,
    null,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.chat.outbox.tables import posts
from bot.core.ids import ChannelId, GuildId, MessageId, PostId
from bot.core.instants import to_ms
from bot.daily.tables import occurrences
from bot.db.database import Transaction
from bot.questions.queries.states import OccurrenceState, PostPurpose, PostState


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPost:
    """A message to send."""

    purpose: PostPurpose
    #: An occurrence, or what else the purpose says.
    owner: int
    guild: GuildId
    channel: ChannelId
    nonce: str
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPost:
    """A message as far as it is known."""

    id: PostId
    purpose: PostPurpose
    owner: int
    guild: GuildId
    channel: ChannelId
    nonce: str
    state: PostState
    message: MessageId | None
    #: Claims so far: to send it, then (counted anew) to edit it.
    tries: int
    #: Whether its edit into the result is owed.
    edit: bool


_INSERT = upsert(posts).on_conflict_do_nothing()
_renew = upsert(posts)
_RENEW = _renew.on_conflict_do_update(
    index_elements=[posts.c.purpose, posts.c.owner],
    set_={
        **{
            name: _renew.excluded[name] for name in ("guild", "channel", "nonce", "state", "tries", "due_at_ms", "edit")
        },
        "message": None,
        "claimed_by": None,
        "claimed_until_ms": None,
    },
)
_KEPT: Select[Any] = select(posts)
_ONE = _KEPT.where(posts.c.id == bindparam("post"))
_OF = _KEPT.where(posts.c.purpose == bindparam("purpose"), posts.c.owner == bindparam("owner"))
_WAITS = posts.c.due_at_ms.is_not(None)
_DUE = (
    _KEPT.where(_WAITS, posts.c.due_at_ms <= bindparam("now"))
    .order_by(posts.c.due_at_ms, posts.c.id)
    .limit(bindparam("most"))
)
_THERE_NOW = posts.c.guild.not_in(bindparam("away", expanding=True))
_CHANGE = update(posts).where(posts.c.id == bindparam("post"))
_FREE = or_(posts.c.claimed_until_ms.is_(None), posts.c.claimed_until_ms <= bindparam("now"))
_CLAIM = (
    _CHANGE.where(_WAITS, posts.c.due_at_ms <= bindparam("now"), _FREE)
    .values(
        claimed_by=bindparam("by"),
        claimed_until_ms=bindparam("until"),
        due_at_ms=bindparam("until"),
        tries=posts.c.tries + 1,
    )
    .returning(posts.c.tries)
)


#: A claim makes a message due when it runs out; due at another time, it was owed something more meanwhile.
_AMENDED = posts.c.due_at_ms > posts.c.claimed_until_ms
_SETTLED = select(occurrences.c.id).where(
    occurrences.c.state == OccurrenceState.SETTLED.value, occurrences.c.closes_at_ms >= bindparam("since")
)
_AT = bindparam("at", type_=posts.c.due_at_ms.type)
_AMEND = (
    update(posts)
    .where(
        posts.c.state == PostState.SENT.value,
        posts.c.purpose.in_(bindparam("purposes", expanding=True)),
        posts.c.owner.in_(bindparam("owners", expanding=True)),
    )
    .values(
        edit=True,
        tries=0,
        due_at_ms=case((posts.c.claimed_until_ms > _AT, posts.c.claimed_until_ms + literal_column("1")), else_=_AT),
    )
)


def insert_one(tx: Transaction, new: NewPost) -> None:
    """Plan a message; nothing happens if its owner has one for that purpose."""
    tx.execute(_INSERT, _fresh(new))


def renew(tx: Transaction, new: NewPost) -> None:
    """Plan a message; one that its owner had for that purpose before is forgotten."""
    written = _fresh(new)
    tx.execute(_RENEW, written)


def move(tx: Transaction, post: PostId, channel: ChannelId, due_at: datetime) -> None:
    """Try another channel for a message that was refused in its own."""
    values = {"channel": channel, "tries": 0, **_RELEASED, "due_at_ms": to_ms(due_at)}
    tx.execute(_CHANGE.values(**values), {"post": post})


def one(tx: Transaction, post: PostId) -> KeptPost | None:
    """Return a message; None if there is none."""
    row = tx.execute(_ONE, {"post": post}).first()
    return None if row is None else _kept(row)


def of(tx: Transaction, purpose: PostPurpose, owner: int) -> KeptPost | None:
    """Return what was sent for an owner; None if nothing was planned."""
    row = tx.execute(_OF, {"purpose": purpose.value, "owner": owner}).first()
    return None if row is None else _kept(row)


def due(tx: Transaction, now: datetime, most: int, away: frozenset[GuildId] = frozenset()) -> tuple[KeptPost, ...]:
    """Return messages that a send, a retry or an edit is owed, the longest owed first; those of servers away wait."""
    given = {"now": to_ms(now), "most": most}
    rows = (
        tx.execute(_DUE.where(_THERE_NOW), {**given, "away": list(away)}).all()
        if away
        else tx.execute(_DUE, given).all()
    )
    return tuple(_kept(row) for row in rows)


def claim(tx: Transaction, post: PostId, *, by: str, now: datetime, until: datetime) -> int | None:
    """Claim a message that is due; return how often that was done, None: another process was first."""
    found = tx.execute(_CLAIM, {"post": post, "by": by, "now": to_ms(now), "until": to_ms(until)}).scalar()
    return None if found is None else int(found)


def sent(tx: Transaction, post: PostId, message: MessageId) -> None:
    """Learn that a message stands in Discord; nothing more is owed for now."""
    values = {"state": PostState.SENT.value, "message": message, **_RELEASED, "due_at_ms": None, "tries": 0}
    tx.execute(_CHANGE.values(**values), {"post": post})


def given_up(tx: Transaction, post: PostId, state: PostState) -> None:
    """Owe a message no more."""
    tx.execute(_CHANGE.values(state=state.value, **_RELEASED, due_at_ms=None, edit=False), {"post": post})


def owe_edit(tx: Transaction, post: PostId, due_at: datetime) -> None:
    """Owe a message its edit into the result."""
    tx.execute(_CHANGE.values(edit=True, due_at_ms=to_ms(due_at)), {"post": post})


def edited(tx: Transaction, post: PostId) -> None:
    """Learn that a message shows the result; what came to be owed during that edit is owed still."""
    due_at_ms = case((_AMENDED, posts.c.due_at_ms), else_=null())
    tx.execute(
        _CHANGE.values(edit=case((_AMENDED, true()), else_=false()), **_RELEASED, due_at_ms=due_at_ms), {"post": post}
    )


def amend(
    tx: Transaction,
    owners: Sequence[int],
    now: datetime,
    *,
    purposes: Sequence[PostPurpose],
    closed_since: datetime | None,
) -> None:
    """Owe an edit to messages that stand in Discord, after any that is under way.

    Args:
        tx: The transaction.
        owners: Whose messages.
        now: When it is owed from.
        purposes: Which messages of theirs.
        closed_since: Only those of occurrences that are settled and closed since; None: the owners are none.
    """
    statement = _AMEND
    given = {"at": to_ms(now), "owners": list(owners), "purposes": [purpose.value for purpose in purposes]}
    if closed_since is not None:
        statement = statement.where(posts.c.owner.in_(_SETTLED))
        given["since"] = to_ms(closed_since)
    tx.execute(statement, given)


def postpone(tx: Transaction, post: PostId, due_at: datetime) -> None:
    """Give a claim back: what is owed is tried again then."""
    tx.execute(_CHANGE.values(**_RELEASED, due_at_ms=to_ms(due_at)), {"post": post})


_RELEASED: dict[str, object] = {"claimed_by": None, "claimed_until_ms": None}


def _fresh(new: NewPost) -> dict[str, object]:
    return {
        "purpose": new.purpose.value,
        "owner": new.owner,
        "guild": new.guild,
        "channel": new.channel,
        "nonce": new.nonce,
        "state": PostState.PENDING.value,
        "tries": 0,
        "due_at_ms": to_ms(new.due_at),
        "edit": False,
    }


def _kept(row: Row[Any]) -> KeptPost:
    return KeptPost(
        id=PostId(row.id),
        purpose=PostPurpose(row.purpose),
        owner=row.owner,
        guild=GuildId(row.guild),
        channel=ChannelId(row.channel),
        nonce=row.nonce,
        state=PostState(row.state),
        message=None if row.message is None else MessageId(row.message),
        tries=row.tries,
        edit=row.edit,
    )
