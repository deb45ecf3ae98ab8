"""Moderation queue: what waits for moderators, section by section, in the order of ids; and what was put away."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    FromClause,
    bindparam,
    exists,
    func,
    or_,
    select,
    text,
    update,
)

from bot.appeals.rules import RulingState, Section
from bot.appeals.tables import duplicates, reports, rulings
from bot.core.ids import GuildId, UserId
from bot.core.instants import to_ms
from bot.db.database import Transaction
from bot.questions.queries.answers import COUNTS, LATEST
from bot.questions.rules import QuestionState, RevealRule
from bot.questions.tables import answers, gradings, questions


class _Statements:
    """The statements of one section."""

    def __init__(self, table: FromClause, *where: ColumnElement[bool]) -> None:
        here = (table.c.guild == bindparam("in_guild"), *where)
        ids = select(table.c.id).where(*here)
        beside: BindParameter[int] = bindparam("beside")
        self.count = select(func.count()).select_from(table).where(*here)
        self.before = self.count.where(table.c.id < beside)
        self.next = ids.where(table.c.id > beside).order_by(table.c.id).limit(1)
        self.previous = ids.where(table.c.id < beside).order_by(table.c.id.desc()).limit(1)


def _rulings(*states: RulingState, where: tuple[ColumnElement[bool], ...] = ()) -> _Statements:
    # Of an erased answer nothing is left to look at.
    standing = rulings.c.state.in_([state.value for state in states])
    return _Statements(rulings, standing, rulings.c.answer_key != "", *where)


#: What people said to a question is nobody's business before its answer may be known.
_TOLD = or_(
    questions.c.state == QuestionState.CLOSED.value,
    questions.c.reveal == RevealRule.AT_ONCE.value,
)
#: Answers on which the grader was not sure and nobody decided: of equal ones the first.
_UNSURE = (
    select(func.min(answers.c.id).label("id"), questions.c.guild)
    .select_from(gradings)
    .join(answers, COUNTS)
    .join(questions, questions.c.id == answers.c.question)
    .where(
        gradings.c.unsure == text("1"),
        questions.c.guild == bindparam("in_guild"),
        questions.c.counts,
        _TOLD,
        answers.c.answer_key != "",
        LATEST,
        ~exists().where(
            rulings.c.guild == questions.c.guild,
            rulings.c.deck == questions.c.deck,
            rulings.c.card == questions.c.card,
            rulings.c.form == questions.c.form,
            rulings.c.answer_key == answers.c.answer_key,
        ),
    )
    .group_by(questions.c.guild, questions.c.deck, questions.c.card, questions.c.form, answers.c.answer_key)
    .subquery()
)

_OF = {
    Section.OPEN: _rulings(RulingState.OPEN, where=(rulings.c.question.in_(select(questions.c.id).where(_TOLD)),)),
    Section.UNSURE: _Statements(_UNSURE),
    Section.DECIDED: _rulings(*(state for state in RulingState if state is not RulingState.OPEN)),
    Section.REPORTS: _Statements(reports, reports.c.settled_at_ms.is_(None)),
    Section.DUPLICATES: _Statements(duplicates, duplicates.c.settled_at_ms.is_(None)),
}
_SETTLE = {
    section: update(table)
    .where(table.c.id == bindparam("which"), table.c.guild == bindparam("in_guild"), table.c.settled_at_ms.is_(None))
    .values(settled_at_ms=bindparam("at"), settled_by=bindparam("by"))
    .returning(table.c.id)
    for section, table in ((Section.REPORTS, reports), (Section.DUPLICATES, duplicates))
}


def count(tx: Transaction, guild: GuildId, section: Section) -> int:
    """Return how many entries a section of a server has."""
    return int(tx.execute(_OF[section].count, {"in_guild": guild}).scalar_one())


def count_before(tx: Transaction, guild: GuildId, section: Section, entry: int) -> int:
    """Return how many of them came before one."""
    return int(tx.execute(_OF[section].before, {"in_guild": guild, "beside": entry}).scalar_one())


def next_to(tx: Transaction, guild: GuildId, section: Section, entry: int, *, forward: bool) -> int | None:
    """Return the id of the entry that comes next after (or before) one; None: there is none."""
    statement = _OF[section].next if forward else _OF[section].previous
    found = tx.execute(statement, {"in_guild": guild, "beside": entry}).scalar()
    return None if found is None else int(found)


def settle(tx: Transaction, guild: GuildId, section: Section, entry: int, *, by: UserId, at: datetime) -> bool:
    """Put a report or duplicate answers away; False: this server has none such, or somebody was faster.

    Raises:
        KeyError: Appeals are decided, not put away.
    """
    values = {"in_guild": guild, "which": entry, "by": by, "at": to_ms(at)}
    return tx.execute(_SETTLE[section], values).scalar() is not None
