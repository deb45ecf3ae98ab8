"""Record: grade an answer, log it, count it, remember who gave it; below all features that take answers."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.boards.queries import tallies
from bot.boards.queries.tallies import Gain
from bot.core.ids import AnswerId, CardVersionId, ChannelId, DeckId, DeckVersionId, GuildId, QuestionId, SourceId
from bot.db.database import Database, Transaction
from bot.decks.card import Card
from bot.decks.deck import DeckContext
from bot.grading.grade import grade
from bot.grading.normalise import answer_key
from bot.grading.rubric import Rubric, compile  # noqa: A004 - the trade's word for it
from bot.grading.verdict import Outcome, Verdict
from bot.grading.version import VERSION
from bot.guilds.queries import members
from bot.questions.points import points_for
from bot.questions.queries import answers, cards, gradings
from bot.questions.queries.answers import KeptAnswer, NewAnswer
from bot.questions.queries.gradings import NewGrading
from bot.questions.queries.states import Cause, Purpose
from bot.questions.service.outcomes import Player
from bot.questions.service.wordings import Wordings

_CARDS_KEPT = 512
_CONTEXTS_KEPT = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A card as it was asked, and its rubric."""

    card: Card
    rubric: Rubric


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What of a question an answer counts for; it never changes while the question is open."""

    question: QuestionId
    channel: ChannelId
    deck: DeckId
    #: The question's, in its schedule's zone.
    local_date: date
    purpose: Purpose = Purpose.DAILY


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """An answer, judged already and not yet written down."""

    place: Place
    player: Player
    source: SourceId
    #: As typed or chosen; "" after giving up.
    text: str
    gave_up: bool
    #: When it was given, by its snowflake.
    at: datetime
    #: How many were taken before.
    hints: int
    verdict: Verdict
    late: bool = False
    #: From 1.
    attempt: int = 1
    #: False: it may still be changed, so boards learn of it when its question closes.
    counted: bool = True
    #: `Cause.RULING` where this server accepts the text though the card does not say it.
    cause: Cause = Cause.FIRST


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What stands in the log after a submission."""

    answer: KeptAnswer
    #: False: the person had answered before, and this is that answer; nothing was written.
    new: bool


