"""Appeal views: appeals and reports as plain values, read in one unit; below the features that show them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.grading.normalise import answer_key
from bot.grading.verdict import Outcome
from bot.quiz.appeal import WINDOW, Decision
from bot.quiz.forms import answer_of, points_of
from bot.services.appeal_outcomes import AppealEntry, CardShown, CopyEntry, OwnAppeal, ReportEntry
from bot.services.views import cards_of, title_of
from bot.store import answers, copies, equals, questions, rulings
from bot.store.answers import KeptAnswer
from bot.store.copies import KeptCopy
from bot.store.questions import KeptQuestion
from bot.store.reports import KeptReport
from bot.store.rulings import KeptRuling
from bot.store.states import RulingState
from bot.store.store import Unit
from bot.terms.ids import QuestionId

DECISIONS = {
    RulingState.ACCEPTED: Decision.ACCEPT,
    RulingState.PARTLY: Decision.PARTLY,
    RulingState.DENIED: Decision.DENY,
}


async def appeal_entry(unit: Unit, ruling: KeptRuling) -> AppealEntry:
    """Show an appeal to moderators.

    Raises:
        LookupError: Its answer is not in the log.
    """
    answer = await answers.by_id(unit, ruling.answer)
    if answer is None:
        raise LookupError(f"answer {ruling.answer}")
    people = await equals.people(unit, ruling.wording)
    return AppealEntry(
        id=ruling.id,
        guild=ruling.wording.guild,
        card=await card_shown(unit, ruling.question),
        text=answer.text,
        outcome=answer.outcome,
        points=answer.points,
        appellant=ruling.appellant,
        plea=ruling.plea,
        others=max(people - 1, 0),
        opened_at=ruling.opened_at,
        decision=DECISIONS.get(ruling.state),
        undone=ruling.state is RulingState.UNDONE,
        moderator=ruling.moderator,
        reason=ruling.reason,
        decided_at=ruling.decided_at,
    )


async def own_appeals(
    unit: Unit, own: Iterable[KeptAnswer], now: datetime, closed_at: datetime
) -> tuple[tuple[OwnAppeal, ...], tuple[QuestionId, ...]]:
    """Return how a person's appeals stand, and which of their answers to a closed post they may appeal still."""
    answered = list(own)
    taken = await rulings.of_answers(unit, [answer.id for answer in answered])
    appeals = tuple(
        OwnAppeal(question=ruling.question, decision=DECISIONS.get(ruling.state), reason=ruling.reason)
        for ruling in taken.values()
    )
    left = [answer.question for answer in answered if is_improvable(answer) and answer.id not in taken]
    return appeals, tuple(left) if now <= closed_at + WINDOW else ()


def is_improvable(answer: KeptAnswer) -> bool:
    """Tell whether a ruling could make an answer worth more."""
    return answer.outcome is not Outcome.RIGHT and not answer.gave_up and bool(answer_key(answer.text))


async def report_entry(unit: Unit, report: KeptReport) -> ReportEntry:
    """Show a report to moderators."""
    return ReportEntry(
        id=report.id, card=await card_shown(unit, report.question), user=report.user, text=report.text, at=report.at
    )


async def copy_entry(unit: Unit, copy: KeptCopy) -> CopyEntry:
    """Show equal texts to moderators.

    Raises:
        LookupError: The answer is not in the log.
    """
    answer = await answers.by_id(unit, copy.answer)
    if answer is None:
        raise LookupError(f"answer {copy.answer}")
    return CopyEntry(
        id=copy.id,
        guild=copy.guild,
        card=await card_shown(unit, copy.question),
        text=answer.text,
        people=await copies.people(unit, copy.answer),
    )


async def card_shown(unit: Unit, question: QuestionId) -> CardShown:
    """Show the card of a closed question, without its answer if it is being asked again.

    Raises:
        LookupError: There is no such question.
    """
    asked: KeptQuestion | None = await questions.one(unit, question)
    if asked is None:
        raise LookupError(f"question {question}")
    card = (await cards_of(unit, (asked,)))[asked.card_version]
    withheld = asked.card in await questions.withheld(unit, asked.guild, asked.deck)
    return CardShown(
        question=question,
        ask=card.ask,
        deck_title=await title_of(unit, asked.deck),
        answer="" if withheld else answer_of(card),
        points=() if withheld else points_of(card),
        withheld=withheld,
    )
