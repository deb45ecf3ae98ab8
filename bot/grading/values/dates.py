"""Dates: every usual spelling of one is the same, and compared as precisely as the card gives it.

"9.11.1989", "Nov 9th, '89" and "the ninth of November 1989" are one date. Whether day or month comes first follows
the deck's language; where only one order is sane, that one is meant.

Source: dates compared field by field as in TIMEX3 (Pustejovsky et al. 2003, "TimeML", section 2.2).
"""

from __future__ import annotations

import re
from calendar import monthrange, weekday
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from rapidfuzz.distance import OSA

from bot.grading.values.numbers import LANGUAGES, Token, cut, month_words, plain, read_amount, roman, words_of
from bot.grading.values.units import fold_unit
from bot.grading.verdict import Comparison, Rule
from bot.grading.words.languages import language_of

_MONTHS, _DAYS, _CENTURY = 12, 31, 100
_YEAR_MOST = 9999
#: What an answer is worth that leaves a part of the date out, and one that only names another weekday.
_PARTLY, _WRONG_WEEKDAY = 0.5, 0.2
_TYPO_LEAST, _TYPO_LONG = 5, 8
#: Letters of a month's name from which it is one in a question, too: "may" is not.
_NAME_LEAST = 4
_SEPARATOR = r"\s?[./\-]\s?"
_ISO = re.compile(r"(?<!\d)(?P<y>\d{4})[-./](?P<m>\d{1,2})[-./](?P<d>\d{1,2})(?![\d])")
_COMPACT = re.compile(r"(?<!\d)(?P<y>1\d{3}|20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)")
_THREE = re.compile(
    rf"(?<!\d)(?P<a>\d{{1,2}})(?P<mark>{_SEPARATOR}|\s)(?P<b>\d{{1,2}})(?:{_SEPARATOR}|\s)(?P<y>'?\d{{2}}|\d{{4}})(?!\d)"
)
_TWO = re.compile(rf"(?<!\d)(?P<a>\d{{1,2}})(?P<mark>{_SEPARATOR})(?P<b>\d{{1,2}})(?!\d)")
_MONTH_YEAR = re.compile(
    rf"(?<!\d)(?P<m>\d{{1,2}}){_SEPARATOR}(?P<y>\d{{4}})(?!\d)|(?<!\d)(?P<y2>\d{{4}}){_SEPARATOR}(?P<m2>\d{{1,2}})(?!\d)"
)
_ORDINAL = frozenset(
    ("st", "nd", "rd", "th", "er", "e", "o", "a", "de", "te", "ste", "ten", "го", "й", "re", "d", "eme", "ere")
)
_LIMITS = frozenset(
    ("before", "after", "until", "till", "since", "by", "vor", "nach", "bis", "seit", "avant", "apres", "antes",
    "despues", "depois",
     "prima", "dopo", "na", "fore", "efter", "до", "после", "between", "zwischen", "entre", "tra", "fra")
)  # fmt: skip


class Date(NamedTuple):
    """A date as precise as somebody gave it; what was not said is None.

    Attributes:
        year: Negative before Christ.
        month: 1..12.
        day: 1..31.
        short: Whether the year has two digits only: '89.
        weekday: Monday is 0; None where none is said.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    short: bool = False
    weekday: int | None = None


def of_iso(text: str) -> Date:
    """Read a card's date: "1989-11-09", "1989-11" or "1989"."""
    year, *rest = map(int, text.split("-"))
    return Date(year, rest[0] if rest else None, rest[1] if len(rest) > 1 else None)


def read(text: str, tag: str) -> Date | None:
    """Read an accepted text that is a date and nothing else: with a month's name, or figures of day, month and year.

    Args:
        text: As the author wrote it.
        tag: BCP 47 tag of the deck's language.
    """
    if len(text) > 60 or not any(c.isdigit() for c in text):  # noqa: PLR2004 - a date is short
        return None
    numeric = list(_numeric(plain(text), tag, whole=True))
    if numeric:
        return numeric[0] if numeric[0].day is None or numeric[0].year is not None else None
    found = _worded(text, tag, whole=True)
    return found if found is not None and found.month is not None and (found.day or found.year) else None


