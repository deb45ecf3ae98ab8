"""Dates and times of day: every usual spelling of one is the same, and compared as precisely as the card gives it.

"9.11.1989", "Nov 9th, '89" and "the ninth of November 1989" are one date; "9:30 am", "9.30" and "half past nine" one time.
Whether day or month comes first follows the deck's language; where only one order is sane, that one is meant.

Source: dates compared field by field as in TIMEX3 (Pustejovsky et al. 2003, "TimeML", section 2.2).
"""

from __future__ import annotations

import re
from calendar import monthrange, weekday
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from rapidfuzz.distance import OSA

from bot.grading.languages import language_of
from bot.grading.numbers import Token, cut, month_words, plain, read_amount, words_of
from bot.grading.units import fold_unit
from bot.grading.verdict import Comparison, Rule

_MONTHS, _DAYS, _CENTURY = 12, 31, 100
_YEAR_LEAST, _YEAR_MOST = 100, 9999
#: What an answer is worth that leaves a part of the date out, and one that only names another weekday.
_PARTLY, _WRONG_WEEKDAY = 0.5, 0.2
_TYPO_LEAST, _TYPO_LONG = 5, 8
_NOON, _DAY_HOURS, _HOUR_MINUTES = 12, 24, 60
#: Month names that are other words or names as well; alone they are no date.
_SEPARATOR = r"\s?[./\-]\s?"
_ISO = re.compile(r"(?<!\d)(?P<y>\d{4})[-./](?P<m>\d{1,2})[-./](?P<d>\d{1,2})(?![\d])")
_COMPACT = re.compile(r"(?<!\d)(?P<y>1\d{3}|20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)")
_THREE = re.compile(rf"(?<!\d)(?P<a>\d{{1,2}})(?P<mark>{_SEPARATOR}|\s)(?P<b>\d{{1,2}})(?:{_SEPARATOR}|\s)(?P<y>'?\d{{2}}|\d{{4}})(?!\d)")
_TWO = re.compile(rf"(?<!\d)(?P<a>\d{{1,2}})(?P<mark>{_SEPARATOR})(?P<b>\d{{1,2}})(?!\d)")
_MONTH_YEAR = re.compile(rf"(?<!\d)(?P<m>\d{{1,2}}){_SEPARATOR}(?P<y>\d{{4}})(?!\d)|(?<!\d)(?P<y2>\d{{4}}){_SEPARATOR}(?P<m2>\d{{1,2}})(?!\d)")
_ORDINAL = frozenset(("st", "nd", "rd", "th", "er", "e", "o", "a", "de", "te", "ste", "ten", "го", "й", "re", "d", "eme", "ere"))
_TIME = re.compile(r"(?<![\d.,:])(?P<h>\d{1,2})\s?[:.h]\s?(?P<m>[0-5]\d)(?::(?P<s>[0-5]\d))?(?![\d:]|\.\d)", re.IGNORECASE)
_BARE_TIME = re.compile(r"(?<!\d)(?P<h>\d{1,2})(?P<m>[0-5]\d)(?!\d)")
_LIMITS = frozenset(
    ("before", "after", "until", "till", "since", "by", "vor", "nach", "bis", "seit", "avant", "apres", "antes", "despues", "depois",
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


class Clock(NamedTuple):
    """A time of day.

    Attributes:
        hour: 0..24, as said.
        minute: 0..59.
        half: "am" or "pm", "" where neither is said.
        spoken: Whether it is in words, which name no half of the day.
    """

    hour: int
    minute: int = 0
    half: str = ""
    spoken: bool = False


def of_iso(text: str) -> Date:
    """Read a card's date: "1989-11-09", "1989-11" or "1989"."""
    return Date(*(int(part) for part in text.split("-")))


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
    if not found or _is_limited(answer, tag):
        return Comparison(score=0.0, rule=Rule.DATE_DIFFERS if answer.strip() else Rule.EMPTY)
    given = _given(question, tag)
    scores = [_score(card, one, given) for one in found]
    best = max(scores)
    if best >= 1.0:
        return Comparison(score=1.0)
    return Comparison(score=best, rule=Rule.DATE_INCOMPLETE if best == _PARTLY else Rule.DATE_DIFFERS, why="" if best == _PARTLY else answer.strip())


def year_of(answer: str, tag: str) -> Date | None:
    """Return the date that an answer gives around a year, for cards that ask for the year alone; None for none."""
    if _is_limited(answer, tag):
        return None
    found = [one for one in readings(answer, tag) if one.year is not None]
    return found[0] if found else None


def same_year(card: int, one: Date) -> bool:
    """Tell whether a date falls into a year; two digits stand for the card's century."""
    if one.year is None:
        return False
    return one.year == card or (one.short and card > 0 and one.year == card % _CENTURY)


def _score(card: Date, one: Date, given: Date) -> float:
    """Score one reading: each field the card gives is there and equal, or stands in the question."""
    missing = []
    if card.year is not None:
        if one.year is None:
            missing += [] if given.year == card.year else ["year"]
        elif not same_year(card.year, one):
            return 0.0
    for field, wanted, said, known in (("month", card.month, one.month, given.month), ("day", card.day, one.day, given.day)):
        if wanted is None:
            continue
        if said is None:
            missing += [] if known == wanted else [field]
        elif said != wanted:
            return 0.0
    if one.weekday is not None and card.day and card.month and card.year and card.year > 0:
        if weekday(card.year, card.month, card.day) != one.weekday:
            return _WRONG_WEEKDAY
    if not missing:
        return 1.0
    # A part that many dates share is none: "December" for 24 December, "1" for 1 May.
    if card.year is None or (one.year is None and (one.month is None or (card.day and one.day is None))):
        return 0.0
    return _PARTLY


def _given(question: str, tag: str) -> Date:
    """Return what the question itself says of the date."""
    found = readings(question, tag)
    if found:
        return found[0]
    year = re.search(r"(?<!\d)(1\d{3}|20\d\d)(?!\d)", question)
    months = {_months(tag).get(token.folded) for token in cut(question) if token.kind == "word" and len(token.folded) > 3} - {None}  # noqa: PLR2004
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


def _worded(text: str, tag: str, *, whole: bool) -> Date | None:
    """Read a date with a month's name, or a year alone; None if it says anything twice."""
    tokens = cut(text)
    words, months = words_of(tag[:2]), _months(tag)
    fields: dict[str, int] = {}
    at = 0
    while at < len(tokens):
        token = tokens[at]
        before = _era_at(tokens, at, tag)
        if before and "year" in fields:
            fields["year"] = -abs(fields["year"])
            at += before
            continue
        said = _field(tokens, at, tag, fields)
        if said is not None:
            name, value, at = said
            if fields.get(name, value) != value:
                return None
            fields[name] = value
            continue
        if token.kind == "word" and whole and token.folded not in words.own["day_words"] | _ORDINAL and token.folded not in months:
            return None
        at += 1
    if not fields or not fields.keys() - {"weekday"}:
        return None
    date = Date(fields.get("year", fields.get("short")), fields.get("month"), fields.get("day"), "year" not in fields and "short" in fields, fields.get("weekday"))
    return next(_valid(date), None)


def _field(tokens: Sequence[Token], at: int, tag: str, fields: dict[str, int]) -> tuple[str, int, int] | None:
    """Read one field of a date from a token on: its name, its value, and the token behind it."""
    token, words = tokens[at], words_of(tag[:2])
    if token.kind == "word":
        month = _month(token.folded, tag)
        # "mar" is a month and a weekday in French and Spanish, "may" a month and a verb: beside another it is the latter.
        if month is not None and not ("month" in fields and token.folded in words.weekdays):
            return "month", month, at + 1
        if token.folded in words.weekdays and len(token.folded) > 1:
            return "weekday", words.weekdays[token.folded], at + 1
        if (token.folded in words.shares and token.folded not in words.small) or token.folded in words.ones:
            return None
    if token.text == "'" and at + 1 < len(tokens) and re.fullmatch(r"\d\d", tokens[at + 1].text):
        return "short", int(tokens[at + 1].text), at + 2
    if token.kind == "figure" and not re.fullmatch(r"\d{1,4}", token.text):
        return None
    amount = read_amount(tokens, at, tag) if token.kind != "figure" else None
    value = int(token.text) if token.kind == "figure" else int(amount.value) if amount is not None and amount.value < _YEAR_MOST and not amount.share else None
    if value is None:
        return None
    end = at + 1 if amount is None else amount.end
    if end < len(tokens) and tokens[end].glued and tokens[end].folded in _ORDINAL:
        end += 1
    if _era_at(tokens, end, tag):
        return "year", value, end
    if value > _DAYS or (token.kind == "figure" and len(token.text) > 2):  # noqa: PLR2004
        short = value < _CENTURY and ("day" in fields or "month" in fields)
        return ("short" if short else "year", value, end) if short or value >= _YEAR_LEAST else None
    if "day" in fields and "month" in fields and "year" not in fields:
        return "short", value, end
    return "day", value, end


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
    near = {month for name, month in months.items() if len(name) >= _TYPO_LEAST and OSA.distance(word, name, score_cutoff=most) <= most}
    return near.pop() if len(near) == 1 else None


@cache
def _months(tag: str) -> dict[str, int]:
    """Return what a language calls months, folded, from CLDR and our own list; English names where they mean nothing else."""
    names: dict[str, int] = {}
    for one in dict.fromkeys(("en", tag[:2])):
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


def read_clock(text: str, tag: str, *, whole: bool = True) -> Clock | None:
    """Read a time of day: "9:30 am", "21.30 Uhr", "half past nine", "noon".

    Args:
        text: As typed.
        tag: BCP 47 tag of the language.
        whole: Whether it has to say itself that it is one, by a colon, a word or a half of the day, and say nothing else.
    """
    if len(text) > 80:  # noqa: PLR2004 - a time is short
        return None
    words = words_of(tag[:2])
    spoken = f" {' '.join(token.folded for token in cut(text) if token.folded not in '.,')} "
    for key, hour in (("noon", _NOON), ("midnight", 0)):
        if any(spoken.strip() == phrase for phrase in words.lists[key]):
            return Clock(hour, half="pm" if hour else "am")
    half = next((key for key in ("am", "pm") if any(f" {one} " in spoken or re.search(rf"\d{re.escape(one)} ", spoken.replace(" ", "") + " ") for one in words.lists[key] if " " not in one or f" {one} " in spoken)), "")
    says = bool(half) or any(f" {one} " in spoken for one in words.lists["clock"] if len(one) > 1)
    flat = plain(text)
    found = _TIME.search(flat)
    if found is not None:
        rest = re.sub(r"[^\w]", "", flat[: found.start()] + flat[found.end() :])
        if whole and not says and (rest or "." in found.group()):
            return None
        if whole and rest and not _is_clock_talk(flat[: found.start()] + flat[found.end() :], tag):
            return None
        return _clock(int(found["h"]), int(found["m"]), half)
    bare = _BARE_TIME.search(flat) if half or not whole else None
    if bare is not None and (not whole or _is_clock_talk(flat[: bare.start()] + flat[bare.end() :], tag)):
        return _clock(int(bare["h"]), int(bare["m"]), half)
    return _spoken(cut(text), tag, half, whole=whole, says=says)


def compare_clock(card: Clock, answer: str, tag: str) -> Comparison:
    """Compare an answer with a time of day; who leaves am and pm out means the card's half."""
    one = read_clock(answer, tag, whole=False)
    if one is None or _is_limited_time(answer, tag):
        return Comparison(score=0.0, rule=Rule.TIME_DIFFERS if answer.strip() else Rule.EMPTY)
    definite = _is_definite(card, tag) and _is_definite(one, tag)
    span = _DAY_HOURS * _HOUR_MINUTES if definite else _NOON * _HOUR_MINUTES
    same = (_minutes(card) - _minutes(one)) % span == 0
    return Comparison(score=1.0) if same else Comparison(score=0.0, rule=Rule.TIME_DIFFERS, why=answer.strip())


def _is_limited_time(answer: str, tag: str) -> bool:
    words = {token.folded for token in cut(answer) if token.kind == "word"}
    return bool(words & (language_of(tag).alternatives | {"or", "until", "between", "not", "nicht"}))


def _is_definite(one: Clock, tag: str) -> bool:
    """Tell whether a time names its half of the day: by am or pm, by its hour, or because the language counts to 24."""
    return bool(one.half) or one.hour > _NOON or one.hour == 0 or (tag[:2] != "en" and not one.spoken)


def _minutes(one: Clock) -> int:
    hour = one.hour
    if one.half and hour <= _NOON:
        hour = hour % _NOON + (_NOON if one.half == "pm" else 0)
    return hour * _HOUR_MINUTES + one.minute


def _clock(hour: int, minute: int, half: str, *, spoken: bool = False) -> Clock | None:
    return Clock(hour, minute, half, spoken) if hour <= _DAY_HOURS and minute < _HOUR_MINUTES else None


def _is_clock_talk(rest: str, tag: str) -> bool:
    """Tell whether words beside a time only belong to it: am, Uhr, o'clock, at."""
    words = words_of(tag[:2])
    spoken = f" {' '.join(token.folded for token in cut(rest) if token.kind == 'word')} "
    for key in ("am", "pm", "clock"):
        for phrase in words.lists[key]:
            spoken = spoken.replace(f" {phrase} ", "  ")
    language = language_of(tag)
    return all(word in language.stop or word in words.own["roughly"] for word in spoken.split())


def _spoken(tokens: Sequence[Token], tag: str, half: str, *, whole: bool, says: bool) -> Clock | None:
    """Read a time in words: half past nine, halb zehn, neuf heures et demie, quarter to ten, nine thirty, 9 o'clock."""
    words = words_of(tag[:2])
    own, text = words.lists, f" {' '.join(token.folded for token in tokens if token.folded not in '.,-')} "
    numbers = _clock_numbers(tokens, tag)
    if not numbers:
        return None

    def has(key: str) -> bool:
        return any(f" {phrase} " in text for phrase in own[key])

    if whole and not (says or has("half") or has("half_before") or has("quarter")):
        return None
    hours = numbers[-1]
    if has("half_before") and not has("quarter"):
        found = _clock((hours - 1) % _NOON or _NOON, 30, half, spoken=True)
    elif has("half"):
        found = _clock(numbers[0] if tag[:2] != "en" else hours, 30, half, spoken=True)
    elif has("quarter"):
        before = has("to") and not has("past")
        hour = numbers[0]
        found = _clock((hour - 1) % _DAY_HOURS if before else hour, 45 if before else 15, half, spoken=True)
    elif len(numbers) == 2 and has("to") and words.own["to"] != frozenset(("i",)):  # noqa: PLR2004
        minutes, hour = numbers if tag[:2] in {"en", "de", "nl", "sv"} else reversed(numbers)
        found = _clock((hour - 1) % _DAY_HOURS, _HOUR_MINUTES - minutes, half, spoken=True) if 0 < minutes < _HOUR_MINUTES else None
    elif len(numbers) == 2 and has("past") and tag[:2] in {"en", "de", "nl", "sv"}:  # noqa: PLR2004
        found = _clock(numbers[1], numbers[0], half, spoken=True)
    elif len(numbers) == 2:  # noqa: PLR2004 - nine thirty
        found = _clock(numbers[0], numbers[1], half, spoken=True)
    elif len(numbers) == 1 and (says or not whole):
        hour, minute = divmod(hours, _CENTURY) if hours >= _CENTURY else (hours, 0)
        found = _clock(hour, minute, half, spoken=tokens[0].kind == "word")
    else:
        found = None
    return found


def _clock_numbers(tokens: Sequence[Token], tag: str) -> list[int]:
    """Return the whole numbers of a text, at most three are of use."""
    numbers: list[int] = []
    at = 0
    words = words_of(tag[:2])
    while at < len(tokens) and len(numbers) < 3:  # noqa: PLR2004
        token = tokens[at]
        amount = None
        if token.folded not in words.shares and token.folded not in words.ones:
            amount = read_amount(tokens, at, tag)
        if amount is not None and amount.value % 1 == 0.5 and amount.value < _DAY_HOURS:  # noqa: PLR2004 - nueve y media
            numbers.append(int(amount.value))
            at = amount.end
            continue
        if amount is None or amount.value > _YEAR_MOST or amount.value != amount.value // 1 or amount.share:
            # "ein Uhr" is one o'clock, although "ein" is an article.
            if token.folded in words.ones and at + 1 < len(tokens) and tokens[at + 1].folded in words.own["clock"]:
                numbers.append(1)
            at += 1
            continue
        numbers.append(int(amount.value))
        at = amount.end
    return numbers
