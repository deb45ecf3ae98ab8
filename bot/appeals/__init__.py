"""SECOND LOOK: "I was right", reports, decisions, re-grading, duplicate answers."""

from bot.appeals.commands import AppealCommands
from bot.appeals.messages import entry
from bot.appeals.queries import wordings
from bot.appeals.service import appeals as announced
from bot.appeals.service import reports as found
from bot.appeals.service.appeals import Appeals
from bot.appeals.service.moderation_queue import ModerationQueue
from bot.appeals.service.regrading import Regrading
from bot.appeals.service.reports import Reports
from bot.chat.feature import Feature, QuestionsClosed
from bot.chat.outbox.kinds import AnyKind, MessageKind
from bot.db.database import Transaction


def feature(appeals: Appeals, reports: Reports, queue: ModerationQueue, regrading: Regrading) -> Feature:
    """Return what this folder brings.

    Args:
        appeals: Takes appeals and decisions.
        reports: Takes reports of cards.
        queue: What moderators look through.
        regrading: Applies decisions to equal answers.
    """
    commands = AppealCommands(appeals, reports, queue)
    messages: tuple[AnyKind, ...] = (
        MessageKind(
            purpose=announced.APPEAL,
            compose=announced.compose,
            show=lambda value, where: entry(value, where.locale),
            sent=announced.announced,
        ),
        MessageKind(
            purpose=found.DUPLICATE, compose=found.compose, show=lambda value, where: entry(value, where.locale)
        ),
    )

    def on_closed(tx: Transaction, closed: QuestionsClosed) -> None:
        announced.announce_claims(tx, closed)
        found.find_duplicates(tx, closed)

    return Feature(
        name="appeals",
        commands=commands.commands(),
        presses=commands.presses(),
        on_closed=on_closed,
        wordings=wordings.accepted,
        messages_owed=messages,
        chores=(regrading.chore(),),
    )
