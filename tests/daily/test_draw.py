"""The draw goes through a deck before it repeats, then asks what the team needs, and never what is open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.core.chance import Chance
from bot.core.ids import CardId
from bot.daily.draw import draw
from bot.daily.recall import RecallHistory, expected_share

CARDS = [CardId(f"card-{number}") for number in range(10)]


def _ages(log: Sequence[CardId]) -> dict[CardId, int]:
    return {card: age for age, card in reversed(list(enumerate(reversed(log))))}


@given(st.integers(0, 2**32), st.integers(1, 10))
def test_through_the_deck(seed: int, count: int) -> None:
    """Nothing repeats until the deck is through; where nothing is known of recall, nor in any later round."""
    chance: Chance = Random(seed)
    log: list[CardId] = []
    for _ in range(12):
        drawn = draw(CARDS, count, ages=_ages(log), withheld=(), chance=chance)
        assert len(set(drawn)) == count
        log.extend(drawn)
        asked = Counter(log)
        assert max(asked.values()) - min(asked[card] for card in CARDS) <= 1


def test_an_edited_deck() -> None:
    """A card added later has its turn at once and once only; one taken out is not asked; the bag goes on."""
    log = [*CARDS, *CARDS[:5]]
    new = CardId("new")
    deck = [*CARDS[1:], new]
    assert draw(deck, 1, ages=_ages(log), withheld=(), chance=Random(1)) == (new,)
    log.append(new)
    again = draw(deck, 3, ages=_ages(log), withheld=(), chance=Random(1))
    assert new not in again
    assert set(again) <= set(CARDS[5:])


def test_what_is_forgotten_comes_back_sooner() -> None:
    """After the deck is through the card nearest to seven right in ten comes first, but never right after itself."""
    ages = _ages(CARDS)
    known = dict.fromkeys(CARDS, 0.99) | {CARDS[2]: 0.68, CARDS[4]: 0.2, CARDS[9]: 0.7}
    drawn = draw(CARDS, 10, ages=ages, withheld=(), chance=Random(1), known=known)
    assert drawn[0] == CARDS[2]
    assert drawn.index(CARDS[9]) >= 7
    assert drawn.index(CARDS[4]) > 1


def test_nothing_is_lost_from_sight() -> None:
    """A card that everyone knows comes again after three times the deck's length at the latest."""
    ages = dict.fromkeys(CARDS, 5) | {CARDS[0]: 30}
    known = dict.fromkeys(CARDS, 0.7) | {CARDS[0]: 1.0}
    assert draw(CARDS, 1, ages=ages, withheld=(), chance=Random(1), known=known) == (CARDS[0],)


def test_a_year_of_a_team_that_forgets() -> None:
    """With a question on each weekday of a year, about seven in ten are right, and hard cards are asked more often."""
    chance, now = Random(3), datetime(2026, 1, 5, tzinfo=UTC)
    truth = {card: timedelta(days=20 + 12 * place) for place, card in enumerate(CARDS)}
    log: list[CardId] = []
    pasts: dict[CardId, RecallHistory] = {}
    shares: list[float] = []
    for _ in range(260):
        known = {card: expected_share(past, now) for card, past in pasts.items()}
        card = draw(CARDS, 1, ages=_ages(log), withheld=(), chance=chance, known=known)[0]
        before = pasts.get(card)
        share = 0.5 if before is None else 2 ** -((now - before.last_at) / truth[card])
        shares.append(share)
        pasts[card] = RecallHistory(last_at=now, scores=(*(before.scores if before else ()), share))
        log.append(card)
        now += timedelta(days=1)
    assert 0.6 <= sum(shares[10:]) / 250 <= 0.9
    asked = Counter(log)
    assert asked[CARDS[0]] + asked[CARDS[1]] > asked[CARDS[8]] + asked[CARDS[9]]
    assert min(asked.values()) >= 260 // 10 // 3


def test_withheld() -> None:
    """A card that is open in the server is not drawn, even if there are too few without it."""
    drawn = draw(CARDS, 10, ages={}, withheld=set(CARDS[:7]), chance=Random(1))
    assert set(drawn) == set(CARDS[7:])
    assert draw(CARDS, 1, ages={}, withheld=set(CARDS), chance=Random(1)) == ()


def test_random_among_equals() -> None:
    """Cards never asked come in an order that chance decides."""
    firsts = {draw(CARDS, 1, ages={}, withheld=(), chance=Random(seed))[0] for seed in range(200)}
    assert firsts == set(CARDS)


def test_seeded() -> None:
    """The same chance draws the same cards."""
    assert draw(CARDS, 5, ages={}, withheld=(), chance=Random(7)) == draw(
        CARDS, 5, ages={}, withheld=(), chance=Random(7)
    )
