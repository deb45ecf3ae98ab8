"""Boards: past weeks, accuracy, pictures and files, and people who hide."""

from __future__ import annotations

from bot.sandbox.wire import Payload
from tests.stories.evening import QUIZ, Evening, plain


async def two_weeks(evening: Evening) -> None:
    """Play a Monday, and the Monday after it."""
    await evening.asks("rivers", open_for="1h")
    await evening.answers(evening.ben, "Nile", post=evening.posts()[-1])
    await evening.answers(evening.ada, "the Thames", post=evening.posts()[-1])
    before = len(evening.posts())
    evening.passes_until("09:00:00", days=7)
    await evening.until(lambda: len(evening.posts()) > before)
    await evening.quiet()


def attachments(message: Payload | None) -> list[str]:
    """Return what hangs on a message, wherever it shows."""
    return [] if message is None else [one["filename"] for one in message["attachments"]]


async def test_past_weeks_are_a_press_away(evening: Evening) -> None:
    """From this week to the one before and back, in place; a period can be typed or chosen too."""
    await two_weeks(evening)
    shown = await evening.chiyo.runs("leaderboard")
    assert "Nobody has points here yet" in shown.text
    (week,) = [label for label in shown.text.split("[") if label.startswith("◀")]
    past = await evening.chiyo.presses(week.split("]")[0], message=shown)
    assert "1st Ben · 100 points" in plain(past.text)
    assert "2nd Ada · 0 points" in plain(past.text)
    typed = await evening.ben.runs("leaderboard", period="2027-06-07")
    assert "You: 1st Ben · 100 points" in plain(typed.text)
    assert "as a day, week or month" in (await evening.ben.runs("leaderboard", period="last week")).text
    offered = await evening.ben.suggestions("leaderboard", "period", "")
    assert [one["value"] for one in offered] == ["2027-W23"]


async def test_accuracy_and_streaks_have_boards(evening: Evening) -> None:
    """Too few answers are no accuracy yet, and the board says how many are needed."""
    await two_weeks(evening)
    text = (await evening.ben.runs("leaderboard", window="all time", by="accuracy")).text
    assert "Nobody has answered 20 times here yet" in text
    text = plain((await evening.ben.runs("leaderboard", period="2027-06-07", by="accuracy")).text)
    assert "1st Ben · 100 % · 1 of 1 right" in text
    assert "longest streaks" in (await evening.ben.runs("leaderboard", by="streak")).text


async def test_the_picture_comes_with_the_list_and_goes_with_the_page(evening: Evening) -> None:
    """A press adds it in place, the option brings it at once; both have their words."""
    await two_weeks(evening)
    shown = await evening.ben.runs("leaderboard", window="all time")
    await evening.ben.presses("Picture", message=shown)
    # The first picture takes its time: the press is acknowledged, and the message edited when it is drawn.
    await evening.until(lambda: _pictured(evening))
    assert "1st Ben · 100 points" in plain(shown.text)
    await evening.ben.runs("leaderboard", window="today", show="picture")
    await evening.ben.runs("leaderboard", window="all time", show="picture")
    await evening.until(lambda: len(_pictured(evening)) == 2)


def _pictured(evening: Evening) -> list[Payload]:
    """Return the boards with a picture on Ben's screen."""
    there = [message for message in evening.ben.messages(QUIZ) if message["embeds"]]
    return [one for one in there if "leaderboard.png" in one["embeds"][0].get("image", {}).get("url", "")]


async def test_managers_get_the_file_and_others_do_not(evening: Evening) -> None:
    """One file with everyone in it, privately."""
    await two_weeks(evening)
    shown = await evening.ada.runs("leaderboard", window="all time", show="file")
    assert shown.private
    assert "2 people" in shown.text
    assert attachments(shown.message) == ["leaderboard-points-all.csv"]
    refused = await evening.ben.runs("leaderboard", window="all time", show="file")
    assert "Only people who manage this server" in refused.text
    assert attachments(refused.message) == []
