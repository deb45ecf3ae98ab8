"""ONE'S OWN DATA: export, erase, hide; retention, purge of servers that left."""

from bot.chat.feature import Feature, GuildChanged, Presence, QuestionsClosed
from bot.db.database import Transaction
from bot.guilds.queries import guilds
from bot.privacy import queries
from bot.privacy.commands import PrivacyCommands
from bot.privacy.service import Privacy, Purge, Retention


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


def erase_what_waited(tx: Transaction, closed: QuestionsClosed) -> None:
    """Look again for what an erasure had to leave while these questions were open."""
    if closed.guild is not None:
        queries.hasten_erasures(tx, closed.guild, closed.at)


def end_purge(tx: Transaction, guild: GuildChanged) -> None:
    """End a purge that has begun before a server comes back: half of one cannot."""
    if guild.presence is Presence.JOINED and guilds.is_purging(tx, guild.guild):
        while queries.purge_some(tx, guild.guild):
            pass
