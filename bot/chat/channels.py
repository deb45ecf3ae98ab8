"""Channels: whether the bot may do its work in one, checked before anything is planned there."""

from __future__ import annotations

import discord

from bot.chat.errors import ChannelUnfit, ChannelUnwritable
from bot.chat.replies import locale_of
from bot.chat.router import Interaction
from bot.core.ids import ChannelId
from bot.text.catalogue import say

#: What posting a question and its result takes, by the library's names.
NEEDED = ("view_channel", "send_messages", "embed_links", "attach_files", "read_message_history")
#: Without these others count as missing too, whatever the settings say of them.
_CARRYING = ("view_channel", "send_messages")


def chosen_channel(interaction: Interaction, channel: discord.TextChannel | None) -> ChannelId:
    """Return the channel that was chosen, or the one the person is in.

    Raises:
        ChannelUnfit: The person is in something else than a text channel.
        ChannelUnwritable: The bot lacks permissions there.
    """
    place = channel or interaction.channel
    if not isinstance(place, discord.TextChannel):
        raise ChannelUnfit
    here = place.id == interaction.channel_id
    missing = missing_of(interaction.app_permissions) if here else missing_in(place)
    if missing:
        raise _unwritable(interaction, place.id, missing)
    return ChannelId(place.id)


def check_writable(interaction: Interaction, channel: ChannelId) -> None:
    """See that a channel known by its id can be written to.

    Raises:
        ChannelUnwritable: The bot lacks permissions there, or cannot see it at all.
    """
    place = interaction.guild.get_channel(channel) if interaction.guild else None
    missing = missing_in(place) if place else NEEDED[:1]
    if missing:
        raise _unwritable(interaction, channel, missing)


def name_of(interaction: Interaction, channel: ChannelId) -> str:
    """Return a channel's name, or its id where it cannot be seen."""
    place = interaction.guild.get_channel(channel) if interaction.guild else None
    return place.name if place else str(channel)


def missing_in(channel: discord.abc.GuildChannel) -> tuple[str, ...]:
    """Return what the bot may not do in a channel, of what it needs."""
    return missing_of(channel.permissions_for(channel.guild.me))


def missing_of(granted: discord.Permissions) -> tuple[str, ...]:
    """Return what is missing of what the bot needs, without what only follows from something else that is missing."""
    missing = tuple(name for name in NEEDED if not getattr(granted, name))
    return next(((name,) for name in _CARRYING if name in missing), missing)


def missing_in_words(interaction: Interaction, channel: ChannelId) -> str:
    """Return in words what the bot may not do in a channel, of what it needs; "" for nothing."""
    try:
        check_writable(interaction, channel)
    except ChannelUnwritable as error:
        return error.missing
    return ""


def _unwritable(interaction: Interaction, channel: int, missing: tuple[str, ...]) -> ChannelUnwritable:
    names = (say(f"permission-{name.replace('_', '-')}", locale_of(interaction)) for name in missing)
    return ChannelUnwritable(channel=channel, missing=", ".join(names))
