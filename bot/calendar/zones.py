"""Zones: the IANA time zones, all from the pinned tzdata package, so that every machine agrees on them."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

from bot.calendar.errors import ZoneUnknown

UTC_NAME = "UTC"
#: How many options Discord shows under an option being typed.
SUGGESTIONS_MOST = 25
_NEAREST_MOST = 3
#: Offered before anything is typed: one well-known zone for each stretch of the globe.
_FIRST = (
    UTC_NAME,
    "Europe/London",
    "Europe/Berlin",
    "Europe/Athens",
    "Europe/Istanbul",
    "Africa/Lagos",
    "Africa/Johannesburg",
    "Asia/Dubai",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Bangkok",
    "Asia/Shanghai",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Australia/Sydney",
    "Pacific/Auckland",
    "America/Sao_Paulo",
    "America/Halifax",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
)


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
        raise ZoneUnknown(given=name, nearest=", ".join(_nearest(name)))
    with resources.files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)


def read_zone(typed: str) -> str:
    """Return the name of the zone a person means: its name in any case, or its city where only one zone has it.

    Raises:
        ZoneUnknown: No zone, or more than one, fits; the refusal names those that look alike.
    """
    wanted = _folded(typed)
    for name in names():
        if _folded(name) == wanted:
            return name
    cities = [name for name in names() if "/" in name and _folded(name.rpartition("/")[2]) == wanted]
    if len(cities) == 1:
        return cities[0]
    raise ZoneUnknown(given=typed.strip(), nearest=", ".join(_nearest(typed)))


def suggest_zones(typed: str, most: int = SUGGESTIONS_MOST) -> list[str]:
    """Return zones that fit what was typed so far, best first: by a start, by any part, by likeness."""
    wanted = _folded(typed)
    if not wanted:
        return list(_FIRST[:most])
    ranked = [
        [name for name in names() if _folded(name).startswith(wanted)],
        [name for name in names() if any(part.startswith(wanted) for part in _folded(name).split("/"))],
        [name for name in names() if wanted in _folded(name)],
    ]
    found = list(dict.fromkeys(name for group in ranked for name in group))
    return (found or _nearest(typed, most))[:most]


def _folded(text: str) -> str:
    return text.strip().casefold().replace(" ", "_")


def _nearest(typed: str, most: int = _NEAREST_MOST) -> list[str]:
    wanted = _folded(typed)
    # People mistype the city, seldom the continent, so both the whole name and the last part are compared.
    by_key: dict[str, list[str]] = {}
    for name in names():
        folded = _folded(name)
        for key in {folded, folded.rpartition("/")[2]}:
            by_key.setdefault(key, []).append(name)
    keys = [wanted] if wanted in by_key else get_close_matches(wanted[:64], by_key, n=most, cutoff=0.6)
    return list(dict.fromkeys(name for key in keys for name in by_key[key]))[:most]
