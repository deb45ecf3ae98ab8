"""Views: posts and questions as plain values, read in one unit; below the features that show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.chat.outbox import queries as posts
from bot.core.ids import CardVersionId, DeckId
from bot.daily.options import Reveal
from bot.daily.queries import schedules
from bot.daily.queries.occurrences import KeptOccurrence
from bot.daily.refresh import runs_out
from bot.db.database import Transaction
from bot.decks.card import Card
from bot.library.queries import decks
from bot.questions.queries import answers, questions
from bot.questions.queries.questions import KeptQuestion
from bot.questions.queries.states import PostPurpose
from bot.questions.service.outcomes import AskedQuestion, OpenPost


def asked_question(question: KeptQuestion, card: Card, of: int) -> AskedQuestion:
    """Show a question as it is put to people.

    Args:
        question: The question.
        card: Its card, in the version it was asked with.
        of: How many questions its post has.
    """
    return AskedQuestion(
        id=question.id,
        occurrence=question.occurrence,
        number=question.number,
        of=of,
        ask=card.ask,
        form=question.asked.form,
        options=question.asked.options,
        hints=len(card.hints),
        closes_at=question.closes_at,
        changeable=question.changeable,
    )


def open_post(tx: Transaction, occurrence: KeptOccurrence, now: datetime | None = None) -> OpenPost:
    """Show a post with its questions still open.

    Args:
        tx: The transaction.
        occurrence: Whose post.
        now: When it will be seen; None where it does not matter whether time runs out.

    Raises:
        LookupError: The occurrence was never to be posted.
    """
    post = posts.of(tx, PostPurpose.QUESTION, occurrence.id)
    if post is None:
        raise LookupError(f"post of occurrence {occurrence.id}")
    asked = questions.of_occurrence(tx, occurrence.id)
    cards = cards_of(tx, asked)
    options, open_for = schedules.options_of(tx, occurrence.schedule)
    late = options.reveal is Reveal.NEXT and occurrence.due_at + open_for < occurrence.closes_at
    return OpenPost(
        post=post.id,
        occurrence=occurrence.id,
        guild=occurrence.guild,
        channel=occurrence.channel,
        deck_title=titles_of(tx, asked),
        questions=tuple(asked_question(question, cards[question.card_version], len(asked)) for question in asked),
        opens_at=occurrence.opens_at,
        closes_at=occurrence.closes_at,
        answered=answers.people_in(tx, occurrence.id),
        options=options,
        in_time_until=occurrence.due_at + open_for if late else None,
        runs_out=options.remind and now is not None and runs_out(now, occurrence.closes_at),
    )


def cards_of(tx: Transaction, asked: tuple[KeptQuestion, ...]) -> Mapping[CardVersionId, Card]:
    """Return the cards of some questions, in the versions they were asked with."""
    return decks.contents(tx, [question.card_version for question in asked])


def titles_of(tx: Transaction, asked: Sequence[KeptQuestion]) -> str:
    """Return the titles of the decks that some questions come from, in their order."""
    return ", ".join([title_of(tx, deck) for deck in dict.fromkeys(question.deck for question in asked)])


def title_of(tx: Transaction, deck: DeckId) -> str:
    """Return a deck's title, removed or not."""
    found = decks.one(tx, deck)
    return deck if found is None else found.title
