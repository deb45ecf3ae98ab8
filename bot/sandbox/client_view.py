"""Client view: the channels, messages and components that a user's client shows, and their text."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator

from bot.sandbox import message_parts
from bot.sandbox.entities import DIRECT, LOADING, Channel, Message, User
from bot.sandbox.permissions import Permission
from bot.sandbox.state import SandboxState
from bot.sandbox.wire import Payload

_LINK = 5
_AT = re.compile(r"@([\w.]+)")


class CannotAct(Exception):
    """A client would not let the person do that; the text says what there is instead."""


def channels(state: SandboxState, user: User) -> list[Channel]:
    """Return the channels a person sees: server by server, then direct messages."""
    now = state.clock.now()
    seen = [
        channel
        for guild in state.world.guilds.values()
        if user.id in guild.members
        for channel in guild.channels.values()
    ]
    seen += [
        channel for channel in state.world.channels.values() if channel.kind == DIRECT and user in channel.recipients
    ]
    return [channel for channel in seen if state.world.permissions(user, channel, now) & Permission.VIEW_CHANNEL]


def find_channel(state: SandboxState, user: User, where: str, near: Channel | None) -> Channel:
    """Return a channel by name: "#name" (in the present server first), "Server/#name", "@bot".

    Raises:
        CannotAct: They see no such channel.
    """
    if where.lower() == f"@{state.world.bot.name}":
        return state.world.direct(user)
    server, _, name = where.rpartition("/")
    seen = channels(state, user)
    fitting = [
        channel
        for channel in seen
        if channel.name == name.removeprefix("#") and (not server or (channel.guild and channel.guild.name == server))
    ]
    here = [channel for channel in fitting if near and channel.guild is near.guild]
    if not fitting:
        there = ", ".join(f"{c.guild.name}/#{c.name}" if c.guild else f"@{state.world.bot.name}" for c in seen)
        raise CannotAct(f"{user.name} sees no channel {where!r}; there are: {there or 'none'}")
    return (here or fitting)[0]


def visible(state: SandboxState, user: User, channel: Channel) -> list[Message]:
    """Return the messages a person sees in a channel, oldest first.

    Raises:
        CannotAct: They do not see the channel.
    """
    may = state.world.permissions(user, channel, state.clock.now())
    if not may & Permission.VIEW_CHANNEL:
        raise CannotAct(f"{user.name} does not see #{channel.name}")
    return [message for message in channel.messages.values() if message.only_for in (None, user.id)]


def find_message(state: SandboxState, user: User, message_id: int) -> Message:
    """Return a message a person sees.

    Raises:
        CannotAct: There is none.
    """
    for channel in channels(state, user):
        message = channel.messages.get(message_id)
        if message and message.only_for in (None, user.id):
            return message
    raise CannotAct(f"{user.name} sees no message {message_id}")


def find_button(
    state: SandboxState, user: User, label: str | None, custom_id: str | None, only: Message | None
) -> tuple[Message, Payload]:
    """Return the newest button of a label or custom_id.

    Raises:
        CannotAct: There is none, or it is disabled or a link.
    """
    found = _find(state, user, (message_parts.BUTTON,), key="label", name=label, custom_id=custom_id, only=only)
    button = found[1]
    if button.get("disabled"):
        raise CannotAct(f"the button {caption(button)!r} is disabled")
    if button["style"] == _LINK:
        raise CannotAct(f"the button {caption(button)!r} is a link to {button['url']}")
    return found


def find_select(
    state: SandboxState, user: User, placeholder: str | None, custom_id: str | None, only: Message | None
) -> tuple[Message, Payload]:
    """Return the newest select of a placeholder or custom_id.

    Raises:
        CannotAct: There is none, or it is disabled.
    """
    found = _find(
        state, user, message_parts.SELECTS, key="placeholder", name=placeholder, custom_id=custom_id, only=only
    )
    if found[1].get("disabled"):
        raise CannotAct(f"the select {caption(found[1])!r} is disabled")
    return found


def _find(
    state: SandboxState,
    user: User,
    kinds: tuple[int, ...],
    *,
    key: str,
    name: str | None,
    custom_id: str | None,
    only: Message | None,
) -> tuple[Message, Payload]:
    for same in (str.__eq__, lambda a, b: a.casefold() == b.casefold()):
        for message, component in _components(state, user, kinds, only):
            if custom_id is not None and component.get("custom_id") != custom_id:
                continue
            if name is None or same(component.get(key) or caption(component), name):
                return message, component
    wanted = f"labelled {name!r}" if name is not None else f"with custom_id {custom_id!r}"
    there = (
        ", ".join(dict.fromkeys(repr(caption(component)) for _, component in _components(state, user, kinds, only)))
        or "none"
    )
    kind = "button" if message_parts.BUTTON in kinds else "select"
    raise CannotAct(f"no {kind} {wanted} is visible to {user.name}; there are: {there}")


def _components(
    state: SandboxState, user: User, kinds: tuple[int, ...], only: Message | None
) -> Iterator[tuple[Message, Payload]]:
    """Yield the components of some kinds on messages a person sees, newest message first."""
    for message in [only] if only else _newest_first(state, user):
        for component in message_parts.walk(message.data["components"]):
            if component["type"] in kinds:
                yield message, component


def _newest_first(state: SandboxState, user: User) -> Iterator[Message]:
    """Yield the messages a person sees in all channels."""
    rooms = [reversed(channel.messages.values()) for channel in channels(state, user)]
    merged = heapq.merge(*rooms, key=lambda message: message.id, reverse=True)
    return (message for message in merged if message.only_for in (None, user.id))


def caption(component: Payload) -> str:
    """Return what a person reads on a component."""
    emoji = (component.get("emoji") or {}).get("name") or ""
    return str(component.get("label") or component.get("placeholder") or emoji or component.get("custom_id") or "")


# --- text -----------------------------------------------------------------------------------------


def text_of(state: SandboxState, user: User, channel: Channel) -> str:
    """Return all text a person sees in a channel, a blank line between messages."""
    return "\n\n".join(text_of_message(state, message) for message in visible(state, user, channel))


def text_of_message(state: SandboxState, message: Message) -> str:
    """Return all text of a message: author, content, embeds, components, attachments with alt text, reactions."""
    data = message.data
    lines = [f"{message.author.display}:" + (" (only you can see this)" if message.only_for else "")]
    if message.flags & LOADING:
        lines.append("thinking…")
    lines.append(_readable(state, message.channel, data["content"]))
    for embed in data["embeds"]:
        lines += [_readable(state, message.channel, text) for text in _embed_texts(embed)]
    lines += [f"[file {file['filename']}] {file.get('description', '')}".strip() for file in data["attachments"]]
    lines += [_readable(state, message.channel, text) for text in _component_texts(data["components"])]
    lines += [f"{emoji} {len(users)}" for emoji, users in message.reactions.items()]
    return "\n".join(line for line in lines if line)


def text_of_form(modal: Payload) -> str:
    """Return all text of a form."""
    return "\n".join([modal["title"], *_component_texts(modal["components"])])


def _embed_texts(embed: Payload) -> Iterator[str]:
    yield (embed.get("author") or {}).get("name") or ""
    yield embed.get("title") or ""
    yield embed.get("description") or ""
    for field in embed.get("fields", ()):
        yield field["name"]
        yield field["value"]
    for key in ("image", "thumbnail"):
        if key in embed:
            yield f"[picture] {embed[key].get('description', '')}".strip()
    yield (embed.get("footer") or {}).get("text") or ""


def _component_texts(components: list[Payload]) -> Iterator[str]:
    for component in message_parts.walk(components):
        if component["type"] == message_parts.TEXT:
            yield component["content"]
        elif component["type"] in (message_parts.BUTTON, *message_parts.SELECTS):
            yield f"[{caption(component)}]" + (" (disabled)" if component.get("disabled") else "")
            for option in component.get("options", ()):
                yield " ".join(filter(None, (f"- {option['label']}", option.get("description"))))
        elif component["type"] in (message_parts.LABEL, message_parts.INPUT):
            yield from (
                str(component[key]) for key in ("label", "description", "placeholder", "value") if component.get(key)
            )
        elif component["type"] in (message_parts.THUMBNAIL, message_parts.GALLERY):
            for item in component.get("items", (component,)):
                yield f"[picture] {item.get('description') or ''}".strip()


def _readable(state: SandboxState, channel: Channel, text: str) -> str:
    """Replace mentions by the names a client shows."""

    def name(match: re.Match[str]) -> str:
        sign, number = match[1], int(match[2])
        if sign == "#":
            place = state.world.channels.get(number)
            return f"#{place.name}" if place else "#unknown"
        if sign == "@&":
            role = channel.guild.roles.get(number) if channel.guild else None
            return f"@{role.name}" if role else "@unknown-role"
        user = state.world.users.get(number)
        return f"@{user.display}" if user else "@unknown-user"

    return re.sub(r"<(#|@&|@)!?(\d{15,20})>", name, text)


def with_mentions(state: SandboxState, channel: Channel, text: str) -> str:
    """Write "@name" as the client sends it."""

    def mention(match: re.Match[str]) -> str:
        for user in state.world.users.values():
            if user.name == match[1].lower():
                return f"<@{user.id}>"
        for role in channel.guild.roles.values() if channel.guild else ():
            if role.name == match[1]:
                return f"<@&{role.id}>"
        return match[0]

    return _AT.sub(mention, text)
