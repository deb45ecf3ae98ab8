"""Permissions: the bits, and how roles and channel overwrites add up.

Source: Discord documentation, topics/permissions, "Permission Overwrites" and "Implicit Permissions".
"""

from __future__ import annotations

from datetime import datetime
from enum import IntFlag

from bot.sandbox.entities import THREADS, Channel, Member


class Permission(IntFlag):
    """The bits this sandbox asks for."""

    KICK_MEMBERS = 1 << 1
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    SEND_TTS_MESSAGES = 1 << 12
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_EXTERNAL_EMOJIS = 1 << 18
    MANAGE_ROLES = 1 << 28
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    SEND_MESSAGES_IN_THREADS = 1 << 38
    MODERATE_MEMBERS = 1 << 40
    PIN_MESSAGES = 1 << 51


#: Every bit Discord has defined, as an administrator holds them.
ALL = (1 << 53) - 1
#: What @everyone may do in a new server, as far as this sandbox asks.
EVERYONE = int(
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.ADD_REACTIONS
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.USE_EXTERNAL_EMOJIS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.SEND_MESSAGES_IN_THREADS
)
#: What both sides of a direct message may do.
DIRECT = int(
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.ADD_REACTIONS
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.USE_EXTERNAL_EMOJIS
    | Permission.PIN_MESSAGES
)
_TIMED_OUT = int(Permission.VIEW_CHANNEL | Permission.READ_MESSAGE_HISTORY)
_NEED_SENDING = int(
    Permission.MENTION_EVERYONE | Permission.SEND_TTS_MESSAGES | Permission.ATTACH_FILES | Permission.EMBED_LINKS
)
# Plain numbers for what is asked about every message: enum arithmetic costs a microsecond each.
_ADMINISTRATOR, _VIEW, _SEND, _SEND_IN_THREADS = (
    int(one)
    for one in (
        Permission.ADMINISTRATOR,
        Permission.VIEW_CHANNEL,
        Permission.SEND_MESSAGES,
        Permission.SEND_MESSAGES_IN_THREADS,
    )
)


def in_guild(member: Member) -> int:
    """Return what a member's roles allow, before any channel's overwrites."""
    guild = member.guild
    if guild.owner_id == member.user.id:
        return ALL
    allowed = guild.roles[guild.id].permissions
    for role in member.roles:
        allowed |= guild.roles[role].permissions
    return ALL if allowed & _ADMINISTRATOR else allowed


def in_channel(member: Member, channel: Channel, now: datetime) -> int:
    """Return what a member may do in a channel of their guild, a thread's being its parent's."""
    allowed = in_guild(member)
    if allowed & _ADMINISTRATOR:
        return allowed
    place = channel.parent if channel.kind in THREADS and channel.parent else channel
    everyone = place.overwrites.get(member.guild.id)
    if everyone:
        allowed = allowed & ~everyone.deny | everyone.allow
    allow = deny = 0
    for role in member.roles:
        overwrite = place.overwrites.get(role)
        if overwrite:
            allow |= overwrite.allow
            deny |= overwrite.deny
    allowed = allowed & ~deny | allow
    own = place.overwrites.get(member.user.id)
    if own:
        allowed = allowed & ~own.deny | own.allow
    return _implied(
        allowed, timed_out=member.timed_out_until is not None and member.timed_out_until > now, channel=channel
    )


def _implied(allowed: int, *, timed_out: bool, channel: Channel) -> int:
    """Take away what cannot be used without something else."""
    if not allowed & _VIEW:
        return 0
    if timed_out:
        return allowed & _TIMED_OUT
    sending = _SEND_IN_THREADS if channel.kind in THREADS else _SEND
    return allowed if allowed & sending else allowed & ~(_NEED_SENDING | sending)