def readings(text: str, tag: str) -> list[Date]:
    """Return every date that an answer may mean, the likeliest first; [] for none or for several."""
    found = [*dict.fromkeys(_numeric(plain(text), tag, whole=False))]
    if found:
        return found
    worded = _worded(text, tag, whole=False)
    return [worded] if worded is not None else []


def compare(card: Date, answer: str, tag: str, question: str) -> Comparison:
    """Compare an answer with a date.

    Args:
        card: The date, as precise as it is asked for.
        answer: As typed.
        tag: BCP 47 tag of the deck's language.
        question: The card's question; what it says of the date need not be said again.
    """
    found = readings(answer, tag)
    if card.day is None and len(found) == 1 and found[0].year is None and found[0].day is not None:
        # "Jun 07" is June 2007 where a month is asked for.
        found.append(Date(found[0].day, found[0].month, short=True))
    if not found or _is_limited(answer, tag):
        return Comparison(score=0.0, rule=Rule.DATE_DIFFERS if answer.strip() else Rule.EMPTY)
    given = _given(question, tag)
    scores = [_score(card, one, given) for one in found]
    best = max(scores)
    if best >= 1.0:
        return Comparison(score=1.0)
    return Comparison(
        score=best,
        rule=Rule.DATE_INCOMPLETE if best == _PARTLY else Rule.DATE_DIFFERS,
        why="" if best == _PARTLY else answer.strip(),
    )


def year_of(answer: str, tag: str) -> Date | None:
    """Return the date that an answer gives around a year, for cards that ask for the year alone; None for none."""
    if _is_limited(answer, tag):
        return None
    found = [one for one in readings(answer, tag) if one.year is not None]
    if found:
        return found[0]
    # "14/15 April 1912" is no date, but it has a year.
    worded = _worded(answer, tag, whole=False, days=False)
    return worded if worded is not None and worded.year is not None else None


def same_year(card: int, one: Date) -> bool:
    """Tell whether a date falls into a year; two digits stand for the card's century."""
    if one.year is None:
        return False
    return one.year == card or (one.short and card > 0 and one.year == card % _CENTURY)


def _score(card: Date, one: Date, given: Date) -> float:
    """Score one reading: each field the card gives is there and equal, or stands in the question."""
    pairs = ((card.month, one.month), (card.day, one.day))
    other_year = card.year is not None and one.year is not None and not same_year(card.year, one)
    if other_year or any(wanted is not None and said not in {None, wanted} for wanted, said in pairs):
        return 0.0
    if one.weekday is not None and _weekday(card) not in {None, one.weekday}:
        return _WRONG_WEEKDAY
    fields = zip(card[:3], one[:3], given[:3], strict=True)
    if all(wanted is None or said is not None or known == wanted for wanted, said, known in fields):
        return 1.0
    # A part that many dates share is none: "December" for 24 December, "1" for 1 May.
    month_told = card.month is not None and one.month is not None and (one.day is not None or card.day is None)
    told = card.year is not None and (one.year is not None or month_told)
    return _PARTLY if told else 0.0


def _weekday(card: Date) -> int | None:
    """Return the weekday of a whole date, None for one that has none or is before Christ."""
    if not card.year or card.year < 1 or card.month is None or card.day is None:
        return None
    return weekday(card.year, card.month, card.day)


def _given(question: str, tag: str) -> Date:
    """Return what the question itself says of the date."""
    found = readings(question, tag)
    if found:
        return found[0]
    year = re.search(r"(?<!\d)(1\d{3}|20\d\d)(?!\d)", question)
    words = {token.folded for token in cut(question) if len(token.folded) >= _NAME_LEAST}
    months = {_months(tag)[word] for word in words if word in _months(tag)}
    return Date(int(year[1]) if year else None, months.pop() if len(months) == 1 else None)


