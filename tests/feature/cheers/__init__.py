"""A tiny feature: it counts who answers, and managers may look at the count and clear it."""

from importlib import resources

from bot.chat.feature import Feature
from bot.db.database import Database
from bot.text.catalogue import add_words
from cheers import queries
from cheers.commands import Cheers


def feature(db: Database) -> Feature:
    """Return what this folder brings."""
    add_words((resources.files(__name__) / "en.ftl").read_text("utf-8"))
    cheers = Cheers(db)
    return Feature(
        name="cheers",
        commands=cheers.commands(),
        presses=cheers.presses(),
        on_answer=lambda tx, answer: queries.count(tx, answer.guild, answer.user),
    )
