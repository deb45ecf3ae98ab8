"""Reports: what members say is wrong or unclear about a card."""

from __future__ import annotations

from datetime import datetime

from bot.appeals.errors import ReportedAlready, ReportGone, TooManyReports
from bot.appeals.queries import reports
from bot.appeals.queries.reports import NewReport
from bot.appeals.rules import REPORTS_MOST, REPORTS_WINDOW, admit_report
from bot.appeals.service.appeal_outcomes import PleaForm
from bot.core.ids import GuildId, QuestionId, ReportId, UserId
from bot.core.instants import Clock
from bot.core.player import Player
from bot.db.database import Database, Transaction
from bot.questions.errors import QuestionGone
from bot.questions.queries import questions
from bot.questions.queries.questions import Question
from bot.questions.service.asked import cards_of


class Reports:
    """Takes reports, and puts them away."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def begin(self, question: QuestionId, player: Player) -> PleaForm:
        """Open the form of a report.

        Raises:
            QuestionGone: This server has no such question.
            QuestionOpen: It is open still.
        """

        def act(tx: Transaction) -> PleaForm:
            asked = self._closed(tx, question, player)
            card = (cards_of(tx, (asked,)))[asked.card_version]
            return PleaForm(question=question, ask=card.ask, text="")

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
            kept = reports.insert(
                tx,
                NewReport(
                    guild=player.guild,
                    deck=asked.deck,
                    card=asked.card,
                    question=question,
                    user=player.user,
                    text=said,
                    at=at,
                ),
            )
            if kept is None:
                raise ReportedAlready
            return kept

        return await self._db.write(act)

    async def settle(self, guild: GuildId, report: ReportId, *, moderator: UserId, at: datetime) -> None:
        """Put a report away.

        Raises:
            ReportGone: This server has none such, or somebody was faster.
        """

        def act(tx: Transaction) -> None:
            if not reports.settle(tx, guild, report, moderator, at):
                raise ReportGone

        await self._db.write(act)

    def _closed(self, tx: Transaction, question: QuestionId, player: Player) -> Question:
        asked = questions.one(tx, question)
        if asked is None or asked.guild != player.guild:
            raise QuestionGone
        if asked.is_open:
            asked.policy.admit_reveal(self._clock.now())
        return asked
