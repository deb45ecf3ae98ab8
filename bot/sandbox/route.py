"""Route: an API operation, and a request as its handler sees it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.sandbox.entities import PUBLIC_THREAD, Channel, Guild, Message
from bot.sandbox.permissions import Permission
from bot.sandbox.problems import invalid, missing_access, missing_permissions, unknown
from bot.sandbox.state import SandboxState
from bot.sandbox.wire import Payload, Upload

#: A JSON answer; None answers 204 without a body.
Body = Payload | list[Payload] | None


@dataclass(frozen=True, slots=True)
class Created:
    """A response with status 201."""

    body: Payload


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request.

    Attributes:
        ids: The template's placeholders, as they stood in the path.
        body: The JSON body, of a multipart request its payload_json; `{}` for none.
    """

    state: SandboxState
    ids: Mapping[str, str]
    query: Mapping[str, str]
    body: Any
    uploads: tuple[Upload, ...]

    def number(self, name: str) -> int:
        """Return a placeholder as an id.

        Raises:
            ApiProblem: It is not a snowflake.
        """
        value = self.ids[name]
        if not value.isdecimal():
            raise invalid(name, "NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')
        return int(value)

    def fields(self) -> Payload:
        """Return the body as an object.

        Raises:
            ApiProblem: It is something else.
        """
        if not isinstance(self.body, dict):
            raise invalid("_", "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
        return self.body

    def channel(self, *needs: Permission) -> Channel:
        """Return the channel of the path, if the bot sees it and has the permissions.

        Raises:
            ApiProblem: 10003 there is none, 50001 not visible, 50013 not permitted.
        """
        state = self.state
        channel = state.world.channels.get(self.number("channel_id"))
        if channel is None:
            raise unknown("Channel")
        may = state.world.permissions(state.world.bot, channel, state.clock.now())
        if not may & Permission.VIEW_CHANNEL:
            raise missing_access()
        if any(not may & need for need in needs):
            raise missing_permissions()
        return channel

    def may(self, channel: Channel, need: Permission) -> bool:
        """Tell whether the bot has a permission in a channel."""
        state = self.state
        return bool(state.world.permissions(state.world.bot, channel, state.clock.now()) & need)

    def message(self, channel: Channel) -> Message:
        """Return the message of the path; ephemerals are unknown here.

        Raises:
            ApiProblem: 10008.
        """
        message = channel.messages.get(self.number("message_id"))
        if message is None or message.only_for is not None:
            raise unknown("Message")
        return message

    def guild(self) -> Guild:
        """Return the guild of the path, if the bot is in it.

        Raises:
            ApiProblem: 10004 there is none, 50001 the bot is not in it.
        """
        guild = self.state.world.guilds.get(self.number("guild_id"))
        if guild is None:
            raise unknown("Guild")
        if self.state.world.bot.id not in guild.members:
            raise missing_access()
        return guild

    def sending(self, channel: Channel) -> Permission:
        """Return which permission sending needs in a channel."""
        return Permission.SEND_MESSAGES_IN_THREADS if channel.kind == PUBLIC_THREAD else Permission.SEND_MESSAGES


Handler = Callable[[Call], Body | Created]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One operation.

    Attributes:
        template: Path below /api/v10 with placeholders in braces.
        open: Whether it is used without the bot's token: the path holds a token of its own.
        bucket: How many requests in how many seconds; None for none but the global limit.
    """

    method: str
    template: str
    handler: Handler
    open: bool = False
    bucket: tuple[int, float] | None = None
