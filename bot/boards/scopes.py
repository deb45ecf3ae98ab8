"""Scopes: what part of a server a leaderboard covers, as tallies name it, commands choose it and buttons carry it."""

from __future__ import annotations

from collections.abc import Sequence
from string import hexdigits

from bot.boards.errors import ScopeAmbiguous
from bot.core.ids import ChannelId, DeckId
from bot.decks.naming import fingerprint, stem_of
from bot.library.errors import DeckUnknown
from bot.library.queries.decks import DeckInfo

#: The scope of a whole server.
WHOLE = "guild"
_CHANNEL, _DECK = "channel", "deck"
_SHORT_WHOLE, _SHORT_CHANNEL, _SHORT_DECK = "g", "c", "d"


def channel_scope(channel: ChannelId) -> str:
    """Name the scope of a channel."""
    return f"{_CHANNEL}:{channel}"


def deck_scope(deck: DeckId) -> str:
    """Name the scope of a deck."""
    return f"{_DECK}:{deck}"


def channel_of(scope: str) -> ChannelId | None:
    """Return the channel a scope is of; None: it is of something else."""
    kind, _, name = scope.partition(":")
    return ChannelId(int(name)) if kind == _CHANNEL and name.isdecimal() else None


def deck_of(scope: str) -> DeckId | None:
    """Return the deck a scope is of; None: it is of something else."""
    kind, _, name = scope.partition(":")
    return DeckId(name) if kind == _DECK else None


def choose_scope(decks: Sequence[DeckInfo], channel: ChannelId | None, deck: str | None) -> str:
    """Return the scope that was chosen; without a choice it is the whole server.

    Args:
        decks: Those of the server.
        channel: The channel that was chosen; None: none was.
        deck: What was typed for a deck, its id or title, for suggestions are not binding; None: nothing was.

    Raises:
        ScopeAmbiguous: Both were chosen.
        DeckUnknown: The server has no such deck.
    """
    if channel is not None and deck is not None:
        raise ScopeAmbiguous
    if channel is not None:
        return channel_scope(channel)
    if deck is None:
        return WHOLE
    typed = deck.strip().casefold()
    for known in decks:
        if typed in (stem_of(known.id).casefold(), known.id.casefold(), known.title.casefold()):
            return deck_scope(known.id)
    raise DeckUnknown(given=deck.strip(), known=_listed(decks))


def short_scope(scope: str) -> str:
    """Shorten a scope to at most 17 characters, so that it fits into a custom id; a deck leaves a fingerprint only."""
    channel, deck = channel_of(scope), deck_of(scope)
    if channel is not None:
        return f"{_SHORT_CHANNEL}{channel:x}"
    return _SHORT_WHOLE if deck is None else _SHORT_DECK + fingerprint(deck)


def full_scope(decks: Sequence[DeckInfo], short: str) -> str | None:
    """Return the scope that was shortened; None: it is none of ours.

    Raises:
        DeckUnknown: The deck is gone.
    """
    kind, name = short[:1], short[1:]
    if kind == _SHORT_WHOLE:
        return WHOLE
    if kind == _SHORT_CHANNEL and all(digit in hexdigits for digit in name):
        return channel_scope(ChannelId(int(name or "0", 16)))
    if kind != _SHORT_DECK:
        return None
    for deck in decks:
        if fingerprint(deck.id) == name:
            return deck_scope(deck.id)
    raise DeckUnknown(given="", known=_listed(decks))


def _listed(decks: Sequence[DeckInfo]) -> str:
    return ", ".join(stem_of(deck.id) for deck in decks)
