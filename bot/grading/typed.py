"""Typed: a short text cut into what identity hangs on: words, numerals, single letters, signs, and what stands between.

Unlike `tokens`, nothing is dropped here: a sign or a letter may be all that tells two names apart. Accents stay where a
deck says that they matter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import IntEnum
from functools import cache
from importlib import resources

from bot.grading.languages import Language
from bot.grading.lazy import lazy
from bot.grading.normalise import fold

_LETTER = "[^\\W\\d_]|[\\u0300-\\u036f\\u0900-\\u0963\\u0970-\\u0dff\\u0e30-\\u0e4e\\u0eb0-\\u0ecd\\u1000-\\u103f\\u17b4-\\u17d3]"
_TOKEN = re.compile(
    rf"""(?<![^\W_])(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?![^\W_]))?   # U.S.A.
    |\d+(?:[.,]\d+)*(?:(?:st|nd|rd|th)\b)?                         # 3.10  2nd
    |(?:{_LETTER})+(?:'(?:{_LETTER})+)*                            # Rek'Sai
    |[-+]+(?=[\d])|(?<=\w)[-+]+(?![^\W_])|[-+]+(?!\w)|\#           # -5  C++  O-  C#
    |[,;/|()\[\]?!:\n&=\u2013\u2014]|(?<!\b\w)(?<!\b\w\w)(?<!\b(?:mrs|etc|gen|gov|sen))\.(?=\s|$)|(?<=\s)-(?=\s)          # what parts
    """,
    re.VERBOSE,
)
_ROMAN = re.compile(r"(?=.)m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_TRANSLITERATED = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae", "œ": "oe", "ß": "ss", "ñ": "nh"}
#: Katakana as hiragana; the stroke that lengthens Arabic words, and the vowel points that few write.
_SCRIPTS: dict[int, int | None] = {
    **dict.fromkeys((0x0640, 0x0670, *range(0x064B, 0x0660), *range(0x0591, 0x05C8))),
    **{code: code - 0x60 for code in range(0x30A1, 0x30F7)},
}
#: What Japanese sentences end with, behind a word.
_COPULA = re.compile("(.+)(です|でした|だよ|である)")
#: Ordinals that the languages' lists leave out, as they mean other things too.
_ORDINALS = {
    "en": {
        "second": 2,
        **dict(zip("eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth".split(), range(11, 19), strict=True)),
    }
}
_GREEK = {"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "λ": "lambda", "μ": "mu", "π": "pi", "σ": "sigma", "ω": "omega"}
_HUNDRED = 100
#: Languages that write "l'eau", and letters before the apostrophe at most.
_ELIDING, _ELIDED_MOST = frozenset({"fr", "it"}), 2


class Kind(IntEnum):
    """What a token is."""

    WORD = 0
    NUMBER = 1
    LETTER = 2
    SIGN = 3
    BREAK = 4


class Typed:
    """A text, cut.

    Attributes:
        text: As typed.
        keys: What each token is compared by: the folded word, "#" and digits for a number.
        kinds: What each token is.
        place: Key to its positions.
    """

    def __init__(self, text: str, language: Language, *, accents: bool = False) -> None:
        self.text = text
        self.language = language
        self._accents = accents
        self.keys: list[str] = []
        self.kinds: list[Kind] = []
        self._spans: list[tuple[int, int]] = []
        self._cut()
        self.place: dict[str, list[int]] = {}
        for at, key in enumerate(self.keys):
            self.place.setdefault(key, []).append(at)

    def items(self) -> Iterator[tuple[str, Kind]]:
        """Walk through keys and kinds."""
        return zip(self.keys, self.kinds, strict=True)

    def raw(self, at: int) -> str:
        """Return a token as it was typed."""
        start, end = self._spans[at]
        return self.text[slice(*self._folded.typed(start, end))]

    def _cut(self) -> None:
        self._folded = folded = fold(self.text, self.language.tag)
        text = folded.text
        plain = self.text.isascii()
        numbers, magnitudes = self.language.numbers, self.language.magnitudes
        extra = _ORDINALS.get(self.language.tag, {})
        for found in _TOKEN.finditer(text):
            key, start, end = found[0], found.start(), found.end()
            if key[0].isdigit():
                self._add("#" + _digits(key), Kind.NUMBER, start, end)
            elif key[0].isalpha():
                if "'" in key and self.language.tag in _ELIDING:
                    head, _, rest = key.partition("'")
                    if len(head) <= _ELIDED_MOST and rest:
                        self._add(head, Kind.WORD, start, start + len(head))
                        key, start = rest, end - len(rest)
                if not plain and self._accents:
                    key = unicodedata.normalize("NFC", self.text[slice(*folded.typed(start, end))].casefold())
                key = key.replace("'", "").replace("’", "").replace(".", "")
                if not plain:
                    key = key.translate(_SCRIPTS)
                    if self.language.tag == "zh":
                        key = key.translate(_simplified())
                key = _GREEK.get(key, key)
                head = _COPULA.fullmatch(key) if not plain else None
                if head:
                    self._add(head[1], Kind.WORD, start, start + len(head[1]))
                    key, start = head[2], start + len(head[1])
                value = numbers.get(key, extra.get(key))
                if value is not None or key in magnitudes:
                    self._count(key, value, magnitudes.get(key), start, end)
                else:
                    self._add(key, Kind.LETTER if len(key) == 1 and key.isascii() else Kind.WORD, start, end)
            elif key[0] in "+-#" and not (
                key == "-" and text[start - 1 : start].isspace() and text[end : end + 1].isspace()
            ):
                for sign in key:
                    self._add(sign, Kind.SIGN, start, end)
            else:
                self._add(key, Kind.BREAK, start, end)

    def _add(self, key: str, kind: Kind, start: int, end: int) -> None:
        self.keys.append(key)
        self.kinds.append(kind)
        self._spans.append((start, end))

    def _count(self, key: str, value: float | None, factor: float | None, start: int, end: int) -> None:
        """Add a number word, or join it with the one before it ("twenty one", "nineteen eighty-four")."""
        last = float(self.keys[-1][1:]) if self.keys and self.kinds[-1] is Kind.NUMBER and self._spelled else None
        joined: float | None = None
        if last is not None and factor is not None:
            joined = last * factor
        elif last is not None and value is not None:
            if 20 <= last < _HUNDRED and last % 10 == 0 and 0 < value < 10:  # noqa: PLR2004 - twenty one
                joined = last + value
            elif last >= _HUNDRED and last % _HUNDRED == 0 and value < _HUNDRED:
                joined = last + value
            elif 10 <= last <= 20 and value >= 10:  # noqa: PLR2004 - nineteen eighty
                joined = last * _HUNDRED + value
            elif last >= 1000 and last % 10 == 0 and 0 < value < 10:  # noqa: PLR2004 - nineteen eighty, four
                joined = last + value
        self._spelled = True
        if joined is not None:
            self.keys[-1] = f"#{joined:.12g}"
            self._spans[-1] = (self._spans[-1][0], end)
        else:
            self._add(f"#{value if value is not None else factor:.12g}", Kind.NUMBER, start, end)

    _spelled = False

    @lazy
    def romans(self) -> dict[str, list[int]]:
        """Numbers that words of it are in Roman numerals, to their positions."""
        found: dict[str, list[int]] = {}
        for at, key in enumerate(self.keys):
            value = roman(key) if self.kinds[at] in {Kind.WORD, Kind.LETTER} else 0
            if value:
                found.setdefault(f"#{value}", []).append(at)
        return found

    @lazy
    def squashed(self) -> str:
        """Its words and numbers, written as one."""
        return "".join([key for key, kind in zip(self.keys, self.kinds, strict=True) if kind is not Kind.BREAK])

    @lazy
    def joined(self) -> dict[str, tuple[int, int]]:
        """Two or three neighbouring words written as one, to the first and last of them."""
        found: dict[str, tuple[int, int]] = {}
        keys, kinds = self.keys, self.kinds
        for start, key in enumerate(keys):
            written = key
            for end in range(start + 1, min(start + 4, len(keys))):
                if kinds[end] is Kind.BREAK or kinds[start] is Kind.BREAK:
                    break
                written += keys[end]
                found.setdefault(written, (start, end))
        return found


@cache
def _simplified() -> dict[int, str]:
    """Return what stands for each traditional Chinese character in simplified script."""
    text = (resources.files("bot.grading") / "simplified.zh.txt").read_text("utf-8")
    return {ord(pair[0]): pair[1] for pair in text[text.rindex("#") :].split("\n", 1)[1].split()}


def roman(word: str) -> int:
    """Return the value of a Roman numeral in lower case; 0 for any other word."""
    if not _ROMAN.fullmatch(word):
        return 0
    values = [_DIGITS[letter] for letter in word]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def transliterated(word: str) -> str:
    """Write a word's umlauts as people write them who have none ("Müller": "mueller")."""
    return "".join(_TRANSLITERATED.get(letter, letter) for letter in word)


def _digits(text: str) -> str:
    """Write a number's digits so that equal ones are equal: without groups, leading zeros, a final ".0"."""
    text = text.rstrip("stndrh")
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+", text):
        text = text.replace(",", "")
    whole, *parts = text.replace(",", ".").split(".")
    while parts and not parts[-1].strip("0"):
        parts.pop()
    return ".".join([whole.lstrip("0") or "0", *parts])
