"""Every SQL statement on decks, their cards, and what members may see of them.

Cards and contexts are kept as immutable versions, found by the hash of their content: questions point at them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, bindparam, func, or_, select, update

from bot.core.ids import CardId, CardVersionId, DeckId, DeckVersionId, GuildId
from bot.core.instants import to_ms
from bot.db.database import Transaction
from bot.db.statements import upsert
from bot.decks.card import Card
from bot.decks.deck import DeckContext
from bot.decks.naming import stem_of
from bot.library.tables import card_versions, deck_versions, decks, library_settings

_TITLE_MOST = 200
#: No version has it.
_NONE = DeckVersionId(0)
#: Cards written by one statement.
_BATCH = 500


class MembersSee(StrEnum):
    """Which answers `/deck show` tells those who do not manage the server."""

    #: Those of cards that were asked in the server and closed.
    ASKED = "asked"
    EVERYTHING = "everything"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeckInfo:
    """A deck as it is now, without its cards."""

    id: DeckId
    title: str
    language: str
    #: How many it has.
    cards: int
    source: str = ""
    #: Whose it is; None: shipped, for every server.
    guild: GuildId | None = None
    version: DeckVersionId = _NONE
    removed: bool = False
    #: Of the file it was read from, `DeckContent.file_hash`.
    file_hash: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentCard:
    """A card as it is in its deck now."""

    id: CardId
    version: CardVersionId


@dataclass(frozen=True, slots=True, kw_only=True)
class CardContent:
    """What is kept of a card."""

    id: CardId
    #: SHA-256 of `content`, hexadecimal.
    hash: str
    #: `Card` as JSON.
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeckContent:
    """What is kept of a deck's file."""

    id: DeckId
    title: str
    language: str
    source: str
    #: SHA-256 of `context`, hexadecimal.
    hash: str
    #: `DeckContext` as JSON: what the grader must know of the deck.
    context: str
    #: In the deck's order.
    cards: tuple[CardContent, ...]
    #: Equal as long as reading the file again would give the same; None: unknown, so it is read again.
    file_hash: str | None = None


_DECK: Select[Any] = select(*(column for column in decks.c if column is not decks.c.removed_at_ms)).add_columns(
    decks.c.removed_at_ms.is_not(None).label("removed")
)
_ONE = _DECK.where(decks.c.id == bindparam("deck"))
_MINE = or_(decks.c.guild.is_(None), decks.c.guild == bindparam("guild"))
_IN_GUILD = _DECK.where(_MINE, decks.c.removed_at_ms.is_(None)).order_by(func.lower(decks.c.title), decks.c.id)
_SHIPPED = _DECK.where(decks.c.guild.is_(None), decks.c.removed_at_ms.is_(None))

_VERSION = upsert(deck_versions).on_conflict_do_nothing()
_VERSION_ID = select(deck_versions.c.id).where(
    deck_versions.c.deck == bindparam("deck"), deck_versions.c.hash == bindparam("hash")
)
_CONTEXT = select(deck_versions.c.context).where(deck_versions.c.id == bindparam("version"))
_write = upsert(decks)
_WRITE = _write.on_conflict_do_update(
    index_elements=[decks.c.id],
    set_={column.name: _write.excluded[column.name] for column in decks.c if column is not decks.c.id},
)
_REMOVE = (
    update(decks)
    .where(decks.c.id == bindparam("deck"), decks.c.removed_at_ms.is_(None))
    .values(removed_at_ms=bindparam("at"))
)

_IN_DECK = (card_versions.c.deck == bindparam("deck"), card_versions.c.position.is_not(None))
_PRESENT = (
    select(card_versions.c.id, card_versions.c.card, card_versions.c.hash)
    .where(*_IN_DECK)
    .order_by(card_versions.c.position)
)
_CARDS = select(card_versions.c.content).where(*_IN_DECK).order_by(card_versions.c.position)
_COUNT = select(func.count()).select_from(card_versions).where(*_IN_DECK)
_CONTENTS = select(card_versions.c.id, card_versions.c.content)
_TAKE_OUT = (
    update(card_versions)
    .where(card_versions.c.deck == bindparam("which"), card_versions.c.position.is_not(None))
    .values(position=None)
)
_card = upsert(card_versions)
_PUT_IN = _card.on_conflict_do_update(
    index_elements=[card_versions.c.deck, card_versions.c.card, card_versions.c.hash],
    set_={"position": _card.excluded.position},
)

_MEMBERS_SEE = select(library_settings.c.members_see).where(library_settings.c.guild == bindparam("guild"))
_setting = upsert(library_settings)
_SET_MEMBERS_SEE = _setting.on_conflict_do_update(
    index_elements=[library_settings.c.guild], set_={"members_see": _setting.excluded.members_see}
)
_PLACE = select(card_versions.c.deck, card_versions.c.card).where(
    card_versions.c.id == bindparam("id"), card_versions.c.position.is_not(None)
)


def one(tx: Transaction, deck: DeckId) -> DeckInfo | None:
    """Return a deck, removed or not; None if there never was one of that id."""
    row = tx.execute(_ONE, {"deck": deck}).first()
    return None if row is None else _from_row(row)


