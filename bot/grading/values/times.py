"""Times of day: "9:30 am", "9.30", "halb zehn" and "half past nine" are one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.grading.values.numbers import Token, cut, plain, read_amount, words_of
from bot.grading.verdict import Comparison, Rule
from bot.grading.words.languages import language_of

_NOON, _DAY_HOURS, _HOUR_MINUTES = 12, 24, 60
_TEXT_MOST, _NUMBERS_MOST, _NUMBER_MOST = 80, 3, 9999
#: Languages that say the minutes first: "ten to nine".
_MINUTES_FIRST = frozenset({"en", "de", "nl", "sv"})
_TIME = re.compile(
    r"(?<![\d.,:])(?P<h>\d{1,2})\s?[:.h]\s?(?P<m>[0-5]\d)(?::(?P<s>[0-5]\d))?(?![\d:]|\.\d)", re.IGNORECASE
)
_BARE_TIME = re.compile(r"(?<!\d)(?P<h>\d{1,2})(?P<m>[0-5]\d)(?!\d)")


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


def read(text: str, tag: str) -> Clock | None:
    """Read an accepted text that is a time of day, by a colon, a word or a half of the day, and nothing else.

    Args:
        text: As the author wrote it.
        tag: BCP 47 tag of its language.
    """
    if len(text) > _TEXT_MOST:
        return None
    return _named(text, tag) or _read(text, tag, whole=True)


def _named(text: str, tag: str) -> Clock | None:
    """Read noon and midnight."""
    spoken, words = _spoken_words(text), words_of(tag[:2])
    for key, clock in (("noon", Clock(_NOON, half="pm")), ("midnight", Clock(0, half="am"))):
        if spoken.strip() in words.lists[key]:
            return clock
    return None


def _read(text: str, tag: str, *, whole: bool) -> Clock | None:
    """Read a time in figures, else in words."""
    words, flat = words_of(tag[:2]), plain(text)
    half = _half_of(text, tag)
    says = bool(half) or any(f" {one} " in _spoken_words(text) for one in words.lists["clock"] if len(one) > 1)
    found = _TIME.search(flat) or (_BARE_TIME.search(flat) if half or not whole else None)
    if found is None:
        return None if whole and not _belongs(text, tag) else _in_words(cut(text), tag, half, whole=whole, says=says)
    rest = flat[: found.start()] + flat[found.end() :]
    marked = says or ":" in found.group() or "h" in found.group().casefold()
    if whole and not (marked and _belongs(rest, tag)):
        return None
    return _clock(int(found["h"]), int(found["m"]), half)


def _spoken_words(text: str) -> str:
    """Return the words and figures of a text, a space around each."""
    return f" {' '.join(token.folded for token in cut(text) if token.folded not in '.,-')} "


def _half_of(text: str, tag: str) -> str:
    """Return which half of the day a text names, "" for none; "9am" and "9 a.m." do."""
    spoken, words = _spoken_words(text), words_of(tag[:2])
    return next((key for key in ("am", "pm") if any(f" {one} " in spoken for one in words.lists[key])), "")


def compare(card: Clock, answer: str, tag: str) -> Comparison:
    """Compare an answer with a time of day; who leaves am and pm out means the card's half."""
    one = _named(answer, tag) or (_read(answer, tag, whole=False) if len(answer) <= _TEXT_MOST else None)
    if one is None or _is_limited(answer, tag):
        return Comparison(score=0.0, rule=Rule.TIME_DIFFERS if answer.strip() else Rule.EMPTY)
    definite = _is_definite(card, tag) and _is_definite(one, tag)
    span = _DAY_HOURS * _HOUR_MINUTES if definite else _NOON * _HOUR_MINUTES
    same = (_minutes(card) - _minutes(one)) % span == 0
    return Comparison(score=1.0) if same else Comparison(score=0.0, rule=Rule.TIME_DIFFERS, why=answer.strip())


def _is_limited(answer: str, tag: str) -> bool:
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


