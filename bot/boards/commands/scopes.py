"""Scopes: what part of a server a leaderboard covers, as commands choose it and as buttons carry it."""

from __future__ import annotations

import hashlib
from string import hexdigits
from typing import Protocol

import discord

from bot.boards.errors import ScopeAmbiguous
from bot.chat.router import PressUnknown
from bot.core.ids import GuildId
from bot.decks.own import stem_of
from bot.library.errors import DeckUnknown
from bot.questions.service.outcomes import DeckView

WHOLE = "guild"
_SHORT_WHOLE, _SHORT_CHANNEL, _SHORT_DECK = "g", "c", "d"
#: Enough to tell a server's decks apart.
_FINGERPRINT = 10


class ListedDecks(Protocol):
    """What is asked of the decks service."""

    async def list(self, guild: GuildId) -> tuple[DeckView, ...]:
        """Return the decks of a server."""
        ...


async def scope_of(decks: ListedDecks, guild: GuildId, channel: discord.TextChannel | None, deck: str | None) -> str:
    """Return the scope that was chosen; without a choice it is the whole server.

    Raises:
        ScopeAmbiguous: Both were chosen.
        DeckUnknown: The server has no such deck; suggestions are not binding, so it may be typed by id or title.
    """
    if channel is not None and deck is not None:
        raise ScopeAmbiguous
    if channel is not None:
        return f"channel:{channel.id}"
    if deck is None:
        return WHOLE
    there, typed = await decks.list(guild), deck.strip().casefold()
    for known in there:
        if typed in (stem_of(known.id).casefold(), known.id.casefold(), known.title.casefold()):
            return f"deck:{known.id}"
    raise DeckUnknown(given=deck.strip(), known=", ".join(stem_of(known.id) for known in there))


def short_scope(scope: str) -> str:
    """Shorten a scope so that it always fits into a custom id; of a deck's name only a fingerprint remains."""
    kind, _, name = scope.partition(":")
    if kind == "channel":
        return f"{_SHORT_CHANNEL}{int(name):x}"
    return _SHORT_DECK + fingerprint(name) if kind == "deck" else _SHORT_WHOLE


async def full_scope(decks: ListedDecks, guild: GuildId, short: str) -> str:
    """Return the scope that was shortened.

    Raises:
        DeckUnknown: The deck is gone.
        PressUnknown: None of ours.
    """
    kind, name = short[:1], short[1:]
    if kind == _SHORT_WHOLE:
        return WHOLE
    if kind == _SHORT_CHANNEL and all(digit in hexdigits for digit in name):
        return f"channel:{int(name or '0', 16)}"
    if kind != _SHORT_DECK:
        raise PressUnknown(short)
    there = await decks.list(guild)
    for deck in there:
        if fingerprint(deck.id) == name:
            return f"deck:{deck.id}"
    raise DeckUnknown(given="", known=", ".join(stem_of(deck.id) for deck in there))


def fingerprint(deck: str) -> str:
    """Return a short name for a deck's id, which may be too long for a custom id; no way leads back but a list."""
    return hashlib.sha256(deck.encode()).hexdigest()[:_FINGERPRINT]
