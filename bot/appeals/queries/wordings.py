"""Wordings: texts that moderators decided to be right, beside what cards say, as somebody typed them."""

from __future__ import annotations

from sqlalchemy import and_, bindparam, func, select

from bot.appeals.rules import FULL_SCORE
from bot.appeals.tables import rulings
from bot.chat.feature import Wording
from bot.core.ids import CardId, DeckId, GuildId, UserId
from bot.core.instants import from_ms
from bot.db.database import Transaction
from bot.questions.forms import Form
from bot.questions.queries.answers import LATEST
from bot.questions.tables import accepted_answers, answers, questions

_own = answers.alias()
#: Of a text that was erased with its author nothing is offered, unless somebody else typed it too.
_ACCEPTED = (
    select(
        accepted_answers.c.card,
        func.coalesce(func.nullif(func.min(_own.c.text), ""), func.max(answers.c.text)).label("text"),
        func.count(answers.c.user.distinct()).label("people"),
        rulings.c.moderator,
        rulings.c.decided_at_ms,
    )
    .join(rulings, rulings.c.id == accepted_answers.c.ruling)
    .join(_own, _own.c.id == rulings.c.answer)
    .join(
        questions,
        and_(
            questions.c.guild == accepted_answers.c.guild,
            questions.c.deck == accepted_answers.c.deck,
            questions.c.card == accepted_answers.c.card,
            questions.c.form == accepted_answers.c.form,
        ),
    )
    .join(
        answers,
        and_(answers.c.question == questions.c.id, answers.c.answer_key == accepted_answers.c.answer_key, LATEST),
    )
    .where(
        accepted_answers.c.guild == bindparam("guild"),
        accepted_answers.c.deck == bindparam("deck"),
        # An option that was chosen is no wording, and a deck cannot say of one that it is partly right.
        accepted_answers.c.form == Form.RECALL.value,
        accepted_answers.c.score >= FULL_SCORE,
        rulings.c.decided_at_ms.is_not(None),
    )
    .group_by(accepted_answers.c.card, accepted_answers.c.answer_key, rulings.c.id)
    .order_by(rulings.c.decided_at_ms, rulings.c.id)
)


def accepted(tx: Transaction, guild: GuildId, deck: DeckId) -> tuple[Wording, ...]:
    """Return what moderators of a server accepted for the cards of a deck, the first decided first."""
    return tuple(
        Wording(
            deck=deck,
            card=CardId(row.card),
            text=row.text,
            people=row.people,
            decided_by=None if row.moderator is None else UserId(row.moderator),
            at=from_ms(row.decided_at_ms),
        )
        for row in tx.execute(_ACCEPTED, {"guild": guild, "deck": deck}).all()
        if row.text
    )
