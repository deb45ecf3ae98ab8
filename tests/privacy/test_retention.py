"""Texts are dropped in time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import text

from bot.chat.chores import Chore
from bot.privacy import queries
from bot.privacy.service import Retention
from tests.database import reading, writing

YEAR = timedelta(days=365)


async def _texts(evening: Any) -> list[tuple[str, str]]:
    with reading(evening.db) as tx:
        return [tuple(row) for row in tx.execute(text("SELECT text, answer_key FROM answers ORDER BY id")).all()]


async def everything(evening: Any, chore: Chore) -> None:
    """Do what the alarm does: batch after batch until nothing is due."""
    while (due_at := await evening.db.read(chore.next_due)) is not None and due_at <= evening.clock.at:
        await chore.work(evening.clock.at)


async def test_texts_are_dropped_when_they_are_old(evening: Any) -> None:
    """Not an hour before their time, and nothing that counts goes with them."""
    order = await evening.posted()
    question = order.open.questions[0].id
    receipt = await evening.answers(question, evening.player("ada"), "zebra and copper")
    first_at = evening.clock.at
    evening.clock.advance(hours=2)
    await evening.answers(question, evening.player("bob"), "silver")
    chore = Retention(evening.db, evening.clock, YEAR).chore()
    await everything(evening, chore)
    assert await evening.db.read(chore.next_due) == evening.clock.at + timedelta(hours=1)
    evening.clock.at = first_at + YEAR + timedelta(seconds=1)
    await everything(evening, chore)
    assert [kept for kept, _ in await _texts(evening)] == ["", "silver"]
    assert (await _texts(evening))[0] == ("", "")
    evening.clock.advance(hours=3)
    await everything(evening, chore)
    assert [kept for kept, _ in await _texts(evening)] == ["", ""]
    with reading(evening.db) as tx:
        assert tx.execute(text("SELECT points FROM gradings ORDER BY answer")).scalar() == receipt.points


async def test_a_result_without_its_text(evening: Any) -> None:
    """*My result* of an answer whose text is gone still says what it earned."""
    order = await evening.posted(questions=4)
    metals = next(question for question in order.open.questions if question.ask.startswith("Which metals"))
    await evening.answers(metals.id, evening.player("ada"), "copper and silver")
    await evening.closes(order)
    evening.clock.advance(days=400)
    await everything(evening, Retention(evening.db, evening.clock, YEAR).chore())
    own = await evening.playing.my_result(order.open.round_id, evening.player("ada"))
    (answer,) = [answer for answer in own.answers if answer.result.question.id == metals.id]
    assert answer.text == ""
    assert [point.covered for point in answer.verdicts] == [True, True]
    assert answer.rules == ()


async def test_in_batches_from_a_cursor(evening: Any) -> None:
    """Each look takes up where the last one ended; one begun anew passes what is done."""
    order = await evening.posted()
    for name in ("ada", "bob", "cyd"):
        await evening.answers(order.open.questions[0].id, evening.player(name), "zebra")
    before = evening.clock.at + timedelta(days=1)
    cursor, looks, more = 0, 0, True
    while more:
        with writing(evening.db) as tx:
            dropped = queries.drop_texts(tx, "answers", cursor, before, most=2)
        cursor, more, looks = dropped.cursor, dropped.more, looks + 1
    assert looks == 2
    assert set(await _texts(evening)) == {("", "")}
    with writing(evening.db) as tx:
        assert not queries.drop_texts(tx, "answers", 0, evening.clock.at).more


def test_what_people_wrote_is_found_by_its_marks() -> None:
    """Answers, appeals and reports hold texts of people."""
    assert set(queries.tables_with_texts()) == {"answers", "rulings", "reports"}