def _is_limited(answer: str, tag: str) -> bool:
    """Tell whether an answer speaks of a time before or after, or offers several."""
    tokens = cut(answer)
    words = words_of(tag[:2])
    text = " ".join(token.folded for token in tokens if token.kind == "word")
    for key in ("before_christ", "after_christ"):
        for phrase in words.lists[key]:
            text = re.sub(rf"\b{re.escape(phrase)}\b", " ", text)
    language = language_of(tag)
    spoken = set(text.split())
    return bool(spoken & (_LIMITS | language.alternatives | {"or"} | (language.negators - {"no"}) | {"not"}))


def _numeric(text: str, tag: str, *, whole: bool) -> Iterator[Date]:
    """Yield the dates that figures make: ISO, or day and month in either order, the language's first."""
    if whole:
        text = text.strip(" .")

    def found(pattern: re.Pattern[str]) -> re.Match[str] | None:
        return pattern.fullmatch(text) if whole else pattern.search(text)

    for pattern in (_ISO, _COMPACT):
        if (one := found(pattern)) is not None:
            yield from _valid(Date(int(one["y"]), int(one["m"]), int(one["d"])))
            return
    if (one := found(_THREE)) is not None:
        year = one["y"].lstrip("'")
        date = Date(int(year), short=len(year) == 2)  # noqa: PLR2004
        yield from _orders(date, int(one["a"]), int(one["b"]), one["mark"].strip(), tag)
        return
    if (one := found(_MONTH_YEAR)) is not None:
        yield from _valid(Date(int(one["y"] or one["y2"]), int(one["m"] or one["m2"])))
        return
    if not whole and (one := found(_TWO)) is not None and not re.search(r"\d", text[: one.start()] + text[one.end() :]):
        yield from _orders(Date(), int(one["a"]), int(one["b"]), one["mark"].strip(), tag)


def _orders(date: Date, first: int, second: int, mark: str, tag: str) -> Iterator[Date]:
    """Yield day and month in the language's order, and in the other where it is the only sane one or as usual."""
    day_first = [*_valid(date._replace(day=first, month=second))]
    month_first = [*_valid(date._replace(day=second, month=first))]
    english = tag[:2] == "en"
    if english and mark != "." and tag.upper()[3:] in {"", "US"}:
        yield from month_first
        # English without a country is written in both orders.
        yield from day_first if len(tag) == 2 or not month_first else ()  # noqa: PLR2004
    else:
        yield from day_first or month_first


def _valid(date: Date) -> Iterator[Date]:
    year = date.year if date.year and date.year > 0 and not date.short else 2000
    if date.month is not None and not 1 <= date.month <= _MONTHS:
        return
    if date.day is not None and not 1 <= date.day <= (monthrange(year, date.month)[1] if date.month else _DAYS):
        return
    yield date


def _worded(text: str, tag: str, *, whole: bool, days: bool = True) -> Date | None:
    """Read a date with a month's name, or a year alone; None if it says anything twice.

    Args:
        text: As typed.
        tag: Tag of its language.
        whole: Whether it has to be a date and nothing else.
        days: Whether two days are one too many.
    """
    tokens = cut(text)
    aside = words_of(tag[:2]).own["day_words"] | _ORDINAL | _months(tag).keys()
    fields: dict[str, int] = {}
    at = 0
    while at < len(tokens):
        token = tokens[at]
        before = _era_at(tokens, at, tag) if "year" in fields else 0
        if before:
            fields["year"] = -abs(fields["year"])
            at += before
            continue
        said = _named(tokens, at, tag, fields) or _counted(tokens, at, tag, fields)
        if said is not None:
            name, value, at = said
            if fields.get(name, value) != value and (days or name != "day"):
                return None
            fields[name] = value
            continue
        if whole and token.kind == "word" and token.folded not in aside:
            return None
        at += 1
    if not fields.keys() - {"weekday"}:
        return None
    year, short = fields.get("year", fields.get("short")), "year" not in fields and "short" in fields
    date = Date(year, fields.get("month"), fields.get("day"), short, fields.get("weekday"))
    return next(_valid(date), None)


#: A field of a date: its name, its value, and the token behind it.
_Field = tuple[str, int, int]


