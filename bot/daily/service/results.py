"""Results: what a closed post shows to all, read from the log in one transaction."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.core.ids import ChannelId, GuildId, QuestionId, RoundId, UserId
from bot.daily.owner import owner_of
from bot.daily.queries import rounds
from bot.daily.queries.rounds import Round
from bot.db.database import Transaction
from bot.decks.card import Card
from bot.grading.verdict import Outcome
from bot.guilds import queries as guilds
from bot.questions.forms import answer_of, points_of
from bot.questions.queries import answers, questions
from bot.questions.queries.answers import Answer
from bot.questions.queries.questions import Question
from bot.questions.rules import rank_of
from bot.questions.service.asked import AskedQuestion, asked_question, cards_of, titles_of

_SCORES_MOST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow:
    """One line of a result: a person and what they earned. Ties share a rank."""

    rank: int
    user: UserId
    name: str
    points: int
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """Who was the first to be right, and how long after the question opened."""

    name: str
    after: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionResult:
    """A closed question, with everything shown."""

    question: AskedQuestion
    #: What to say the answer was: the first name, the right option, the number with its unit; "" for cards of points.
    answer: str
    #: Key points (items, steps) in order, each with how many answers covered it.
    points: tuple[tuple[str, int], ...]
    note: str
    source: str
    #: When this was true, as "2026-11"; "" for ever.
    as_of: str = ""
    #: How many answered, and how many of them right, partly, wrong (in this order); giving up counts as wrong.
    answered: int
    bands: tuple[int, int, int]
    #: None: nobody, or nobody who may be seen.
    first: First | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A closed post."""

    round_id: RoundId
    guild: GuildId
    channel: ChannelId
    deck_title: str
    questions: tuple[QuestionResult, ...]
    opened_at: datetime
    closed_at: datetime
    #: Best first, at most ten.
    scores: tuple[ResultRow, ...]
    #: How many people answered at all.
    answered: int


def result_of(tx: Transaction, round_: Round) -> Result:
    """Show a closed round."""
    asked = questions.of_owner(tx, owner_of(round_.id))
    cards = cards_of(tx, asked)
    log = answers.of_questions(tx, [question.id for question in asked])
    by_question = by_asked(log)
    firsts = firsts_of(tx, round_.guild, log, round_.opens_at)
    return Result(
        round_id=round_.id,
        guild=round_.guild,
        channel=round_.channel,
        deck_title=titles_of(tx, asked),
        questions=tuple(
            replace(
                question_result(question, cards[question.card_version], by_question[question.id]),
                first=firsts.get(question.id),
            )
            for question in asked
        ),
        opened_at=round_.opens_at,
        closed_at=round_.closes_at,
        scores=_scores(tx, round_, log, len(asked)),
        answered=len({answer.user for answer in log}),
    )


def counted_result(tx: Transaction, round_: Round) -> str:
    """Count what everyone's answers to a round came to, as JSON: {people, totals, questions}.

    `totals` has for each sum of points how many people have it; `questions`, in the round's order, how many answered,
    how many of them were right, partly right and wrong, and how many covered each key point.
    """
    asked = questions.of_owner(tx, owner_of(round_.id))
    cards = cards_of(tx, asked)
    log = answers.of_questions(tx, [question.id for question in asked])
    by_question, totals = by_asked(log), Counter[UserId]()
    for answer in log:
        totals[answer.user] += answer.points
    counted = [question_result(question, cards[question.card_version], by_question[question.id]) for question in asked]
    return json.dumps(
        {
            "people": len(totals),
            "totals": dict(Counter(totals.values())),
            "questions": [[one.answered, one.bands, [count for _, count in one.points]] for one in counted],
        }
    )


def _counted(question: Question, card: Card, kept: Sequence[Any]) -> QuestionResult:
    """Show a closed question with what is kept of everyone's answers to it."""
    answered, bands, points = kept
    bare = question_result(question, card, ())
    counts = zip((say for say, _ in bare.points), points, strict=True)
    return replace(bare, answered=answered, bands=tuple(bands), points=tuple(counts))


def standing_in(
    tx: Transaction, round_: Round, asked: Sequence[tuple[Question, Card]], user: UserId, points: int
) -> tuple[tuple[QuestionResult, ...], int, int]:
    """Show a settled round to one of its people, from what is kept of everyone's answers.

    Returns:
        Its questions, how many people answered, and the rank of so many points among those who may be seen.
    """
    kept = rounds.result_kept(tx, round_.id)
    # In the moment between settling and counting nothing is kept yet.
    found = json.loads(counted_result(tx, round_) if kept is None else kept)
    totals = Counter({int(total): people for total, people in found["totals"].items()})
    totals.subtract(rounds.totals_of_hidden(tx, round_.id, user))
    ahead = sum(people for total, people in totals.items() if total > points)
    shown = tuple(
        _counted(question, card, one) for (question, card), one in zip(asked, found["questions"], strict=True)
    )
    return shown, found["people"], 1 + ahead


