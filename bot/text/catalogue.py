"""The catalogue: every sentence a person reads, looked up by key.

A sentence is parsed when it is said first: parsing all of them would be a tenth of what a start takes.
"""

from __future__ import annotations

import re
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
    catalogue = _catalogue(locale if locale in locales() else DEFAULT_LOCALE)
    pattern = catalogue.bundle.get_message(key).value if catalogue.has(key) else None
    if pattern is None:
        raise KeyError(key)
    text, errors = catalogue.bundle.format_pattern(pattern, fields)
    if errors:
        raise KeyError(f"{key}: {errors[0]}")
    return str(text)


def has(key: str, locale: str = DEFAULT_LOCALE) -> bool:
    """Tell whether there is a message of that name; for families of keys that grow with an enum."""
    return _catalogue(locale if locale in locales() else DEFAULT_LOCALE).has(key)


def add_words(text: str, locale: str = DEFAULT_LOCALE) -> None:
    """Add the words of a feature that is not shipped; those of all others stand in the catalogue's own files.

    Args:
        text: In the syntax of Fluent.
        locale: Their language.
    """
    _catalogue(locale).add(text)


@cache
def locales() -> frozenset[str]:
    """Return the languages there is a catalogue for."""
    files = resources.files("bot.text").iterdir()
    return frozenset(file.name.removesuffix(".ftl") for file in files if file.name.endswith(".ftl"))


class _Catalogue:
    """The messages of one language."""

    def __init__(self, locale: str) -> None:
        # Isolation marks are for mixing scripts in one line; in Discord they show up as stray characters when copied.
        self.bundle = FluentBundle([locale], use_isolating=False)
        self._unparsed: dict[str, str] = {}

    def add(self, text: str) -> None:
        """Add messages in the syntax of Fluent."""
        starts = [*_MESSAGE.finditer(text)]
        ends = [start.start() for start in starts[1:]] + [len(text)]
        self._unparsed |= {start[1]: text[start.start() : end] for start, end in zip(starts, ends, strict=True)}

    def has(self, key: str) -> bool:
        """Tell whether there is a message; from now on the bundle has it, and those it refers to."""
        source = self._unparsed.get(key)
        if source is not None:
            # Two threads may do this at once: the second changes nothing.
            self.bundle.add_resource(FluentResource(source))
            self._unparsed.pop(key, None)
            for name in _REFERENCE.findall(source):
                self.has(name)
        return self.bundle.has_message(key)


#: Where a message begins, and where one is mentioned inside another.
_MESSAGE = re.compile(r"^([a-z][\w-]*) *=", re.MULTILINE | re.IGNORECASE)
_REFERENCE = re.compile(r"\{ *([a-z][\w-]*)", re.IGNORECASE)


@cache
def _catalogue(locale: str) -> _Catalogue:
    made = _Catalogue(locale)
    made.add((resources.files("bot.text") / f"{locale}.ftl").read_text("utf-8"))
    return made
