"""Reports of cards, which members write, and duplicate answers, which are found when questions close.

The same long text from two accounts is shown to moderators, and to nobody else; it costs nobody a point. It is looked
for at closing, so that no answer waits for it, and kept once however often that is done.
"""

from __future__ import annotations

from datetime import datetime

from bot.appeals.errors import ReportedAlready, TooManyReports
from bot.appeals.queries import channels, duplicates, reports
from bot.appeals.rules import DUPLICATE_LEAST, REPORTS_MOST, REPORTS_WINDOW, admit_report
from bot.appeals.service.entries import DuplicateEntry, FormOpened, duplicate_entry
from bot.chat.feature import QuestionsClosed
from bot.chat.outbox import queries as posts
from bot.chat.outbox.kinds import Composed
from bot.chat.outbox.queries import Post
from bot.core.ids import DuplicateId, Player, QuestionId, ReportId
from bot.core.instants import Clock
from bot.db.database import Database, Transaction
from bot.questions.errors import QuestionGone
from bot.questions.queries import questions
from bot.questions.queries.questions import Question
from bot.questions.service.asked import cards_of

#: Purpose of a message. Owner: duplicate answers, told in the moderators' channel.
DUPLICATE = "duplicate"


class Reports:
    """Takes reports."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def begin(self, question: QuestionId, player: Player) -> FormOpened:
        """Open the form of a report.

        Raises:
            QuestionGone: This server has no such question.
            QuestionOpen: It is open still.
        """

        def act(tx: Transaction) -> FormOpened:
            asked = self._closed(tx, question, player)
            card = (cards_of(tx, (asked,)))[asked.card_version]
            return FormOpened(question=question, ask=card.ask, text="")

        return await self._db.read(act)

    async def report(self, question: QuestionId, player: Player, *, text: str, at: datetime) -> ReportId:
        """Say what is wrong with a card.

        Raises:
            QuestionGone: This server has no such question.
            QuestionOpen: It is open still.
            ReportEmpty: Nothing was said.
            ReportedAlready: This person reported this question before.
            TooManyReports: They reported too many within a day.
        """
        said = admit_report(text)

        def act(tx: Transaction) -> ReportId:
            asked = self._closed(tx, question, player)
            if reports.count_since(tx, player.guild, player.user, at - REPORTS_WINDOW) >= REPORTS_MOST:
                raise TooManyReports(limit=REPORTS_MOST)
            kept = reports.insert(tx, asked, player, text=said, at=at)
            if kept is None:
                raise ReportedAlready
            return kept

        return await self._db.write(act)

    def _closed(self, tx: Transaction, question: QuestionId, player: Player) -> Question:
        asked = questions.one(tx, question)
        if asked is None or asked.guild != player.guild:
            raise QuestionGone
        if asked.is_open:
            asked.policy.admit_reveal(self._clock.now())
        return asked


def find_duplicates(tx: Transaction, closed: QuestionsClosed) -> None:
    """Keep duplicate answers to questions that close, and announce them where appeals are."""
    if closed.guild is None:
        return
    found = duplicates.among(tx, closed.owner, DUPLICATE_LEAST)
    channel = channels.channel_of(tx, closed.guild) if found else None
    for answer, question in found:
        kept = duplicates.insert(tx, closed.guild, question, answer, closed.at)
        if kept is not None and channel is not None:
            posts.owe(tx, DUPLICATE, kept, guild=closed.guild, channel=channel, at=closed.at)


def compose(tx: Transaction, post: Post, now: datetime) -> Composed[DuplicateEntry] | None:  # noqa: ARG001 - as every kind
    """Show duplicate answers to moderators as they stand."""
    found = duplicates.one(tx, DuplicateId(post.owner))
    if found is None:
        return None
    return Composed(value=duplicate_entry(tx, found), marks=frozenset({("duplicate", found.id)}))
