"""Whoever wants to be forgotten is; whoever wants to stay out of sight does."""

from __future__ import annotations

from tests.stories.evening import Evening, plain


async def test_ben_is_forgotten(evening: Evening) -> None:
    """After an evening Ben takes his data, erases himself, and Chiyo's rank stays; the bot is restarted in between."""
    await evening.asks("rivers")
    await evening.answers(evening.ben, "Nile")
    await evening.answers(evening.chiyo, "the Thames")
    shown = await evening.ben.runs("privacy export")
    assert shown.private
    assert shown.message is not None
    assert shown.message["attachments"]
    await evening.ben.runs("privacy delete")
    await evening.restart()
    assert "are erased once those have closed" in (await evening.ben.presses("Erase")).text
    assert "already" in (await evening.ben.presses("Answer")).text
    await evening.closes()
    evening.passes(minutes=2)
    ben = evening.ben.user.id
    await evening.until(lambda: evening.rows("SELECT count(*) FROM erasures") == [(0,)])
    assert evening.rows("SELECT count(*) FROM answers WHERE user = ?", ben) == [(0,)]
    assert evening.rows("SELECT count(*) FROM answers WHERE text = 'Nile'") == [(0,)]
    board = plain((await evening.chiyo.runs("leaderboard", window="all time")).text)
    assert "2nd Chiyo" in board
    assert "Ben" not in board


async def test_ben_is_hidden(evening: Evening) -> None:
    """Hidden, Ben is on no board; shown again, he is back with his points."""
    await evening.asks("rivers")
    await evening.answers(evening.ben, "Nile")
    await evening.closes()
    await evening.ben.runs("privacy hide")
    assert "Ben" not in (await evening.chiyo.runs("leaderboard", window="all time")).text
    await evening.ben.runs("privacy hide", hidden="off")
    assert "1st Ben" in plain((await evening.chiyo.runs("leaderboard", window="all time")).text)


async def test_texts_go_in_time(evening: Evening) -> None:
    """A year later the text of an answer is gone, and its points are not."""
    await evening.asks("rivers")
    await evening.answers(evening.ben, "Nile")
    await evening.closes()
    await evening.ada.runs("daily pause")
    evening.passes(days=366)
    await evening.until(lambda: evening.rows("SELECT text, answer_key FROM answers") == [("", "")])
    assert "100 points" in plain((await evening.chiyo.runs("leaderboard", window="all time")).text)
