"""Counting: how many have answered stands on the post, told as often as Discord bears it."""

from __future__ import annotations

from tests.stories.evening import QUIZ, Evening


async def test_the_count_follows_within_ten_seconds(evening: Evening) -> None:
    """Nothing is edited before ten seconds have passed; then one edit tells all that happened."""
    post = await evening.asks("rivers")
    assert "Nobody has answered yet" in evening.ada.sees(QUIZ)
    await evening.answers(evening.ben, "Nile")
    await evening.answers(evening.chiyo, "Rhine")
    await evening.quiet()
    assert evening.edits() == 0

    evening.passes(seconds=10)
    await evening.reads(evening.ada, "2 people have answered.")
    await evening.quiet()
    assert evening.edits() == 1
    assert evening.posts()[0]["id"] == post["id"]

    await evening.answers(evening.ada, "Nile")
    await evening.quiet()
    assert evening.edits() == 1
    evening.passes(seconds=10)
    await evening.reads(evening.ben, "3 people have answered.")


async def test_an_old_post_is_edited_every_ten_minutes_at_most(evening: Evening) -> None:
    """After fifty minutes a count waits for up to ten minutes, because Discord refuses more edits after an hour."""
    await evening.asks("rivers")
    evening.passes(minutes=55)
    await evening.answers(evening.ben, "Nile")
    await evening.reads(evening.ada, "1 person has answered.")
    await evening.quiet()
    assert evening.edits() == 1

    evening.passes(minutes=1)
    await evening.answers(evening.chiyo, "Nile")
    evening.passes(minutes=8)
    await evening.quiet()
    assert evening.edits() == 1
    evening.passes(minutes=2)
    await evening.reads(evening.ada, "2 people have answered.")


async def test_nothing_is_edited_shortly_before_closing(evening: Evening) -> None:
    """In the last ten minutes the count rests, so that nothing is in the way of the result."""
    await evening.asks("rivers", open_for="1h")
    evening.passes(minutes=51)
    await evening.answers(evening.ben, "Nile")
    evening.passes(minutes=8, seconds=50)
    await evening.quiet()
    assert evening.edits() == 0
    assert "Nobody has answered yet" in evening.ada.sees(QUIZ)

    evening.passes(seconds=16)
    await evening.reads(evening.ada, "1 answered: 1 right, 0 partly, 0 wrong.")


async def test_a_long_day_stays_within_what_discord_takes(evening: Evening) -> None:
    """Twenty-five people spread over a working day never meet error 30046, and the last count is right."""
    await evening.asks("rivers")
    for number in range(25):
        evening.passes(minutes=18)
        await evening.answers(evening.joins(f"player{number}"), "Nile")
        await evening.quiet()
    seen = await evening.reads(evening.ada, "25 people have answered.")
    assert "Nobody" not in seen
    assert {exchange.status for exchange in evening.sandbox.exchanges.rest("PATCH")} == {200}
