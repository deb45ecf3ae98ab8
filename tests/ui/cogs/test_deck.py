"""`/deck` on the wire: suggestions, permissions, and who the owner is."""

from __future__ import annotations

from typing import Any

from bot.library.commands.deck_choices import version_of
from bot.sandbox.wire import Upload

ONE = b"format = 1\ntitle = 'Tea'\n[[card]]\nid = 'a'\nask = 'What is it?'\nanswer = ['tea']\n"


async def test_an_own_deck_is_suggested_and_found(house: Any) -> None:
    """By stem and title, for managers also once it is removed, and its versions by date and size."""
    ada, ben = house.sandbox.person("ada"), house.sandbox.person("ben")
    await ada.runs("deck import", file=Upload(filename="brew.toml", data=ONE))
    await ada.presses("Import")
    assert await ada.suggestions("daily add", "deck", "bre") == [{"name": "Tea", "value": "brew"}]
    await ada.runs("deck remove", deck="Tea")
    await ada.presses("Remove")
    assert await ada.suggestions("daily add", "deck", "bre") == []
    assert await ada.suggestions("deck undo", "deck", "te") == [{"name": "Tea", "value": "brew"}]
    assert await ben.suggestions("deck undo", "deck", "te") == []
    (version,) = await ada.suggestions("deck undo", "version", "", deck="brew")
    assert version["name"].endswith("· 1 card")
    assert await ada.suggestions("deck undo", "version", "", deck="nothing") == []
    assert await ben.suggestions("deck undo", "version", "", deck="brew") == []


async def test_what_may_not_be_changed_is_said(house: Any) -> None:
    """A cancelled preview, a deck that is not one's own, and a lack of rights each have their sentence."""
    ada, ben = house.sandbox.person("ada"), house.sandbox.person("ben")
    shown = await ada.runs("deck import", file=Upload(filename="brew.toml", data=ONE))
    await ada.presses("Cancel")
    await ada.presses("Import", message=shown, custom_id="deck:import:1", forced=True)
    assert "isn't kept any more" in ada.sees("#daily-quiz")
    await ben.runs("deck remove", deck="clouds")
    assert "have the permission" in ben.sees("#daily-quiz")
    await ada.runs("deck remove", deck="clouds")
    assert "came with the bot" in ada.sees("#daily-quiz")


async def test_a_reload_is_for_the_owner(house: Any) -> None:
    """Only the application's owner may have the folder read."""
    ada, ben = house.sandbox.person("ada"), house.sandbox.person("ben")
    assert "Only the person who runs this bot" in (await ben.runs("deck reload")).text
    assert "was read" in (await ada.runs("deck reload")).text


def test_versions_are_read_from_numbers_alone() -> None:
    """Whatever else is typed is a version that never was."""
    assert version_of(" 12 ") == 12
    assert version_of("twelve") == version_of("9" * 30) == version_of("") == 0
