"""Answering: one person and one question, from the press to the verdict; whoever asked it.

What is judged is judged before the transaction that writes it, and what is explained is explained after it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.chat.feature import Features, VerdictGiven
from bot.chat.queries import has_notices
from bot.core.ids import Player, QuestionId, SourceId
from bot.db.database import Database, Transaction
from bot.grading.verdict import Verdict
from bot.questions.errors import AnswerEmpty, AnswerTooLong, HintsUsedUp, QuestionClosed, QuestionGone
from bot.questions.forms import judge_choice, option_meant
from bot.questions.queries import answers, questions
from bot.questions.queries.answers import Answer, Submission
from bot.questions.queries.questions import Standing
from bot.questions.rules import Cause, admit_text, next_attempt
from bot.questions.service.asked import AskedQuestion, KnownQuestion, KnownQuestions
from bot.questions.service.receipts import AnswerForm, HintShown, Noted, Receipt, given_up, receipt_for, verdict_on
from bot.questions.service.record import Record
from bot.questions.service.rubrics import Rubrics


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What a person does to a question, judged."""

    source: SourceId
    at: datetime
    verdict: Verdict
    #: As typed or chosen; "" after "I don't know".
    text: str = ""
    gave_up: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """An answer as it stands in the log, and what its author is to read with it."""

    asked: AskedQuestion
    answer: Answer
    #: Whether it stands there since just now.
    new: bool
    #: Whether its verdict may be told.
    judged: bool
    around: object
    news: bool


