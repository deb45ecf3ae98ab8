"""Questions as they are put to people, and those answered last, kept in memory because everyone who answers needs them.

Nothing here spoils a question: `AskedQuestion` has no room for its answer.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.ids import CardVersionId, DeckId, Owner, Player, QuestionId
from bot.db.database import Database, Transaction
from bot.decks.card import Card
from bot.library.queries import decks
from bot.questions.errors import QuestionGone
from bot.questions.forms import Form
from bot.questions.queries import questions
from bot.questions.queries.questions import Question, Standing
from bot.questions.rules import Policy
from bot.questions.service.rubrics import Prepared, Rubrics

#: Of so many questions it is kept what never changes.
_KEPT_MOST = 4_096


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedQuestion:
    """A question as put to people."""

    id: QuestionId
    owner: Owner
    #: Its place among those of its owner, from 1, and how many there are; None: as many as the person likes.
    number: int
    of: int | None
    ask: str
    form: Form
    #: Options of a choice in their stored order (shown as A, B, C …); empty for other forms.
    options: tuple[str, ...]
    #: How many hints there are, and what the first one costs, in percent of the points.
    hints: int
    hint_cost: int = 25
    #: None: it stays open until its owner closes it.
    closes_at: datetime | None
    #: Whether its answers may be changed until then.
    changeable: bool = False
    #: Whether a typed reply is an answer.
    typed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownQuestion:
    """A question with its card, made ready for grading."""

    question: Question
    prepared: Prepared

    @property
    def hints(self) -> tuple[str, ...]:
        """The hints that are given."""
        return self.prepared.card.hints if self.question.policy.hints else ()

    def policy(self, standing: Standing) -> Policy:
        """Return what may be done with the question now."""
        return replace(self.question.policy, closes_at=standing.closes_at)

    def asked(self, standing: Standing) -> AskedQuestion:
        """Show the question with the closing time it has now."""
        return replace(asked_question(self.question, self.prepared.card), closes_at=standing.closes_at)


class KnownQuestions:
    """The questions that were answered last."""

    def __init__(self, db: Database, rubrics: Rubrics) -> None:
        self._db = db
        self._rubrics = rubrics
        self._kept: OrderedDict[QuestionId, Question] = OrderedDict()

    async def of(self, question: QuestionId, player: Player) -> KnownQuestion:
        """Return a question that was asked where a person is.

        Raises:
            QuestionGone: There is no such question there.
        """
        if question not in self._kept:
            found = await self._db.read(lambda tx: questions.one(tx, question))
            if found is None:
                raise QuestionGone
            self._kept[question] = found
        self._kept.move_to_end(question)
        kept = self._kept[question]
        while len(self._kept) > _KEPT_MOST:
            self._kept.popitem(last=False)
        if kept.guild != (player.guild or None):
            raise QuestionGone
        prepared = await self._rubrics.of(kept.card_version, kept.deck_version)
        return KnownQuestion(question=kept, prepared=prepared)


def asked_question(question: Question, card: Card) -> AskedQuestion:
    """Show a question as it is put to people.

    Args:
        question: The question.
        card: Its card, in the version it was asked with.
    """
    policy = question.policy
    return AskedQuestion(
        id=question.id,
        owner=question.owner,
        number=question.number,
        of=question.of,
        ask=card.ask,
        form=question.asked.form,
        options=question.asked.options,
        hints=len(card.hints) if policy.hints else 0,
        hint_cost=policy.hint_cost,
        closes_at=policy.closes_at,
        changeable=policy.changeable,
        typed=policy.typed,
    )


def cards_of(tx: Transaction, asked: Sequence[Question]) -> Mapping[CardVersionId, Card]:
    """Return the cards of some questions, in the versions they were asked with."""
    return decks.contents(tx, [question.card_version for question in asked])


def titles_of(tx: Transaction, asked: Sequence[Question]) -> str:
    """Return the titles of the decks that some questions come from, in their order."""
    return ", ".join([title_of(tx, deck) for deck in dict.fromkeys(question.deck for question in asked)])


def title_of(tx: Transaction, deck: DeckId) -> str:
    """Return a deck's title, removed or not."""
    found = decks.one(tx, deck)
    return deck if found is None else found.title
