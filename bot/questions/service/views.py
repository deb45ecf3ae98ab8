"""Views: questions and their decks as plain values; below the features that show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.core.ids import CardVersionId, DeckId
from bot.db.database import Transaction
from bot.decks.card import Card
from bot.library.queries import decks
from bot.questions.queries.questions import Question
from bot.questions.service.outcomes import AskedQuestion


def asked_question(question: Question, card: Card) -> AskedQuestion:
    """Show a question as it is put to people.

    Args:
        question: The question.
        card: Its card, in the version it was asked with.
    """
    return AskedQuestion(
        id=question.id,
        owner=question.owner,
        number=question.number,
        of=question.of,
        ask=card.ask,
        form=question.asked.form,
        options=question.asked.options,
        hints=len(card.hints) if question.policy.hints else 0,
        closes_at=question.policy.closes_at,
        changeable=question.policy.changeable,
        typed=question.policy.typed,
    )


def cards_of(tx: Transaction, asked: tuple[Question, ...]) -> Mapping[CardVersionId, Card]:
    """Return the cards of some questions, in the versions they were asked with."""
    return decks.contents(tx, [question.card_version for question in asked])


def titles_of(tx: Transaction, asked: Sequence[Question]) -> str:
    """Return the titles of the decks that some questions come from, in their order."""
    return ", ".join([title_of(tx, deck) for deck in dict.fromkeys(question.deck for question in asked)])


def title_of(tx: Transaction, deck: DeckId) -> str:
    """Return a deck's title, removed or not."""
    found = decks.one(tx, deck)
    return deck if found is None else found.title
