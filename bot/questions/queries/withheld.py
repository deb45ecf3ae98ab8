"""Withheld: which cards must not be shown to a person, because somewhere they are being asked.

A card that is open in a server is withheld there, and from everyone who was seen in that server everywhere else too.
So are its twins: cards of other decks that put the very same question, such as those of a copied deck.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, bindparam, or_, select

from bot.core.ids import CardId, DeckId, GuildId, UserId
from bot.db.database import Transaction
from bot.decks.card import Card
from bot.guilds.tables import members
from bot.library.tables import card_versions
from bot.questions.queries.questions import SECRET
from bot.questions.rules import QuestionState, RevealRule
from bot.questions.tables import questions

_MET = select(members.c.guild).where(members.c.user == bindparam("user"))
_OPEN: Select[Any] = (
    select(questions.c.deck, questions.c.card, card_versions.c.content)
    .join_from(questions, card_versions, card_versions.c.id == questions.c.card_version)
    .distinct()
)
_IN_GUILD = _OPEN.where(SECRET, questions.c.guild == bindparam("guild"))
_FOR_PERSON = _OPEN.where(SECRET, or_(questions.c.guild == bindparam("guild"), questions.c.guild.in_(_MET)))
_FOR_MANAGER = _OPEN.where(SECRET, questions.c.guild != bindparam("guild"), questions.c.guild.in_(_MET))
_PRESENT = select(card_versions.c.card).where(
    card_versions.c.deck == bindparam("deck"), card_versions.c.position.is_not(None)
)
_REVEALED = (
    select(questions.c.card)
    .where(
        questions.c.guild == bindparam("guild"),
        questions.c.deck == bindparam("deck"),
        questions.c.state == QuestionState.CLOSED.value,
        questions.c.reveal != RevealRule.AT_ONCE.value,
    )
    .distinct()
)


def withheld(
    tx: Transaction,
    guild: GuildId | None,
    user: UserId | None,
    deck: DeckId,
    manages: bool = False,  # noqa: FBT001, FBT002 - `Features.withheld` calls it
) -> frozenset[CardId]:
    """Return the cards of a deck whose answers must not be shown.

    Args:
        tx: The transaction.
        guild: Where they would be shown; None: outside of servers.
        user: Who would see them; None: everyone who is in that server.
        deck: The deck as it is now.
        manages: Whether the person manages that server, and so may see what is open there and nowhere else.
    """
    asking = _IN_GUILD if user is None else _FOR_MANAGER if manages else _FOR_PERSON
    asked = tx.execute(asking, {"guild": guild, "user": user}).all()
    own = frozenset(CardId(row.card) for row in asked if row.deck == deck)
    there = tx.execute(_PRESENT.where(card_versions.c.card.in_(sorted(own))), {"deck": deck}).all() if own else ()
    # A card whose id was changed while it is open is a twin as well.
    known = {row.card for row in there}
    return own | _twins(tx, deck, [row for row in asked if row.deck != deck or row.card not in known])


def revealed(tx: Transaction, guild: GuildId, deck: DeckId) -> frozenset[CardId]:
    """Return the cards of a deck that were asked of everyone in a server and are closed."""
    return frozenset(CardId(row.card) for row in tx.execute(_REVEALED, {"guild": guild, "deck": deck}).all())


def _twins(tx: Transaction, deck: DeckId, asked: Sequence[Row[Any]]) -> frozenset[CardId]:
    # As it stands in the JSON of every card that asks it: `"ask":"..."`.
    asks = {Card.model_validate_json(row.content).model_dump_json(include={"ask"})[1:-1] for row in asked}
    if not asks:
        return frozenset()
    alike = or_(*(card_versions.c.content.contains(ask, autoescape=True) for ask in sorted(asks)))
    return frozenset(CardId(row.card) for row in tx.execute(_PRESENT.where(alike), {"deck": deck}).all())
