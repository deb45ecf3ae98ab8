"""`/daily`, as those who manage a server see it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox.permissions import Permission


async def test_a_schedule_is_made_listed_changed_and_removed(house: Any) -> None:
    """The whole life of a schedule, in sentences."""
    ada = house.sandbox.person("ada")
    await ada.runs("daily list")
    assert "There is no daily quiz here yet." in ada.sees("#daily-quiz")
    await ada.runs("daily add", deck="clouds", time="17:30", days="mon,wed", zone="Europe/Berlin", open_for="2h")
    sentence = "from **Clouds** at **17:30** (Europe/Berlin), Mon, Wed, open for 2 hours."
    assert sentence in ada.sees("#daily-quiz")
    await ada.runs("daily edit", time="08:00", questions=1)
    assert "at **08:00** (Europe/Berlin), Mon, Wed" in ada.sees("#daily-quiz")
    await ada.runs("daily pause")
    await ada.runs("daily pause")
    assert "paused already" in ada.sees("#daily-quiz")
    await ada.runs("daily resume")
    assert "Running again" in ada.sees("#daily-quiz")
    await ada.runs("daily remove")
    await ada.presses("Keep")
    assert "stays as it is" in ada.sees("#daily-quiz")
    await ada.runs("daily remove")
    await ada.presses("Remove")
    await ada.runs("daily list")
    assert ada.sees("#daily-quiz").count("There is no daily quiz here yet.") == 2


async def test_defaults_are_those_of_the_design(house: Any) -> None:
    """Nine o'clock, Monday to Friday, one question, eight hours, in the channel one is in."""
    ada = house.sandbox.person("ada")
    await ada.runs("daily add", deck="clouds")
    assert "#daily-quiz gets a question from **Clouds** at **09:00** (UTC), Mon–Fri, open for 8 hours." in ada.sees(
        "#daily-quiz"
    )


async def test_asking_and_closing_wake_the_alarm(house: Any) -> None:
    """Whatever may change what is due wakes the alarm; a list does not."""
    ada = house.sandbox.person("ada")
    await ada.runs("daily add", deck="clouds")
    await ada.runs("daily now")
    await house.work()
    await ada.runs("daily list")
    assert len(house.woken) == 2
    await ada.runs("daily close")
    assert "Closed. The result follows in a moment." in ada.sees("#daily-quiz")
    assert len(house.woken) == 3
    await house.work()
    assert "Result · Clouds" in ada.sees("#daily-quiz")
    await ada.runs("daily close")
    assert "Nothing is open right now." in ada.sees("#daily-quiz")


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ({"time": "25:00"}, "“25:00” as a time of day"),
        ({"zone": "Mars/Olympus"}, "the time zone “Mars/Olympus”"),
        ({"zone": "Europe/Berlim"}, "Did you mean Europe/Berlin"),
        ({"days": "funday"}, "“funday” as weekdays"),
        ({"open_for": "8 parsecs"}, "as a length of time"),
        ({"open_for": "1m"}, "Choose between 5 minutes and 7 days"),
        ({"deck": "nope"}, "There is no deck “nope” here. Choose one of these:"),
        ({"deck": "**@everyone**"}, "There is no deck “\\*\\*@\u200beveryone\\*\\*” here."),
    ],
)
async def test_what_cannot_be_used_is_explained(house: Any, options: dict[str, str], wanted: str) -> None:
    """A private sentence says what to choose instead, and nothing is half-created."""
    ada = house.sandbox.person("ada")
    shown = await ada.runs("daily add", **({"deck": "clouds"} | options))
    assert shown.private
    assert wanted in ada.sees("#daily-quiz")
    await ada.runs("daily list")
    assert "There is no daily quiz here yet." in ada.sees("#daily-quiz")


async def test_a_channel_that_cannot_be_written_to_is_refused_first(house: Any) -> None:
    """The missing permissions are named, and nothing is created."""
    await house.denies("#arena", Permission.SEND_MESSAGES | Permission.EMBED_LINKS)
    ada = house.sandbox.person("ada")
    await ada.runs("daily add", deck="clouds", channel="#arena")
    assert "I can't post in #arena yet. Please give me these permissions there: Send Messages." in ada.sees(
        "#daily-quiz"
    )
    await ada.runs("daily list")
    assert "There is no daily quiz here yet." in ada.sees("#daily-quiz")


async def test_suggestions_help_to_choose(house: Any) -> None:
    """Decks by title, zones by city, schedules in words; whatever is typed stays possible."""
    ada = house.sandbox.person("ada")
    decks = await ada.suggestions("daily add", "deck", "clo")
    assert [(choice["name"], choice["value"]) for choice in decks][:1] == [("Clouds", "clouds")]
    zones = await ada.suggestions("daily add", "zone", "berl")
    assert zones[0]["value"] == "Europe/Berlin"
    times = await ada.suggestions("daily add", "time", "9")
    assert [choice["value"] for choice in times] == ["9", "09:00", "09:30"]
    assert (await ada.suggestions("daily add", "days", ""))[0]["value"] == "mon-fri"
    assert (await ada.suggestions("daily add", "open_for", ""))[0]["value"] == "8h"
    await ada.runs("daily add", deck="clouds")
    named = await ada.suggestions("daily pause", "schedule", "daily")
    assert [choice["name"] for choice in named] == ["Clouds in #daily-quiz, 09:00 Mon–Fri"]
    await ada.runs("daily pause", schedule=named[0]["value"])
    assert "Nothing is asked until you use `/daily resume`." in ada.sees("#daily-quiz")


async def test_the_only_schedule_need_not_be_named(house: Any) -> None:
    """With nonsense the person is sent to the list, which with one schedule alone need not be looked at."""
    ada = house.sandbox.person("ada")
    await ada.runs("daily add", deck="clouds")
    assert "On its way" in (await ada.runs("daily now")).text
    assert "Pick one from the list" in (await ada.runs("daily now", schedule="the first one")).text
