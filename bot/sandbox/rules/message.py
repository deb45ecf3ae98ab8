"""Rules of messages: lengths, emptiness, flags and what may stand beside what."""

from __future__ import annotations

from http import HTTPStatus

from bot.sandbox import messages
from bot.sandbox.problems import ApiProblem, Form
from bot.sandbox.rules.components import check_components
from bot.sandbox.rules.embeds import check_embeds
from bot.sandbox.wire import Payload, Upload

CONTENT = 2000
_FILES = 10
_NONCE = 25
_REQUEST_BYTES = 25 * 1024 * 1024
_MENTIONS = 100
_DISABLED_BY_V2 = ("content", "embeds", "stickers", "sticker_ids", "poll")


def check_message(body: Payload, uploads: tuple[Upload, ...], *, by_app: bool) -> None:
    """Check the body of a new message.

    Raises:
        ApiProblem: 50035 with every fault, 50006 for an empty message, 40005 for files too large.
    """
    form = Form()
    flags = int(body.get("flags") or 0)
    _check_parts(form, body, uploads, flags)
    if body.get("nonce") is not None:
        form.at_most("nonce", str(body["nonce"]), _NONCE)
    if not by_app and body.get("components"):
        form.fault("components", "BASE_TYPE_FORBIDDEN", "People cannot send components.")
    form.close()
    parts = ("content", "embeds", "components", "sticker_ids", "poll")
    blank = isinstance(body.get("content"), str) and not body["content"].strip()
    if not uploads and not any(body.get(part) for part in parts if not (part == "content" and blank)):
        raise ApiProblem(HTTPStatus.BAD_REQUEST, 50006, "Cannot send an empty message")


def check_edit(body: Payload, uploads: tuple[Upload, ...], *, before: Payload) -> None:
    """Check the body of an edit, and what the message would be afterwards.

    Raises:
        ApiProblem: 50035 with every fault, 50006 if nothing would be left.
    """
    form = Form()
    flags = before["flags"] | int(body.get("flags") or 0) & messages.COMPONENTS_V2
    _check_parts(form, body, uploads, flags)
    after = before | {key: value for key, value in body.items() if value is not None or key in ("content", "embeds")}
    if flags & messages.COMPONENTS_V2:
        for part in ("content", "embeds"):
            if after.get(part) and part not in body:
                form.fault(part, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", _V2)
    form.close()
    left = ("content", "embeds", "components", "attachments", "poll")
    if not uploads and not any(after.get(part) for part in left):
        raise ApiProblem(HTTPStatus.BAD_REQUEST, 50006, "Cannot send an empty message")


_V2 = "The 'content', 'embeds', 'stickers' and 'poll' fields cannot be used when using MessageFlags.IS_COMPONENTS_V2"


def _check_parts(form: Form, body: Payload, uploads: tuple[Upload, ...], flags: int) -> None:
    content = body.get("content")
    if content is not None and not isinstance(content, str):
        form.fault("content", "STRING_TYPE_CONVERT", "Could not interpret as string.")
    form.at_most("content", content, CONTENT)
    check_embeds(form, body.get("embeds") or [])
    v2 = bool(flags & messages.COMPONENTS_V2)
    check_components(form, body.get("components") or [], v2=v2)
    if v2:
        for part in _DISABLED_BY_V2:
            if body.get(part):
                form.fault(part, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", _V2)
    _check_mentions(form, body.get("allowed_mentions"))
    if len(uploads) > _FILES:
        form.fault("attachments", "BASE_TYPE_MAX_LENGTH", f"Must be {_FILES} or fewer in length.")
    if sum(len(upload.data) for upload in uploads) > _REQUEST_BYTES:
        raise ApiProblem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, 40005, "Request entity too large")


def _check_mentions(form: Form, allowed: Payload | None) -> None:
    if not allowed:
        return
    parse = allowed.get("parse") or []
    for index, word in enumerate(parse):
        if word not in ("users", "roles", "everyone"):
            form.fault(
                f"allowed_mentions.parse.{index}",
                "BASE_TYPE_CHOICES",
                "Value must be one of {'everyone', 'roles', 'users'}.",
            )
    for kind in ("users", "roles"):
        listed = allowed.get(kind) or []
        if listed and kind in parse:
            form.fault(
                "allowed_mentions",
                "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.',
            )
        if len(listed) > _MENTIONS:
            form.fault(f"allowed_mentions.{kind}", "BASE_TYPE_MAX_LENGTH", f"Must be {_MENTIONS} or fewer in length.")
