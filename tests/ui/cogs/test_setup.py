"""`/setup`, as someone who just invited the bot sees it."""

from __future__ import annotations

from typing import Any

from bot.sandbox.permissions import Permission

QUIZ = "#daily-quiz"


async def test_from_nothing_to_a_schedule(house: Any) -> None:
    """One card with everything on it: choose, start, and the schedule is there."""
    ada = house.sandbox.person("ada")
    shown = await ada.runs("setup")
    assert shown.private
    assert "gets a question from **Capitals** at **09:00** (America/New_York)" in shown.text
    await ada.picks("What to ask", ["Clouds"])
    await ada.picks("In which time zone", ["Europe/Berlin"])
    await ada.picks("At what time", ["08:00"])
    shown = await ada.picks("Where to ask", ["#practice"])
    assert "#practice gets a question from **Clouds** at **08:00** (Europe/Berlin)" in shown.text
    shown = await ada.presses("Start it")
    assert "The daily quiz is set up" in shown.text
    (made,) = await house.services.schedules.all(ada.channel(QUIZ).guild.id)
    assert (made.deck, made.zone, made.channel) == ("clouds", "Europe/Berlin", ada.channel("#practice").id)
    assert house.woken


async def test_what_is_not_listed_is_typed(house: Any) -> None:
    """Any zone and any time can be typed; what cannot be read is refused and the card stays."""
    ada = house.sandbox.person("ada")
    await ada.runs("setup")
    await ada.presses("Other time or zone…")
    await ada.submits(zone="kathmandu", time="7:15")
    assert "at **07:15** (Asia/Kathmandu)" in ada.sees(QUIZ)
    await ada.presses("Other time or zone…")
    shown = await ada.submits(zone="Atlantis", time="7:15")
    assert "the time zone" in shown.text
    assert "at **07:15** (Asia/Kathmandu)" in ada.sees(QUIZ)


async def test_a_question_to_try(house: Any) -> None:
    """It is put, answered and judged in private beside the card, and counts nowhere."""
    ada = house.sandbox.person("ada")
    card = await ada.runs("setup")
    await ada.picks("What to ask", ["Clouds"])
    shown = await ada.presses("Try a question")
    assert shown.private
    assert "What is RAG" in shown.text
    await ada.presses("Answer")
    shown = await ada.submits("without fine-tuning the model")
    assert "nothing was counted" in shown.text
    assert "1 of 2 key points" in shown.text
    assert "outside its training data" not in ada.sees(QUIZ)
    await ada.presses("Another question")
    await ada.picks("What to ask", ["Stores"], message=card.message)
    await ada.presses("Try a question")
    assert "nothing was counted" in (await ada.presses("B")).text


async def test_only_for_those_who_manage(house: Any) -> None:
    """Someone else who presses a button of a card's name is refused."""
    ada, ben = house.sandbox.person("ada"), house.sandbox.person("ben")
    said = await ada.says(QUIZ, "hello")
    for name in ("setup:begin:1", "preview:submit:1", "preview:answer:1"):
        shown = await ben.presses(message=said, custom_id=name, forced=True)
        assert "You don't have the permission" in shown.text


async def test_a_channel_the_bot_cannot_write_to(house: Any) -> None:
    """The card says at once what is missing, and nothing is started."""
    await house.denies("#practice", Permission.SEND_MESSAGES)
    ada = house.sandbox.person("ada")
    await ada.runs("setup")
    shown = await ada.picks("Where to ask", ["#practice"])
    assert "Send Messages" in shown.text
    await ada.presses("Start it")
    assert await house.services.schedules.all(ada.channel(QUIZ).guild.id) == ()
