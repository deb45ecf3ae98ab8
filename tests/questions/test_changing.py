"""Changing: attempts follow each other, and until closing their author reads no verdict."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.core.ids import GuildId, QuestionId
from bot.daily.service.attendance import Attendance
from bot.daily.service.options import OptionChanges, ScheduleOptions
from bot.questions.errors import ChangesUsedUp, QuestionGone
from bot.questions.rules import ATTEMPTS_MOST
from bot.questions.service.asked import KnownQuestions
from bot.questions.service.receipts import AnswerForm, Noted, Receipt

HERE, ELSEWHERE = GuildId(1), GuildId(2)


async def _open(evening: Any, **wish: Any) -> Any:
    view = await evening.schedule()
    await ScheduleOptions(evening.db, evening.clock).change(HERE, view.id, OptionChanges(changeable=True, **wish))
    evening.clock.at = view.next_at
    order = (await evening.due())[0]
    await evening.deliver([order])
    return order


async def test_attempts(evening: Any) -> None:
    """Each new text is an attempt; an older one that arrives late does not win; after closing the verdict is shown."""
    order = await _open(evening)
    question, ben = order.open.questions[0], evening.player("ben")
    first = await evening.answers(question.id, ben, "zebra")
    assert isinstance(first, Noted)
    assert (first.attempt, first.until) == (1, order.open.closes_at)
    evening.clock.advance(minutes=5)
    second = await evening.answers(question.id, ben, "apple")
    assert second.attempt == 2
    late = await evening.answers(question.id, ben, "a stone", at=evening.clock.now() - timedelta(minutes=1))
    assert (late.attempt, late.text) == (2, "apple")
    opened = await evening.answering.begin(question.id, ben, evening.clock.now())
    assert isinstance(opened, AnswerForm)
    assert opened.text == "apple"
    await evening.closes(order)
    assert isinstance(await evening.answering.begin(question.id, ben, evening.clock.now()), Receipt)


async def test_the_same_source_again(evening: Any) -> None:
    """A submit that comes twice is one attempt."""
    order = await _open(evening)
    question, ben, source = order.open.questions[0], evening.player("ben"), evening.source()
    await evening.answers(question.id, ben, "zebra", source=source)
    await evening.answers(question.id, ben, "apple")
    again = await evening.answers(question.id, ben, "zebra", source=source)
    assert (again.attempt, again.text) == (2, "apple")


async def test_enough_is_enough(evening: Any) -> None:
    """After so many attempts the last one stands."""
    order = await _open(evening)
    question, ben = order.open.questions[0], evening.player("ben")
    for number in range(ATTEMPTS_MOST):
        await evening.answers(question.id, ben, f"guess {number}")
    with pytest.raises(ChangesUsedUp):
        await evening.answers(question.id, ben, "one more")


async def test_a_typed_answer(evening: Any) -> None:
    """Only where the schedule takes it; elsewhere it is none, and never of another server."""
    order = await _open(evening)
    question, ben = order.open.questions[0], evening.player("ben")
    given = {"source": evening.source(), "text": "zebra", "at": evening.clock.now()}
    assert await evening.answering.reply(question.id, ben, **given) is None
    with pytest.raises(QuestionGone):
        await evening.answering.reply(question.id, evening.player("eve", ELSEWHERE), **given)


async def test_facts_are_of_ones_own_server(evening: Any) -> None:
    """What is in memory is not shown to another server."""
    order = await _open(evening)
    facts = KnownQuestions(evening.db, evening.rubrics)
    question = order.open.questions[0].id
    assert (await facts.of(question, evening.player("ben"))).question.of == 1
    with pytest.raises(QuestionGone):
        await facts.of(question, evening.player("eve", ELSEWHERE))
    with pytest.raises(QuestionGone):
        await facts.of(QuestionId(99), evening.player("ben"))


async def test_who_has_answered(evening: Any) -> None:
    """Names of those who answered, whatever it was; a page beyond the last is the first."""
    order = await _open(evening)
    for name in ("ben", "ada"):
        await evening.answers(order.open.questions[0].id, evening.player(name), "a guess")
    attendance = Attendance(evening.db)
    seen = await attendance.page(order.open.round_id, evening.player("chiyo"))
    assert (seen.names, seen.answered, seen.hidden, seen.pages) == (("ben", "ada"), 2, 0, 1)
    assert await attendance.page(order.open.round_id, evening.player("chiyo"), 7) == seen
    with pytest.raises(QuestionGone):
        await attendance.page(order.open.round_id, evening.player("eve", ELSEWHERE))
