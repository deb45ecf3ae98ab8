"""Closing: the post becomes the result, everyone is told, and each may read their own."""

from __future__ import annotations

import pytest

from bot.sandbox.client_view import CannotAct
from tests.stories.evening import KEYS, QUIZ, Evening, right

LIGHTHOUSE = "What is a lighthouse, and what does it do?"


async def test_the_result_comes_as_edit_and_reply(evening: Evening) -> None:
    """Five seconds after closing the post shows the answer, and a reply brings it, for an edit notifies nobody."""
    post = await evening.asks("rivers")
    await evening.answers(evening.ben, "Nile")
    await evening.answers(evening.chiyo, "the Thames")

    evening.passes_until("17:00:04")
    await evening.quiet()
    assert "Nile" not in evening.ada.sees(QUIZ)

    evening.passes_until("17:00:05")
    await evening.until(lambda: len(evening.posts()) == 2)
    await evening.reads(evening.ada, "[My result]")
    result, reply = evening.posts()
    assert result["id"] == post["id"]
    assert reply["message_reference"]["message_id"] == post["id"]
    for message in (result, reply):
        (embed,) = message["embeds"]
        assert embed["title"] == "Result · Rivers"
        assert "Nile" in embed["description"]
        assert "2 answered: 1 right, 0 partly, 1 wrong." in embed["description"]
        text = str(embed["fields"])
        assert "1st **Ben** · 100 points" in text
        assert "North of the city it spreads into a wide delta." in text
        assert "https://example.org/delta" in text
        labels = [part["label"] for row in message["components"] for part in row["components"]]
        assert labels == ["My result", "I was right"]


async def test_a_short_question_is_only_edited(evening: Evening) -> None:
    """A question that was open for a quarter of an hour at most brings no reply: everyone is still there."""
    await evening.asks("rivers", open_for="15m")
    await evening.answers(evening.ben, "Nile")
    await evening.closes(hours=0.25)
    await evening.quiet()
    assert len(evening.posts()) == 1


async def test_the_result_counts_who_covered_each_key_point(evening: Evening) -> None:
    """For a question of key points the result lists all of them, with how many had each."""
    await evening.asks("lighthouse")
    await evening.answers(evening.ben, right(LIGHTHOUSE))
    await evening.answers(evening.chiyo, KEYS[LIGHTHOUSE][1])
    seen = await evening.closes()
    assert "a tower on the coast that carries a strong lamp (2 of 2)" in seen
    assert "it warns ships of rocks and shallows (2 of 2)" in seen
    assert "its own rhythm of flashes tells sailors which one they see (1 of 2)" in seen
    assert "2 answered: 1 right, 1 partly, 0 wrong." in seen


async def test_my_result_shows_everything_to_one_person(evening: Evening) -> None:
    """After closing the missed points, the own words and the place are there, in private."""
    post = await evening.asks("lighthouse")
    await evening.answers(evening.ben, right(LIGHTHOUSE))
    await evening.answers(evening.chiyo, KEYS[LIGHTHOUSE][1])
    await evening.closes()

    mine = await evening.chiyo.presses("My result", message=post)
    assert mine.private
    for words in (
        "2nd of 2",
        KEYS[LIGHTHOUSE][1],
        "✓ a tower on the coast that carries a strong lamp",
        "✗ its own rhythm of flashes tells sailors which one they see",
        "Augustin Fresnel's lens",
    ):
        assert words in mine.text
    absent = await evening.ada.presses("My result", message=post)
    assert "You didn't answer this time." in absent.text
    assert "its own rhythm of flashes" in absent.text


async def test_equal_points_share_a_place(evening: Evening) -> None:
    """Two who are equally good stand on the same step, and the next one below counts both."""
    await evening.asks("rivers")
    post = evening.posts()[0]
    await evening.answers(evening.ada, "Nile")
    await evening.answers(evening.ben, "Nile")
    hinted = await evening.chiyo.presses("Hint (costs 25%)")
    await evening.answers(evening.chiyo, "Nile", post=None if hinted is None else post)
    seen = await evening.closes()
    assert "1st Ada · 100 points" in seen
    assert "1st Ben · 100 points" in seen
    assert "3rd Chiyo · 75 points" in seen
    assert seen.index("Ada · 100") < seen.index("Ben · 100"), "tied people stand by who was earlier"


async def test_nobody_answered(evening: Evening) -> None:
    """A question nobody answered is still resolved."""
    await evening.asks("rivers")
    seen = await evening.closes()
    assert "Nobody answered this time" in seen
    assert "Nile" in seen


async def test_the_ways_to_answer_are_gone_after_closing(evening: Evening) -> None:
    """The result offers no Answer any more."""
    await evening.asks("rivers")
    await evening.closes()
    with pytest.raises(CannotAct):
        await evening.ben.presses("Answer")


async def test_the_bot_was_away_when_it_closed(evening: Evening) -> None:
    """A question that closed while the bot was off is settled when it comes back."""
    await evening.asks("rivers")
    await evening.answers(evening.ben, "Nile")
    await evening.stop()
    evening.passes(hours=9)
    await evening.start()
    seen = await evening.reads(evening.chiyo, "Result · Rivers")
    assert "1st Ben · 100 points" in seen
