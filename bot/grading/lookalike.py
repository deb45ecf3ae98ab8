"""Lookalike: a word that the language knows is no slip of another word: "hearth" is not "heart", "Titanic" not "Titan".

Source: real words as misspellings have to be told by a lexicon (Kukich 1992, "Techniques for Automatically Correcting
Words in Text", section 3): what is in the lexicon is taken at its word.
"""

from __future__ import annotations

from bot.grading.align import NAMESAKE, Alignment
from bot.grading.asked import Asked
from bot.grading.letters import is_inflected, is_word, likeness
from bot.grading.wording import Wording


def lookalike(wording: Wording, given: Asked, aligned: Alignment) -> str:
    """Return the word for which an answer only seems to hold a name; "" if it holds it, or may have mistyped it.

    Seeming is: nothing of the name but a namesake is there, and a known word of the answer is a few letters from it.
    """
    credit = aligned.credit
    if not given.rarity or (aligned.used and any(credit[index] > NAMESAKE for index in wording.fresh)):
        return ""
    keys, strange = given.reading.keys, given.reading.strange
    known = [keys[at] for at in given.rarity if at not in strange and is_word(keys[at])]
    for index in wording.fresh:
        word = wording.words[index]
        if is_word(word):
            for other in known:
                if likeness(word, other) or not is_inflected(word, other):
                    return other
    return ""