def _named(tokens: Sequence[Token], at: int, tag: str, fields: Mapping[str, int]) -> _Field | None:
    """Read a month or weekday by its name."""
    word = tokens[at].folded
    if tokens[at].kind != "word":
        return None
    month, day = _month(word, tag), words_of(tag[:2]).weekdays.get(word)
    if month is None and at and tokens[at - 1].text in {"/", ".", "-"}:
        # 8/V/1945
        month = roman(tokens[at].text)
    # "mar" is a month and a weekday in French and Spanish: beside another month it is the latter.
    if month is not None and not ("month" in fields and day is not None):
        return "month", month, at + 1
    return ("weekday", day, at + 1) if day is not None and len(word) > 1 else None


def _counted(tokens: Sequence[Token], at: int, tag: str, fields: Mapping[str, int]) -> _Field | None:
    """Read a day or a year by its number, in figures or words; a year of two digits behind an apostrophe or a date."""
    if tokens[at].text == "'" and at + 1 < len(tokens) and re.fullmatch(r"\d\d", tokens[at + 1].text):
        return "short", int(tokens[at + 1].text), at + 2
    counted = _whole_number(tokens, at, tag)
    if counted is None:
        return None
    value, end = counted
    if end < len(tokens) and tokens[end].glued and tokens[end].folded in _ORDINAL:
        end += 1
    dated = "day" in fields or "month" in fields
    if _era_at(tokens, end, tag) or value >= _CENTURY:
        name = "year"
    elif value > _DAYS:
        name = "short" if dated else ""
    else:
        name = "short" if "day" in fields and "month" in fields and "year" not in fields else "day"
    return (name, value, end) if name else None


def _whole_number(tokens: Sequence[Token], at: int, tag: str) -> tuple[int, int] | None:
    """Read a whole number that a day or year may have, and the token behind it."""
    token, words = tokens[at], words_of(tag[:2])
    if token.kind == "figure":
        return (int(token.text), at + 1) if re.fullmatch(r"\d{1,4}", token.text) else None
    if token.folded in words.ones or (token.folded in words.shares and token.folded not in words.small):
        return None
    amount = read_amount(tokens, at, tag)
    if amount is None or amount.share or not 0 < amount.value <= _YEAR_MOST:
        return None
    return int(amount.value), amount.end


def _era_at(tokens: Sequence[Token], at: int, tag: str) -> int:
    """Return how many tokens "before Christ" takes from one on; 0 if it does not stand there."""
    ahead = [token.folded for token in tokens[at : at + 8] if token.kind == "word"]
    for phrase in words_of(tag[:2]).lists["before_christ"]:
        parts = phrase.split()
        joined = "".join(parts)
        if ahead[: len(parts)] == parts and at < len(tokens) and tokens[at].kind == "word":
            return len(parts)
        if ahead[:1] == [joined] and at < len(tokens) and tokens[at].kind == "word":
            return 1
    return 0


def _month(word: str, tag: str) -> int | None:
    """Return the month that a word names, a slip of the fingers forgiven where it can be no other."""
    months = _months(tag)
    if word in months:
        return months[word]
    if len(word) < _TYPO_LEAST:
        return None
    most = 1 + (len(word) >= _TYPO_LONG)
    near = {
        month
        for name, month in months.items()
        if len(name) >= _TYPO_LEAST and OSA.distance(word, name, score_cutoff=most) <= most
    }
    return near.pop() if len(near) == 1 else None


@cache
def _months(tag: str) -> dict[str, int]:
    """Return what a language calls months, folded, from CLDR and our own list; other languages' names stand behind."""
    names: dict[str, int] = {}
    # The last to name a word has it: the language itself, then English.
    for one in (*LANGUAGES, "en", tag[:2]):
        try:
            months = Locale.parse(one).months
        except (ValueError, UnknownLocaleError):
            continue
        for kind in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for month, name in months[kind][width].items():
                    names[fold_unit(str(name)).replace(".", "")] = int(month)
        names |= month_words(one)
    return {name: month for name, month in names.items() if not name.isdigit() and len(name) > 1}
