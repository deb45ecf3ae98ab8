"""Regrading: a ruling applied to every equal answer, in batches that may be cut off anywhere and go on from there.

Each answer is brought to what is in force for its text now, whatever the ruling at hand said: so two rulings on one
text, or an undoing in the middle of a batch, end in the same place in whatever order they are done.

A batch is written in short transactions: other people's answers wait for one of them at most, not for the batch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.appeals.queries import equal_answers, rulings
from bot.appeals.queries.equal_answers import EqualAnswer
from bot.appeals.queries.rulings import Ruling
from bot.appeals.rules import NoticeKind, RulingState
from bot.chat.chores import Chore, row_by_row
from bot.chat.queries import Notice, leave_notices
from bot.core.ids import AnswerId, CardVersionId, DeckVersionId, RulingId
from bot.db.database import Database, Transaction
from bot.grading.verdict import Verdict
from bot.library.queries.decks import contents
from bot.questions.forms import Form, judge_choice
from bot.questions.queries import accepted
from bot.questions.queries.accepted import AcceptedAnswer
from bot.questions.rules import Cause, as_accepted
from bot.questions.service.record import Record
from bot.questions.service.record import Regrading as Regraded
from bot.questions.service.rubrics import Rubrics

#: So many answers are looked up at a time, and so many of them written in one transaction.
BATCH = 500
SLICE = 8
_TOLD = {
    RulingState.ACCEPTED: NoticeKind.APPEAL_ACCEPTED,
    RulingState.PARTLY: NoticeKind.APPEAL_PARTLY,
    RulingState.UNDONE: NoticeKind.APPEAL_UNDONE,
}
#: An answer again, with the verdict that counts from now on and why.
Again = tuple[EqualAnswer, Verdict, Cause]
#: A text and the versions it was answered to.
_Text = tuple[CardVersionId, DeckVersionId, str]
#: So much of a question is kept in a notice.
_ASK_MOST = 200


class Regrading:
    """Applies rulings."""

    def __init__(self, db: Database, record: Record, rubrics: Rubrics) -> None:
        self._db = db
        self._record = record
        self._rubrics = rubrics

    def chore(self) -> Chore:
        """Return the applying of rulings that are due."""
        return Chore(
            name="apply-rulings",
            next_due=rulings.next_due,
            work=row_by_row(self._db, due=rulings.due, act=self.go_on, put_off=rulings.set_due),
        )

    async def go_on(self, ruling: RulingId, now: datetime) -> None:
        """Do a ruling's next batch; after the last one it is due no more."""

        def look(tx: Transaction) -> tuple[Ruling | None, AcceptedAnswer | None, tuple[AnswerId, ...]]:
            found = rulings.one(tx, ruling)
            subject = None if found is None else _subject_of(tx, found)
            batch = () if found is None or subject is None else equal_answers.after(tx, subject, found.cursor, BATCH)
            return found, subject, batch

        found, subject, batch = await self._db.read(look)
        if found is None:
            return
        for start in range(0, len(batch), SLICE):
            if subject is None or not await self._write(found, subject, batch[start : start + SLICE], now):
                return
        if len(batch) < BATCH:
            await self._end(found)

    async def _write(self, ruling: Ruling, subject: AcceptedAnswer, ids: tuple[AnswerId, ...], now: datetime) -> bool:
        """Bring some answers to what is in force; False: the ruling was changed meanwhile."""
        fresh: dict[_Text, Verdict] = {}

        def act(tx: Transaction) -> bool | set[_Text]:
            present = rulings.one(tx, ruling.id)
            if present is None or (present.state, present.decided_at) != (ruling.state, ruling.decided_at):
                return False
            there = equal_answers.among(tx, subject, ids)
            unknown = {text for one in there if one.own is None and (text := _text_of(one)) not in fresh}
            if unknown:
                return unknown
            again = _again(there, fresh, accepted.score_of(tx, subject))
            regraded = self._record.regrade(
                tx,
                [Regraded(answer=equal.answer, verdict=verdict, cause=cause) for equal, verdict, cause in again],
                now,
            )
            _tell(tx, present, there, {answer.id: answer.points for answer in regraded}, now)
            rulings.advance(tx, ruling.id, ids[-1])
            return True

        while not isinstance(done := await self._db.write(act), bool):
            # Judged by an accepted answer from the first, they have no verdict of the grader's own; nobody waits for
            # it here.
            fresh |= {text: await self._graded(subject.form, *text) for text in done}
        return done

    async def _graded(self, form: Form, card: CardVersionId, deck: DeckVersionId, text: str) -> Verdict:
        prepared = await self._rubrics.of(card, deck)
        if form is Form.CHOICE:
            return judge_choice(prepared.card, text)
        return await self._rubrics.grade(prepared, text)

    async def _end(self, ruling: Ruling) -> None:
        def act(tx: Transaction) -> None:
            present = rulings.one(tx, ruling.id)
            if present is None or (present.state, present.decided_at) != (ruling.state, ruling.decided_at):
                return
            rulings.set_due(tx, ruling.id, None)

        await self._db.write(act)


def _subject_of(tx: Transaction, ruling: Ruling) -> AcceptedAnswer | None:
    """Return what a ruling is about; None: its text was erased, and it added no accepted answer."""
    if ruling.subject.answer_key:
        return ruling.subject
    key = accepted.key_of(tx, ruling.id)
    return None if key is None else replace(ruling.subject, answer_key=key)


def _text_of(equal: EqualAnswer) -> _Text:
    return equal.card_version, equal.deck_version, equal.text


def _again(there: Sequence[EqualAnswer], fresh: Mapping[_Text, Verdict], score: float | None) -> list[Again]:
    """Return the answers that are to have another verdict."""
    again: list[Again] = []
    for equal in there:
        own = equal.own or fresh.get(_text_of(equal))
        wanted = None if own is None else _wanted(equal, own, score)
        if wanted is not None:
            again.append((equal, *wanted))
    return again


def _wanted(equal: EqualAnswer, own: Verdict, score: float | None) -> tuple[Verdict, Cause] | None:
    """Return the verdict an answer is to have and why; None: it has it."""
    verdict = own if score is None else as_accepted(own, score)
    if verdict is own:
        return (own, Cause.UNDO) if equal.cause is Cause.RULING else None
    same = equal.cause is Cause.RULING and (equal.score, equal.outcome) == (verdict.score, verdict.outcome)
    return None if same else (verdict, Cause.RULING)


def _tell(
    tx: Transaction, ruling: Ruling, there: Sequence[EqualAnswer], points: Mapping[AnswerId, int], now: datetime
) -> None:
    """Leave word for those whose points changed; whose appeals were decided with this ruling learn so in any case."""
    appeals = rulings.of_answers(tx, [equal.answer for equal in there])
    decided = {
        answer
        for answer, own in appeals.items()
        if own.appealed and (own.state, own.decided_at) == (ruling.state, ruling.decided_at) and own.state in _TOLD
    }
    told = [
        equal for equal in there if equal.answer in decided or points.get(equal.answer, equal.points) != equal.points
    ]
    cards = contents(tx, list({equal.card_version for equal in told})) if told else {}
    left = [
        Notice(
            guild=ruling.subject.guild,
            user=equal.user,
            kind=_TOLD[ruling.state] if equal.answer in decided else NoticeKind.POINTS_CHANGED,
            facts={
                "question": cards[equal.card_version].ask[:_ASK_MOST],
                "points": points.get(equal.answer, equal.points),
            },
        )
        for equal in told
    ]
    leave_notices(tx, left, now)
