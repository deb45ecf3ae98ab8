"""Recall: which cards a schedule asked before, and how well a server remembers those of a deck."""

from __future__ import annotations

from sqlalchemy import bindparam, false, func, select

from bot.core.ids import CardId, DeckId, GuildId, ScheduleId
from bot.core.instants import from_ms
from bot.daily.owner import ROUND
from bot.daily.recall import RecallHistory
from bot.daily.tables import rounds
from bot.db.database import Transaction
from bot.questions.queries.answers import COUNTS, LATEST
from bot.questions.rules import QuestionState
from bot.questions.tables import answers, gradings, questions

#: Older askings of a deck tell little, and reading all of a large server's log would take long.
_ASKINGS_MOST = 300

_NEWEST_FIRST = (
    select(questions.c.card, func.row_number().over(order_by=questions.c.id.desc()).label("place"))
    .join_from(questions, rounds, rounds.c.id == questions.c.owner_id)
    .where(
        questions.c.owner_kind == ROUND,
        rounds.c.schedule == bindparam("schedule"),
        questions.c.deck == bindparam("deck"),
    )
    .subquery()
)
_AGES = select(_NEWEST_FIRST.c.card, func.min(_NEWEST_FIRST.c.place).label("place")).group_by(_NEWEST_FIRST.c.card)
_RECENT = (
    select(questions.c.id, questions.c.card, questions.c.opens_at_ms)
    .where(
        questions.c.guild == bindparam("guild"),
        questions.c.deck == bindparam("deck"),
        questions.c.state == QuestionState.CLOSED.value,
    )
    .order_by(questions.c.id.desc())
    .limit(_ASKINGS_MOST)
    .subquery()
)
_PASTS = (
    select(_RECENT.c.card, _RECENT.c.opens_at_ms, func.avg(gradings.c.score).label("score"))
    .join_from(_RECENT, answers, answers.c.question == _RECENT.c.id)
    .join(gradings, COUNTS)
    .where(answers.c.late == false(), LATEST)
    .group_by(_RECENT.c.id, _RECENT.c.card, _RECENT.c.opens_at_ms)
    .order_by(_RECENT.c.opens_at_ms)
)


def ages(tx: Transaction, schedule: ScheduleId, deck: DeckId) -> dict[CardId, int]:
    """Return how many cards of a deck a schedule asked since it asked each of them; one never asked is missing."""
    rows = tx.execute(_AGES, {"schedule": schedule, "deck": deck}).all()
    return {CardId(row.card): row.place - 1 for row in rows}


def pasts(tx: Transaction, guild: GuildId, deck: DeckId) -> dict[CardId, RecallHistory]:
    """Return what is known of each card of a deck that somebody in a server answered, whoever asked it."""
    found: dict[CardId, RecallHistory] = {}
    for row in tx.execute(_PASTS, {"guild": guild, "deck": deck}).all():
        card, before = CardId(row.card), found.get(CardId(row.card))
        scores = (*(before.scores if before else ()), float(row.score))
        found[card] = RecallHistory(last_at=from_ms(row.opens_at_ms), scores=scores)
    return found
