"""Answering: one person and one question, from the press to the verdict."""

from __future__ import annotations

from datetime import datetime

from bot.services.outcomes import AnswerForm, AskedQuestion, HintShown, MyProgress, MyResult, Player, Receipt
from bot.services.record import Record
from bot.store.store import Store
from bot.terms.ids import OccurrenceId, QuestionId, SourceId
from bot.terms.instants import Clock


class Answering:
    """What people do with questions, in all servers."""

    def __init__(self, store: Store, clock: Clock, record: Record) -> None:
        self._store = store
        self._clock = clock
        self._record = record

    async def begin(self, question: QuestionId, player: Player, at: datetime) -> AnswerForm | Receipt:
        """Open the form of a question, or show the verdict this person has already.

        Raises:
            QuestionGone: This server has no such question.
            QuestionClosed: It was pressed too late.
        """
        raise NotImplementedError

    async def answer(
        self, question: QuestionId, player: Player, *, source: SourceId, text: str, at: datetime
    ) -> Receipt:
        """Judge and record what was typed; durable when this returns. The first answer counts and is shown again.

        Raises:
            QuestionGone: This server has no such question.
            QuestionClosed: It was sent too late; gives the text back.
            AnswerTooLong: More than a form holds.
            AnswerEmpty: Nothing in it can be read.
        """
        raise NotImplementedError

    async def choose(
        self, question: QuestionId, player: Player, *, source: SourceId, option: int, at: datetime
    ) -> Receipt:
        """Judge and record the option chosen (its index in `AskedQuestion.options`).

        Raises:
            QuestionGone: This server has no such question, or the question no such option.
            QuestionClosed: It was pressed too late.
        """
        raise NotImplementedError

    async def give_up(self, question: QuestionId, player: Player, *, source: SourceId, at: datetime) -> Receipt:
        """Record "I don't know".

        Raises:
            QuestionGone: This server has no such question.
            QuestionClosed: It was pressed too late.
        """
        raise NotImplementedError

    async def hint(self, question: QuestionId, player: Player, at: datetime) -> HintShown:
        """Show the next hint and remember that it was taken; free once the question is answered.

        Raises:
            QuestionGone: This server has no such question.
            QuestionClosed: It was pressed too late.
            HintsUsedUp: There is no further one.
        """
        raise NotImplementedError

    async def play(self, occurrence: OccurrenceId, player: Player, at: datetime) -> AskedQuestion | MyProgress:
        """Return the first question of a post this person has not answered, or how they fared if they answered all.

        Raises:
            QuestionGone: This server has no such post.
            QuestionClosed: It was pressed too late.
        """
        raise NotImplementedError

    async def my_result(self, occurrence: OccurrenceId, player: Player) -> MyResult:
        """Return everything about one person's answers to a closed post.

        Raises:
            QuestionGone: This server has no such post.
            QuestionOpen: It is open still, or answers sent in time may be under way.
        """
        raise NotImplementedError
