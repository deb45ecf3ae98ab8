"""One person and one question: the first answer counts, in time counts, and nothing is spoiled before closing."""

from __future__ import annotations

import asyncio
import dataclasses
import threading
from datetime import timedelta
from typing import Any

import pytest

from bot.core.ids import GuildId, QuestionId, RoundId, SourceId
from bot.daily.service.playing import MyProgress
from bot.grading.grade import grade
from bot.grading.verdict import Outcome
from bot.questions.errors import AnswerEmpty, AnswerTooLong, HintsUsedUp, QuestionClosed, QuestionGone, QuestionOpen
from bot.questions.forms import Form
from bot.questions.rules import ANSWER_MOST
from bot.questions.service import rubrics as rubrics_module
from bot.questions.service.asked import AskedQuestion
from bot.questions.service.receipts import AnswerForm, Receipt

HERE, ELSEWHERE = GuildId(1), GuildId(2)
MILLISECOND = timedelta(milliseconds=1)
WHOLE = "copper and silver"
HALF = "copper"


async def posted(evening: Any, card: str) -> AskedQuestion:
    """Post all questions of the demo deck and return the one of a card."""
    order = await evening.posted(questions=4)
    return named(order, card)


def named(order: Any, card: str) -> AskedQuestion:
    """Return the question of a demo card."""
    asks = {"metals": "metals", "term": "stripes", "choice": "fruit", "number": "spider"}
    return next(question for question in order.open.questions if asks[card] in question.ask)


async def test_form(evening: Any) -> None:
    """Pressing Answer brings the form of the question."""
    asked = await posted(evening, "metals")
    form = await evening.answering.begin(asked.id, evening.player("Ada"), evening.clock.now())
    assert form == AnswerForm(question=asked)


async def test_receipt(evening: Any) -> None:
    """A receipt says what counts and names only what was hit."""
    asked = await posted(evening, "metals")
    receipt = await evening.answers(asked.id, evening.player("Ada"), HALF)
    assert (receipt.question, receipt.text, receipt.gave_up, receipt.new) == (asked, HALF, False, True)
    assert receipt.covered == (True, False)
    assert receipt.hits == ("copper",)
    assert receipt.points == round(100 * receipt.score) > 0
    whole = await evening.answers(asked.id, evening.player("Ben"), WHOLE)
    assert (whole.outcome, whole.covered) == (Outcome.RIGHT, (True, True))
    assert whole.points > receipt.points


@pytest.mark.parametrize(("card", "text"), [("term", "zebra"), ("number", "8 legs")])
async def test_answers_of_one_point_are_not_named(evening: Any, card: str, text: str) -> None:
    """The one point of a term or a number is its answer, so no receipt names it."""
    asked = await posted(evening, card)
    receipt = await evening.answers(asked.id, evening.player("Ada"), text)
    assert (receipt.outcome, receipt.covered, receipt.hits) == (Outcome.RIGHT, (), ())


async def test_nothing_is_spoiled(evening: Any) -> None:
    """Nothing a person can get before closing holds words of an answer they did not give themselves."""
    order = await evening.posted(questions=4)
    ada, now = evening.player("Ada"), evening.clock.now()
    seen: list[object] = [order, await evening.rounds.open_in(HERE)]
    for asked in order.open.questions:
        seen += [
            await evening.answering.begin(asked.id, ada, now),
            await evening.playing.play(asked.owner.id, ada, now),
        ]
        if asked.hints:
            seen.append(await evening.answering.hint(asked.id, ada, now))
        seen.append(await evening.answers(asked.id, ada, "I believe it is a kind of cheese"))
        seen.append(await evening.answering.begin(asked.id, ada, now))
    evening.clock.advance(seconds=30)
    seen += [await evening.playing.play(order.open.round_id, ada, now), *await evening.due()]
    shown = repr([dataclasses.asdict(value) if dataclasses.is_dataclass(value) else value for value in seen])  # type: ignore[call-overload]
    for word in ("copper", "silver", "cuprum", "argentum", "mints", "zebra", "striped", "8.0", "legs',", "example.org"):
        assert word not in shown, word


