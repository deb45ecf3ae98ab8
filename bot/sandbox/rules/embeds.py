"""Rules of embeds. Source: Discord documentation, resources/message, "Embed Limits"."""

from __future__ import annotations

from bot.sandbox.problems import Form
from bot.sandbox.wire import Payload

_EMBEDS, _FIELDS, _TOTAL = 10, 25, 6000
_TITLE, _DESCRIPTION, _NAME, _VALUE, _FOOTER, _AUTHOR = 256, 4096, 256, 1024, 2048, 256
_URLS = ("http://", "https://", "attachment://")


def check_embeds(form: Form, embeds: list[Payload]) -> None:
    """Note every fault of a message's embeds."""
    if len(embeds) > _EMBEDS:
        form.fault("embeds", "BASE_TYPE_MAX_LENGTH", f"Must be {_EMBEDS} or fewer in length.")
    total = 0
    for index, embed in enumerate(embeds):
        total += _check_embed(form, f"embeds.{index}", embed)
    if total > _TOTAL:
        form.fault("embeds", "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {_TOTAL}")


def _check_embed(form: Form, path: str, embed: Payload) -> int:
    """Check one embed and return how many characters it counts."""
    fields = embed.get("fields") or []
    footer = (embed.get("footer") or {}).get("text") or ""
    author = (embed.get("author") or {}).get("name") or ""
    form.at_most(f"{path}.title", embed.get("title"), _TITLE)
    form.at_most(f"{path}.description", embed.get("description"), _DESCRIPTION)
    form.at_most(f"{path}.footer.text", footer, _FOOTER)
    form.at_most(f"{path}.author.name", author, _AUTHOR)
    if len(fields) > _FIELDS:
        form.fault(f"{path}.fields", "BASE_TYPE_MAX_LENGTH", f"Must be {_FIELDS} or fewer in length.")
    for number, field in enumerate(fields):
        for key, limit in (("name", _NAME), ("value", _VALUE)):
            if not str(field.get(key) or "").strip():
                form.required(f"{path}.fields.{number}.{key}")
            form.at_most(f"{path}.fields.{number}.{key}", field.get(key), limit)
    for key in ("image", "thumbnail"):
        url = (embed.get(key) or {}).get("url")
        if url and not url.startswith(_URLS):
            form.fault(
                f"{path}.{key}.url",
                "URL_TYPE_INVALID_SCHEME",
                f"Scheme \"{url.partition(':')[0]}\" is not supported. Scheme must be one of ('http', 'https').",
            )
    texts = [embed.get("title"), embed.get("description"), footer, author]
    texts += [field.get(key) for field in fields for key in ("name", "value")]
    return sum(len(text) for text in texts if isinstance(text, str))
