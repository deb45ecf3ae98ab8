"""Posting: build a message from a request body, and apply an edit to one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.sandbox import entities, message_parts
from bot.sandbox.entities import Channel, Message, User
from bot.sandbox.permissions import Permission
from bot.sandbox.problems import invalid
from bot.sandbox.state import SandboxState
from bot.sandbox.validation.message import check_edit, check_message
from bot.sandbox.wire import Payload, Upload, iso_timestamp

_USER = re.compile(r"<@!?(\d{15,20})>")
_ROLE = re.compile(r"<@&(\d{15,20})>")
_EVERYONE = re.compile(r"@(everyone|here)\b")
_FIELD = re.compile(r"files\[(\d+)\]")
DEFAULT, REPLY, COMMAND_REPLY, MENU_REPLY = 0, 19, 20, 23


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageContext:
    """What a message is made from, beside its body."""

    kind: int = DEFAULT
    only_for: int | None = None
    #: Discord's interaction_metadata; None for a message that answers no interaction.
    metadata: Payload | None = None
    #: Discord's interaction, older than its metadata: the only place that names the command; None for no command.
    command: Payload | None = None
    #: The message it replies to; None for none.
    reference: Message | None = None
    #: Further flags, such as "thinking…".
    flags: int = 0


_PLAIN = MessageContext()


def compose(
    state: SandboxState,
    channel: Channel,
    author: User,
    body: Payload,
    *,
    uploads: tuple[Upload, ...] = (),
    context: MessageContext = _PLAIN,
) -> Message:
    """Build a message, without posting it.

    Raises:
        ApiProblem: The body breaks a rule.
    """
    check_message(body, uploads, by_app=author.bot)
    number = state.ids.make()
    now = state.clock.now()
    attachments = _attach(state, channel, body.get("attachments"), uploads, kept=[])
    flags = int(body.get("flags") or 0) & entities.SETTABLE | context.flags
    flags = flags | entities.EPHEMERAL if context.only_for is not None else flags & ~entities.EPHEMERAL
    components = message_parts.returned_components(body.get("components") or [], attachments)
    embeds = message_parts.returned_embeds(body.get("embeds") or [], attachments)
    data: Payload = {
        "type": context.kind,
        "content": (body.get("content") or "").strip(),
        "mentions": [],
        "mention_roles": [],
        "attachments": message_parts.outside_embeds(attachments, embeds),
        "embeds": embeds,
        "timestamp": iso_timestamp(now),
        "edited_timestamp": None,
        "flags": flags,
        "components": components,
        "id": str(number),
        "channel_id": str(channel.id),
        "author": author.payload(),
        "pinned": False,
        "mention_everyone": False,
        "tts": bool(body.get("tts")),
    }
    if body.get("nonce") is not None:
        data["nonce"] = body["nonce"]
    if context.metadata is not None:
        data["application_id"] = data["webhook_id"] = str(state.world.application.id)
        data["interaction_metadata"] = context.metadata
    if context.command is not None:
        data["interaction"] = context.command
    if context.reference is not None:
        data |= _refers(context.reference)
    pings = _mention(state, channel, author, data, body=body, context=context)
    return Message(
        id=number,
        channel=channel,
        author=author,
        created_at=now,
        data=data,
        only_for=context.only_for,
        from_interaction=context.metadata is not None,
        pings=pings,
    )


def edit(state: SandboxState, message: Message, body: Payload, uploads: tuple[Upload, ...]) -> None:
    """Edit a message as its author and dispatch the event.

    Raises:
        ApiProblem: The body breaks a rule; nothing is changed.
    """
    check_edit(body, uploads, before=message.data)
    data = dict(message.data)
    flags = message.flags & ~entities.LOADING
    if body.get("flags") is not None:
        changeable = entities.SUPPRESS_EMBEDS
        flags = flags & ~changeable | int(body["flags"]) & (changeable | entities.COMPONENTS_V2)
    data["flags"] = flags
    attachments = data["attachments"]
    if "attachments" in body or uploads:
        attachments = _attach(state, message.channel, body.get("attachments"), uploads, kept=attachments)
    if "content" in body:
        data["content"] = (body["content"] or "").strip()
    if "embeds" in body:
        data["embeds"] = message_parts.returned_embeds(body["embeds"] or [], attachments)
    if "components" in body:
        data["components"] = message_parts.returned_components(body["components"] or [], attachments)
    data["attachments"] = message_parts.outside_embeds(attachments, data["embeds"])
    data["edited_timestamp"] = iso_timestamp(state.clock.now())
    if "content" in body or "allowed_mentions" in body:
        # An edit changes what is highlighted, but it notifies nobody.
        _mention(state, message.channel, message.author, data, body=body, context=_PLAIN)
    message.data = data
    state.message_edited(message)


def _attach(
    state: SandboxState,
    channel: Channel,
    listed: list[Payload] | None,
    uploads: tuple[Upload, ...],
    *,
    kept: list[Payload],
) -> list[Payload]:
    """Return the attachments after storing new files; `listed` describes new ones by index and keeps old ones by id."""
    described = {str(entry.get("id")): entry for entry in listed or []}
    result = [old for old in kept if listed is None or old["id"] in described]
    for upload in uploads:
        field = _FIELD.fullmatch(upload.field)
        about = described.get(field[1], {}) if field else {}
        named = Upload(
            filename=about.get("filename") or upload.filename, data=upload.data, content_type=upload.content_type
        )
        result.append(
            state.files.keep(
                state.ids.make(), named, state.base, channel=channel.id, description=about.get("description")
            )
        )
    return result


def _refers(reference: Message) -> Payload:
    place: Payload = {"type": 0, "channel_id": str(reference.channel.id), "message_id": str(reference.id)}
    if reference.channel.guild:
        place["guild_id"] = str(reference.channel.guild.id)
    shown = {key: value for key, value in reference.data.items() if key != "referenced_message"}
    return {"message_reference": place, "referenced_message": shown}


def _mention(
    state: SandboxState, channel: Channel, author: User, data: Payload, *, body: Payload, context: MessageContext
) -> frozenset[int]:
    """Fill in whom the message mentions; return the ids of those it notifies."""
    text = data["content"] + "".join(message_parts.texts(data["components"]))
    allowed = body.get("allowed_mentions")
    if allowed is None:
        parse = {"users"} if context.metadata is not None else {"users", "roles", "everyone"}
        allowed = {"parse": list(parse), "replied_user": context.kind == REPLY and context.metadata is None}
    parse = set(allowed.get("parse") or [])
    users = [
        state.world.users[int(found)] for found in dict.fromkeys(_USER.findall(text)) if int(found) in state.world.users
    ]
    listed = {str(user) for user in allowed.get("users") or []}
    pinged = {user.id for user in users if "users" in parse or str(user.id) in listed}
    if context.reference is not None and allowed.get("replied_user"):
        users = [*users, context.reference.author] if context.reference.author not in users else users
        if not context.reference.from_interaction:
            # A reply to an interaction's answer notifies nobody's content gate (discord-api-docs issue 5395).
            pinged.add(context.reference.author.id)
    data["mentions"] = [user.payload() for user in users]
    if channel.guild is None:
        return frozenset(pinged)
    if "@" not in text:
        data["mention_roles"], data["mention_everyone"] = [], False
        return frozenset(pinged)
    may = state.world.permissions(author, channel, state.clock.now())
    roles = [
        channel.guild.roles[int(found)]
        for found in dict.fromkeys(_ROLE.findall(text))
        if int(found) in channel.guild.roles
    ]
    chosen = {str(role) for role in allowed.get("roles") or []}
    for role in roles:
        if ("roles" in parse or str(role.id) in chosen) and (role.mentionable or may & Permission.MENTION_EVERYONE):
            pinged |= {member.user.id for member in channel.guild.members.values() if role.id in member.roles}
    data["mention_roles"] = [str(role.id) for role in roles]
    data["mention_everyone"] = bool(
        "everyone" in parse and may & Permission.MENTION_EVERYONE and _EVERYONE.search(text)
    )
    return frozenset(pinged)


def resolve_reference(channel: Channel, body: Payload) -> Message | None:
    """Return the message a body replies to; None if it replies to none (or may go without).

    Raises:
        ApiProblem: There is no such message and the body insists on it.
    """
    reference = body.get("message_reference")
    if not isinstance(reference, dict):
        return None
    named = str(reference.get("message_id"))
    found = channel.messages.get(int(named)) if named.isdecimal() else None
    if found is not None and found.only_for is None:
        return found
    if reference.get("fail_if_not_exists", True):
        raise invalid("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
    return None
