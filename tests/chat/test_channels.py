"""Whether the bot can work in a channel is known before anything is made."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from bot.chat.channels import chosen_channel, missing_in
from bot.chat.errors import ChannelUnfit
from bot.sandbox.permissions import Permission


@pytest.mark.parametrize(
    ("denied", "missing"),
    [
        (Permission.EMBED_LINKS, ("embed_links",)),
        (Permission.READ_MESSAGE_HISTORY | Permission.ATTACH_FILES, ("attach_files", "read_message_history")),
        (Permission.SEND_MESSAGES, ("send_messages",)),
        (Permission.VIEW_CHANNEL, ("view_channel",)),
    ],
)
async def test_what_is_missing_is_named(house: Any, denied: Permission, missing: tuple[str, ...]) -> None:
    """Only what has to be changed in the settings, not what follows from it."""
    arena = house.client.get_channel(house.sandbox.person("ada").channel("#arena").id)
    assert missing_in(arena) == ()
    await house.denies("#arena", denied)
    assert missing_in(arena) == missing


async def test_asking_in_a_channel_that_was_closed_off_is_refused(house: Any) -> None:
    """`/daily now` records nothing that could only fail."""
    ada = house.sandbox.person("ada")
    await ada.runs("daily add", deck="clouds", channel="#arena")
    await house.denies("#arena", Permission.SEND_MESSAGES)
    await ada.runs("daily now")
    assert "I can't post in #arena yet." in ada.sees("#daily-quiz")
    assert await house.nothing_due()


def test_only_text_channels_will_do() -> None:
    """Run in a thread or a voice channel, the person is asked to choose one."""
    with pytest.raises(ChannelUnfit):
        chosen_channel(SimpleNamespace(channel=SimpleNamespace(id=1), channel_id=1), None)
