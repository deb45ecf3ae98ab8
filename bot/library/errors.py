"""What can be wrong with a deck."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.errors import UserError


@dataclass(kw_only=True, eq=False)
class DeckUnknown(UserError):
    """No such deck in this server."""

    given: str
    #: Ids of decks that exist, comma-separated; "" for none.
    known: str


@dataclass(kw_only=True, eq=False)
class DeckFileBig(UserError):
    """The file is larger than a server may import."""

    #: In MiB.
    limit: int


@dataclass(kw_only=True, eq=False)
class TooManyDecks(UserError):
    """The server's limit of own decks is reached."""

    limit: int


@dataclass(kw_only=True, eq=False)
class TooManyCards(UserError):
    """The server's own decks would hold too many cards together."""

    count: int
    limit: int


@dataclass(kw_only=True, eq=False)
class ImportGone(UserError):
    """There is no such preview or version (any more) in this server."""


@dataclass(kw_only=True, eq=False)
class ImportStale(UserError):
    """The deck was changed since the preview was made, so the preview no longer tells what would happen."""


@dataclass(kw_only=True, eq=False)
class WordingGone(UserError):
    """The wording is offered no more: it was written, dismissed or taken back, or its card changed."""


@dataclass(kw_only=True, eq=False)
class WordingUnfit(UserError):
    """The card cannot learn what a manager made of a wording; gives the text back."""

    text: str


@dataclass(kw_only=True, eq=False)
class DeckShipped(UserError):
    """The deck came with the bot: a server can neither change nor remove it."""

    deck: str


@dataclass(kw_only=True, eq=False)
class DeckWithheld(UserError):
    """Every card of the deck is open right now, here or in another server the person is in."""

    deck: str
