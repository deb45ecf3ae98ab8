"""The digest: a week summed up in the channel, exactly once, and nothing in it that spoils a question."""

from __future__ import annotations

from bot.sandbox.wire import Payload
from tests.stories.evening import QUIZ, Evening, plain


async def played(evening: Evening) -> None:
    """Play Monday's question, and set a digest for Mondays at ten."""
    post = await evening.asks("rivers", open_for="1h")
    await evening.answers(evening.ben, "Nile", post=post)
    await evening.answers(evening.ada, "Nile", post=post)
    await evening.answers(evening.chiyo, "the Thames", post=post)
    shown = await evening.ada.runs("digest set", channel=QUIZ, day="Monday", time="10:00")
    assert "The digest comes to" in shown.text
    await evening.ada.runs("daily pause")


def digests(evening: Evening) -> list[Payload]:
    """Return the digests that stand in the channel."""
    return [post for post in evening.posts() if "How it went" in str(post["embeds"])]


async def test_a_week_is_summed_up(evening: Evening) -> None:
    """On Monday at ten: podium, hardest card, who took part, the picture with its words, and a way to the board."""
    await played(evening)
    evening.passes_until("10:00:00", days=7)
    text = await evening.reads(evening.ben, "How it went", "Who took part")
    assert "1st Ben · 100 points" in text
    assert "1st Ada · 100 points" in text
    assert "3 people gave 3 answers to 1 question" in text
    assert "Which river flows through Cairo?" in text
    assert "2 of 3 right" in text
    (post,) = digests(evening)
    embed = post["embeds"][0]
    assert embed["image"]["url"]
    shown = await evening.chiyo.presses("Leaderboard", message=post)
    assert shown.private
    assert "You: 3rd Chiyo · 0 points" in plain(shown.text)


async def test_it_comes_once_whatever_happens(evening: Evening) -> None:
    """Killed, restarted, asked for again: one message."""
    await played(evening)
    evening.passes_until("10:00:00", days=7)
    await evening.until(lambda: digests(evening))
    await evening.kill()
    await evening.start()
    await evening.quiet()
    shown = await evening.ada.runs("digest now")
    assert "is posted already" in shown.text
    await evening.quiet()
    assert len(digests(evening)) == 1


async def test_now_posts_what_has_not_come(evening: Evening) -> None:
    """A manager need not wait for the day, and the day brings no second one."""
    await played(evening)
    assert "Nobody played then (week of " in (await evening.ada.runs("digest now")).text
    evening.passes_until("08:00:00", days=7)
    assert "is on its way" in (await evening.ada.runs("digest now")).text
    await evening.until(lambda: digests(evening))
    evening.passes_until("11:00:00")
    await evening.quiet()
    assert len(digests(evening)) == 1


async def test_one_missed_by_more_than_a_day_is_said_and_not_posted(evening: Evening) -> None:
    """The bot was away from Sunday to Wednesday: nothing comes late, and the next digest says so."""
    await played(evening)
    evening.passes_until("10:00:00", days=6)
    await evening.stop()
    evening.passes_until("10:00:00", days=3)
    await evening.start()
    await evening.until(lambda: evening.rows("SELECT 1 FROM posts WHERE purpose = 'digest' AND state = 'dropped'"))
    assert digests(evening) == []
    await evening.ada.runs("daily resume")
    before = len(evening.posts())
    evening.passes_until("09:00:30", days=1)
    await evening.until(lambda: len(evening.posts()) > before)
    await evening.answers(evening.ben, "a fish", post=evening.posts()[-1])
    evening.passes_until("10:00:10", days=4)
    await evening.until(lambda: digests(evening))
    text = str(digests(evening))
    assert "was not posted, because I was offline when it was due" in text


async def test_an_open_question_is_not_told(evening: Evening) -> None:
    """A question that is still open on Monday is no hardest card, and not among those that were asked."""
    await evening.asks("rivers", open_for="7d")
    for person in (evening.ada, evening.ben, evening.chiyo):
        await evening.answers(person, "the Thames", post=evening.posts()[0])
    await evening.ada.runs("daily pause")
    await evening.ada.runs("digest set", channel=QUIZ, day="Monday", time="08:00")
    evening.passes_until("08:00:00", days=7)
    await evening.until(lambda: digests(evening))
    text = str(digests(evening))
    assert "Cairo" not in text
    assert "Hardest" not in text
    assert "0 questions" in text


async def test_it_can_be_ended(evening: Evening) -> None:
    """After that no more come; without one there is nothing to end or to post."""
    assert "There is no digest here yet" in (await evening.ada.runs("digest off")).text
    assert "There is no digest here yet" in (await evening.ada.runs("digest now")).text
    await played(evening)
    assert "digest is off" in (await evening.ada.runs("digest off")).text
    evening.passes_until("12:00:00", days=7)
    await evening.quiet()
    assert digests(evening) == []


async def test_the_month_has_its_own(evening: Evening) -> None:
    """On the first of July, a Thursday, June is told."""
    await played(evening)
    evening.passes_until("10:00:00", days=24)
    await evening.reads(evening.ben, "How it went: June 2027")
