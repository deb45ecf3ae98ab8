"""Messages the bot sends on its own: claimed before they are sent, with the ids that Discord gave them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from sqlalchemy import BindParameter, Row, Select, and_, bindparam, case, func, null, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.chat.outbox.tables import posts
from bot.core.ids import ChannelId, GuildId, MessageId, PostId
from bot.core.instants import from_ms, to_ms
from bot.db.database import Transaction

#: Longest nonce Discord takes. Source: Discord documentation, resources, "Create Message".
NONCE_MOST = 25


class PostState(StrEnum):
    """What is known of a message of ours."""

    #: To be sent, or sent without our having learned of it.
    PENDING = "pending"
    #: In Discord; `message` is known.
    SENT = "sent"
    #: Discord refused it for good.
    REFUSED = "refused"
    #: Whether it was sent is not known, and cannot be found out; it is not sent again.
    UNKNOWN = "unknown"
    #: Never sent, because its time was over.
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A message as far as it is known."""

    id: PostId
    purpose: str
    owner: int
    guild: GuildId
    #: 0: a direct message.
    channel: ChannelId
    nonce: str
    state: PostState
    message: MessageId | None
    #: Claims so far, this one included where it is claimed: to send it, then (counted anew) to edit it.
    tries: int
    #: Since when it is owed: no message of it can be older.
    made_at: datetime
    #: When something is owed next, or a claim ends; None: nothing is.
    due_at: datetime | None
    #: Whether an edit is owed, and when a further one is that was asked for during it.
    edit: bool
    again_at: datetime | None
    #: When the last edit was begun; None: none was.
    edited_at: datetime | None


_RELEASED: dict[str, object] = {"claimed_by": None, "claimed_until_ms": None}
_INSERT = upsert(posts).on_conflict_do_nothing()
_anew = upsert(posts)
_INSERT_ANEW = _anew.on_conflict_do_update(
    index_elements=[posts.c.purpose, posts.c.owner],
    set_={
        **{
            name: _anew.excluded[name]
            for name in ("guild", "channel", "nonce", "state", "tries", "made_at_ms", "due_at_ms", "edit")
        },
        **dict.fromkeys(("message", "claimed_by", "claimed_until_ms", "again_at_ms", "edited_at_ms")),
    },
)
_ALL: Select[Any] = select(posts)
_ONE = _ALL.where(posts.c.id == bindparam("post"))
_OF = _ALL.where(posts.c.purpose == bindparam("purpose"), posts.c.owner == bindparam("owner"))
_UNREACHABLE: BindParameter[Any] = bindparam("unreachable", expanding=True)
_BUSY: BindParameter[Any] = bindparam("busy", expanding=True)
_OWED = (posts.c.due_at_ms.is_not(None), posts.c.guild.not_in(_UNREACHABLE), posts.c.id.not_in(_BUSY))
_NEXT_DUE = select(func.min(posts.c.due_at_ms)).where(*_OWED)
_FREE = or_(posts.c.claimed_until_ms.is_(None), posts.c.claimed_until_ms <= bindparam("now"))
_DUE = (
    select(posts.c.id)
    .where(*_OWED, posts.c.due_at_ms <= bindparam("now"), _FREE)
    .order_by(posts.c.due_at_ms, posts.c.id)
    .limit(bindparam("most"))
)
_CLAIM = (
    update(posts)
    .where(posts.c.id.in_(_DUE))
    .values(
        claimed_by=bindparam("by"),
        claimed_until_ms=bindparam("until"),
        due_at_ms=bindparam("until"),
        tries=posts.c.tries + 1,
        edited_at_ms=case((posts.c.edit, bindparam("now", type_=posts.c.edited_at_ms.type)), else_=null()),
    )
    .returning(posts)
)
_RELEASE = update(posts).where(posts.c.claimed_by == bindparam("by")).values(**_RELEASED, due_at_ms=bindparam("now"))
_CHANGE = update(posts).where(posts.c.id == bindparam("post"))
_EDITED = _CHANGE.values(
    **_RELEASED,
    edit=posts.c.again_at_ms.is_not(None),
    due_at_ms=posts.c.again_at_ms,
    again_at_ms=None,
    tries=0,
)
_AT: BindParameter[Any] = bindparam("at", type_=posts.c.due_at_ms.type)
_CLAIMED = posts.c.claimed_until_ms > bindparam("now")
_OWE_EDIT = (
    update(posts)
    .where(
        posts.c.purpose == bindparam("for"),
        posts.c.owner == bindparam("whose"),
        posts.c.state == PostState.SENT.value,
    )
    .values(
        edit=True,
        tries=case((_CLAIMED, posts.c.tries), else_=0),
        due_at_ms=case((or_(_CLAIMED, posts.c.due_at_ms < _AT), posts.c.due_at_ms), else_=_AT),
        again_at_ms=case(
            (and_(_CLAIMED, posts.c.again_at_ms < _AT), posts.c.again_at_ms),
            (_CLAIMED, _AT),
            else_=posts.c.again_at_ms,
        ),
    )
)


