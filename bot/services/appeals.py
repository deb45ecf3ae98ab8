"""Appeals: "I was right", the moderators' queue, and decisions that hold for every equal answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.grading.normalise import answer_key
from bot.quiz.admission import reveal
from bot.quiz.appeal import REASON_MOST, Decision, admit_appeal, worth
from bot.quiz.nonce import nonce_for
from bot.services.appeal_outcomes import AppealEntry, PleaForm, Shelf
from bot.services.appeal_views import DECISIONS, appeal_entry, is_improvable
from bot.services.notices import NoticeKind
from bot.services.outcomes import Player
from bot.services.record import Record
from bot.services.views import cards_of
from bot.store import answers, guilds, notices, occurrences, posts, questions, rulings, wordings
from bot.store.answers import KeptAnswer
from bot.store.notices import NewNotice
from bot.store.posts import NewPost
from bot.store.questions import KeptQuestion
from bot.store.rulings import IN_FORCE, Judgement, KeptRuling, NewRuling
from bot.store.states import OccurrenceState, PostPurpose, RulingState
from bot.store.store import Store, Unit
from bot.store.wordings import Wording
from bot.terms.ids import ChannelId, GuildId, OccurrenceId, QuestionId, RulingId, UserId
from bot.terms.instants import Clock
from bot.terms.objections import AppealDecided, AppealedAlready, AppealGone, NothingToAppeal, OwnAppeal
from bot.terms.refusals import QuestionGone

_STATES = {decision: state for state, decision in DECISIONS.items()}
_UNDECIDED = (RulingState.OPEN, RulingState.UNDONE)
#: So much of a question is kept in a notice.
_ASK_MOST = 200
#: The least that tells two instants apart where they are kept.
_INSTANT = timedelta(milliseconds=1)
#: Which appeals stand on a shelf.
SHELVES = {Shelf.OPEN: (RulingState.OPEN,), Shelf.DECIDED: (*_STATES.values(), RulingState.UNDONE)}


class Appeals:
    """What people ask of moderators, and what these decide."""

    def __init__(self, store: Store, clock: Clock, record: Record) -> None:
        self._store = store
        self._clock = clock
        self._record = record

    async def begin(self, question: QuestionId, player: Player, at: datetime) -> PleaForm:
        """Open the form of an appeal.

        Raises:
            QuestionGone: This server has no such question.
            QuestionOpen: It is open still.
            NothingToAppeal: This person gave no answer to it that a ruling could improve.
            AppealTooLate: It closed too long ago.
            AppealedAlready: The answer was appealed before.
        """
        async with self._store.read() as unit:
            asked, answer = await self._appealable(unit, question, player, at)
            if answer.id in await rulings.of_answers(unit, [answer.id]):
                raise AppealedAlready
            card = (await cards_of(unit, (asked,)))[asked.card_version]
            return PleaForm(question=question, ask=card.ask, text=answer.text)

    async def appealable(self, occurrence: OccurrenceId, player: Player) -> tuple[QuestionId, ...]:
        """Return the questions of a post whose answers this person may appeal, as far as they can be improved."""
        async with self._store.read() as unit:
            own = [one for one in await answers.in_occurrence(unit, occurrence, player.user) if is_improvable(one)]
            taken = await rulings.of_answers(unit, [answer.id for answer in own])
        return tuple(answer.question for answer in own if answer.id not in taken)

    async def appeal(self, question: QuestionId, player: Player, *, plea: str, at: datetime) -> RulingId:
        """Appeal one's own answer; announced where the server wants it. Raises what `begin` raises."""
        async with self._store.write() as unit:
            asked, answer = await self._appealable(unit, question, player, at)
            wording = Wording(
                guild=asked.guild,
                deck=asked.deck,
                card=asked.card,
                form=asked.asked.form,
                answer_key=answer_key(answer.text),
            )
            ruling = await rulings.insert(
                unit,
                NewRuling(
                    wording=wording,
                    question=question,
                    answer=answer.id,
                    appellant=player.user,
                    plea=plea.strip()[:REASON_MOST],
                    at=at,
                ),
            )
            if ruling is None:
                raise AppealedAlready
            await self._announce(unit, asked.guild, ruling, at)
            return ruling

    async def entry(self, guild: GuildId, ruling: RulingId) -> AppealEntry:
        """Show an appeal to a moderator.

        Raises:
            AppealGone: This server has none such, or its answer was erased.
        """
        async with self._store.read() as unit:
            return await appeal_entry(unit, await _own(unit, guild, ruling))

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
        judgement = Judgement(state=_STATES[decision], score=worth(decision), moderator=moderator, reason=said, at=at)
        return await self._judge(guild, ruling, judgement)

    async def undo(self, guild: GuildId, ruling: RulingId, *, moderator: UserId, at: datetime) -> AppealEntry:
        """Take a decision back, and with it those made by it; it may be decided anew. Raises what `decide` raises."""
        judgement = Judgement(state=RulingState.UNDONE, score=None, moderator=moderator, reason="", at=at)
        return await self._judge(guild, ruling, judgement)

    async def announce_in(self, guild: GuildId, channel: ChannelId | None, at: datetime) -> None:
        """Choose where appeals are announced from now on; None: only in `/appeals`."""
        async with self._store.write() as unit:
            await guilds.set_appeals(unit, guild, channel, at)

    async def _judge(self, guild: GuildId, ruling: RulingId, judgement: Judgement) -> AppealEntry:
        now = self._clock.now()
        found: KeptRuling | None = None
        try:
            async with self._store.write() as unit:
                found = await _own(unit, guild, ruling)
                # Judgements are told apart by their instants, so no two of one text have the same.
                judgement = replace(judgement, at=await _after_all(unit, found, max(judgement.at, now)))
                together = await _together(unit, found, judgement)
                if any(one.appellant == judgement.moderator for one in together):
                    raise OwnAppeal
                again = found.state in IN_FORCE or judgement.state in IN_FORCE
                for one in together:
                    first = one.id == found.id
                    await rulings.judge(unit, one.id, judgement, due_at=now if first and again else None)
                await _enforce(unit, found.wording)
                if not again:
                    await _tell(unit, together, judgement)
                ids = [one.id for one in together]
                await posts.amend(unit, ids, now, purposes=(PostPurpose.APPEAL,), closed_since=None)
                return await appeal_entry(unit, await _own(unit, guild, ruling))
        finally:
            # Whatever came in between: what is read again is never wrong.
            if found is not None:
                self._record.wordings.forget(found.wording)

    async def _appealable(
        self, unit: Unit, question: QuestionId, player: Player, at: datetime
    ) -> tuple[KeptQuestion, KeptAnswer]:
        asked = await questions.one(unit, question)
        if asked is None or asked.guild != player.guild:
            raise QuestionGone
        occurrence = await occurrences.one(unit, asked.occurrence)
        if occurrence is None or occurrence.state is not OccurrenceState.SETTLED:
            reveal(self._clock.now(), asked.closes_at)
        answer = await answers.of_user(unit, question, player.user)
        if answer is None or not is_improvable(answer):
            raise NothingToAppeal
        admit_appeal(at, asked.closes_at)
        return asked, answer

    async def _announce(self, unit: Unit, guild: GuildId, ruling: RulingId, at: datetime) -> None:
        channel = await guilds.appeals_of(unit, guild)
        if channel is not None:
            await posts.insert_one(
                unit,
                NewPost(
                    purpose=PostPurpose.APPEAL,
                    owner=ruling,
                    guild=guild,
                    channel=channel,
                    nonce=nonce_for("appeal", guild, ruling, at),
                    due_at=self._clock.now(),
                ),
            )


