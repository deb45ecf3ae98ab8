"""Time zones are read as people mean them, and a first one is guessed from a language."""

from __future__ import annotations

import subprocess
import sys
import zoneinfo
from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calendar.errors import ZoneUnknown
from bot.calendar.places import (
    ABBREVIATIONS,
    OTHER_OFFSETS,
    WELL_KNOWN,
    zones_by_city,
    zones_by_country,
)
from bot.calendar.zones import (
    _BY_LOCALE,
    SUGGESTIONS_MOST,
    UTC_NAME,
    common_zones,
    fixed_offset,
    guess_zone,
    names,
    read_zone,
    shown_name,
    suggest_zones,
    zone_of,
)

#: Within these days of a fixed year every zone shows the offsets it keeps.
DAYS = [datetime(2026, month, day, tzinfo=UTC) for month in range(1, 13) for day in (1, 15)]


def choices(typed: str) -> list[str]:
    """Return what a refusal offers."""
    with pytest.raises(ZoneUnknown) as caught:
        read_zone(typed)
    return list(caught.value.nearest)


def suggested(typed: str) -> list[str]:
    """Return the zones that are offered while it is typed."""
    return [zone.value for zone in suggest_zones(typed)]


def offsets(name: str) -> set[timedelta | None]:
    """Return the offsets that a zone keeps in a year."""
    return {day.astimezone(zone_of(name)).utcoffset() for day in DAYS}


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (" europe/berlin ", "Europe/Berlin"),
        ("utc", "UTC"),
        ("america/new york", "America/New_York"),
        ("US/Pacific", "US/Pacific"),
        ("Tokyo", "Asia/Tokyo"),
        ("new york", "America/New_York"),
        ("Louisville", "America/Kentucky/Louisville"),
        ("Calcutta", "Asia/Kolkata"),
        ("Beijing", "Asia/Shanghai"),
        ("Mumbai", "Asia/Kolkata"),
        ("San Francisco", "America/Los_Angeles"),
        ("Munich", "Europe/Berlin"),
        ("München", "Europe/Berlin"),
        ("sao paulo", "America/Sao_Paulo"),
        ("Washington, D.C.", "America/New_York"),
        ("St. Petersburg", "Europe/Moscow"),
        ("Germany", "Europe/Berlin"),
        ("uk", "Europe/London"),
        ("Turkey", "Europe/Istanbul"),
        ("Japan", "Asia/Tokyo"),
        ("JST", "Asia/Tokyo"),
        ("CEST", "Europe/Berlin"),
        ("PT", "America/Los_Angeles"),
    ],
)
def test_read(typed: str, name: str) -> None:
    """A zone may be named by itself, a city, a country or an abbreviation, as long as that means one zone."""
    assert read_zone(typed) == name


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("GMT-5", -5),
        ("UTC+2", 2),
        ("utc \u2212 3", -3),
        ("+02:00", 2),
        ("+0200", 2),
        ("-11", -11),
        ("UTC+14", 14),
        ("2026", None),
        ("UTC+15", None),
        ("UTC+2:75", None),
        ("Etc/GMT-5", 5),  # who writes the database's name knows its sign
    ],
)
def test_offsets(typed: str, hours: int | None) -> None:
    """An offset means the zone that is that far ahead of UTC all year, whatever the sign in the database's name."""
    if hours is None:
        assert choices(typed) == []
        return
    name = read_zone(typed)
    assert offsets(name) == {timedelta(hours=hours)} == {fixed_offset(name)}


@given(st.integers(-12, 14), st.sampled_from(["UTC", "GMT", "utc ", ""]), st.sampled_from(["", ":00", "00"]))
def test_every_offset(hours: int, before: str, after: str) -> None:
    """Offsets are read in all usual spellings, and what is shown reads back as the same zone."""
    name = read_zone(f"{before}{hours:+03}{after}")
    assert offsets(name) == {timedelta(hours=hours)}
    assert read_zone(shown_name(name)) == name
    assert suggested(f"{before}{hours:+d}")[0] == shown_name(name)


def test_offsets_of_parts_of_an_hour() -> None:
    """They are kept by places: the only one is taken, of several one is chosen; each keeps it at least in winter."""
    assert read_zone("UTC+5:45") == "Asia/Kathmandu"
    assert choices("UTC+05:30") == ["Asia/Kolkata", "Asia/Colombo"]
    for minutes, zones in OTHER_OFFSETS.items():
        assert all(timedelta(minutes=minutes) in offsets(zone) for zone in zones)
    fixed = {next(iter(offsets(name))) for name in names() if len(offsets(name)) == 1}
    odd = {offset for offset in fixed if offset is not None and offset % timedelta(hours=1)}
    assert odd <= {timedelta(minutes=minutes) for minutes in OTHER_OFFSETS}


