"""Contrast: what an answer sets itself apart from ("unlike RAG, which looks things up", "instead of new weights").

Whoever names a wrong answer to say that it is another does not give it.

Source: contrastive discourse connectives (Prasad et al. 2008, "The Penn Discourse TreeBank 2.0", section 3:
comparison.contrast and expansion.alternative.chosen alternative).
"""

from __future__ import annotations

from bot.grading.reading import Reading

#: First words of a contrast, and the second ones that they need.
_OPENERS = {
    "unlike": (), "instead": ("of",), "rather": ("than",), "contrast": ("to", "with"), "opposed": ("to",),
    "compared": ("to", "with"), "contrary": ("to",), "different": ("from", "than"), "versus": (), "vs": (),
}  # fmt: skip
#: Words a contrast reaches, if its clause does not end before.
_REACH = 8
_NOTHING: frozenset[int] = frozenset()


def set_aside(reading: Reading) -> frozenset[int]:
    """Return the positions of the words that an answer sets itself apart from."""
    tokens = reading.tokens
    keys = tokens.keys
    if reading.lexicon.language.tag != "en" or _OPENERS.keys().isdisjoint(keys):
        return _NOTHING
    aside: set[int] = set()
    for at, key in enumerate(keys):
        needed = _OPENERS.get(key)
        if needed is not None and (not needed or (at + 1 < len(keys) and keys[at + 1] in needed)):
            first = at + 2 if needed else at + 1
            reached = range(first, min(len(keys), first + _REACH))
            aside.update(place for place in reached if tokens.clause[place] == tokens.clause[at])
    return frozenset([index for index, place in enumerate(reading.at) if place in aside])
