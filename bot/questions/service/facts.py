"""Facts: what never changes about an asked question, kept in memory, because everyone who answers needs it."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.ids import QuestionId, UserId
from bot.daily.service.streaks import streak_of
from bot.db.database import Database, Transaction
from bot.grading.verdict import Verdict
from bot.guilds.queries import notices
from bot.questions.errors import QuestionGone
from bot.questions.queries import questions
from bot.questions.queries.answers import KeptAnswer
from bot.questions.queries.questions import KeptQuestion, Standing
from bot.questions.service.changing import Noted, noted
from bot.questions.service.outcomes import AskedQuestion, Player, Receipt
from bot.questions.service.receipts import asked_now, next_of, receipt_for
from bot.questions.service.record import Prepared, Record

#: Of so many questions the facts are kept.
_KEPT_MOST = 4_096


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What never changes about a question."""

    question: KeptQuestion
    #: How many questions its post has.
    of: int
    prepared: Prepared

    def now(self, standing: Standing) -> AskedQuestion:
        """Show the question with the closing time it has now."""
        return asked_now(self.question, self.prepared, self.of, standing)

    def may_change(self, at: datetime, standing: Standing) -> bool:
        """Tell whether an answer may be changed at an instant."""
        return self.question.changeable and at <= standing.closes_at

    def receipt(
        self, tx: Transaction, standing: Standing, answer: KeptAnswer, *, new: bool, graded: Verdict | None = None
    ) -> Receipt:
        """Show an answer with its verdict to its author; `graded` is the verdict where it was given just now."""
        asked = self.now(standing)
        following = next_of(tx, asked, answer.user)
        receipt = receipt_for(asked, self.prepared, answer, new=new, following=following, graded=graded)
        streak = streak_of(tx, asked.occurrence, answer.user)
        return replace(receipt, streak=streak, news=self._has_news(tx, answer.user))

    def noted(self, tx: Transaction, standing: Standing, answer: KeptAnswer) -> Noted:
        """Acknowledge an answer that may still be changed to its author."""
        asked = self.now(standing)
        following = next_of(tx, asked, answer.user)
        return noted(asked, answer, following, news=self._has_news(tx, answer.user))

    def _has_news(self, tx: Transaction, user: UserId) -> bool:
        # Asked here, where it costs one more look, so that showing the answer need not travel to the database again.
        return notices.waiting(tx, self.question.guild, user)


class KnownFacts:
    """The facts of the questions that were answered last."""

    def __init__(self, db: Database, record: Record) -> None:
        self._db = db
        self._record = record
        self._kept: OrderedDict[QuestionId, tuple[KeptQuestion, int]] = OrderedDict()

    async def of(self, question: QuestionId, player: Player) -> Facts:
        """Return what is known of a question of a person's server.

        Raises:
            QuestionGone: This server has no such question.
        """
        if question not in self._kept:
            self._kept[question] = await self._db.read(lambda tx: _found(tx, question))
        self._kept.move_to_end(question)
        kept, of = self._kept[question]
        while len(self._kept) > _KEPT_MOST:
            self._kept.popitem(last=False)
        if kept.guild != player.guild:
            raise QuestionGone
        prepared = await self._record.prepare(kept.card_version, kept.deck_version)
        return Facts(question=kept, of=of, prepared=prepared)


def _found(tx: Transaction, question: QuestionId) -> tuple[KeptQuestion, int]:
    found = questions.one(tx, question)
    if found is None:
        raise QuestionGone
    return found, len(questions.of_occurrence(tx, found.occurrence))
