"""Time zones suggested by a server's language: a first choice that a person can change."""

from __future__ import annotations

from bot.calendar.places import WELL_KNOWN
from bot.calendar.zones import UTC_NAME

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
