"""Labels: names and descriptions of slash commands, from the catalogue, in every language there is.

Keys follow from names: `/daily add` is `cmd-daily-add` and `cmd-daily-add-about`; its option `open_for` is
`opt-open-for` and `opt-open-for-about`, or with more words of the command's path in front where the general words do
not fit: `opt-daily-open-for-about`, `opt-daily-add-open-for-about`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from enum import Enum
from typing import Any, TypedDict, TypeVar

from discord import Locale, app_commands
from discord.app_commands import Choice

from bot.text.catalogue import DEFAULT_LOCALE, has, locales, say

F = TypeVar("F", bound=Callable[..., Any])
V = TypeVar("V", str, int)


def label(key: str) -> app_commands.locale_str:
    """Return a text that Discord is told in English and, by its key, in other languages."""
    return app_commands.locale_str(say(key), key=key)


class CommandTexts(TypedDict):
    """What the library wants to know of a command or a group."""

    name: app_commands.locale_str
    description: app_commands.locale_str


def named(path: str) -> CommandTexts:
    """Return the name and the description of a command or a group.

    Args:
        path: Such as "daily" or "daily add".
    """
    key = f"cmd-{path.replace(' ', '-')}"
    return CommandTexts(name=label(key), description=label(f"{key}-about"))


def options(path: str) -> Callable[[F], F]:
    """Name and describe all options of a command, by the names of its function's parameters.

    Args:
        path: Such as "daily add".
    """

    def decorate(callback: F) -> F:
        # The first are the object it belongs to and the interaction.
        names = list(inspect.signature(callback).parameters)[2:]
        described = app_commands.describe(**{name: label(_key(path, name, "-about")) for name in names})(callback)
        return app_commands.rename(**{name: label(_key(path, name, "")) for name in names})(described)

    return decorate


def command(path: str) -> Callable[[Callable[..., Any]], app_commands.Command[Any, ..., Any]]:
    """Make a function of a group a command below it, with its names and descriptions.

    Args:
        path: Such as "daily add".
    """

    def decorate(callback: Callable[..., Any]) -> app_commands.Command[Any, ..., Any]:
        return app_commands.command(**named(path))(options(path)(callback))

    return decorate


def choices(family: str, values: Iterable[V]) -> list[Choice[V]]:
    """Return what an option can be chosen from: `<family>-<value>` in the catalogue for each value."""
    plain = ((value.value if isinstance(value, Enum) else value) for value in values)
    return [Choice(name=label(f"{family}-{value}"), value=value) for value in plain]


def _key(path: str, option: str, tail: str) -> str:
    """Return the most particular key there is for an option."""
    words, last = path.split(), option.replace("_", "-") + tail
    particular = ("-".join(("opt", *words[:count], last)) for count in range(len(words), 0, -1))
    return next((key for key in particular if has(key)), f"opt-{last}")


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
