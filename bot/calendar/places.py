"""Places: cities, countries and abbreviations as people write them, each with the time zones it may mean."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib import resources
from pathlib import Path

from babel import Locale

#: Likeness, 0 to 100, from which on a name counts as misspelt; "Beijing" and "Berlin" have 62.
LIKENESS_LEAST = 83
_TYPED_MOST = 64
#: Offered before anything is typed: one well-known zone for each stretch of the globe.
WELL_KNOWN = (
    "UTC",
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
#: Zones that keep an offset, in minutes from UTC, for which there is no fixed zone.
OTHER_OFFSETS: dict[int, tuple[str, ...]] = {
    -570: ("Pacific/Marquesas",),
    -210: ("America/St_Johns",),
    210: ("Asia/Tehran",),
    270: ("Asia/Kabul",),
    330: ("Asia/Kolkata", "Asia/Colombo"),
    345: ("Asia/Kathmandu",),
    390: ("Asia/Yangon",),
    525: ("Australia/Eucla",),
    570: ("Australia/Darwin", "Australia/Adelaide"),
    630: ("Australia/Lord_Howe", "Australia/Adelaide"),
    765: ("Pacific/Chatham",),
}
#: Abbreviations with the zones they are used for. tzdata has some of them as zones of their own, which are not meant:
#: its "EST" knows no summer time. Those with one zone are taken, the others asked back.
ABBREVIATIONS: dict[str, tuple[str, ...]] = {
    "acst": ("Australia/Darwin", "Australia/Adelaide"),
    "acdt": ("Australia/Adelaide",),
    "aedt": ("Australia/Sydney",),
    "aest": ("Australia/Sydney", "Australia/Brisbane"),
    "akdt": ("America/Anchorage",),
    "akst": ("America/Anchorage",),
    "ast": ("America/Halifax", "America/Puerto_Rico", "Asia/Riyadh"),
    "awst": ("Australia/Perth",),
    "brt": ("America/Sao_Paulo",),
    "bst": ("Europe/London", "Asia/Dhaka"),
    "cat": ("Africa/Maputo",),
    "cdt": ("America/Chicago", "America/Havana"),
    "cest": ("Europe/Berlin",),
    "cet": ("Europe/Berlin", "Africa/Algiers"),
    "cst": ("America/Chicago", "America/Mexico_City", "Asia/Shanghai", "America/Havana"),
    "ct": ("America/Chicago",),
    "eat": ("Africa/Nairobi",),
    "edt": ("America/New_York",),
    "eest": ("Europe/Athens", "Africa/Cairo", "Asia/Beirut"),
    "eet": ("Europe/Athens", "Africa/Cairo", "Europe/Kaliningrad"),
    "est": ("America/New_York", "America/Panama", "America/Jamaica"),
    "et": ("America/New_York",),
    "gmt": ("Europe/London", "UTC"),
    "gst": ("Asia/Dubai",),
    "hkt": ("Asia/Hong_Kong",),
    "hst": ("Pacific/Honolulu",),
    "ist": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "jst": ("Asia/Tokyo",),
    "kst": ("Asia/Seoul",),
    "mdt": ("America/Denver",),
    "met": ("Europe/Berlin",),
    "mez": ("Europe/Berlin",),
    "mesz": ("Europe/Berlin",),
    "msk": ("Europe/Moscow",),
    "mst": ("America/Denver", "America/Phoenix", "Asia/Kuala_Lumpur"),
    "mt": ("America/Denver",),
    "ndt": ("America/St_Johns",),
    "nst": ("America/St_Johns",),
    "nzdt": ("Pacific/Auckland",),
    "nzst": ("Pacific/Auckland",),
    "pdt": ("America/Los_Angeles",),
    "pht": ("Asia/Manila",),
    "pkt": ("Asia/Karachi",),
    "pst": ("America/Los_Angeles", "Asia/Manila"),
    "pt": ("America/Los_Angeles",),
    "sast": ("Africa/Johannesburg",),
    "sgt": ("Asia/Singapore",),
    "trt": ("Europe/Istanbul",),
    "wat": ("Africa/Lagos",),
    "west": ("Europe/Lisbon",),
    "wet": ("Europe/Lisbon",),
    "wib": ("Asia/Jakarta",),
}
#: Names of countries that CLDR's English does not have, with their codes.
_OTHER_COUNTRIES = {
    "america": "US",
    "britain": "GB",
    "burma": "MM",
    "czech republic": "CZ",
    "england": "GB",
    "great britain": "GB",
    "holland": "NL",
    "ivory coast": "CI",
    "korea": "KR",
    "myanmar": "MM",
    "northern ireland": "GB",
    "scotland": "GB",
    "the netherlands": "NL",
    "turkey": "TR",
    "uae": "AE",
    "uk": "GB",
    "us": "US",
    "usa": "US",
    "wales": "GB",
}
#: Dashes and apostrophes that people's devices put in.
_ALIKE = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "-") | {"\u2019": "'"})


def folded(text: str) -> str:
    """Return a text without what people leave out or vary: case, accents, kinds of dashes and blanks."""
    text = text[:_TYPED_MOST].casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).casefold().translate(_ALIKE)
        text = "".join(sign for sign in text if not unicodedata.combining(sign))
    return " ".join(text.replace("_", " ").split())


@cache
def zones_by_code() -> dict[str, list[str]]:
    """Return the zones of each country, as tzdata orders them: the one with most people first."""
    found: dict[str, list[str]] = {}
    for line in (resources.files("tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            code, _, name, *_ = line.split("\t")
            found.setdefault(code, []).append(name)
    return found


@cache
def country_codes() -> dict[str, str]:
    """Return the ISO 3166 code of each country by its folded English name, and by other names in use."""
    named = {folded(str(name)): code for code, name in Locale("en").territories.items() if len(code) == len("DE")}
    return {**named, **_OTHER_COUNTRIES}


@cache
def zones_by_country() -> dict[str, list[str]]:
    """Return the zones of each country by its folded English name."""
    zones = zones_by_code()
    return {name: zones[code] for name, code in country_codes().items() if code in zones}


@cache
def zones_by_city() -> dict[str, list[str]]:
    """Return the zones that each folded name of a city, capital or US state may mean, the likeliest first."""
    return {folded(name): zones for name, zones in _cities().items()}


def written(place: str) -> str:
    """Return how the folded name of a city, country or abbreviation is written."""
    if place in ABBREVIATIONS:
        return place.upper()
    if place in _city_names():
        return _city_names()[place]
    code = country_codes().get(place)
    return place.title() if code is None else str(Locale("en").territories[code])


@cache
def _cities() -> dict[str, list[str]]:
    lines = Path(__file__).with_name("cities.txt").read_text("utf-8").splitlines()
    parts = (line.partition("\t") for line in lines if not line.startswith("#"))
    return {name: zones.split() for name, _, zones in parts}


@cache
def _city_names() -> dict[str, str]:
    return {folded(name): name for name in _cities()}
