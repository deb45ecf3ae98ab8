"""Recall: what the log knows of how well a server remembers the cards of a deck."""

from __future__ import annotations

from sqlalchemy import bindparam, false, func, select

from bot.core.ids import CardId, DeckId, GuildId
from bot.core.instants import from_ms
from bot.daily.recall import Past
from bot.db.database import Transaction
from bot.questions.queries.attempts import LATEST
from bot.questions.queries.gradings import COUNTS
from bot.questions.queries.states import QuestionState
from bot.questions.tables import answers, gradings, questions

#: Older askings of a deck tell little, and reading all of a large server's log would take long.
_ASKINGS_MOST = 300

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


def pasts(tx: Transaction, guild: GuildId, deck: DeckId) -> dict[CardId, Past]:
    """Return what is known of each card of a deck that somebody in a server answered, whoever asked it."""
    found: dict[CardId, Past] = {}
    for row in tx.execute(_PASTS, {"guild": guild, "deck": deck}).all():
        card, before = CardId(row.card), found.get(CardId(row.card))
        scores = (*(before.scores if before else ()), float(row.score))
        found[card] = Past(last_at=from_ms(row.opens_at_ms), scores=scores)
    return found
