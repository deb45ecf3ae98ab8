"""Answering: one person and one question, from the press to the verdict."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from bot.appeals.service.appeal_views import own_appeals
from bot.core.ids import OccurrenceId, QuestionId, SourceId
from bot.core.instants import Clock
from bot.core.player import Player
from bot.daily.owner import owner_of
from bot.daily.queries import occurrences, schedules
from bot.daily.queries.occurrences import KeptOccurrence
from bot.daily.service.results import by_asked, ranked, total_of
from bot.daily.service.streaks import streak_of
from bot.db.database import Database, Transaction
from bot.grading.grade import grade
from bot.questions.errors import AnswerEmpty, AnswerTooLong, HintsUsedUp, QuestionClosed, QuestionGone
from bot.questions.forms import judge_choice
from bot.questions.queries import answers, questions
from bot.questions.queries.answers import Submission
from bot.questions.queries.questions import Standing
from bot.questions.queries.states import OccurrenceState
from bot.questions.rules import admit_reveal, admit_text, next_attempt, rank_of
from bot.questions.service.changing import Act, Noted, is_same
from bot.questions.service.facts import Facts, KnownFacts
from bot.questions.service.outcomes import AnswerForm, AskedQuestion, HintShown, MyProgress, MyResult, Receipt
from bot.questions.service.receipts import given_up, own_answer
from bot.questions.service.record import Record
from bot.questions.service.rubrics import Rubrics
from bot.questions.typed_reply import option_meant


class Answering:
    """What people do with questions, in all servers."""

    def __init__(self, db: Database, clock: Clock, record: Record, rubrics: Rubrics) -> None:
        self._db = db
        self._clock = clock
        self._record = record
        self._rubrics = rubrics
        self._facts = KnownFacts(db, rubrics)

    async def begin(self, question: QuestionId, player: Player, at: datetime) -> AnswerForm | Receipt:
        """Open the form of a question, or show the verdict this person has already and can change no more.

        Raises:
            QuestionGone: This server has no such question.
            QuestionClosed: It was pressed too late.
        """
        facts = await self._facts.of(question, player)

        def look(tx: Transaction) -> AnswerForm | Receipt:
            standing = questions.standing(tx, question, player.user)
            earlier = answers.of_user(tx, question, player.user)
            if earlier is not None and not facts.may_change(at, standing):
                return facts.receipt(tx, standing, earlier, new=False)
            facts.policy(standing).admit(at)
            return AnswerForm(question=facts.now(standing), text="" if earlier is None else earlier.text)

        return await self._db.read(look)

    async def answer(
        self, question: QuestionId, player: Player, *, source: SourceId, text: str, at: datetime
    ) -> Receipt | Noted:
        """Judge and record what was typed; durable when this returns. The first answer counts and is shown again.

        Where answers may be changed the last one counts, and its author learns no more than that it is noted.

        Raises:
            QuestionGone: This server has no such question.
            QuestionClosed: It was sent too late; gives the text back.
            AnswerTooLong: More than a form holds.
            AnswerEmpty: Nothing in it can be read.
            ChangesUsedUp: It was changed too often.
        """
        facts = await self._facts.of(question, player)
        try:
            admit_text(text)
        except (AnswerEmpty, AnswerTooLong):
            # Who has a verdict already, or came too late, learns that first.
            if (
                receipt := await self._db.read(partial(_decided, facts=facts, player=player, at=at, text=text))
            ) is None:
                raise
            return receipt
        # Which words earned it is found again for who looks at their result.
        verdict = grade(facts.prepared.rubric, text, pointing=False)
        return await self._submit(facts, player, Act(source=source, at=at, verdict=verdict, text=text))

    async def choose(
        self, question: QuestionId, player: Player, *, source: SourceId, option: int, at: datetime
    ) -> Receipt | Noted:
        """Judge and record the option chosen (its index in `AskedQuestion.options`).

        Raises:
            QuestionGone: This server has no such question, or the question no such option.
            QuestionClosed: It was pressed too late.
        """
        facts = await self._facts.of(question, player)
        options = facts.question.asked.options
        if not 0 <= option < len(options):
            raise QuestionGone
        verdict = judge_choice(facts.prepared.card, options[option])
        return await self._submit(facts, player, Act(source=source, at=at, verdict=verdict, text=options[option]))

    async def reply(
        self, question: QuestionId, player: Player, *, source: SourceId, text: str, at: datetime
    ) -> bool | None:
        """Take what was typed below a post as `answer` would, or as the option it means.

        Returns:
            Whether it was taken; None: this post takes no typed answers.
        """
        facts = await self._facts.of(question, player)
        if not facts.question.policy.typed:
            return None
        if options := facts.question.asked.options:
            if (option := option_meant(text, options)) is None:
                return False
            taken = await self.choose(question, player, source=source, option=option, at=at)
        else:
            taken = await self.answer(question, player, source=source, text=text, at=at)
        return isinstance(taken, Noted) or taken.new

    async def give_up(self, question: QuestionId, player: Player, *, source: SourceId, at: datetime) -> Receipt | Noted:
        """Record "I don't know".

        Raises:
            QuestionGone: This server has no such question.
            QuestionClosed: It was pressed too late.
        """
        facts = await self._facts.of(question, player)
        act = Act(source=source, at=at, verdict=given_up(facts.prepared), gave_up=True)
        return await self._submit(facts, player, act)

    async def hint(self, question: QuestionId, player: Player, at: datetime) -> HintShown:
        """Show the next hint and remember that it was taken; all of them, free, once the question is answered.

        Raises:
            QuestionGone: This server has no such question.
            QuestionClosed: It was pressed too late.
            HintsUsedUp: There is no further one.
        """
        facts = await self._facts.of(question, player)
        there = facts.prepared.card.hints if facts.question.policy.hints else ()

        def take(tx: Transaction) -> HintShown:
            standing = questions.standing(tx, question, player.user)
            asked = facts.now(standing)
            # Where answers may be changed, having given one must not make the hints free.
            answered = not facts.may_change(at, standing) and there
            if answered and answers.of_user(tx, question, player.user) is not None:
                return HintShown(question=asked, hints=there, points_left=0)
            policy = facts.policy(standing)
            policy.admit(at)
            if standing.hints >= len(there):
                raise HintsUsedUp(count=len(there), shown="\n".join(there))
            taken = standing.hints + 1
            questions.take_hint(tx, question, player.user, taken)
            return HintShown(question=asked, hints=there[:taken], points_left=policy.points_left(taken))

        return await self._db.write(take)

    async def play(self, occurrence: OccurrenceId, player: Player, at: datetime) -> AskedQuestion | MyProgress:
        """Return the first question of a post this person has not answered, or how they fared if they answered all.

        Raises:
            QuestionGone: This server has no such post.
            QuestionClosed: It was pressed too late.
        """

        def look(tx: Transaction) -> tuple[QuestionId, Standing] | MyProgress:
            found = _own(tx, occurrence, player)
            left = questions.unanswered(tx, owner_of(occurrence), player.user)
            if not left:
                own = answers.of_owner(tx, owner_of(occurrence), player.user)
                asked = questions.of_owner(tx, owner_of(occurrence))
                changeable = tuple(one.id for one in asked if one.policy.may_change(at))
                return MyProgress(
                    occurrence=occurrence,
                    answered=len(own),
                    of=len(own),
                    points=None if changeable else total_of(own),
                    closes_at=found.closes_at,
                    changeable=changeable,
                )
            if at > found.closes_at:
                raise QuestionClosed(closed_at=found.closes_at)
            return left[0], questions.standing(tx, left[0], player.user)

        found = await self._db.read(look)
        if isinstance(found, MyProgress):
            return found
        question, standing = found
        return (await self._facts.of(question, player)).now(standing)

    async def again(self, question: QuestionId, player: Player, at: datetime) -> AskedQuestion | Receipt:
        """Put a question to a person again who may change their answer, or show the verdict there is.

        Raises:
            QuestionGone: This server has no such question.
            QuestionClosed: It was pressed too late.
        """
        opened = await self.begin(question, player, at)
        return opened if isinstance(opened, Receipt) else opened.question

    async def my_result(self, occurrence: OccurrenceId, player: Player) -> MyResult:
        """Return everything about one person's answers to a closed post.

        Raises:
            QuestionGone: This server has no such post.
            QuestionOpen: It is open still, or answers sent in time may be under way.
        """
        asked = await self._db.read(lambda tx: questions.of_owner(tx, owner_of(occurrence)))
        prepared = [await self._rubrics.of(question.card_version, question.deck_version) for question in asked]

        def look(tx: Transaction) -> MyResult:
            found = _own(tx, occurrence, player)
            if found.state is not OccurrenceState.SETTLED:
                admit_reveal(self._clock.now(), found.closes_at)
            log = answers.of_questions(tx, [question.id for question in asked])
            mine = [answer for answer in log if answer.user == player.user]
            appeals, appealable = own_appeals(tx, mine, self._clock.now(), found.closes_at)
            others = ranked(tx, log, besides=player.user)
            schedule = schedules.one(tx, found.schedule)
            own = {answer.question: answer for answer in mine}
            by_question = by_asked(log)
            points = total_of(own.values())
            return MyResult(
                occurrence=occurrence,
                answers=tuple(
                    own_answer(question, card, by_question[question.id], own.get(question.id))
                    for question, card in zip(asked, prepared, strict=True)
                ),
                points=points,
                rank=rank_of(points, [total for _, total in others]) if own else None,
                answered=len({answer.user for answer in log}),
                streak=streak_of(tx, occurrence, player.user),
                next_at=None if schedule is None else schedule.next_at,
                appeals=appeals,
                appealable=appealable,
            )

        return await self._db.read(look)

    async def _submit(self, facts: Facts, player: Player, act: Act) -> Receipt | Noted:
        return await self._db.write(lambda tx: self._keep(tx, facts, player, act))

    def _keep(self, tx: Transaction, facts: Facts, player: Player, act: Act) -> Receipt | Noted:
        question = facts.question
        standing = questions.standing(tx, question.id, player.user)
        changing, earlier = facts.may_change(act.at, standing), None
        if changing or not facts.in_time(act.at, standing):
            earlier = answers.of_user(tx, question.id, player.user)
        if earlier is not None and not changing:
            return facts.receipt(tx, standing, earlier, new=False)
        facts.policy(standing).admit(act.at, act.text)
        if earlier is not None and (act.at < earlier.at or is_same(earlier, act, standing.hints)):
            return facts.noted(tx, standing, earlier)
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
        if changing:
            return facts.noted(tx, standing, recorded.answer)
        graded = verdict if recorded.new else None
        return facts.receipt(tx, standing, recorded.answer, new=recorded.new, graded=graded)


def _decided(tx: Transaction, *, facts: Facts, player: Player, at: datetime, text: str) -> Receipt | None:
    """Return the verdict a person has already and can change no more; None: none, and an answer is still in time."""
    standing = questions.standing(tx, facts.question.id, player.user)
    earlier = answers.of_user(tx, facts.question.id, player.user)
    if earlier is not None and not facts.may_change(at, standing):
        return facts.receipt(tx, standing, earlier, new=False)
    facts.policy(standing).admit(at, text)
    return None


def _own(tx: Transaction, occurrence: OccurrenceId, player: Player) -> KeptOccurrence:
    found = occurrences.one(tx, occurrence)
    if found is None or found.guild != player.guild:
        raise QuestionGone
    return found
