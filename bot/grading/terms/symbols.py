r"""Symbols: texts in which a sign, a digit or a capital is meaning: shortcuts, code, formulas.

They are recognised when a card is compiled and compared sign by sign, not as words: `\d` is not `\D`, CO is not Co and
`ls -a` not `ls -l`. What may differ is how people type them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.grading.terms.code import read_code, read_keys
from bot.grading.terms.formulas import read_chemistry, read_mathematics
from bot.grading.terms.term_card import Asked
from bot.grading.verdict import Comparison

#: Endings of a name in signs, and how they are said: in full, or short.
_SIGNED = re.compile(r"[A-Za-z][+#]+$")
_DOTTED = re.compile(r"^\.[A-Za-z]|[A-Za-z]\.[a-z]{2,3}$")
_POLAR = re.compile(r"(\w{1,3})\s*(?:(positive|plus)|negative|minus)", re.IGNORECASE)
_POLED = re.compile(r"([A-Za-z]{1,3})([+-])")
_POLES = {"+": ("positive", "plus", "pos"), "-": ("negative", "minus", "neg")}


def read_symbols(text: str, asked: Asked) -> Callable[[str], Comparison] | None:
    """Return the comparer for a text that is made of symbols; None for any other."""
    readers = (read_keys, read_chemistry, read_mathematics, read_code)
    return next(filter(None, (read(text.strip(), asked) for read in readers)), None)


def spellings(text: str) -> tuple[str, ...]:
    """Return other ways to write a name with signs ("C++": "c plus plus", "cpp") or a word for one ("O negative")."""
    found: list[str] = []
    if _SIGNED.search(text):
        words = (("plus", "sharp"), (" plus", " sharp"), ("p", "sharp"))
        found += [text.replace("+", plus).replace("#", sharp) for plus, sharp in words]
    if _DOTTED.search(text):
        found += [text.replace(".", dot).strip() for dot in ("dot", " dot ", "")]
        found += [text[:-3]] if text.lower().endswith(".js") else []
    if "&" in text:
        found += [text.replace("&", " and "), text.replace("&", "")]
    polar, poled = _POLAR.fullmatch(text), _POLED.fullmatch(text)
    if polar:
        sign = "+" if polar[2] else "-"
        found += [polar[1] + sign, *(f"{polar[1]} {word}" for word in _POLES[sign])]
    if poled:
        found += [f"{poled[1]} {word}" for word in _POLES[poled[2]]]
    return tuple(found)
