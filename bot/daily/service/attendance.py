"""Attendance: who has answered a post, for anyone who asks; never what, and never how it went."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.ids import Player, RoundId
from bot.daily.owner import owner_of
from bot.daily.queries import attendance, rounds
from bot.db.database import Database, Transaction
from bot.questions.errors import QuestionGone
from bot.questions.queries import answers

#: Names on a page.
PAGE = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Attended:
    """A page of those who answered a post."""

    round_id: RoundId
    #: In the order of their first answers; "" for someone not known by name.
    names: tuple[str, ...]
    #: From 0, and how many pages there are.
    page: int
    pages: int
    #: How many people answered, and how many of them don't want to be seen.
    answered: int
    hidden: int


class Attendance:
    """Who took part, in all servers."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def page(self, round_id: RoundId, player: Player, page: int = 0) -> Attended:
        """Return a page of those who answered a post; one beyond the last is the first again.

        Raises:
            QuestionGone: This server has no such post.
        """

        def look(tx: Transaction) -> Attended:
            found = rounds.one(tx, round_id)
            if found is None or found.guild != player.guild:
                raise QuestionGone
            shown, seen = page, attendance.present(tx, round_id, skip=page * PAGE, most=PAGE)
            if not seen.names and page:
                shown, seen = 0, attendance.present(tx, round_id, skip=0, most=PAGE)
            answered = answers.people_of(tx, owner_of(round_id))
            return Attended(
                round_id=round_id,
                names=seen.names,
                page=shown,
                pages=max(1, -(-seen.total // PAGE)),
                answered=answered,
                hidden=answered - seen.total,
            )

        return await self._db.read(look)
