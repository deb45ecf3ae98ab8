"""Scales: a language's opposites laid out in lines, such as short, long; each word stands at one end of one.

Source: as in `poles`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from bot.grading.antonyms import opposites_in

#: A comparative is cut down to a word of at least this many letters ("lower" to "low").
_BASE_SHORTEST = 3


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
