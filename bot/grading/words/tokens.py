"""Tokens: cut folded text into words and numbers, keeping terms (C++, .NET, R.A.G.) and signs (-5) whole.

A number is one token whose key starts with "#" and holds its value: 8k, 8,000 and "eight thousand" are all #8000.
Scripts without spaces (Han, kana, Thai, Lao, Khmer, Burmese) are cut into overlapping pairs of characters.

Source: character pairs for unspaced scripts: Manning, Raghavan & Schütze (2008), section 2.2.1.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate

from bot.grading.words.languages import Language
from bot.grading.words.lazy import lazy
from bot.grading.words.normalise import Folded

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
#: Marks that are no part of any word or number, and those that may end one.
_BETWEEN = str.maketrans(dict.fromkeys(';:!?([/="&<>', " "))
_ENDS = ".,)]"
#: What is neither ASCII nor a part of a word.
_SIGN = re.compile(r"[^\w\x00-\x7f]")
_BREAKS = frozenset(".;:!?,()\n[]/=")
_HARD_BREAKS = frozenset(".;!?\n")
_SEPARATORS = frozenset(",;\n")
#: Words that two parts of a number ("two hundred and five") may stand apart.
_JOINED = 2
_ELIDED = {"fr", "it"}
_FIRST_UNSPACED = "\u0e00"
_NUMBER = re.compile(r"([-+]?)(\d+(?:[.,]\d+)*)\s?([^\W\d_]*|%)")
_DATE = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?")
_MAGNITUDES = {"k": 1e3, "tsd": 1e3, "m": 1e6, "mio": 1e6, "mn": 1e6, "bn": 1e9, "mrd": 1e9}
_TAILS = frozenset(("", "%", "st", "nd", "rd", "th", "s", "er", "eme", "e", "o", "a"))
#: Two number words that make a year: nineteen, eighty (nine).
_CENTURIES, _YEARS = range(10, 21), range(10, 100)
#: Numbers that are remembered as read.
_NUMBERS_KEPT = 1 << 10


class Tokens:
    """A text cut into tokens.

    Attributes:
        keys: What each token is compared by: the folded word, or "#value" for a number.
        folded: The text they were cut from.
        listed: How many separators (commas, semicolons, line breaks) the text holds.
        merged: For tokens joined of several matches ("twenty one"), by position, the last of these.
        units: Positions of tokens that end the match of the one before ("16gb").
    """

    def __init__(self, keys: list[str], folded: Folded, listed: int) -> None:
        self.keys = keys
        self.folded = folded
        self.listed = listed
        self.merged: dict[int, int] = {}
        self.units: list[int] = []

    @lazy
    def matches(self) -> list[str]:
        """The lexical matches, punctuation included, as they stand in the folded text."""
        return _matches(self.folded.text)

    @lazy
    def match(self) -> list[int]:
        """For each token the lexical match it begins with, counted from 0."""
        places = _places(self.matches)
        for unit in self.units:
            places.insert(unit, places[unit - 1])
        return places

    @lazy
    def clause(self) -> list[int]:
        """For each token the number of the clause it stands in."""
        return self._ended(_BREAKS)

    @lazy
    def sentence(self) -> list[int]:
        """For each token the number of the sentence it stands in."""
        return self._ended(_HARD_BREAKS)

    def _ended(self, breaks: frozenset[str]) -> list[int]:
        """Count for each token the breaks before it."""
        ended = [0, *accumulate([match in breaks for match in self.matches])]
        return [ended[first] for first in self.match]

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
    if text.isascii() and " %" not in text:
        prose = _cut_prose(folded, language)
        if prose is not None:
            return prose
    return cut_closely(folded, language)


def _cut_prose(folded: Folded, language: Language) -> Tokens | None:
    """Cut what stands between spaces; None for what takes a closer look.

    Most of it are words, with a comma or point behind; only the others are worth the pattern.
    """
    text = folded.text
    chunks = text.translate(_BETWEEN).split()
    keys: list[str] = []
    found = Tokens(keys, folded, text.count(",") + text.count(";") + text.count("\n"))
    done = 0
    for at in [at for at, chunk in enumerate(chunks) if not chunk.isalpha()]:
        keys += chunks[done:at]
        done = at + 1
        word = chunks[at].rstrip(_ENDS)
        if word.isalpha():
            keys.append(word)
            continue
        for match in _ASCII_TOKEN.findall(chunks[at]):
            if match.isalpha():
                keys.append(match)
            elif match not in _BREAKS:
                parts = _parts(match, language)
                if parts[0] in language.counting:
                    return None
                keys += parts
                found.listed -= match.count(",")
                if len(parts) > 1:
                    found.units += range(len(keys) - len(parts) + 1, len(keys))
    keys += chunks[done:]
    return found if _count_alone(keys, language) else None


def _count_alone(keys: list[str], language: Language) -> bool:
    """Replace number words by numbers; tell whether that is all, as none stands by another number or a sign."""
    if not language.minus.isdisjoint(keys):
        return False
    counting = language.counting
    if counting.isdisjoint(keys):
        return True
    counted = [at for at, key in enumerate(keys) if key in counting]
    if any(key[0] == "#" or key in counting for at in counted for key in keys[max(0, at - _JOINED) : at]):
        return False
    for at in counted:
        keys[at] = _counted(keys[at], language)
    return True


def _counted(word: str, language: Language) -> str:
    """Return the key of a number word that stands alone."""
    return f"#{language.numbers[word]}" if word in language.numbers else key_of_number(language.magnitudes[word])


def _matches(text: str) -> list[str]:
    """Cut a text into words, numbers and breaks."""
    if not text.isascii():
        # Arrows, bullets and the like stand between words, and are no reason for the slower pattern.
        text = _SIGN.sub("\0", text)
    return (_ASCII_TOKEN if text.isascii() else _TOKEN).findall(text)


def _places(matches: list[str]) -> list[int]:
    return [index for index, match in enumerate(matches) if match not in _BREAKS]


def cut_closely(folded: Folded, language: Language) -> Tokens:
    """Cut a text that may hold numbers, names with digits or marks, or unspaced text."""
    keys: list[str] = []
    starts: list[int] = []
    matches = _matches(folded.text)
    found = Tokens(keys, folded, sum(map(matches.count, _SEPARATORS)))
    found.matches, found.match = matches, starts
    done = 0
    spelled = False
    places = _places(matches)
    words = [matches[place] for place in places]
    counting = language.counting
    special = [at for at, word in enumerate(words) if not word.isalpha() or word in counting or word >= _FIRST_UNSPACED]
    for at in (*special, len(words)):
        # Words between two special ones are taken as they are.
        keys += words[done:at]
        starts += places[done:at]
        done = at + 1
        if at == len(words):
            break
        word, index = words[at], places[at]
        first = word[0]
        if first >= _FIRST_UNSPACED and _is_unspaced(first):
            parts = [word[i : i + 2] for i in range(len(word) - 1)] or [word]
        elif word in counting:
            near = starts and found.merged.get(len(starts) - 1, starts[-1]) >= index - 2
            joined = merged_number(keys[-1], word, language, spelled=spelled) if near else ""
            if joined:
                keys[-1] = joined
                found.merged[len(keys) - 1] = index
                continue
            spelled = True
            parts = [_counted(word, language)]
        else:
            spelled = spelled and not (first.isdigit() or first in "+-")
            parts = _parts(word, language)
        if keys and keys[-1] in language.minus and parts[0][0] == "#" and _is_signed(found, index):
            keys[-1] = key_of_number(-float(parts[0][1:]))
            found.merged[len(keys) - 1] = index
            parts = parts[1:]
        keys += parts
        starts += [index] * len(parts)
    return found


def _is_signed(found: Tokens, index: int) -> bool:
    """Tell whether the last word is the sign of the number that comes next, not a subtraction ("10 minus 5")."""
    keys, starts = found.keys, found.match
    if starts[-1] != index - 1:
        return False
    return len(keys) == 1 or keys[-2][0] != "#" or found.merged.get(len(keys) - 2, starts[-2]) != index - 2


def _is_unspaced(character: str) -> bool:
    return re.match(f"[{_UNSPACED}]", character) is not None


def _parts(word: str, language: Language) -> list[str]:
    """Read a match that is neither a plain word nor a break."""
    return number_parts(word, language) if word[0].isdigit() or word[0] in "+-" else [_word_key(word, language)]


def _word_key(word: str, language: Language) -> str:
    if "." in word and word != ".net":
        return word.replace(".", "")
    if "'" in word:
        if language.tag in _ELIDED:
            return word.rpartition("'")[2]
        return word.removesuffix("'s")
    return word


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
