"""`/deck` and `/library` on the wire: suggestions, what is offered to whom, and what cannot be changed."""

from __future__ import annotations

from typing import Any

import pytest

from bot.library.commands import version_of
from bot.sandbox.client_view import CannotAct
from bot.sandbox.wire import Upload

ONE = b"format = 1\ntitle = 'Tea'\n[[card]]\nid = 'a'\nask = 'What is it?'\nanswer = ['tea']\n"


async def test_an_own_deck_is_suggested_and_found(house: Any) -> None:
    """By stem and title, for managers also once it is removed, and its versions by date and size."""
    ada = house.sandbox.person("ada")
    await ada.runs("library import", file=Upload(filename="brew.toml", data=ONE))
    await ada.presses("Import")
    assert await ada.suggestions("daily add", "deck", "bre") == [{"name": "Tea", "value": "brew"}]
    await ada.runs("library remove", deck="Tea")
    await ada.presses("Remove")
    assert await ada.suggestions("daily add", "deck", "bre") == []
    assert await ada.suggestions("library undo", "deck", "te") == [{"name": "Tea", "value": "brew"}]
    (version,) = await ada.suggestions("library undo", "version", "", deck="brew")
    assert version["name"].endswith("· 1 card")
    assert await ada.suggestions("library undo", "version", "", deck="nothing") == []


async def test_what_may_not_be_changed_is_said(house: Any) -> None:
    """A cancelled preview, and a deck that is not one's own, each have their sentence."""
    ada = house.sandbox.person("ada")
    shown = await ada.runs("library import", file=Upload(filename="brew.toml", data=ONE))
    await ada.presses("Cancel")
    await ada.presses("Import", message=shown, custom_id="library:import:1", forced=True)
    assert "isn't kept any more" in ada.sees("#daily-quiz")
    await ada.runs("library remove", deck="clouds")
    assert "came with the bot" in ada.sees("#daily-quiz")


async def test_members_are_not_offered_what_managers_do(house: Any) -> None:
    """Looking at decks is offered to everybody; what changes or hands them out, to those who manage the server."""
    ben = house.sandbox.person("ben")
    with pytest.raises(CannotAct, match="/library is not offered"):
        await ben.runs("library export", deck="clouds")
    assert "clouds" in (await ben.runs("deck list")).text


def test_versions_are_read_from_numbers_alone() -> None:
    """Whatever else is typed is a version that never was."""
    assert version_of(" 12 ") == 12
    assert version_of("twelve") == version_of("9" * 30) == version_of("") == 0
