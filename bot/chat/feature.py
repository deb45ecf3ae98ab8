"""What a feature may bring; the app, the client, the alarm, the outbox, privacy and the purge loop over these.

A feature's `feature(...)` makes one `Feature`, and `app.py` lists them. Whoever records, re-grades, imports or closes
tells `Features`, in the transaction that does it, and knows no listener.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import discord
from discord import app_commands

from bot.chat.chores import Chore
from bot.chat.outbox.kinds import AnyKind
from bot.chat.router import Buttons, Press, Presses
from bot.core.ids import AnswerId, CardId, ChannelId, DeckId, GuildId, Owner, QuestionId, UserId
from bot.db.database import Rows, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRecorded:
    """An answer that was just written into the log."""

    answer: AnswerId
    question: QuestionId
    owner: Owner
    #: None: asked outside of servers.
    guild: GuildId | None
    channel: ChannelId | None
    deck: DeckId
    card: CardId
    user: UserId
    #: From 1; more where it was changed.
    attempt: int
    #: The day it counts for, by the calendar of its question.
    local_date: date
    at: datetime
    #: 0..1
    score: float
    points: int
    right: bool
    #: It came after closing.
    late: bool
    #: Whether its question counts on boards, and whether that is so already: a changeable answer counts at closing.
    counts: bool
    counted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRegraded:
    """An answer whose grading was replaced by another one."""

    answer: AnswerId
    question: QuestionId
    owner: Owner
    guild: GuildId | None
    channel: ChannelId | None
    deck: DeckId
    card: CardId
    user: UserId
    local_date: date
    at: datetime
    #: By how much its points and the number of right answers changed; either may be negative.
    points_change: int
    right_change: int
    #: Whether it is in the tallies.
    counted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionsClosed:
    """Questions of one owner whose answers may be known from now on; told before they are marked as closed."""

    owner: Owner
    guild: GuildId | None
    questions: tuple[QuestionId, ...]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DeckChanged:
    """A deck that was imported anew, went back to another version, or was removed."""

    #: None: shipped, for every server.
    guild: GuildId | None
    deck: DeckId
    #: How many cards it has now.
    cards: int
    removed: bool
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DeckUse:
    """How many schedules and the like depend on a deck."""

    #: How many ask it.
    asking: int = 0
    #: How many of these stand still because it was gone.
    paused: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A text that counts as right for a card in a server, beside what its deck says: it may be written into the deck.

    What people claim to be right, in practice or elsewhere, is offered in the same way, with nobody who decided it: it
    adds nothing, to no answer and to no deck, before a manager says so. Who offers it has asked whoever typed it.
    """

    deck: DeckId
    card: CardId
    #: As somebody typed it.
    text: str
    #: How many people gave it.
    people: int
    #: Who decided that it is right; None: nobody yet.
    decided_by: UserId | None
    #: When that was decided, or claimed.
    at: datetime


class Presence(StrEnum):
    """Where the bot stands with a server."""

    JOINED = "joined"
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class GuildChanged:
    """A server that the bot joined (for the first time or again) or left."""

    guild: GuildId
    presence: Presence
    #: Where it may be greeted; None: nowhere, or it was left.
    channel: ChannelId | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonHidden:
    """A person who wants to be left out of boards, or to be seen on them again."""

    user: UserId
    hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonErased:
    """A person who is forgotten in a server: all their answers from before the wish stand under another number."""

    guild: GuildId
    user: UserId
    #: The number.
    tombstone: UserId


