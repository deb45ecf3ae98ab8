"""Tokens: cut folded text into words and numbers, keeping terms (C++, .NET, R.A.G.) and signs (-5) whole.

A number is one token whose key starts with "#" and holds its value: 8k, 8,000 and "eight thousand" are all #8000.
Scripts without spaces (Han, kana, Thai, Lao, Khmer, Burmese) are cut into overlapping pairs of characters.

Source: character pairs for unspaced scripts: Manning, Raghavan & Schütze (2008), section 2.2.1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.grading.languages import Language
from bot.grading.normalise import Folded

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN = re.compile(
    rf"""[^\W\d_{_UNSPACED}]++(?![\d'+\#.])                             # most words, without a second look
    |(?<![^\W_])(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?![^\W_]))?   # R.A.G.  u.s
    |(?<![\w.])\.net\b
    |(?<!\d)\d{{4}}-\d\d?-\d\d?(?![\d-])                            # 1776-07-04
    |(?:(?<![\w)\]])[-+](?=\d))?\d+(?:[.,]\d+)*(?:[^\W_{_UNSPACED}]+|\s?%)?  # -5  3.14  8k  50 %  1st  16gb
    |[{_UNSPACED}]+
    |[^\W\d_{_UNSPACED}]+(?:'[^\W\d_]+)*[^\W_{_UNSPACED}]*(?:\+\+|\#(?!\w))?     # don't  s3  c++  c#
    |[.;:!?,()\n\[\]/=]                                             # ends a clause
    """,
    re.VERBOSE,
)
_NUMBER = re.compile(r"([-+]?)(\d+(?:[.,]\d+)*)\s?([^\W\d_]*|%)")
_DATE = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?")
_BREAKS = frozenset(".;:!?,()\n[]/=")
_HARD_BREAKS = frozenset(".;!?\n")
_MAGNITUDES = {"k": 1e3, "tsd": 1e3, "m": 1e6, "mio": 1e6, "mn": 1e6, "bn": 1e9, "mrd": 1e9}
_TAILS = frozenset(("", "%", "st", "nd", "rd", "th", "s", "er", "eme", "e", "o", "a"))
#: Two number words that make a year: nineteen, eighty (nine).
_CENTURIES, _YEARS = range(10, 21), range(10, 100)
_ELIDED = {"fr", "it"}
_FIRST_UNSPACED = "\u0e00"
_MONTH_FROM_PREFIX = 3


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text cut into tokens.

    Attributes:
        keys: What each token is compared by: the folded word, or "#value" for a number.
        clause: For each token the number of the clause it stands in.
        sentence: For each token the number of the sentence it stands in.
        match: For each token the (first, last) lexical match it came from, for `spans`.
        folded: The text they were cut from.
        listed: How many separators (commas, semicolons, line breaks) the text holds.
    """

    keys: list[str]
    clause: list[int]
    sentence: list[int]
    match: list[tuple[int, int]]
    folded: Folded
    listed: int

    def ranges(self) -> list[tuple[int, int]]:
        """Return for each token the range (start, end) it has in the typed text."""
        found = [m.span() for m in _TOKEN.finditer(self.folded.text)]
        typed = self.folded.typed
        return [typed(found[first][0], found[last][1]) for first, last in self.match]


def tokenise(folded: Folded, language: Language) -> Tokens:
    """Cut a folded text into tokens."""
    keys: list[str] = []
    clause: list[int] = []
    sentence: list[int] = []
    match: list[tuple[int, int]] = []
    at_clause = at_sentence = listed = 0
    spelled = False
    numbers, magnitudes = language.numbers, language.magnitudes
    for index, word in enumerate(_TOKEN.findall(folded.text)):
        if word in _BREAKS:
            at_clause += 1
            at_sentence += word in _HARD_BREAKS
            listed += word in ",;\n"
            continue
        first = word[0]
        if first >= _FIRST_UNSPACED and _is_unspaced(first):
            parts = [word[i : i + 2] for i in range(len(word) - 1)] or [word]
        elif word in numbers or word in magnitudes:
            if _merge_number(keys, match, word, index, language, spelled=spelled):
                continue
            spelled = True
            parts = [f"#{numbers[word]}"] if word in numbers else [_key_of(magnitudes[word])]
        elif first.isdigit() or first in "+-":
            spelled = False
            parts = _number_parts(word, language)
        else:
            parts = [_word_key(word, language)]
        if keys and keys[-1] in language.minus and parts[0][0] == "#" and _is_signed(keys, match, index):
            keys[-1], match[-1] = _key_of(-float(parts[0][1:])), (match[-1][0], index)
            parts = parts[1:]
        for part in parts:
            keys.append(part)
            clause.append(at_clause)
            sentence.append(at_sentence)
            match.append((index, index))
    return Tokens(keys, clause, sentence, match, folded, listed)


def _is_signed(keys: list[str], match: list[tuple[int, int]], index: int) -> bool:
    """Tell whether the last word is the sign of the number that comes next, not a subtraction ("10 minus 5")."""
    if match[-1][1] != index - 1:
        return False
    return len(keys) == 1 or keys[-2][0] != "#" or match[-2][1] != match[-1][0] - 1


def number(key: str) -> float | None:
    """Return the value of a number's key, None for a word."""
    return float(key[1:]) if key[0] == "#" else None


def _is_unspaced(character: str) -> bool:
    return re.match(f"[{_UNSPACED}]", character) is not None


def _word_key(word: str, language: Language) -> str:
    if "." in word and word != ".net":
        return word.replace(".", "")
    if "'" in word:
        if language.tag in _ELIDED:
            return word.rpartition("'")[2]
        return word.removesuffix("'s")
    return word


def _key_of(value: float) -> str:
    return f"#{value:.12g}"


def _number_parts(word: str, language: Language) -> list[str]:
    """Read a token that starts with a digit: a number, with its unit as a token of its own, or a name such as 3d."""
    date = _DATE.fullmatch(word)
    if date:
        year, month, day = (int(part) for part in date.groups())
        names = [name for name, number in language.months.items() if number == month]
        return [_key_of(day), names[0] if names else _key_of(month), _key_of(year)]
    found = _NUMBER.fullmatch(word)
    if found is None:
        return [word]
    sign, digits, tail = found.groups()
    value = _value_of(digits) * (-1 if sign == "-" else 1)
    if tail in _MAGNITUDES and sign == "":
        return [_key_of(value * _MAGNITUDES[tail])]
    if tail in _TAILS:
        return [_key_of(value), "percent"] if tail == "%" else [_key_of(value)]
    if len(tail) == 1:
        return [word]
    return [_key_of(value), tail]


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


def _merge_number(
    keys: list[str], match: list[tuple[int, int]], word: str, index: int, language: Language, *, spelled: bool
) -> bool:
    """Join "twenty one" and "eight thousand" with the number directly before, if there is one."""
    if not keys or keys[-1][0] != "#" or match[-1][1] < index - 2:
        return False
    before = float(keys[-1][1:])
    factor = language.magnitudes.get(word)
    if factor is not None:
        keys[-1] = _key_of(before * factor)
    elif spelled and _takes(before, language.numbers[word]):
        keys[-1] = _key_of(before + language.numbers[word])
    elif spelled and before in _CENTURIES and language.numbers[word] in _YEARS:
        keys[-1] = _key_of(before * 100 + language.numbers[word])
    else:
        return False
    match[-1] = (match[-1][0], index)
    return True


def _takes(before: float, value: int) -> bool:
    """Tell whether a number word adds to the one before: twenty takes one, two hundred takes five."""
    round_to = 100 if before >= 100 and before % 100 == 0 else 10  # noqa: PLR2004 - hundreds
    return before >= 2 * 10 and before % round_to == 0 and 0 < value < round_to
