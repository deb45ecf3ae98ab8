"""Validation of messages: lengths, emptiness, flags, embeds and what excludes what."""

from __future__ import annotations

from http import HTTPStatus

from bot.sandbox import entities, message_parts
from bot.sandbox.problems import ApiProblem, FieldErrors
from bot.sandbox.validation import fields
from bot.sandbox.validation.components import check_components
from bot.sandbox.wire import Payload, Upload

CONTENT = 2000
_FILES = 10
_NONCE = 25
#: Ten MiB: what one file may weigh.
FILE_BYTES = 10 * 1024 * 1024
_REQUEST_BYTES = 25 * 1024 * 1024
_MENTIONS = 100
# Source: Discord documentation, resources/message, "Embed Limits".
_EMBEDS, _FIELDS, _EMBEDS_TOTAL = 10, 25, 6000
_TITLE, _DESCRIPTION, _NAME, _VALUE, _FOOTER, _AUTHOR = 256, 4096, 256, 1024, 2048, 256
_URLS = ("http://", "https://", "attachment://")
_DISABLED_BY_V2 = ("content", "embeds", "stickers", "sticker_ids", "poll")


def check_message(body: Payload, uploads: tuple[Upload, ...], *, by_app: bool) -> None:
    """Check the body of a new message.

    Raises:
        ApiProblem: 50035 with every fault, 50006 for an empty message, 40005 for files too large.
    """
    errors = FieldErrors()
    flags = fields.flags(errors, "flags", body.get("flags"))
    _check_parts(errors, body, uploads, flags, [])
    if body.get("nonce") is not None:
        errors.at_most("nonce", str(body["nonce"]), _NONCE)
    if not by_app and body.get("components"):
        errors.add("components", "BASE_TYPE_FORBIDDEN", "People cannot send components.")
    errors.raise_if_any()
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
    errors = FieldErrors()
    flags = before["flags"] | fields.flags(errors, "flags", body.get("flags")) & entities.COMPONENTS_V2
    _check_parts(errors, body, uploads, flags, before["attachments"])
    after = before | {key: value for key, value in body.items() if value is not None or key in ("content", "embeds")}
    if flags & entities.COMPONENTS_V2:
        for part in ("content", "embeds"):
            if after.get(part) and part not in body:
                errors.add(part, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", _V2)
    errors.raise_if_any()
    if not uploads and not _says_something(after):
        raise ApiProblem.bad(50006, "Cannot send an empty message")


_V2 = "The 'content', 'embeds', 'stickers' and 'poll' fields cannot be used when using MessageFlags.IS_COMPONENTS_V2"


def _check_parts(
    errors: FieldErrors, body: Payload, uploads: tuple[Upload, ...], flags: int, kept: list[Payload]
) -> None:
    content = body.get("content")
    if content is not None and not isinstance(content, str):
        errors.add("content", "STRING_TYPE_CONVERT", "Could not interpret as string.")
    errors.at_most("content", content, CONTENT)
    _check_embeds(errors, fields.objects(errors, "embeds", body.get("embeds")))
    v2 = bool(flags & entities.COMPONENTS_V2)
    check_components(errors, body.get("components"), v2=v2)
    if v2:
        for part in _DISABLED_BY_V2:
            if body.get(part):
                errors.add(part, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", _V2)
    _check_mentions(errors, body.get("allowed_mentions"))
    for part in ("poll", "sticker_ids"):
        if body.get(part):
            errors.add(part, "SANDBOX", f"The sandbox does not model {part}.")
    _check_references(errors, body, uploads, kept)
    if any(len(upload.data) > FILE_BYTES for upload in uploads):
        raise ApiProblem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, 40005, "Request entity too large")
    if len(uploads) > _FILES:
        errors.add("attachments", "BASE_TYPE_MAX_LENGTH", f"Must be {_FILES} or fewer in length.")
    if sum(len(upload.data) for upload in uploads) > _REQUEST_BYTES:
        raise ApiProblem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, 40005, "Request entity too large")