#: Cards of a deck that must not be shown: (transaction, server or None, person or None for everyone in it, deck,
#: whether the person manages that server and so may see what is open there and nowhere else) -> card ids.
Withheld = Callable[[Transaction, GuildId | None, UserId | None, DeckId, bool], frozenset[CardId]]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardMetric:
    """Something that people of a server are ranked by on a leaderboard of all time, beside points and accuracy."""

    #: One lower-case word of at most 16 letters, in buttons, in names of files and in the keys of its words:
    #: metric-, board-title-, board-row-, board-own-, board-empty- and picture- before it.
    name: str
    #: Who has how much, made by the feature's queries. Columns: `user`, `value` (what rank goes by, a whole number, the
    #: more the better) and `second` (what stands first among equals, likewise). Parameters: `guild`, and which part of
    #: it: `whole` (true: all of it), or else `channel` or `deck` (null: not by this).
    rows: Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictGiven:
    """An answer whose author is about to read its verdict, or that it is noted."""

    question: QuestionId
    owner: Owner
    #: How many questions its owner asks; None: as many as the person likes.
    of: int | None
    user: UserId
    #: False: it may still be changed, so nothing of what it is worth may be told.
    judged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Framing:
    """What stands around a verdict."""

    #: Below the points, with markup.
    lines: tuple[str, ...] = ()
    buttons: Buttons | None = None
    #: It leads on at once, so when the question closes need not be said.
    leads_on: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AroundVerdict:
    """What an owner of questions adds to the verdicts on them."""

    #: Which owners: their kind.
    kind: str
    #: Reads what is to be shown, as a plain value, in the transaction that writes or reads the answer.
    read: Callable[[Transaction, VerdictGiven], Any]
    #: Shows that value: (value, locale) -> lines and buttons.
    show: Callable[[Any, str], Framing]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """What one folder brings; everything but its name is optional.

    Listeners that get a transaction run inside that of whoever tells.
    """

    #: The folder's.
    name: str
    commands: tuple[app_commands.Command[Any, ..., Any] | app_commands.Group, ...] = ()
    #: What its buttons, choices and forms do, by route ("question:answer").
    presses: Presses = field(default_factory=dict)
    #: Takes a reply to a message of ours; returns whether it may have changed what is due. Outside of any transaction.
    on_reply: Callable[[discord.Message], Awaitable[bool]] | None = None
    on_answer: Callable[[Transaction, AnswerRecorded], None] | None = None
    on_regraded: Callable[[Transaction, AnswerRegraded], None] | None = None
    on_closed: Callable[[Transaction, QuestionsClosed], None] | None = None
    on_deck_changed: Callable[[Transaction, DeckChanged], None] | None = None
    on_guild_changed: Callable[[Transaction, GuildChanged], None] | None = None
    on_hidden: Callable[[Transaction, PersonHidden], None] | None = None
    on_erased: Callable[[Transaction, PersonErased], None] | None = None
    #: Entered before the bot connects, and left after it has disconnected.
    background: Callable[[], AbstractAsyncContextManager[object]] | None = None
    withheld: Withheld | None = None
    #: Kinds of messages that the bot sends on its own.
    messages_owed: tuple[AnyKind, ...] = ()
    #: Work that is due at an instant.
    chores: tuple[Chore, ...] = ()
    board_metrics: tuple[BoardMetric, ...] = ()
    #: Cards of a deck that were asked in a server, with their answers told since.
    revealed: Callable[[Transaction, GuildId, DeckId], frozenset[CardId]] | None = None
    deck_use: Callable[[Transaction, GuildId, DeckId], DeckUse] | None = None
    around_verdict: AroundVerdict | None = None
    #: Texts that count as right in a server beside what a deck says, in any order.
    wordings: Callable[[Transaction, GuildId, DeckId], tuple[Wording, ...]] | None = None


