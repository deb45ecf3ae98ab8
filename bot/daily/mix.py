"""Mix: several decks with weights, as people write them, and which of them is asked next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from bot.core.chance import Chance
from bot.daily.errors import MixUnreadable

#: More decks, or a greater weight, would be a slip.
DECKS_MOST = 10
WEIGHT_MOST = 20
_TYPED_MOST = 1_000
D = TypeVar("D")


def read_mix(typed: str) -> tuple[tuple[str, int], ...]:
    """Read decks with weights: "aws-bedrock:2, python:1"; a deck without a number weighs 1.

    Returns:
        What was typed for each deck, with its weight, in order; each deck once.

    Raises:
        MixUnreadable: A weight is none, a deck is named twice, or there are none or too many.
    """
    given = typed.strip()
    parts = [part.strip() for part in given[:_TYPED_MOST].split(",") if part.strip()]
    read = tuple(_one(part, given) for part in parts)
    names = {name.casefold() for name, _ in read}
    if not read or len(read) > DECKS_MOST or len(names) < len(read):
        raise MixUnreadable(given=given, decks=DECKS_MOST, weight=WEIGHT_MOST)
    return read


def by_weight(mix: Sequence[tuple[D, int]], chance: Chance) -> tuple[D, ...]:
    """Return the decks in the order in which to try them; the first is each with the probability of its weight.

    Why by chance and not in turn: a deck that is added later must not make up for all the turns it missed.
    """
    left, order = list(mix), list[D]()
    while left:
        chosen = chance.choice([deck for deck, weight in left for _ in range(weight)])
        order.append(chosen)
        left = [(deck, weight) for deck, weight in left if deck != chosen]
    return tuple(order)


def _one(part: str, given: str) -> tuple[str, int]:
    name, colon, number = part.rpartition(":")
    if not colon:
        return part, 1
    weight = number.strip()
    if not name.strip() or not weight.isdecimal() or not 1 <= int(weight[:4]) <= WEIGHT_MOST:
        raise MixUnreadable(given=given, decks=DECKS_MOST, weight=WEIGHT_MOST)
    return name.strip(), int(weight)
