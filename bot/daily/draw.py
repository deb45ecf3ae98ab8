"""Draw: which cards a schedule asks next.

Two rules, one after the other. Until a schedule has been through its deck it draws from a bag: cards it never asked,
in random order, so nothing repeats, and a card added later has its turn at once, and once only. After that the cards
come first that the team would know about seven times out of ten by now; what it forgets fast gets there sooner.
Neither rule keeps anything beside the log of questions, so both survive restarts and edits of the deck.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from bot.core.chance import Chance
from bot.core.ids import CardId
from bot.daily.recall import AIM, distance

#: A card rests for this share of its deck, however badly it went.
_REST = 1 / 3
#: After so many times the deck's length every card comes again, however well it is known.
_LONGEST = 3


def draw(
    cards: Sequence[CardId],
    count: int,
    *,
    ages: Mapping[CardId, int],
    withheld: Collection[CardId],
    chance: Chance,
    known: Mapping[CardId, float] | None = None,
) -> tuple[CardId, ...]:
    """Draw cards: those this schedule never asked, then those the team needs most.

    Args:
        cards: The deck as it is now, in its order.
        count: How many to draw.
        ages: How many questions of the deck this schedule asked since it asked a card; a missing one was never asked.
        withheld: Cards that are open in the server and must not be asked a second time.
        chance: What decides among equals.
        known: Which share of the team would know a card now, 0..1; of a missing one nothing is known. None: of all.

    Returns:
        Different cards, at most `count`; fewer if the deck has no more to give.
    """
    bag = [card for card in cards if card not in withheld]
    chance.shuffle(bag)
    shares = known or {}
    rest = int(len(cards) * _REST)

    def urgency(card: CardId) -> tuple[int, float, int]:
        age = ages.get(card)
        if age is None:
            return 0, 0.0, 0
        if age >= _LONGEST * len(cards):
            return 1, 0.0, -age
        # Where nothing is known the longest unasked comes first, as from a bag.
        return (3, 0.0, -age) if age < rest else (2, distance(shares.get(card, AIM)), -age)

    # Sorting is stable, so equals keep their shuffled order.
    bag.sort(key=urgency)
    return tuple(bag[:count])
