"""Thesaurus: how rare a word is in a language at large, and which words mean nearly the same.

Only English has one (`thesaurus.en.txt`); for other languages every word is equally rare and stands alone.
The file is kept as it is, one text, and searched by halves: as dictionaries it would take ten times the memory.

Source: WordNet 3.0 (Fellbaum 1998); made by `tests/grading/thesaurus.py`.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

#: Credit for a word that means nearly the same, and for one that is only close.
NEAR, FAR = 0.55, 0.3


class Thesaurus:
    """Words of one language, as stems; the file is read when the first word is looked up."""

    def __init__(self, tag: str) -> None:
        self._tag = tag

    def rarity(self, stem: str) -> float | None:
        """Return how rare a word is, 0 (in every definition) to 1 (in next to none); None where it is not listed."""
        line = self._line(stem)
        return float(line.split(" ", 2)[1].rstrip("n")) if line else None

    def is_noun(self, stem: str) -> bool:
        """Tell whether a word is mostly a noun: one that is not listed is a name, but no word is where nothing is."""
        line = self._line(stem)
        if not line:
            return bool(_lines(self._tag))
        return line.split(" ", 2)[1].endswith("n")

    def relatives(self, stem: str) -> dict[str, float]:
        """Return the stems that may stand for a word, with the credit they earn."""
        near, _, far = self._line(stem).partition("|")
        return dict.fromkeys(far.split(), FAR) | dict.fromkeys(near.split()[2:], NEAR)

    def _line(self, stem: str) -> str:
        """Find a word's line ("dog 0.66n hound | canin ...") among the sorted lines; "" if there is none."""
        text = _lines(self._tag)
        low, high = 0, len(text)
        while low < high:
            begin = text.rfind("\n", low, (low + high) // 2) + 1 or low
            word = text[begin : text.index(" ", begin)]
            if word < stem:
                low = text.index("\n", begin) + 1
            elif word > stem:
                high = begin
            else:
                return text[begin : text.index("\n", begin)]
        return ""


@cache
def thesaurus_of(tag: str) -> Thesaurus:
    """Return the thesaurus of a language; an empty one where there is none."""
    return Thesaurus(tag)


@cache
def _lines(tag: str) -> str:
    file = resources.files("bot.grading") / "data" / f"thesaurus.{tag}.txt"
    if not (tag.isalpha() and file.is_file()):
        return ""
    text = file.read_text("utf-8")
    return text[text.index("\n", text.rindex("\n#") + 1) + 1 :]
