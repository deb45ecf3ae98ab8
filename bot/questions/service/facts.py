"""Facts: what never changes about an asked question, kept in memory, because everyone who answers needs it."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime

from bot.chat.queries import notices
from bot.core.ids import QuestionId, UserId
from bot.core.player import Player
from bot.daily.owner import round_of
from bot.daily.service.streaks import streak_of
from bot.db.database import Database, Transaction
from bot.grading.verdict import Verdict
from bot.questions.errors import QuestionGone
from bot.questions.queries import questions
from bot.questions.queries.answers import Answer
from bot.questions.queries.questions import Question, Standing
from bot.questions.rules import Policy
from bot.questions.service.changing import Noted, noted
from bot.questions.service.outcomes import AskedQuestion, Receipt
from bot.questions.service.receipts import asked_now, next_of, receipt_for
from bot.questions.service.rubrics import Prepared, Rubrics

#: Of so many questions the facts are kept.
_KEPT_MOST = 4_096


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What never changes about a question."""

    question: Question
    prepared: Prepared

    def now(self, standing: Standing) -> AskedQuestion:
        """Show the question with the closing time it has now."""
        return asked_now(self.question, self.prepared, standing)

    def policy(self, standing: Standing) -> Policy:
        """Return what may be done with the question now."""
        return replace(self.question.policy, closes_at=standing.closes_at)

    def in_time(self, at: datetime, standing: Standing) -> bool:
        """Tell whether an act at an instant counts."""
        return standing.closes_at is None or at <= standing.closes_at

    def may_change(self, at: datetime, standing: Standing) -> bool:
        """Tell whether an answer may be changed at an instant."""
        return self.policy(standing).may_change(at)

    def receipt(
        self, tx: Transaction, standing: Standing, answer: Answer, *, new: bool, graded: Verdict | None = None
    ) -> Receipt:
        """Show an answer with its verdict to its author; `graded` is the verdict where it was given just now."""
        asked = self.now(standing)
        following = next_of(tx, asked, answer.user)
        receipt = receipt_for(asked, self.prepared, answer, new=new, following=following, graded=graded)
        streak = None if (round_ := round_of(asked.owner)) is None else streak_of(tx, round_, answer.user)
        return replace(receipt, streak=streak, news=self._has_news(tx, answer.user))

    def noted(self, tx: Transaction, standing: Standing, answer: Answer) -> Noted:
        """Acknowledge an answer that may still be changed to its author."""
        asked = self.now(standing)
        following = next_of(tx, asked, answer.user)
        return noted(asked, answer, following, news=self._has_news(tx, answer.user))

    def _has_news(self, tx: Transaction, user: UserId) -> bool:
        # Asked here, where it costs one more look, so that showing the answer need not travel to the database again.
        return self.question.guild is not None and notices.waiting(tx, self.question.guild, user)


class KnownFacts:
    """The facts of the questions that were answered last."""

    def __init__(self, db: Database, rubrics: Rubrics) -> None:
        self._db = db
        self._rubrics = rubrics
        self._kept: OrderedDict[QuestionId, Question] = OrderedDict()

    async def of(self, question: QuestionId, player: Player) -> Facts:
        """Return what is known of a question of a person's server.

        Raises:
            QuestionGone: This server has no such question.
        """
        if question not in self._kept:
            self._kept[question] = await self._db.read(lambda tx: _found(tx, question))
        self._kept.move_to_end(question)
        kept = self._kept[question]
        while len(self._kept) > _KEPT_MOST:
            self._kept.popitem(last=False)
        if kept.guild != player.guild:
            raise QuestionGone
        prepared = await self._rubrics.of(kept.card_version, kept.deck_version)
        return Facts(question=kept, prepared=prepared)


def _found(tx: Transaction, question: QuestionId) -> Question:
    found = questions.one(tx, question)
    if found is None:
        raise QuestionGone
    return found
