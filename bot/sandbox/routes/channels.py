"""Channel routes: read a channel, change a thread."""

from __future__ import annotations

from bot.sandbox import payloads
from bot.sandbox.entities import PUBLIC_THREAD
from bot.sandbox.permissions import Permission
from bot.sandbox.problems import FieldErrors, invalid, missing_permissions
from bot.sandbox.route import Body, Call, Route

ARCHIVE_AFTER = (60, 1440, 4320, 10080)
_NAME = 100


def read(call: Call) -> Body:
    """Answer with a channel."""
    return payloads.channel(call.state, call.channel())


def change(call: Call) -> Body:
    """Change a thread: its name, whether it is archived or locked; other channels are not changed here."""
    channel = call.channel()
    if channel.kind != PUBLIC_THREAD:
        raise missing_permissions() if not call.may(channel, Permission.MANAGE_CHANNELS) else _not_modelled()
    body = call.fields()
    own = channel.opener == call.state.world.bot.id
    if not own and not call.may(channel, Permission.MANAGE_THREADS):
        raise missing_permissions()
    if "locked" in body and not call.may(channel, Permission.MANAGE_THREADS):
        raise missing_permissions()
    errors = FieldErrors()
    if "name" in body:
        errors.between("name", body["name"], 1, _NAME)
    if body.get("auto_archive_duration") not in (None, *ARCHIVE_AFTER):
        errors.add("auto_archive_duration", "BASE_TYPE_CHOICES", f"Value must be one of {set(ARCHIVE_AFTER)}.")
    errors.raise_if_any()
    channel.name = body.get("name", channel.name)
    channel.archived = bool(body.get("archived", channel.archived))
    channel.locked = bool(body.get("locked", channel.locked))
    channel.archive_after = body.get("auto_archive_duration") or channel.archive_after
    shown = payloads.channel(call.state, channel)
    call.state.channel_changed(channel, "THREAD_UPDATE", shown)
    return shown


def _not_modelled() -> Exception:
    return invalid("_", "SANDBOX", "The sandbox does not model editing channels; use `sandbox.admin`.")


ROUTES = (
    Route(method="GET", template="/channels/{channel_id}", handler=read),
    Route(method="PATCH", template="/channels/{channel_id}", handler=change, bucket=(5, 5.0)),
)
