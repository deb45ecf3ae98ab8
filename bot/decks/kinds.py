"""Kinds: what a question and its written answer make: a number, a year, a name, a list, steps or key points.

- A number alone, with a unit of a short list or none, is a number; a year is a date where the question asks when.
- A short answer is a name, unless the question asks what something is or does: there it is a key point.
- "name / other name", "name; other name" and "name or other name" are accepted either way.
- "Name three …" over one line of short entries is a list.
- Whatever is longer becomes key points, a list or steps (`key_points`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bot.decks.card import POINT_MOST, POINTS_MOST, Point
from bot.decks.format import is_blank
from bot.decks.key_points import answer_key, needed

_NAME_WORDS_MOST = 4
_PROPER_WORDS_MOST = 6
#: Signs of a script without spaces that a name may have.
_SIGNS_MOST = 14
_ALIASES_MOST = 50

_NUMBER = re.compile(
    r"^(?P<value>[-+\u2212]?(?:\d{1,3}(?:,\d{3})+|[1-9]\d{0,14}|0)(?:\.\d*[1-9])?)\s*(?P<unit>[^\d\s].*)?$"
)
_UNITS = frozenset(
    [
        "%",
        "°C",
        "°F",
        "K",
        "m",
        "cm",
        "mm",
        "km",
        "µm",
        "nm",
        "mi",
        "ft",
        "in",
        "g",
        "kg",
        "mg",
        "t",
        "lb",
        "oz",
        "l",
        "L",
        "ml",
        "mL",
        "s",
        "ms",
        "min",
        "h",
        "bytes",
        "bits",
        "B",
        "KB",
        "MB",
        "GB",
        "TB",
        "kB",
        "Hz",
        "kHz",
        "MHz",
        "GHz",
        "W",
        "kW",
        "V",
        "A",
        "J",
        "kJ",
        "Pa",
        "hPa",
        "kPa",
        "bar",
        "N",
        "mol",
        "m/s",
        "km/h",
        "mph",
        "second",
        "seconds",
        "minute",
        "minutes",
        "hour",
        "hours",
        "day",
        "days",
        "week",
        "weeks",
        "month",
        "months",
        "year",
        "years",
        "meter",
        "meters",
        "metre",
        "metres",
        "kilometers",
        "kilometres",
        "miles",
        "feet",
        "inches",
        "grams",
        "kilograms",
        "liters",
        "litres",
        "degrees",
        "percent",
        "dollars",
        "euros",
    ]
)
_MEASURE_WORDS_MOST = 12
#: Words that may stand beside numbers and units in an answer that is nothing but a measure or a date.
_BESIDE_NUMBERS = frozenset(
    ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
     "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "januar",
     "februar", "märz", "mai", "juni", "juli", "oktober", "dezember", "enero", "febrero", "marzo", "abril", "mayo",
     "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre", "janvier", "février", "mars",
     "avril", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre", "at", "least", "most", "up",
     "to", "and", "or", "about", "around", "minimum", "maximum", "min", "max", "per", "a", "an", "of", "the",
     "between", "from", "over", "under", "more", "than", "less", "in", "de", "am", "pm", "bc", "ad", "bce", "ce",
     "uhr", "o'clock", "each", "every", "only", "exactly", "roughly", "approximately")
)  # fmt: skip
#: Questions whose numbers are names, not values.
_NAMED_NUMBER = re.compile(r"\b(?:version|release|code|id|number\s+plate|phone|zip|isbn|v\d)\b", re.IGNORECASE)
_WHEN = re.compile(
    r"\b(?:when|(?:what|which)\s+year|in\s+(?:what|which)\s+year|since\s+when|wann|welche[mns]?\s+jahr|cu[aá]ndo|qu[eé]\s+a[nñ]o"
    r"|quand|quelle\s+ann[eé]e|quando|che\s+anno|que\s+ano)\b|何年|いつ|哪一?年|когда|каком\s+году",
    re.IGNORECASE,
)
_YEAR = re.compile(r"^[12]\d{3}$")
#: Questions that ask what something is or does, not what it is called.
_EXPLAINS = re.compile(
    r"^\W*(?:why|how\s+(?!(?:many|much|long|old|far|tall|high|big|deep|wide|often|fast|hot|heavy|large)\b)|define|explain|describe|discuss"
    r"|compare|contrast|what\s+(?:does|do|did|happens|makes|causes)\b(?!.*\b(?:stand\s+for|mean|called|say)\b)"
    r"|what(?:'s|\u2019s|\s+is|\s+are|\s+was|\s+were)\s+(?!the\b)(?:an?\s+)?(?:\w[\w.+#/-]*\s*){1,3}\?*$"
    r"|was\s+(?:ist|sind|bedeutet|macht|passiert)\s+(?!(?:der|die|das)\b)|warum|wieso|weshalb|wie\s+(?!(?:viele?|lange|alt|weit|hoch|hei[sß]t|hei[sß]en)\b)"
    r"|erkl[aä]re|beschreibe|definiere"
    r"|qu[eé]\s+(?:es|son|hace|significa)\s+(?!(?:el|la|los|las)\b)|por\s+qu[eé]|explica|describe|pourquoi|expliquez|qu['\u2019]est-ce)(?:\b|$)",
    re.IGNORECASE,
)
_ASKS_NAME = re.compile(
    r"^\W*(?:who|whom|whose|where|when|which|how\s+(?:many|much|long|old|far|tall|high|big|deep|wide|often|fast|hot|heavy|large)|name|give|state"
    r"|identify|what(?:'s|\u2019s|\s+is|\s+are|\s+was|\s+were)\s+the\b|what\s+(?!is\b|are\b|was\b|were\b|do\b|does\b|did\b)\w+|in\s+which|wer|wo|wann|welche[rsnm]?|wie\s+(?:viele?|hei[sß]t|hei[sß]en)|nenne"
    r"|qui[eé]n|d[oó]nde|cu[aá]ndo|cu[aá]l|cu[aá]nt[oa]s?|nombra|qui\b|o[uù]\b|quand|quel)",
    re.IGNORECASE,
)
_QUESTION_SIGN = re.compile(r"[?\uff1f\u061f\u037e]|_{2,}|か。")
_ARTICLE = re.compile(r"^(?:the|an?|der|die|das|ein|eine|el|la|los|las|un|una|le|les|une)\s+", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r"\s+/\s+|\s*;\s+|\s*\uff1b\s*|\s*\uff0f\s*")
_OR = re.compile(r"\s+(?:or|oder|ou)\s+")
_LISTS = re.compile(
    r"^\W*(?:name|list|give|state|identify|enumerate|nenne|nombra|cite|what\s+are|which\s+are|"
    r"(?:what|which)\s+(?:two|three|four|five|six|seven|eight|nine|ten|\d+))\b",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"\s*[,;]\s*(?:(?:and|und|y|et|or)\s+)?|\s+(?:and|und|y|et|&)\s+")
_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|that|which|who|because|when|where|if|so|it|its|they|you|we|can|must|has|have|by|from|with|into|ist|sind|weil|que|es|son)\b",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"^[\s\-\u2013\u2014._\u2026?*]+$|^(?:todo|tbd|tba|n/?a|\?+|see\s+(?:above|below|image|picture|figure)|\[?(?:image|picture|audio|sound)\]?)\.?$",
    re.IGNORECASE,
)


def key_of(ask: str, lines: Sequence[str], aliases: Sequence[str] = ()) -> dict[str, Any] | None:
    """Derive a card's answer key.

    Args:
        ask: The question.
        lines: Lines of the answer, at least one, without bullets.
        aliases: Other answers that the file accepts.

    Returns:
        Fields for `Card`; None if the lines are too long to become key points.
    """
    if len(lines) == 1:
        line = lines[0].strip()
        key = None if aliases else _number(ask, line) or _one_line_list(ask, line)
        if key is None and (aliases or _is_name(ask, line)) and len(line) <= POINT_MOST:
            names = [*_names(line), *(alias for alias in aliases if len(alias) <= POINT_MOST)]
            key = {"answer": tuple(dict.fromkeys(names))[:_ALIASES_MOST]}
        if key is not None:
            return key
    return answer_key(ask, lines)


def is_answerable(ask: str, answer: str) -> bool:
    """Say whether a written answer says anything that somebody could type, and more than the question itself."""
    said = _words(answer)
    return not _PLACEHOLDER.match(answer) and (not said or said != _words(ask))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _number(ask: str, line: str) -> dict[str, Any] | None:
    text = line.rstrip(".")
    if _YEAR.match(text) and _WHEN.search(ask):
        return {"date": text}
    found = _NUMBER.match(text)
    if found is None or _NAMED_NUMBER.search(ask) or _WHEN.search(ask):
        return None
    unit = (found["unit"] or "").strip()
    if unit and unit not in _UNITS:
        return None
    value = float(found["value"].replace(",", "").replace("\u2212", "-"))
    return {"value": value, "unit": unit}


def _is_measure(line: str) -> bool:
    """Say whether a line is nothing but numbers, units and months: "March 14, 2006", "10 minutes at least"."""
    words = re.findall(r"[^\s,;()]+", line)
    plain = [word for word in words if not re.search(r"\d", word)]
    known = all(word in _UNITS or word.casefold().rstrip(".") in _BESIDE_NUMBERS for word in plain)
    return 0 < len(words) <= _MEASURE_WORDS_MOST and len(plain) < len(words) and known


def _is_name(ask: str, line: str) -> bool:
    if _is_measure(line):
        return True
    words = [word.strip("(),") or word for word in _ARTICLE.sub("", line).split()]
    if not line.isascii() and len(words) == 1:
        return len(line) <= _SIGNS_MOST or not re.search(r"[\u3040-\u30ff\u3400-\u9fff]", line)
    if len(words) == 1:
        return len(line.split()) == 1 or not _EXPLAINS.match(ask)
    if _EXPLAINS.match(ask) or len(line) > POINT_MOST:
        return False
    proper = all(word[:1].isupper() or word[:1].isdigit() or len(word) <= 3 for word in words)  # noqa: PLR2004
    if proper and any(word[:1].isupper() for word in words) and len(words) <= _PROPER_WORDS_MOST and "," not in line:
        return True
    asks_name = _ASKS_NAME.match(ask) is not None or re.search(r"_{2,}|\[\s*(?:\.{3}|…)\s*\]", ask) is not None
    return asks_name and len(words) <= _NAME_WORDS_MOST and not _CLAUSE.search(line) and "," not in line


def _names(line: str) -> list[str]:
    """Split the names that a line gives for one thing."""
    if _is_measure(line):
        return [line]
    names = [name.strip() for name in _BETWEEN_NAMES.split(line) if name.strip()]
    if len(names) == 1:
        either = [name.strip() for name in _OR.split(line)]
        names = either if all(len(name.split()) <= 3 for name in either) else names  # noqa: PLR2004
    names = [alias for name in names for alias in (name, *_bracketed(name))]
    # One dot at the end ends a sentence; "U.S." has others.
    bare = [name[:-1] if name.endswith(".") and name.count(".") == 1 and len(name) > 1 else name for name in names]
    return [name for name in bare if re.search(r"\S", name)] or [line]


def _bracketed(name: str) -> list[str]:
    """Return a name without what stands in parentheses behind it, and that too if one is short for the other."""
    found = re.fullmatch(r"([^()]{2,}?)\s*\(([^()]{2,})\)", name)
    if found is None:
        return []
    bare, inner = found[1].strip(), found[2].strip()
    initials = ["".join(word[0] for word in re.findall(r"\w+", text)).casefold() for text in (bare, inner)]
    short = {initials[0]: inner.casefold(), initials[1]: bare.casefold()}
    is_acronym = any(long == text.replace(".", "") for long, text in short.items())
    return [bare, inner] if is_acronym else [bare]


def _one_line_list(ask: str, line: str) -> dict[str, Any] | None:
    if not _LISTS.match(ask):
        return None
    entries = [entry.strip().rstrip(".") for entry in _ENTRY.split(line) if not is_blank(entry.strip("."))]
    short = all(
        len(entry) <= POINT_MOST and len(entry.split()) <= _NAME_WORDS_MOST and not re.search(r"[:()]", entry)
        for entry in entries
    )
    if not 2 <= len(entries) <= POINTS_MOST or not short or len({entry.casefold() for entry in entries}) < len(entries):  # noqa: PLR2004
        return None
    return {"items": tuple(Point(say=entry) for entry in entries), "need": needed(ask, len(entries))}
