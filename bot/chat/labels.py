"""Labels: names and descriptions of commands, from the catalogue, in every language there is."""

from __future__ import annotations

from discord import Locale, app_commands

from bot.text.catalogue import DEFAULT_LOCALE, locales, say


def label(key: str) -> app_commands.locale_str:
    """Return a text that Discord is told in English and, by its key, in other languages."""
    return app_commands.locale_str(say(key), key=key)


class Labels(app_commands.Translator):
    """Translates what has a key in the catalogue; asked only when commands are told to Discord."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: Locale,
        context: app_commands.TranslationContextTypes,  # noqa: ARG002 - the library's signature
    ) -> str | None:
        """Return the words in a language, None where the default shall do."""
        key, language = string.extras.get("key"), str(locale)
        if key is None or language == DEFAULT_LOCALE or language not in locales():
            return None
        return say(key, language)
