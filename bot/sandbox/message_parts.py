"""Message parts: components, embeds and attachments as Discord returns them, defaults filled in."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from bot.sandbox.wire import Payload

ROW, BUTTON, SELECT, INPUT, SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER, LABEL = (
    1, 2, 3, 4, 9, 10, 11, 12, 13, 14, 17, 18,
)  # fmt: skip
SELECTS = (3, 5, 6, 7, 8)
_ATTACHED = "attachment://"


def walk(components: list[Payload]) -> Iterator[Payload]:
    """Yield components and all inside them, in reading order."""
    for component in components:
        yield component
        inner = [*component.get("components", ())]
        inner.extend(component[key] for key in ("accessory", "component") if component.get(key))
        yield from walk(inner)


def texts(components: list[Payload]) -> Iterator[str]:
    """Yield the texts of text displays."""
    for component in walk(components):
        if component["type"] == TEXT:
            yield component["content"]


def returned_components(given: list[Payload], attachments: list[Payload]) -> list[Payload]:
    """Return components with an id each, media resolved, nulls dropped."""
    taken = {component["id"] for component in walk(given) if component.get("id")}
    numbers = (number for number in itertools.count(1) if number not in taken)
    return [_component(component, numbers, attachments) for component in given]


def _component(raw: Payload, numbers: Iterator[int], attachments: list[Payload]) -> Payload:
    shape = {key: value for key, value in raw.items() if value is not None}
    shape["id"] = raw.get("id") or next(numbers)
    if "components" in raw:
        shape["components"] = [_component(inner, numbers, attachments) for inner in raw["components"]]
    for key in ("accessory", "component"):
        if raw.get(key):
            shape[key] = _component(raw[key], numbers, attachments)
    if raw["type"] in SELECTS:
        shape.setdefault("min_values", 1)
        shape.setdefault("max_values", 1)
    for key in ("media", "file"):
        if raw.get(key):
            shape[key] = _media(raw[key], attachments)
    if raw["type"] == GALLERY:
        shape["items"] = [
            {"description": None, "spoiler": False, **item, "media": _media(item["media"], attachments)}
            for item in raw["items"]
        ]
    if raw["type"] == FILE:
        name = shape["file"]["url"].rpartition("/")[2].partition("?")[0]
        shape |= {"name": name, "size": next((a["size"] for a in attachments if a["filename"] == name), 0)}
    return _filled(shape)


def _filled(shape: Payload) -> Payload:
    """Fill in what Discord always answers for some types."""
    defaults: Payload = {}
    if shape["type"] == CONTAINER:
        defaults = {"accent_color": None, "spoiler": False}
    elif shape["type"] == SEPARATOR:
        defaults = {"divider": True, "spacing": 1}
    elif shape["type"] == THUMBNAIL:
        defaults = {"description": None, "spoiler": False}
    elif shape["type"] == FILE:
        defaults = {"spoiler": False}
    return defaults | shape


def _media(media: Payload, attachments: list[Payload]) -> Payload:
    url = media["url"]
    found = _attachment(url, attachments)
    if not found:
        return {"id": "0", "url": url, "proxy_url": url, "width": None, "height": None, "content_type": None}
    return {
        "id": found["id"],
        "url": found["url"],
        "proxy_url": found["proxy_url"],
        "width": found.get("width"),
        "height": found.get("height"),
        "content_type": found["content_type"],
        "attachment_id": found["id"],
    }


def returned_embeds(given: list[Payload], attachments: list[Payload]) -> list[Payload]:
    """Return embeds with defaults filled in and pictures resolved."""
    return [_embed(raw, attachments) for raw in given]


def _embed(raw: Payload, attachments: list[Payload]) -> Payload:
    embed = {key: value for key, value in raw.items() if value not in (None, [], {}, "")}
    embed["type"] = "rich"
    embed.pop("flags", None)
    if "fields" in embed:
        embed["fields"] = [{"inline": False} | field for field in embed["fields"]]
    for key in ("image", "thumbnail"):
        if key in embed:
            found = _attachment(embed[key]["url"], attachments)
            url = found["url"] if found else embed[key]["url"]
            picture: Payload = {"url": url, "proxy_url": url}
            if found:
                picture |= {side: found[side] for side in ("width", "height", "description") if side in found}
            embed[key] = picture
    return embed


def _attachment(url: str, attachments: list[Payload]) -> Payload | None:
    if not url.startswith(_ATTACHED):
        return next((attachment for attachment in attachments if attachment["url"] == url), None)
    return next((a for a in attachments if a["filename"] == url.removeprefix(_ATTACHED)), None)


def outside_embeds(attachments: list[Payload], embeds: list[Payload]) -> list[Payload]:
    """Return the attachments that are not shown inside an embed: Discord lists only those."""
    shown = {embed[key]["url"] for embed in embeds for key in ("image", "thumbnail") if key in embed}
    return [attachment for attachment in attachments if attachment["url"] not in shown]
