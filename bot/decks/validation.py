"""Validation: what pydantic found wrong with a table, as our codes and fields."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from bot.decks.fault import FaultCode
from bot.decks.format import FORMAT, DeckTable, PointTable

Fields = dict[str, str | int | float]
_Explainer = Callable[[dict[str, Any], Any, str], tuple[FaultCode, Fields]]

#: Longest piece of a hostile file that is repeated in a fault, in characters.
QUOTE_MOST = 60

#: pydantic's names of type errors -> what the words call the wanted type.
_WANTED = {
    "string_type": "text",
    "list_type": "list",
    "model_type": "point",
    "bool_type": "switch",
    "int_type": "whole",
    "int_from_float": "whole",
    "float_type": "number",
    "finite_number": "number",
}
_BOUNDS = {"ge": "least", "gt": "above", "le": "most", "lt": "below"}


def _bound(limits: dict[str, Any], _given: object, _key: str) -> tuple[FaultCode, Fields]:
    bound, limit = next(iter(limits.items()))
    return FaultCode.NUMBER_RANGE, {"bound": _BOUNDS[bound], "limit": limit}


_EXPLAINERS: dict[str, _Explainer] = {
    "missing": lambda _limits, _given, _key: (FaultCode.KEY_MISSING, {}),
    "text_blank": lambda _limits, _given, _key: (FaultCode.TEXT_EMPTY, {}),
    "text_control": lambda _limits, _given, _key: (FaultCode.TEXT_CONTROL, {}),
    "string_too_long": lambda limits, given, _key: (
        FaultCode.TEXT_LONG,
        {"length": len(given), "limit": limits["max_length"]},
    ),
    "string_pattern_mismatch": lambda _limits, given, key: (
        FaultCode.TEXT_PATTERN,
        {"wanted": key, "given": quoted(given)},
    ),
    "too_short": lambda limits, _given, _key: (FaultCode.LIST_EMPTY, {"least": limits["min_length"]}),
    "too_long": lambda limits, given, _key: (
        FaultCode.LIST_LONG,
        {"count": len(given), "limit": limits["max_length"]},
    ),
    "date_bad": lambda _limits, given, _key: (FaultCode.DATE_BAD, {"given": quoted(given)}),
    "greater_than": _bound,
    "greater_than_equal": _bound,
    "less_than": _bound,
    "less_than_equal": _bound,
    "enum": lambda limits, given, _key: (
        FaultCode.CHOICE_UNKNOWN,
        {"given": quoted(given), "known": limits["expected"].replace("'", "")},
    ),
    "literal_error": lambda _limits, given, _key: (
        FaultCode.FORMAT_UNKNOWN,
        {"given": quoted(given), "known": FORMAT},
    ),
}


def explain(error: ErrorDetails, model: type[BaseModel]) -> tuple[FaultCode, Fields]:
    """Translate one error of pydantic.

    Args:
        error: As `ValidationError.errors` gives it.
        model: The table that was validated.

    Returns:
        The code, and its fields; `key` is always among them ("" for the table itself).
    """
    kind, loc = error["type"], error["loc"]
    if kind == "extra_forbidden":
        code, fields = FaultCode.KEY_UNKNOWN, Fields(nearest=_nearest(str(loc[-1]), loc, model))
    elif kind in _EXPLAINERS:
        code, fields = _EXPLAINERS[kind](error.get("ctx", {}), error["input"], str(loc[-1]))
    elif kind == "model_type" and not loc:
        code, fields = FaultCode.TYPE_WRONG, Fields(wanted="table")
    else:
        code, fields = FaultCode.TYPE_WRONG, Fields(wanted=_WANTED.get(kind, "other"))
    return code, {"key": shown(loc), **fields}


def shown(loc: tuple[str | int, ...]) -> str:
    """Write a path as authors count: ("points", 0, "say") -> "points[1].say"."""
    text = ""
    for part in loc:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return quoted(text)


def quoted(given: object) -> str:
    """Repeat a piece of the file in a fault: on one line, printable, and not too much of it."""
    text = given if isinstance(given, str) else repr(given)
    short = text[:QUOTE_MOST] + ("…" if len(text) > QUOTE_MOST else "")
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in short)


def _nearest(key: str, loc: tuple[str | int, ...], model: type[BaseModel]) -> str:
    """Return the known key that looks most alike, "none", or "top" for a key of the deck within a card."""
    if len(loc) == 1 and model is not DeckTable and key in DeckTable.model_fields:
        return "top"
    known = list(PointTable.model_fields if len(loc) > 1 else model.model_fields)
    if model is DeckTable:
        known.append("card")
    return next(iter(get_close_matches(key[:QUOTE_MOST], known, 1)), "none")
