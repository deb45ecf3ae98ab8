"""Opening draws by weight, from the log and fairly, and stores what it drew, so that a question never changes."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from bot.core.ids import CardId, GuildId
from bot.daily.options import PauseReason
from bot.daily.queries import schedules
from bot.daily.service.drawing import Picked, pick
from bot.daily.service.opening import pause
from bot.daily.service.options import OptionChanges, ScheduleOptions
from bot.decks.card import Card
from bot.questions.forms import Form, FormsMix
from tests.database import reading, tables, writing

HERE = GuildId(1)


async def test_decks_by_weight(evening: Any, make_deck: Any) -> None:
    """Over many draws a deck of weight 3 gives three in four; where it is used up the other one gives."""
    await evening.decks.sync([make_deck("one", *"abcdef"), make_deck("two", *"uvwxyz")])
    view = await evening.schedule(deck="one")
    await ScheduleOptions(evening.db, evening.clock).change(HERE, view.id, OptionChanges(decks="one:3, Two"))
    with reading(evening.db) as tx:
        schedule = schedules.one(tx, view.id)
        picked: list[Picked] = []
        for _ in range(400):
            picked += pick(tx, schedule, evening.clock.now(), evening.rounds._chance)
    assert 260 < sum(card.deck.id == "one" for card in picked) < 340


async def test_what_was_forgotten_comes_back_sooner(evening: Any, make_deck: Any) -> None:
    """Once the deck is through, the card that went badly comes before those that went well."""
    await evening.decks.sync([make_deck("small", *"abcdef")])
    view = await evening.schedule(deck="small", days="daily", open_for="2h")
    ben, asked = evening.player("ben"), []
    for day in range(10):
        evening.clock.at = view.next_at + timedelta(days=day)
        order = next(found for found in await evening.due() if hasattr(found, "open"))
        await evening.deliver([order])
        question = order.open.questions[0]
        card = question.ask.removeprefix("What is ").rstrip("?")
        asked.append(card)
        await evening.answers(question.id, ben, "no idea" if card == asked[0] else card)
        await evening.closes(order)
    assert set(asked[:6]) == set("abcdef")
    assert asked[0] in asked[6:9]


async def test_a_term_as_a_choice(evening: Any, make_deck: Any) -> None:
    """Where choices are wanted a term gets its sisters as distractors, and pressing the right one is right."""
    await evening.decks.sync([make_deck("small", "zebra", "horse", "mouse", "whale")])
    view = await evening.schedule(deck="small")
    await ScheduleOptions(evening.db, evening.clock).change(HERE, view.id, OptionChanges(forms=FormsMix.CHOICE))
    evening.clock.at = view.next_at
    order = (await evening.due())[0]
    await evening.deliver([order])
    question = order.open.questions[0]
    assert question.form is Form.CHOICE
    assert set(question.options) == {"zebra", "horse", "mouse", "whale"}
    right = question.options.index(question.ask.removeprefix("What is ").rstrip("?"))
    receipt = await evening.answering.choose(
        question.id, evening.player("ben"), source=evening.source(), option=right, at=evening.clock.now()
    )
    assert receipt.points == 100


async def test_the_deck_goes_round(evening: Any, make_deck: Any) -> None:
    """Over restarts and edits of the deck no card comes a second time before each came once."""
    await evening.decks.sync([make_deck("small", "a", "b", "c")])
    view = await evening.schedule(deck="small", days="daily", open_for="2h")
    asked: Counter[str] = Counter()
    for day in range(9):
        if day == 6:
            await evening.decks.sync([make_deck("small", "a", "b", "c", "d")])
        evening.restart()
        evening.clock.at = view.next_at + timedelta(days=day)
        order = next(found for found in await evening.due() if hasattr(found, "open"))
        await evening.deliver([order])
        asked[order.open.questions[0].ask] += 1
        await evening.closes(order)
        if day == 5:
            assert set(asked.values()) == {2}
        if day >= 6:
            # The new card has its turn at once, and does not make up for the rounds it missed.
            assert asked["What is d?"] == 1


async def test_distractors_of_sisters(evening: Any, make_deck: Any) -> None:
    """A choice without distractors takes them from its deck, and keeps the order it was posted in."""
    bare = Card(id=CardId("bare"), ask="Which is it?", right=("zebra",))
    await evening.decks.sync([make_deck("small", bare, "horse", "mouse")])
    view = await evening.schedule(deck="small", questions=3)
    evening.clock.at = view.next_at
    order = (await evening.due())[0]
    question = next(question for question in order.open.questions if question.ask == "Which is it?")
    assert question.form is Form.CHOICE
    assert set(question.options) == {"zebra", "horse", "mouse"}
    evening.seed = 99
    evening.restart()
    evening.clock.advance(seconds=60)
    again = (await evening.due())[0]
    assert question in again.open.questions


async def test_missed_dates_are_written_down(evening: Any) -> None:
    """Each missed date of an absence is a round, and none of them has questions."""
    view = await evening.schedule()
    evening.clock.at = view.next_at + timedelta(days=7, hours=5)
    assert await evening.due() == []
    with reading(evening.db) as tx:
        rows = tx.execute(select(tables["rounds"].c.local_date, tables["rounds"].c.state)).all()
        assert tx.execute(select(tables["questions"])).all() == []
    assert {row.state for row in rows} == {"missed"}
    assert [row.local_date[-2:] for row in rows] == ["23", "24", "25", "26", "27", "30"]


async def test_pausing_twice(evening: Any) -> None:
    """The first reason of a pause stays."""
    view = await evening.schedule()
    for reason in (PauseReason.CHANNEL_GONE, PauseReason.NO_PERMISSION):
        with writing(evening.db) as tx:
            kept = schedules.one(tx, view.id)
            assert kept is not None
            pause(tx, kept, reason, evening.clock.now())
    assert (await evening.schedules.one(HERE, view.id)).paused is PauseReason.CHANNEL_GONE
