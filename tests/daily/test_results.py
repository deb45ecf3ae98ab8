"""The result shows what was asked, how it went, who scored by one rule of rank, and who was first."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.core.ids import GuildId
from bot.daily.queries import rounds
from bot.daily.service.results import First, firsts_of, result_of
from bot.db.database import Database
from bot.grading.verdict import Outcome
from tests.database import hide, reading, writing

HERE = GuildId(1)
WHOLE = "copper and silver"
HALF = "copper"


async def test_result(evening: Any, demo: Any) -> None:
    """Each question shows its answer or its points with how many covered them, and the bands of its answers."""
    order = await evening.posted(questions=4)
    asked = {question.ask: question.id for question in order.open.questions}
    for name in ("Ada", "Dan"):
        await evening.answers(asked["Which animal has stripes?"], evening.player(name), "zebra")
        evening.clock.advance(minutes=1)
    receipts = [
        await evening.answers(asked["Which metals are meant?"], evening.player(name), text)
        for name, text in (("Eve", WHOLE), ("Ben", HALF), ("Chi", "nothing of the kind"))
    ]
    outcomes = [receipt.outcome for receipt in receipts]
    result = (await evening.closes(order)).result
    shown = {question.question.ask: question for question in result.questions}
    metals = shown["Which metals are meant?"]
    assert (metals.answer, metals.answered) == ("", 3)
    assert metals.bands == tuple(outcomes.count(band) for band in (Outcome.RIGHT, Outcome.PARTLY, Outcome.WRONG))
    assert metals.points == ((demo.cards[0].items[0].say, 2), (demo.cards[0].items[1].say, 1))
    assert (metals.note, metals.source) == ("A note about mints.", "https://example.org/metals")
    assert {ask: question.answer for ask, question in shown.items()} == {
        "Which metals are meant?": "",
        "Which animal has stripes?": "zebra",
        "Which is a fruit?": "apple",
        "How many legs has a spider?": "8 legs",
    }
    assert (result.answered, result.deck_title, result.closed_at) == (5, "Demo deck", order.open.closes_at)
    # Equal points share a rank and the earlier answer stands first; who earned nothing is not named.
    assert [(score.rank, score.name) for score in result.scores[:2]] == [(1, "Ada"), (1, "Dan")]
    assert [score.name for score in result.scores[-2:]] == ["Eve", "Ben"]
    assert len(result.scores) == 4
    # Who answered one question of four right has not answered the post right.
    assert {score.outcome for score in result.scores} == {Outcome.PARTLY}


async def test_outcome_of_one_question(evening: Any, make_deck: Any) -> None:
    """With one question the outcome of a person is that of their answer."""
    await evening.decks.sync([make_deck("small", "a zebra")])
    order = await evening.posted(deck="small")
    await evening.answers(order.open.questions[0].id, evening.player("Ada"), "a zebra")
    assert [score.outcome for score in (await evening.closes(order)).result.scores] == [Outcome.RIGHT]


async def test_nobody(evening: Any) -> None:
    """A post that nobody answered has a result all the same."""
    result = (await evening.closes(await evening.posted())).result
    assert (result.answered, result.scores, result.questions[0].bands) == (0, (), (0, 0, 0))


async def test_hidden_people(evening: Any, make_deck: Any) -> None:
    """Who is hidden is counted but not named, takes no rank from others, and sees their own."""
    await evening.decks.sync([make_deck("small", "zebra")])
    order = await evening.posted(deck="small")
    ada, ben = evening.player("Ada"), evening.player("Ben")
    for player in (ada, ben):
        await evening.answers(order.open.questions[0].id, player, "zebra")
    with writing(evening.db) as tx:
        hide(tx, ada.user, hidden=True)
    result = (await evening.closes(order)).result
    assert ([score.name for score in result.scores], result.answered) == (["Ben"], 2)
    assert (await evening.playing.my_result(order.open.round_id, ben)).rank == 1
    assert (await evening.playing.my_result(order.open.round_id, ada)).rank == 1


async def test_at_most_ten_scores(evening: Any, make_deck: Any) -> None:
    """The ten best are named, and the rank of all others is known to themselves."""
    await evening.decks.sync([make_deck("small", "zebra", "horse", "mouse")])
    order = await evening.posted(deck="small", questions=3)
    for number in range(1, 13):
        player = evening.player("x" * number)
        for question in order.open.questions[: 3 if number <= 11 else 1]:
            await evening.answers(question.id, player, question.ask.split()[-1].strip("?"))
    result = (await evening.closes(order)).result
    assert [(score.rank, score.points) for score in result.scores] == [(1, 300)] * 10
    last = await evening.playing.my_result(order.open.round_id, evening.player("x" * 12))
    assert (last.rank, last.points, last.answered) == (12, 100, 12)


async def test_result_reads_the_present_log(evening: Any) -> None:
    """An answer sent in time that was recorded after settling is in the result when it is read again."""
    order = await evening.posted()
    await evening.closes(order)
    await evening.answers(order.open.questions[0].id, evening.player("Ada"), "something", at=order.open.closes_at)
    with reading(evening.db) as tx:
        round_id = rounds.one(tx, order.open.round_id)
        assert round_id is not None
        assert (result_of(tx, round_id)).answered == 1


async def test_the_first_to_be_right_is_named(evening: Any) -> None:
    """Not the first to answer, and not the best, but the first who was right."""
    order = await evening.posted(deck="demo", questions=4)
    term = next(question for question in order.open.questions if "stripes" in question.ask)
    evening.clock.advance(minutes=1)
    await evening.answers(term.id, evening.player("ada"), "a stone")
    evening.clock.advance(minutes=1)
    await evening.answers(term.id, evening.player("ben"), "zebra")
    await evening.answers(term.id, evening.player("chiyo"), "zebra")
    closed = (await evening.closes(order)).result
    firsts = {result.question.id: result.first for result in closed.questions}
    assert firsts.pop(term.id) == First(name="ben", after=timedelta(minutes=2))
    assert set(firsts.values()) == {None}


async def test_the_hidden_are_first_for_nobody(evening: Any, db: Database) -> None:
    """Who left the boards is not named; the next one is."""
    order = await evening.posted(deck="demo", questions=4)
    term = next(question for question in order.open.questions if "stripes" in question.ask)
    for name in ("ada", "ben"):
        await evening.answers(term.id, evening.player(name), "zebra")
    with writing(db) as tx:
        hide(tx, evening.player("ada").user, hidden=True)
    closed = (await evening.closes(order)).result
    assert [result.first.name for result in closed.questions if result.first] == ["ben"]


async def test_nobody_was_right(db: Database) -> None:
    """Without answers there is no first."""
    with reading(db) as tx:
        assert firsts_of(tx, 1, [], None) == {}  # type: ignore[arg-type]
