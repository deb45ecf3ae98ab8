"""Appeals: "I was right", the moderators' queue, and decisions that hold for every equal answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.appeals.errors import AppealDecided, AppealedAlready, AppealGone, NothingToAppeal, OwnAppeal
from bot.appeals.queries import channels, rulings
from bot.appeals.queries.rulings import Judgement, Ruling
from bot.appeals.rules import (
    IN_FORCE,
    REASON_MOST,
    STATES,
    UNDECIDED,
    Decision,
    NoticeKind,
    RulingState,
    admit_appeal,
    worth,
)
from bot.appeals.service.entries import AppealEntry, FormOpened, appeal_entry, is_improvable, may_appeal, subject_of
from bot.chat.feature import QuestionsClosed
from bot.chat.outbox import queries as posts
from bot.chat.outbox.kinds import Composed
from bot.chat.outbox.queries import Post
from bot.chat.queries import Notice, leave_notices
from bot.core.ids import AnswerId, ChannelId, GuildId, Owner, Player, QuestionId, RulingId, UserId
from bot.core.instants import Clock
from bot.db.database import Database, Transaction
from bot.guilds import queries as guilds
from bot.questions.errors import QuestionGone
from bot.questions.queries import accepted, answers, questions
from bot.questions.queries.accepted import AcceptedAnswer
from bot.questions.queries.answers import Answer
from bot.questions.queries.questions import Question
from bot.questions.rules import RevealRule
from bot.questions.service.asked import cards_of
from bot.questions.service.record import Record

#: Purpose of a message. Owner: a ruling. The appeal's entry in the moderators' channel, edited when it is decided.
APPEAL = "appeal"
#: So much of a question is kept in a notice.
_ASK_MOST = 200
#: The least that tells two instants apart where they are kept.
_INSTANT = timedelta(milliseconds=1)


class Appeals:
    """What people ask of moderators, and what these decide."""

    def __init__(self, db: Database, clock: Clock, record: Record) -> None:
        self._db = db
        self._clock = clock
        self._record = record

    async def begin(self, question: QuestionId, player: Player, at: datetime) -> FormOpened:
        """Open the form of an appeal.

        Raises:
            QuestionGone: This server has no such question.
            QuestionOpen: It is open still.
            NothingToAppeal: This person gave no answer to it that a ruling could improve.
            AppealTooLate: It closed too long ago.
            AppealedAlready: The answer was appealed before.
        """

        def act(tx: Transaction) -> FormOpened:
            asked, answer = self._appealable(tx, question, player, at)
            if not may_appeal(rulings.of_answers(tx, [answer.id]).get(answer.id)):
                raise AppealedAlready
            card = (cards_of(tx, (asked,)))[asked.card_version]
            return FormOpened(question=question, ask=card.ask, text=answer.text)

        return await self._db.read(act)

    async def appealable(self, owner: Owner, player: Player) -> tuple[QuestionId, ...]:
        """Return the questions of an owner whose answers this person may appeal, as far as they can be improved."""

        def look(tx: Transaction) -> tuple[QuestionId, ...]:
            own = [one for one in answers.of_owner(tx, owner, player.user) if is_improvable(one)]
            taken = rulings.of_answers(tx, [answer.id for answer in own])
            return tuple(answer.question for answer in own if may_appeal(taken.get(answer.id)))

        return await self._db.read(look)

    async def appeal(self, question: QuestionId, player: Player, *, argument: str, at: datetime) -> RulingId:
        """Appeal one's own answer; announced where the server wants it. Raises what `begin` raises.

        Where the grader was not sure that may be done while the question is open: moderators see it once it has closed.
        """

        def act(tx: Transaction) -> RulingId:
            asked, answer = self._appealable(tx, question, player, at)
            subject = subject_of(asked, player.guild, answer)
            ruling = rulings.insert(tx, subject, answer, argument=argument.strip()[:REASON_MOST], at=at)
            if ruling is None:
                raise AppealedAlready
            if not asked.is_open or asked.policy.reveal is RevealRule.AT_ONCE:
                _announce(tx, player.guild, (ruling,), self._clock.now())
            return ruling

        return await self._db.write(act)

    async def entry(self, guild: GuildId, ruling: RulingId) -> AppealEntry:
        """Show an appeal to a moderator.

        Raises:
            AppealGone: This server has none such, or its answer was erased.
        """

        def act(tx: Transaction) -> AppealEntry:
            return appeal_entry(tx, _own(tx, guild, ruling))

        return await self._db.read(act)

    async def decide(
        self, guild: GuildId, ruling: RulingId, decision: Decision, *, moderator: UserId, reason: str, at: datetime
    ) -> AppealEntry:
        """Decide an appeal, and with it all open ones of equal answers; these are graded again soon after.

        Raises:
            AppealGone: This server has none such, or its answer was erased.
            AppealDecided: Somebody was faster.
            OwnAppeal: It is the moderator's own, or would decide their own.
        """
        said = reason.strip()[:REASON_MOST]
        judgement = Judgement(state=STATES[decision], score=worth(decision), moderator=moderator, reason=said, at=at)
        return await self._judge(lambda tx: _own(tx, guild, ruling), judgement)

    async def decide_unsure(
        self, guild: GuildId, answer: AnswerId, decision: Decision, *, moderator: UserId, at: datetime
    ) -> AppealEntry:
        """Decide an answer on which the grader was not sure and nobody appealed, as if somebody had.

        Raises:
            AppealGone: This server has none such, or it was erased.
            AppealDecided: Somebody was faster.
            OwnAppeal: It is the moderator's own, or would decide their own.
        """

        def find(tx: Transaction) -> Ruling:
            given = answers.by_id(tx, answer)
            asked = None if given is None else questions.one(tx, given.question)
            if given is None or asked is None or asked.guild != guild or not is_improvable(given):
                raise AppealGone
            if not given.unsure or (asked.is_open and asked.policy.reveal is not RevealRule.AT_ONCE):
                raise AppealGone
            subject = subject_of(asked, guild, given)
            made = rulings.insert(tx, subject, given, argument="", at=at, appealed=False)
            if made is None:
                raise AppealDecided
            return _own(tx, guild, made)

        judgement = Judgement(state=STATES[decision], score=worth(decision), moderator=moderator, reason="", at=at)
        return await self._judge(find, judgement)

    async def undo(self, guild: GuildId, ruling: RulingId, *, moderator: UserId, at: datetime) -> AppealEntry:
        """Take a decision back, and with it those made by it; it may be decided anew. Raises what `decide` raises."""
        judgement = Judgement(state=RulingState.UNDONE, score=None, moderator=moderator, reason="", at=at)
        return await self._judge(lambda tx: _own(tx, guild, ruling), judgement)

    async def announce_in(self, guild: GuildId, channel: ChannelId | None, at: datetime) -> None:
        """Choose where appeals are announced from now on; None: only in `/appeals`."""

        def act(tx: Transaction) -> None:
            guilds.remember_guild(tx, guild, at)
            channels.set_channel(tx, guild, channel)

        await self._db.write(act)

    async def _judge(self, find: Callable[[Transaction], Ruling], judgement: Judgement) -> AppealEntry:
        now = self._clock.now()
        found: Ruling | None = None

        def act(tx: Transaction) -> AppealEntry:
            nonlocal found
            found = find(tx)
            # Judgements are told apart by their instants, so no two of one text have the same.
            judged = replace(judgement, at=_after_all(tx, found, max(judgement.at, now)))
            together = _together(tx, found, judged)
            if any(one.appellant == judged.moderator for one in together):
                raise OwnAppeal
            again = found.state in IN_FORCE or judged.state in IN_FORCE
            for one in together:
                first = one.id == found.id
                rulings.judge(tx, one.id, judged, due_at=now if first and again else None)
            _enforce(tx, found.subject)
            if not again:
                _tell(tx, together, judged)
            for one in together:
                posts.owe_edit(tx, APPEAL, one.id, at=now, now=now)
            return appeal_entry(tx, _own(tx, found.subject.guild, found.id))

        try:
            return await self._db.write(act)
        finally:
            # Whatever came in between: what is read again is never wrong.
            if found is not None:
                self._record.accepted.forget(found.subject)

    def _appealable(
        self, tx: Transaction, question: QuestionId, player: Player, at: datetime
    ) -> tuple[Question, Answer]:
        asked = questions.one(tx, question)
        if asked is None or asked.guild != player.guild:
            raise QuestionGone
        answer = answers.of_user(tx, question, player.user)
        # Who was told that the grader is not sure learns nothing by asking; others would learn that they were wrong.
        told = answer is not None and answer.unsure and not asked.policy.changeable
        if asked.is_open and not told:
            asked.policy.admit_reveal(self._clock.now())
        if answer is None or not is_improvable(answer):
            raise NothingToAppeal
        admit_appeal(at, asked.policy.closes_at or answer.at)
        return asked, answer


def _announce(tx: Transaction, guild: GuildId, appeals: Sequence[RulingId], now: datetime) -> None:
    channel = channels.channel_of(tx, guild) if appeals else None
    if channel is not None:
        for ruling in appeals:
            posts.owe(tx, APPEAL, ruling, guild=guild, channel=channel, at=now)


def announce_claims(tx: Transaction, closed: QuestionsClosed) -> None:
    """Announce what was appealed while its question was open, now that it closes."""
    if closed.guild is not None:
        _announce(tx, closed.guild, rulings.open_of(tx, closed.questions), closed.at)


def compose(tx: Transaction, post: Post, now: datetime) -> Composed[AppealEntry] | None:  # noqa: ARG001 - as every kind
    """Show an appeal in the moderators' channel as it stands."""
    ruling = rulings.one(tx, RulingId(post.owner))
    if ruling is None:
        return None
    return Composed(value=appeal_entry(tx, ruling), marks=frozenset({("appeal", ruling.id)}))


