"""Numbers: what digits and number words are worth: 8k, 8,000 and "eight thousand" are all #8000.

A number's key starts with "#" and holds its value.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.grading.languages import Language

_NUMBER = re.compile(r"([-+]?)(\d+(?:[.,]\d+)*)\s?([^\W\d_]*|%)")
_DATE = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?")
_MAGNITUDES = {"k": 1e3, "tsd": 1e3, "m": 1e6, "mio": 1e6, "mn": 1e6, "bn": 1e9, "mrd": 1e9}
_TAILS = frozenset(("", "%", "st", "nd", "rd", "th", "s", "er", "eme", "e", "o", "a"))
#: Two number words that make a year: nineteen, eighty (nine).
_CENTURIES, _YEARS = range(10, 21), range(10, 100)
#: Numbers that are remembered as read.
_NUMBERS_KEPT = 1 << 10


def number(key: str) -> float | None:
    """Return the value of a number's key, None for a word."""
    return float(key[1:]) if key[0] == "#" else None


def key_of_number(value: float) -> str:
    """Return the key of a number."""
    return f"#{value:.12g}"


def number_parts(word: str, language: Language) -> list[str]:
    """Read a token that starts with a digit: a number, with its unit as a token of its own, or a name such as 3d."""
    date = _DATE.fullmatch(word)
    if date:
        year, month, day = (int(part) for part in date.groups())
        names = [name for name, number in language.months.items() if number == month]
        return [key_of_number(day), names[0] if names else key_of_number(month), key_of_number(year)]
    return [*_number_and_unit(word)]


@lru_cache(maxsize=_NUMBERS_KEPT)
def _number_and_unit(word: str) -> tuple[str, ...]:
    found = _NUMBER.fullmatch(word)
    if found is None:
        return (word,)
    sign, digits, tail = found.groups()
    value = _value_of(digits) * (-1 if sign == "-" else 1)
    if tail in _MAGNITUDES and sign == "":
        return (key_of_number(value * _MAGNITUDES[tail]),)
    if tail in _TAILS:
        return (key_of_number(value), "percent") if tail == "%" else (key_of_number(value),)
    if len(tail) == 1:
        return (word,)
    return key_of_number(value), tail


def _value_of(digits: str) -> float:
    """Read digits: "8,000" and "1.000.000" group thousands, "3.14" and "3,14" are fractions."""
    if len(digits) > 300:  # noqa: PLR2004 - beyond the range of a float
        return float("1e300")
    if _THOUSANDS.fullmatch(digits):
        groups, fraction = (",", ".") if "," in digits and digits.find(".") in {-1, digits.rfind(".")} else (".", ",")
        return float(digits.replace(groups, "").replace(fraction, "."))
    if digits.count(".") + digits.count(",") > 1:
        return float(re.sub(r"[.,]", "", digits))
    return float(digits.replace(",", "."))


def merged_number(last: str, word: str, language: Language, *, spelled: bool) -> str:
    """Join "twenty one" and "eight thousand" with the key before; "" if that is no number or does not take the word."""
    if last[0] != "#":
        return ""
    before = float(last[1:])
    factor = language.magnitudes.get(word)
    if factor is not None:
        return key_of_number(before * factor)
    if spelled and _takes(before, language.numbers[word]):
        return key_of_number(before + language.numbers[word])
    if spelled and before in _CENTURIES and language.numbers[word] in _YEARS:
        return key_of_number(before * 100 + language.numbers[word])
    return ""


def _takes(before: float, value: int) -> bool:
    """Tell whether a number word adds to the one before: twenty takes one, two hundred takes five."""
    round_to = 100 if before >= 100 and before % 100 == 0 else 10  # noqa: PLR2004 - hundreds
    return before >= 2 * 10 and before % round_to == 0 and 0 < value < round_to
