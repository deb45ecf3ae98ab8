"""What turns an author's sentence round is found, and what says it in other words is not accused of it."""

from __future__ import annotations

import pytest

from bot.core.ids import CardId, DeckId
from bot.decks.card import Card, Point
from bot.decks.deck import Deck
from bot.grading.grade import grade
from bot.grading.rubric import compile as compile_card
from bot.grading.verdict import Outcome, Rule
from bot.grading.words.lexicon import context_of

CARDS = {
    "osmosis": "Water moves through a semipermeable membrane from low to high solute concentration",
    "dns": "It translates domain names into IP addresses",
    "diffusion": "It starts from noise and removes it step by step until a picture is left",
    "burden": "The prosecution has to prove guilt beyond reasonable doubt",
    "wind": "Air flows from areas of high pressure to areas of low pressure",
    "searing": "Searing meat and then cooking it slowly in a little liquid",
    "gravity": "The gravity of the Moon and the Sun pulls on the oceans",
    "pasta": "Firm to the bite, not soft",
    "cache": "Pages load faster because files need not be downloaded again",
    "enzyme": "A protein that speeds up chemical reactions",
    "pricing": "You pay on demand as you go, or for provisioned throughput",
    "jeopardy": "Nobody may be tried twice for the same offence",
    "artery": "They carry blood away from the heart",
}
DECK = Deck(
    id=DeckId("facts"),
    title="Facts",
    cards=tuple(
        Card(id=CardId(name), ask=f"What is said of {name}?", points=(Point(say=say),)) for name, say in CARDS.items()
    ),
)
CONTEXT = context_of(DECK)
RUBRICS = {card.id: compile_card(card, CONTEXT) for card in DECK.cards}
ACCUSING = {Rule.NEGATED, Rule.SWAPPED, Rule.ANTONYM, Rule.REPLACED, Rule.NUMBER_DIFFERS, Rule.REJECTED, Rule.STUFFED}


@pytest.mark.parametrize(
    ("card", "answer", "rule", "why"),
    [
        ("osmosis", "water moves through a semipermeable membrane from high to low concentration", Rule.SWAPPED, "to"),
        ("osmosis", "salt moves through a semipermeable membrane from low to high", Rule.REPLACED, "salt"),
        ("dns", "translates IP addresses into MAC addresses", Rule.REPLACED, "mac"),
        ("wind", "air flows from areas of low pressure to areas of high pressure", Rule.SWAPPED, "to"),
        ("wind", "water flows from areas of high pressure to areas of low pressure", Rule.REPLACED, "water"),
        ("searing", "cooking meat slowly in liquid and then searing it", Rule.SWAPPED, "then"),
        ("gravity", "the gravity of the oceans pulls on the Moon and the Sun", Rule.SWAPPED, "on"),
        ("pasta", "soft to the bite, not firm", Rule.NEGATED, "firm"),
        ("cache", "pages load slower because files are downloaded again", Rule.ANTONYM, "slower"),
        ("artery", "they carry blood to the heart", Rule.NEGATED, "to"),
        ("enzyme", "a protein that does not speed up chemical reactions", Rule.NEGATED, "speed"),
    ],
)
def test_the_authors_sentence_the_other_way_round_earns_nothing(card: str, answer: str, rule: Rule, why: str) -> None:
    """And the reason names the word of the answer that does it."""
    verdict = grade(RUBRICS[CardId(card)], answer)
    assert verdict.outcome is Outcome.WRONG
    assert not verdict.unsure
    assert (rule, why) in {(spoken.rule, spoken.why) for spoken in verdict.rules}


@pytest.mark.parametrize(
    ("card", "answer"),
    [
        ("osmosis", "diffusion of water across a membrane to the more concentrated solution"),
        ("dns", "turns a name like google.com into the numeric address"),
        ("burden", "it's up to the state to show you did it, with no reasonable doubt left"),
        ("wind", "differences in air pressure, the air moves to where the pressure is lower"),
        ("searing", "brown the meat first, then let it simmer in a little stock"),
        ("enzyme", "protein which accelerates a reaction without being used up"),
        ("pricing", "pay as you go and provisioned throughput"),
        ("pricing", "provisioned throughput and pay as you go"),
        ("artery", "blood goes through them from the heart to the rest of the body"),
        ("pasta", "it still has some bite"),
        ("enzyme", "I think it's a protein that speeds reactions up"),
    ],
)
def test_an_answer_in_other_words_is_accused_of_nothing(card: str, answer: str) -> None:
    """A false reason is worse than none."""
    verdict = grade(RUBRICS[CardId(card)], answer)
    assert not ACCUSING & {spoken.rule for spoken in verdict.rules}
    assert verdict.outcome is not Outcome.WRONG


@pytest.mark.parametrize("answer", ["punishment twice", "people may be tried twice for the same offence"])
def test_a_negation_left_out_costs_the_point_and_is_not_pointed_at(answer: str) -> None:
    """No word of the answer turns the author's sentence round, so none is blamed."""
    verdict = grade(RUBRICS[CardId("jeopardy")], answer)
    assert verdict.outcome is Outcome.WRONG
    assert not ACCUSING & {spoken.rule for spoken in verdict.rules}
