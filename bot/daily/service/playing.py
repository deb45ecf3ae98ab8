"""Playing a round: from question to question, what stands around a verdict, and one's own result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.appeals.service.entries import OwnAppeal, own_appeals
from bot.chat.feature import VerdictGiven
from bot.core.ids import AnswerId, Player, QuestionId, RoundId, UserId
from bot.core.instants import Clock
from bot.daily.owner import owner_of, round_of
from bot.daily.queries import rounds, schedules
from bot.daily.queries.rounds import Round, RoundState
from bot.daily.service.results import QuestionResult, standing_in, total_of
from bot.daily.service.streaks import streak_of
from bot.daily.streak import Streak
from bot.db.database import Database, Transaction
from bot.grading.verdict import Outcome, PointVerdict, Rule, Verdict
from bot.questions.errors import QuestionClosed, QuestionGone
from bot.questions.queries import answers, questions
from bot.questions.queries.answers import Answer
from bot.questions.queries.questions import Question
from bot.questions.rules import admit_reveal
from bot.questions.service.asked import AskedQuestion, asked_question, cards_of
from bot.questions.service.receipts import given_up, verdict_on
from bot.questions.service.rubrics import Prepared, Rubrics


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundProgress:
    """What a round adds to a verdict."""

    round_id: RoundId
    #: The next question this person has not answered; None if there is none.
    next: QuestionId | None
    #: How many questions the round has, and what this person earned with all of them; None: not told yet.
    of: int
    total: int | None = None
    #: This day included; None where no streak counts it.
    streak: Streak | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MyProgress:
    """What *Play* shows someone who has answered every question of a post that is still open."""

    round_id: RoundId
    answered: int
    of: int
    #: None: not told, because the answers may still be changed.
    points: int | None
    closes_at: datetime
    #: Questions whose answers may still be changed, in the post's order.
    changeable: tuple[QuestionId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAnswer:
    """One question of *My result*: the whole verdict, nothing withheld."""

    result: QuestionResult
    #: None: this person did not answer.
    text: str | None
    gave_up: bool
    outcome: Outcome
    score: float
    points: int
    hints_taken: int
    verdicts: tuple[PointVerdict, ...]
    rules: tuple[tuple[Rule, str], ...]
    #: Points that each of these rules cost, in their order.
    lost: tuple[int, ...] = ()
    #: The grader could not know, and nobody decided since.
    unsure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MyResult:
    """What *My result* shows one person, privately."""

    round_id: RoundId
    #: How this person's appeals stand, and which questions they may still appeal.
    appeals: tuple[OwnAppeal, ...] = ()
    appealable: tuple[QuestionId, ...] = ()
    answers: tuple[OwnAnswer, ...]
    points: int
    #: Place among those who answered; None if this person did not.
    rank: int | None
    answered: int
    #: None where no streak counts this day.
    streak: Streak | None = None
    #: When its schedule asks next; None: it does not.
    next_at: datetime | None = None


class Playing:
    """What people do with the rounds of all servers, besides answering."""

    def __init__(self, db: Database, clock: Clock, rubrics: Rubrics) -> None:
        self._db = db
        self._clock = clock
        self._rubrics = rubrics

    async def play(self, round_id: RoundId, player: Player, at: datetime) -> AskedQuestion | MyProgress:
        """Return the first question of a post this person has not answered, or how they fared if they answered all.

        Raises:
            QuestionGone: This server has no such post.
            QuestionClosed: It was pressed too late.
        """

        def look(tx: Transaction) -> AskedQuestion | MyProgress:
            found, owner = _own(tx, round_id, player), owner_of(round_id)
            left, asked = questions.unanswered(tx, owner, player.user), questions.of_owner(tx, owner)
            if not left:
                own = answers.of_owner(tx, owner, player.user)
                changeable = tuple(one.id for one in asked if one.policy.may_change(at))
                return MyProgress(
                    round_id=round_id,
                    answered=len(own),
                    of=len(own),
                    points=None if changeable else total_of(own),
                    closes_at=found.closes_at,
                    changeable=changeable,
                )
            if at > found.closes_at:
                raise QuestionClosed(closed_at=found.closes_at)
            first = next(question for question in asked if question.id == left[0])
            return asked_question(first, cards_of(tx, (first,))[first.card_version])

        return await self._db.read(look)

    async def my_result(self, round_id: RoundId, player: Player) -> MyResult:
        """Return everything about one person's answers to a closed post.

        Raises:
            QuestionGone: This server has no such post.
            QuestionOpen: It is open still, or answers sent in time may be under way.
        """

        def own(tx: Transaction) -> tuple[tuple[Question, ...], tuple[Answer, ...]]:
            found, owner = _own(tx, round_id, player), owner_of(round_id)
            if found.state is not RoundState.SETTLED:
                admit_reveal(self._clock.now(), found.closes_at)
            return questions.of_owner(tx, owner), answers.of_owner(tx, owner, player.user)

        asked, mine = await self._db.read(own)
        prepared = {one.id: await self._rubrics.of(one.card_version, one.deck_version) for one in asked}
        forms = {one.id: one.asked.form for one in asked}
        verdicts = {
            one.id: await verdict_on(
                self._rubrics, prepared[one.question], one, form=forms[one.question], pointing=True
            )
            for one in mine
        }

        def look(tx: Transaction) -> MyResult:
            return self._result(
                tx, _own(tx, round_id, player), player.user, [(one, prepared[one.id]) for one in asked], verdicts
            )

        return await self._db.read(look)

    async def took_typed(self, round_id: RoundId) -> bool:
        """Tell whether a typed reply to a post was an answer."""
        asked = await self._db.read(lambda tx: questions.of_owner(tx, owner_of(round_id)))
        return any(question.policy.typed for question in asked)

    def _result(
        self,
        tx: Transaction,
        found: Round,
        user: UserId,
        asked: Sequence[tuple[Question, Prepared]],
        verdicts: Mapping[AnswerId, Verdict],
    ) -> MyResult:
        mine = {one.question: one for one in answers.of_owner(tx, owner_of(found.id), user) if one.id in verdicts}
        appeals, appealable = own_appeals(tx, mine.values(), self._clock.now(), found.closes_at)
        schedule = schedules.one(tx, found.schedule)
        points = total_of(mine.values())
        cards = [(question, prepared.card) for question, prepared in asked]
        results, answered, rank = standing_in(tx, found, cards, user, points)
        return MyResult(
            round_id=found.id,
            answers=tuple(
                _own_answer(
                    question,
                    result,
                    mine.get(question.id),
                    verdicts[mine[question.id].id] if question.id in mine else given_up(prepared.card),
                )
                for (question, prepared), result in zip(asked, results, strict=True)
            ),
            points=points,
            rank=rank if mine else None,
            answered=answered,
            streak=streak_of(tx, found.id, user),
            next_at=None if schedule is None else schedule.next_at,
            appeals=appeals,
            appealable=appealable,
        )


def ahead(tx: Transaction, given: VerdictGiven) -> RoundProgress | None:
    """Read what a round adds to a verdict; None: something else asked."""
    round_id = round_of(given.owner)
    if round_id is None:
        return None
    of, following = given.of or 1, None
    if of > 1:
        left = [one for one in questions.unanswered(tx, given.owner, given.user) if one != given.question]
        # Lead on to a later question if there is one, else to one that was left out; ids rise with the numbers.
        following = next((one for one in left if one > given.question), left[0] if left else None)
    done = of > 1 and following is None and given.judged
    return RoundProgress(
        round_id=round_id,
        next=following,
        of=of,
        total=total_of(answers.of_owner(tx, given.owner, given.user)) if done else None,
        streak=streak_of(tx, round_id, given.user) if given.judged and following is None else None,
    )


def _own_answer(question: Question, result: QuestionResult, own: Answer | None, verdict: Verdict) -> OwnAnswer:
    costly = [rule for rule in verdict.rules if rule.cost > 0]
    left = question.policy.points_left(0 if own is None else own.hints)
    return OwnAnswer(
        result=result,
        text=None if own is None else own.text,
        gave_up=own is not None and own.gave_up,
        outcome=Outcome.WRONG if own is None else own.outcome,
        score=0.0 if own is None else own.score,
        points=0 if own is None else own.points,
        hints_taken=0 if own is None else own.hints,
        verdicts=verdict.points,
        rules=tuple((rule.rule, rule.why) for rule in costly),
        lost=tuple(round(left * rule.cost) for rule in costly),
        unsure=own is not None and own.unsure,
    )


def _own(tx: Transaction, round_id: RoundId, player: Player) -> Round:
    found = rounds.one(tx, round_id)
    if found is None or found.guild != player.guild:
        raise QuestionGone
    return found
