"""Pinyin: Chinese in Latin letters, whose tones are marks or digits ("nǐ hǎo", "ni3 hao3") and may be left out.

A tone that is written has to be the right one. One syllable without its tone names many words, so it is half right.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from bot.grading.terms.matching import EXACT
from bot.grading.terms.term_card import Asked
from bot.grading.verdict import PARTLY, UNLIKE, Comparison, Rule

_TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
_SYLLABLE_TONE = re.compile(r"[1-5]")
_SYLLABLES = re.compile(r"[aeiouü]+")
_PLAIN = re.compile(r"[a-zü'\s\-]+")


def read_pinyin(text: str, asked: Asked) -> Callable[[str], Comparison] | None:
    """Return the comparer for a text in Pinyin with tones; None for any other."""
    if asked.lexicon.language.tag != "zh":
        return None
    letters, tones = _parts(text)
    if not tones or not _PLAIN.fullmatch(letters):
        return None

    def compare(answer: str) -> Comparison:
        typed, told = _parts(answer)
        if typed != letters:
            return Comparison(0.0)
        if not told:
            return Comparison(EXACT - 0.1 if len(_SYLLABLES.findall(letters)) > 1 else PARTLY)
        return Comparison(EXACT) if told == tones else Comparison(UNLIKE, Rule.ACCENT_DIFFERS, answer)

    return compare


def _parts(text: str) -> tuple[str, str]:
    """Return the letters of a text, joined, and the digits of its tones; the neutral tone is none."""
    letters, tones = [], []
    for sign in unicodedata.normalize("NFD", text.casefold().replace("v", "ü").replace("u:", "ü")):
        if sign in _TONES or _SYLLABLE_TONE.fullmatch(sign):
            tones.append(_TONES.get(sign, sign))
        elif sign.isalpha() or sign == "\u0308":
            letters.append(sign)
    return unicodedata.normalize("NFC", "".join(letters)), "".join(tones).replace("5", "")
