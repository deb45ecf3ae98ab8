"""Languages: stems, stop words, negators and number words, by a deck's language tag.

An unknown language (Chinese and Japanese included) has no stems, stop words or number words; texts without
spaces are cut into pairs of characters by `tokens.py`.

PyStemmer, Snowball's own C library, because its Python twin keeps the word at hand on the stemmer itself: two threads
that compile and grade at the same time would hand each other wrong stems. It is also ten times as fast.

Source: Snowball (Porter 2001, snowballstem.org) for stems; the word lists of `languages.toml` are our own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources

import Stemmer

_STEMS_KEPT = 1 << 15
_STEM_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Language:
    """What the grader knows of one language; all words folded (lower case, no accents).

    Attributes:
        tag: BCP 47 primary tag, such as "en".
        stem: Word to stem; the identity where Snowball has no stemmer.
        stop: Words without meaning of their own.
        negators: Words that turn what follows into its opposite.
        around: Those of the negators that stand behind what they turn, or amid it ("nicht", "pas").
        affirms: Words that say yes when they open an answer.
        denies: Words that say no when they open an answer.
        openers: Words that may follow such a yes or no without a comma.
        directs: Small words that say who does what to whom, and when ("into", "before").
        ways: Such words to those that lead the other way ("from": "to").
        backwards: A word that tells a change from its end ("from") to its counterpart ("into").
        vague: Words that say so little that they replace nothing.
        contrasts: First words of what sets one thing apart from another ("instead of"), to the second words they need.
        joins: Words that join two statements, each with its own negator ("and").
        turns: Words that end a negator's reach.
        alternatives: Words between guesses ("or").
        same: Groups of words or phrases that mean the same.
        numbers: Number words below one hundred, ordinals included, to their value.
        magnitudes: Words that multiply ("thousand"), to their factor.
        counting: All of these words.
        minus: Words that stand for the sign before a number ("minus").
        signals: The negators and alternatives.
        months: Month names to 1..12.
        articles: Articles, to whether each is definite.
    """

    tag: str
    stem: Callable[[str], str] = str
    stop: frozenset[str] = frozenset()
    negators: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    affirms: frozenset[str] = frozenset()
    denies: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    directs: frozenset[str] = frozenset()
    ways: dict[str, tuple[str, ...]] = field(default_factory=dict)
    backwards: dict[str, str] = field(default_factory=dict)
    vague: frozenset[str] = frozenset()
    contrasts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    joins: frozenset[str] = frozenset()
    turns: frozenset[str] = frozenset()
    alternatives: frozenset[str] = frozenset()
    same: tuple[tuple[str, ...], ...] = ()
    numbers: dict[str, int] = field(default_factory=dict)
    tens: frozenset[str] = frozenset()
    magnitudes: dict[str, float] = field(default_factory=dict)
    counting: frozenset[str] = frozenset()
    minus: frozenset[str] = frozenset()
    signals: frozenset[str] = frozenset()
    months: dict[str, int] = field(default_factory=dict)
    articles: dict[str, bool] = field(default_factory=dict)


def language_of(tag: str) -> Language:
    """Return the language of a BCP 47 tag; one without any lists for a tag we do not know."""
    return _language(tag[:3].split("-", maxsplit=1)[0].split("_", maxsplit=1)[0].lower())


@cache
def _lists() -> dict[str, dict[str, str]]:
    return tomllib.loads((resources.files("bot.grading") / "data" / "languages.toml").read_text("utf-8"))


@lru_cache(maxsize=64)
def _language(tag: str) -> Language:
    lists = _lists().get(tag)
    if lists is None:
        return Language(tag)

    def words(key: str) -> list[str]:
        return lists.get(key, "").split()

    def table(key: str) -> dict[str, float]:
        listed = words(key)
        return {word: float(value) for word, value in zip(listed[::2], listed[1::2], strict=True)}

    def groups(key: str) -> dict[str, tuple[str, ...]]:
        heads = (group.split() for group in lists.get(key, "").split(";"))
        return {head[0]: tuple(head[1:]) for head in heads if head}

    tens = table("tens")
    magnitudes = table("magnitudes")
    numbers = {word: value for value, word in enumerate(words("numbers"))}
    for extra in (tens, table("ordinals")):
        numbers |= {word: int(value) for word, value in extra.items()}
    return Language(
        tag,
        stem=_stemmer(lists["snowball"]),
        stop=frozenset(words("stop")) - frozenset(words("keep")),
        negators=frozenset(words("negators")),
        around=frozenset(words("around")),
        affirms=frozenset(words("affirms")),
        denies=frozenset(words("denies")),
        openers=frozenset(words("openers")),
        directs=frozenset(words("directs")),
        ways=groups("ways"),
        backwards={head: tail[0] for head, tail in groups("backwards").items()},
        vague=frozenset(words("vague")),
        contrasts=groups("contrasts"),
        joins=frozenset(words("joins")),
        turns=frozenset(words("turns")),
        alternatives=frozenset(words("alternatives")),
        signals=frozenset(words("negators")) | frozenset(words("alternatives")),
        same=tuple(
            tuple(" ".join(side.split()) for side in group.split("/"))
            for group in lists.get("same", "").split(";")
            if group.strip()
        ),
        numbers=numbers,
        tens=frozenset(word for word, value in numbers.items() if value >= 20 and value % 10 == 0),  # noqa: PLR2004 - twenty
        magnitudes=magnitudes,
        counting=frozenset(numbers) | frozenset(magnitudes),
        minus=frozenset(words("minus")),
        months={word: value for value, word in enumerate(words("months"), 1)},
        articles={
            word: side == 0
            for side, listed in enumerate(lists.get("articles", "").split("/"))
            for word in listed.split()
        },
    )


def _stemmer(name: str) -> Callable[[str], str]:
    snowball = Stemmer.Stemmer(name)

    @lru_cache(maxsize=_STEMS_KEPT)
    def stem(word: str) -> str:
        if len(word) < _STEM_SHORTEST or word[0] == "#":
            return word[:-1] if len(word) > 2 and word[-1] == "s" and word[-2] not in "aeious" else word  # noqa: PLR2004
        return str(snowball.stemWord(word.removesuffix("'s")))

    return stem
