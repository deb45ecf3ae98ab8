"""Time zones: those of the pinned tzdata package, which of them people mean, and a first choice for a language.

Nothing is guessed: a name that may mean several zones is refused with the choices, and a misspelt one is taken for
another only by the person who picks it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import get_global
from rapidfuzz import fuzz, process

from bot.calendar.errors import ZoneUnknown
from bot.calendar.places import (
    ABBREVIATIONS,
    LIKENESS_LEAST,
    OTHER_OFFSETS,
    WELL_KNOWN,
    folded,
    written,
    zones_by_city,
    zones_by_code,
    zones_by_country,
)

UTC_NAME = "UTC"
#: How many options Discord shows under an option being typed.
SUGGESTIONS_MOST = 25
_HOUR = 60
#: A sign, hours, and minutes after a colon or as two more digits.
_OFFSET = re.compile(r"(?:utc|gmt|z)?\s*([-+])\s*(\d{1,2})(?:[:.]?(\d{2}))?(?:\s*(?:h|hours|utc|gmt))?")
#: A year to compare zones over; any would do, and it is fixed so that answers do not change by the day.
_YEAR = 2026


#: A place as `folded` names it, "" for none, and a zone that it may mean.
_Found = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneChoice:
    """A zone as it is offered."""

    #: "Beijing (Asia/Shanghai)"
    label: str
    #: What `read_zone` reads: "Asia/Shanghai".
    value: str


def load_tables() -> None:
    """Read the tables of places, which takes some 60 ms; whoever asks later finds them in memory."""
    _all_places()
    _by_last_part()
    written("utc")


@cache
def names() -> tuple[str, ...]:
    """Return the names of all zones, in alphabetical order."""
    listed = (resources.files("tzdata") / "zones").read_text("utf-8").split()
    return tuple(sorted(name for name in listed if name != "Factory"))


@cache
def zone_of(name: str) -> ZoneInfo:
    """Return the zone of that exact name.

    Read from the package by hand: ``ZoneInfo(name)`` would prefer the machine's own files, which may be years older.

    Raises:
        ZoneUnknown: There is no such zone.
    """
    if name not in names():
        raise _unknown(name, _zones(_misspelt(name)))
    with resources.files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)


def fixed_offset(name: str) -> timedelta | None:
    """Return the offset from UTC of a zone that is nothing but one, such as "Etc/GMT-2"; None: the zone is a place.

    The sign in such names is the other way round: "Etc/GMT-2" is two hours ahead of UTC. Source: tzdata, file etcetera.
    """
    found = re.fullmatch(r"Etc/GMT([-+]\d{1,2})", name)
    return None if found is None else timedelta(hours=-int(found[1]))


def shown_name(name: str) -> str:
    """Return how people see a zone: its name, or "UTC+02:00" for a mere offset. `read_zone` reads it back."""
    offset = fixed_offset(name)
    if offset is None:
        return name
    minutes = int(offset.total_seconds()) // _HOUR
    if minutes == 0:
        return UTC_NAME
    return f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // _HOUR:02}:{abs(minutes) % _HOUR:02}"


def read_zone(typed: str) -> str:
    """Return the name of the zone a person means by an IANA name, a city, a country, an offset or an abbreviation.

    An offset of whole hours becomes the zone that keeps it all year; `shown_name` says how to show that one.

    Raises:
        ZoneUnknown: No zone, or more than one, fits; the error names the choices, or what looks alike.
    """
    meant = _meant(typed)
    if len(meant) == 1:
        return meant[0]
    raise _unknown(typed, meant or _zones(_misspelt(typed)))


def suggest_zones(typed: str, most: int = SUGGESTIONS_MOST) -> list[ZoneChoice]:
    """Return what a person may mean by what was typed so far, each zone once, the best first.

    First what it means as it stands, then what begins with it, then what has it inside, and only then what looks alike.
    """
    wanted = folded(typed)
    if not wanted:
        return [ZoneChoice(label=name, value=name) for name in WELL_KNOWN[:most]]
    found = [*((wanted, name) for name in _meant(typed)), *_begun(wanted)] or _misspelt(typed)
    places: dict[str, str] = {}
    for place, zone in found:
        places.setdefault(zone, place)
    return [_choice(zone, place, wanted) for zone, place in places.items()][:most]


def _choice(zone: str, place: str, wanted: str) -> ZoneChoice:
    """Offer a zone, with the place that led to it unless the zone's own name shows why."""
    value = shown_name(zone)
    plain = not place or wanted in folded(value) or place in folded(zone) or _OFFSET.fullmatch(place) is not None
    return ZoneChoice(label=value if plain else f"{written(place)} ({value})", value=value)


