"""Cards: the immutable versions that questions point at."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from bot.store.store import Unit
from bot.store.tables import card_versions, deck_versions
from bot.terms.ids import CardVersionId, DeckVersionId

_CONTENT = select(card_versions.c.content).where(card_versions.c.id == bindparam("id"))
_CONTEXT = select(deck_versions.c.context).where(deck_versions.c.id == bindparam("id"))


async def content_of(unit: Unit, version: CardVersionId) -> str:
    """Return a card as JSON (`Card`), as it was when it was asked.

    Raises:
        LookupError: There is no such version.
    """
    found = await unit.scalar(_CONTENT, {"id": version})
    if found is None:
        raise LookupError(f"card version {version}")
    return str(found)


async def context_of(unit: Unit, version: DeckVersionId) -> str:
    """Return what the grader must know of a deck, as JSON (`DeckContext`).

    Raises:
        LookupError: There is no such version.
    """
    found = await unit.scalar(_CONTEXT, {"id": version})
    if found is None:
        raise LookupError(f"deck version {version}")
    return str(found)
