"""Posting: from a request's body to a message, and from an edit's body to what it changes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.sandbox import entities, shapes
from bot.sandbox.entities import Channel, Message, User
from bot.sandbox.permissions import Permission
from bot.sandbox.problems import invalid
from bot.sandbox.rules.message import check_edit, check_message
from bot.sandbox.scene import Scene
from bot.sandbox.wire import Payload, Upload, stamp

_USER = re.compile(r"<@!?(\d{15,20})>")
_ROLE = re.compile(r"<@&(\d{15,20})>")
_EVERYONE = re.compile(r"@(everyone|here)\b")
_FIELD = re.compile(r"files\[(\d+)\]")
DEFAULT, REPLY, COMMAND_REPLY, MENU_REPLY = 0, 19, 20, 23


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstance:
    """Where a message comes from, beside its body."""

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


_PLAIN = Circumstance()


def compose(
    scene: Scene,
    channel: Channel,
    author: User,
    body: Payload,
    *,
    uploads: tuple[Upload, ...] = (),
    how: Circumstance = _PLAIN,
) -> Message:
    """Make a message, not yet posted.

    Raises:
        ApiProblem: The body breaks a rule.
    """
    check_message(body, uploads, by_app=author.bot)
    number = scene.ids.make()
    now = scene.clock.now()
    attachments = _attach(scene, channel, body.get("attachments"), uploads, kept=[])
    flags = int(body.get("flags") or 0) & entities.SETTABLE | how.flags
    flags = flags | entities.EPHEMERAL if how.only_for is not None else flags & ~entities.EPHEMERAL
    components = shapes.components(body.get("components") or [], attachments)
    embeds = shapes.embeds(body.get("embeds") or [], attachments)
    data: Payload = {
        "type": how.kind,
        "content": (body.get("content") or "").strip(),
        "mentions": [],
        "mention_roles": [],
        "attachments": shapes.loose(attachments, embeds),
        "embeds": embeds,
        "timestamp": stamp(now),
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
    if how.metadata is not None:
        data["application_id"] = data["webhook_id"] = str(scene.world.application.id)
        data["interaction_metadata"] = how.metadata
    if how.command is not None:
        data["interaction"] = how.command
    if how.reference is not None:
        data |= _refers(how.reference)
    pings = _mention(scene, channel, author, data, body=body, how=how)
    return Message(
        id=number,
        channel=channel,
        author=author,
        created_at=now,
        data=data,
        only_for=how.only_for,
        from_interaction=how.metadata is not None,
        pings=pings,
    )


def change(scene: Scene, message: Message, body: Payload, uploads: tuple[Upload, ...]) -> None:
    """Edit a message as its author and tell.

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
        attachments = _attach(scene, message.channel, body.get("attachments"), uploads, kept=attachments)
    if "content" in body:
        data["content"] = (body["content"] or "").strip()
    if "embeds" in body:
        data["embeds"] = shapes.embeds(body["embeds"] or [], attachments)
    if "components" in body:
        data["components"] = shapes.components(body["components"] or [], attachments)
    data["attachments"] = shapes.loose(attachments, data["embeds"])
    data["edited_timestamp"] = stamp(scene.clock.now())
    if "content" in body or "allowed_mentions" in body:
        # An edit changes what is highlighted, but it notifies nobody.
        _mention(scene, message.channel, message.author, data, body=body, how=_PLAIN)
    message.data = data
    scene.message_edited(message)


def _attach(
    scene: Scene, channel: Channel, listed: list[Payload] | None, uploads: tuple[Upload, ...], *, kept: list[Payload]
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
            scene.files.keep(
                scene.ids.make(), named, scene.base, channel=channel.id, description=about.get("description")
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
    scene: Scene, channel: Channel, author: User, data: Payload, *, body: Payload, how: Circumstance
) -> frozenset[int]:
    """Fill in whom the message mentions; return the ids of those it notifies."""
    text = data["content"] + "".join(shapes.texts(data["components"]))
    allowed = body.get("allowed_mentions")
    if allowed is None:
        parse = {"users"} if how.metadata is not None else {"users", "roles", "everyone"}
        allowed = {"parse": list(parse), "replied_user": how.kind == REPLY and how.metadata is None}
    parse = set(allowed.get("parse") or [])
    users = [
        scene.world.users[int(found)] for found in dict.fromkeys(_USER.findall(text)) if int(found) in scene.world.users
    ]
    listed = {str(user) for user in allowed.get("users") or []}
    pinged = {user.id for user in users if "users" in parse or str(user.id) in listed}
    if how.reference is not None and allowed.get("replied_user"):
        users = [*users, how.reference.author] if how.reference.author not in users else users
        if not how.reference.from_interaction:
            # A reply to an interaction's answer notifies nobody's content gate (discord-api-docs issue 5395).
            pinged.add(how.reference.author.id)
    data["mentions"] = [user.payload() for user in users]
    if channel.guild is None:
        return frozenset(pinged)
    if "@" not in text:
        data["mention_roles"], data["mention_everyone"] = [], False
        return frozenset(pinged)
    may = scene.world.permissions(author, channel, scene.clock.now())
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
