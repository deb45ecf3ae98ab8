"""The catalogue: every sentence a person reads, looked up by key."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import resources

from fluent.runtime import FluentBundle, FluentResource

DEFAULT_LOCALE = "en"


def say(key: str, locale: str = DEFAULT_LOCALE, /, **fields: object) -> str:
    """Word a message.

    Args:
        key: Message id in the catalogue.
        locale: Catalogue to use; one we do not have falls back to English.
        fields: Values of the message's placeholders, by name.

    Raises:
        KeyError: The catalogue has no such message, or a placeholder was not given.
    """
    # Of numbers alone there are few, and plurals are slow to word; texts would fill memory with what people wrote.
    if all(type(value) is int for value in fields.values()):
        return _said(key, locale, tuple(fields.items()))
    return _worded(key, locale, fields)


@lru_cache(maxsize=2_048)
def _said(key: str, locale: str, fields: tuple[tuple[str, object], ...]) -> str:
    return _worded(key, locale, dict(fields))


def _worded(key: str, locale: str, fields: dict[str, object]) -> str:
    bundle = _bundle(locale if locale in locales() else DEFAULT_LOCALE)
    if not bundle.has_message(key):
        raise KeyError(key)
    pattern = bundle.get_message(key).value
    if pattern is None:
        raise KeyError(key)
    text, errors = bundle.format_pattern(pattern, fields)
    if errors:
        raise KeyError(f"{key}: {errors[0]}")
    return str(text)


def has(key: str, locale: str = DEFAULT_LOCALE) -> bool:
    """Tell whether there is a message of that name; for families of keys that grow with an enum."""
    return _bundle(locale if locale in locales() else DEFAULT_LOCALE).has_message(key)


def add_words(text: str, locale: str = DEFAULT_LOCALE) -> None:
    """Add the words of a feature that is not shipped; those of all others stand in the catalogue's own files.

    Args:
        text: In the syntax of Fluent.
        locale: Their language.
    """
    _bundle(locale).add_resource(FluentResource(text))


@cache
def locales() -> frozenset[str]:
    """Return the languages there is a catalogue for."""
    files = resources.files("bot.text").iterdir()
    return frozenset(file.name.removesuffix(".ftl") for file in files if file.name.endswith(".ftl"))


@cache
def _bundle(locale: str) -> FluentBundle:
    # Isolation marks are for mixing scripts in one line; in Discord they show up as stray characters when copied.
    bundle = FluentBundle([locale], use_isolating=False)
    bundle.add_resource(FluentResource((resources.files("bot.text") / f"{locale}.ftl").read_text("utf-8")))
    return bundle
