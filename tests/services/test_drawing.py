"""Drawing takes from each deck by its weight, and from the log once a deck is through."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.core.ids import GuildId
from bot.daily.queries import schedules
from bot.daily.service.drawing import Picked, pick
from bot.daily.service.options import ScheduleOptions, Wish
from bot.questions.forms import Form, FormsMix
from tests.database import reading

HERE = GuildId(1)


async def test_decks_by_weight(evening: Any, make_deck: Any) -> None:
    """Over many draws a deck of weight 3 gives three in four; where it is used up the other one gives."""
    await evening.decks.sync([make_deck("one", *"abcdef"), make_deck("two", *"uvwxyz")])
    view = await evening.schedule(deck="one")
    await ScheduleOptions(evening.db, evening.clock).change(HERE, view.id, Wish(decks="one:3, Two"))
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
    await ScheduleOptions(evening.db, evening.clock).change(HERE, view.id, Wish(forms=FormsMix.CHOICE))
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
