"""Streaks: days in a row as a team sees them, over weekends, days missed and days on which the bot was down."""

from __future__ import annotations

from bot.sandbox.interaction_dispatch import InteractionResult
from bot.sandbox.person import Person
from bot.sandbox.wire import Payload
from tests.stories.evening import QUIZ, Evening


async def _sets_up(evening: Evening, days: str = "mon-fri") -> None:
    await evening.ada.runs(
        "daily add", channel=QUIZ, deck="rivers", time="09:00", days=days, zone="Europe/Berlin", open_for="8h"
    )


async def _asked(evening: Evening) -> Payload:
    """Wait for the question that stands open."""

    def newest() -> Payload | None:
        return next((post for post in reversed(evening.posts()) if "question:answer:" in str(post["components"])), None)

    post: Payload = await evening.until(newest)
    return post


async def _closed(evening: Evening) -> None:
    """Wait until no question stands open and everything about it is done."""
    await evening.until(lambda: "question:answer:" not in str(evening.posts()))
    await evening.quiet()


async def _day(evening: Evening, *people: Person, days: int = 1) -> dict[str, InteractionResult]:
    """Go to nine o'clock some days later, let people answer, and close; returns what they read."""
    evening.passes_until("09:00:00", days=days)
    post = await _asked(evening)
    read = {person.user.name: await evening.answers(person, "the Nile", post=post) for person in people}
    evening.passes_until("17:00:06")
    await _closed(evening)
    return read


async def _mine(person: Person) -> str:
    shown = await person.presses("My result")
    return shown.text.replace("**", "")


async def test_a_fortnight_of_a_weekday_quiz(evening: Evening) -> None:
    """Weekends break nothing, ten days earn a freeze, the first missed day uses it; without one a streak ends."""
    await _sets_up(evening)
    ben, chiyo = evening.ben, evening.chiyo
    read = await _day(evening, ben, chiyo, days=0)
    assert "Streak: 1 day" in read["ben"].text
    await _day(evening, ben, chiyo)
    await _day(evening, ben)
    assert "Streak" not in await _mine(chiyo)
    await _day(evening, ben, chiyo)
    read = await _day(evening, ben, chiyo)
    assert "Streak: 5 days in a row" in read["ben"].text
    read = await _day(evening, ben, chiyo, days=3)
    assert "Streak: 6 days in a row" in read["ben"].text
    assert "Streak: 3 days in a row" in read["chiyo"].text
    for _ in range(4):
        await _day(evening, ben, chiyo)
    assert "Streak: 10 days in a row, 1 freeze" in await _mine(ben)
    assert "Streak: 7 days in a row" in await _mine(chiyo)

    await _day(evening, chiyo, days=3)
    kept = await _mine(ben)
    assert "You didn't answer this time." in kept
    assert "Streak: 10 days in a row" in kept
    assert "freeze" not in kept
    read = await _day(evening, ben)
    assert "Streak: 11 days in a row" in read["ben"].text


async def test_a_day_the_bot_was_down_keeps_the_streak(evening: Evening) -> None:
    """What the bot failed to ask is nobody's missed day."""
    await _sets_up(evening)
    await _day(evening, evening.ben, days=0)
    await evening.stop()
    evening.passes_until("18:00", days=1)
    await evening.start()
    await evening.quiet()
    assert "skipped, because I was offline" in (await evening.ada.runs("daily list")).text
    read = await _day(evening, evening.ben)
    assert "Streak: 2 days in a row" in read["ben"].text


async def test_a_bot_that_was_down_at_closing_counts_when_it_is_back(evening: Evening) -> None:
    """A day that closed while the bot was off is counted afterwards, once."""
    await _sets_up(evening)
    await _day(evening, evening.ben, days=0)
    evening.passes_until("09:00:00", days=1)
    await evening.answers(evening.ben, "the Nile", post=await _asked(evening))
    await evening.kill()
    evening.passes_until("20:00")
    await evening.start()
    await _closed(evening)
    assert "Streak: 2 days in a row" in await _mine(evening.ben)
    assert evening.rows("SELECT length, best FROM streaks") == [(2, 2)]


async def test_not_knowing_keeps_a_streak_and_extra_questions_do_not(evening: Evening) -> None:
    """Whoever says "I don't know" came; a question asked by hand is no day of the timetable."""
    await _sets_up(evening)
    evening.passes_until("09:00:00")
    await _asked(evening)
    await evening.ben.presses("I don't know")
    passed = await evening.ben.presses("Yes, I don't know")
    assert "Streak: 1 day" in passed.text
    evening.passes_until("17:00:06")
    await _closed(evening)
    await evening.ada.runs("daily now")
    extra = await evening.answers(evening.chiyo, "the Nile", post=await _asked(evening))
    assert "Streak" not in extra.text