def firsts_of(tx: Transaction, guild: GuildId, log: Sequence[Answer], opened_at: datetime) -> dict[QuestionId, First]:
    """Return for each question who was first; one that nobody had right is missing.

    Args:
        tx: The transaction.
        guild: Whose names.
        log: All answers to a post.
        opened_at: When its questions opened.
    """
    right = sorted(
        (answer for answer in log if answer.outcome is Outcome.RIGHT), key=lambda answer: (answer.at, answer.id)
    )
    hidden = guilds.hidden_among(tx, list({answer.user for answer in right}))
    first: dict[QuestionId, Answer] = {}
    for answer in right:
        if answer.user not in hidden:
            first.setdefault(answer.question, answer)
    names = guilds.names_of(tx, guild, [answer.user for answer in first.values()])
    return {
        question: First(name=names[answer.user], after=max(answer.at - opened_at, timedelta()))
        for question, answer in first.items()
        if names.get(answer.user)
    }


def by_asked(log: Iterable[Answer]) -> defaultdict[QuestionId, list[Answer]]:
    """Sort answers by their questions, keeping their order."""
    by_question: defaultdict[QuestionId, list[Answer]] = defaultdict(list)
    for answer in log:
        by_question[answer.question].append(answer)
    return by_question


def question_result(question: Question, card: Card, log: Sequence[Answer]) -> QuestionResult:
    """Show a closed question.

    Args:
        question: The question.
        card: Its card, in the version it was asked with.
        log: All answers to it.
    """
    outcomes = [answer.outcome for answer in log]
    points = tuple(
        (say, sum(place < len(answer.covered) and answer.covered[place] for answer in log))
        for place, say in enumerate(points_of(card, question.asked))
    )
    return QuestionResult(
        question=asked_question(question, card),
        answer=answer_of(card, question.asked),
        points=points,
        note=card.note,
        source=card.source,
        as_of=card.as_of,
        answered=len(log),
        bands=(
            outcomes.count(Outcome.RIGHT),
            outcomes.count(Outcome.PARTLY),
            outcomes.count(Outcome.WRONG),
        ),
    )


def total_of(own: Iterable[Answer]) -> int:
    """Return the points of one person's answers."""
    return sum(answer.points for answer in own)


def ranked(
    tx: Transaction, log: Iterable[Answer], besides: UserId | None = None
) -> tuple[tuple[Sequence[Answer], int], ...]:
    """Return the answers and the points of each person who may be seen, best first.

    Args:
        tx: The transaction.
        log: All answers to a post.
        besides: Someone to include though they are hidden from others; None for nobody.
    """
    by_user: defaultdict[UserId, list[Answer]] = defaultdict(list)
    for answer in log:
        by_user[answer.user].append(answer)
    hidden = guilds.hidden_among(tx, list(by_user)) - {besides}
    seen = [own for user, own in by_user.items() if user not in hidden]
    return tuple((own, total_of(own)) for own in sorted(seen, key=_place))


def _scores(tx: Transaction, round_: Round, log: Iterable[Answer], of: int) -> tuple[ResultRow, ...]:
    everyone = ranked(tx, log)
    shown = [(own, total) for own, total in everyone[:_SCORES_MOST] if total]
    names = guilds.names_of(tx, round_.guild, [own[0].user for own, _ in shown])
    totals = [total for _, total in everyone]
    return tuple(
        ResultRow(
            rank=rank_of(total, totals),
            user=own[0].user,
            name=names.get(own[0].user, ""),
            points=total,
            outcome=_outcome(own, of),
        )
        for own, total in shown
    )


def _place(own: Sequence[Answer]) -> tuple[int, int, float]:
    """Order by points, then by right answers, then by the earlier last answer."""
    right = sum(answer.outcome is Outcome.RIGHT for answer in own)
    return -total_of(own), -right, max(answer.at for answer in own).timestamp()


def _outcome(own: Sequence[Answer], of: int) -> Outcome:
    outcomes = {answer.outcome for answer in own}
    if outcomes == {Outcome.RIGHT} and len(own) == of:
        return Outcome.RIGHT
    return Outcome.WRONG if outcomes == {Outcome.WRONG} else Outcome.PARTLY