class Record:
    """The one road into the answer log.

    Rubrics are kept by the versions they were compiled from. Versions never change, so nothing kept can be stale.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._cards: OrderedDict[tuple[CardVersionId, DeckVersionId], Prepared] = OrderedDict()
        self._contexts: OrderedDict[DeckVersionId, DeckContext] = OrderedDict()
        self._preparing = asyncio.Lock()
        #: What servers accept beside what cards say.
        self.wordings = Wordings()

    async def prepare(self, card: CardVersionId, deck: DeckVersionId) -> Prepared:
        """Return a card and its rubric, from memory or compiled now; call it before a unit that writes, not inside.

        Raises:
            LookupError: There are no such versions.
        """
        key = (card, deck)
        if key not in self._cards:
            # One at a time: when a question opens, many ask for the same card in the same second.
            async with self._preparing:
                if key not in self._cards:
                    self._cards[key] = await self._compiled(card, deck)
        self._cards.move_to_end(key)
        prepared = self._cards[key]
        while len(self._cards) > _CARDS_KEPT:
            self._cards.popitem(last=False)
        return prepared

    async def judge(self, card: CardVersionId, deck: DeckVersionId, text: str) -> Verdict:
        """Grade a text.

        Raises:
            LookupError: There are no such versions.
        """
        return grade((await self.prepare(card, deck)).rubric, text, pointing=False)

    def record(self, tx: Transaction, submission: Submission) -> Recorded:
        """Log, count and remember an answer in the unit given; durable once that unit has ended.

        The same interaction again, or a second answer to the question from another device, changes nothing.
        """
        place, player, verdict = submission.place, submission.player, submission.verdict
        written = answers.insert(
            tx,
            NewAnswer(
                question=place.question,
                user=player.user,
                source=submission.source,
                text=submission.text,
                answer_key=answer_key(submission.text),
                gave_up=submission.gave_up,
                at=submission.at,
                local_date=place.local_date,
                purpose=place.purpose,
                hints=submission.hints,
                late=submission.late,
                attempt=submission.attempt,
            ),
        )
        if written is None:
            return Recorded(answer=_earlier(tx, submission), new=False)
        points = points_for(verdict.score, submission.hints)
        gradings.insert_first(
            tx,
            NewGrading(
                answer=written,
                verdict=verdict,
                points=points,
                grader=VERSION,
                cause=submission.cause,
                at=submission.at,
            ),
        )
        if submission.counted and tallies.counts(place.purpose, late=submission.late):
            tallies.add(tx, _gain(submission, points))
        members.touch(tx, player.guild, player.user, player.name, submission.at)
        return Recorded(answer=_kept(written, submission, points), new=True)

    def regrade(self, tx: Transaction, answer: AnswerId, verdict: Verdict, *, cause: Cause, at: datetime) -> KeptAnswer:
        """Write a further judgement of an answer, which counts from now on, and move the tallies by the difference.

        Raises:
            LookupError: There is no such answer.
        """
        before = answers.by_id(tx, answer)
        if before is None:
            raise LookupError(f"answer {answer}")
        points = points_for(verdict.score, before.hints)
        gradings.append(
            tx,
            NewGrading(answer=answer, verdict=verdict, points=points, grader=VERSION, cause=cause, at=at),
        )
        right = int(verdict.outcome is Outcome.RIGHT) - int(before.outcome is Outcome.RIGHT)
        tallies.change(tx, answer, points=points - before.points, right=right)
        return replace(
            before,
            score=verdict.score,
            outcome=verdict.outcome,
            points=points,
            covered=tuple(point.covered for point in verdict.points),
            cause=cause,
        )

    async def recount(self, guild: GuildId) -> int:
        """Compute a server's tallies again from the log; return how many there are."""

        def act(tx: Transaction) -> int:
            return tallies.recount(tx, guild)

        return await self._db.write(act)

    async def _compiled(self, card: CardVersionId, deck: DeckVersionId) -> Prepared:
        known = deck in self._contexts
        content, context = await self._db.read(
            lambda tx: (cards.content_of(tx, card), None if known else cards.context_of(tx, deck))
        )
        # Counting the words of a great deck takes a while, and other people are waiting for their answers.
        return await asyncio.to_thread(self._compile, content, deck, context)

    def _compile(self, content: str, deck: DeckVersionId, context: str | None) -> Prepared:
        if context is not None:
            self._contexts[deck] = DeckContext.model_validate_json(context)
        self._contexts.move_to_end(deck)
        while len(self._contexts) > _CONTEXTS_KEPT:
            self._contexts.popitem(last=False)
        card = Card.model_validate_json(content)
        return Prepared(card=card, rubric=compile(card, self._contexts[deck]))


def _earlier(tx: Transaction, submission: Submission) -> KeptAnswer:
    found = answers.of_user(tx, submission.place.question, submission.player.user)
    if found is None:
        found = answers.of_source(tx, submission.source)
    if found is None:
        raise LookupError(f"answer of source {submission.source}")
    return found


def _kept(answer: AnswerId, submission: Submission, points: int) -> KeptAnswer:
    return KeptAnswer(
        id=answer,
        question=submission.place.question,
        user=submission.player.user,
        attempt=submission.attempt,
        text=submission.text,
        gave_up=submission.gave_up,
        at=submission.at,
        hints=submission.hints,
        score=submission.verdict.score,
        outcome=submission.verdict.outcome,
        points=points,
        covered=tuple(point.covered for point in submission.verdict.points),
        cause=submission.cause,
    )


def _gain(submission: Submission, points: int) -> Gain:
    return Gain(
        guild=submission.player.guild,
        channel=submission.place.channel,
        deck=submission.place.deck,
        user=submission.player.user,
        local_date=submission.place.local_date,
        at=submission.at,
        points=points,
        answered=1,
        right=int(submission.verdict.outcome is Outcome.RIGHT),
    )
