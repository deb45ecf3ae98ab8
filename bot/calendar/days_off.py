"""Days off: dates a schedule leaves out, one by one or as the public holidays of a country or region.

The library of holidays is heavy, so it is imported when the first holiday is asked for.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from difflib import get_close_matches
from functools import cache

from babel import Locale
from rapidfuzz import fuzz, process

from bot.calendar.errors import DatesUnreadable, HolidaysUnknown
from bot.calendar.places import LIKENESS_LEAST, country_codes, folded

#: So many single dates one schedule may leave out.
DATES_MOST = 120
SUGGESTIONS_MOST = 25
_NEAREST_MOST = 5
_DAY = timedelta(days=1)
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_BETWEEN = re.compile(r"\s*(?:\.\.+|\bto\b|\u2013|\u2014)\s*")
_CODE = re.compile(r"([a-z]{2,3})(?:\s*[-/, ]\s*(.+))?", re.IGNORECASE)
_TYPED_MOST = 2_000


def read_dates(typed: str) -> tuple[date, ...]:
    """Read dates and spans of dates: "2026-12-24, 2026-12-27..2027-01-02".

    Returns:
        The dates, ascending, each once.

    Raises:
        DatesUnreadable: A part is no date, a span runs backwards, or there are too many.
    """
    given = typed.strip()
    found: set[date] = set()
    for part in re.split(r"[,;\s]+", re.sub(_BETWEEN, "..", given[:_TYPED_MOST])):
        if not part:
            continue
        first, dots, last = part.partition("..")
        day, end = _date(first, given), _date(last if dots else first, given)
        if not 0 <= (end - day).days <= DATES_MOST:
            raise DatesUnreadable(given=given, limit=DATES_MOST)
        found.update(day + number * _DAY for number in range((end - day).days + 1))
    if not found or len(found) > DATES_MOST:
        raise DatesUnreadable(given=given, limit=DATES_MOST)
    return tuple(sorted(found))


def read_country(typed: str) -> str:
    """Return the code of the country or region meant: "DE", "Germany", "DE-BE", "us ny".

    Raises:
        HolidaysUnknown: There is none, or its holidays are not known; the error names what looks alike.
    """
    given = typed.strip()
    by_name = _codes_by_name().get(folded(given))
    if by_name is not None:
        return by_name
    code = _CODE.fullmatch(given)
    country = code[1].upper() if code else ""
    if code is None or country not in countries():
        raise HolidaysUnknown(given=given, nearest=", ".join(_nearest(given)))
    if not code[2]:
        return country
    region = code[2].strip().upper()
    known = {name.upper(): name for name in _regions(country)}
    if region not in known:
        near = get_close_matches(region, known, n=_NEAREST_MOST, cutoff=0.3) or sorted(known)[:_NEAREST_MOST]
        raise HolidaysUnknown(given=given, nearest=", ".join(f"{country}-{known[name]}" for name in near))
    return f"{country}-{known[region]}"


def suggest_countries(typed: str) -> list[tuple[str, str]]:
    """Return codes and names that fit what was typed so far, best first."""
    wanted = typed.strip().casefold()
    named = sorted(((name_of(code), code) for code in countries()), key=lambda pair: pair[0])
    country = wanted.upper().partition("-")[0]
    if country in countries() and ("-" in wanted or wanted.upper() == country):
        whole = [(country, name_of(country))]
        regions = [(f"{country}-{region}", f"{name_of(country)}, {region}") for region in sorted(_regions(country))]
        return [pair for pair in whole + regions if pair[0].casefold().startswith(wanted)][:SUGGESTIONS_MOST]
    meant = [(code, name_of(code)) for code in [_codes_by_name().get(folded(typed))] if code]
    starts = [(code, name) for name, code in named if folded(name).startswith(folded(typed))]
    inside = [(code, name) for name, code in named if folded(typed) in folded(name)]
    return list(dict.fromkeys([*meant, *starts, *inside]))[:SUGGESTIONS_MOST]


def is_holiday(day: date, where: str) -> bool:
    """Tell whether a date is a public holiday of a country or region (a code of `read_country`)."""
    return day in _holidays(where, day.year)


def name_of(code: str) -> str:
    """Return the English name of a country or region by its code."""
    country, dash, region = code.partition("-")
    name = str(Locale("en").territories.get(country, country))
    return f"{name}, {region}" if dash else name


@cache
def countries() -> frozenset[str]:
    """Return the codes of the countries whose holidays are known."""
    from holidays.registry import COUNTRIES

    return frozenset(codes[1] for codes in COUNTRIES.values())


@cache
def _holidays(where: str, year: int) -> frozenset[date]:
    from holidays import country_holidays

    country, _, region = where.partition("-")
    return frozenset(country_holidays(country, subdiv=region or None, years=year))


@cache
def _regions(country: str) -> tuple[str, ...]:
    from holidays import country_holidays

    return tuple(country_holidays(country).subdivisions)


@cache
def _codes_by_name() -> dict[str, str]:
    return {name: code for name, code in country_codes().items() if code in countries()}


def _nearest(given: str) -> list[str]:
    known = _codes_by_name()
    found = process.extract(
        folded(given), list(known), scorer=fuzz.ratio, score_cutoff=LIKENESS_LEAST, limit=_NEAREST_MOST
    )
    codes = dict.fromkeys(known[name] for name, *_ in found)
    return [f"{code} ({name_of(code)})" for code in codes]


def _date(text: str, given: str) -> date:
    found = _DATE.fullmatch(text)
    try:
        return date(*map(int, found.groups())) if found else _no(given)
    except ValueError as error:
        raise DatesUnreadable(given=given, limit=DATES_MOST) from error


def _no(given: str) -> date:
    raise DatesUnreadable(given=given, limit=DATES_MOST)