@pytest.mark.parametrize(("name", "shown"), [("Etc/GMT-2", "UTC+02:00"), ("Etc/GMT+11", "UTC-11:00"), ("UTC", "UTC")])
def test_shown(name: str, shown: str) -> None:
    """A mere offset is shown with the sign that people use."""
    assert shown_name(name) == shown


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("IST", ["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"]),
        ("EST", ["America/New_York", "America/Panama", "America/Jamaica"]),
        ("GMT", ["Europe/London", "UTC"]),
        ("Washington", ["America/New_York", "America/Los_Angeles"]),
        ("Birmingham", ["Europe/London", "America/Chicago"]),
        ("Georgia", ["America/New_York", "Asia/Tbilisi"]),
        ("Portugal", ["Europe/Lisbon", "Atlantic/Azores"]),
        (
            "USA",
            [
                "America/New_York",
                "America/Chicago",
                "America/Denver",
                "America/Phoenix",
                "America/Los_Angeles",
                "America/Anchorage",
                "America/Adak",
                "Pacific/Honolulu",
            ],
        ),
    ],
)
def test_asked_back(typed: str, offered: list[str]) -> None:
    """What may mean several zones is refused with the choice named, and offered while it is typed."""
    assert choices(typed) == offered
    assert suggested(typed)[: len(offered)] == offered


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("Europe/Berln", ["Europe/Berlin"]),
        ("Berln", ["Europe/Berlin", "Europe/Zurich"]),  # or Bern
        ("Germeny", ["Europe/Berlin"]),
        ("Mars/Olympus", []),
        ("Yangoon city", []),
        ("", []),
        ("x" * 5000, []),
        ("../../etc/passwd", []),
        ("Factory", []),  # a placeholder in tzdata, no zone
    ],
)
def test_unknown(typed: str, offered: list[str]) -> None:
    """What is no zone is refused, naming only what it may well be a misspelling of."""
    assert choices(typed) == offered


def test_unknown_name() -> None:
    """A stored name must be exact."""
    with pytest.raises(ZoneUnknown):
        zone_of("europe/berlin")


def test_every_zone_loads() -> None:
    """Every listed name is a zone that can be reckoned with."""
    assert len(names()) > 400
    for name in names():
        assert datetime(2026, 7, 1, tzinfo=UTC).astimezone(zone_of(name)).utcoffset() is not None


def test_zones_of_the_machine_do_not_matter(tmp_path: Path) -> None:
    """A machine whose files say otherwise is not asked."""
    (tmp_path / "Europe").mkdir()
    tokyo = resources.files("tzdata") / "zoneinfo" / "Asia" / "Tokyo"
    (tmp_path / "Europe" / "Berlin").write_bytes(tokyo.read_bytes())
    zone_of.cache_clear()
    zoneinfo.reset_tzpath([tmp_path])
    try:
        zoneinfo.ZoneInfo.clear_cache()
        assert offsets("Europe/Berlin") == {timedelta(hours=1), timedelta(hours=2)}
    finally:
        zoneinfo.reset_tzpath()
        zoneinfo.ZoneInfo.clear_cache()


def test_the_tables_name_zones() -> None:
    """Every city, country and abbreviation leads to zones that exist."""
    found = {
        zone
        for table in (zones_by_city(), zones_by_country(), ABBREVIATIONS)
        for zones in table.values()
        for zone in zones
    }
    assert {*found, *WELL_KNOWN} <= set(names())


def test_suggestions() -> None:
    """What begins with the typed text comes first, well-known zones before others, at most as many as Discord shows."""
    assert suggested("europe/ber")[0] == "Europe/Berlin"
    assert suggested("ber")[0] == "Europe/Berlin"
    assert "Atlantic/Bermuda" in suggested("ber")
    assert suggested("new y")[0] == "America/New_York"
    assert suggested("Beij") == suggested("Beijing") == ["Asia/Shanghai"]
    assert suggested("zzzzqq") == []
    assert len(suggested("a")) == len(set(suggested("a"))) == SUGGESTIONS_MOST


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("Beij", "Beijing (Asia/Shanghai)"),
        ("münch", "München (Europe/Berlin)"),
        ("Munihc", "Munich (Europe/Berlin)"),
        ("japan", "Japan (Asia/Tokyo)"),
        ("uk", "United Kingdom (Europe/London)"),
        ("est", "EST (America/New_York)"),
        ("calcutta", "Calcutta (Asia/Kolkata)"),
        ("Berl", "Europe/Berlin"),
        ("tokyo", "Asia/Tokyo"),
        ("gmt-5", "UTC-05:00"),
        ("+5:45", "Asia/Kathmandu"),
    ],
)
def test_a_suggestion_shows_why(typed: str, label: str) -> None:
    """The place that led to a zone stands before it, unless the zone's own name has it."""
    assert suggest_zones(typed)[0].label == label


def test_tables_can_be_loaded_ahead() -> None:
    """After that no reading of a zone opens a file, but for the clocks of a zone met for the first time."""
    script = (
        "import sys; from bot.calendar.zones import *; load_tables(); opened = []\n"
        "sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == 'open' else None)\n"
        "read_zone('Germany'); read_zone('Mumbai'); suggest_zones('Beij'); suggest_zones('Munihc')\n"
        "print([path for path in opened if 'zoneinfo/' not in path])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@given(st.text(max_size=12) | st.sampled_from(["GMT", "UTC+", "+5", "be", "wash", "etc/", "usa", "est"]))
def test_what_is_suggested_can_be_read(typed: str) -> None:
    """Every suggestion means one zone, and what can be read is suggested first."""
    offered = suggested(typed)
    for text in offered:
        assert shown_name(read_zone(text)) == text
    try:
        meant = shown_name(read_zone(typed))
    except ZoneUnknown:
        return
    assert offered[0] == meant


def test_suggestions_before_typing() -> None:
    """Before anything is typed, well-known zones are offered, all of which exist."""
    assert suggested("")[0] == "UTC"
    assert set(suggested(" ")) <= set(names())
    assert len(suggested("")) <= SUGGESTIONS_MOST


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