async def test_first_answer_counts(evening: Any) -> None:
    """A second submit, a replay, a press and a surrender all bring the first verdict, and points count once."""
    asked = await posted(evening, "term")
    ada = evening.player("Ada")
    first = await evening.answers(asked.id, ada, "zebra", source=SourceId(77))
    again = [
        await evening.answers(asked.id, ada, "horse"),
        await evening.answers(asked.id, ada, "zebra", source=SourceId(77)),
        await evening.answers(asked.id, ada, "   "),
        await evening.answers(asked.id, ada, "x" * (ANSWER_MOST + 1)),
        await evening.answering.begin(asked.id, ada, evening.clock.now()),
        await evening.answering.give_up(asked.id, ada, source=evening.source(), at=evening.clock.now()),
    ]
    assert first.new
    assert again == [dataclasses.replace(first, new=False)] * 6
    result = await evening.closes((await evening.rounds.open_in(HERE))[0])
    assert [(score.name, score.points) for score in result.result.scores] == [("Ada", 100)]


async def test_in_time(evening: Any) -> None:
    """The snowflake decides: in time counts whenever it arrives, even after the result; too late never."""
    asked = await posted(evening, "term")
    evening.clock.at = asked.closes_at + timedelta(seconds=5)
    await evening.deliver(await evening.due())
    evening.clock.advance(minutes=1)
    assert (await evening.answers(asked.id, evening.player("Ada"), "zebra", at=asked.closes_at)).new
    late = asked.closes_at + MILLISECOND
    ben, source = evening.player("Ben"), evening.source()
    for act in (
        evening.answers(asked.id, ben, "zebra", at=late),
        evening.answers(asked.id, ben, "", at=late),
        evening.answering.begin(asked.id, ben, late),
        evening.answering.give_up(asked.id, ben, source=source, at=late),
        evening.answering.hint(asked.id, ben, late),
        evening.playing.play(asked.owner.id, ben, late),
    ):
        with pytest.raises(QuestionClosed) as caught:
            await act
        assert caught.value.closed_at == asked.closes_at
        assert caught.value.text in ("zebra", "")


async def test_late_text_comes_back(evening: Any) -> None:
    """A text that came too late is given back to its author; who had answered reads their verdict instead."""
    asked = await posted(evening, "term")
    await evening.answers(asked.id, evening.player("Ada"), "zebra")
    late = asked.closes_at + MILLISECOND
    with pytest.raises(QuestionClosed) as caught:
        await evening.answers(asked.id, evening.player("Ben"), "a striped horse", at=late)
    assert caught.value.text == "a striped horse"
    assert not (await evening.answers(asked.id, evening.player("Ada"), "horse", at=late)).new
    assert isinstance(await evening.answering.begin(asked.id, evening.player("Ada"), late), Receipt)


async def test_close_now_counts_at_once(evening: Any) -> None:
    """After a manager closed it, later acts are too late, though the facts of the question were in memory."""
    asked = await posted(evening, "term")
    await evening.answering.begin(asked.id, evening.player("Ada"), evening.clock.now())
    closed = evening.clock.advance(minutes=5)
    await evening.rounds.close_now(guild=HERE, schedule=None, at=closed)
    with pytest.raises(QuestionClosed) as caught:
        await evening.answers(asked.id, evening.player("Ada"), "zebra", at=closed + MILLISECOND)
    assert caught.value.closed_at == closed
    receipt = await evening.answers(asked.id, evening.player("Ben"), "zebra", at=closed)
    assert receipt.question.closes_at == closed


@pytest.mark.parametrize("text", ["", " \n ", "\u200b\u200d", "\x00\x01", "\U0001f600\U0001f389"])
async def test_empty(evening: Any, text: str) -> None:
    """A text without anything to read is refused, and the person may try again."""
    asked = await posted(evening, "term")
    with pytest.raises(AnswerEmpty):
        await evening.answers(asked.id, evening.player("Ada"), text)
    assert (await evening.answers(asked.id, evening.player("Ada"), "zebra")).new


async def test_length(evening: Any) -> None:
    """A form's longest text is judged, a longer one refused."""
    asked = await posted(evening, "metals")
    with pytest.raises(AnswerTooLong) as caught:
        await evening.answers(asked.id, evening.player("Ada"), "x" * (ANSWER_MOST + 1))
    assert (caught.value.length, caught.value.limit) == (ANSWER_MOST + 1, ANSWER_MOST)
    assert (await evening.answers(asked.id, evening.player("Ada"), "words " * 666)).new


