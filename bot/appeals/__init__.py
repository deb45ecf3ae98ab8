"""SECOND LOOK: "I was right", reports, decisions, re-grading, duplicate answers."""

from bot.appeals.commands.appeals import Appealing
from bot.appeals.owed import MESSAGES
from bot.appeals.service import copies
from bot.appeals.service.regrading import Regrading
from bot.chat.feature import Feature


def feature(regrading: Regrading, appealing: Appealing) -> Feature:
    """Return what this folder brings."""
    return Feature(
        name="appeals",
        commands=appealing.commands(),
        presses=appealing.presses(),
        on_closed=copies.flag,
        messages_owed=MESSAGES,
        chores=(regrading.chore(),),
    )
