"""Units: what a unit's name means, in nine languages, and how one unit compares with another.

Names, prefixes and factors come from `pint`, names in other languages and of currencies from CLDR (through babel).
Only single names are looked up in `pint`'s registry; powers, products and quotients are put together here, so that
nothing a person typed is ever evaluated as an expression.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from babel import Locale, UnknownLocaleError
from babel.numbers import get_currency_name, get_currency_symbol
from babel.units import format_unit

if TYPE_CHECKING:
    import pint

#: Letters of a unit's name at most, and of power and factor.
_NAME_MOST = 32
_POWER_MOST = 12
_NAMES_KEPT = 1 << 12


class Unit(NamedTuple):
    """What a unit measures, and how much of it.

    Attributes:
        root: The base units it is made of with their powers, in the order of their names; empty for a mere number.
        factor: How many of these one of it is.
        offset: What is added after multiplying: 273.15 for degrees Celsius.
    """

    root: tuple[tuple[str, float], ...]
    factor: float
    offset: float = 0.0

    def convert(self, value: float, to: Unit) -> float | None:
        """Return a value of this unit in another; None if they do not measure the same."""
        if self.root != to.root:
            return None
        return (value * self.factor + self.offset - to.offset) / to.factor


#: A mere number, and the share of a hundred.
ONE, PERCENT = Unit((), 1.0), Unit((), 0.01)
#: The era before Christ turns a year's sign, as a unit would.
BEFORE_CHRIST = Unit((("era", 1.0),), -1.0)

#: Names that people type and `pint` does not know, or takes for something rarer; a choice of `pint`'s names for each.
_MEANS: dict[str, tuple[str, ...]] = {
    "A": ("ampere",), "VAC": ("volt",), "VDC": ("volt",), "C": ("degree_Celsius", "coulomb"),
    "F": ("degree_Fahrenheit", "farad"), "c": ("degree_Celsius",),
    "f": ("degree_Fahrenheit",), "k": ("kelvin",), "°": ("degree", "degree_Celsius", "degree_Fahrenheit"),
    "deg": ("degree", "degree_Celsius", "degree_Fahrenheit"), "centigrade": ("degree_Celsius",),
    "m": ("meter", "minute"), "M": ("meter", "minute", "molar"), "mn": ("minute",), "min": ("minute",),
    "mins": ("minute",), "h": ("hour",), "H": ("hour", "henry"), "hs": ("hour",), "hrs": ("hour",), "s": ("second",),
    "S": ("second", "siemens"), "secs": ("second",), "mo": ("month", "megabyte"), "mos": ("month",), "mth": ("month",),
    "mths": ("month",), "y": ("year",), "yrs": ("year",), "d": ("day",), "t": ("metric_ton",), "T": ("metric_ton",
    "tesla"),
    "ton": ("metric_ton", "ton", "long_ton"), "tons": ("metric_ton", "ton", "long_ton"), "kilo": ("kilogram",),
    "kilos": ("kilogram",), "gr": ("gram",), "gs": ("gram",), "grs": ("gram",), "gramme": ("gram",),
    "grammes": ("gram",),
    "kgs": ("kilogram",), "kms": ("kilometer",), "cms": ("centimeter",), "mms": ("millimeter",), "lts": ("liter",),
    "gig": ("gigabyte",), "gigs": ("gigabyte",), "meg": ("megabyte",), "megs": ("megabyte",),
    "ltr": ("liter",), "lit": ("liter",), "L": ("liter",), "l": ("liter",), "mcg": ("microgram",),
    "'": ("foot", "arcminute", "minute"), '"': ("inch", "arcsecond", "second"), "b": ("byte", "bit"), "B": ("byte",),
    "Cal": ("kilocalorie", "calorie"), "cal": ("calorie", "kilocalorie"), "calories": ("calorie", "kilocalorie"),
    "calorie": ("calorie", "kilocalorie"), "nm": ("nanometer", "nautical_mile"), "kt": ("knot", "kiloton"),
    "kn": ("knot", "kilonewton"), "kts": ("knot",), "ps": ("picosecond", "metric_horsepower"),
    "PS": ("metric_horsepower",),
    "hp": ("horsepower", "metric_horsepower"), "bhp": ("horsepower",), "ch": ("metric_horsepower",),
    "horsepower": ("horsepower", "metric_horsepower"), "a": ("year",), "bps": ("bit_per_second",), "Ω": ("ohm",),
    "mi": ("mile",), "cc": ("cubic_centimeter",), "sqm": ("square_meter",), "u": ("unified_atomic_mass_unit",),
    "fortnights": ("fortnight",), "lightyear": ("light_year",), "lightyears": ("light_year",), "ko": ("kilobyte",),
    "go": ("gigabyte",), "to": ("terabyte",), "pct": ("percent",), "perc": ("percent",), "p": ("percent",),
    "permille": ("permille",), "people": (), "person": (), "point": (), "points": (), "hand": (), "hands": (),
    "line": (),
    "lines": (), "turn": (), "turns": (), "count": (), "counts": (), "dot": (), "dots": (), "pixel": (), "stick": (),
    "beat": ("one",), "beats": ("one",), "cycle": ("one",), "cycles": ("one",),
    "shot": (), "shots": (), "mtr": ("meter",), "mtrs": ("meter",), "centigrados": ("degree_Celsius",),
    "centigradi": ("degree_Celsius",), "AU": ("astronomical_unit",), "page": (), "pages": (), "scruple": (),
    "chain": (), "rod": (), "pole": (),
    "perch": (), "link": (), "links": (), "gate": (), "are": (), "particle": (), "cents": (), "cent": (), "pi": (),
    "who": (), "do": (), "pool": (), "peak": (), "gross": (), "max": (), "total": (), "all": (), "bag": (), "face": (),
}  # fmt: skip
#: Units that are written as one word and are two.
_GLUED = {
    "kmh": "km/h", "stundenkilometer": "km/h", "bpm": "one/min", "kmph": "km/h", "kph": "km/h", "kph.": "km/h",
    "kmu": "km/h", "mph": "mile/h", "mps": "m/s",
    "ms-1": "m/s",
    "fps": "ft/s", "kbps": "kbit/s", "mbps": "Mbit/s", "gbps": "Gbit/s", "tbps": "Tbit/s", "sqft": "ft^2",
    "sqkm": "km^2",
    "sqmi": "mile^2", "sqm": "m^2", "qm": "m^2", "qkm": "km^2", "cbm": "m^3", "cum": "m^3", "rpm": "turn/min",
    "dpi": "dot/in", "ppi": "dot/in", "wh": "W*h", "kwh": "kW*h", "mwh": "MW*h", "gwh": "GW*h", "twh": "TW*h",
}  # fmt: skip
#: Signs of money, and whose they are.
_MONEY = {
    "$": ("USD", "CAD", "AUD", "NZD", "HKD", "SGD", "MXN", "ARS", "CLP", "COP"), "£": ("GBP", "EGP"), "€": ("EUR",),
    "¥": ("JPY", "CNY"), "₹": ("INR",), "₽": ("RUB",), "₩": ("KRW",), "₺": ("TRY",), "₴": ("UAH",), "₪": ("ILS",),
    "฿": ("THB",), "₫": ("VND",), "₦": ("NGN",), "kr": ("SEK", "NOK", "DKK", "ISK"), "rs": ("INR", "PKR", "LKR", "NPR"),
    "r$": ("BRL",), "us$": ("USD",), "a$": ("AUD",), "c$": ("CAD",), "zł": ("PLN",), "buck": ("USD", "AUD", "CAD"),
    "bucks": ("USD", "AUD", "CAD"), "quid": ("GBP",), "fr": ("CHF",), "sfr": ("CHF",), "euros": ("EUR",),
    "eur": ("EUR",),
    "yen": ("JPY",), "rmb": ("CNY",), "yuan": ("CNY",), "dollar": ("USD", "CAD", "AUD", "NZD", "HKD", "SGD"),
    "dollars": ("USD", "CAD", "AUD", "NZD", "HKD", "SGD"), "pound": ("GBP", "EGP"), "pounds": ("GBP", "EGP"),
    "dolar": ("USD",), "dolares": ("USD",), "dollaro": ("USD",), "dollari": ("USD",), "доллар": ("USD",),
    "доллара": ("USD",),
    "долларов": ("USD",), "рубль": ("RUB",), "рубля": ("RUB",), "рублей": ("RUB",), "rubel": ("RUB",), "евро": ("EUR",),
    "libra": ("GBP",), "libras": ("GBP",), "livres": ("GBP",), "sterline": ("GBP",), "sterlina": ("GBP",),
    "franken": ("CHF",), "francs": ("CHF", "XAF"), "kronor": ("SEK",), "kronen": ("DKK", "NOK"),
    "kronur": ("ISK",), "peso": ("MXN", "ARS", "CLP", "COP"), "pesos": ("MXN", "ARS", "CLP", "COP"),
    "bitcoin": ("XBT",), "btc": ("XBT",), "rouble": ("RUB",), "roubles": ("RUB",),
}  # fmt: skip
#: Hundredths of money, whatever money it is.
_CENTS = frozenset(("cent", "cents", "ct", "cts", "c", "¢", "p", "penny", "pence", "centime", "centimes", "centavo",
"centavos",
                    "centimo", "centimos", "centesimi", "ore", "копеек", "копейки", "копейка", "pfennig"))  # fmt: skip
_CODE = re.compile(r"[A-Za-z]{3}")
#: Codes of currencies that are also typed in small letters.
_USUAL = frozenset(
    ("eur", "usd", "gbp", "chf", "jpy", "cny", "inr", "sek", "nok", "dkk", "pln", "cad", "aud", "brl", "rub", "mxn")
)
_TEMPERATURES = frozenset(("celsius", "fahrenheit", "kelvin", "c", "f", "k", "centigrade", "centigrados", "rankine"))
_DEGREES = frozenset(("degree", "degrees", "deg", "degs", "°", "grad", "grados", "degre", "degres", "graus", "gradi",
"graden",
                      "grader", "градус", "градуса", "градусов", "grado", "grau", "graad"))  # fmt: skip
_PREFIXES = {"k": 1e3, "K": 1e3, "m": 1e6, "M": 1e6, "G": 1e9, "g": 1e9, "T": 1e12, "t": 1e12, "P": 1e15}


def fold_unit(name: str) -> str:
    """Fold a unit's name: small letters, without accents."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return unicodedata.normalize("NFC", "".join([c for c in plain if not unicodedata.combining(c)]))


