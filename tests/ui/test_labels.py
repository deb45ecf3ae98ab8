"""Commands are told in English, and in every language there is a catalogue for."""

from __future__ import annotations

from discord import Locale, app_commands

from bot.chat.labels import Labels, label


async def test_a_label_is_english_with_a_key() -> None:
    """The payload's default is the string itself; only other languages are looked up."""
    made = label("cmd-daily-add-about")
    assert str(made) == "Ask questions in a channel at a set time"
    context = app_commands.TranslationContext(app_commands.TranslationContextLocation.other, None)
    labels = Labels()
    assert await labels.translate(made, Locale.american_english, context) is None
    assert await labels.translate(made, Locale.german, context) is None
    assert await labels.translate(app_commands.locale_str("bare"), Locale.german, context) is None
