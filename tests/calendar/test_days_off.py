"""Dates to leave out are read generously, and holidays come from a country or region that is known."""

from __future__ import annotations

from datetime import date

import pytest

from bot.calendar.days_off import is_holiday, name_of, read_country, read_dates, suggest_countries
from bot.calendar.errors import DatesUnreadable, HolidaysUnknown


def test_dates_and_spans() -> None:
    """Single dates and spans mix; each date counts once and they come in order."""
    assert read_dates("2027-01-02, 2026-12-31..2027-01-01 2027-01-02") == (
        date(2026, 12, 31),
        date(2027, 1, 1),
        date(2027, 1, 2),
    )
    assert read_dates("2026-12-24 to 2026-12-26") == tuple(date(2026, 12, day) for day in (24, 25, 26))


@pytest.mark.parametrize(
    "typed", ["", "soon", "2026-13-01", "2026-02-30", "2026-12-26..2026-12-24", "2026-01-01..2027-01-01"]
)
def test_refusing_dates(typed: str) -> None:
    """What is no date, runs backwards or is too long cannot be read."""
    with pytest.raises(DatesUnreadable):
        read_dates(typed)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("de", "DE"),
        ("Germany", "DE"),
        ("DE-BE", "DE-BE"),
        ("us ny", "US-NY"),
        (" gb / sct ", "GB-SCT"),
        ("turkey", "TR"),
        ("UK", "GB"),
    ],
)
def test_countries(typed: str, code: str) -> None:
    """A country is known by its code or name, a region by its code."""
    assert read_country(typed) == code


@pytest.mark.parametrize(
    ("typed", "near"),
    [("Germeny", "DE (Germany)"), ("DE-BX", "DE-B"), ("Atlantis", None), ("", None)],
)
def test_unknown_countries(typed: str, near: str | None) -> None:
    """An unknown one is refused with the nearest names."""
    with pytest.raises(HolidaysUnknown) as caught:
        read_country(typed)
    assert (near in caught.value.nearest) if near else not caught.value.nearest


def test_holidays() -> None:
    """Christmas is one in Germany, Women's Day only in some of its regions."""
    assert is_holiday(date(2026, 12, 25), "DE")
    assert is_holiday(date(2027, 3, 8), "DE-BE")
    assert not is_holiday(date(2027, 3, 8), "DE")


def test_suggesting() -> None:
    """Names are offered by their start, regions once the country is named."""
    assert suggest_countries("germ")[0] == ("DE", "Germany")
    assert ("DE-BE", "Germany, BE") in suggest_countries("de-b")
    assert suggest_countries("DE")[0] == ("DE", "Germany")
    assert len(suggest_countries("")) == 25
    assert suggest_countries("uk")[:2] == [("GB", "United Kingdom"), ("UA", "Ukraine")]
    assert name_of("DE-BE") == "Germany, BE"
