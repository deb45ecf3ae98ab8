"""Record: the only way into the answer log. It logs, grades again and closes, and tells whoever listens.

Listeners are told in the same transaction, so what they count is right whenever anyone looks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.chat.feature import AnswerRecorded, AnswerRegraded, Features, QuestionsClosed
from bot.core.ids import AnswerId, Owner, QuestionId
from bot.db.database import Transaction
from bot.grading.verdict import Outcome, Verdict
from bot.grading.version import VERSION
from bot.guilds import queries as guilds
from bot.questions.queries import answers, questions
from bot.questions.queries.answers import Answer, Grading, Submission
from bot.questions.queries.questions import Question
from bot.questions.rules import Cause
from bot.questions.service.accepted import AcceptedAnswers


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What stands in the log after a submission."""

    answer: Answer
    #: False: the person had answered before, and this is that answer; nothing was written.
    new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Regrading:
    """A further judgement of an answer."""

    answer: AnswerId
    verdict: Verdict
    cause: Cause


class Record:
    """Writes the answer log.

    Attributes:
        accepted: What servers accept beside what cards say.
    """

    def __init__(self, features: Features) -> None:
        self._features = features
        self.accepted = AcceptedAnswers()

    def record(self, tx: Transaction, submission: Submission) -> Recorded:
        """Log an answer and remember who gave it; durable once the transaction has ended.

        The same interaction again, or a second answer to the question from another device, changes nothing.
        """
        question, player, verdict = submission.question, submission.player, submission.verdict
        written = answers.insert_one(tx, submission)
        if written is None:
            return Recorded(answer=_earlier(tx, submission), new=False)
        points = question.policy.points_for(verdict.score, submission.hints)
        grading = Grading(
            answer=written, verdict=verdict, points=points, grader=VERSION, cause=submission.cause, at=submission.at
        )
        answers.grade_first(tx, grading)
        if player.guild:
            guilds.remember_member(tx, player.guild, player.user, player.name, submission.at)
        self._features.on_answer(tx, _event(written, submission, points))
        return Recorded(answer=_answer(written, submission, points), new=True)

    def regrade(self, tx: Transaction, again: Sequence[Regrading], at: datetime) -> tuple[Answer, ...]:
        """Write further judgements, which count from now on.

        Returns:
            The answers as they stand now, in the order of their ids.

        Raises:
            LookupError: An answer is not in the log.
        """
        if not again:
            return ()
        by_answer = {one.answer: one for one in again}
        before = answers.by_ids(tx, list(by_answer))
        if len(before) != len(by_answer):
            raise LookupError(f"answers {sorted(by_answer)}")
        asked = {question: _asked(tx, question) for question in {answer.question for answer in before}}
        after = tuple(_graded_anew(answer, by_answer[answer.id], asked[answer.question]) for answer in before)
        answers.grade_again(
            tx,
            [
                Grading(
                    answer=answer.id,
                    verdict=by_answer[answer.id].verdict,
                    points=answer.points,
                    grader=VERSION,
                    cause=answer.cause,
                    at=at,
                )
                for answer in after
            ],
        )
        counted = answers.counted_among(tx, list(by_answer))
        for old, new in zip(before, after, strict=True):
            self._features.on_regraded(tx, _change(asked[old.question], old, new, counted=old.id in counted))
        return after

    def close(self, tx: Transaction, owner: Owner, at: datetime) -> None:
        """Close what an owner asked, for good: the answers may be known from now on."""
        asked = questions.of_owner(tx, owner)
        if asked:
            ids = tuple(question.id for question in asked)
            self._features.on_closed(tx, QuestionsClosed(owner=owner, guild=asked[0].guild, questions=ids, at=at))
            questions.close(tx, owner)


def _asked(tx: Transaction, question: QuestionId) -> Question:
    found = questions.one(tx, question)
    if found is None:
        raise LookupError(f"question {question}")
    return found


def _earlier(tx: Transaction, submission: Submission) -> Answer:
    found = answers.of_user(tx, submission.question.id, submission.player.user)
    if found is None:
        found = answers.of_source(tx, submission.source)
    if found is None:
        raise LookupError(f"answer of source {submission.source}")
    return found


def _answer(answer: AnswerId, submission: Submission, points: int) -> Answer:
    return Answer(
        id=answer,
        question=submission.question.id,
        user=submission.player.user,
        attempt=submission.attempt,
        text=submission.text,
        gave_up=submission.gave_up,
        at=submission.at,
        hints=submission.hints,
        late=submission.late,
        score=submission.verdict.score,
        outcome=submission.verdict.outcome,
        points=points,
        covered=tuple(point.covered for point in submission.verdict.points),
        cause=submission.cause,
        unsure=submission.verdict.unsure,
    )


def _graded_anew(answer: Answer, again: Regrading, question: Question) -> Answer:
    return replace(
        answer,
        score=again.verdict.score,
        outcome=again.verdict.outcome,
        points=question.policy.points_for(again.verdict.score, answer.hints),
        covered=tuple(point.covered for point in again.verdict.points),
        cause=again.cause,
        unsure=again.verdict.unsure,
    )


def _event(answer: AnswerId, submission: Submission, points: int) -> AnswerRecorded:
    question = submission.question
    return AnswerRecorded(
        answer=answer,
        question=question.id,
        owner=question.owner,
        guild=question.guild,
        channel=question.channel,
        deck=question.deck,
        card=question.card,
        user=submission.player.user,
        attempt=submission.attempt,
        local_date=question.local_date,
        at=submission.at,
        score=submission.verdict.score,
        points=points,
        right=submission.verdict.outcome is Outcome.RIGHT,
        late=submission.late,
        counts=question.policy.counts,
        counted=question.policy.counts and not question.policy.changeable and not submission.late,
    )


def _change(question: Question, before: Answer, after: Answer, *, counted: bool) -> AnswerRegraded:
    return AnswerRegraded(
        answer=before.id,
        question=question.id,
        owner=question.owner,
        guild=question.guild,
        channel=question.channel,
        deck=question.deck,
        card=question.card,
        user=before.user,
        local_date=question.local_date,
        at=before.at,
        points_change=after.points - before.points,
        right_change=int(after.outcome is Outcome.RIGHT) - int(before.outcome is Outcome.RIGHT),
        counted=counted,
    )
