"""First run: the greeting, what a server's first quiz begins with, and a question to try that never counts."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from random import Random

from bot.calendar.zones import guess_zone, load_tables
from bot.chat.feature import Features, GuildChanged, Presence
from bot.chat.outbox import queries as posts
from bot.chat.outbox.kinds import Composed
from bot.chat.outbox.queries import Post
from bot.core.chance import Chance
from bot.core.ids import CardVersionId, ChannelId, DeckId, GuildId, UserId
from bot.core.instants import Clock
from bot.daily.errors import DeckTooSmall
from bot.daily.queries import schedules
from bot.db.database import Database, Transaction
from bot.decks.card import Card, CardKind
from bot.decks.naming import stem_of
from bot.grading.verdict import Outcome, Rule, Verdict
from bot.guilds import queries as guilds
from bot.library.errors import DeckUnknown
from bot.library.queries import decks
from bot.library.queries.decks import DeckInfo
from bot.library.service.decks import known_names
from bot.questions.errors import QuestionGone
from bot.questions.forms import Asked, Form, ask, judge_choice, points_of
from bot.questions.rules import admit_text
from bot.questions.service.rubrics import Rubrics
from bot.setup.errors import NoDeckYet

#: Purpose of a message. Owner: a server.
GREETING = "greeting"
_SISTERS_MOST = 50


def owe_greeting(tx: Transaction, guild: GuildChanged) -> None:
    """Greet a server once; one that has a daily quiz needs no greeting."""
    if guild.presence is Presence.JOINED and guild.channel is not None and not schedules.count(tx, guild.guild):
        posts.owe(tx, GREETING, guild.guild, guild=guild.guild, channel=guild.channel, at=guild.at)


def compose_greeting(tx: Transaction, post: Post, now: datetime) -> Composed[GuildId]:  # noqa: ARG001 - as every kind
    """Say which server is greeted."""
    return Composed(value=post.guild, marks=frozenset({("setup", post.guild)}))


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupStart:
    """What one can choose from, and the zone to begin with."""

    decks: tuple[DeckInfo, ...]
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A question to try; nothing about it is kept."""

    card: CardVersionId
    deck: DeckId
    deck_title: str
    ask: str
    form: Form
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewVerdict:
    """How a tried answer would have fared: what was hit and nothing more, for the card may be asked for real."""

    preview: Preview
    text: str
    outcome: Outcome
    #: One flag per key point; empty where the card has none.
    covered: tuple[bool, ...]
    hits: tuple[str, ...]
    rules: tuple[tuple[Rule, str], ...]


@dataclass(frozen=True, slots=True)
class _Tried:
    preview: Preview
    card: Card
    deck: DeckInfo


