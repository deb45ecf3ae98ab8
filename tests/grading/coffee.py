"""A small deck about coffee, for answers that are made to look right, with how they fare."""

from __future__ import annotations

from bot.core.ids import CardId, DeckId
from bot.decks.card import Card, Point
from bot.decks.deck import Deck
from bot.grading.grade import grade
from bot.grading.rubric import compile as compile_card
from bot.grading.verdict import Rule, Verdict
from bot.grading.words.lexicon import context_of, lexicon_of

CARDS = (
    Card(
        id=CardId("roasting"),
        ask="What is roasting?",
        points=(
            Point(
                say="heat turns green beans into brown coffee",
                core=True,
                weight=2,
                accept=(
                    "green beans are turned into brown ones by heat",
                    "heating beans until they are brown",
                    "brown coffee from green beans",
                    "beans get hot and brown",
                    "makes raw coffee aromatic",
                    "develops the aroma of beans",
                ),
            ),
            Point(say="it takes ten to fifteen minutes", accept=("a quarter of an hour",)),
            Point(say="the first crack is a sound that tells when"),
        ),
        need=1,
        reject=(
            "a machine",
            "the grinder heats the water",
            "washing beans in cold water",
            "heat is removed from brown beans",
            "no beans are heated",
        ),
    ),
    Card(
        id=CardId("drinks"),
        ask="Which drinks are made of espresso?",
        items=(
            Point(say="Lungo: espresso with twice the water", accept=("lungo",)),
            Point(say="Macchiato: stained by a drop of foam", accept=("macchiato",)),
            Point(say="Cortado: cut by an equal part of warm milk", accept=("cortado",)),
            Point(say="Affogato: poured over vanilla ice cream", accept=("affogato",)),
            Point(say="Affogato: eaten with a spoon", weight=0.3),
        ),
        need=3,
    ),
    Card(
        id=CardId("milling"),
        ask="What is milling?",
        points=(Point(say="crushing roasted beans to powder in a burr mill", core=True),),
    ),
)
COFFEE = Deck(id=DeckId("coffee"), title="Coffee", cards=CARDS)
CONTEXT = context_of(COFFEE)
LEXICON = lexicon_of(CONTEXT)
RUBRICS = {card.id: compile_card(card, CONTEXT) for card in CARDS}
NOTHING: frozenset[str] = frozenset()


def judge(card: str, answer: str) -> Verdict:
    """Grade an answer to one of the cards."""
    return grade(RUBRICS[CardId(card)], answer)


def rules(card: str, answer: str) -> set[Rule]:
    """Name the rules that spoke."""
    return {spoken.rule for spoken in judge(card, answer).rules}