def _belongs(rest: str, tag: str) -> bool:
    """Tell whether words beside a time only belong to it: am, Uhr, o'clock, at."""
    words, language = words_of(tag[:2]), language_of(tag)
    spoken = _spoken_words(rest)
    for key in ("am", "pm", "clock", "half", "half_before", "quarter", "past", "to"):
        for phrase in words.lists[key]:
            spoken = spoken.replace(f" {phrase} ", "  ")
    small = language.stop | words.own["roughly"] | words.small.keys() | words.ones | words.joins
    return all(word in small or word.isdigit() for word in spoken.split())


def _in_words(tokens: Sequence[Token], tag: str, half: str, *, whole: bool, says: bool) -> Clock | None:
    """Read a time in words: half past nine, halb zehn, neuf heures et demie, quarter to ten, nine thirty, 9 o'clock."""
    lists = words_of(tag[:2]).lists
    text = f" {' '.join(token.folded for token in tokens if token.folded not in '.,-')} "
    numbers = _clock_numbers(tokens, tag)
    said = {
        key for key in ("half", "half_before", "quarter", "to", "past") if any(f" {one} " in text for one in lists[key])
    }
    if not numbers or (whole and not says and not said & {"half", "half_before", "quarter"}):
        return None
    if "half_before" in said and "quarter" not in said:
        return _clock((numbers[-1] - 1) % _NOON or _NOON, 30, half, spoken=True)
    if "half" in said:
        return _clock(numbers[-1] if tag[:2] == "en" else numbers[0], 30, half, spoken=True)
    if "quarter" in said:
        return _moved(numbers[0], -15 if "to" in said and "past" not in said else 15, half)
    if len(numbers) > 1:
        return _two_numbers(numbers, tag, half, said)
    hour, minute = divmod(numbers[0], 100) if numbers[0] >= 100 else (numbers[0], 0)  # noqa: PLR2004 - ten thirty is 1030
    return _clock(hour, minute, half, spoken=tokens[0].kind == "word") if says or not whole else None


def _two_numbers(numbers: Sequence[int], tag: str, half: str, said: set[str]) -> Clock | None:
    """Read an hour and minutes: "ten to nine", "nine thirty", "dix heures moins dix"."""
    minutes_first = tag[:2] in _MINUTES_FIRST
    if not said & {"to", "past"} or (said == {"past"} and not minutes_first):
        return _clock(numbers[0], numbers[1], half, spoken=True)
    minutes, hour = numbers[:2] if minutes_first else (numbers[1], numbers[0])
    return _moved(hour, minutes if "past" in said else -minutes, half)


def _moved(hour: int, minutes: int, half: str) -> Clock | None:
    """Return a time so many minutes after (or, if negative, before) an hour."""
    if hour > _DAY_HOURS or not -_HOUR_MINUTES < minutes < _HOUR_MINUTES:
        return None
    return _clock((hour - (minutes < 0)) % _DAY_HOURS, minutes % _HOUR_MINUTES, half, spoken=True)


def _clock_numbers(tokens: Sequence[Token], tag: str) -> list[int]:
    """Return the first whole numbers of a text, as many as a time has."""
    numbers: list[int] = []
    words = words_of(tag[:2])
    at = 0
    while at < len(tokens) and len(numbers) < _NUMBERS_MOST:
        folded = tokens[at].folded
        amount = read_amount(tokens, at, tag) if folded not in words.shares and folded not in words.ones else None
        # "nueve y media" is half past nine.
        if amount is not None and not amount.share and amount.value <= _NUMBER_MOST and amount.value % 1 in {0.0, 0.5}:
            numbers.append(int(amount.value))
        elif folded in words.ones and at + 1 < len(tokens) and tokens[at + 1].folded in words.own["clock"]:
            # "ein Uhr" is one o'clock, although "ein" is an article.
            numbers.append(1)
            amount = None
        at = amount.end if amount is not None else at + 1
    return numbers