class Setup:
    """The first run of a server.

    Args of the constructor:
        chance: Draws the question to try.
        features: Know which decks are being asked.
    """

    def __init__(self, db: Database, clock: Clock, rubrics: Rubrics, chance: Chance, features: Features) -> None:
        self._db = db
        self._clock = clock
        self._rubrics = rubrics
        self._chance = chance
        self._features = features

    async def begin(self, guild: GuildId, locale: str | None) -> SetupStart:
        """Return what there is to choose from.

        Args:
            guild: The server.
            locale: Its language, for a guess of its zone where none was chosen before.

        Raises:
            NoDeckYet: There is no deck with a card in it.
        """
        there, zone = await self._db.read(lambda tx: (_askable(tx, guild), guilds.zone_of(tx, guild)))
        if not there:
            raise NoDeckYet
        return SetupStart(decks=there, zone=zone or guess_zone(locale))

    async def decks(self, guild: GuildId) -> tuple[DeckInfo, ...]:
        """Return the decks that can be asked, by title."""
        return await self._db.read(lambda tx: _askable(tx, guild))

    async def keep(self, guild: GuildId, channel: ChannelId) -> None:
        """Remember where the quiz was set up: managers are told there what needs them, if nobody can be told alone."""

        def act(tx: Transaction) -> None:
            guilds.set_channel(tx, guild, channel, self._clock.now())

        await self._db.write(act)

    async def preview(self, guild: GuildId, user: UserId, deck: DeckId) -> Preview:
        """Draw a question to try, never one that is withheld from the person.

        Raises:
            DeckUnknown: The server has no such deck.
            DeckTooSmall: All of its decks are withheld.
        """

        def look(tx: Transaction) -> list[CardVersionId]:
            found = _deck(tx, guild, deck)
            withheld = self._features.withheld(tx, guild, user, deck)
            free = [card.version for card in decks.present(tx, deck) if card.id not in withheld]
            if not free:
                raise DeckTooSmall(deck=found.title)
            return free

        free = await self._db.read(look)
        return (await self._tried(guild, user, self._chance.choice(free))).preview

    async def answer(self, guild: GuildId, user: UserId, card: CardVersionId, text: str) -> PreviewVerdict:
        """Judge a tried answer; nothing is recorded.

        Raises:
            QuestionGone: The card is no longer there, or withheld from the person.
            AnswerTooLong: More than a form holds.
            AnswerEmpty: Nothing in it can be read.
        """
        tried = await self._tried(guild, user, card)
        admit_text(text)
        verdict = await self._rubrics.judge(card, tried.deck.version, text)
        return _verdict(tried, text, verdict)

    async def choose(self, guild: GuildId, user: UserId, card: CardVersionId, option: int) -> PreviewVerdict:
        """Judge a tried choice; nothing is recorded.

        Raises:
            QuestionGone: The card is no longer there, or withheld from the person, or has no such option.
        """
        tried = await self._tried(guild, user, card)
        if not 0 <= option < len(tried.preview.options):
            raise QuestionGone
        text = tried.preview.options[option]
        return _verdict(tried, text, judge_choice(tried.card, text))

    async def _tried(self, guild: GuildId, user: UserId, version: CardVersionId) -> _Tried:
        def look(tx: Transaction) -> tuple[DeckInfo, Card, Sequence[Card]]:
            place = decks.place_of(tx, version)
            deck = None if place is None else decks.one(tx, place[0])
            # A card that is being asked must not be judged beside its question: nobody may try it out.
            if (
                place is None
                or deck is None
                or not _usable(deck, guild)
                or place[1] in self._features.withheld(tx, guild, user, place[0])
            ):
                raise QuestionGone
            content = (decks.contents(tx, [version]))[version]
            sisters: Sequence[Card] = ()
            if content.kind is CardKind.CHOICE and not content.wrong:
                some = [card.version for card in (decks.present(tx, place[0]))[:_SISTERS_MOST]]
                sisters = tuple((decks.contents(tx, some)).values())
            return deck, content, sisters

        deck, content, sisters = await self._db.read(look)
        # The same options in the same order at every look, so that nothing has to be kept between two presses.
        asked = ask(content, sisters, Random(version))  # noqa: S311 - an order of options is no secret
        return _Tried(_preview(version, deck, content, asked), content, deck)


@asynccontextmanager
async def loading_zones() -> AsyncIterator[None]:
    """Read the names of time zones while the bot connects, so that the first command need not wait for them."""
    loading = asyncio.create_task(asyncio.to_thread(load_tables))
    try:
        yield
    finally:
        await loading


def _askable(tx: Transaction, guild: GuildId) -> tuple[DeckInfo, ...]:
    return tuple(deck for deck in decks.in_guild(tx, guild) if deck.cards)


def _deck(tx: Transaction, guild: GuildId, deck: DeckId) -> DeckInfo:
    found = decks.one(tx, deck)
    if found is None or not _usable(found, guild):
        known = known_names(decks.in_guild(tx, guild))
        raise DeckUnknown(given=stem_of(deck), known=known)
    return found


def _usable(deck: DeckInfo | None, guild: GuildId) -> bool:
    return deck is not None and not deck.removed and deck.guild in (None, guild)


def _preview(version: CardVersionId, deck: DeckInfo, card: Card, asked: Asked) -> Preview:
    return Preview(
        card=version, deck=deck.id, deck_title=deck.title, ask=card.ask, form=asked.form, options=asked.options
    )


def _verdict(tried: _Tried, text: str, verdict: Verdict) -> PreviewVerdict:
    says = points_of(tried.card)
    covered = tuple(point.covered for point in verdict.points) if says else ()
    return PreviewVerdict(
        preview=tried.preview,
        text=text,
        outcome=verdict.outcome,
        covered=covered,
        hits=tuple(say for say, hit in zip(says, covered, strict=False) if hit),
        rules=tuple((cost.rule, cost.why) for cost in verdict.rules),
    )
