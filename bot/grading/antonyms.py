"""Antonyms: which words mean the opposite, by list and by prefix, and the scales they form (short - long).

A typing error must never turn a word into its opposite. Every listed word stands at one end (+1 or -1) of one scale.

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
#: A comparative is cut down to a word of at least this many letters ("lower" to "low").
_BASE_SHORTEST = 3


@lru_cache(maxsize=16)
def opposites_in(tag: str, stem: Callable[[str], str]) -> dict[str, frozenset[str]]:
    """Return the listed opposites of a language: stem to stems; nothing where there is no list."""
    file = resources.files("bot.grading") / f"antonyms.{tag}.txt"
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


@lru_cache(maxsize=16)
def scales_in(tag: str, stem: Callable[[str], str]) -> dict[str, tuple[int, int]]:
    """Lay a language's listed opposites out as scales: stem to its scale and its end of it, +1 or -1."""
    opposites = opposites_in(tag, stem)
    found: dict[str, tuple[int, int]] = {}
    for scale, start in enumerate(opposites):
        waiting = [(start, 1)]
        while waiting:
            word, end = waiting.pop()
            if word not in found:
                found[word] = (scale, end)
                waiting += [(other, -end) for other in sorted(opposites[word], reverse=True)]
    for word in [*found]:
        base = word[:-2] if word.endswith("er") and len(word) - 2 >= _BASE_SHORTEST else ""
        if base in found and found[base][0] != found[word][0]:
            _join(found, word, base)
    return found


def _join(found: dict[str, tuple[int, int]], word: str, base: str) -> None:
    """Make the scale of a comparative the scale of its base: higher is on the side of high."""
    (scale, end), (kept, kept_end) = found[word], found[base]
    for other, (other_scale, other_end) in found.items():
        if other_scale == scale:
            found[other] = (kept, other_end * end * kept_end)
