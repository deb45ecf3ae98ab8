"""`/setup`, `/help` and `/about`, as someone who just invited the bot sees them."""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.client_view import CannotAct
from bot.sandbox.permissions import Permission
from bot.setup.messages import guide

QUIZ = "#daily-quiz"
ROOT = Path(__file__).parents[2]


def texts(person: Any) -> dict[str, str]:
    """Return what stands in the fields of the form a person has open."""
    fields = [row["component"] for row in person.modal["components"]]
    return {field["custom_id"]: field.get("value", "") for field in fields}


def named(text: str) -> set[str]:
    """Return the commands that a text names: `/daily add`, and in a table also `list` behind it."""
    found = set()
    for line in text.splitlines():
        group = ""
        for name in re.findall(r"`([^`]+)`", line.split("|")[1] if line.startswith("|") else line):
            command = re.fullmatch(r"/([a-z]+(?: [a-z]+)?)", name)
            if command:
                found.add(command[1])
                group = command[1].partition(" ")[0]
            elif group and line.startswith("|"):
                found.add(f"{group} {name}")
    return found


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
    """Any zone and any time can be typed."""
    ada = house.sandbox.person("ada")
    await ada.runs("setup")
    await ada.presses("Other time or zone…")
    await ada.submits(zone="kathmandu", time="7:15")
    assert "at **07:15** (Asia/Kathmandu)" in ada.sees(QUIZ)


async def test_nothing_typed_is_lost(house: Any) -> None:
    """What cannot be read is said on the card, which opens the form with all that was typed, and starts nothing."""
    ada = house.sandbox.person("ada")
    await ada.runs("setup")
    await ada.presses("Other time or zone…")
    shown = await ada.submits(zone="Atlantis", time="7.75")
    assert "I don't know the time zone “Atlantis”. Type a city" in shown.text
    assert "I can't read “7.75” as a time of day" in shown.text
    with pytest.raises(CannotAct):
        await ada.presses("Start it")
    await ada.presses("Change what I typed…")
    assert texts(ada) == {"zone": "Atlantis", "time": "7.75"}
    shown = await ada.submits(zone="Athens", time="7.75")
    assert "Atlantis" not in shown.text
    await ada.picks("What to ask", ["Clouds"])
    await ada.presses("Change what I typed…")
    assert texts(ada) == {"zone": "Athens", "time": "7.75"}
    shown = await ada.submits(zone="Athens", time="7:15")
    assert "from **Clouds** at **07:15** (Europe/Athens)" in shown.text
    await ada.presses("Start it")
    assert "The daily quiz is set up" in ada.sees(QUIZ)


async def test_what_may_be_several_zones_is_chosen(house: Any) -> None:
    """The zones that are meant can be picked; a time that could be read stays, one that could not is asked again."""
    ada = house.sandbox.person("ada")
    await ada.runs("setup")
    await ada.presses("Other time or zone…")
    shown = await ada.submits(zone="EST", time="7:15")
    assert "I can't tell which time zone “EST” is" in shown.text
    shown = await ada.picks("Which time zone do you mean?", ["America/Panama"])
    assert "at **07:15** (America/Panama)" in shown.text
    assert "EST" not in shown.text
    await ada.presses("Other time or zone…")
    await ada.submits(zone="CET", time="late")
    shown = await ada.picks("Which time zone do you mean?", ["Africa/Algiers"])
    assert "I can't read “late”" in shown.text
    shown = await ada.picks("At what time", ["20:00"])
    assert "at **20:00** (Africa/Algiers)" in shown.text


async def test_where_there_is_no_deck(house: Any) -> None:
    """It says so, and what to do."""
    await house.services.decks.sync([])
    ada = house.sandbox.person("ada")
    assert "There is no deck to ask from yet" in (await ada.runs("setup")).text
    assert "There is no deck to ask from yet" in (await ada.runs("help")).text


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


async def test_a_channel_the_bot_cannot_write_to(house: Any) -> None:
    """The card says at once what is missing, and nothing is started."""
    await house.denies("#practice", Permission.SEND_MESSAGES)
    ada = house.sandbox.person("ada")
    await ada.runs("setup")
    shown = await ada.picks("Where to ask", ["#practice"])
    assert "Send Messages" in shown.text
    await ada.presses("Start it")
    assert await house.services.schedules.all(ada.channel(QUIZ).guild.id) == ()


async def test_help_and_about_answer_privately(house: Any) -> None:
    """Both are there for everyone, and for no one else's eyes."""
    ben, ada = house.sandbox.person("ben"), house.sandbox.person("ada")
    assert (await ben.runs("help")).private
    assert (await ben.runs("about")).private
    assert "Answer the daily quiz" in ben.sees(QUIZ)
    assert f"Deckhand {version('deckhand')}" in ben.sees(QUIZ)
    assert ada.sees(QUIZ) == ""


async def test_every_command_that_is_named_exists(house: Any) -> None:
    """Help names each command there is; no sentence and no page for readers names one there is not."""
    there = {command.qualified_name for command in house.client.tree.walk_commands()}
    shown = guide().embed
    assert shown is not None
    helped = named("\n".join(field.value or "" for field in shown.fields))
    assert helped <= there
    assert {command.name for command in house.client.tree.get_commands()} == {
        "help",
        *(name.partition(" ")[0] for name in helped),
    }
    assert named((ROOT / "bot/text/en.ftl").read_text("utf-8")) <= there
    for page in ("README.md", "CONTRIBUTING.md", "config/README.md", "cards/README.md"):
        assert named((ROOT / page).read_text("utf-8")) - {"data"} <= there, page
