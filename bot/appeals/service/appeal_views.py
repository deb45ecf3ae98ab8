"""Appeal views: appeals and reports as plain values, read in one unit; below the features that show them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.appeals.queries import copies, equals, rulings
from bot.appeals.queries.copies import KeptCopy
from bot.appeals.queries.reports import KeptReport
from bot.appeals.queries.rulings import KeptRuling
from bot.appeals.rules import WINDOW, Decision
from bot.appeals.service.appeal_outcomes import AppealEntry, CardShown, CopyEntry, OwnAppeal, ReportEntry
from bot.core.ids import QuestionId
from bot.db.database import Transaction
from bot.grading.normalise import answer_key
from bot.grading.verdict import Outcome
from bot.questions.forms import answer_of, points_of
from bot.questions.queries import answers, questions
from bot.questions.queries.answers import Answer
from bot.questions.queries.questions import Question
from bot.questions.queries.states import RulingState
from bot.questions.service.asked import cards_of, title_of

DECISIONS = {
    RulingState.ACCEPTED: Decision.ACCEPT,
    RulingState.PARTLY: Decision.PARTLY,
    RulingState.DENIED: Decision.DENY,
}


def appeal_entry(tx: Transaction, ruling: KeptRuling) -> AppealEntry:
    """Show an appeal to moderators.

    Raises:
        LookupError: Its answer is not in the log.
    """
    answer = answers.by_id(tx, ruling.answer)
    if answer is None:
        raise LookupError(f"answer {ruling.answer}")
    people = equals.people(tx, ruling.wording)
    return AppealEntry(
        id=ruling.id,
        guild=ruling.wording.guild,
        card=card_shown(tx, ruling.question),
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


def own_appeals(
    tx: Transaction, own: Iterable[Answer], now: datetime, closed_at: datetime
) -> tuple[tuple[OwnAppeal, ...], tuple[QuestionId, ...]]:
    """Return how a person's appeals stand, and which of their answers to a closed post they may appeal still."""
    answered = list(own)
    taken = rulings.of_answers(tx, [answer.id for answer in answered])
    appeals = tuple(
        OwnAppeal(question=ruling.question, decision=DECISIONS.get(ruling.state), reason=ruling.reason)
        for ruling in taken.values()
    )
    left = [answer.question for answer in answered if is_improvable(answer) and answer.id not in taken]
    return appeals, tuple(left) if now <= closed_at + WINDOW else ()


def is_improvable(answer: Answer) -> bool:
    """Tell whether a ruling could make an answer worth more."""
    return answer.outcome is not Outcome.RIGHT and not answer.gave_up and bool(answer_key(answer.text))


def report_entry(tx: Transaction, report: KeptReport) -> ReportEntry:
    """Show a report to moderators."""
    return ReportEntry(
        id=report.id, card=card_shown(tx, report.question), user=report.user, text=report.text, at=report.at
    )


def copy_entry(tx: Transaction, copy: KeptCopy) -> CopyEntry:
    """Show equal texts to moderators.

    Raises:
        LookupError: The answer is not in the log.
    """
    answer = answers.by_id(tx, copy.answer)
    if answer is None:
        raise LookupError(f"answer {copy.answer}")
    return CopyEntry(
        id=copy.id,
        guild=copy.guild,
        card=card_shown(tx, copy.question),
        text=answer.text,
        people=copies.people(tx, copy.answer),
    )


def card_shown(tx: Transaction, question: QuestionId) -> CardShown:
    """Show the card of a closed question, without its answer if it is being asked again.

    Raises:
        LookupError: There is no such question.
    """
    asked: Question | None = questions.one(tx, question)
    if asked is None:
        raise LookupError(f"question {question}")
    card = (cards_of(tx, (asked,)))[asked.card_version]
    withheld = asked.card in (frozenset() if asked.guild is None else questions.open_in(tx, asked.guild, asked.deck))
    return CardShown(
        question=question,
        ask=card.ask,
        deck_title=title_of(tx, asked.deck),
        answer="" if withheld else answer_of(card),
        points=() if withheld else points_of(card),
        withheld=withheld,
    )
