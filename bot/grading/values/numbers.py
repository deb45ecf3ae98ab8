"""Numbers: what people type for a number, read as they mean it: 10 000, 1½, 6.02×10²³, 1,5 million, "two and a half".

A text is cut into figures, words and signs once; from any of these on, `read_amount` reads one number. Commas and
points are read by the language; what has only one sane reading ("10.000,00") has that one in every language.
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

from bot.grading.values.units import fold_unit
from bot.grading.words.languages import language_of

#: Only so much of an answer is read: a number with its unit takes a few words.
READ_MOST = 1_000
_TOKENS_MOST = 200
_GLUED_LEAST, _GLUED_MOST = 6, 80
_TYPO_LEAST = 5
_HUNDRED, _THOUSAND, _TWENTY, _TEN = 100, 1_000, 20, 10
_DECIMALS_MOST = 300
_WORDS_KEPT = 1 << 12
#: Figures that make no number ("1.2.3").
_NO_NUMBER = (nan, None, 1.0)
#: Words between a share and what it is a share of.
OF = frozenset({"of", "de", "d", "von", "van", "di", "av"})

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_RAISED = re.compile("[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_VULGAR = re.compile("[¼-¾⅐-⅞↉]")
_DASHES = str.maketrans(
    {**dict.fromkeys("‐‑‒–—―−﹣－", "-"), **dict.fromkeys("’ʼ`´", "'"), "”": '"', "″": '"', "′": "'"}
)
#: Nothing to do for these: letters, digits and marks of ASCII, single spaces between them.
_PLAIN = re.compile(r"[!-),-.0-[\]^_a-{}~/]++(?:[ ][!-),-.0-[\]^_a-{}~/]++)*+")
_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff*`|\\]+")
_POINTED = re.compile(r"\*(?=\s*\d)|(?<=\d)\*")
_TOKEN = re.compile(
    r"""(?P<figure>
        (?:\d{1,3}(?:\ \d{3})+(?!\d)(?:[.,]\d+)? | \d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)? | \d+(?:[.,_]\d+|'\d{3}(?!\d))*
        | (?<![\w.,])[.,]\d+)
        (?P<raised> e[+-]?\d{1,5}(?![^\W_])
        | \s?(?:[x×*·⋅]|times|mal|fois|por|vezes|per|keer|maal|ganger|gånger|на)\s?10
            \s?(?:\^|\*\*|hoch|puissance|elevado\ a(?:\ la)?|to\ the(?:\ power(?:\ of)?)?)\s?\(?[+-]?\d{1,5}\)?
        | \s?(?:\^|\*\*)\s?\(?[+-]?\d{1,5}\)?
        )?)
    | (?P<word> [^\W\d_]{1,3}\$ | [^\W\d_]+(?:['.][^\W\d_]+)* )
    | (?P<sign> [^\s\w] )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_EXPONENT = re.compile(r"[+-]?\d+(?=\)?$)")


#: Languages that have lists.
LANGUAGES = ("de", "es", "fr", "it", "nl", "pt", "ru", "sv", "en")


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
        opening, closing: The same, cut into words, by their first and by their last word.
        own: The same as sets, of the language alone.
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
        self.opening = {key: _by_word(phrases, 0) for key, phrases in self.lists.items()}
        self.closing = {key: _by_word(phrases, -1) for key, phrases in self.lists.items()}
        self.own = {key: frozenset(filter(None, own[key].split("/"))) for key in own}
        self.weekdays = {
            word: int(day) for one in reversed(chain) for word, day in _pairs(tables[one]["weekdays"]).items()
        }
        self.pieces = {**self.small, **self.big} | dict.fromkeys(self.joins, 0.0)


def _by_word(phrases: Sequence[str], at: int) -> dict[str, list[list[str]]]:
    """Sort phrases, cut into words, by the word they begin or end with; the order within stays."""
    found: dict[str, list[list[str]]] = {}
    for parts in map(str.split, phrases):
        found.setdefault(parts[at], []).append(parts)
    return found


@cache
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads((resources.files("bot.grading") / "data" / "values.toml").read_text("utf-8"))


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
    text = text[:READ_MOST]
    if _PLAIN.fullmatch(text):
        return text
    text = text.translate(_DASHES)
    text = _RAISED.sub(lambda found: "^" + found[0].translate(_SUPERSCRIPTS), text)
    text = _VULGAR.sub(lambda found: f" {unicodedata.normalize('NFKC', found[0]).replace('⁄', '/')} ", text)
    text = _POINTED.sub("×", text).replace("××", "^")
    text = unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).replace("⁄", "/")
    digits = [str(unicodedata.decimal(c)) if c.isdecimal() and not c.isascii() else c for c in text]
    return _SPACES.sub(" ", "".join(digits)).strip()


@lru_cache(maxsize=_WORDS_KEPT)
def _folded(word: str) -> str:
    return fold_unit(word).replace(".", "")


def cut(text: str) -> list[Token]:
    """Cut a text into figures, words and signs; as many as a number and its unit may take."""
    text = plain(text)
    tokens: list[Token] = []
    end = 0
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup if found.lastgroup != "raised" else "figure"
        piece = found.group().strip()
        folded = _folded(piece) if kind == "word" else piece
        tokens.append(Token(kind or "sign", piece, folded, found.start() == end and end > 0))
        end = found.end()
        if len(tokens) == _TOKENS_MOST:
            break
    return tokens


def read_amount(tokens: Sequence[Token], at: int, tag: str) -> Amount | None:
    """Read the number that begins with a token; None if none does. Signs before it are the caller's."""
    words = words_of(tag[:2])
    token = tokens[at]
    if token.kind == "sign":
        return None
    found = _figure(tokens, at, tag) if token.kind == "figure" else _spelled(tokens, at, words)
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
        # A mantissa has decimals, not thousands: 6,022 × 10^23.
        if other is not None and other < value:
            value, place = other, 10.0**-3
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
    bare = re.sub(r"[ '_]", "", digits)
    marks = [c for c in bare if not c.isdigit()]
    if not marks:
        return float(bare), None, 1.0
    last = marks[-1]
    head, _, tail = bare.rpartition(last)
    place = 10.0 ** -min(len(tail), _DECIMALS_MOST)
    as_decimal = (float(f"{re.sub(r'[.,]', '', head) or '0'}.{tail}"), None, place)
    if len(set(marks)) > 1:
        return as_decimal if marks.count(last) == 1 and _is_grouped(head, marks[0]) else _NO_NUMBER
    # Spaces or apostrophes group already; what else stands between is a decimal mark.
    groups = bare == digits and _is_grouped(bare, last)
    if not groups:
        return as_decimal if len(marks) == 1 else _NO_NUMBER
    whole = float(bare.replace(last, ""))
    if len(marks) > 1:
        return whole, None, 1.0
    if last != decimal:
        return whole, as_decimal[0], 1.0
    # A comma for decimals groups thousands nowhere; a point is typed for either by people of every language.
    return as_decimal[0], whole if last == "." else None, place


def _is_grouped(digits: str, mark: str) -> bool:
    """Tell whether marks part thousands, or thousands and hundreds of thousands as in India."""
    mark = re.escape(mark)
    return (
        re.fullmatch(rf"[1-9]\d{{0,2}}(?:{mark}\d{{3}})+|[1-9]\d?(?:{mark}\d{{2}})*{mark}\d{{3}}", digits) is not None
    )


def _power(base: float, exponent: int) -> float:
    try:
        return float(base**exponent)
    except (OverflowError, ZeroDivisionError):
        return inf


def _spelled(tokens: Sequence[Token], at: int, words: Words) -> Amount | None:
    """Read number words from a token on: "twenty-one", "einundzwanzig", "nineteen eighty-nine", "a hundred", "half"."""
    first, behind = tokens[at].folded, word_at(tokens, at + 1)
    article = first in words.ones and first not in words.small
    share = behind if article else first
    if share in words.shares and (article or share not in words.small):
        return Amount(words.shares[share], None, 0.0, at + 1 + article, share=True)
    if article and behind not in words.big:
        return None
    count, end, place, joined = _Count(), at, at + article, False
    while place < len(tokens):
        token = tokens[place]
        if end > at and _goes_on(tokens, place, count.last, words):
            place += 1
        elif end > at and not joined and token.folded in words.joins:
            joined, place = True, place + 1
        else:
            pieces = _pieces(token.folded, words) if token.kind == "word" else None
            step = count.take(pieces, words, joined=joined) if pieces is not None else None
            if step is None:
                break
            count, joined, place = step, False, place + 1
            end = place
    return Amount(count.total + count.group, None, 1.0, end) if end > at else None


def word_at(tokens: Sequence[Token], at: int) -> str:
    """Return the folded word at a place, "" where no word stands."""
    return tokens[at].folded if at < len(tokens) and tokens[at].kind == "word" else ""


def _goes_on(tokens: Sequence[Token], at: int, last: str, words: Words) -> bool:
    """Tell whether a number goes on behind a mark: twenty-one; one thousand, one hundred."""
    token = tokens[at]
    hyphen = token.text == "-" and at + 1 < len(tokens) and tokens[at + 1].glued
    return token.glued and (hyphen or (token.text == "," and words.big.get(last, 0) >= _THOUSAND))


class _Count(NamedTuple):
    """A number while its words are read: thousands and more, what is below them, and the last word."""

    total: float = 0.0
    group: float = 0.0
    last: str = ""

    def take(self, pieces: Sequence[str], words: Words, *, joined: bool) -> _Count | None:
        """Take the pieces of one more word; None if it begins another number."""
        count = self
        for piece in pieces:
            if piece in words.joins and piece not in words.small:
                joined = True
                continue
            following = (
                count._scaled(words.big[piece], words) if piece in words.big else count._added(piece, words, joined)
            )
            if following is None:
                return None
            count, joined = following._replace(last=piece), False
        return count

    def _scaled(self, factor: float, words: Words) -> _Count | None:
        """Multiply by hundred, thousand, million."""
        if factor < _THOUSAND:
            if self.group >= _HUNDRED and factor == _HUNDRED:
                return None
            return self._replace(group=(self.group or 1.0) * factor)
        if not self.group and _THOUSAND <= words.big.get(self.last, 0.0) < factor:
            # "mil millones"
            return self._replace(total=self.total * factor)
        above = self.total if self.total < factor else 0.0
        # "dos mil quinientos millones": what is smaller than the factor is multiplied as a whole.
        return _Count((self.total - above) + (above + (self.group or (0.0 if above else 1.0))) * factor)

    def _added(self, word: str, words: Words, joined: bool) -> _Count | None:  # noqa: FBT001 - as in `take`
        """Add a number word; two tens of a year ("nineteen eighty") are a hundred apart, quatre-vingt is eighty."""
        value, group = words.small[word], self.group
        if self.last and group and not _takes(group, value, self.last, words, joined=joined):
            return None
        if value == _TWENTY and group % _HUNDRED == 4 and "vingt" in words.small:  # noqa: PLR2004 - quatre-vingt
            return self._replace(group=group - 4 + 80)
        if _TEN <= group <= _TWENTY and value >= _TEN and self.last not in words.big:
            return self._replace(group=group * _HUNDRED + value)
        return self._replace(group=group + value)


def _takes(group: float, value: float, last: str, words: Words, *, joined: bool) -> bool:
    """Tell whether a number takes another number word: twenty takes one, hundred takes five, nineteen takes eighty."""
    units, french = group % _HUNDRED, "vingt" in words.small
    if not 0 < value < _HUNDRED:
        return False
    if units == 0:
        return True
    if value < _TEN:
        # dix-sept, soixante-dix-sept
        return units % _TEN == 0 and (units >= _TWENTY or (french and units == _TEN and value > 6))  # noqa: PLR2004
    german = joined and value >= _TWENTY and value % _TEN == 0 and units < _TEN
    score = french and ((value < _TWENTY and units in {60, 80}) or (value == _TWENTY and units == 4))  # noqa: PLR2004
    return german or score or (_TEN <= group <= _TWENTY and last not in words.big and not joined)


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
    if found.share:
        return _scaled_share(tokens, found, words)
    end = found.end + (found.end < len(tokens) and tokens[found.end].text == "-" and tokens[found.end].glued)
    share = word_at(tokens, end)
    counts = found.raw or found.value < _TWENTY if share in words.small else True
    if share in words.shares and counts and found.value == found.value // 1 > 0:
        return Amount(found.value * words.shares[share], None, 0.0, end + 1, share=True, figures=found.figures)
    while found.figures and len(word_at(tokens, found.end)) > 1 and (by := words.big.get(word_at(tokens, found.end))):
        found = found._replace(value=found.value * by, place=found.place * by, other=None, end=found.end + 1, raw="")
    if word_at(tokens, found.end) in words.points and (digits := _digits(tokens, found.end + 1, words)):
        value = found.value + float(f"0.{digits}")
        return Amount(value, None, 10.0 ** -len(digits), found.end + 1 + len(digits))
    return _and_a_half(tokens, found, words)


def _scaled_share(tokens: Sequence[Token], found: Amount, words: Words) -> Amount:
    """Read "half a million", "a quarter of a million"."""
    end = found.end + (word_at(tokens, found.end) in OF)
    end += word_at(tokens, end) in words.ones
    by = words.big.get(word_at(tokens, end))
    return found if by is None else found._replace(value=found.value * by, end=end + 1, share=False)


def _and_a_half(tokens: Sequence[Token], found: Amount, words: Words) -> Amount:
    """Read "two and a half", "a million and a half", "two and three quarters"."""
    if word_at(tokens, found.end) not in words.joins:
        return found
    first, second = word_at(tokens, found.end + 1), word_at(tokens, found.end + 2)
    if first in words.ones and second in words.shares:
        more, end = words.shares[second], found.end + 3
    elif first in words.shares and first not in words.small:
        more, end = words.shares[first], found.end + 2
    elif first in words.small and second in words.shares:
        more, end = words.small[first] * words.shares[second], found.end + 3
    else:
        return found
    by = words.big.get(word_at(tokens, found.end - 1), 1.0)
    return found._replace(value=found.value + more * by, other=None, place=0.0, end=end, raw="") if more < 1 else found


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
    near = {
        value for known, value in words.small.items() if len(known) >= _TYPO_LEAST and OSA.distance(word, known) == 1
    }
    return near.pop() if len(near) == 1 else None


def roman(text: str) -> int | None:
    """Read a Roman numeral in capitals; None if the text is none."""
    if not re.fullmatch(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})", text) or not text:
        return None
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}[letter] for letter in text]
    return sum(-one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True))
