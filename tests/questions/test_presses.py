"""Playing, as people see it."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.sandbox.wire import dumps
from tests.database import busy

GOOD = "the model looks facts up in a data source outside its training data, without fine-tuning the model"


async def test_an_answer_is_private_and_judged(house: Any) -> None:
    """The form names the question; the verdict is for its author alone."""
    await house.asks("clouds")
    ada, ben = house.sandbox.person("ada"), house.sandbox.person("ben")
    await ben.presses("Answer")
    assert ben.modal["title"] == "Question of the day"
    assert "What is RAG" in dumps(ben.modal)
    shown = await ben.submits(GOOD)
    assert shown.private
    assert "✅ Right" in ben.sees("#daily-quiz")
    assert "✅" not in ada.sees("#daily-quiz")
    assert GOOD not in ada.sees("#daily-quiz")


async def test_a_second_answer_shows_the_first_verdict(house: Any) -> None:
    """From another device, or pressed again: nothing new is recorded, and the person is told."""
    await house.asks("clouds")
    phone, desk = house.sandbox.person("ben"), house.sandbox.person("ben", device="desk")
    await phone.presses("Answer")
    await desk.presses("Answer")
    await phone.submits(GOOD)
    await desk.submits("something else entirely")
    assert "answered this one already" in desk.sees("#daily-quiz")
    shown = await phone.presses("Answer")
    assert shown.modal is None
    assert phone.sees("#daily-quiz").count("answered this one already") == 2


async def test_a_hint_leads_on_to_the_answer_in_place(house: Any) -> None:
    """Hints, the form and the verdict happen on one private message."""
    await house.asks("clouds")
    ben = house.sandbox.person("ben")
    first = await ben.presses("Hint (costs 25%)")
    assert "Think of an open book." in ben.sees("#daily-quiz")
    await ben.presses("Another hint (free)")
    await ben.presses("Answer", message=first)
    await ben.submits(GOOD)
    private = [message for message in ben.messages("#daily-quiz") if message["flags"] & 64]
    assert len(private) == 1
    assert "after 2 hints" in ben.sees("#daily-quiz")


async def test_no_more_hints_are_refused_with_those_paid_for(house: Any) -> None:
    """Someone who asks again on the post gets the hints back, and what to do next."""
    await house.asks("clouds")
    ben = house.sandbox.person("ben")
    post = next(message for message in ben.messages("#daily-quiz") if message["components"])
    for _ in range(3):
        await ben.presses("Hint (costs 25%)", message=post)
    assert "Those were all 2 hints." in ben.sees("#daily-quiz")
    assert "> Think of an open book." in ben.sees("#daily-quiz")


async def test_giving_up_is_confirmed_first(house: Any) -> None:
    """One press asks back, the second records it."""
    await house.asks("clouds")
    ben = house.sandbox.person("ben")
    await ben.presses("I don't know")
    assert "Leave this question?" in ben.sees("#daily-quiz")
    await ben.presses("Yes, I don't know")
    assert "➖ Passed" in ben.sees("#daily-quiz")
    await ben.presses("I don't know")
    assert "Leave this question?" not in ben.sees("#daily-quiz")


async def test_a_choice_is_one_press(house: Any) -> None:
    """The letter of the right option is right, and the result names it."""
    await house.asks("stores")
    ben = house.sandbox.person("ben")
    line = next(line for line in ben.sees("#daily-quiz").split("\n") if line.endswith("OpenSearch"))
    letter = line.removeprefix("**")[0]
    shown = await ben.presses(letter)
    assert shown.private
    assert "✅ Right" in ben.sees("#daily-quiz")
    await house.closes()
    assert f"**Answer:** {letter} · OpenSearch" in ben.sees("#daily-quiz")


async def test_play_leads_through_all_questions(house: Any) -> None:
    """Question by question and verdict by verdict, on one private message, to the sum at the end."""
    await house.asks("capitals", questions=3)
    ben = house.sandbox.person("ben")
    await ben.presses("Play")
    for number in (1, 2, 3):
        assert f"Question {number} of 3" in ben.sees("#daily-quiz")
        await ben.presses("Answer")
        assert ben.modal["title"] == f"Question {number} of 3"
        await ben.submits("Paris")
        if number < 3:
            await ben.presses("Next question")
    await ben.presses("Play")
    assert "You've answered 3 of 3 and earned 100 points." in ben.sees("#daily-quiz")


async def test_my_result_waits_for_closing(house: Any) -> None:
    """Before closing nothing spoils; afterwards everything is shown, to its owner."""
    await house.asks("clouds")
    ben, chiyo = house.sandbox.person("ben"), house.sandbox.person("chiyo")
    await ben.presses("Answer")
    await ben.submits("outside its training data")
    post = next(message for message in ben.messages("#daily-quiz") if message["components"])
    await ben.presses(message=post, custom_id="result:mine:1", forced=True)
    assert "still open" in ben.sees("#daily-quiz")
    await house.closes()
    await ben.presses("My result")
    assert "1st of 1" in ben.sees("#daily-quiz")
    await chiyo.presses("My result")
    assert "You didn't answer this time" in chiyo.sees("#daily-quiz")


async def test_nothing_said_before_closing_holds_the_answer(house: Any) -> None:
    """Whatever people do, no request of the bot carries what the card withholds."""
    await house.asks("clouds")
    ben = house.sandbox.person("ben")
    await ben.presses("Hint (costs 25%)")
    await ben.presses("Answer")
    await ben.submits("no idea, bananas perhaps")
    said = house.sandbox.exchanges.said()
    assert "training data" not in said
    assert "fine-tuning" not in said
    assert "Generation" not in said
    assert "example.com" not in said


async def test_an_answer_after_closing_comes_back(house: Any) -> None:
    """The text is not lost, backticks and all."""
    await house.asks("clouds")
    ben = house.sandbox.person("ben")
    await ben.presses("Answer")
    await house.closes()
    await ben.submits("my ```long``` thought")
    assert "This question closed" in ben.sees("#daily-quiz")
    assert "my ``\u200b`long``\u200b` thought" in ben.sees("#daily-quiz")


async def test_bad_answers_get_a_sentence(house: Any) -> None:
    """Nothing to read, too long on the wire, hostile: always a private reply, never silence."""
    await house.asks("clouds")
    ben = house.sandbox.person("ben")
    for text in (" ", "\u200b\u200d", "x" * 4001, "🎉" * 10):
        await ben.presses("Answer")
        if ben.modal is None:
            break
        shown = await ben.submits(text, forced=True)
        assert shown.private
    assert "no letters or digits" in ben.sees("#daily-quiz")
    assert "4,001 characters; 4,000 are the most" in ben.sees("#daily-quiz")
    assert "Something broke" not in ben.sees("#daily-quiz")


async def test_a_slow_answer_is_acknowledged_first(house: Any) -> None:
    """If the store is busy the person sees that something happens, and the verdict takes its place."""
    await house.asks("clouds")
    ben = house.sandbox.person("ben")
    await ben.presses("Answer")
    ben.patient = False
    async with busy(house.db):
        shown = await asyncio.create_task(ben.submits(GOOD))
    assert shown.callback == 5
    await house.sandbox.until(lambda: "✅ Right" in ben.sees("#daily-quiz"))
