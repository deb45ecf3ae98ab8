"""Letters: how alike two words or texts are as strings.

Source: optimal string alignment distance (Damerau 1964); character n-grams for typing and inflection
(McNamee & Mayfield 2004, "Character N-Gram Tokenization"), of three letters.
"""

from __future__ import annotations

from functools import lru_cache
from sys import intern

from rapidfuzz.distance import OSA

from bot.grading.words.antonyms import differ_by_prefix

#: Letters of a piece, and how many words are remembered with their pieces.
_PIECE, _SPELLED_KEPT = 3, 1 << 13
#: Fewer letters leave no room for a slip: "cat" and "car" are different words.
TYPO_SHORTEST = 4
_ONE_SLIP_BELOW, _TWO_SLIPS_BELOW = 6, 11
_SLIP_COST = 0.5
SHARED_START = 5
#: Letters that a word of six letters or more shares with its stem.
BEGINNING = 3
_SHARED_SHARE = 0.75
_FORM_CREDIT = 0.8
#: Endings that make another thing of a name.
_NAMING = frozenset({"ic", "ium", "ism", "ist", "ian", "ite", "oid", "esque"})


def grams_of(text: str) -> frozenset[str]:
    """Return the pieces of three letters of a text of words, a word's borders among them."""
    return frozenset().union(*map(_spell, text.split(" ")))


@lru_cache(maxsize=_SPELLED_KEPT)
def _spell(word: str) -> tuple[str, ...]:
    padded = f" {word} "
    return tuple([intern(padded[at : at + _PIECE]) for at in range(len(padded) - _PIECE + 1)])


def is_word(key: str) -> bool:
    """Tell whether a key is long enough, and no number, so that it may hold a slip."""
    return len(key) >= TYPO_SHORTEST and key[0] != "#" and key.isalpha()


def likeness(word: str, other: str) -> float:
    """Say how surely one word is the other, mistyped: 0 (it is not) to 1."""
    length, other_length = len(word), len(other)
    if word[0] != other[0] and word[1:3] != other[1:3] and word[0] != other[1]:
        return 0.0
    allowed = 1 if length < _ONE_SLIP_BELOW else 2 if length < _TWO_SLIPS_BELOW else 3
    if not -allowed <= length - other_length <= allowed:
        return 0.0
    slips = OSA.distance(word, other, score_cutoff=allowed)
    if slips > allowed or (slips > 1 and word[0] != other[0]) or differ_by_prefix(word, other):
        return 0.0
    return 1.0 - _SLIP_COST * slips / min(length, other_length)


def same_family(word: str, other: str, stem: str, other_stem: str) -> float:
    """Say how surely two words are forms of one: they share most of their stems ("transform", "transformer")."""
    if word[:SHARED_START] != other[:SHARED_START]:
        return 0.0
    limit = min(len(stem), len(other_stem))
    if limit <= SHARED_START:
        return 0.0
    shared = SHARED_START
    while shared < limit and stem[shared] == other_stem[shared]:
        shared += 1
    if shared < _SHARED_SHARE * max(len(stem), len(other_stem)) or differ_by_prefix(word, other):
        return 0.0
    return _FORM_CREDIT


def is_inflected(word: str, other: str) -> bool:
    """Tell whether two words of one stem are forms of one word, not a thing and its namesake (titan, titanic)."""
    short, long = (word, other) if len(word) <= len(other) else (other, word)
    return not (long.startswith(short) and long[len(short) :] in _NAMING)
