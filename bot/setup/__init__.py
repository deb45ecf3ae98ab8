"""FIRST RUN: greeting, /setup, /help, /about."""

from bot.chat.feature import Feature, GuildChanged, Presence
from bot.daily.queries import schedules
from bot.daily.service.letters import owe_greeting
from bot.db.database import Transaction


def feature() -> Feature:
    """Return what this folder brings."""
    return Feature(name="setup", on_guild_changed=_greet)


def _greet(tx: Transaction, guild: GuildChanged) -> None:
    """Greet a server once; one that has a daily quiz needs no greeting."""
    if guild.presence is Presence.JOINED and guild.channel is not None and not schedules.count(tx, guild.guild):
        owe_greeting(tx, guild.guild, guild.channel, guild.at)
