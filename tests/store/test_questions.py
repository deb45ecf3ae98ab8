"""Questions keep what was asked, and tell what is open, asked and unanswered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.core.ids import CardId, ChannelId, DeckId, GuildId, OccurrenceId, QuestionId, ScheduleId, UserId
from bot.daily.queries import occurrences
from bot.db.database import Database, Transaction
from bot.questions.forms import Asked, Form
from bot.questions.queries import hints, questions
from bot.questions.queries.questions import NewQuestion
from tests.database import writing

ADA = UserId(7)
HERE, DECK = GuildId(1), DeckId("demo")


def second(tx: Transaction, asked: Any, asking: Any) -> None:
    """Ask a second question, a choice, in the same post."""
    new = NewQuestion(
        guild=HERE,
        channel=ChannelId(10),
        schedule=ScheduleId(1),
        occurrence=asked.occurrence,
        number=2,
        deck=DECK,
        card=CardId("fruit"),
        card_version=asked.card_version,
        deck_version=asked.deck_version,
        asked=Asked(form=Form.CHOICE, options=("b", "\u00e4 \u2603", "a")),
        opens_at=asking.noon,
        closes_at=asking.noon + timedelta(hours=8),
        local_date=asking.noon.date(),
    )
    questions.insert_all(tx, [new])


async def test_kept_as_asked(db: Database, asking: Any) -> None:
    """Form and order of the options come back as they were asked."""
    with writing(db) as tx:
        asked = asking.question(tx)
        second(tx, asked, asking)
        first, choice = questions.of_occurrence(tx, asked.occurrence)
        assert (first.number, first.asked) == (1, Asked(form=Form.RECALL))
        assert (choice.number, choice.asked.options) == (2, ("b", "\u00e4 \u2603", "a"))
        assert questions.one(tx, choice.id) == choice
        assert questions.one(tx, QuestionId(99)) is None


async def test_standing(db: Database, asking: Any) -> None:
    """What may have changed is read in one look, hints for one person alone."""
    with writing(db) as tx:
        asked = asking.question(tx)
        hints.take(tx, asked.place.question, ADA, 2)
        at = asking.noon + timedelta(hours=1)
        questions.close_at(tx, asked.occurrence, at)
        occurrences.plan_refresh(tx, asked.occurrence, at)
        mine = questions.standing(tx, asked.place.question, ADA)
        theirs = questions.standing(tx, asked.place.question, UserId(8))
        assert (mine.closes_at, mine.hints, mine.opens_at) == (at, 2, asking.noon)
        assert (mine.refresh_at, mine.refreshed_at, theirs.hints) == (at, None, 0)
        with pytest.raises(LookupError):
            questions.standing(tx, QuestionId(99), ADA)


async def test_withheld_and_asked(db: Database, asking: Any) -> None:
    """Open cards are withheld in their server; what was asked stays counted for the schedule."""
    with writing(db) as tx:
        asked = asking.question(tx)
        second(tx, asked, asking)
        assert questions.withheld(tx, HERE, DECK) == {"rag", "fruit"}
        assert questions.withheld(tx, GuildId(2), DECK) == frozenset()
        assert questions.withheld(tx, HERE, DeckId("other")) == frozenset()
        questions.close(tx, asked.occurrence)
        assert questions.withheld(tx, HERE, DECK) == frozenset()
        assert questions.ages(tx, ScheduleId(1), DECK) == {"rag": 1, "fruit": 0}
        assert questions.ages(tx, ScheduleId(1), DeckId("other")) == {}
        assert questions.ages(tx, ScheduleId(2), DECK) == {}


async def test_unanswered(db: Database, asking: Any) -> None:
    """Without answers everything of a post is unanswered, in its order; of no post nothing is."""
    with writing(db) as tx:
        asked = asking.question(tx)
        second(tx, asked, asking)
        first, choice = questions.of_occurrence(tx, asked.occurrence)
        assert questions.unanswered(tx, asked.occurrence, ADA) == (first.id, choice.id)
        assert questions.unanswered(tx, OccurrenceId(99), ADA) == ()
