"""Control view: the state as one person may see it, as JSON for their page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from bot.sandbox import message_parts
from bot.sandbox.entities import Channel, Guild, Member, User
from bot.sandbox.permissions import Permission, in_guild
from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox
from bot.sandbox.wire import Payload, dumps

#: How many messages of a channel a page gets.
SHOWN = 100
#: The place of direct messages in the list of servers.
DIRECT = "@me"
_MOMENT = re.compile(r"<t:(\d{1,11})(?::[tTdDfFsSR])?>")


def snapshot(sandbox: Sandbox, person: Person) -> Payload:
    """Return all that a page shows at first but the clock: people, servers, messages and commands."""
    user = person.user
    return {
        "person": human(sandbox, user),
        "people": [human(sandbox, one) for one in sandbox.world.users.values() if not one.bot],
        "guilds": servers(sandbox, person),
        "commands": commands(person),
        "messages": {str(place.id): person.messages(place)[-SHOWN:] for place in person.channels()},
    }


def human(sandbox: Sandbox, user: User) -> Payload:
    """Return a user that the page can act as."""
    about = _about(sandbox.world.guilds.values(), user)
    return {"key": user.name, "id": str(user.id), "name": user.display, "about": about}


def servers(sandbox: Sandbox, person: Person) -> list[Payload]:
    """Return the servers of a person with the channels they see; direct messages come last, as one more."""
    places = person.channels()
    guilds = (guild for guild in sandbox.world.guilds.values() if person.user.id in guild.members)
    found = [_server(sandbox, person, guild, places) for guild in guilds]
    bot = sandbox.world.bot
    directs = [_channel(sandbox, person, place) | {"name": bot.name} for place in places if place.guild is None]
    if directs:
        members = [_member(sandbox, one) for one in (person.user, bot)]
        found.append({"id": DIRECT, "name": "Direct messages", "roles": [], "channels": directs, "members": members})
    return found


def members(sandbox: Sandbox, person: Person) -> list[Payload]:
    """Return everybody in a person's servers."""
    return [one for guild in servers(sandbox, person) for one in guild["members"]]


def commands(person: Person) -> dict[str, list[Payload]]:
    """Return the commands offered to a person, by server."""
    offered: dict[str, list[Payload]] = {}
    for place in person.channels():
        key = str(place.guild.id) if place.guild else DIRECT
        if key not in offered:
            offered[key] = person.commands(place)
    return offered


def message(sandbox: Sandbox, person: Person, channel_id: int, message_id: int) -> Payload | None:
    """Return a message as a person reads it; None if they cannot see it."""
    place = sandbox.world.channels.get(channel_id)
    found = place.messages.get(message_id) if place else None
    if place is None or found is None or not sees(sandbox, person.user, place):
        return None
    return found.payload(person.user.id) if found.only_for in (None, person.user.id) else None


def sees(sandbox: Sandbox, user: User, place: Channel) -> bool:
    """Tell whether a user sees a channel."""
    return bool(sandbox.world.permissions(user, place, sandbox.clock.now()))


async def clock(sandbox: Sandbox, person: Person) -> Payload:
    """Return the time, the next closing and the next question, as Unix milliseconds.

    `closing_ms` is None if nothing is open, `question_ms` if nothing is scheduled; a bot that does not say when it asks
    has no `question_ms`.
    """
    closing = next_closing(sandbox, person)
    told = {"now_ms": _ms(sandbox.clock.now()), "closing_ms": None if closing is None else _ms(closing)}
    if sandbox.next_question_at is None:
        return told
    question = await sandbox.next_question_at()
    return told | {"question_ms": None if question is None else _ms(question)}


def next_closing(sandbox: Sandbox, person: Person) -> datetime | None:
    """Return the earliest moment ahead that an open post names; None if nothing is open.

    A post is open as long as something on it can be pressed; it is the bot's and everybody sees it.
    """
    now = sandbox.clock.now()
    moments = (
        datetime.fromtimestamp(int(found), UTC)
        for place in person.channels()
        for one in list(place.messages.values())[-SHOWN:]
        if one.author.bot and one.only_for is None and _can_be_pressed(one.data["components"])
        for found in _MOMENT.findall(dumps(one.data))
    )
    return min((moment for moment in moments if moment > now), default=None)


def _can_be_pressed(components: list[Payload]) -> bool:
    controls = (
        one for one in message_parts.walk(components) if one["type"] in (message_parts.BUTTON, *message_parts.SELECTS)
    )
    return any(one.get("custom_id") and not one.get("disabled") for one in controls)


def _server(sandbox: Sandbox, person: Person, guild: Guild, places: list[Channel]) -> Payload:
    return {
        "id": str(guild.id),
        "name": guild.name,
        "roles": [{"id": str(role.id), "name": role.name} for role in guild.roles.values()],
        "channels": [_channel(sandbox, person, place) for place in places if place.guild is guild],
        "members": [_member(sandbox, member.user, member) for member in guild.members.values()],
    }


def _channel(sandbox: Sandbox, person: Person, place: Channel) -> Payload:
    allowed = sandbox.world.permissions(person.user, place, sandbox.clock.now())
    needed = Permission.SEND_MESSAGES if place.parent is None else Permission.SEND_MESSAGES_IN_THREADS
    return {
        "id": str(place.id),
        "name": place.name,
        "topic": place.topic or "",
        "type": place.kind,
        "can_send": bool(allowed & needed),
    }


def _member(sandbox: Sandbox, user: User, member: Member | None = None) -> Payload:
    known: Payload = {"id": str(user.id), "name": (member and member.nick) or user.display, "bot": user.bot}
    if user.bot:
        return known | {"online": user is sandbox.world.bot and sandbox.connected}
    return known | {"about": _about([member.guild], user) if member else ""}


def _about(guilds: Iterable[Guild], user: User) -> str:
    for guild in guilds:
        member = guild.members.get(user.id)
        if member is None:
            continue
        if guild.owner_id == user.id:
            return "owns the server"
        if in_guild(member) & (Permission.MANAGE_GUILD | Permission.ADMINISTRATOR):
            return "manages the server"
    return "member"


def _ms(instant: datetime) -> int:
    return int(instant.timestamp() * 1000)
