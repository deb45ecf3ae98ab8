"""What is asked of `/daily` and cannot be done as asked is told in sentences that help."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Engine, event

from bot.daily.owner import owner_of
from tests.database import hide, writing


async def _answered(house: Any, command: str, **options: object) -> str:
    """Return what Ada reads after a command."""
    ada = house.sandbox.person("ada")
    return str((await ada.runs(command, **options)).text)


@pytest.mark.parametrize("command", ["pause", "resume", "remove", "now", "edit", "options"])
async def test_which_one_is_asked_back(house: Any, command: str) -> None:
    """Where there are several and none is named, they are listed, and nothing is done."""
    await _answered(house, "daily add", deck="clouds")
    await _answered(house, "daily add", deck="capitals", time="17:30")
    told = await _answered(house, f"daily {command}")
    assert "2 daily quizzes" in told
    assert "Clouds in #daily-quiz, 09:00 Mon–Fri" in told
    assert "Capitals in #daily-quiz, 17:30 Mon–Fri" in told


async def test_options_without_any_show_how_it_is(house: Any) -> None:
    """Nothing changed is not called a change, and what could be chosen is named."""
    await _answered(house, "daily add", deck="clouds")
    told = await _answered(house, "daily options")
    assert "Nothing was given" in told
    assert "Clouds" in told
    assert "**holidays**" in told
    assert "Changed" in await _answered(house, "daily options", thread=True)


async def test_fewer_questions_than_wanted_are_told(house: Any) -> None:
    """A second `/daily now` says how many cards were left to ask, and why."""
    await _answered(house, "daily add", deck="capitals", questions=2)
    assert "instead of" not in await _answered(house, "daily now")
    told = await _answered(house, "daily now")
    assert "one question instead of 2" in told
    assert "open in this server already" in told


async def test_a_deck_that_is_soon_through_is_told(house: Any) -> None:
    """Where a week asks more than the deck has, it is said at once and in the list."""
    told = await _answered(house, "daily add", deck="capitals", questions=2)
    assert "3 cards and this asks 10 questions a week" in told
    assert "3 cards and this asks 10 questions a week" in await _answered(house, "daily list")
    assert "a week" not in await _answered(house, "daily edit", questions=1, days="mon,wed,fri")


async def test_nobody_is_said_once(house: Any) -> None:
    """In the result of several questions that nobody answered."""
    await house.asks("capitals", questions=3)
    await house.closes()
    assert house.sandbox.person("ben").sees("#daily-quiz").count("Nobody answered") == 2, "in the post and in the reply"


async def test_my_result_reads_ones_own_answers_alone(evening: Any) -> None:
    """Ranks and counts are kept at settling: a press reads no answer of anyone else's, and says the same."""
    order = await evening.posted()
    question = order.open.questions[0].id
    for name, text in (("ada", "copper silver zebra apple 8 legs"), ("ben", "nothing"), ("cyd", "zebra")):
        await evening.answers(question, evening.player(name), text)
    await evening.closes(order)
    read: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: object) -> None:
        read.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        mine = await evening.playing.my_result(order.open.round_id, evening.player("ben"))
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert mine.answered == 3
    assert mine.answers[0].result.answered == 3
    assert not [one for one in read if "FROM answers" in one and "answers.user = " not in one and "hidden" not in one]


async def test_my_rank_leaves_hidden_people_out(evening: Any) -> None:
    """Who hides after the result was counted stands before nobody."""
    order = await evening.posted(questions=4)
    texts = {"ada": "zebra", "ben": "striped horse"}
    term = next(question.id for question in order.open.questions if "stripes" in question.ask)
    number = next(question.id for question in order.open.questions if "legs" in question.ask)
    for name, text in texts.items():
        await evening.answers(term, evening.player(name), text)
    await evening.answers(number, evening.player("ada"), "8 legs")
    await evening.closes(order)

    async def rank() -> int | None:
        return (await evening.playing.my_result(order.open.round_id, evening.player("ben"))).rank  # type: ignore[no-any-return]

    assert await rank() == 2
    with writing(evening.db) as tx:
        hide(tx, evening.player("ada").user, hidden=True)
    assert await rank() == 1


async def test_a_regraded_round_is_counted_again(evening: Any) -> None:
    """What is kept of a result follows a further judgement, and its messages are edited."""
    order = await evening.posted()
    receipt = await evening.answers(order.open.questions[0].id, evening.player("ada"), "zebra")
    await evening.closes(order)
    await evening.deliver(await evening.due())
    before = await evening.playing.my_result(order.open.round_id, evening.player("ada"))
    assert before.points == receipt.points
    evening.clock.advance(minutes=1)
    with writing(evening.db) as tx:
        evening.rounds.on_regraded(tx, _regraded(order))
    edits = await evening.due()
    assert {found.purpose for found in edits} == {"question", "result"}
    await evening.deliver(edits)
    evening.clock.advance(minutes=1)
    assert await evening.due() == []
    evening.clock.at += timedelta(days=40)
    with writing(evening.db) as tx:
        evening.rounds.on_regraded(tx, _regraded(order))
    assert not [found for found in await evening.due() if found.post.owner == order.open.round_id and found.edit]


def _regraded(order: Any) -> Any:
    """Return as much of a further judgement as a round is told."""
    return SimpleNamespace(owner=owner_of(order.open.round_id))