async def test_choose(evening: Any) -> None:
    """A press on an option is judged exactly; the stored order holds over a restart."""
    asked = await posted(evening, "choice")
    assert asked.form is Form.CHOICE
    evening.restart()
    right, wrong = asked.options.index("apple"), asked.options.index("brick")
    act = {"source": evening.source(), "at": evening.clock.now()}
    chosen = await evening.answering.choose(asked.id, evening.player("Ada"), option=right, **act)
    assert (chosen.outcome, chosen.points, chosen.text, chosen.hits) == (Outcome.RIGHT, 100, "apple", ())
    missed = await evening.answering.choose(
        asked.id, evening.player("Ben"), option=wrong, source=evening.source(), at=evening.clock.now()
    )
    assert (missed.outcome, missed.points, missed.text, missed.rules) == (Outcome.WRONG, 0, "brick", ())
    for option in (-1, 4):
        with pytest.raises(QuestionGone):
            await evening.answering.choose(asked.id, evening.player("Chi"), option=option, **act)


async def test_choose_without_options(evening: Any) -> None:
    """A question that is no choice has no option to choose."""
    asked = await posted(evening, "term")
    with pytest.raises(QuestionGone):
        await evening.answering.choose(
            asked.id, evening.player("Ada"), option=0, source=evening.source(), at=evening.clock.now()
        )


async def test_give_up(evening: Any) -> None:
    """Giving up is an answer: wrong, without text, and final."""
    asked = await posted(evening, "metals")
    ada = evening.player("Ada")
    receipt = await evening.answering.give_up(asked.id, ada, source=evening.source(), at=evening.clock.now())
    assert (receipt.gave_up, receipt.text, receipt.outcome, receipt.points) == (True, "", Outcome.WRONG, 0)
    assert (receipt.covered, receipt.hits, receipt.rules, receipt.new) == ((False, False), (), (), True)
    assert (await evening.answers(asked.id, ada, WHOLE)).gave_up


async def test_hints(evening: Any) -> None:
    """Hints come one by one, survive a restart, cost a quarter once, and are used up with all of them shown."""
    asked = await posted(evening, "metals")
    ada, now = evening.player("Ada"), evening.clock.now()
    first = await evening.answering.hint(asked.id, ada, now)
    assert (first.hints, first.points_left) == (("There are two.",), 75)
    evening.restart()
    second = await evening.answering.hint(asked.id, ada, now)
    assert (second.hints, second.points_left) == (("There are two.", "Coins were made of them."), 75)
    with pytest.raises(HintsUsedUp) as caught:
        await evening.answering.hint(asked.id, ada, now)
    assert (caught.value.count, caught.value.shown) == (2, "There are two.\nCoins were made of them.")
    receipt = await evening.answers(asked.id, ada, WHOLE)
    assert (receipt.points, receipt.hints_taken) == (round(75 * receipt.score), 2)
    unaided = await evening.answers(asked.id, evening.player("Ben"), WHOLE)
    assert (unaided.score, unaided.hints_taken) == (receipt.score, 0)
    assert unaided.points > receipt.points


async def test_hints_after_answering(evening: Any) -> None:
    """Who has answered may read all hints, and it changes nothing."""
    asked = await posted(evening, "metals")
    ada, now = evening.player("Ada"), evening.clock.now()
    receipt = await evening.answers(asked.id, ada, WHOLE)
    shown = await evening.answering.hint(asked.id, ada, now)
    assert (len(shown.hints), shown.points_left) == (2, 0)
    again = await evening.answering.begin(asked.id, ada, now)
    assert again == dataclasses.replace(receipt, new=False)


async def test_no_hints(evening: Any) -> None:
    """A card without hints has none to show, before an answer as after."""
    asked = await posted(evening, "term")
    ada, now = evening.player("Ada"), evening.clock.now()
    for _ in range(2):
        with pytest.raises(HintsUsedUp) as caught:
            await evening.answering.hint(asked.id, ada, now)
        assert (caught.value.count, caught.value.shown) == (0, "")
        await evening.answers(asked.id, ada, "zebra")


