"""Components, embeds and files as they come back."""

from __future__ import annotations

import struct

from bot.sandbox import message_parts
from bot.sandbox.entities import gated
from bot.sandbox.files import Files
from bot.sandbox.payloads import application
from bot.sandbox.wire import Upload
from bot.sandbox.world import demo_world

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">II", 640, 480)


def test_components_get_ids_that_are_free() -> None:
    """Each component has an id of its own; given ones are kept, nulls are dropped."""
    button = {"type": 2, "style": 1, "label": "x", "custom_id": "x", "emoji": None}
    (row,) = message_parts.returned_components([{"type": 1, "id": 1, "components": [button, button | {"id": 2}]}], [])
    assert [one["id"] for one in message_parts.walk([row])] == [1, 3, 2]
    assert "emoji" not in row["components"][0]


def test_defaults_are_filled_in() -> None:
    """Discord answers what was left out: a select's bounds, a container's colour, a separator's spacing."""
    select, container, separator = message_parts.returned_components(
        [{"type": 5, "custom_id": "s"}, {"type": 17, "components": []}, {"type": 14}], []
    )
    assert (select["min_values"], select["max_values"]) == (1, 1)
    assert container["accent_color"] is None
    assert (separator["divider"], separator["spacing"]) == (True, 1)


def test_pictures_know_their_size() -> None:
    """A PNG's width and height are read; the name is made safe for a URL."""
    stored = Files().keep(
        7, Upload(filename="my plot.png", data=PNG), "http://127.0.0.1:1", channel=3, description="alt"
    )
    assert (stored["width"], stored["height"], stored["filename"]) == (640, 480, "my_plot.png")
    assert stored["content_type"] == "image/png"
    assert stored["url"].startswith("http://127.0.0.1:1/cdn/attachments/3/7/my_plot.png")
    assert stored["description"] == "alt"


def test_pictures_inside_embeds_and_files_in_layouts_resolve() -> None:
    """attachment:// becomes the file's URL in embeds, galleries and file components."""
    attachment = Files().keep(7, Upload(filename="a.png", data=PNG), "http://x", channel=3)
    (embed,) = message_parts.returned_embeds([{"title": "", "image": {"url": "attachment://a.png"}}], [attachment])
    assert embed == {
        "type": "rich",
        "image": {"url": attachment["url"], "proxy_url": attachment["url"], "width": 640, "height": 480},
    }
    assert message_parts.outside_embeds([attachment], [embed]) == []
    gallery, file = message_parts.returned_components(
        [
            {"type": 12, "items": [{"media": {"url": "attachment://a.png"}}]},
            {"type": 13, "file": {"url": "attachment://a.png"}},
        ],
        [attachment],
    )
    assert gallery["items"][0]["media"]["attachment_id"] == "7"
    assert (file["name"], file["size"]) == ("a.png", len(PNG))


def test_gating_blanks_what_was_said() -> None:
    """Content, embeds, attachments and components go, the rest stays."""
    message = {"id": "1", "content": "x", "embeds": [1], "attachments": [1], "components": [1], "poll": {}}
    assert gated(message) == {"id": "1", "content": "", "embeds": [], "attachments": [], "components": []}


def test_app_shows_its_privileged_intents() -> None:
    """Each switch of the portal is a flag of the app."""
    world = demo_world()
    assert application(world)["flags"] == 0
    world.application.privileged = 1 << 15 | 1 << 1
    assert application(world)["flags"] == 1 << 19 | 1 << 15
