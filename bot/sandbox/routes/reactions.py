"""Reaction routes: add, remove, list and clear."""

from __future__ import annotations

import re
from urllib.parse import unquote

from bot.sandbox.entities import Channel, Message
from bot.sandbox.permissions import Permission
from bot.sandbox.problems import ApiProblem, missing_permissions, unknown
from bot.sandbox.route import Body, Call, Route

_DISTINCT = 20
_KEYCAP = re.compile("[\ufe0f\u20e3]")
_LETTERS = re.compile(r"[A-Za-z:]")


def _emoji(call: Call) -> str:
    """Return the emoji of the path: only Unicode ones exist here.

    Raises:
        ApiProblem: 10014.
    """
    emoji = unquote(call.ids["emoji_name"])
    if not emoji or _LETTERS.search(emoji) or (emoji.isalnum() and not _KEYCAP.search(emoji)):
        raise unknown("Emoji")
    return emoji


def _target(call: Call) -> tuple[Channel, Message]:
    channel = call.channel(Permission.READ_MESSAGE_HISTORY)
    return channel, call.message(channel)


def add(call: Call) -> Body:
    """React; a new emoji on a message needs a permission of its own."""
    channel, message = _target(call)
    emoji = _emoji(call)
    if emoji not in message.reactions:
        if not call.may(channel, Permission.ADD_REACTIONS):
            raise missing_permissions()
        if len(message.reactions) >= _DISTINCT:
            raise ApiProblem.bad(30010, "Maximum number of reactions reached (20)")
    call.state.reacted(message, call.state.world.bot, emoji, added=True)
    return None


def take_back(call: Call) -> Body:
    """Remove the bot's own reaction."""
    _, message = _target(call)
    call.state.reacted(message, call.state.world.bot, _emoji(call), added=False)
    return None


def remove(call: Call) -> Body:
    """Remove somebody's reaction."""
    channel, message = _target(call)
    user = call.state.world.users.get(call.number("user_id"))
    if user is None:
        raise unknown("User")
    if user is not call.state.world.bot and not call.may(channel, Permission.MANAGE_MESSAGES):
        raise missing_permissions()
    call.state.reacted(message, user, _emoji(call), added=False)
    return None


def listed(call: Call) -> Body:
    """Answer with who reacted with an emoji."""
    _, message = _target(call)
    users = call.state.world.users
    limit = int(call.query.get("limit") or 25)
    after = int(call.query.get("after") or 0)
    return [users[one].payload() for one in sorted(message.reactions.get(_emoji(call), [])) if one > after][:limit]


def clear(call: Call) -> Body:
    """Remove all reactions, or all of one emoji."""
    channel, message = _target(call)
    if not call.may(channel, Permission.MANAGE_MESSAGES):
        raise missing_permissions()
    which = [_emoji(call)] if "emoji_name" in call.ids else list(message.reactions)
    for emoji in which:
        for user in tuple(message.reactions.get(emoji, ())):
            call.state.reacted(message, call.state.world.users[user], emoji, added=False)
    return None


_ALL = "/channels/{channel_id}/messages/{message_id}/reactions"
_ONE = f"{_ALL}/{{emoji_name}}"
_OFTEN = (1, 0.25)
ROUTES = (
    Route(method="PUT", template=f"{_ONE}/@me", handler=add, bucket=_OFTEN),
    Route(method="DELETE", template=f"{_ONE}/@me", handler=take_back, bucket=_OFTEN),
    Route(method="DELETE", template=f"{_ONE}/{{user_id}}", handler=remove, bucket=_OFTEN),
    Route(method="GET", template=_ONE, handler=listed),
    Route(method="DELETE", template=_ONE, handler=clear, bucket=_OFTEN),
    Route(method="DELETE", template=_ALL, handler=clear, bucket=_OFTEN),
)