def announced(tx: Transaction, post: Post, now: datetime) -> None:
    """Owe an edit where it was decided while it was being sent: what was sent may be out of date already."""
    ruling = rulings.one(tx, RulingId(post.owner))
    if ruling is not None and ruling.decided_at is not None:
        posts.owe_edit(tx, APPEAL, ruling.id, at=now, now=now)


def _own(tx: Transaction, guild: GuildId, ruling: RulingId) -> Ruling:
    found = rulings.one(tx, ruling)
    if found is None or found.subject.guild != guild or not found.subject.answer_key:
        raise AppealGone
    return found


def _after_all(tx: Transaction, ruling: Ruling, at: datetime) -> datetime:
    decided = rulings.equal(tx, ruling.subject, tuple(RulingState))
    return max([at, *(one.decided_at + _INSTANT for one in decided if one.decided_at is not None)])


def _together(tx: Transaction, ruling: Ruling, judgement: Judgement) -> Sequence[Ruling]:
    """Return the appeals that share a judgement, the one asked about included."""
    undoing = judgement.state is RulingState.UNDONE
    if undoing is (ruling.state in UNDECIDED):
        raise AppealDecided
    if not undoing:
        return rulings.equal(tx, ruling.subject, UNDECIDED)
    equal = rulings.equal(tx, ruling.subject, (ruling.state,))
    return [one for one in equal if one.decided_at == ruling.decided_at]


def _enforce(tx: Transaction, subject: AcceptedAnswer) -> None:
    """Let the last decision that stands say what equal answers are worth from now on; without any the card does."""
    standing = rulings.equal(tx, subject, IN_FORCE)
    if standing and standing[-1].score is not None:
        accepted.set_score(tx, subject, standing[-1].score, standing[-1].id)
    else:
        accepted.drop(tx, subject)


def _tell(tx: Transaction, together: Sequence[Ruling], judgement: Judgement) -> None:
    """Leave word for appellants whose answers are not graded again."""
    left = []
    for one in together:
        if not one.appealed:  # they asked for nothing
            continue
        asked, answer = questions.one(tx, one.question), answers.by_id(tx, one.answer)
        if asked is None or answer is None:
            continue
        ask = (cards_of(tx, (asked,)))[asked.card_version].ask[:_ASK_MOST]
        denied = judgement.state is RulingState.DENIED
        left.append(
            Notice(
                guild=one.subject.guild,
                user=one.appellant,
                kind=NoticeKind.APPEAL_DENIED if denied else NoticeKind.APPEAL_UNDONE,
                facts={"question": ask, **({"reason": judgement.reason} if denied else {"points": answer.points})},
            )
        )
    leave_notices(tx, left, judgement.at)
