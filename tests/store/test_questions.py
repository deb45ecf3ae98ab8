"""Questions keep what was asked, and tell what is open, asked and unanswered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.quiz.forms import Asked, Form
from bot.store import hints, occurrences, questions
from bot.store.questions import NewQuestion
from bot.store.store import Store, Unit
from bot.terms.ids import CardId, ChannelId, DeckId, GuildId, OccurrenceId, QuestionId, ScheduleId, UserId

ADA = UserId(7)
HERE, DECK = GuildId(1), DeckId("demo")


async def second(unit: Unit, asked: Any, asking: Any) -> None:
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
    await questions.insert_all(unit, [new])


async def test_kept_as_asked(store: Store, asking: Any) -> None:
    """Form and order of the options come back as they were asked."""
    async with store.write() as unit:
        asked = await asking.question(unit)
        await second(unit, asked, asking)
        first, choice = await questions.of_occurrence(unit, asked.occurrence)
        assert (first.number, first.asked) == (1, Asked(form=Form.RECALL))
        assert (choice.number, choice.asked.options) == (2, ("b", "\u00e4 \u2603", "a"))
        assert await questions.one(unit, choice.id) == choice
        assert await questions.one(unit, QuestionId(99)) is None


async def test_standing(store: Store, asking: Any) -> None:
    """What may have changed is read in one look, hints for one person alone."""
    async with store.write() as unit:
        asked = await asking.question(unit)
        await hints.take(unit, asked.place.question, ADA, 2)
        at = asking.noon + timedelta(hours=1)
        await questions.close_at(unit, asked.occurrence, at)
        await occurrences.plan_refresh(unit, asked.occurrence, at)
        mine = await questions.standing(unit, asked.place.question, ADA)
        theirs = await questions.standing(unit, asked.place.question, UserId(8))
        assert (mine.closes_at, mine.hints, mine.opens_at) == (at, 2, asking.noon)
        assert (mine.refresh_at, mine.refreshed_at, theirs.hints) == (at, None, 0)
        with pytest.raises(LookupError):
            await questions.standing(unit, QuestionId(99), ADA)


async def test_withheld_and_asked(store: Store, asking: Any) -> None:
    """Open cards are withheld in their server; what was asked stays counted for the schedule."""
    async with store.write() as unit:
        asked = await asking.question(unit)
        await second(unit, asked, asking)
        assert await questions.withheld(unit, HERE, DECK) == {"rag", "fruit"}
        assert await questions.withheld(unit, GuildId(2), DECK) == frozenset()
        assert await questions.withheld(unit, HERE, DeckId("other")) == frozenset()
        await questions.close(unit, asked.occurrence)
        assert await questions.withheld(unit, HERE, DECK) == frozenset()
        assert await questions.ages(unit, ScheduleId(1), DECK) == {"rag": 1, "fruit": 0}
        assert await questions.ages(unit, ScheduleId(1), DeckId("other")) == {}
        assert await questions.ages(unit, ScheduleId(2), DECK) == {}


async def test_unanswered(store: Store, asking: Any) -> None:
    """Without answers everything of a post is unanswered, in its order; of no post nothing is."""
    async with store.write() as unit:
        asked = await asking.question(unit)
        await second(unit, asked, asking)
        first, choice = await questions.of_occurrence(unit, asked.occurrence)
        assert await questions.unanswered(unit, asked.occurrence, ADA) == (first.id, choice.id)
        assert await questions.unanswered(unit, OccurrenceId(99), ADA) == ()
