"""Notices: what happened meanwhile is told in private, once, and survives a crash."""

from __future__ import annotations

from tests.stories.evening import Evening

NEWS = "You were right about “Which river flows through Cairo?”"


async def test_news_waits_through_a_crash_and_is_told_once(evening: Evening) -> None:
    """A decision made while a person was away stands above whatever they do next, in private, and only then."""
    await evening.asks("rivers")
    await evening.answers(evening.ben, "the river of the pharaohs")
    await evening.closes()
    await evening.ben.presses("My result")
    await evening.ben.presses("I was right")
    await evening.ben.submits("They called it so.")
    await evening.ada.presses("Accept", message=await evening.ada.runs("appeals"))
    await evening.ada.submits("Good enough.")
    await evening.quiet()
    await evening.kill()
    await evening.start()

    other = await evening.chiyo.runs("help")
    assert NEWS not in other.text
    told = await evening.ben.runs("help")
    assert told.private
    assert NEWS in told.text
    assert told.text.index("News for you") < told.text.index("What would you like to do?")
    assert NEWS not in (await evening.ben.runs("help")).text
    assert NEWS not in evening.chiyo.sees("#daily-quiz")
