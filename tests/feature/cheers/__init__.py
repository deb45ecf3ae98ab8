"""A tiny feature: it counts who answers, says so once, forgets it after a day, and managers may look and clear it."""

from importlib import resources

from bot.chat.feature import Feature
from bot.db.database import Database
from bot.text.catalogue import add_words
from cheers.commands import Cheers
from cheers.service import MESSAGE, chore, on_answer


def feature(db: Database) -> Feature:
    """Return what this folder brings."""
    add_words((resources.files(__name__) / "en.ftl").read_text("utf-8"))
    cheers = Cheers(db)
    return Feature(
        name="cheers",
        commands=cheers.commands(),
        presses=cheers.presses(),
        on_answer=on_answer,
        messages_owed=(MESSAGE,),
        chores=(chore(db),),
    )
