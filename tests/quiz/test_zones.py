"""Zones are found by what people type, and come from the pinned package."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.calendar.errors import ZoneUnknown
from bot.calendar.zones import SUGGESTIONS_MOST, names, read_zone, suggest_zones, zone_of


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (" europe/berlin ", "Europe/Berlin"),
        ("utc", "UTC"),
        ("america/new york", "America/New_York"),
        ("Tokyo", "Asia/Tokyo"),
        ("new york", "America/New_York"),
    ],
)
def test_read(typed: str, name: str) -> None:
    """A zone may be named in any case, with blanks, or by a city that only one zone has."""
    assert read_zone(typed) == name


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("Europe/Berln", "Europe/Berlin"),
        ("Berln", "Europe/Berlin"),
        ("Mars/Olympus", ""),
        ("", ""),
        ("x" * 5000, ""),
        ("../../etc/passwd", ""),
        ("Factory", "Australia/ACT"),  # a placeholder in tzdata, no zone
    ],
)
def test_unknown(typed: str, nearest: str) -> None:
    """What is no zone is refused, naming those that look alike."""
    with pytest.raises(ZoneUnknown) as caught:
        read_zone(typed)
    assert caught.value.nearest.split(", ")[0] == nearest


def test_ambiguous_city() -> None:
    """A city that several zones have is refused with the choice named."""
    with pytest.raises(ZoneUnknown) as caught:
        read_zone("Louisville")
    assert caught.value.nearest == "America/Kentucky/Louisville, America/Louisville"


def test_unknown_name() -> None:
    """A stored name must be exact."""
    with pytest.raises(ZoneUnknown):
        zone_of("europe/berlin")


def test_every_zone_loads() -> None:
    """Every listed name is a zone that can be reckoned with."""
    assert len(names()) > 400
    for name in names():
        assert datetime(2026, 7, 1, tzinfo=UTC).astimezone(zone_of(name)).utcoffset() is not None


def test_suggestions() -> None:
    """Suggestions begin with what fits from the start, then parts, then likeness, and never exceed Discord's 25."""
    assert suggest_zones("europe/ber")[0] == "Europe/Berlin"
    assert suggest_zones("ber")[0] == "Atlantic/Bermuda"
    assert "Europe/Berlin" in suggest_zones("ber")
    assert suggest_zones("new y") == ["America/New_York"]
    assert suggest_zones("Berln")[0] == "Europe/Berlin"
    assert suggest_zones("zzzzqq") == []
    assert len(suggest_zones("a")) == SUGGESTIONS_MOST


def test_suggestions_before_typing() -> None:
    """Before anything is typed, well-known zones are offered, all of which exist."""
    assert suggest_zones("")[0] == "UTC"
    assert set(suggest_zones(" ")) <= set(names())
    assert len(suggest_zones("")) <= SUGGESTIONS_MOST
