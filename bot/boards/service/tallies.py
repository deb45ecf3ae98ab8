"""Tallies: what boards count of answers, whom they leave out, and counting all of it again."""

from __future__ import annotations

from dataclasses import dataclass

from bot.boards.queries import tallies
from bot.boards.queries.tallies import Gain
from bot.chat.feature import AnswerRecorded, AnswerRegraded, PersonErased, PersonHidden, QuestionsClosed
from bot.core.ids import GuildId
from bot.db.database import Database, Transaction


def hide(tx: Transaction, person: PersonHidden) -> None:
    """Take a person off all boards, or show them again."""
    tallies.hide(tx, person.user, hidden=person.hidden)


def follow_erased(tx: Transaction, person: PersonErased) -> None:
    """Count what a person earned for whoever the log says it is now, also what was counted since they asked for it."""
    tallies.recount_people(tx, person.guild, (person.user, person.tombstone))


def count(tx: Transaction, answer: AnswerRecorded) -> None:
    """Count an answer, unless it counts later or never."""
    if answer.guild is None or not answer.counted:
        return
    gain = Gain(
        guild=answer.guild,
        channel=answer.channel,
        deck=answer.deck,
        user=answer.user,
        local_date=answer.local_date,
        at=answer.at,
        points=answer.points,
        answered=1,
        right=int(answer.right),
    )
    tallies.add(tx, gain)


def move(tx: Transaction, answer: AnswerRegraded) -> None:
    """Move the tallies by the difference that another grading makes."""
    if answer.guild is None or not answer.counted:
        return
    gain = Gain(
        guild=answer.guild,
        channel=answer.channel,
        deck=answer.deck,
        user=answer.user,
        local_date=answer.local_date,
        at=answer.at,
        points=answer.points_change,
        answered=0,
        right=answer.right_change,
    )
    tallies.add(tx, gain)


def count_changeable(tx: Transaction, closed: QuestionsClosed) -> None:
    """Count the last attempts at questions whose answers could be changed until now."""
    tallies.add_changeable(tx, closed.questions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recounted:
    """What became of a server's tallies."""

    guild: GuildId
    #: How many there are now.
    tallies: int
    #: How many were wrong, missing or too many, and are right now.
    differed: int


class Recount:
    """Counts again."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def servers(self) -> tuple[GuildId, ...]:
        """Return the servers there is something to count for."""
        return await self._db.read(tallies.servers)

    async def server(self, guild: GuildId) -> Recounted:
        """Count one server again and compare."""

        def act(tx: Transaction) -> Recounted:
            before = tallies.counted(tx, guild)
            tallies.recount(tx, guild)
            after = tallies.counted(tx, guild)
            differed = sum(before.get(place) != after.get(place) for place in before.keys() | after.keys())
            return Recounted(guild=guild, tallies=len(after), differed=differed)

        return await self._db.write(act)
