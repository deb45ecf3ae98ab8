"""Tokens: cut folded text into words and numbers, keeping terms (C++, .NET, R.A.G.) and signs (-5) whole.

A number is one token whose key starts with "#" and holds its value: 8k, 8,000 and "eight thousand" are all #8000.
Scripts without spaces (Han, kana, Thai, Lao, Khmer, Burmese) are cut into overlapping pairs of characters.

Source: character pairs for unspaced scripts: Manning, Raghavan & Schütze (2008), section 2.2.1.
"""

from __future__ import annotations

import re

from bot.grading.languages import Language
from bot.grading.lazy import lazy
from bot.grading.normalise import Folded

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"


def _pattern(letter: str, sign: str) -> re.Pattern[str]:
    """Write the pattern of a token, given the pattern of one letter and of one letter or digit."""
    return re.compile(
        rf"""[ ]*(
    {letter}++(?![\d'+\#.])                                # most words, without a second look
    |(?<![^\W_])(?:{letter}\.){{2,}}(?:{letter}(?![^\W_]))?  # R.A.G.  u.s
    |(?<![\w.])\.net\b
    |(?<!\d)\d{{4}}-\d\d?-\d\d?(?![\d-])                     # 1776-07-04
    |(?:(?<![\w)\]])[-+](?=\d))?\d+(?:[.,]\d+)*(?:{sign}+|\s?%)?  # -5  3.14  8k  50 %  1st  16gb
    |[{_UNSPACED}]+
    |{letter}+(?:'[^\W\d_]+)*{sign}*(?:\+\+|\#(?!\w))?       # don't  s3  c++  c#
    |[.;:!?,()\n\[\]/=]                                      # ends a clause
    )""",
        re.VERBOSE,
    )


_TOKEN = _pattern(f"[^\\W\\d_{_UNSPACED}]", f"[^\\W_{_UNSPACED}]")
#: The same for plain ASCII, four times as fast.
_ASCII_TOKEN = _pattern("[a-z]", "[a-z0-9]")
_NUMBER = re.compile(r"([-+]?)(\d+(?:[.,]\d+)*)\s?([^\W\d_]*|%)")
_DATE = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?")
_BREAKS = frozenset(".;:!?,()\n[]/=")
_HARD_BREAKS = frozenset(".;!?\n")
_SEPARATORS = frozenset(",;\n")
_MAGNITUDES = {"k": 1e3, "tsd": 1e3, "m": 1e6, "mio": 1e6, "mn": 1e6, "bn": 1e9, "mrd": 1e9}
_TAILS = frozenset(("", "%", "st", "nd", "rd", "th", "s", "er", "eme", "e", "o", "a"))
#: Two number words that make a year: nineteen, eighty (nine).
_CENTURIES, _YEARS = range(10, 21), range(10, 100)
_ELIDED = {"fr", "it"}
_FIRST_UNSPACED = "\u0e00"
_MONTH_FROM_PREFIX = 3


class Tokens:
    """A text cut into tokens.

    Attributes:
        keys: What each token is compared by: the folded word, or "#value" for a number.
        matches: The lexical matches, punctuation included, as they stand in the folded text.
        merged: For tokens joined of several matches ("twenty one"), by position, the last of these.
        folded: The text they were cut from.
        listed: How many separators (commas, semicolons, line breaks) the text holds.
    """

    def __init__(self, keys: list[str], matches: list[str], folded: Folded, listed: int) -> None:
        self.keys = keys
        self.matches = matches
        self.merged: dict[int, int] = {}
        self.folded = folded
        self.listed = listed

    @lazy
    def clause(self) -> list[int]:
        """For each token the number of the clause it stands in."""
        ended, found = 0, []
        for match in self.matches:
            if match in _BREAKS:
                ended += 1
            else:
                found.append(ended)
        return found

    @lazy
    def match(self) -> list[int]:
        """For each token the lexical match it begins with, counted from 0."""
        return [index for index, match in enumerate(self.matches) if match not in _BREAKS]

    @lazy
    def sentence(self) -> list[int]:
        """For each token the number of the sentence it stands in."""
        ended, found = 0, []
        for match in self.matches:
            found.append(ended)
            ended += match in _HARD_BREAKS
        return [found[first] for first in self.match]

    def ranges(self) -> list[tuple[int, int]]:
        """Return for each token the range (start, end) it has in the typed text."""
        find, end = self.folded.text.find, 0
        found = []
        for match in self.matches:
            start = find(match, end)
            end = start + len(match)
            found.append((start, end))
        typed, merged = self.folded.typed, self.merged
        if not merged and not self.folded.pieces:
            return [found[first] for first in self.match]
        return [typed(found[first][0], found[merged.get(at, first)][1]) for at, first in enumerate(self.match)]