class Features:
    """All features, in the order of `app.py`'s list; services are handed this before the list is whole."""

    def __init__(self) -> None:
        self._list: list[Feature] = []

    def add(self, *features: Feature) -> None:
        """Add to the list.

        Raises:
            ValueError: A name or a press is taken.
        """
        for feature in features:
            if any(feature.name == other.name for other in self._list):
                raise ValueError(f"two features are called {feature.name!r}")
            if feature.presses.keys() & self.presses.keys():
                raise ValueError(f"another feature has a press of {feature.name!r}")
            self._list.append(feature)

    @property
    def presses(self) -> dict[str, Press]:
        """The presses of all features, by route."""
        return {route: press for feature in self._list for route, press in feature.presses.items()}

    def __iter__(self) -> Iterator[Feature]:
        return iter(self._list)

    @property
    def board_metrics(self) -> dict[str, BoardMetric]:
        """What leaderboards are ranked by beside points and accuracy, by name."""
        return {metric.name: metric for feature in self._list for metric in feature.board_metrics}

    def on_answer(self, tx: Transaction, answer: AnswerRecorded) -> None:
        """Tell of an answer."""
        for feature in self._list:
            if feature.on_answer is not None:
                feature.on_answer(tx, answer)

    def on_regraded(self, tx: Transaction, answer: AnswerRegraded) -> None:
        """Tell of an answer that was graded again."""
        for feature in self._list:
            if feature.on_regraded is not None:
                feature.on_regraded(tx, answer)

    def on_closed(self, tx: Transaction, closed: QuestionsClosed) -> None:
        """Tell of questions that close."""
        for feature in self._list:
            if feature.on_closed is not None:
                feature.on_closed(tx, closed)

    def on_deck_changed(self, tx: Transaction, deck: DeckChanged) -> None:
        """Tell of a deck."""
        for feature in self._list:
            if feature.on_deck_changed is not None:
                feature.on_deck_changed(tx, deck)

    def on_guild_changed(self, tx: Transaction, guild: GuildChanged) -> None:
        """Tell of a server."""
        for feature in self._list:
            if feature.on_guild_changed is not None:
                feature.on_guild_changed(tx, guild)

    def on_hidden(self, tx: Transaction, person: PersonHidden) -> None:
        """Tell of a person's wish."""
        for feature in self._list:
            if feature.on_hidden is not None:
                feature.on_hidden(tx, person)

    def on_erased(self, tx: Transaction, person: PersonErased) -> None:
        """Tell that nothing of a person is left to be erased."""
        for feature in self._list:
            if feature.on_erased is not None:
                feature.on_erased(tx, person)

    def withheld(
        self, tx: Transaction, guild: GuildId | None, user: UserId | None, deck: DeckId, *, manages: bool = False
    ) -> frozenset[CardId]:
        """Return the cards of a deck that must not be shown now.

        Args:
            tx: The transaction.
            guild: Where they would be shown; None: outside of servers.
            user: To whom; None: to everyone there.
            deck: The deck.
            manages: Whether the person manages that server, and so may see what is open there and nowhere else.
        """
        asked = [feature.withheld for feature in self._list if feature.withheld is not None]
        return frozenset[CardId]().union(*(withheld(tx, guild, user, deck, manages) for withheld in asked))

    def revealed(self, tx: Transaction, guild: GuildId, deck: DeckId) -> frozenset[CardId]:
        """Return the cards of a deck that were asked in a server, with their answers told since."""
        asked = [feature.revealed for feature in self._list if feature.revealed is not None]
        return frozenset[CardId]().union(*(revealed(tx, guild, deck) for revealed in asked))

    def deck_use(self, tx: Transaction, guild: GuildId, deck: DeckId) -> DeckUse:
        """Return how many schedules and the like of a server depend on a deck."""
        uses = [feature.deck_use(tx, guild, deck) for feature in self._list if feature.deck_use is not None]
        return DeckUse(asking=sum(use.asking for use in uses), paused=sum(use.paused for use in uses))

    def wordings(self, tx: Transaction, guild: GuildId, deck: DeckId) -> tuple[Wording, ...]:
        """Return texts that count as right in a server beside what a deck says, in any order."""
        asked = [feature.wordings for feature in self._list if feature.wordings is not None]
        return tuple(wording for wordings in asked for wording in wordings(tx, guild, deck))

    def read_around(self, tx: Transaction, given: VerdictGiven) -> Any:  # noqa: ANN401 - its feature's own
        """Read what an answer's owner adds to its verdict, for `framing`; None: nothing."""
        around = self._around(given.owner)
        return None if around is None else around.read(tx, given)

    def framing(self, owner: Owner, value: Any, locale: str) -> Framing:  # noqa: ANN401 - likewise
        """Show what `read_around` read."""
        around = self._around(owner)
        return Framing() if around is None or value is None else around.show(value, locale)

    def _around(self, owner: Owner) -> AroundVerdict | None:
        found = (feature.around_verdict for feature in self._list)
        return next((around for around in found if around is not None and around.kind == owner.kind), None)
