"""Numbers: what people type for a number, read as they mean it: 10 000, 1½, 6.02×10²³, 1,5 million, "two and a half".

A text is cut into figures, words and signs once; from any of these on, `read_amount` reads one number. Commas and points
are read by the language; what has only one sane reading ("10.000,00") has that one in every language.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources
from math import inf, nan
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from babel.numbers import get_decimal_symbol
from rapidfuzz.distance import OSA

from bot.grading.languages import language_of
from bot.grading.units import fold_unit

#: Only so much of an answer is read: a number with its unit takes a few words.
READ_MOST = 2_000
_TOKENS_MOST = 400
_GLUED_LEAST, _GLUED_MOST = 6, 80
_TYPO_LEAST = 5
_HUNDRED, _THOUSAND, _TWENTY, _TEN = 100, 1_000, 20, 10

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_RAISED = re.compile("[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_VULGAR = re.compile("[¼-¾⅐-⅞↉]")
_DASHES = str.maketrans({**dict.fromkeys("‐‑‒–—―−﹣－", "-"), **dict.fromkeys("’ʼ`´", "'"), "”": '"', "″": '"', "′": "'"})
_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff*`|\\]+")
_POINTED = re.compile(r"\*(?=\s*\d)|(?<=\d)\*")
_TOKEN = re.compile(
    r"""(?P<figure>
        (?:\d{1,3}(?:\ \d{3})+(?![\d.,]*\d{4})(?:[.,]\d+)?(?!\d) | \d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)? | \d+(?:[.,'_]\d+)* | (?<![\w.,])[.,]\d+)
        (?P<raised> e[+-]?\d{1,5}(?![^\W_])
        | \s?(?:[x×*·⋅]|times|mal|fois|por|vezes|per|keer|maal|ganger|gånger|на)\s?10\s?(?:\^|\*\*)\s?\(?[+-]?\d{1,5}\)?
        | \s?(?:\^|\*\*)\s?\(?[+-]?\d{1,5}\)?
        )?)
    | (?P<word> [^\W\d_]{1,3}\$ | [^\W\d_]+(?:['.][^\W\d_]+)* )
    | (?P<sign> [^\s\w] )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_EXPONENT = re.compile(r"[+-]?\d+(?=\)?$)")


class Token(NamedTuple):
    """A piece of a text.

    Attributes:
        kind: "figure", "word" or "sign".
        text: As typed.
        folded: In small letters, without accents and points.
        glued: Whether no space stands before it.
    """

    kind: str
    text: str
    folded: str
    glued: bool


class Amount(NamedTuple):
    """One number of a text.

    Attributes:
        value: Its value; not a number (nan) for figures that make none ("1.2.3").
        other: What it is worth if comma and point are read the other way; None where that is not sane.
        place: What its last digit counts.
        end: The token behind it.
        share: Whether it is written as a share: 3/4, "three quarters".
        figures: Whether it is written in figures.
        raw: Its digits, without marks; "" for words.
    """

    value: float
    other: float | None
    place: float
    end: int
    share: bool = False
    figures: bool = False
    raw: str = ""


class Words:
    """The words of a language around numbers, dates, yes and no; English ones as well, where they mean nothing else.

    Attributes:
        small: Numbers up to some hundreds, ordinals included.
        big: What multiplies: hundred, million, dozen.
        shares: Half, thirds.
        lists: Every list of phrases by its key in `values.toml`, the longest first.
    """

    def __init__(self, tag: str) -> None:
        tables = _tables()
        # English stands behind every language: half the world's decks mix it in.
        chain = [tag, "en"] if tag in tables and tag != "en" else ["en"]
        self.small: dict[str, float] = {}
        self.big: dict[str, float] = {}
        self.shares: dict[str, float] = {}
        for one in reversed(chain):
            lists, language = tables[one], language_of(one)
            known = {**language.numbers, **_pairs(lists["more_numbers"])}
            big = {**language.magnitudes, **_pairs(lists["magnitudes"])}
            shares = _pairs(lists["fractions"])
            for word in (*known, *big, *shares):
                for table in (self.small, self.big, self.shares):
                    table.pop(word, None)
            self.small |= known
            self.big |= big
            self.shares |= shares
        own = tables[chain[0]]
        self.joins = frozenset(own["joins"].split())
        self.ones = frozenset(own["ones"].split())
        self.points = frozenset(own["decimal"].split())
        self.endings = own["endings"].split()
        self.minus = language_of(chain[0]).minus | language_of("en").minus
        self.lists = {
            key: tuple(sorted({p for one in chain for p in tables[one][key].split("/") if p}, key=len, reverse=True))
            for key in own
            if "/" in own[key] or key not in {"more_numbers", "magnitudes", "fractions", "months", "weekdays"}
        }
        self.own = {key: frozenset(filter(None, own[key].split("/"))) for key in own}
        self.weekdays = {word: int(day) for one in reversed(chain) for word, day in _pairs(tables[one]["weekdays"]).items()}
        self.pieces = {**self.small, **self.big} | dict.fromkeys(self.joins, 0.0)


@cache
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads((resources.files("bot.grading") / "values.toml").read_text("utf-8"))


def month_words(tag: str) -> dict[str, int]:
    """Return a language's own spellings of months, beside CLDR's."""
    lists = _tables().get(tag, {})
    return {word: int(month) for word, month in _pairs(lists.get("months", "")).items()}


def _pairs(text: str) -> dict[str, float]:
    listed = text.split()
    return {word: _ratio(value) for word, value in zip(listed[::2], listed[1::2], strict=True)}


def _ratio(text: str) -> float:
    above, _, below = text.partition("/")
    return float(above) / float(below or 1)


@cache
def words_of(tag: str) -> Words:
    """Return the words of a language, by its primary tag; English ones for a language without lists."""
    return Words(tag)


@lru_cache(maxsize=64)
def _decimal(tag: str) -> str:
    try:
        return str(get_decimal_symbol(Locale.parse(tag, sep="-")))
    except (ValueError, UnknownLocaleError):
        return "."


def plain(text: str) -> str:
    """Write a text with one kind of space, dash, quote and digit; ½ as 1/2, ² as ^2."""
    text = text[:READ_MOST].translate(_DASHES)
    text = _RAISED.sub(lambda found: "^" + found[0].translate(_SUPERSCRIPTS), text)
    text = _VULGAR.sub(lambda found: f" {unicodedata.normalize('NFKC', found[0]).replace('⁄', '/')} ", text)
    text = _POINTED.sub("×", text).replace("××", "^")
    text = unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).replace("⁄", "/")
    digits = [str(unicodedata.decimal(c)) if c.isdecimal() and not c.isascii() else c for c in text]
    return _SPACES.sub(" ", "".join(digits)).strip()


def cut(text: str) -> list[Token]:
    """Cut a text into figures, words and signs; as many as a number and its unit may take."""
    text = plain(text)
    tokens: list[Token] = []
    end = 0
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup if found.lastgroup != "raised" else "figure"
        piece = found.group().strip()
        folded = fold_unit(piece).replace(".", "") if kind == "word" else piece
        tokens.append(Token(kind or "sign", piece, folded, found.start() == end and end > 0))
        end = found.end()
        if len(tokens) == _TOKENS_MOST:
            break
    return tokens


def read_amount(tokens: Sequence[Token], at: int, tag: str) -> Amount | None:
    """Read the number that begins with a token; None if none does. Signs before it are the caller's."""
    words = words_of(tag[:2])
    token = tokens[at]
    if token.kind == "figure":
        found = _figure(tokens, at, tag)
    elif token.kind == "word":
        found = _spelled(tokens, at, words)
    else:
        return None
    return None if found is None else _completed(tokens, found, words)


def _figure(tokens: Sequence[Token], at: int, tag: str) -> Amount:
    """Read figures: digits with marks, a power of ten, a fraction of two whole numbers, a whole and a fraction."""
    text = tokens[at].text
    digits = re.match(r"[\d.,'_ ]*[\d]", text)
    assert digits is not None
    raised = text[digits.end() :].casefold()
    value, other, place = _value_of(digits.group(), _decimal(tag))
    raw = re.sub(r"\D", "", digits.group())
    if raised:
        exponent = _EXPONENT.search(raised)
        by = int(exponent.group()) if exponent else 0
        if raised.startswith("e") or "10" in raised[: -len(exponent.group()) if exponent else None]:
            factor = _power(10.0, by)
            value, place, other = value * factor, place * factor, None
        else:
            value, other = _power(value, by), None
        return Amount(value, other, place, at + 1, figures=True)
    end = at + 1
    if (below := _fraction(tokens, at)) is not None:
        return Amount(value / below if below else nan, None, 0.0, at + 3, share=True, figures=True)
    if value == int(value if abs(value) < 1e15 else 0) and end < len(tokens) and tokens[end].kind == "figure":  # noqa: PLR2004
        below = _fraction(tokens, end)
        above = _value_of(tokens[end].text, ".")[0] if below else nan
        if below and above < below and not tokens[end].glued:
            return Amount(value + above / below, None, 0.0, end + 3, figures=True)
    return Amount(value, other, place, end, figures=True, raw=raw)


def _fraction(tokens: Sequence[Token], at: int) -> float | None:
    """Return what a figure is divided by: whole numbers, "/" between them, and no further "/" as in a date."""
    parts = tokens[at : at + 4]
    if len(parts) < 3 or parts[1].text != "/" or parts[2].kind != "figure" or not parts[2].text.isdigit():  # noqa: PLR2004
        return None
    if not parts[0].text.isdigit() or (len(parts) > 3 and parts[3].text == "/") or (at and tokens[at - 1].text == "/"):  # noqa: PLR2004
        return None
    return float(parts[2].text)


def _value_of(digits: str, decimal: str) -> tuple[float, float | None, float]:
    """Read digits with marks: value, the other sane value, and what the last digit counts."""
    plain_digits = re.sub(r"[ '_]", "", digits)
    grouped = plain_digits != digits
    if plain_digits.isdigit():
        return float(plain_digits), None, 1.0
    marks = [c for c in plain_digits if not c.isdigit()]
    last = marks[-1]
    head, _, tail = plain_digits.rpartition(last)
    as_decimal = float(f"{re.sub(r'[.,]', '', head) or '0'}.{tail}")
    place = 10.0 ** -min(len(tail), 300)
    if len(set(marks)) > 1:
        sane = marks.count(last) == 1 and _is_grouped(head, marks[0])
        return (as_decimal, None, place) if sane else (nan, None, 1.0)
    whole = float(plain_digits.replace(last, ""))
    groups = not grouped and _is_grouped(plain_digits, last)
    if len(marks) > 1:
        return (whole, None, 1.0) if groups else (nan, None, 1.0)
    if not groups:
        return as_decimal, None, place
    return (as_decimal, whole, place) if last == decimal else (whole, as_decimal, 1.0)


def _is_grouped(digits: str, mark: str) -> bool:
    """Tell whether marks part thousands, or thousands and hundreds of thousands as in India."""
    mark = re.escape(mark)
    return re.fullmatch(rf"[1-9]\d{{0,2}}(?:{mark}\d{{3}})+|[1-9]\d?(?:{mark}\d{{2}})*{mark}\d{{3}}", digits) is not None


def _power(base: float, exponent: int) -> float:
    try:
        return float(base**exponent)
    except (OverflowError, ZeroDivisionError):
        return inf


def _spelled(tokens: Sequence[Token], at: int, words: Words) -> Amount | None:
    """Read number words from a token on: "twenty-one", "einundzwanzig", "nineteen eighty-nine", "a hundred", "half"."""
    place = at
    if tokens[at].folded in words.ones and tokens[at].folded not in words.small:
        behind = tokens[at + 1].folded if at + 1 < len(tokens) and tokens[at + 1].kind == "word" else ""
        if behind in words.shares:
            return Amount(words.shares[behind], None, 0.0, at + 2, share=True)
        if behind not in words.big:
            return None
        place += 1
    first = tokens[place].folded
    if place == at and first in words.shares and first not in words.small:
        return Amount(words.shares[first], None, 0.0, at + 1, share=True)
    total, group, end, last, joined = 0.0, 0.0, at, "", False
    while place < len(tokens):
        token = tokens[place]
        if token.text == "-" and token.glued and end > at and place + 1 < len(tokens) and tokens[place + 1].glued:
            place += 1
            continue
        if token.text == "," and token.glued and words.big.get(last, 0) >= _THOUSAND:
            place += 1
            continue
        if token.kind != "word":
            break
        if token.folded in words.joins and end > at and not joined:
            joined, place = True, place + 1
            continue
        pieces = _pieces(token.folded, words)
        if pieces is None:
            break
        step = _counted(total, group, last, pieces, words, joined=joined)
        if step is None:
            break
        total, group, last = step
        joined = False
        place += 1
        end = place
    if end == at:
        return None
    return Amount(total + group, None, 1.0, end)


def _counted(
    total: float, group: float, last: str, pieces: Sequence[str], words: Words, *, joined: bool
) -> tuple[float, float, str] | None:
    """Add the pieces of one word to a number; None if it begins another one."""
    for piece in pieces:
        if piece in words.joins and piece not in words.small:
            joined = True
            continue
        if piece in words.big:
            factor = words.big[piece]
            if factor < _THOUSAND:
                if group >= _HUNDRED and factor == _HUNDRED:
                    return None
                group = (group or 1.0) * factor
            elif last and not group and words.big.get(last, 0) >= _THOUSAND:
                total *= factor
            else:
                # "mil millones": a thousand of what comes next.
                scaled = total if total and factor > total and not total % _THOUSAND and total < factor else 0.0
                total = (total - scaled) + (scaled + (group or (0.0 if scaled else 1.0))) * factor
                group = 0.0
        elif not _takes(group, words.small[piece], last, words, joined=joined, opened=bool(last)):
            return None
        else:
            group = _taken(group, words.small[piece], last, words)
        last, joined = piece, False
    return total, group, last


def _takes(group: float, value: float, last: str, words: Words, *, joined: bool, opened: bool) -> bool:
    """Tell whether a number takes another number word: twenty takes one, hundred takes five, and nineteen eighty."""
    if not opened or not group:
        return True
    units = group % _HUNDRED
    if value >= _HUNDRED:
        return False
    if units == 0:
        return value > 0
    if value < _TEN:
        # dix-sept, soixante-dix-sept
        tens = units >= _TWENTY or (units == _TEN and value > 6 and "vingt" in words.small)  # noqa: PLR2004
        return value > 0 and tens and units % _TEN == 0
    if value % _TEN == 0 and units < _TEN and joined and value >= _TWENTY:
        return True  # ein-und-zwanzig
    if value < _TWENTY and units in {60, 80}:
        return True  # soixante-dix
    if value == _TWENTY and units == 4:  # noqa: PLR2004 - quatre-vingt
        return "vingt" in words.small
    return _TEN <= group <= _TWENTY and last not in words.big and not joined


def _taken(group: float, value: float, last: str, words: Words) -> float:
    units = group % _HUNDRED
    if value == _TWENTY and units == 4 and "vingt" in words.small:  # noqa: PLR2004 - quatre-vingt
        return group - 4 + 80
    if _TEN <= group <= _TWENTY and value >= _TEN and last not in words.big:
        return group * _HUNDRED + value
    return group + value


@lru_cache(maxsize=1 << 12)
def _split(word: str, tag_words: Words) -> tuple[str, ...] | None:
    """Cut a word that is nothing but number words: "einundzwanzig", "duecentotre"; the longest pieces first."""
    pieces = tag_words.pieces
    reached: dict[int, tuple[str, ...]] = {0: ()}
    for start in range(len(word)):
        if start not in reached:
            continue
        for end in range(start + 1, min(len(word), start + 14) + 1):
            piece = word[start:end]
            if piece in pieces and (end not in reached or len(reached[end]) > len(reached[start]) + 1):
                reached[end] = (*reached[start], piece)
    return reached.get(len(word))


def _pieces(word: str, words: Words) -> tuple[str, ...] | None:
    if word in words.small or word in words.big:
        return (word,)
    if not _GLUED_LEAST <= len(word) <= _GLUED_MOST:
        return None
    parts = _split(word, words)
    if parts is None and (ending := next((one for one in words.endings if word.endswith(one)), "")):
        parts = _split(word.removesuffix(ending), words)
    return parts if parts and parts[0] not in words.joins else None


def _completed(tokens: Sequence[Token], found: Amount, words: Words) -> Amount:
    """Read what may follow a number and belongs to it: million, "and a half", "point five", quarters."""

    def word(place: int) -> str:
        return tokens[place].folded if place < len(tokens) and tokens[place].kind == "word" else ""

    value, other, place, end, share = found.value, found.other, found.place, found.end, found.share
    scale = 1.0
    if share:
        # "half a million", "a quarter of a million"
        ahead = end + (word(end) in {"of", "de", "d", "von", "van", "av", "di"})
        ahead += word(ahead) in words.ones
        if word(ahead) in words.big and word(ahead) not in words.small:
            return found._replace(value=value * words.big[word(ahead)], end=ahead + 1, share=False)
        return found
    if word(end) in words.shares and value > 0 and (word(end) not in words.small or not found.figures) and not found.raw:
        if word(end) not in words.small or value < _TWENTY:
            return found._replace(value=value * words.shares[word(end)], place=0.0, end=end + 1, share=True)
    elif word(end) in words.shares and found.raw and value == value // 1 and word(end) not in {"second", "seconds"}:
        return found._replace(value=value * words.shares[word(end)], place=0.0, end=end + 1, share=True, raw="")
    while found.figures and word(end) in words.big and len(word(end)) > 1:
        scale *= words.big[word(end)]
        end += 1
    if scale != 1.0:
        value, place, other = value * scale, place * scale, None
    if word(end) in words.points and word(end + 1) and (digits := _digits(tokens, end + 1, words)):
        count = len(digits)
        return Amount(value + float(f"0.{digits}"), None, 10.0**-count, end + 1 + count)
    if word(end) in words.joins:
        ahead = end + 1
        amount = None
        if word(ahead) in words.ones and word(ahead + 1) in words.shares:
            amount, ahead = words.shares[word(ahead + 1)], ahead + 2
        elif word(ahead) in words.shares and word(ahead) not in words.small:
            amount, ahead = words.shares[word(ahead)], ahead + 1
        elif word(ahead) in words.small and word(ahead + 1) in words.shares and word(ahead + 1) not in words.ones:
            amount, ahead = words.small[word(ahead)] * words.shares[word(ahead + 1)], ahead + 2
        if amount is not None and amount < 1:
            last = word(end - 1)
            by = words.big.get(last, 1.0) if last in words.big else 1.0
            value, end, place = value + amount * by, ahead, 0.0
            return found._replace(value=value, other=None, place=place, end=end, raw="")
    raw = found.raw if scale == 1.0 else ""
    return found._replace(value=value, other=other, place=place, end=end, raw=raw)


def _digits(tokens: Sequence[Token], at: int, words: Words) -> str:
    """Read digits that are spelled one by one: "one four"."""
    digits = ""
    while at < len(tokens) and 0 <= (value := words.small.get(tokens[at].folded, -1.0)) < _TEN and len(digits) < 12:  # noqa: PLR2004
        digits += str(int(value))
        at += 1
    return digits


def mistyped(word: str, tag: str) -> float | None:
    """Return the number that a word was most likely meant to be ("eigth"); None if there is none, or several."""
    words = words_of(tag[:2])
    if len(word) < _TYPO_LEAST:
        return None
    near = {value for known, value in words.small.items() if len(known) >= _TYPO_LEAST and OSA.distance(word, known) == 1}
    return near.pop() if len(near) == 1 else None


def roman(text: str) -> int | None:
    """Read a Roman numeral in capitals; None if the text is none."""
    if not re.fullmatch(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})", text) or not text:
        return None
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}[letter] for letter in text]
    return sum(-one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True))
