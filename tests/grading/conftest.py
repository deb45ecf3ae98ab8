"""Cards and decks that the grading tests share."""

from __future__ import annotations

import pytest

from bot.core.ids import CardId, DeckId
from bot.decks.card import Card, Point
from bot.decks.deck import Deck, Strictness
from bot.grading.rubric import Rubric, compile  # noqa: A004 - the trade's word for it
from bot.grading.words.lexicon import context_of

CARDS = (
    Card(id=CardId("caddy"), ask="What is a box for tea called?", answer=("tea caddy", "caddy")),
    Card(
        id=CardId("oolong"),
        ask="What is oolong?",
        points=(
            Point(
                say="tea that is partly oxidized",
                core=True,
                weight=2,
                accept=("between green and black tea", "half fermented"),
            ),
            Point(say="mostly from China and Taiwan", accept=("Chinese tea",)),
            Point(say="steeped at 90 degrees", must=("90",)),
        ),
        need=1,
        reject=("the leaves are fully oxidized",),
    ),
    Card(
        id=CardId("with-tea"),
        ask="What may go into tea?",
        items=(Point(say="milk"), Point(say="sugar", accept=("honey",)), Point(say="lemon"), Point(say="ginger")),
    ),
    Card(
        id=CardId("brewing"),
        ask="How is tea made?",
        steps=(
            Point(say="boil the water"),
            Point(say="pour it over the leaves"),
            Point(say="wait"),
            Point(say="remove the bag"),
        ),
    ),
    Card(id=CardId("black"), ask="Which one is a black tea?", right=("Assam",), wrong=("Sencha", "Gunpowder")),
    Card(id=CardId("heat"), ask="How hot should water for black tea be?", value=96.0, unit="degrees", tolerance=4.0),
    Card(id=CardId("kettle"), ask="Which language runs the kettle?", answer=("C++",)),
)
TEA = Deck(id=DeckId("tea"), title="Tea", synonyms=(("water", "aqua"),), cards=CARDS)


@pytest.fixture(scope="session")
def tea() -> Deck:
    """A deck with every kind of card."""
    return TEA


@pytest.fixture(scope="session")
def rubrics() -> dict[str, Rubric]:
    """Its cards, compiled."""
    context = context_of(TEA)
    return {card.id: compile(card, context) for card in TEA.cards}


@pytest.fixture(scope="session")
def strict() -> dict[str, Rubric]:
    """The same, graded strictly."""
    context = context_of(TEA.model_copy(update={"strictness": Strictness.STRICT}))
    return {card.id: compile(card, context) for card in TEA.cards}
