"""Drawing: which cards of which decks a schedule asks now, and in which form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.chance import Chance
from bot.core.ids import CardId, CardVersionId, DeckId
from bot.daily.draw import draw
from bot.daily.errors import DeckTooSmall
from bot.daily.mix import by_weight
from bot.daily.queries import recall
from bot.daily.queries.schedules import Schedule
from bot.daily.recall import expected_share
from bot.db.database import Transaction
from bot.decks.card import Card, CardKind
from bot.library.errors import DeckUnknown
from bot.library.queries import decks
from bot.library.queries.decks import DeckInfo, PresentCard
from bot.library.service.decks import known_names
from bot.questions.forms import Asked, FormsMix, ask
from bot.questions.queries import questions

#: From so many sister cards distractors are taken.
_SISTERS_MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """A card to ask, with its deck as it is now."""

    deck: DeckInfo
    id: CardId
    version: CardVersionId


def pick(tx: Transaction, schedule: Schedule, now: datetime, chance: Chance) -> tuple[Picked, ...]:
    """Draw a schedule's cards: for each question first the deck, by its weight, then a card of it.

    Returns:
        At least one, at most as many as the schedule asks.

    Raises:
        DeckUnknown: All of its decks are gone.
        DeckTooSmall: All of their cards are open in the server.
    """
    weighted = _there(tx, schedule)
    # Each deck gives its cards in the order in which it would like them asked.
    ready = {deck.id: _ready(tx, schedule, deck, now, chance) for deck, _ in weighted}
    picked: list[Picked] = []
    for _ in range(schedule.questions):
        left = [(deck, weight) for deck, weight in weighted if ready[deck.id]]
        if not left:
            break
        deck = by_weight(left, chance)[0]
        card = ready[deck.id].pop(0)
        picked.append(Picked(deck=deck, id=card.id, version=card.version))
    if not picked:
        raise DeckTooSmall(deck=weighted[0][0].title)
    return tuple(picked)


def forms_of(
    tx: Transaction, schedule: Schedule, picked: Sequence[Picked], chance: Chance
) -> dict[CardVersionId, Asked]:
    """Choose the form of each card, with distractors from its own deck."""
    cards = decks.contents(tx, [card.version for card in picked])
    mix = schedule.options.forms
    sisters: dict[DeckId, tuple[Card, ...]] = {}
    for card in picked:
        wants = mix is not FormsMix.RECALL or cards[card.version].kind is CardKind.CHOICE
        if wants and not cards[card.version].wrong and card.deck.id not in sisters:
            sisters[card.deck.id] = _sisters(tx, card.deck.id, chance)
    return {
        card.version: ask(cards[card.version], sisters.get(card.deck.id, ()), chance, schedule.options.forms)
        for card in picked
    }


def _there(tx: Transaction, schedule: Schedule) -> list[tuple[DeckInfo, int]]:
    weights = dict(schedule.options.mix) or {schedule.deck: 1}
    found = [(decks.one(tx, deck), weight) for deck, weight in weights.items()]
    there = [(deck, weight) for deck, weight in found if deck is not None and not deck.removed and deck.cards]
    if not there:
        known = known_names(decks.in_guild(tx, schedule.guild))
        raise DeckUnknown(given=schedule.deck_title, known=known)
    return there


def _ready(tx: Transaction, schedule: Schedule, deck: DeckInfo, now: datetime, chance: Chance) -> list[PresentCard]:
    present = {card.id: card for card in decks.present(tx, deck.id)}
    withheld = questions.open_in(tx, schedule.guild, deck.id)
    ages = recall.ages(tx, schedule.id, deck.id)
    unasked = sum(card not in ages and card not in withheld for card in present)
    known: dict[CardId, float] = {}
    if unasked < schedule.questions:
        # Only once the deck is through: until then the bag decides, and the log need not be asked.
        pasts = recall.pasts(tx, schedule.guild, deck.id)
        guesses = _difficulties(tx, [present[card] for card in pasts if card in present])
        known = {card: expected_share(past, now, guesses.get(card)) for card, past in pasts.items()}
    drawn = draw(tuple(present), schedule.questions, ages=ages, withheld=withheld, chance=chance, known=known)
    return [present[card] for card in drawn]


def _difficulties(tx: Transaction, cards: Sequence[PresentCard]) -> dict[CardId, float | None]:
    contents = decks.contents(tx, [card.version for card in cards])
    return {card.id: contents[card.version].difficulty for card in cards}


def _sisters(tx: Transaction, deck: DeckId, chance: Chance) -> tuple[Card, ...]:
    there = decks.present(tx, deck)
    some = chance.sample(there, min(len(there), _SISTERS_MOST))
    return tuple((decks.contents(tx, [card.version for card in some])).values())
