"""Posts of rounds as plain values while their questions are open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.chat.outbox import queries as posts
from bot.core.ids import ChannelId, GuildId, OccurrenceId, PostId
from bot.daily.options import PLAIN, Options, Reveal
from bot.daily.owner import owner_of
from bot.daily.queries import schedules
from bot.daily.queries.occurrences import KeptOccurrence
from bot.daily.refresh import runs_out
from bot.db.database import Transaction
from bot.questions.queries import answers, questions
from bot.questions.queries.states import PostPurpose
from bot.questions.service.asked import AskedQuestion, asked_question, cards_of, titles_of


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPost:
    """A post as it stands while its questions are open."""

    post: PostId
    occurrence: OccurrenceId
    guild: GuildId
    channel: ChannelId
    deck_title: str
    questions: tuple[AskedQuestion, ...]
    opens_at: datetime
    closes_at: datetime
    #: People who answered at least one of its questions.
    answered: int
    #: Its schedule's, and until when an answer is in time (they may count longer: until `closes_at`).
    options: Options = PLAIN
    in_time_until: datetime | None = None
    #: Whether it says that time runs out.
    runs_out: bool = False


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
    asked = questions.of_owner(tx, owner_of(occurrence.id))
    cards = cards_of(tx, asked)
    options, open_for = schedules.options_of(tx, occurrence.schedule)
    late = options.reveal is Reveal.NEXT and occurrence.due_at + open_for < occurrence.closes_at
    return OpenPost(
        post=post.id,
        occurrence=occurrence.id,
        guild=occurrence.guild,
        channel=occurrence.channel,
        deck_title=titles_of(tx, asked),
        questions=tuple(asked_question(question, cards[question.card_version]) for question in asked),
        opens_at=occurrence.opens_at,
        closes_at=occurrence.closes_at,
        answered=answers.people_of(tx, owner_of(occurrence.id)),
        options=options,
        in_time_until=occurrence.due_at + open_for if late else None,
        runs_out=options.remind and now is not None and runs_out(now, occurrence.closes_at),
    )