def _meant(typed: str) -> list[str]:
    """Return the zones that a whole text may mean, the likeliest first; those with the same clocks count as one."""
    wanted = folded(typed)
    if wanted in {"utc", "z", "zulu", "gmt0", "gmt+0", "gmt-0"}:
        return [UTC_NAME]
    if wanted in ABBREVIATIONS:
        return list(ABBREVIATIONS[wanted])
    offset = _OFFSET.fullmatch(wanted)
    if offset is not None:
        return _at_offset(offset)
    if "/" in wanted and wanted in _by_name():
        return [_by_name()[wanted]]
    there = [*zones_by_city().get(wanted, ()), *zones_by_country().get(wanted, ())]
    there = there or _by_last_part().get(wanted, [])
    if not there and wanted in _by_name():
        return [_by_name()[wanted]]
    return _apart(there)


def _at_offset(offset: re.Match[str]) -> list[str]:
    sign, hours, minutes = offset[1], int(offset[2]), int(offset[3] or 0)
    if minutes >= _HOUR:
        return []
    total = (hours * _HOUR + minutes) * (-1 if sign == "-" else 1)
    if total == 0:
        return [UTC_NAME]
    if total % _HOUR:
        return list(OTHER_OFFSETS.get(total, ()))
    name = f"Etc/GMT{-total // _HOUR:+d}"
    return [name] if name in names() else []


def _begun(wanted: str) -> list[_Found]:
    """Return the zones whose name, city or country begins with, or else contains, what was typed."""
    starts = [("", name) for name in _listed() if folded(name).startswith(wanted)]
    cities = [
        (key, zone)
        for table in (zones_by_city(), _by_last_part(), zones_by_country())
        for key, zones in table.items()
        if key.startswith(wanted)
        for zone in zones
    ]
    inside = [("", name) for name in _listed() if wanted in folded(name)]
    old = [("", name) for key, name in _by_name().items() if "/" in wanted and key.startswith(wanted)]
    found = [*starts, *cities]
    known = sorted((pair for pair in found if pair[1] in WELL_KNOWN), key=lambda pair: WELL_KNOWN.index(pair[1]))
    return [*known, *found, *inside, *old]


def _misspelt(typed: str, most: int = 3) -> list[_Found]:
    """Return the places that look very much like what was typed, with the zones they may mean."""
    known = _all_places()
    found = process.extract(folded(typed), list(known), scorer=fuzz.ratio, score_cutoff=LIKENESS_LEAST, limit=most)
    places: dict[str, str] = {}
    for key, *_ in found:
        for zone in _apart(known[key]):
            places.setdefault(zone, key)
    return [(place, zone) for zone, place in places.items()][:most]


def _zones(found: Iterable[_Found]) -> list[str]:
    return list(dict.fromkeys(zone for _, zone in found))


def _apart(zones: Iterable[str]) -> list[str]:
    """Keep the first of those zones whose clocks agree all year."""
    first: dict[tuple[object, ...], str] = {}
    for name in dict.fromkeys(zones):
        zone = zone_of(name)
        clocks = tuple(
            datetime(_YEAR, month, day, tzinfo=UTC).astimezone(zone).utcoffset()
            for month in range(1, 13)
            for day in (1, 15)
        )
        first.setdefault(clocks, name)
    return list(first.values())


