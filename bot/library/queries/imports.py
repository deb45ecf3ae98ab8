"""Every SQL statement on versions of servers' own decks: first a preview, then what one may go back to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, insert, select, update

from bot.core.ids import DeckId, GuildId, ImportId, UserId
from bot.core.instants import from_ms, to_ms
from bot.db.database import Transaction
from bot.library.tables import decks, import_drafts, imports

_NOT_KEPT = ImportId(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version of a server's own deck, without its content."""

    id: ImportId = _NOT_KEPT
    guild: GuildId
    deck: DeckId
    #: The name it came with; its ending says the format.
    file: str
    cards: int
    by: UserId
    made_at: datetime
    #: The version it was compared with; None: there was none.
    base: ImportId | None
    #: None: only a preview so far.
    confirmed_at: datetime | None = None
    #: Whether it is the version that is asked now.
    present: bool = False
    #: Whether its content is still there.
    kept: bool = True

    @property
    def at(self) -> datetime:
        """When it was imported, or else sent."""
        return self.confirmed_at or self.made_at


_IMPORT: Select[Any] = select(
    *(column for column in imports.c if column is not imports.c.content), imports.c.content.is_not(None).label("kept")
)
_ONE = _IMPORT.where(imports.c.id == bindparam("id"))
_CONTENT = select(imports.c.content).where(imports.c.id == bindparam("id"))
_OF = (imports.c.guild == bindparam("guild"), imports.c.deck == bindparam("deck"))
_PRESENT = _IMPORT.where(*_OF, imports.c.present)
_VERSIONS = (
    _IMPORT.where(*_OF, imports.c.confirmed_at_ms.is_not(None), imports.c.content.is_not(None))
    .order_by(imports.c.confirmed_at_ms.desc(), imports.c.id.desc())
    .limit(bindparam("most"))
)
_DECKS = (
    select(decks.c.id)
    .join(imports, imports.c.deck == decks.c.id)
    .where(
        imports.c.guild == bindparam("guild"), imports.c.confirmed_at_ms.is_not(None), imports.c.content.is_not(None)
    )
    .group_by(decks.c.id)
    .order_by(decks.c.id)
)
_INSERT = insert(imports).returning(imports.c.id)
_OF_UPDATE = update(imports).where(imports.c.guild == bindparam("which"), imports.c.deck == bindparam("named"))
_ABSENT = _OF_UPDATE.where(imports.c.present).values(present=False)
_CHANGE = update(imports).where(imports.c.id == bindparam("which"))
_PREVIEWS = (
    select(imports.c.id)
    .where(imports.c.guild == bindparam("guild"), imports.c.confirmed_at_ms.is_(None), imports.c.content.is_not(None))
    .order_by(imports.c.id.desc())
    .offset(bindparam("most"))
)
_OLD = (
    select(imports.c.id)
    .where(*_OF, imports.c.confirmed_at_ms.is_not(None), imports.c.content.is_not(None), ~imports.c.present)
    .order_by(imports.c.confirmed_at_ms.desc(), imports.c.id.desc())
    .offset(bindparam("most"))
)
_STALE = (
    update(imports)
    .where(
        imports.c.confirmed_at_ms.is_(None), imports.c.content.is_not(None), imports.c.made_at_ms < bindparam("before")
    )
    .values(content=None)
)
_DRAFT = select(import_drafts.c.draft).where(import_drafts.c["import"] == bindparam("id"))
_KEEP_DRAFT = insert(import_drafts)
_SWAP = update(import_drafts).where(import_drafts.c["import"] == bindparam("which"))
_DECIDED = _SWAP.values(draft=None)
_STALE_DRAFTS = (
    update(import_drafts)
    .where(
        import_drafts.c.draft.is_not(None),
        import_drafts.c["import"].in_(select(imports.c.id).where(imports.c.content.is_(None))),
    )
    .values(draft=None)
)
_WAS_SWAPPED = (
    select(import_drafts.c.swapped)
    .join(imports, imports.c.id == import_drafts.c["import"])
    .where(*_OF, imports.c.present)
)
_ROOM = select(func.count().label("there"), func.coalesce(func.sum(decks.c.cards), 0).label("cards")).where(
    decks.c.guild == bindparam("guild"), decks.c.removed_at_ms.is_(None), decks.c.id != bindparam("deck")
)


def insert_one(tx: Transaction, version: Version, content: str) -> ImportId:
    """Keep a preview."""
    values = {
        "guild": version.guild,
        "deck": version.deck,
        "file": version.file,
        "content": content,
        "cards": version.cards,
        "made_by": version.by,
        "made_at_ms": to_ms(version.made_at),
        "base": version.base or 0,
        "present": False,
    }
    return ImportId(tx.execute(_INSERT, values).scalar_one())


def one(tx: Transaction, which: ImportId) -> Version | None:
    """Return a version; None if there is none."""
    row = tx.execute(_ONE, {"id": which}).first()
    return None if row is None else _from_row(row)