async def test_play(evening: Any) -> None:
    """Play leads through what is unanswered, each receipt naming the next, and ends with how it went."""
    order = await evening.posted(questions=4)
    round_id, ada = order.open.round_id, evening.player("Ada")
    first, second, third, fourth = order.open.questions
    assert await evening.playing.play(round_id, ada, evening.clock.now()) == first
    assert (await evening.answers(third.id, ada, "something")).around.next == fourth.id
    assert (await evening.answers(fourth.id, ada, "something")).around.next == first.id
    assert await evening.playing.play(round_id, ada, evening.clock.now()) == first
    assert (await evening.answers(first.id, ada, "something")).around.next == second.id
    assert (await evening.answers(second.id, ada, "something")).around.next is None
    progress = await evening.playing.play(round_id, ada, evening.clock.now())
    assert progress == MyProgress(round_id=round_id, answered=4, of=4, points=0, closes_at=order.open.closes_at)
    assert await evening.playing.play(round_id, evening.player("Ben"), evening.clock.now()) == first


async def test_my_result(evening: Any) -> None:
    """After closing a person reads everything about their answers; rank and points are of the whole post."""
    order = await evening.posted(questions=4)
    ada, ben = evening.player("Ada"), evening.player("Ben")
    metals, term = named(order, "metals"), named(order, "term")
    half = await evening.answers(metals.id, ada, HALF)
    await evening.answers(term.id, ada, "zebra")
    await evening.answers(term.id, ben, "striped horse")
    await evening.answering.give_up(metals.id, ben, source=evening.source(), at=evening.clock.now())
    await evening.closes(order)
    mine = await evening.playing.my_result(order.open.round_id, ada)
    by_question = {own.result.question.id: own for own in mine.answers}
    assert [own.result.question.number for own in mine.answers] == [1, 2, 3, 4]
    own = by_question[metals.id]
    assert (own.text, own.outcome, own.score, own.points) == (HALF, half.outcome, half.score, half.points)
    assert [point.covered for point in own.verdicts] == [True, False]
    assert own.verdicts[1].say == "silver"
    assert own.verdicts[0].spans
    assert (own.result.note, own.result.source) == ("A note about mints.", "https://example.org/metals")
    assert own.result.points == (("copper", 1), ("silver", 0))
    assert (own.result.answered, sum(own.result.bands), own.result.bands[2]) == (2, 2, 1)
    assert by_question[term.id].result.answer == "zebra"
    assert by_question[named(order, "number").id].text is None
    assert (mine.rank, mine.answered, mine.points) == (1, 2, own.points + 100)
    theirs = await evening.playing.my_result(order.open.round_id, ben)
    assert (theirs.rank, theirs.points) == (2, 100)
    assert {own.result.question.id: own.gave_up for own in theirs.answers}[metals.id]
    nobody = await evening.playing.my_result(order.open.round_id, evening.player("Chi"))
    assert (nobody.rank, nobody.points, nobody.answered) == (None, 0, 2)


async def test_my_result_waits(evening: Any) -> None:
    """Before closing, and while answers sent in time may be under way, no result is shown."""
    order = await evening.posted()
    ada, round_id = evening.player("Ada"), order.open.round_id
    for moment in (evening.clock.now(), order.open.closes_at + timedelta(seconds=5) - MILLISECOND):
        evening.clock.at = moment
        with pytest.raises(QuestionOpen) as caught:
            await evening.playing.my_result(round_id, ada)
        assert caught.value.closes_at == order.open.closes_at
    evening.clock.advance(milliseconds=1)
    assert (await evening.playing.my_result(round_id, ada)).answered == 0


async def test_my_result_once_settled(evening: Any) -> None:
    """Once the result stands in the channel, each person's own is shown too."""
    order = await evening.posted()
    evening.clock.advance(minutes=1)
    await evening.rounds.close_now(guild=HERE, schedule=None, at=evening.clock.now())
    with pytest.raises(QuestionOpen):
        await evening.playing.my_result(order.open.round_id, evening.player("Ada"))
    assert [found.purpose for found in await evening.due()] == ["question"]
    await evening.playing.my_result(order.open.round_id, evening.player("Ada"))