def owe(
    tx: Transaction,
    purpose: str,
    owner: int,
    *,
    guild: GuildId,
    channel: ChannelId,
    at: datetime,
    anew: bool = False,
) -> None:
    """Owe a message from an instant on; nothing happens if its owner was ever owed one for that purpose.

    Args:
        tx: The transaction.
        purpose: A `MessageKind.purpose`.
        owner: What it belongs to.
        guild: The server it is for.
        channel: Where it goes; 0: by direct message.
        at: From when on.
        anew: True: one that was owed before is forgotten, and this is another.
    """
    values = {
        "purpose": purpose,
        "owner": owner,
        "guild": guild,
        "channel": channel,
        "nonce": nonce_for(purpose, owner, guild, channel, to_ms(at)),
        "state": PostState.PENDING.value,
        "tries": 0,
        "made_at_ms": to_ms(at),
        "due_at_ms": to_ms(at),
        "edit": False,
    }
    tx.execute(_INSERT_ANEW if anew else _INSERT, values)


def owe_edit(tx: Transaction, purpose: str, owner: int, *, at: datetime, now: datetime) -> None:
    """Owe an edit to a message that stands in Discord, from an instant on unless one is owed earlier.

    One that is asked for while an edit is under way comes after that.
    """
    tx.execute(_OWE_EDIT, {"for": purpose, "whose": owner, "at": to_ms(at), "now": to_ms(now)})


def move(tx: Transaction, post: PostId, channel: ChannelId, at: datetime) -> None:
    """Try another channel for a message that was refused in its own."""
    values = {"channel": channel, "state": PostState.PENDING.value, "tries": 0, **_RELEASED, "due_at_ms": to_ms(at)}
    tx.execute(_CHANGE.values(**values), {"post": post})


def one(tx: Transaction, post: PostId) -> Post | None:
    """Return a message; None if there is none."""
    row = tx.execute(_ONE, {"post": post}).first()
    return None if row is None else _from_row(row)


def of(tx: Transaction, purpose: str, owner: int) -> Post | None:
    """Return what was sent for an owner; None if nothing was ever owed."""
    row = tx.execute(_OF, {"purpose": purpose, "owner": owner}).first()
    return None if row is None else _from_row(row)


def next_due(tx: Transaction, unreachable: Collection[GuildId] = (), busy: Collection[PostId] = ()) -> datetime | None:
    """Return when something is owed next: to servers within reach, of messages nobody here is busy with."""
    found = tx.execute(_NEXT_DUE, {"unreachable": list(unreachable), "busy": list(busy)}).scalar()
    return None if found is None else from_ms(found)


def claim_due(
    tx: Transaction,
    *,
    by: str,
    now: datetime,
    until: datetime,
    most: int,
    unreachable: Collection[GuildId] = (),
    busy: Collection[PostId] = (),
) -> tuple[Post, ...]:
    """Claim messages that something is owed, the longest owed first; until a claim ends nobody else gets them.

    Args:
        tx: The transaction.
        by: The process that claims.
        now: The present.
        until: When the claims end.
        most: How many at most.
        unreachable: Servers whose messages wait.
        busy: Messages that this process is busy with still, whatever became of their claims.
    """
    given = {
        "by": by,
        "now": to_ms(now),
        "until": to_ms(until),
        "most": most,
        "unreachable": list(unreachable),
        "busy": list(busy),
    }
    return tuple(sorted(map(_from_row, tx.execute(_CLAIM, given).all()), key=lambda post: post.id))


def release(tx: Transaction, by: str, now: datetime) -> int:
    """End all claims of a process that no longer runs; what it was at is due now. Returns how many there were."""
    return tx.execute(_RELEASE, {"by": by, "now": to_ms(now)}).rowcount


def sent(tx: Transaction, post: PostId, message: MessageId) -> None:
    """Learn that a message stands in Discord; nothing more is owed for now."""
    values = {"state": PostState.SENT.value, "message": message, **_RELEASED, "due_at_ms": None, "tries": 0}
    tx.execute(_CHANGE.values(**values), {"post": post})


def given_up(tx: Transaction, post: PostId, state: PostState) -> None:
    """Owe a message no more."""
    values = {"state": state.value, **_RELEASED, "due_at_ms": None, "edit": False, "again_at_ms": None}
    tx.execute(_CHANGE.values(**values), {"post": post})


def edited(tx: Transaction, post: PostId) -> None:
    """Learn that an edit is done, or is not needed; one that was asked for meanwhile is owed still."""
    tx.execute(_EDITED, {"post": post})


def postpone(tx: Transaction, post: PostId, at: datetime) -> None:
    """Give a claim back: what is owed is tried again then."""
    tx.execute(_CHANGE.values(**_RELEASED, due_at_ms=to_ms(at)), {"post": post})


def nonce_for(*parts: object) -> str:
    """Derive a nonce from what tells a message from every other of this bot, in any database it may ever use."""
    return sha256("|".join(map(str, parts)).encode()).hexdigest()[:NONCE_MOST]


def _from_row(row: Row[Any]) -> Post:
    return Post(
        id=PostId(row.id),
        purpose=row.purpose,
        owner=row.owner,
        guild=GuildId(row.guild),
        channel=ChannelId(row.channel),
        nonce=row.nonce,
        state=PostState(row.state),
        message=None if row.message is None else MessageId(row.message),
        tries=row.tries,
        made_at=from_ms(row.made_at_ms),
        due_at=None if row.due_at_ms is None else from_ms(row.due_at_ms),
        edit=row.edit,
        again_at=None if row.again_at_ms is None else from_ms(row.again_at_ms),
        edited_at=None if row.edited_at_ms is None else from_ms(row.edited_at_ms),
    )