async def _own(unit: Unit, guild: GuildId, ruling: RulingId) -> KeptRuling:
    found = await rulings.one(unit, ruling)
    if found is None or found.wording.guild != guild or not found.wording.answer_key:
        raise AppealGone
    return found


async def _after_all(unit: Unit, ruling: KeptRuling, at: datetime) -> datetime:
    decided = await rulings.equal(unit, ruling.wording, tuple(RulingState))
    return max([at, *(one.decided_at + _INSTANT for one in decided if one.decided_at is not None)])


async def _together(unit: Unit, ruling: KeptRuling, judgement: Judgement) -> Sequence[KeptRuling]:
    """Return the appeals that share a judgement, the one asked about included."""
    undoing = judgement.state is RulingState.UNDONE
    if undoing is (ruling.state in _UNDECIDED):
        raise AppealDecided
    if not undoing:
        return await rulings.equal(unit, ruling.wording, _UNDECIDED)
    equal = await rulings.equal(unit, ruling.wording, (ruling.state,))
    return [one for one in equal if one.decided_at == ruling.decided_at]


async def _enforce(unit: Unit, wording: Wording) -> None:
    """Let the last decision that stands say what equal answers are worth from now on; without any the card does."""
    standing = await rulings.equal(unit, wording, IN_FORCE)
    if standing and standing[-1].score is not None:
        await wordings.set_score(unit, wording, standing[-1].score, standing[-1].id)
    else:
        await wordings.drop(unit, wording)


async def _tell(unit: Unit, together: Sequence[KeptRuling], judgement: Judgement) -> None:
    """Leave word for appellants whose answers are not graded again."""
    left = []
    for one in together:
        asked, answer = await questions.one(unit, one.question), await answers.by_id(unit, one.answer)
        if asked is None or answer is None:
            continue
        ask = (await cards_of(unit, (asked,)))[asked.card_version].ask[:_ASK_MOST]
        denied = judgement.state is RulingState.DENIED
        left.append(
            NewNotice(
                guild=asked.guild,
                user=one.appellant,
                kind=NoticeKind.APPEAL_DENIED if denied else NoticeKind.APPEAL_UNDONE,
                facts={"question": ask, **({"reason": judgement.reason} if denied else {"points": answer.points})},
            )
        )
    await notices.leave(unit, left, judgement.at)