async def test_other_servers_questions_are_unknown(evening: Any) -> None:
    """Ids of another server, or that do not exist, name nothing; though memory knows the question already."""
    asked = await posted(evening, "choice")
    await evening.answering.begin(asked.id, evening.player("Ada"), evening.clock.now())
    now, source = evening.clock.now(), evening.source()
    for player, question, round_id in (
        (evening.player("Ada", ELSEWHERE), asked.id, asked.owner.id),
        (evening.player("Ada"), QuestionId(999), RoundId(999)),
    ):
        for act in (
            evening.answering.begin(question, player, now),
            evening.answering.answer(question, player, source=source, text="apple", at=now),
            evening.answering.choose(question, player, source=source, option=0, at=now),
            evening.answering.give_up(question, player, source=source, at=now),
            evening.answering.hint(question, player, now),
            evening.playing.play(round_id, player, now),
            evening.playing.my_result(round_id, player),
        ):
            with pytest.raises(QuestionGone):
                await act


async def test_changed_or_removed_deck(evening: Any, demo: Any) -> None:
    """A question keeps the card and the deck it was asked with, whatever becomes of them."""
    asked = await posted(evening, "term")
    horse = demo.cards[1].model_copy(update={"ask": "Which animal neighs?", "answer": ("horse",)})
    await evening.decks.sync([demo.model_copy(update={"cards": (horse,), "title": "New title"})])
    await evening.decks.sync([])
    evening.restart()
    form = await evening.answering.begin(asked.id, evening.player("Ada"), evening.clock.now())
    assert form == AnswerForm(question=asked)
    assert (await evening.answers(asked.id, evening.player("Ada"), "zebra")).points == 100
    result = await evening.closes((await evening.rounds.open_in(HERE))[0])
    assert len(result.result.questions) == 4
    assert "zebra" in [question.answer for question in result.result.questions]


async def test_many_at_once(evening: Any) -> None:
    """People who answer in the same moment each have their receipt and their points."""
    asked = await posted(evening, "term")
    players = [evening.player("x" * number) for number in range(1, 61)]
    receipts = await asyncio.gather(*(evening.answers(asked.id, player, "zebra") for player in players))
    assert all(receipt.new and receipt.points == 100 for receipt in receipts)
    result = await evening.closes((await evening.rounds.open_in(HERE))[0])
    assert (result.result.answered, len(result.result.scores)) == (60, 10)
    assert {score.rank for score in result.result.scores} == {1}


async def test_two_devices_at_once(evening: Any) -> None:
    """Of two submits of one person in the same moment one is recorded, and both read it."""
    asked = await posted(evening, "term")
    ada = evening.player("Ada")
    receipts = await asyncio.gather(*(evening.answers(asked.id, ada, text) for text in ("zebra", "horse")))
    assert sorted(receipt.new for receipt in receipts) == [False, True]
    assert len({receipt.text for receipt in receipts}) == 1


async def test_a_repeated_submit_is_not_graded_in_the_database_thread(
    evening: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is submitted again, and whoever looks at it: grading happens outside of transactions."""
    seen: list[str] = []

    def noted(*given: Any, **more: Any) -> Any:
        seen.append(threading.current_thread().name)
        return grade(*given, **more)

    monkeypatch.setattr(rubrics_module, "grade", noted)
    order = await evening.posted()
    asked, ada = order.open.questions[0], evening.player("Ada")
    source, at = evening.source(), evening.clock.now()
    first = await evening.answering.answer(asked.id, ada, source=source, text="copper", at=at)
    again = await evening.answering.answer(asked.id, ada, source=source, text="copper", at=at)
    other = await evening.answering.answer(asked.id, ada, source=evening.source(), text="silver " * 100, at=at)
    assert again == other == dataclasses.replace(first, new=False)
    await evening.closes(order)
    await evening.playing.my_result(order.open.round_id, ada)
    loop = threading.current_thread().name
    # The second submit says the same, so its verdict is known; the third's is found again for the first text.
    assert len([thread for thread in seen if thread == loop]) == 4
    assert not [thread for thread in seen if "sqlite" in thread or "database" in thread]
