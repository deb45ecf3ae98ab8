"""The check finds cards that grade badly; a suggestion is the telling part of an answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.core.ids import CardId, DeckId
from bot.decks.card import Card, Point
from bot.decks.deck import Deck
from bot.decks.fault import FaultCode
from bot.decks.folder import load_folder
from bot.grading.check import check, suggest
from bot.grading.rubric import Rubric


def codes(card: Card) -> set[FaultCode]:
    """Check a deck of one card."""
    return {fault.code for fault in check(Deck(id=DeckId("d"), title="d", cards=(card,)))}


def points(*says: str, reject: tuple[str, ...] = (), must: tuple[str, ...] = ()) -> Card:
    """Make a definition."""
    entries = tuple(Point(say=say, must=must) for say in says)
    return Card(id=CardId("c"), ask="What is a kettle?", points=entries, reject=reject)


def test_a_good_deck_has_nothing_to_mend(tea: Deck) -> None:
    """The tea deck is fine."""
    assert check(tea) == []


def test_the_shipped_cards_can_be_answered() -> None:
    """Every shipped card's own answer is right, each of its points can be earned, and what it rejects fails."""
    decks = load_folder(Path(__file__).parents[2] / "cards").decks
    assert [(fault.card, fault.code, fault.fields) for deck in decks for fault in check(deck)] == []


def test_a_card_that_rejects_its_own_answer_is_found() -> None:
    """The author must look at `reject`."""
    assert FaultCode.OWN_ANSWER_FAILS in codes(points("boils water", reject=("boils water",)))


def test_a_point_nobody_can_earn_is_found() -> None:
    """A `must` that its own wordings lack."""
    assert FaultCode.POINT_UNREACHABLE in codes(points("boils water", must=("copper",)))


def test_a_point_that_repeats_the_question_is_found() -> None:
    """Words of the question earn next to nothing."""
    assert FaultCode.POINT_REPEATS_QUESTION in codes(points("a kettle", "boils water"))


def test_points_that_share_all_words_are_found() -> None:
    """One cannot be had without the other."""
    assert FaultCode.POINTS_ALIKE in codes(points("boils water", "boils water quickly"))


def test_a_reject_that_would_count_is_found() -> None:
    """A reject that says nothing but what the points say lets its neighbours pass."""
    assert FaultCode.REJECT_PASSES in codes(points("boils water", reject=("boils water",)))
    assert FaultCode.REJECT_PASSES not in codes(points("boils water", reject=("it freezes juice",)))


@pytest.mark.parametrize("key", [{"value": 1_234_567.0}, {"value": 6.022e23}, {"date": "1989-11-09"}, {"date": "0476"}])
def test_values_can_be_answered(key: dict[str, Any]) -> None:
    """As the card itself writes them, with all their digits."""
    card = Card(id=CardId("v"), ask="What is it?", **key)
    assert FaultCode.OWN_ANSWER_FAILS not in codes(card)


def test_an_acronym_that_nothing_spells_out_is_found() -> None:
    """People will type it written out."""
    assert FaultCode.ACRONYM_ALONE in codes(Card(id=CardId("c"), ask="Which body?", answer=("WHO",)))
    spelled = Card(id=CardId("c"), ask="Which body?", answer=("WHO", "World Health Organization"))
    assert FaultCode.ACRONYM_ALONE not in codes(spelled)


def test_filler_at_both_ends_is_cut(rubrics: dict[str, Rubric]) -> None:
    """From the first telling word to the last."""
    assert suggest(rubrics["oolong"], "it is the halfway fermented leaves of it") == "halfway fermented leaves"


def test_an_answer_without_news_suggests_nothing(rubrics: dict[str, Rubric]) -> None:
    """The question's words are no wording."""
    assert suggest(rubrics["oolong"], "what is oolong") == ""
