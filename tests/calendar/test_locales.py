"""Guessing a zone."""

from __future__ import annotations

import pytest

from bot.calendar.locales import _BY_LOCALE, common_zones, guess_zone
from bot.calendar.zones import UTC_NAME, names


def test_every_guess_is_a_zone() -> None:
    """Each guess is in the pinned tzdata."""
    assert set(_BY_LOCALE.values()) <= set(names())


@pytest.mark.parametrize(("locale", "zone"), [("de", "Europe/Berlin"), ("xx", UTC_NAME), (None, UTC_NAME)])
def test_a_locale_suggests_a_zone(locale: str | None, zone: str) -> None:
    """A known locale names where its speakers live, anything else UTC."""
    assert guess_zone(locale) == zone


def test_the_present_zone_comes_first() -> None:
    """The list begins with what is chosen, then the guess, and names nothing twice."""
    zones = common_zones("Asia/Tokyo", "de", 25)
    assert zones[:2] == ["Asia/Tokyo", "Europe/Berlin"]
    assert len(set(zones)) == len(zones) <= 25