def content_of(tx: Transaction, which: ImportId) -> str | None:
    """Return what a version's file said; None: dropped, or there is no such version."""
    found = tx.execute(_CONTENT, {"id": which}).scalar()
    return None if found is None else str(found)


def present(tx: Transaction, guild: GuildId, deck: DeckId) -> Version | None:
    """Return the version of a deck that is asked now; None: the deck is not there."""
    row = tx.execute(_PRESENT, {"guild": guild, "deck": deck}).first()
    return None if row is None else _from_row(row)


def versions(tx: Transaction, guild: GuildId, deck: DeckId, most: int) -> tuple[Version, ...]:
    """Return the versions of a deck one may go back to, the one last imported first."""
    rows = tx.execute(_VERSIONS, {"guild": guild, "deck": deck, "most": most}).all()
    return tuple(_from_row(row) for row in rows)


def decks_of(tx: Transaction, guild: GuildId) -> tuple[DeckId, ...]:
    """Return the decks a server ever imported, those it removed included."""
    return tuple(DeckId(row.id) for row in tx.execute(_DECKS, {"guild": guild}).all())


def make_present(tx: Transaction, version: Version, at: datetime) -> None:
    """Let a version be the one that is asked, in place of any other."""
    tx.execute(_ABSENT, {"which": version.guild, "named": version.deck})
    values: dict[str, object] = {"present": True}
    if version.confirmed_at is None:
        values["confirmed_at_ms"] = to_ms(at)
    tx.execute(_CHANGE.values(**values), {"which": version.id})
    tx.execute(_DECIDED, {"which": version.id})


def make_absent(tx: Transaction, guild: GuildId, deck: DeckId) -> None:
    """Let no version of a deck be asked."""
    tx.execute(_ABSENT, {"which": guild, "named": deck})


def drop(tx: Transaction, which: ImportId) -> None:
    """Drop what a version said; its row stays, so that its number never comes to mean something else."""
    tx.execute(_CHANGE.values(content=None), {"which": which})
    tx.execute(_DECIDED, {"which": which})


def keep_draft(tx: Transaction, which: ImportId, draft: str | None, *, swapped: bool) -> None:
    """Keep what was read of a preview's file, as JSON, so that it can be swapped; None: it cannot be any more."""
    tx.execute(_KEEP_DRAFT, {"import": which, "draft": draft, "swapped": swapped})


def draft_of(tx: Transaction, which: ImportId) -> str | None:
    """Return what was read of a preview's file, as JSON; None: it is decided, or says itself what is asked."""
    found = tx.execute(_DRAFT, {"id": which}).scalar()
    return None if found is None else str(found)


def was_swapped(tx: Transaction, guild: GuildId, deck: DeckId) -> bool:
    """Tell whether the version of a deck that is asked now had its questions and answers the other way round."""
    return bool(tx.execute(_WAS_SWAPPED, {"guild": guild, "deck": deck}).scalar())


def swap(tx: Transaction, which: ImportId, content: str, *, cards: int, swapped: bool) -> None:
    """Let a preview be what its file says the other way round, unless it was decided meanwhile."""
    if draft_of(tx, which) is not None:
        tx.execute(_CHANGE.values(content=content, cards=cards), {"which": which})
        tx.execute(_SWAP.values(swapped=swapped), {"which": which})


def drop_previews(tx: Transaction, guild: GuildId, *, keep: int, before: datetime) -> None:
    """Drop unconfirmed previews: of a server all but its newest few, of all servers those too old."""
    for row in tx.execute(_PREVIEWS, {"guild": guild, "most": keep}).all():
        drop(tx, ImportId(row.id))
    tx.execute(_STALE, {"before": to_ms(before)})
    tx.execute(_STALE_DRAFTS)


def drop_old(tx: Transaction, guild: GuildId, deck: DeckId, *, keep: int) -> None:
    """Drop what can no longer be gone back to: of a deck's earlier versions all but the newest few."""
    for row in tx.execute(_OLD, {"guild": guild, "deck": deck, "most": keep}).all():
        drop(tx, ImportId(row.id))


def others(tx: Transaction, guild: GuildId, deck: DeckId) -> tuple[int, int]:
    """Return how many own decks a server has besides this one, and how many cards these hold together."""
    row = tx.execute(_ROOM, {"guild": guild, "deck": deck}).first()
    return (0, 0) if row is None else (int(row.there), int(row.cards))


def _from_row(row: Row[Any]) -> Version:
    return Version(
        id=ImportId(row.id),
        guild=GuildId(row.guild),
        deck=DeckId(row.deck),
        file=row.file,
        cards=row.cards,
        by=UserId(row.made_by),
        made_at=from_ms(row.made_at_ms),
        base=ImportId(row.base) if row.base else None,
        confirmed_at=None if row.confirmed_at_ms is None else from_ms(row.confirmed_at_ms),
        present=row.present,
        kept=bool(row.kept),
    )
