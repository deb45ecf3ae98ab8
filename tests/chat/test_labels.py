"""Commands are told in English, and in every language there is a catalogue for."""

from __future__ import annotations

from typing import Any

from discord import Locale, app_commands

from bot.chat.labels import Labels, label
from tests.text.test_catalogue import MESSAGES


async def test_a_label_is_english_with_a_key() -> None:
    """The payload's default is the string itself; only other languages are looked up."""
    made = label("cmd-daily-add-about")
    assert str(made) == "Ask questions in a channel at a set time"
    context = app_commands.TranslationContext(app_commands.TranslationContextLocation.other, None)
    labels = Labels()
    assert await labels.translate(made, Locale.american_english, context) is None
    assert await labels.translate(made, Locale.german, context) is None
    assert await labels.translate(app_commands.locale_str("bare"), Locale.german, context) is None


class _Keys(app_commands.Translator):
    """Learns all that there is to be translated."""

    def __init__(self) -> None:
        self.found: set[str] = set()

    async def translate(self, string: app_commands.locale_str, locale: Locale, context: object) -> None:
        """Keep the key."""
        del locale, context
        self.found.add(string.extras["key"])


async def test_every_label_is_used(house: Any) -> None:
    """Commands, options and choices have all the labels of the catalogue between them, and no others."""
    keys = _Keys()
    for command in house.client.tree.get_commands():
        await command.get_translated_payload(house.client.tree, keys)
    families = ("cmd-", "opt-", "choice-", "members-see-")
    assert {key for key in MESSAGES if key.startswith(families)} == {
        key for key in keys.found if key.startswith(families)
    }
    assert keys.found <= MESSAGES.keys()