def _unknown(typed: str, choices: Sequence[str]) -> ZoneUnknown:
    return ZoneUnknown(given=typed.strip(), nearest=tuple(map(shown_name, choices)))


@cache
def _listed() -> tuple[str, ...]:
    """Return the zones to offer: one name for each, as tzdata's own table for choosing has them."""
    return (UTC_NAME, *dict.fromkeys(sorted(name for zones in zones_by_code().values() for name in zones)))


@cache
def _by_name() -> dict[str, str]:
    return {folded(name): name for name in names()}


@cache
def _by_last_part() -> dict[str, list[str]]:
    """Return zones by the last part of their name, and by what CLDR calls their city."""
    offered, aliases = set(_listed()), get_global("zone_aliases")
    found: dict[str, list[str]] = {}
    for name in names():
        if "/" in name and not name.startswith("Etc/"):
            present = aliases.get(name, name)
            found.setdefault(folded(name.rpartition("/")[2]), []).append(present if present in offered else name)
    for name, words in Locale("en").time_zones.items():
        present = aliases.get(name, name)
        if "city" in words and present in offered:
            found.setdefault(folded(words["city"]), []).append(present)
    return {key: sorted(set(zones), key=lambda zone: zone not in offered) for key, zones in found.items()}


@cache
def _all_places() -> dict[str, list[str]]:
    # Of the old names only whole ones: "Atlantis" is no misspelling of "Canada/Atlantic".
    whole = {key: [name] for key, name in _by_name().items() if "/" in name}
    cities = {folded(name.rpartition("/")[2]): [name] for name in _listed()}
    return {**whole, **cities, **zones_by_country(), **zones_by_city()}


#: Discord's locales, each with the zone most of its speakers live in.
#: Source: Discord documentation, reference, "Locales"; the zones are by population.
_BY_LOCALE = {
    "bg": "Europe/Sofia",
    "cs": "Europe/Prague",
    "da": "Europe/Copenhagen",
    "de": "Europe/Berlin",
    "el": "Europe/Athens",
    "en-GB": "Europe/London",
    "en-US": "America/New_York",
    "es-419": "America/Mexico_City",
    "es-ES": "Europe/Madrid",
    "fi": "Europe/Helsinki",
    "fr": "Europe/Paris",
    "hi": "Asia/Kolkata",
    "hr": "Europe/Zagreb",
    "hu": "Europe/Budapest",
    "id": "Asia/Jakarta",
    "it": "Europe/Rome",
    "ja": "Asia/Tokyo",
    "ko": "Asia/Seoul",
    "lt": "Europe/Vilnius",
    "nl": "Europe/Amsterdam",
    "no": "Europe/Oslo",
    "pl": "Europe/Warsaw",
    "pt-BR": "America/Sao_Paulo",
    "ro": "Europe/Bucharest",
    "ru": "Europe/Moscow",
    "sv-SE": "Europe/Stockholm",
    "th": "Asia/Bangkok",
    "tr": "Europe/Istanbul",
    "uk": "Europe/Kyiv",
    "vi": "Asia/Ho_Chi_Minh",
    "zh-CN": "Asia/Shanghai",
    "zh-TW": "Asia/Taipei",
}


def guess_zone(locale: str | None) -> str:
    """Return the zone that a server's locale suggests; UTC where it says nothing."""
    return _BY_LOCALE.get(locale or "", UTC_NAME)


def common_zones(first: str, locale: str | None, most: int) -> list[str]:
    """Return zones to choose from: the present one, the one the locale suggests, then well-known ones."""
    return list(dict.fromkeys((first, guess_zone(locale), *WELL_KNOWN)))[:most]