def in_guild(tx: Transaction, guild: GuildId) -> tuple[DeckInfo, ...]:
    """Return the decks a server may ask, by title: its own, and the shipped ones that no own one hides by its name."""
    there = [_from_row(row) for row in tx.execute(_IN_GUILD, {"guild": guild}).all()]
    own = {stem_of(deck.id).casefold() for deck in there if deck.guild is not None}
    return tuple(deck for deck in there if deck.guild is not None or deck.id.casefold() not in own)


def shipped(tx: Transaction) -> tuple[DeckInfo, ...]:
    """Return the shipped decks that are there."""
    return tuple(_from_row(row) for row in tx.execute(_SHIPPED).all())


def put(tx: Transaction, deck: DeckContent, guild: GuildId | None) -> None:
    """Make a deck what its file says; versions that are known by their content stay, and old ones are kept."""
    named = {"deck": deck.id, "hash": deck.hash}
    tx.execute(_VERSION, {**named, "context": deck.context})
    version = tx.execute(_VERSION_ID, named).scalar()
    tx.execute(
        _WRITE,
        {
            "id": deck.id,
            "guild": guild,
            "title": deck.title[:_TITLE_MOST],
            "language": deck.language,
            "source": deck.source,
            "cards": len(deck.cards),
            "version": version,
            "removed_at_ms": None,
            "file_hash": deck.file_hash,
        },
    )
    _put_cards(tx, deck)


def remove(tx: Transaction, deck: DeckId, at: datetime) -> None:
    """Take a deck away; its versions stay, because questions point at them."""
    tx.execute(_REMOVE, {"deck": deck, "at": to_ms(at)})


def context(tx: Transaction, version: DeckVersionId) -> DeckContext:
    """Return what the grader must know of a version of a deck."""
    return DeckContext.model_validate_json(tx.execute(_CONTEXT, {"version": version}).scalar_one())


def present(tx: Transaction, deck: DeckId) -> tuple[PresentCard, ...]:
    """Return a deck's cards as they are now, in its order, without their content."""
    rows = tx.execute(_PRESENT, {"deck": deck}).all()
    return tuple(PresentCard(id=CardId(row.card), version=CardVersionId(row.id)) for row in rows)


def contents(tx: Transaction, versions: Sequence[CardVersionId]) -> dict[CardVersionId, Card]:
    """Return what some versions of cards say."""
    rows = tx.execute(_CONTENTS.where(card_versions.c.id.in_(versions))).all()
    return {CardVersionId(row.id): Card.model_validate_json(row.content) for row in rows}


def place_of(tx: Transaction, version: CardVersionId) -> tuple[DeckId, CardId] | None:
    """Return which card of which deck a version is of, while it is the present one; None: it is not, or never was."""
    row = tx.execute(_PLACE, {"id": version}).first()
    return None if row is None else (DeckId(row.deck), CardId(row.card))


def texts(
    tx: Transaction, deck: DeckId, *, without: Collection[CardId] = (), skip: int = 0, most: int = -1
) -> tuple[str, ...]:
    """Return cards of a deck as it is now, as JSON (of a great deck they are read outside of the transaction).

    Args:
        tx: The transaction.
        deck: The deck.
        without: Cards to leave out.
        skip: How many of the rest to pass over, in the deck's order.
        most: How many to return; negative: all.
    """
    cut = _CARDS.where(card_versions.c.card.not_in(without)) if without else _CARDS
    rows = tx.execute(cut.offset(skip).limit(most) if skip or most >= 0 else cut, {"deck": deck}).all()
    return tuple(row.content for row in rows)


def count(tx: Transaction, deck: DeckId, *, without: Collection[CardId] = ()) -> int:
    """Return how many cards a deck has now, but for some."""
    cut = _COUNT.where(card_versions.c.card.not_in(without)) if without else _COUNT
    return int(tx.execute(cut, {"deck": deck}).scalar_one())


def members_see(tx: Transaction, guild: GuildId) -> MembersSee:
    """Return which answers members are told."""
    found = tx.execute(_MEMBERS_SEE, {"guild": guild}).scalar()
    return MembersSee.ASKED if found is None else MembersSee(found)


def let_members_see(tx: Transaction, guild: GuildId, answers: MembersSee) -> None:
    """Set which answers members are told."""
    tx.execute(_SET_MEMBERS_SEE, {"guild": guild, "members_see": answers.value})


def _put_cards(tx: Transaction, deck: DeckContent) -> None:
    known = [(row.card, row.hash) for row in tx.execute(_PRESENT, {"deck": deck.id}).all()]
    if known == [(card.id, card.hash) for card in deck.cards]:
        return
    tx.execute(_TAKE_OUT, {"which": deck.id})
    rows = [
        {"deck": deck.id, "card": card.id, "hash": card.hash, "content": card.content, "position": place}
        for place, card in enumerate(deck.cards)
    ]
    for start in range(0, len(rows), _BATCH):
        tx.execute(_PUT_IN, rows[start : start + _BATCH])


def _from_row(row: Any) -> DeckInfo:  # noqa: ANN401 - a row of whichever query
    return DeckInfo(
        id=DeckId(row.id),
        guild=None if row.guild is None else GuildId(row.guild),
        title=row.title,
        language=row.language,
        source=row.source,
        cards=row.cards,
        version=DeckVersionId(row.version),
        removed=bool(row.removed),
        file_hash=row.file_hash,
    )
