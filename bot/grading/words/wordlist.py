"""Word list: which words and names a language knows at large, and which of them name the same thing.

Only English has one (`words.en.txt.xz`, from WordNet 3.0, made by `tests/grading/wordlist.py`); of other languages
nothing is known here. The list is kept as one text and searched by halves: as sets it would take ten times the memory.

Source: WordNet 3.0 (Fellbaum 1998).
"""

from __future__ import annotations

import lzma
from functools import cache, lru_cache
from importlib import resources

#: Endings of inflected forms, and what stands there in the form that is listed.
_INFLECTED = (("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"))
_BASE_SHORTEST = 3
#: Words that are remembered as known or not.
_KEPT = 1 << 12


class WordList:
    """What one language knows; the file is read with the first question.

    Attributes:
        given: First names of people.
        persons: Nouns for people ("author", "king").
        regions: Countries, states and continents.
        listed: Whether there is a list.
        knows: Tells whether a word, in lower case, is one of the language's or a form of one.
        kinds: Nouns that tell of what kind a named thing is ("river", "disease", "king").
    """

    def __init__(self, tag: str) -> None:
        text = _read(tag)
        self.given = frozenset(_part(text, "given").split())
        self.persons = frozenset(_part(text, "persons").split())
        self.regions = frozenset(_part(text, "regions").splitlines())
        self.kinds = frozenset(_part(text, "kinds").split())
        self._same = _part(text, "same")
        self._words = _part(text, "words")
        self.listed = bool(text)
        self.knows = lru_cache(_KEPT)(self._knows)

    def _knows(self, word: str) -> bool:
        """Tell whether a word, in lower case, is one of the language's or a form of one."""
        return bool(self._find(word)) or any(
            word.endswith(ending)
            and len(word) - len(ending) >= _BASE_SHORTEST
            and self._find(word[: -len(ending)] + base)
            for ending, base in _INFLECTED
        )

    def is_listed(self, word: str) -> bool:
        """Tell whether a word stands in the list as it is."""
        return bool(self._find(word))

    def is_common(self, word: str) -> bool:
        """Tell whether a word is more than a name: one that is also written in lower case."""
        return (self._find(word) or self._find(word.removesuffix("s")))[:1].islower()

    def same(self, name: str) -> tuple[str, ...]:
        """Return other names of what a name, in lower case, means first; none where that is not known."""
        text = self._same
        at = text.find(f"/{name}/")
        if at < 0:
            return ()
        start, end = text.rfind("\n", 0, at) + 1, text.index("\n", at)
        return tuple([other for other in text[start + 1 : end - 1].split("/") if other != name])

    def _find(self, word: str) -> str:
        """Find a word as it is listed; "" if it is not."""
        text = self._words
        low, high = 0, len(text)
        while low < high:
            begin = text.rfind("\n", low, (low + high) // 2) + 1 or low
            found = text[begin : text.index("\n", begin)]
            lower = found.lower()
            if lower == word:
                return found
            if lower < word:
                low = begin + len(found) + 1
            else:
                high = begin
        return ""


@cache
def word_list_of(tag: str) -> WordList:
    """Return the word list of a language; an empty one where there is none."""
    return WordList(tag)


def _part(text: str, name: str) -> str:
    """Cut out one part: its lines, with a line break before the first and behind the last."""
    head = f"\n[{name}]\n"
    at = text.find(head)
    if at < 0:
        return ""
    start = at + len(head)
    end = text.find("\n[", start)
    return text[start : end + 1 if end >= 0 else len(text)]


def _read(tag: str) -> str:
    file = resources.files("bot.grading") / "data" / f"words.{tag}.txt.xz"
    if not (tag.isalpha() and file.is_file()):
        return ""
    return lzma.decompress(file.read_bytes()).decode()
