"""Name parts: a short text cut into what identity hangs on: words, numerals, letters, signs, and what stands between.

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

from bot.grading.words.languages import Language, language_of
from bot.grading.words.lazy import lazy
from bot.grading.words.normalise import fold

#: Vowel signs are no letters to Python.
_VOWEL_SIGNS = (
    "\\u0300-\\u036f\\u0900-\\u0963\\u0970-\\u0dff\\u0e30-\\u0e4e\\u0eb0-\\u0ecd\\u1000-\\u103f\\u17b4-\\u17d3"
)
_LETTER = f"[^\\W\\d_]|[{_VOWEL_SIGNS}]"
_TOKEN = re.compile(
    rf"""(?P<left>\b(?:no|nr)\.?\s*(?=\d))                          # No. 6
    |(?<![^\W_])(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?![^\W_]))?   # U.S.A.
    |\d+(?:[.,]\d+)*(?:(?:st|nd|rd|th)\b)?                         # 3.10  2nd
    |(?:{_LETTER})+(?:'(?:{_LETTER})+)*                            # Rek'Sai
    |(?<!\w)[-+]+(?=\d)|(?<=\w)[-+]+(?![^\W_])|[-+]+(?!\w)|\#           # -5  C++  O-  C#
    |[,;/|()\[\]?!:\n&=\u2013\u2014]|(?<=\s)-(?=\s)                 # what parts
    |(?<!\b\w)(?<!\b\w\w)(?<!\b(?:mrs|etc|gen|gov|sen))\.(?=\s|$)   # no abbreviation
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
        "second": 2, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15,
        "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
    }
}  # fmt: skip
_GREEK = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "λ": "lambda",
    "μ": "mu",
    "π": "pi",
    "σ": "sigma",
    "ω": "omega",
}
_CENTURY, _TENS, _HUNDRED = 10, 20, 100
#: Languages that write "l'eau", and letters before the apostrophe at most.
_ELIDING, _ELIDED_MOST = frozenset({"fr", "it"}), 2