@cache
def registry() -> pint.UnitRegistry[Any]:
    """Return the one registry of the process; making it takes .3 s, once a deck asks for a quantity.

    Two threads that ask for it first at once may each make one, which costs time and nothing else: what leaves this
    module are numbers and names of base units.
    """
    import pint

    return pint.UnitRegistry()


@lru_cache(maxsize=_NAMES_KEPT)
def units_of(name: str, language: str) -> tuple[Unit, ...]:
    """Return what one word may mean as a unit, the likeliest first; () if it is none.

    Args:
        name: A single name such as "km", "Kilometern", "€" or "USD"; case is looked at as far as people keep to it.
        language: Tag of the language it may be in.
    """
    if not name or len(name) > _NAME_MOST:
        return ()
    return tuple(dict.fromkeys(_look_up(name, fold_unit(name), language)))


def _look_up(name: str, folded: str, language: str) -> list[Unit]:
    known = _MEANS.get(name, _MEANS.get(folded))
    if known is not None:
        return [*map(_by_name, known), *_money(name, language)]
    if folded in _GLUED:
        return [_compound(_GLUED[folded])]
    names = _names(language)
    found = [*_money(name, language), *names.words.get(folded, ()), *names.symbols.get(name, ()), *_in_registry(name)]
    if name.islower() or not found:
        found += [*names.small.get(folded, ()), *_names("en").words.get(folded, ())]
    if not found and len(name) > 2 and name[-1] == "s":  # noqa: PLR2004 - "mgs"
        found = [unit for unit in units_of(name[:-1], language) if unit.root]
    return found


