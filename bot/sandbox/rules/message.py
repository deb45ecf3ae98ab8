"""Rules of messages: lengths, emptiness, flags and what may stand beside what."""

from __future__ import annotations

from http import HTTPStatus

from bot.sandbox import entities, shapes
from bot.sandbox.problems import ApiProblem, Form
from bot.sandbox.rules import shape
from bot.sandbox.rules.components import check_components
from bot.sandbox.rules.embeds import check_embeds
from bot.sandbox.wire import Payload, Upload

CONTENT = 2000
_FILES = 10
_NONCE = 25
#: Ten MiB: what one file may weigh.
FILE_BYTES = 10 * 1024 * 1024
_REQUEST_BYTES = 25 * 1024 * 1024
_MENTIONS = 100
_DISABLED_BY_V2 = ("content", "embeds", "stickers", "sticker_ids", "poll")


def check_message(body: Payload, uploads: tuple[Upload, ...], *, by_app: bool) -> None:
    """Check the body of a new message.

    Raises:
        ApiProblem: 50035 with every fault, 50006 for an empty message, 40005 for files too large.
    """
    form = Form()
    flags = shape.flags(form, "flags", body.get("flags"))
    _check_parts(form, body, uploads, flags, [])
    if body.get("nonce") is not None:
        form.at_most("nonce", str(body["nonce"]), _NONCE)
    if not by_app and body.get("components"):
        form.fault("components", "BASE_TYPE_FORBIDDEN", "People cannot send components.")
    form.close()
    if not uploads and not _says_something(body):
        raise ApiProblem.bad(50006, "Cannot send an empty message")


def _says_something(body: Payload) -> bool:
    """Tell whether anything would be seen of a message."""
    embeds = [embed for embed in body.get("embeds") or [] if any(embed.get(key) for key in embed if key != "type")]
    return bool((body.get("content") or "").strip() or embeds or body.get("components") or body.get("attachments"))


def check_edit(body: Payload, uploads: tuple[Upload, ...], *, before: Payload) -> None:
    """Check the body of an edit, and what the message would be afterwards.

    Raises:
        ApiProblem: 50035 with every fault, 50006 if nothing would be left.
    """
    form = Form()
    flags = before["flags"] | shape.flags(form, "flags", body.get("flags")) & entities.COMPONENTS_V2
    _check_parts(form, body, uploads, flags, before["attachments"])
    after = before | {key: value for key, value in body.items() if value is not None or key in ("content", "embeds")}
    if flags & entities.COMPONENTS_V2:
        for part in ("content", "embeds"):
            if after.get(part) and part not in body:
                form.fault(part, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", _V2)
    form.close()
    if not uploads and not _says_something(after):
        raise ApiProblem.bad(50006, "Cannot send an empty message")


_V2 = "The 'content', 'embeds', 'stickers' and 'poll' fields cannot be used when using MessageFlags.IS_COMPONENTS_V2"


def _check_parts(form: Form, body: Payload, uploads: tuple[Upload, ...], flags: int, kept: list[Payload]) -> None:
    content = body.get("content")
    if content is not None and not isinstance(content, str):
        form.fault("content", "STRING_TYPE_CONVERT", "Could not interpret as string.")
    form.at_most("content", content, CONTENT)
    check_embeds(form, shape.objects(form, "embeds", body.get("embeds")))
    v2 = bool(flags & entities.COMPONENTS_V2)
    check_components(form, body.get("components"), v2=v2)
    if v2:
        for part in _DISABLED_BY_V2:
            if body.get(part):
                form.fault(part, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", _V2)
    _check_mentions(form, body.get("allowed_mentions"))
    for part in ("poll", "sticker_ids"):
        if body.get(part):
            form.fault(part, "SANDBOX", f"The sandbox does not model {part}.")
    _check_references(form, body, uploads, kept)
    if any(len(upload.data) > FILE_BYTES for upload in uploads):
        raise ApiProblem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, 40005, "Request entity too large")
    if len(uploads) > _FILES:
        form.fault("attachments", "BASE_TYPE_MAX_LENGTH", f"Must be {_FILES} or fewer in length.")
    if sum(len(upload.data) for upload in uploads) > _REQUEST_BYTES:
        raise ApiProblem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, 40005, "Request entity too large")


def _check_references(form: Form, body: Payload, uploads: tuple[Upload, ...], kept: list[Payload]) -> None:
    """Note attachment:// urls in components that name no file of this message."""
    if not body.get("components"):
        return
    listed = shape.objects(form, "attachments", body.get("attachments"))
    names = {upload.filename for upload in uploads} | {entry.get("filename") for entry in [*listed, *kept]}
    for component in shapes.walk(shape.objects(Form(), "components", body.get("components"))):
        holders = [*(component.get("items") or ()), component]
        for media in (holder.get(key) for holder in holders for key in ("media", "file")):
            url = (media or {}).get("url") or ""
            if url.startswith("attachment://") and url.removeprefix("attachment://") not in names:
                form.fault(
                    "components",
                    "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
                    f"The referenced attachment was not found in the message ({url})",
                )


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
