"""Typed answers: a reply to the post, noted with a reaction and never judged in public."""

from __future__ import annotations

from bot.sandbox.permissions import Permission
from tests.stories.evening import QUIZ, Evening


async def test_a_reply_is_an_answer(evening: Evening) -> None:
    """It is noted, counted like any other, and its author cannot press for a second try."""
    post = await _typed(evening)
    assert "You may also reply to this message" in evening.ben.sees(QUIZ)
    said = await evening.ben.says(QUIZ, "the Nile", reply_to=post)
    await evening.until(lambda: _signs(evening, said) == ["📝"])
    assert evening.rows("SELECT text, source FROM answers") == [("the Nile", int(said["id"]))]
    assert "You've answered this one already" in (await evening.ben.presses("Answer", message=post)).text
    seen = await evening.closes()
    assert "1 answered: 1 right" in seen


async def test_only_the_first_counts_and_edits_are_ignored(evening: Evening) -> None:
    """A second reply is not taken, and an edit changes nothing."""
    post = await _typed(evening)
    first = await evening.ben.says(QUIZ, "the Rhine", reply_to=post)
    await evening.until(lambda: _signs(evening, first) == ["📝"])
    await evening.ben.edits(first, "the Nile")
    second = await evening.ben.says(QUIZ, "the Nile", reply_to=post)
    await evening.until(lambda: _signs(evening, second) == ["🚫"])
    assert evening.rows("SELECT text FROM answers") == [("the Rhine",)]


async def test_no_word_is_said_in_public(evening: Evening) -> None:
    """Too late, nothing to read: a reaction at most, never a message."""
    post = await _typed(evening)
    empty = await evening.ben.says(QUIZ, "…", reply_to=post)
    await evening.until(lambda: _signs(evening, empty) == ["🚫"])
    messages = len(evening.posts())
    await evening.closes()
    late = await evening.ben.says(QUIZ, "the Nile", reply_to=post)
    await evening.until(lambda: _signs(evening, late) == ["🚫"])
    assert evening.rows("SELECT count(*) FROM answers") == [(0,)]
    assert len(evening.posts()) == messages + 1


async def test_everything_else_is_left_alone(evening: Evening) -> None:
    """Chatter, a reply without a ping, a reply to people, and replies where typing is not allowed."""
    plain = await evening.asks("rivers")
    said = [
        await evening.ben.says(QUIZ, "the Nile"),
        await evening.ben.says(QUIZ, "the Nile", reply_to=plain),
    ]
    said.append(await evening.chiyo.says(QUIZ, "the Nile", reply_to=said[0]))
    await evening.closes()
    said.append(await evening.ben.says(QUIZ, "the Nile", reply_to=plain))
    await evening.ada.runs("daily options", typed=True)
    await evening.ada.runs("daily now")
    await evening.until(lambda: "You may also reply" in str(evening.posts()))
    typed = next(post for post in evening.posts() if "You may also reply" in str(post))
    said.append(await evening.ben.says(QUIZ, "the Nile", reply_to=typed, ping=False))
    # Messages come in order, so the sign under this one proves that those before it were passed over.
    last = await evening.ben.says(QUIZ, "the Nile", reply_to=typed)
    await evening.until(lambda: _signs(evening, last) == ["📝"])
    assert [_signs(evening, message) for message in said] == [[]] * 5
    assert evening.rows("SELECT count(*) FROM answers") == [(1,)]


async def test_a_choice_by_its_letter(evening: Evening) -> None:
    """Where there are options a letter or an option's words are meant; anything else is not taken."""
    post = await _typed(evening, deck="planets")
    lost = await evening.ben.says(QUIZ, "no idea", reply_to=post)
    await evening.until(lambda: _signs(evening, lost) == ["🚫"])
    said = await evening.ben.says(QUIZ, "Mercury", reply_to=post)
    await evening.until(lambda: _signs(evening, said) == ["📝"])
    letter = await evening.chiyo.says(QUIZ, "b)", reply_to=post)
    await evening.until(lambda: _signs(evening, letter) == ["📝"])
    assert len(evening.rows("SELECT text FROM answers")) == 2


async def test_without_the_right_to_react_it_counts_all_the_same(evening: Evening) -> None:
    """The answer is kept, and nothing is said."""
    post = await _typed(evening)
    evening.refusals.add(50013)
    evening.sandbox.admin.denies(evening.ada.channel(QUIZ), Permission.ADD_REACTIONS)
    await evening.ben.says(QUIZ, "the Nile", reply_to=post)
    await evening.until(lambda: evening.rows("SELECT count(*) FROM answers") == [(1,)])


async def test_a_typed_answer_may_be_changed_where_answers_may(evening: Evening) -> None:
    """Then the last reply counts."""
    post = await _typed(evening, changeable=True)
    for text in ("the Rhine", "the Nile"):
        said = await evening.ben.says(QUIZ, text, reply_to=post)
        await evening.until(lambda said=said: _signs(evening, said) == ["📝"])
    assert "1 right" in await evening.closes()


async def test_who_answered(evening: Evening) -> None:
    """Names and how many, for anyone who asks, and never what was said."""
    post = await evening.asks("rivers")
    assert "Nobody has answered yet" in (await evening.chiyo.presses("Who answered", message=post)).text
    await evening.answers(evening.ben, "the Rhine", post=post)
    seen = await evening.chiyo.presses("Who answered", message=post)
    assert seen.private
    assert "1 person has answered" in seen.text
    assert "Ben" in seen.text
    assert "Rhine" not in seen.text


async def test_late_answers_count_until_the_result_comes(evening: Evening) -> None:
    """Where the result comes with the next question, an answer after closing time earns points until then."""
    await evening.ada.runs(
        "daily add", channel=QUIZ, deck="rivers", time="09:00", days="every day", zone="Europe/Berlin"
    )
    await evening.ada.runs("daily options", reveal="with the next question")
    evening.passes_until("09:00:00")
    await evening.until(evening.posts)
    post = evening.posts()[0]
    assert "late answers count until then" in evening.ben.sees(QUIZ)
    evening.passes(hours=10)
    await evening.quiet()
    assert "points" in (await evening.answers(evening.ben, "no idea", post=post)).text
    assert "Result" not in evening.ben.sees(QUIZ)
    evening.passes_until("09:00:06", days=1)
    await evening.reads(evening.ben, "Result")
    await evening.until(lambda: any("Question of the day" in str(found) for found in evening.posts()))
    assert "closed" in (await evening.chiyo.presses(custom_id=_answer(post), message=post, forced=True)).text


async def _typed(evening: Evening, deck: str = "rivers", *, changeable: bool = False) -> dict[str, object]:
    await evening.ada.runs("daily add", channel=QUIZ, deck=deck, time="09:00", days="every day", zone="Europe/Berlin")
    await evening.ada.runs("daily options", typed=True, changeable=changeable)
    # The first river asked may be either; both are called right by the same words of the story.
    evening.passes_until("09:00:00")
    await evening.until(evening.posts)
    return evening.posts()[-1]


def _signs(evening: Evening, message: dict[str, object]) -> list[str]:
    found = evening.ada.channel(QUIZ).messages[int(str(message["id"]))]
    return [
        str(reaction["emoji"]["name"]) for reaction in found.payload(evening.sandbox.world.bot.id).get("reactions", [])
    ]


def _answer(post: dict[str, object]) -> str:
    return str(post["components"][0]["components"][0]["custom_id"])  # type: ignore[index]
