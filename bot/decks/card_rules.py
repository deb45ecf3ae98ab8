"""Rules of one card that no single field can show: the kind, and what goes with it."""

from __future__ import annotations

from collections.abc import Iterator

from bot.decks.fault import FaultCode
from bot.decks.format import ANSWER_KEYS, CardTable

Contradiction = tuple[FaultCode, tuple[str, ...], dict[str, str | int | float]]

#: Keys that mean something only beside one of others.
_COMPANIONS = {
    "wrong": ("right",),
    "unit": ("value",),
    "tolerance": ("value",),
    "need": ("points", "items"),
}


def contradictions(card: CardTable) -> Iterator[Contradiction]:
    """Yield what contradicts itself within a card, as code, path below the card, and fields."""
    given = [key for key in ANSWER_KEYS if getattr(card, key) is not None]
    if not given:
        yield FaultCode.KIND_MISSING, (), {"known": ", ".join(ANSWER_KEYS)}
    elif len(given) > 1:
        yield FaultCode.KIND_TWICE, (given[1],), {"keys": ", ".join(given)}
    for key, wanted in _COMPANIONS.items():
        if key in card.model_fields_set and given and not set(wanted) & set(given):
            yield FaultCode.KEY_MISPLACED, (key,), {"key": key, "wanted": ", ".join(wanted)}
    count = len(card.points or card.items or ())
    if card.need is not None and 0 < count < card.need:
        yield FaultCode.NEED_MUCH, ("need",), {"need": card.need, "count": count}
    seen: set[str] = set()
    for key, options in (("right", card.right or ()), ("wrong", card.wrong)):
        for option in options:
            if option.casefold() in seen:
                yield FaultCode.OPTION_TWICE, (key,), {"option": option}
            seen.add(option.casefold())
