"""The first run of a server."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from sqlalchemy import text

from bot.core.ids import CardVersionId, ChannelId, DeckId, GuildId, UserId
from bot.daily.errors import DeckTooSmall
from bot.grading.verdict import Outcome
from bot.guilds import queries as guilds
from bot.library.errors import DeckUnknown
from bot.questions.errors import AnswerEmpty, QuestionGone
from bot.setup.service import Setup
from tests.database import reading

HERE = GuildId(1)
ADA = UserId(7)
DEMO = DeckId("demo")


def _setup(evening: Any, seed: int = 1) -> Setup:
    return Setup(evening.db, evening.clock, evening.rubrics, Random(seed), evening.features)


async def _card(evening: Any, ask: str) -> CardVersionId:
    for seed in range(100):
        preview = await _setup(evening, seed).preview(HERE, ADA, DEMO)
        if preview.ask.startswith(ask):
            return preview.card
    raise AssertionError(ask)


async def test_the_beginning_offers_decks_and_a_zone(evening: Any) -> None:
    """A zone is guessed from the server's language until one was chosen."""
    there = await _setup(evening).begin(HERE, "de")
    assert [deck.id for deck in there.decks] == ["demo"]
    assert there.zone == "Europe/Berlin"
    await evening.schedule(zone="Asia/Tokyo")
    assert (await _setup(evening).begin(HERE, "de")).zone == "Asia/Tokyo"


async def test_where_it_was_set_up_is_kept(evening: Any) -> None:
    """Managers are told there what needs them."""
    await _setup(evening).keep(HERE, ChannelId(77))
    with reading(evening.db) as tx:
        assert guilds.channel_of(tx, HERE) == 77


async def test_a_tried_answer_is_judged_and_never_kept(evening: Any) -> None:
    """The verdict names what was hit; the log stays empty."""
    card = await _card(evening, "Which metals")
    verdict = await _setup(evening).answer(HERE, ADA, card, "copper")
    assert verdict.outcome is not Outcome.RIGHT
    assert verdict.hits == ("copper",)
    assert verdict.covered == (True, False)
    with pytest.raises(AnswerEmpty):
        await _setup(evening).answer(HERE, ADA, card, " ")
    card = await _card(evening, "Which animal")
    assert (await _setup(evening).answer(HERE, ADA, card, "zebra")).hits == ()
    with reading(evening.db) as tx:
        assert not tx.execute(text("SELECT 1 FROM answers UNION ALL SELECT 1 FROM questions")).all()


async def test_a_tried_choice_keeps_its_order(evening: Any) -> None:
    """The options stand in the same order at every look."""
    card = await _card(evening, "Which is a fruit")
    first = await _setup(evening, 5).choose(HERE, ADA, card, 0)
    second = await _setup(evening, 6).choose(HERE, ADA, card, 0)
    assert first == second
    right = first.preview.options.index("apple")
    assert (await _setup(evening).choose(HERE, ADA, card, right)).outcome is Outcome.RIGHT
    with pytest.raises(QuestionGone):
        await _setup(evening).choose(HERE, ADA, card, 9)


async def test_what_is_open_cannot_be_tried(evening: Any) -> None:
    """A card that is open in the server is neither drawn nor judged, for a try would tell its answer."""
    card = await _card(evening, "Which animal")
    await evening.posted(questions=4)
    with pytest.raises(DeckTooSmall):
        await _setup(evening).preview(HERE, ADA, DEMO)
    with pytest.raises(QuestionGone):
        await _setup(evening).answer(HERE, ADA, card, "zebra")
    assert (await _setup(evening).answer(GuildId(2), ADA, card, "zebra")).outcome is Outcome.RIGHT


async def test_what_is_open_elsewhere_cannot_be_tried(evening: Any) -> None:
    """Who was seen in a server where a card is open cannot try it anywhere, not in a server of their own either."""
    card = await _card(evening, "Which animal")
    order = await evening.posted(questions=4)
    ben = evening.player("Ben")
    await evening.answers(order.open.questions[0].id, ben, "anything")
    with pytest.raises(DeckTooSmall):
        await _setup(evening).preview(GuildId(2), ben.user, DEMO)
    with pytest.raises(QuestionGone):
        await _setup(evening).answer(GuildId(2), ben.user, card, "zebra")
    assert (await _setup(evening).preview(GuildId(2), ADA, DEMO)).deck == DEMO


async def test_unknown_decks_and_cards(evening: Any) -> None:
    """What is not there is refused."""
    with pytest.raises(DeckUnknown):
        await _setup(evening).preview(HERE, ADA, DeckId("nope"))
    with pytest.raises(QuestionGone):
        await _setup(evening).answer(HERE, ADA, CardVersionId(10**9), "zebra")


async def test_starting_twice_makes_one_schedule(evening: Any) -> None:
    """A press that comes twice finds the schedule it made."""
    first = await evening.schedule(once=True)
    assert (await evening.schedule(once=True)).id == first.id
    assert (await evening.schedule(once=True, at="10:00")).id != first.id
    assert len(await evening.schedules.all(HERE)) == 2
