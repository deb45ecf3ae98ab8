"""Draw: which cards a schedule asks next."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from bot.quiz.chance import Chance
from bot.terms.ids import CardId


def draw(
    cards: Sequence[CardId], count: int, *, asked: Mapping[CardId, int], withheld: Collection[CardId], chance: Chance
) -> tuple[CardId, ...]:
    """Draw cards: those this schedule asked least come first, in random order among equals.

    Nothing repeats until the deck is through, and a card added later has its turn soon.

    Args:
        cards: The deck as it is now, in its order.
        count: How many to draw.
        asked: How often this schedule asked a card; a missing card was never asked.
        withheld: Cards that are open in the server and must not be asked a second time.
        chance: What decides among equals.

    Returns:
        Different cards, at most `count`; fewer if the deck has no more to give.
    """
    bag = [card for card in cards if card not in withheld]
    chance.shuffle(bag)
    # A card that was taken out and came back must not be made up for all the rounds it missed at once: being asked
    # least, it only comes first. Sorting is stable, so equals keep their shuffled order.
    bag.sort(key=lambda card: asked.get(card, 0))
    return tuple(bag[:count])
