"""Rubrics: decks made ready for grading, once and beside the event loop, and kept."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import structlog

from bot.core.ids import CardVersionId, DeckVersionId
from bot.db.database import Database
from bot.decks.card import Card
from bot.decks.deck import DeckContext
from bot.grading.grade import LONG_TEXT, grade
from bot.grading.rubric import Rubric, compile  # noqa: A004 - the trade's word for it
from bot.grading.verdict import Verdict
from bot.library.queries import decks
from bot.questions.queries import questions

_log = structlog.get_logger(__name__)
_CARDS_KEPT = 512
_CONTEXTS_KEPT = 32
#: So many of the decks that were opened last are made ready before anyone answers.
_READY_MOST = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A card as it was asked, and its rubric."""

    card: Card
    rubric: Rubric


class Rubrics:
    """The rubrics of the decks that are being answered.

    They are kept by the versions they were compiled from. Versions never change, so nothing kept can be stale.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._cards: OrderedDict[tuple[CardVersionId, DeckVersionId], Prepared] = OrderedDict()
        self._contexts: OrderedDict[DeckVersionId, DeckContext] = OrderedDict()
        self._compiling: dict[tuple[CardVersionId, DeckVersionId], asyncio.Task[Prepared]] = {}
        self._one_at_a_time = asyncio.Lock()
        self._opened = asyncio.Event()

    async def of(self, card: CardVersionId, deck: DeckVersionId) -> Prepared:
        """Return a card and its rubric, from memory or compiled now; call it before a transaction, not inside.

        Raises:
            LookupError: There are no such versions.
        """
        key = (card, deck)
        if (prepared := self._cards.get(key)) is not None:
            self._cards.move_to_end(key)
            return prepared
        # When a question opens, many ask for the same card in the same second; one of them giving up stops nothing.
        task = self._compiling.get(key)
        if task is None:
            task = self._compiling[key] = asyncio.create_task(self._compile(card, deck))
            task.add_done_callback(lambda done: self._compiled_or_not(key, done))
        return await asyncio.shield(task)

    async def grade(self, prepared: Prepared, text: str, *, pointing: bool = False) -> Verdict:
        """Grade a text; a long one beside the event loop, so that nobody else waits for it.

        Args:
            prepared: The card.
            text: The answer.
            pointing: Whether to say which words earned each point.
        """
        if len(text) > LONG_TEXT:
            return await asyncio.to_thread(grade, prepared.rubric, text, pointing=pointing)
        return grade(prepared.rubric, text, pointing=pointing)

    async def judge(self, card: CardVersionId, deck: DeckVersionId, text: str) -> Verdict:
        """Grade a text by a card's version and that of its deck.

        Raises:
            LookupError: There are no such versions.
        """
        return await self.grade(await self.of(card, deck), text)

    async def keep_ready(self) -> None:
        """Make ready the decks that are open, now and whenever `look_again` is called, until cancelled."""
        while True:
            self._opened.clear()
            for card, deck in await self._db.read(lambda tx: questions.open_versions(tx, _READY_MOST)):
                await self.of(card, deck)
            await self._opened.wait()

    @asynccontextmanager
    async def kept_ready(self) -> AsyncIterator[None]:
        """Do so in the background while the block runs."""
        task = asyncio.create_task(self._ready_until_cancelled())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.wait((task,))

    async def _ready_until_cancelled(self) -> None:
        try:
            await self.keep_ready()
        except Exception:  # noqa: BLE001 - error boundary: who answers has the card made ready all the same
            _log.exception("rubrics-not-ready")

    def look_again(self) -> None:
        """Say that questions were opened."""
        self._opened.set()

    async def _compile(self, card: CardVersionId, deck: DeckVersionId) -> Prepared:
        async with self._one_at_a_time:
            known = deck in self._contexts
            content, context = await self._db.read(
                lambda tx: (decks.contents(tx, [card])[card], None if known else decks.context(tx, deck))
            )
            # Counting the words of a great deck takes a while, and other people are waiting for their answers.
            prepared = await asyncio.to_thread(self._compiled, content, deck, context)
        self._cards[card, deck] = prepared
        while len(self._cards) > _CARDS_KEPT:
            self._cards.popitem(last=False)
        return prepared

    def _compiled_or_not(self, key: tuple[CardVersionId, DeckVersionId], done: asyncio.Task[Prepared]) -> None:
        self._compiling.pop(key, None)
        if not done.cancelled():
            # Whoever waits gets the error as well; nobody may be waiting any more.
            done.exception()

    def _compiled(self, card: Card, deck: DeckVersionId, context: DeckContext | None) -> Prepared:
        if context is not None:
            self._contexts[deck] = context
        self._contexts.move_to_end(deck)
        while len(self._contexts) > _CONTEXTS_KEPT:
            self._contexts.popitem(last=False)
        return Prepared(card=card, rubric=compile(card, self._contexts[deck]))
