"""Entries: appeals, reports and duplicate answers as moderators see them, and appeals as their owners do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.appeals.queries import duplicates, equal_answers, rulings
from bot.appeals.queries.duplicates import Duplicate
from bot.appeals.queries.reports import Report
from bot.appeals.queries.rulings import Ruling
from bot.appeals.rules import DECISIONS, WINDOW, Decision, RulingState
from bot.core.ids import AnswerId, DuplicateId, GuildId, QuestionId, ReportId, RulingId, UserId
from bot.db.database import Transaction
from bot.grading.verdict import Outcome
from bot.grading.words.normalise import answer_key
from bot.questions.forms import answer_of, points_of
from bot.questions.queries import answers, questions
from bot.questions.queries.accepted import AcceptedAnswer
from bot.questions.queries.answers import Answer
from bot.questions.queries.questions import Question
from bot.questions.service.asked import cards_of, title_of


@dataclass(frozen=True, slots=True, kw_only=True)
class FormOpened:
    """The form a press of *I was right* opens, or that of a report."""

    question: QuestionId
    ask: str
    #: The answer that is appealed; "" for a report.
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardShown:
    """What a moderator sees of a question to judge by."""

    question: QuestionId
    ask: str
    deck_title: str
    #: As in a result: "" for cards of points.
    answer: str
    points: tuple[str, ...]
    #: True: the card is asked in this server right now, so answer and points are left out.
    withheld: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealEntry:
    """An appeal as moderators see it."""

    id: RulingId
    guild: GuildId
    card: CardShown
    #: As typed or chosen; "" once it was erased.
    text: str
    outcome: Outcome
    points: int
    appellant: UserId
    #: In the appellant's words; "" for none.
    argument: str
    #: How many other people gave the same text.
    others: int
    opened_at: datetime
    #: None: it is open, or its decision was taken back.
    decision: Decision | None
    undone: bool
    #: Who decided (or took back) last, why and when; None: nobody yet.
    moderator: UserId | None
    reason: str
    decided_at: datetime | None
    #: False: a moderator decided it unasked, because the grader was not sure.
    appealed: bool = True
    #: Whether the grader is not sure, and nobody decided since.
    unsure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsureEntry:
    """An answer on which the grader was not sure, as moderators see it."""

    id: AnswerId
    guild: GuildId
    card: CardShown
    #: As typed; "" once it was erased.
    text: str
    points: int
    #: How many people gave the same text.
    people: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportEntry:
    """A report as moderators see it."""

    id: ReportId
    card: CardShown
    user: UserId
    text: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateEntry:
    """Equal long texts as moderators see them."""

    id: DuplicateId
    guild: GuildId
    card: CardShown
    #: As the first of them typed it; "" once it was erased.
    text: str
    #: Who gave it and when, in that order; empty once it was erased.
    people: tuple[tuple[UserId, datetime], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAppeal:
    """How one's own appeal of a question stands."""

    question: QuestionId
    #: None: undecided, or taken back.
    decision: Decision | None
    reason: str


def appeal_entry(tx: Transaction, ruling: Ruling) -> AppealEntry:
    """Show an appeal to moderators.

    Raises:
        LookupError: Its answer is not in the log.
    """
    answer = answers.by_id(tx, ruling.answer)
    if answer is None:
        raise LookupError(f"answer {ruling.answer}")
    people = equal_answers.people(tx, ruling.subject)
    return AppealEntry(
        id=ruling.id,
        guild=ruling.subject.guild,
        card=card_shown(tx, ruling.question),
        text=answer.text,
        outcome=answer.outcome,
        points=answer.points,
        appellant=ruling.appellant,
        argument=ruling.argument,
        others=max(people - 1, 0),
        opened_at=ruling.opened_at,
        decision=DECISIONS.get(ruling.state),
        undone=ruling.state is RulingState.UNDONE,
        moderator=ruling.moderator,
        reason=ruling.reason,
        decided_at=ruling.decided_at,
        appealed=ruling.appealed,
        unsure=answer.unsure,
    )


def unsure_entry(tx: Transaction, guild: GuildId, which: AnswerId) -> UnsureEntry:
    """Show an answer on which the grader was not sure to moderators.

    Raises:
        LookupError: It is not in the log.
    """
    answer = answers.by_id(tx, which)
    asked = None if answer is None else questions.one(tx, answer.question)
    if answer is None or asked is None:
        raise LookupError(f"answer {which}")
    return UnsureEntry(
        id=answer.id,
        guild=guild,
        card=card_shown(tx, answer.question),
        text=answer.text,
        points=answer.points,
        people=equal_answers.people(tx, subject_of(asked, guild, answer)),
        at=answer.at,
    )


def subject_of(asked: Question, guild: GuildId, answer: Answer) -> AcceptedAnswer:
    """Name what equal answers share with one."""
    return AcceptedAnswer(
        guild=guild, deck=asked.deck, card=asked.card, form=asked.asked.form, answer_key=answer_key(answer.text)
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
        if ruling.appealed
    )
    left = [answer.question for answer in answered if is_improvable(answer) and may_appeal(taken.get(answer.id))]
    return appeals, tuple(left) if now <= closed_at + WINDOW else ()


def is_improvable(answer: Answer) -> bool:
    """Tell whether a ruling could make an answer worth more."""
    return answer.outcome is not Outcome.RIGHT and not answer.gave_up and bool(answer_key(answer.text))


def may_appeal(ruling: Ruling | None) -> bool:
    """Tell whether an answer may be appealed, by what was decided of it; None: nothing was."""
    return ruling is None or ruling.takes_appeal


def report_entry(tx: Transaction, report: Report) -> ReportEntry:
    """Show a report to moderators."""
    return ReportEntry(
        id=report.id, card=card_shown(tx, report.question), user=report.user, text=report.text, at=report.at
    )


def duplicate_entry(tx: Transaction, copy: Duplicate) -> DuplicateEntry:
    """Show equal texts to moderators.

    Raises:
        LookupError: The answer is not in the log.
    """
    answer = answers.by_id(tx, copy.answer)
    if answer is None:
        raise LookupError(f"answer {copy.answer}")
    return DuplicateEntry(
        id=copy.id,
        guild=copy.guild,
        card=card_shown(tx, copy.question),
        text=answer.text,
        people=duplicates.people(tx, copy.answer),
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
