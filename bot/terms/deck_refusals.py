"""Refusals about decks of a server's own: what `refusals` says of the daily quiz, said of imports.

Refusal
└── about an own deck  DeckFileBig  TooManyDecks  TooManyCards  ImportGone  ImportStale  DeckShipped
                       DeckWithheld  OwnerOnly
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.terms.refusals import Refusal


@dataclass(kw_only=True, eq=False)
class DeckFileBig(Refusal):
    """The file is larger than a server may import."""

    #: In MiB.
    limit: int


@dataclass(kw_only=True, eq=False)
class TooManyDecks(Refusal):
    """The server's limit of own decks is reached."""

    limit: int


@dataclass(kw_only=True, eq=False)
class TooManyCards(Refusal):
    """The server's own decks would hold too many cards together."""

    count: int
    limit: int


@dataclass(kw_only=True, eq=False)
class ImportGone(Refusal):
    """There is no such preview or version (any more) in this server."""


@dataclass(kw_only=True, eq=False)
class ImportStale(Refusal):
    """The deck was changed since the preview was made, so the preview no longer tells what would happen."""


@dataclass(kw_only=True, eq=False)
class DeckShipped(Refusal):
    """The deck came with the bot: a server can neither change nor remove it."""

    deck: str


@dataclass(kw_only=True, eq=False)
class DeckWithheld(Refusal):
    """Every card of the deck is open here right now."""

    deck: str


@dataclass(kw_only=True, eq=False)
class OwnerOnly(Refusal):
    """Only who runs the bot may do this."""