_PROSE = re.compile("[a-z ]+")
_PLAIN_WORD = re.compile("[a-z]+")
_SIGNS = frozenset("+-#")
_VERSION = re.compile(r"v\d")
_APOSTROPHES = re.compile("['’.]")


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
        language: Its language.
        keys: What each token is compared by: the folded word, "#" and digits for a number.
        kinds: What each token is.
        place: Key to its positions.
    """

    def __init__(self, text: str, language: Language, *, accents: bool = False) -> None:
        self.text = text
        self.language = language
        self.keys: list[str] = []
        self.kinds: list[Kind] = []
        self._spans: list[tuple[int, int]] = []
        self._accents = accents and not text.isascii()
        self._folded = fold(text, language.tag)
        numbers = _numbers(language)
        if (
            not self._accents
            and _PROSE.fullmatch(self._folded.text)
            and numbers.keys().isdisjoint(words := self._folded.text.split())
        ):
            self.keys = words
            self.kinds = [Kind.LETTER if len(word) == 1 else Kind.WORD for word in words]
        else:
            self._cut(numbers)
        self.place: dict[str, list[int]] = {}
        for at, key in enumerate(self.keys):
            self.place.setdefault(key, []).append(at)

    def items(self) -> Iterator[tuple[str, Kind]]:
        """Walk through keys and kinds."""
        return zip(self.keys, self.kinds, strict=True)

    def raw(self, at: int) -> str:
        """Return a token as it was typed."""
        if not self._spans:
            self._spans = [found.span() for found in _PLAIN_WORD.finditer(self._folded.text)]
        return self._typed(*self._spans[at])

    def _typed(self, start: int, end: int) -> str:
        return self.text[slice(*self._folded.typed(start, end))]

    def _cut(self, numbers: dict[str, float]) -> None:
        """Cut what holds more than plain words."""
        text = self._folded.text
        for found in _TOKEN.finditer(text):
            piece, start, end = found[0], found.start(), found.end()
            if found["left"]:
                continue
            if piece[0].isdigit():
                self._add("#" + _digits(piece), Kind.NUMBER, start, end)
            elif piece[0].isalpha():
                if _VERSION.match(text, end - 1) and (len(piece) == 1 or "." in text[end:]):
                    piece, end = piece[:-1], end - 1
                for word, at in self._words(piece, start) if piece else ():
                    if word in numbers:
                        self._count(word, numbers[word], at, end)
                    else:
                        kind = Kind.LETTER if len(word) == 1 and word != word.upper() else Kind.WORD
                        self._add(word, kind, at, end)
            elif piece[0] in _SIGNS and text[start - 1 : end + 1] != " - ":
                for sign in piece:
                    self._add(sign, Kind.SIGN, start, end)
            else:
                self._add(piece, Kind.BREAK, start, end)

    def _words(self, word: str, start: int) -> Iterator[tuple[str, int]]:
        """Split what is written as one word but is two, each as it is compared, with where it begins."""
        if "'" in word and self.language.tag in _ELIDING:
            head, _, rest = word.partition("'")
            if rest and len(head) <= _ELIDED_MOST:
                yield head, start
                start, word = start + len(head) + 1, rest
        if not self.text.isascii():
            if self._accents:
                word = unicodedata.normalize("NFC", self._typed(start, start + len(word)).casefold())
            word = word.translate(_SCRIPTS)
            if self.language.tag == "zh":
                word = word.translate(_simplified())
            ended = _COPULA.fullmatch(word)
            if ended:
                yield ended[1], start
                start, word = start + len(ended[1]), ended[2]
            word = _GREEK.get(word, word)
        yield _APOSTROPHES.sub("", word), start

    def _add(self, key: str, kind: Kind, start: int, end: int) -> None:
        self.keys.append(key)
        self.kinds.append(kind)
        self._spans.append((start, end))

    def _count(self, word: str, value: float, start: int, end: int) -> None:
        """Add a number word, or join it with those right before it ("twenty one", "nineteen eighty-four")."""
        before = self._spans[-1][1] if self.kinds and self.kinds[-1] is Kind.NUMBER else -1
        near = (
            before >= 0 and not self._folded.text[before:start].strip(" -") and self._folded.text[before - 1].isalpha()
        )
        joined = _joined(float(self.keys[-1][1:]), value, factor=word in self.language.magnitudes) if near else None
        if joined is None:
            self._add(f"#{value:.12g}", Kind.NUMBER, start, end)
        else:
            self.keys[-1] = f"#{joined:.12g}"
            self._spans[-1] = (self._spans[-1][0], end)

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
    text = (resources.files("bot.grading") / "data" / "simplified.zh.txt").read_text("utf-8")
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


@cache
def _numbers_of(tag: str) -> dict[str, float]:
    language = language_of(tag)
    numbers = {**language.magnitudes, **language.numbers, **_ORDINALS.get(tag, {})}
    return {word: value for word, value in numbers.items() if word not in language.articles}


def _numbers(language: Language) -> dict[str, float]:
    """Return the number words of a language, to their value."""
    return _numbers_of(language.tag)


def _joined(last: float, value: float, *, factor: bool) -> float | None:
    """Join two number words; None where they are two numbers."""
    if factor:
        return last * value
    tens, centuries = _TENS <= last < _HUNDRED and last % 10 == 0, _CENTURY <= last <= _TENS
    if (tens or (last > _HUNDRED and last % 10 == 0 and last % _HUNDRED)) and 0 < value < _CENTURY:
        return last + value
    if last >= _HUNDRED and last % _HUNDRED == 0 and value < _HUNDRED:
        return last + value
    return last * _HUNDRED + value if centuries and value >= _CENTURY else None


def _digits(text: str) -> str:
    """Write a number's digits so that equal ones are equal: without groups, leading zeros, a final ".0"."""
    text = text.rstrip("stndrh")
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+", text):
        text = text.replace(",", "")
    whole, *parts = text.replace(",", ".").split(".")
    while parts and not parts[-1].strip("0"):
        parts.pop()
    return ".".join([whole.lstrip("0") or "0", *parts])