class Answering:
    """What people do with questions, in all servers."""

    def __init__(self, db: Database, record: Record, rubrics: Rubrics, features: Features) -> None:
        self._db = db
        self._record = record
        self._rubrics = rubrics
        self._features = features
        self._known = KnownQuestions(db, rubrics)

    async def begin(self, question: QuestionId, player: Player, at: datetime) -> AnswerForm | Receipt:
        """Open the form of a question, or show the verdict this person has already and can change no more.

        Raises:
            QuestionGone: It was not asked here.
            QuestionClosed: It was pressed too late.
        """
        known = await self._known.of(question, player)

        def look(tx: Transaction) -> AnswerForm | _Shown:
            standing = questions.standing(tx, question, player.user)
            earlier = answers.of_user(tx, question, player.user)
            if earlier is not None and not known.policy(standing).may_change(at):
                return self._shown(tx, known, standing, earlier)
            known.policy(standing).admit(at)
            return AnswerForm(question=known.asked(standing), text="" if earlier is None else earlier.text)

        found = await self._db.read(look)
        return found if isinstance(found, AnswerForm) else await self._receipt(known, found)

    async def again(self, question: QuestionId, player: Player, at: datetime) -> AskedQuestion | Receipt:
        """Put a question to a person again who may change their answer, or show the verdict there is.

        Raises:
            QuestionGone: It was not asked here.
            QuestionClosed: It was pressed too late.
        """
        opened = await self.begin(question, player, at)
        return opened if isinstance(opened, Receipt) else opened.question

    async def answer(
        self, question: QuestionId, player: Player, *, source: SourceId, text: str, at: datetime
    ) -> Receipt | Noted:
        """Judge and record what was typed; durable when this returns. The first answer counts and is shown again.

        Where answers may be changed the last one counts, and its author learns no more than that it is noted.

        Raises:
            QuestionGone: It was not asked here.
            QuestionClosed: It was sent too late; gives the text back.
            AnswerTooLong: More than a form holds.
            AnswerEmpty: Nothing in it can be read.
            ChangesUsedUp: It was changed too often.
        """
        known = await self._known.of(question, player)
        try:
            admit_text(text)
        except (AnswerEmpty, AnswerTooLong):
            # Who has a verdict already, or came too late, learns that first.
            try:
                opened = await self.begin(question, player, at)
            except QuestionClosed as closed:
                closed.text = text
                raise
            if isinstance(opened, Receipt):
                return opened
            raise
        # Which words earned it is found again for who looks at their result.
        verdict = await self._rubrics.grade(known.prepared, text)
        return await self._submit(known, player, Act(source=source, at=at, verdict=verdict, text=text))

    async def choose(
        self, question: QuestionId, player: Player, *, source: SourceId, option: int, at: datetime
    ) -> Receipt | Noted:
        """Judge and record the option chosen (its index in `AskedQuestion.options`).

        Raises:
            QuestionGone: It was not asked here, or has no such option.
            QuestionClosed: It was pressed too late.
        """
        known = await self._known.of(question, player)
        options = known.question.asked.options
        if not 0 <= option < len(options):
            raise QuestionGone
        verdict = judge_choice(known.prepared.card, options[option])
        return await self._submit(known, player, Act(source=source, at=at, verdict=verdict, text=options[option]))

    async def reply(
        self, question: QuestionId, player: Player, *, source: SourceId, text: str, at: datetime
    ) -> bool | None:
        """Take what was typed below a question as `answer` would, or as the option it means.

        Returns:
            Whether it was taken; None: this question takes no typed answers.
        """
        known = await self._known.of(question, player)
        if not known.question.policy.typed:
            return None
        if options := known.question.asked.options:
            if (option := option_meant(text, options)) is None:
                return False
            taken = await self.choose(question, player, source=source, option=option, at=at)
        else:
            taken = await self.answer(question, player, source=source, text=text, at=at)
        return isinstance(taken, Noted) or taken.new

    async def give_up(self, question: QuestionId, player: Player, *, source: SourceId, at: datetime) -> Receipt | Noted:
        """Record "I don't know".

        Raises:
            QuestionGone: It was not asked here.
            QuestionClosed: It was pressed too late.
        """
        known = await self._known.of(question, player)
        act = Act(source=source, at=at, verdict=given_up(known.prepared.card), gave_up=True)
        return await self._submit(known, player, act)

    async def hint(self, question: QuestionId, player: Player, at: datetime) -> HintShown:
        """Show the next hint and remember that it was taken; all of them, free, once the question is answered.

        Raises:
            QuestionGone: It was not asked here.
            QuestionClosed: It was pressed too late.
            HintsUsedUp: There is no further one.
        """
        known = await self._known.of(question, player)
        there = known.hints

        def take(tx: Transaction) -> HintShown:
            standing = questions.standing(tx, question, player.user)
            policy, asked = known.policy(standing), known.asked(standing)
            # Where answers may be changed, having given one must not make the hints free.
            if there and not policy.may_change(at) and answers.of_user(tx, question, player.user) is not None:
                return HintShown(question=asked, hints=there, points_left=0)
            policy.admit(at)
            if standing.hints >= len(there):
                raise HintsUsedUp(count=len(there), shown="\n".join(there))
            taken = standing.hints + 1
            questions.take_hint(tx, question, player.user, taken)
            return HintShown(question=asked, hints=there[:taken], points_left=policy.points_left(taken))

        return await self._db.write(take)

    async def _submit(self, known: KnownQuestion, player: Player, act: Act) -> Receipt | Noted:
        shown = await self._db.write(lambda tx: self._keep(tx, known, player, act))
        if shown.judged:
            return await self._receipt(known, shown, act)
        answer = shown.answer
        return Noted(
            question=shown.asked,
            text=answer.text,
            gave_up=answer.gave_up,
            attempt=answer.attempt,
            until=shown.asked.closes_at,
            around=shown.around,
            news=shown.news,
        )

    def _keep(self, tx: Transaction, known: KnownQuestion, player: Player, act: Act) -> _Shown:
        question = known.question
        standing = questions.standing(tx, question.id, player.user)
        policy, earlier = known.policy(standing), None
        changing, in_time = policy.may_change(act.at), policy.closes_at is None or act.at <= policy.closes_at
        if changing or not in_time:
            earlier = answers.of_user(tx, question.id, player.user)
        if earlier is not None and not changing:
            return self._shown(tx, known, standing, earlier)
        policy.admit(act.at, act.text)
        if earlier is not None and (act.at < earlier.at or _says_the_same(earlier, act, standing.hints)):
            return self._shown(tx, known, standing, earlier, judged=False)
        verdict, cause = self._record.accepted.judged(tx, question, act.text, act.verdict)
        recorded = self._record.record(
            tx,
            Submission(
                question=question,
                player=player,
                source=act.source,
                text=act.text,
                gave_up=act.gave_up,
                at=act.at,
                hints=standing.hints,
                verdict=verdict,
                cause=cause,
                attempt=next_attempt(0 if earlier is None else earlier.attempt),
            ),
        )
        return self._shown(tx, known, standing, recorded.answer, new=recorded.new, judged=not changing)

    def _shown(
        self,
        tx: Transaction,
        known: KnownQuestion,
        standing: Standing,
        answer: Answer,
        *,
        new: bool = False,
        judged: bool = True,
    ) -> _Shown:
        question = known.question
        given = VerdictGiven(
            question=question.id, owner=question.owner, of=question.of, user=answer.user, judged=judged
        )
        return _Shown(
            asked=known.asked(standing),
            answer=answer,
            new=new,
            judged=judged,
            around=self._features.read_around(tx, given),
            # Asked here, where it costs one more look, so that showing it need not travel to the database again.
            news=question.guild is not None and has_notices(tx, question.guild, answer.user),
        )

    async def _receipt(self, known: KnownQuestion, shown: _Shown, act: Act | None = None) -> Receipt:
        answer = shown.answer
        same = act is not None and (act.text, act.gave_up) == (answer.text, answer.gave_up)
        if act is not None and same and answer.cause is not Cause.RULING:
            verdict = act.verdict
        else:
            form = known.question.asked.form
            verdict = await verdict_on(self._rubrics, known.prepared, answer, form=form, pointing=False)
        receipt = receipt_for(known, shown.asked, answer, verdict, new=shown.new)
        return replace(receipt, around=shown.around, news=shown.news)


def _says_the_same(earlier: Answer, act: Act, hints: int) -> bool:
    """Tell whether an attempt says nothing new, so that it need not be kept."""
    return (earlier.text, earlier.gave_up, earlier.hints) == (act.text, act.gave_up, hints)
