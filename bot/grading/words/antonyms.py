"""Antonyms: which words mean the opposite, by list and by prefix.

A typing error must never turn a word into its opposite.

Source: the pairs of `antonyms.en.txt` are our own; the prefixes are those of Mohammad et al. (2013, "Computing Lexical
Contrast", section 3: affix patterns).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from importlib import resources

_PREFIXES = ("un", "in", "im", "ir", "il", "non", "dis", "de", "a", "anti", "mis", "counter")
_SWITCHED = (
    ("in", "de"), ("in", "ex"), ("im", "ex"), ("over", "under"), ("hyper", "hypo"), ("endo", "exo"), ("inter", "intra"),
    ("pre", "post"), ("up", "down"), ("homo", "hetero"), ("sub", "super"), ("macro", "micro"), ("maxi", "mini"),
    ("multi", "uni"), ("multi", "single"), ("en", "de"), ("up", "un"),
)  # fmt: skip
_NEAR_PREFIXES = _PREFIXES[:7]


@lru_cache(maxsize=16)
def opposites_in(tag: str, stem: Callable[[str], str]) -> dict[str, frozenset[str]]:
    """Return the listed opposites of a language: stem to stems; nothing where there is no list."""
    file = resources.files("bot.grading") / "data" / f"antonyms.{tag}.txt"
    found: dict[str, set[str]] = {}
    if tag.isalpha() and file.is_file():
        for line in file.read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                one, two = map(stem, line.split())
                found.setdefault(one, set()).add(two)
                found.setdefault(two, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}


def differ_by_prefix(word: str, other: str) -> bool:
    """Tell whether two words are equal but for a turning prefix (labeled, unlabeled; import, export)."""
    short, long = (word, other) if len(word) < len(other) else (other, word)
    gap = len(long) - len(short)
    if gap and long.endswith(short) and long[:gap] in _PREFIXES:
        return True
    if gap and any(
        long.startswith(prefix) and _is_near(long[len(prefix) :], short)
        for prefix in _NEAR_PREFIXES
        if gap - 1 <= len(prefix) <= gap + 1
    ):
        return True
    return any(
        (word.startswith(a) and other.startswith(b) and word[len(a) :] == other[len(b) :])
        or (word.startswith(b) and other.startswith(a) and word[len(b) :] == other[len(a) :])
        for a, b in _SWITCHED
    )


def _is_near(rest: str, short: str) -> bool:
    """Tell whether only the last two letters differ ("unlabeled", "labelled" share "label")."""
    return len(rest) > 4 and rest[:-3] == short[: len(rest) - 3]  # noqa: PLR2004