def is_cent(name: str) -> bool:
    """Tell whether a word means a hundredth of money."""
    return fold_unit(name) in _CENTS


def is_degree(name: str) -> bool:
    """Tell whether a word says no more than degrees."""
    return fold_unit(name) in _DEGREES


def is_temperature(name: str) -> bool:
    """Tell whether a word may follow "degrees"."""
    return fold_unit(name) in _TEMPERATURES


def prefix(letter: str) -> float | None:
    """Return what a single letter multiplies a number or a unit by: 512M, 10k."""
    return _PREFIXES.get(letter)


def is_money(unit: Unit) -> bool:
    """Tell whether a unit is a currency."""
    return len(unit.root) == 1 and unit.root[0][0].startswith("currency ")


def is_time(unit: Unit) -> bool:
    """Tell whether a unit is a span of time."""
    return unit.root == (("second", 1.0),)


def is_data(unit: Unit) -> bool:
    """Tell whether a unit counts bits, alone or by time."""
    return any(base == "bit" for base, _ in unit.root)


def power(unit: Unit, exponent: int) -> Unit:
    """Raise a unit to a power; exponents beyond twelve are none that a unit has."""
    exponent = max(-_POWER_MOST, min(_POWER_MOST, exponent))
    if not exponent or not unit.factor:
        return ONE
    return Unit(tuple((base, at * exponent) for base, at in unit.root), _bounded(unit.factor, exponent))


def product(one: Unit, other: Unit) -> Unit:
    """Multiply two units."""
    powers: dict[str, float] = {}
    for base, exponent in (*one.root, *other.root):
        powers[base] = powers.get(base, 0.0) + exponent
    return Unit(tuple(sorted((base, at) for base, at in powers.items() if at)), one.factor * other.factor)


def _bounded(factor: float, exponent: int) -> float:
    try:
        return float(factor**exponent)
    except OverflowError:
        return float("inf")


def _compound(text: str) -> Unit:
    """Put together a unit of our own table: names with / * and ^."""
    whole = ONE
    for at, part in enumerate(text.split("/")):
        for factor in part.split("*"):
            name, _, exponent = factor.partition("^")
            one = power(_by_name(name), int(exponent or 1))
            whole = product(whole, power(one, -1) if at else one)
    return whole