def tokenise(folded: Folded, language: Language) -> Tokens:
    """Cut a folded text into tokens."""
    text = folded.text
    if not text.isascii():
        return _tokenise(_TOKEN.findall(text), folded, language)
    matches = _ASCII_TOKEN.findall(text)
    words = [match for match in matches if match not in _BREAKS]
    if "".join(words).isalpha() and not language.counting.intersection(words):
        return Tokens(words, matches, folded, text.count(",") + text.count(";") + text.count("\n"))
    return _tokenise(matches, folded, language)


def _tokenise(matches: list[str], folded: Folded, language: Language) -> Tokens:
    """Make tokens of matches, among them numbers, names with digits or marks, or unspaced text."""
    keys: list[str] = []
    clause: list[int] = []
    starts: list[int] = []
    found = Tokens(keys, matches, folded, 0)
    found.clause, found.match = clause, starts
    at_clause = 0
    spelled = False
    numbers, magnitudes = language.numbers, language.magnitudes
    for index, word in enumerate(matches):
        if word.isalpha() and word < _FIRST_UNSPACED and word not in language.counting:
            keys.append(word)
            clause.append(at_clause)
            starts.append(index)
            continue
        if word in _BREAKS:
            at_clause += 1
            found.listed += word in _SEPARATORS
            continue
        first = word[0]
        if first >= _FIRST_UNSPACED and _is_unspaced(first):
            parts = [word[i : i + 2] for i in range(len(word) - 1)] or [word]
        elif word in language.counting:
            near = starts and found.merged.get(len(starts) - 1, starts[-1]) >= index - 2
            joined = _merged_number(keys[-1], word, language, spelled=spelled) if near else ""
            if joined:
                keys[-1] = joined
                found.merged[len(keys) - 1] = index
                continue
            spelled = True
            parts = [f"#{numbers[word]}"] if word in numbers else [_key_of(magnitudes[word])]
        elif first.isdigit() or first in "+-":
            spelled = False
            parts = _number_parts(word, language)
        else:
            parts = [_word_key(word, language)]
        if keys and keys[-1] in language.minus and parts[0][0] == "#" and _is_signed(found, index):
            keys[-1] = _key_of(-float(parts[0][1:]))
            found.merged[len(keys) - 1] = index
            parts = parts[1:]
        keys += parts
        clause += [at_clause] * len(parts)
        starts += [index] * len(parts)
    return found


def _is_signed(found: Tokens, index: int) -> bool:
    """Tell whether the last word is the sign of the number that comes next, not a subtraction ("10 minus 5")."""
    keys, starts = found.keys, found.match
    if starts[-1] != index - 1:
        return False
    return len(keys) == 1 or keys[-2][0] != "#" or found.merged.get(len(keys) - 2, starts[-2]) != index - 2


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


def _merged_number(last: str, word: str, language: Language, *, spelled: bool) -> str:
    """Join "twenty one" and "eight thousand" with the key before; "" if that is no number or does not take the word."""
    if last[0] != "#":
        return ""
    before = float(last[1:])
    factor = language.magnitudes.get(word)
    if factor is not None:
        return _key_of(before * factor)
    if spelled and _takes(before, language.numbers[word]):
        return _key_of(before + language.numbers[word])
    if spelled and before in _CENTURIES and language.numbers[word] in _YEARS:
        return _key_of(before * 100 + language.numbers[word])
    return ""


def _takes(before: float, value: int) -> bool:
    """Tell whether a number word adds to the one before: twenty takes one, two hundred takes five."""
    round_to = 100 if before >= 100 and before % 100 == 0 else 10  # noqa: PLR2004 - hundreds
    return before >= 2 * 10 and before % round_to == 0 and 0 < value < round_to
