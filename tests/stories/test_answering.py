"""Answering: one question, and what people write below it in private."""

from __future__ import annotations

from bot.sandbox.interactions import Callback
from bot.sandbox.person import Person
from tests.stories.evening import KEYS, QUIZ, Evening, plain, right

LIGHTHOUSE = "What is a lighthouse, and what does it do?"


async def test_a_right_answer(evening: Evening) -> None:
    """Answer opens a form with the question in it; what comes back is the verdict, for its author alone."""
    await evening.asks("lighthouse")
    opened = await evening.ben.presses("Answer")
    assert opened.callback is Callback.MODAL
    assert LIGHTHOUSE in evening.ben.reads_form()

    verdict = await evening.ben.submits(right(LIGHTHOUSE))

    assert verdict.private
    for words in ("Right", "3 of 3 key points ✓✓✓", "100 points", "The answer comes when it closes"):
        assert words in verdict.text
    assert "100 points" not in evening.chiyo.sees(QUIZ)
    assert "shallows" not in evening.chiyo.sees(QUIZ)


async def test_a_partly_right_answer(evening: Evening) -> None:
    """What was hit is named; what was missed is only counted."""
    await evening.asks("lighthouse")
    verdict = await evening.answers(evening.ben, KEYS[LIGHTHOUSE][1])
    for words in ("Partly right", "2 of 3 key points ✓✓✗", "You had:", "it warns ships of rocks and shallows"):
        assert words in verdict.text
    assert "rhythm" not in verdict.text


async def test_a_wrong_answer(evening: Evening) -> None:
    """A wrong answer earns nothing and learns nothing."""
    await evening.asks("lighthouse")
    verdict = await evening.answers(evening.ben, KEYS[LIGHTHOUSE][2])
    for words in ("Not this time", "0 of 3 key points ✗✗✗", "0 points", "a fish soup with onions"):
        assert words in verdict.text
    for words in ("tower", "coast", "rocks", "rhythm"):
        assert words not in verdict.text


async def test_giving_up_is_asked_back_and_counts_as_an_answer(evening: Evening) -> None:
    """Pressing "I don't know" asks back first; confirmed, it is final and brings nothing."""
    await evening.asks("rivers")
    sure = await evening.ben.presses("I don't know")
    assert sure.private
    assert "Leave this question?" in sure.text
    assert evening.rows("SELECT count(*) FROM answers") == [(0,)]

    verdict = await evening.ben.presses("Yes, I don't know")
    assert "Passed" in verdict.text
    assert "0 points" in verdict.text
    assert "Nile" not in verdict.text

    again = await evening.ben.presses("Answer", message=evening.posts()[0])
    assert again.callback is not Callback.MODAL
    assert "You've answered this one already" in again.text
    assert evening.rows("SELECT count(*) FROM answers") == [(1,)]


async def test_having_second_thoughts_about_giving_up(evening: Evening) -> None:
    """Asked back, one may still answer."""
    await evening.asks("rivers")
    sure = await evening.ben.presses("I don't know")
    await evening.ben.presses("Answer", message=sure)
    assert "100 points" in (await evening.ben.submits("Nile")).text


async def test_a_hint_costs_a_quarter(evening: Evening) -> None:
    """The first hint costs a quarter of the points, the second nothing more, and there is no third."""
    post = await evening.asks("rivers")
    first = await evening.ben.presses("Hint (costs 25%)")
    assert first.private
    assert "It is the longest one in Africa." in first.text
    assert "75 points" in first.text
    second = await evening.ben.presses("Another hint (free)", message=first)
    assert "Four letters will do." in second.text
    assert "75 points" in second.text
    assert "Those were all 2 hints" in (await evening.ben.presses("Hint (costs 25%)", message=post)).text

    verdict = await evening.answers(evening.ben, "Nile", post=post)
    assert "75 points, after 2 hints" in plain(verdict.text)
    assert "100 points" in (await evening.answers(evening.chiyo, "Nile")).text
    assert "longest" not in evening.chiyo.sees(QUIZ)


async def test_a_hint_is_still_there_after_an_hour(evening: Evening) -> None:
    """A private message may lie open for long: its buttons still work, and it is brought up to date in place."""
    await evening.asks("rivers")
    first = await evening.ben.presses("Hint (costs 25%)")
    evening.passes(hours=1)
    second = await evening.ben.presses("Another hint (free)", message=first)
    assert second.id == first.id
    assert "Four letters will do." in first.text
    await evening.ben.presses("Answer", message=first)
    evening.passes(minutes=40)
    assert "75 points" in plain((await evening.ben.submits("Nile")).text)


async def test_a_question_without_hints_offers_none(evening: Evening) -> None:
    """Where there is no hint there is no button for one."""
    await evening.asks("lighthouse")
    assert "[Hint (costs 25%)]" not in evening.ben.sees(QUIZ)


async def test_choosing(evening: Evening) -> None:
    """A choice shows its options as letters in the message and on buttons; a press is the answer."""
    post = await evening.asks("planets")
    letters = _letters(post["embeds"][0]["description"])
    assert sorted(letters) == ["Jupiter", "Mars", "Mercury", "Venus"]
    assert "[Answer]" not in evening.ben.sees(QUIZ)

    chosen = await evening.ben.presses(letters["Mercury"])
    assert chosen.private
    assert "Right" in chosen.text
    assert "100 points" in chosen.text

    wrong = await evening.chiyo.presses(letters["Venus"])
    assert "Not this time" in wrong.text
    assert "Mercury" not in wrong.text.replace(post["embeds"][0]["description"], "")

    again = await evening.chiyo.presses(letters["Mercury"])
    assert "You've answered this one already" in again.text
    assert "0 points" in again.text
    assert evening.rows("SELECT count(*) FROM answers") == [(2,)]


async def test_two_people_answer_at_once(evening: Evening) -> None:
    """Answers of different people do not meet."""
    await evening.asks("rivers")
    people: list[Person] = [evening.ada, evening.ben, evening.chiyo]
    for person in people:
        await person.presses("Answer")
    for person, text in zip(people, ("Nile", "Rhine", "River Nile"), strict=True):
        await person.submits(text)
    assert [score for (score,) in evening.rows("SELECT score >= 0.7 FROM gradings ORDER BY answer")] == [1, 0, 1]


async def test_a_verdict_may_be_read_again(evening: Evening) -> None:
    """Pressing Answer after answering shows the verdict there is; nothing is counted twice."""
    post = await evening.asks("rivers")
    await evening.answers(evening.ben, "Nile")
    again = await evening.ben.presses("Answer", message=post)
    assert again.private
    assert "You've answered this one already" in again.text
    assert "100 points" in again.text


def _letters(description: str) -> dict[str, str]:
    """Return option -> letter."""
    lines = [line.removeprefix("**").split("** ") for line in description.splitlines() if line.startswith("**")]
    return {text: letter for letter, text in (line for line in lines if len(line) == 2) if len(letter) == 1}
