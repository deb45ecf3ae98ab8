"""Message routes: send, edit, read, delete and pin."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from bot.sandbox import posting, rate_limits
from bot.sandbox.changes import Change, ChangeKind
from bot.sandbox.entities import Channel, Message, gated
from bot.sandbox.permissions import Permission
from bot.sandbox.posting import MessageContext
from bot.sandbox.problems import ApiProblem, invalid, missing_permissions
from bot.sandbox.route import Body, Call, Route
from bot.sandbox.sessions import Intent
from bot.sandbox.state import NONCE_LIVES
from bot.sandbox.wire import Payload

_PAGE = 50
_LARGEST_PAGE = 100


def send(call: Call) -> Body:
    """Send a message; with `enforce_nonce`, the one already sent under that nonce is answered again."""
    body = call.fields()
    channel = call.channel()
    _may_send(call, channel, body)
    state, bot = call.state, call.state.world.bot
    nonce = body.get("nonce")
    key = (bot.id, str(nonce))
    if nonce is not None and body.get("enforce_nonce"):
        earlier = state.nonces.get(key)
        if earlier and state.clock.now() - earlier.created_at <= NONCE_LIVES:
            return earlier.payload(bot.id)
    reference = posting.resolve_reference(channel, body)
    context = MessageContext(kind=posting.REPLY if reference else posting.DEFAULT, reference=reference)
    message = posting.compose(state, channel, bot, body, uploads=call.uploads, context=context)
    if nonce is not None:
        state.remember_nonce(key, message)
    state.message_created(message)
    return message.payload(bot.id)


def _may_send(call: Call, channel: Channel, body: Payload) -> None:
    needs = [call.sending(channel)]
    if body.get("tts"):
        needs.append(Permission.SEND_TTS_MESSAGES)
    if call.uploads:
        needs.append(Permission.ATTACH_FILES)
    if body.get("embeds"):
        needs.append(Permission.EMBED_LINKS)
    if any(not call.may(channel, need) for need in needs):
        raise missing_permissions()
    if body.get("message_reference") and not call.may(channel, Permission.READ_MESSAGE_HISTORY):
        raise ApiProblem(HTTPStatus.FORBIDDEN, 160002, "Cannot reply without permission to read message history")
    if channel.locked and not call.may(channel, Permission.MANAGE_THREADS):
        raise ApiProblem.bad(50083, "Thread is archived")
    channel.archived = False


def edit(call: Call) -> Body:
    """Edit one of the bot's own messages."""
    channel = call.channel()
    message = call.message(channel)
    bot = call.state.world.bot
    if message.author is not bot:
        raise ApiProblem(HTTPStatus.FORBIDDEN, 50005, "Cannot edit a message authored by another user")
    rate_limits.check_late_edit(message, call.state.clock.now())
    posting.edit(call.state, message, call.fields(), call.uploads)
    return message.payload(bot.id)


def delete(call: Call) -> Body:
    """Delete a message; others' need a permission."""
    channel = call.channel()
    message = call.message(channel)
    if message.author is not call.state.world.bot and not call.may(channel, Permission.MANAGE_MESSAGES):
        raise missing_permissions()
    call.state.message_deleted(message)
    return None


def read(call: Call) -> Body:
    """Read one message."""
    channel = call.channel(Permission.READ_MESSAGE_HISTORY)
    return _shown(call, call.message(channel))


def history(call: Call) -> Body:
    """Read a page of messages, newest first; without the permission Discord answers an empty page."""
    channel = call.channel()
    if not call.may(channel, Permission.READ_MESSAGE_HISTORY):
        return []
    limit = call.query.get("limit", str(_PAGE))
    if not limit.isdecimal() or not 1 <= int(limit) <= _LARGEST_PAGE:
        raise invalid("limit", "NUMBER_TYPE_MAX", "int value should be between 1 and 100.")
    found = [message for message in channel.messages.values() if message.only_for is None]
    for key, value in call.query.items():
        if key in ("before", "after", "around") and not value.isdecimal():
            raise invalid(key, "NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')
    return [_shown(call, message) for message in _page(found, call.query, int(limit))]


def _page(found: list[Message], query: Mapping[str, str], limit: int) -> list[Message]:
    """Return at most `limit` messages before, after or around an id, newest first."""
    bounds = {key: int(value) for key, value in query.items() if key in ("before", "after", "around")}
    if "after" in bounds:
        return [message for message in found if message.id > bounds["after"]][:limit][::-1]
    if "around" in bounds:
        older = [message for message in found if message.id <= bounds["around"]][-(limit // 2) - 1 :]
        newer = [message for message in found if message.id > bounds["around"]][: limit // 2]
        return (older + newer)[::-1][:limit]
    if "before" in bounds:
        found = [message for message in found if message.id < bounds["before"]]
    return found[-limit:][::-1]


def _shown(call: Call, message: Message) -> Payload:
    """Return a message as REST shows it: content is gated here by the app's own switch, not by the session's."""
    world = call.state.world
    data = message.payload(world.bot.id)
    reads = world.application.privileged & Intent.MESSAGE_CONTENT
    return data if reads or message.is_open_to(world.bot) else gated(data)


def typing(call: Call) -> Body:
    """Show the bot as typing."""
    channel = call.channel(call.sending(call.channel()))
    call.state.changes.tell(Change(kind=ChangeKind.TYPING, channel=channel.id))
    return None


ROUTES = (
    Route(method="POST", template="/channels/{channel_id}/messages", handler=send, bucket=(5, 5.0)),
    Route(method="GET", template="/channels/{channel_id}/messages", handler=history, bucket=(5, 1.0)),
    Route(method="GET", template="/channels/{channel_id}/messages/{message_id}", handler=read, bucket=(5, 1.0)),
    Route(method="PATCH", template="/channels/{channel_id}/messages/{message_id}", handler=edit, bucket=(5, 5.0)),
    Route(method="DELETE", template="/channels/{channel_id}/messages/{message_id}", handler=delete, bucket=(5, 1.0)),
    Route(method="POST", template="/channels/{channel_id}/typing", handler=typing, bucket=(5, 5.0)),
)