@cache
def _by_name(name: str) -> Unit:
    """Return the unit of a name that `pint` knows."""
    if name == "one":
        return ONE
    if name == "square_meter":
        return power(_by_name("meter"), 2)
    if name == "bit_per_second":
        return product(_by_name("bit"), power(_by_name("second"), -1))
    quantity = registry().Quantity
    zero, one = quantity(0.0, name).to_root_units(), quantity(1.0, name).to_root_units()
    root = tuple(sorted((str(base), float(str(exponent))) for base, exponent in one.unit_items()))
    offset = float(str(zero.magnitude))
    return Unit(root, float(str(one.magnitude)) - offset, offset)


def _in_registry(name: str) -> tuple[Unit, ...]:
    """Look a name up in `pint`: as it is typed, in small letters, and, if nobody spells it so, in any case."""
    known = registry()
    names = dict.fromkeys((name, name.lower()) if len(name) > 2 else (name,))  # noqa: PLR2004 - symbols keep their case
    found = [unit for one in names for unit in _exact(known, one)]
    if (name.islower() or not found) and name.isascii() and name.isalpha():
        found += _exact(known, name, case_sensitive=False)
    return tuple(dict.fromkeys(found))


def _exact(known: pint.UnitRegistry[Any], name: str, *, case_sensitive: bool = True) -> list[Unit]:
    parsed = known.parse_unit_name(name, case_sensitive)
    return [_by_name(f"{before}{unit}") for before, unit, _ in parsed[:4]]


def _money(name: str, language: str) -> tuple[Unit, ...]:
    folded = fold_unit(name)
    codes = _MONEY.get(folded, ())
    if not codes:
        if _CODE.fullmatch(name) and (name.isupper() or folded in _USUAL) and name.upper() in _currencies("en"):
            codes = (name.upper(),)
        else:
            codes = _currency_names(language).get(folded) or _currency_names("en").get(folded, ())
    return tuple(Unit(((f"currency {code}", 1.0),), 1.0) for code in codes)


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language)
    except (ValueError, UnknownLocaleError):
        return Locale("en")


@cache
def _currencies(language: str) -> frozenset[str]:
    return frozenset(map(str, _locale(language).currencies))


@cache
def _currency_names(language: str) -> dict[str, tuple[str, ...]]:
    """Collect what a language calls currencies: whole names, their last (or first) word, and signs."""
    locale = _locale(language)
    names: dict[str, list[str]] = {}
    for code in sorted(code for code in map(str, locale.currencies) if not code.startswith("X")):
        spelled = {get_currency_name(code, count, locale=locale) for count in (1, 2, 5)}
        spelled |= {get_currency_symbol(code, locale=locale)}
        for one in {fold_unit(name) for name in spelled}:
            if "(" not in one and " " not in one:
                names.setdefault(one, []).append(code)
    return {name: tuple(codes) for name, codes in names.items()}


class _Names(NamedTuple):
    """What a language calls units, by CLDR: words folded, symbols as they stand, and symbols in small letters."""

    words: dict[str, dict[Unit, None]]
    symbols: dict[str, dict[Unit, None]]
    small: dict[str, dict[Unit, None]]


@cache
def _names(language: str) -> _Names:
    locale = _locale(language)
    names = _Names({}, {}, {})
    for key in map(str, locale.unit_display_names):
        unit = _cldr_unit(key.partition("-")[2])
        for length in ("long", "short") if unit is not None else ():
            for count in (1, 2, 5):
                text = format_unit(count, key, length, locale=locale)
                name = re.sub(r"[\d\s\u200e\u200f]+", " ", text).strip(" .")
                if not name or " " in name or "/" in name or unit is None:
                    continue
                if length == "long":
                    names.words.setdefault(fold_unit(name), {})[unit] = None
                else:
                    names.symbols.setdefault(name, {})[unit] = None
                    names.small.setdefault(fold_unit(name), {})[unit] = None
    return names


def _cldr_unit(name: str) -> Unit | None:
    """Return the unit that CLDR calls "square-kilometer"; None for one that `pint` does not know, or a quotient."""
    exponent = 2 if name.startswith("square-") else 3 if name.startswith("cubic-") else 1
    name = name.removeprefix("square-").removeprefix("cubic-").replace("-", "_")
    name = {"celsius": "degree_Celsius", "fahrenheit": "degree_Fahrenheit", "tonne": "metric_ton"}.get(name, name)
    if "_per_" in name or name in {"generic", "point", "dot", "item", "quarter", "night", "drop", "pinch", "em"}:
        return None
    known = registry()
    parsed = known.parse_unit_name(name)
    return power(_by_name(name), exponent) if parsed and exponent > 1 else _by_name(name) if parsed else None
