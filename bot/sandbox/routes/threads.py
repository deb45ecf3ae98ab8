"""Thread routes: create from a message or on its own, join and leave."""

from __future__ import annotations

from bot.sandbox import payloads
from bot.sandbox.entities import PUBLIC_THREAD, TEXT, Channel, Message
from bot.sandbox.permissions import Permission
from bot.sandbox.problems import ApiProblem, FieldErrors, unknown
from bot.sandbox.route import Body, Call, Created, Route
from bot.sandbox.routes.channels import ARCHIVE_AFTER

_NAME = 100


def open_from_message(call: Call) -> Created:
    """Open a thread from a message; both have the same id."""
    channel = call.channel(Permission.CREATE_PUBLIC_THREADS, Permission.READ_MESSAGE_HISTORY)
    message = call.message(channel)
    if message.id in call.state.world.channels:
        raise ApiProblem.bad(160004, "A thread has already been created for this message")
    return _open(call, channel, message)


def open_alone(call: Call) -> Created:
    """Open a public thread without a message."""
    channel = call.channel(Permission.CREATE_PUBLIC_THREADS)
    kind = call.fields().get("type", 12)
    if kind != PUBLIC_THREAD:
        raise ApiProblem.bad(50024, "Cannot execute action on this channel type (the sandbox has public threads only)")
    return _open(call, channel, None)


def _open(call: Call, channel: Channel, message: Message | None) -> Created:
    if channel.kind != TEXT:
        raise ApiProblem.bad(50024, "Cannot execute action on this channel type")
    state, body = call.state, call.fields()
    errors = FieldErrors()
    errors.between("name", body.get("name"), 1, _NAME)
    if body.get("auto_archive_duration") not in (None, *ARCHIVE_AFTER):
        errors.add("auto_archive_duration", "BASE_TYPE_CHOICES", f"Value must be one of {set(ARCHIVE_AFTER)}.")
    errors.raise_if_any()
    thread = state.world.place(
        Channel(
            id=message.id if message else state.ids.make(),
            name=body["name"],
            kind=PUBLIC_THREAD,
            guild=channel.guild,
            parent=channel,
            opener=state.world.bot.id,
            archive_after=body.get("auto_archive_duration") or 1440,
        )
    )
    shown = payloads.channel(state, thread)
    if message is not None:
        message.data = message.data | {"thread": shown, "flags": message.flags | 1 << 5}
    state.channel_changed(thread, "THREAD_CREATE", shown | {"newly_created": True})
    return Created(shown)


def join(call: Call) -> Body:
    """Join a thread."""
    _thread(call)
    return None


def _thread(call: Call) -> Channel:
    channel = call.channel()
    if channel.kind != PUBLIC_THREAD:
        raise unknown("Channel")
    return channel


ROUTES = (
    Route(
        method="POST",
        template="/channels/{channel_id}/messages/{message_id}/threads",
        handler=open_from_message,
        bucket=(5, 5.0),
    ),
    Route(method="POST", template="/channels/{channel_id}/threads", handler=open_alone, bucket=(5, 5.0)),
    Route(method="PUT", template="/channels/{channel_id}/thread-members/@me", handler=join),
    Route(method="DELETE", template="/channels/{channel_id}/thread-members/@me", handler=join),
)
