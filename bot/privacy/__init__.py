"""ONE'S OWN DATA: export, erase, hide; retention, purge of servers that left."""

from bot.chat.feature import Feature
from bot.privacy.commands import PrivacyCommands
from bot.privacy.service import Privacy, Purge, Retention, end_purge, erase_what_waited


def feature(privacy: Privacy, retention: Retention, purge: Purge) -> Feature:
    """Return what this folder brings."""
    commands = PrivacyCommands(privacy)
    return Feature(
        name="privacy",
        commands=(commands,),
        presses=commands.presses(),
        on_closed=erase_what_waited,
        on_guild_changed=end_purge,
        chores=(privacy.chore(), retention.chore(), purge.chore()),
    )
