"""Held: everything that is kept about one person, table by table, as they may take it with them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, Table, bindparam, or_, select

from bot.appeals.tables import copies, reports, rulings
from bot.boards.queries.tallies import OF_PERSON
from bot.boards.tables import tallies
from bot.core.ids import GuildId, UserId
from bot.daily.tables import schedules, streaks
from bot.db.database import Transaction
from bot.guilds.tables import members, notices, people
from bot.library.tables import imports
from bot.questions.queries.gradings import COUNTS
from bot.questions.queries.states import QuestionState
from bot.questions.tables import answers, gradings, hints, questions

_USER = bindparam("who", type_=answers.c.user.type)
#: The columns that name a person, and those that are not theirs to take along.
_BY: dict[Table, ColumnElement[bool]] = {
    members: members.c.user == _USER,
    streaks: streaks.c.user == _USER,
    tallies: OF_PERSON,
    notices: notices.c.user == _USER,
    reports: or_(reports.c.user == _USER, reports.c.settled_by == _USER),
    copies: copies.c.settled_by == _USER,
    rulings: or_(rulings.c.appellant == _USER, rulings.c.moderator == _USER),
    schedules: schedules.c.made_by == _USER,
    imports: imports.c.made_by == _USER,
}
_ANSWERS = (
    select(
        questions.c.guild,
        questions.c.channel,
        questions.c.deck,
        questions.c.card,
        questions.c.state.label("question_state"),
        *(column for column in answers.c if column.name != "id"),
        gradings.c.score,
        gradings.c.outcome,
        gradings.c.points,
        gradings.c.covered,
        gradings.c.grader,
        gradings.c.cause,
    )
    .join_from(answers, questions, questions.c.id == answers.c.question)
    .join(gradings, COUNTS)
    .where(answers.c.user == _USER)
    .order_by(answers.c.id)
)
_HINTS = (
    select(questions.c.guild, hints.c.question, hints.c.taken)
    .join_from(hints, questions, questions.c.id == hints.c.question)
    .where(hints.c.user == _USER)
)
_SERVERS = [select(table.c.guild).where(where) for table, where in _BY.items()] + [
    select(questions.c.guild).join(answers, answers.c.question == questions.c.id).where(answers.c.user == _USER)
]
#: What a verdict may not tell before closing.
_WITHHELD = ("score", "outcome", "points", "covered")


def of(tx: Transaction, user: UserId, guild: GuildId | None) -> dict[str, list[dict[str, Any]]]:
    """Return what is held about a person, in one server or (None) in all."""
    found: dict[str, list[dict[str, Any]]] = {}
    given: dict[str, Any] = {"who": user}
    for name, statement in (("answers", _ANSWERS), ("hints", _HINTS)):
        chosen = statement if guild is None else statement.where(questions.c.guild == guild)
        found[name] = _rows(tx, chosen, given)
    for table, where in _BY.items():
        columns = [column for column in table.c if column.name != "content"]
        chosen = select(*columns).where(where)
        if guild is not None:
            chosen = chosen.where(table.c.guild == guild)
        found[table.name] = _rows(tx, chosen, given)
    found["people"] = _rows(tx, select(people).where(people.c.user == _USER), given)
    for answer in found["answers"]:
        if answer["question_state"] == QuestionState.OPEN.value:
            answer.update(dict.fromkeys(_WITHHELD))
    return found


def servers(tx: Transaction, user: UserId) -> list[GuildId]:
    """Return the servers in which anything is held about a person."""
    rows = [row for statement in _SERVERS for row in tx.execute(statement.distinct(), {"who": user}).all()]
    return [GuildId(guild) for guild in sorted({row.guild for row in rows})]


def _rows(tx: Transaction, statement: Select[Any], given: dict[str, Any]) -> list[dict[str, Any]]:
    return [row._asdict() for row in tx.execute(statement, given).all()]
