"""Playing: several questions in one post, answered one after the other in private."""

from __future__ import annotations

from bot.sandbox.interaction_dispatch import InteractionResult
from bot.sandbox.person import Person
from tests.stories.evening import KEYS, QUIZ, Evening, plain

COUNT = 6


async def test_a_walk_through_all_questions(evening: Evening) -> None:
    """Play leads through every question, verdict by verdict, and ends with how it went so far."""
    post = await evening.asks("harbour", questions=COUNT)
    assert "6 questions · A walk to the harbour" in evening.ben.sees(QUIZ)
    assert all(ask in evening.ben.sees(QUIZ) for ask in KEYS if ask in str(post))
    labels = [part["label"] for row in post["components"] for part in row["components"]]
    assert "Play" in labels
    assert not {"Answer", "Hint (costs 25%)", "I don't know", "A"} & set(labels)

    shown = await evening.ben.presses("Play")
    for number in range(1, COUNT + 1):
        assert shown.private
        assert f"Question {number} of {COUNT}" in shown.text
        shown = await _answers_rightly(evening.ben, shown)
        assert "Right" in shown.text
        if number < COUNT:
            shown = await evening.ben.presses("Next question", message=shown)
    assert "[Next question]" not in shown.text
    assert "That was the last of" in shown.text

    done = await evening.ben.presses("Play", message=post)
    assert "All answered" in done.text
    ((points,),) = evening.rows("SELECT sum(points) FROM gradings")
    assert points > 580
    assert f"You've answered 6 of 6 and earned {points} points." in done.text
    assert f"{points} points" not in evening.chiyo.sees(QUIZ)


async def test_a_walk_that_is_interrupted(evening: Evening) -> None:
    """Play goes on where one left off; the restart of the bot in between does not matter."""
    post = await evening.asks("harbour", questions=3)
    shown = await _answers_rightly(evening.ben, await evening.ben.presses("Play"))
    assert "Question 1 of 3" in shown.text

    await evening.restart()

    shown = await evening.ben.presses("Play", message=post)
    assert "Question 2 of 3" in shown.text
    shown = await evening.ben.presses("I don't know", message=shown)
    shown = await evening.ben.presses("Yes, I don't know", message=shown)
    assert "Passed" in shown.text
    shown = await evening.ben.presses("Next question", message=shown)
    assert "Question 3 of 3" in shown.text


async def test_every_question_is_another_card(evening: Evening) -> None:
    """No card comes twice in one post."""
    post = await evening.asks("harbour", questions=COUNT)
    asked = [line for line in post["embeds"][0]["description"].splitlines() if line.startswith("**") and "?" in line]
    assert len(set(asked)) == COUNT


async def test_a_person_counts_once_however_many_they_answered(evening: Evening) -> None:
    """The count on a post of several questions is of people."""
    await evening.asks("harbour", questions=3)
    for person in (evening.ben, evening.chiyo):
        await _answers_rightly(person, await person.presses("Play"))
    evening.passes(seconds=11)
    await evening.reads(evening.ada, "2 people have answered.")


async def test_the_result_of_several_questions(evening: Evening) -> None:
    """At closing every question shows its answer, and points add up over the post."""
    post = await evening.asks("harbour", questions=COUNT)
    shown = await evening.ben.presses("Play")
    for _ in range(COUNT):
        shown = await _answers_rightly(evening.ben, shown)
        if "[Next question]" in shown.text:
            shown = await evening.ben.presses("Next question", message=shown)
    await _answers_rightly(evening.chiyo, await evening.chiyo.presses("Play", message=post))

    seen = await evening.closes()

    assert "2 people answered." in seen
    for place, person in (("1st", evening.ben), ("2nd", evening.chiyo)):
        ((points,),) = evening.rows(
            "SELECT sum(points) FROM gradings JOIN answers ON answers.id = answer WHERE user = ?", person.user.id
        )
        assert f"{place} {person.user.display} · {points} points" in seen
    for answer in ("Danube", "Jupiter", "1889", "boil the water", "green", "a boat that carries people and cars"):
        assert answer in seen
    mine = await evening.chiyo.presses("My result", message=post)
    assert "You didn't answer this one." in mine.text
    assert "2nd of 2" in plain(mine.text)


async def _answers_rightly(person: Person, shown: InteractionResult) -> InteractionResult:
    """Answer the question that is shown in private, whatever its form."""
    ask = next(ask for ask in KEYS if ask in shown.text)
    text = KEYS[ask][0]
    if "[Answer]" in shown.text:
        await person.presses("Answer", message=shown)
        return await person.submits(text)
    line = next(line for line in shown.text.splitlines() if line.endswith(f" {text}"))
    return await person.presses(line.removeprefix("**")[0], message=shown)
