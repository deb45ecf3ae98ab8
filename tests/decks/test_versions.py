"""Cards keep their ids from one version of a deck to the next, and what differs is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.ids import CardId, DeckId
from bot.decks.card import Card
from bot.decks.deck import CARDS_MOST, Deck
from bot.decks.draft import cards_of
from bot.decks.formats.notes.reading import read_notes
from bot.decks.naming import Names, slug
from bot.decks.versions import Diff, alike, diff, keep_ids


def deck_of(*questions: str) -> Deck:
    """A deck whose ids follow from its questions."""
    names = Names()
    cards = tuple(Card(id=names.unused(slug(ask)), ask=ask, answer=("a",)) for ask in questions)
    return Deck(id=DeckId("d"), title="D", cards=cards)


def known(deck: Deck) -> dict[CardId, str]:
    """What a store remembers of a deck."""
    return {card.id: card.ask for card in deck.cards}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("what is fine tunning?", "What is fine-tuning?"),
        ("what are diffusion modles?", "what are diffusion models?"),
        ("what is aws bedrock agent?", "what is an aws bedrock agent?"),
        ("why use cloudwatch for bedrock?", "Why use CloudWatch for Bedrock?"),
        ("other features of aws bedrock", "other features of aws bedrock?"),
        ("what are the automatic metrics to evaluate a FM?", "what are the automatic metrics to evaluate an FM?"),
    ],
)
def test_a_corrected_question_keeps_its_id(before: str, after: str) -> None:
    """Typos, small words, case and marks do not make another card."""
    old = deck_of(before, "what is milk?")
    new = deck_of("what is milk?", after)
    assert [card.id for card in keep_ids(new, known(old)).cards] == ["milk", old.cards[0].id]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("what is one-shot prompting?", "what is few-shot prompting?"),
        ("what is top p?", "what is top k?"),
        ("what is python 2?", "what is python 3?"),
        ("what is continued pre-training?", "what is domain-adaptation fine-tuning?"),
        ("what are vector databases?", "what are RAG vector databases?"),
        ("what is supervised learning?", "what is unsupervised reading?"),
    ],
)
def test_another_question_is_another_card(before: str, after: str) -> None:
    """Other words and other numbers start with no history."""
    new = deck_of(after)
    assert keep_ids(new, known(deck_of(before))) == new


def test_a_card_that_is_still_there_keeps_its_own() -> None:
    """Ids are matched first: a new question that looks alike does not take a living card's id."""
    old = deck_of("what is green tea?")
    new = deck_of("what is green tea?", "what is a green teas?")
    assert [card.id for card in keep_ids(new, known(old)).cards] == ["green-tea", "green-teas"]


def test_an_old_id_goes_to_one_card_only() -> None:
    """The most alike gets it."""
    old = deck_of("what is camomile tea?")
    new = deck_of("what is camomille teas?", "what is camomille tea?")
    assert [card.id for card in keep_ids(new, known(old)).cards] == ["camomille-teas", "camomile-tea"]


def test_an_author_s_id_never_moves() -> None:
    """Whoever writes an id means it."""
    new = Deck(id=DeckId("d"), title="D", cards=(Card(id=CardId("t1"), ask="what is fine-tuning?", answer=("a",)),))
    assert keep_ids(new, known(deck_of("what is fine tunning?"))) == new


def test_a_whole_file_of_corrected_typos_keeps_every_id(notes: Path) -> None:
    """Capitals and hyphens throughout the notes change no id."""
    source = notes.read_text("utf-8")
    old = cards_of(read_notes(source), DeckId("d")).deck
    changed = source.replace("sourdough", "sour-dough").replace("SOURDOUGH", "Sour-Dough").replace("what", "What")
    new = cards_of(read_notes(changed), DeckId("d")).deck
    assert old is not None
    assert new is not None
    assert {card.id for card in keep_ids(new, known(old)).cards} == {card.id for card in old.cards}


def test_great_decks_are_matched_too() -> None:
    """Each of thousands of changed questions is compared with a few candidates only."""
    count = CARDS_MOST // 5
    old = deck_of(*(f"what is thing number {number}?" for number in range(count)))
    new = deck_of(*(f"what is the thingg number {number}?" for number in range(count)))
    assert {card.id for card in keep_ids(new, known(old)).cards} == {card.id for card in old.cards}


def test_likeness_is_the_same_both_ways() -> None:
    """Which of the two is the old one does not matter."""
    pair = ("what is fine tuning?", "what is the fine-tunning?")
    assert alike(*pair) == alike(*reversed(pair)) > 0


def _card(name: str, answer: str = "a", ask: str = "") -> Card:
    return Card(id=CardId(name), ask=ask or f"{name}?", answer=(answer,))


def test_new_changed_and_removed_cards_are_told_apart() -> None:
    """By its id a card is new, removed, changed or the same."""
    one, two, three = _card("one"), _card("two"), _card("three")
    found = diff((one, two), (_card("two", "b"), three))
    assert found.new == (three,)
    assert found.removed == (one,)
    assert [(change.before, change.after.answer) for change in found.changed] == [(two, ("b",))]
    assert found.same == 0


def test_a_change_names_its_fields() -> None:
    """What changed about a card is said in the format's own words."""
    (change,) = diff((_card("one"),), (_card("one", "b", "One, then?"),)).changed
    assert change.fields == ("ask", "answer")


def test_order_is_no_difference() -> None:
    """Cards in another order are the same cards."""
    one, two = _card("one"), _card("two")
    assert diff((one, two), (two, one)) == Diff(same=2)
