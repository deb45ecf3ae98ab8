"""Import outcomes: what comes back from asking about a server's own decks, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.core.ids import CardId, ImportId, UserId
from bot.decks.card import Card
from bot.decks.diff import Diff
from bot.decks.fault import Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What an import would change; nothing has changed yet."""

    #: What confirming it names; None: there are faults, or nothing would change, so there is nothing to confirm.
    id: ImportId | None
    stem: str
    title: str = ""
    #: How many cards the deck would have.
    cards: int = 0
    diff: Diff = field(default_factory=Diff)
    #: In the order of the lines, faults before warnings.
    faults: tuple[Fault, ...] = ()
    #: Whether the server has the deck already.
    known: bool = False
    #: Whether a shipped deck of that name would be hidden.
    hides: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A version of an own deck is what is asked now."""

    id: ImportId
    stem: str
    title: str
    cards: int
    #: The version that was asked before; None: the deck was not there.
    before: ImportId | None
    #: Schedules that stand still because this deck was gone.
    paused: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """An own deck that is to be removed, or was."""

    #: The version that was asked to the last.
    id: ImportId
    stem: str
    title: str
    cards: int
    #: Schedules that ask it and will stand still, or do.
    schedules: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """A version one may go back to."""

    id: ImportId
    file: str
    cards: int
    by: UserId
    at: datetime
    #: Whether it is what is asked now.
    present: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """An own deck with its versions, the one last imported first."""

    stem: str
    title: str
    versions: tuple[VersionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeckPage:
    """Some cards of a deck."""

    stem: str
    title: str
    language: str
    #: Whether it is the server's own.
    own: bool
    cards: tuple[Card, ...]
    #: Number of the first card on the page, from 1.
    first: int
    #: This page and how many there are, from 1.
    page: int
    pages: int
    #: How many cards may be shown.
    total: int
    #: How many are left out because they are open here.
    withheld: int
    #: Those on the page that are open here; only managers ever see any.
    open: frozenset[CardId]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeckFile:
    """A deck as a file to take along."""

    name: str
    content: str
    stem: str
    title: str
    cards: int
    #: How many cards are left out because they are open here.
    withheld: int