def _check_references(errors: FieldErrors, body: Payload, uploads: tuple[Upload, ...], kept: list[Payload]) -> None:
    """Note attachment:// urls in components that name no file of this message."""
    if not body.get("components"):
        return
    listed = fields.objects(errors, "attachments", body.get("attachments"))
    names = {upload.filename for upload in uploads} | {entry.get("filename") for entry in [*listed, *kept]}
    for component in message_parts.walk(fields.objects(FieldErrors(), "components", body.get("components"))):
        holders = [*(component.get("items") or ()), component]
        for media in (holder.get(key) for holder in holders for key in ("media", "file")):
            url = (media or {}).get("url") or ""
            if url.startswith("attachment://") and url.removeprefix("attachment://") not in names:
                errors.add(
                    "components",
                    "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
                    f"The referenced attachment was not found in the message ({url})",
                )


def _check_mentions(errors: FieldErrors, allowed: Payload | None) -> None:
    if not allowed:
        return
    parse = allowed.get("parse") or []
    for index, word in enumerate(parse):
        if word not in ("users", "roles", "everyone"):
            errors.add(
                f"allowed_mentions.parse.{index}",
                "BASE_TYPE_CHOICES",
                "Value must be one of {'everyone', 'roles', 'users'}.",
            )
    for kind in ("users", "roles"):
        listed = allowed.get(kind) or []
        if listed and kind in parse:
            errors.add(
                "allowed_mentions",
                "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.',
            )
        if len(listed) > _MENTIONS:
            errors.add(f"allowed_mentions.{kind}", "BASE_TYPE_MAX_LENGTH", f"Must be {_MENTIONS} or fewer in length.")


def _check_embeds(errors: FieldErrors, embeds: list[Payload]) -> None:
    """Note every fault of a message's embeds."""
    if len(embeds) > _EMBEDS:
        errors.add("embeds", "BASE_TYPE_MAX_LENGTH", f"Must be {_EMBEDS} or fewer in length.")
    total = 0
    for index, embed in enumerate(embeds):
        total += _check_embed(errors, f"embeds.{index}", embed)
    if total > _EMBEDS_TOTAL:
        errors.add("embeds", "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {_EMBEDS_TOTAL}")


def _check_embed(errors: FieldErrors, path: str, embed: Payload) -> int:
    """Check one embed and return how many characters it counts."""
    fields = embed.get("fields") or []
    footer = (embed.get("footer") or {}).get("text") or ""
    author = (embed.get("author") or {}).get("name") or ""
    errors.at_most(f"{path}.title", embed.get("title"), _TITLE)
    errors.at_most(f"{path}.description", embed.get("description"), _DESCRIPTION)
    errors.at_most(f"{path}.footer.text", footer, _FOOTER)
    errors.at_most(f"{path}.author.name", author, _AUTHOR)
    if len(fields) > _FIELDS:
        errors.add(f"{path}.fields", "BASE_TYPE_MAX_LENGTH", f"Must be {_FIELDS} or fewer in length.")
    for number, field in enumerate(fields):
        for key, limit in (("name", _NAME), ("value", _VALUE)):
            if not str(field.get(key) or "").strip():
                errors.required(f"{path}.fields.{number}.{key}")
            errors.at_most(f"{path}.fields.{number}.{key}", field.get(key), limit)
    for key in ("image", "thumbnail"):
        url = (embed.get(key) or {}).get("url")
        if url and not url.startswith(_URLS):
            errors.add(
                f"{path}.{key}.url",
                "URL_TYPE_INVALID_SCHEME",
                f"Scheme \"{url.partition(':')[0]}\" is not supported. Scheme must be one of ('http', 'https').",
            )
    texts = [embed.get("title"), embed.get("description"), footer, author]
    texts += [field.get(key) for field in fields for key in ("name", "value")]
    return sum(len(text) for text in texts if isinstance(text, str))
