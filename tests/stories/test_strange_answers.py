"""Strange answers: whatever is typed, a verdict or a refusal comes back in private, never an error."""

from __future__ import annotations

import pytest

from bot.sandbox.client_view import CannotAct
from tests.stories.evening import Evening, plain

ASK = "What is a lighthouse, and what does it do?"
#: What may be typed: text -> whether it is an answer at all.
TYPED = {
    "": False,
    "   \n\t ": False,
    "\u200b\u200d\u2060\ufeff": False,
    "\x00\x07\x1b": False,
    "\u202e\u2066": False,
    "🗼🌊🚢": None,
    "👩‍👩‍👧‍👦" * 50: None,
    "!?…": None,
    "a" * 4_000: True,
    "lamp " * 800: True,
    ASK: True,
    "**bold** `code` ||spoiler|| <@1> <#2> [x](http://evil) @everyone @here": True,
    "```\n```": None,
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L": True,
    "𝔞 𝔱𝔬𝔴𝔢𝔯 𝔬𝔫 𝔱𝔥𝔢 𝔠𝔬𝔞𝔰𝔱": True,
    "ein Turm an der Küste": True,
    "灯台": True,
    "'; DROP TABLE answers; --": True,
    "{ $points } { say }": True,
}


@pytest.mark.parametrize(("text", "is_answer"), TYPED.items(), ids=[ascii(text)[:24] for text in TYPED])
async def test_whatever_is_typed(evening: Evening, *, text: str, is_answer: bool | None) -> None:
    """An answer is judged, nothing readable is refused; either way once, in private and without an error."""
    await evening.asks("lighthouse")
    await evening.ben.presses("Answer")
    shown = await evening.ben.submits(text, forced=True)
    assert shown.private
    assert "Something broke" not in shown.text
    refused = "no letters or digits" in shown.text
    assert refused or "points" in shown.text
    assert is_answer is None or refused is not is_answer
    ((count,),) = evening.rows("SELECT count(*) FROM answers")
    assert count == (0 if refused else 1)
    if not refused:
        assert "Right" not in shown.text


async def test_one_character_too_many(evening: Evening) -> None:
    """A client lets nobody type 4,001 characters; on the wire they are refused and given back as far as they fit."""
    await evening.asks("lighthouse")
    await evening.ben.presses("Answer")
    with pytest.raises(CannotAct):
        await evening.ben.submits("lamp." * 800 + "!")
    shown = await evening.ben.submits("lamp." * 800 + "!", forced=True)
    assert shown.private
    assert "4,001 characters" in shown.text
    assert "lamp.lamp." in shown.text
    assert evening.rows("SELECT count(*) FROM answers") == [(0,)]


async def test_a_long_answer_is_kept_whole(evening: Evening) -> None:
    """Four thousand characters fit: judged, kept to the last one, and shown within Discord's limits."""
    await evening.asks("lighthouse")
    await evening.ben.presses("Answer")
    text = ("It warns ships of rocks and shallows. " * 110)[:4_000]
    await evening.ben.submits(text)
    assert evening.rows("SELECT text FROM answers") == [(text,)]
    await evening.closes()
    mine = await evening.ben.presses("My result")
    assert "It warns ships" in plain(mine.text)


async def test_a_question_pasted_back_earns_nothing(evening: Evening) -> None:
    """The words of the question are no answer to it."""
    await evening.asks("lighthouse")
    shown = await evening.answers(evening.ben, ASK)
    assert "Not this time" in shown.text
    assert "0 points" in plain(shown.text)
