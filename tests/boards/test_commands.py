"""`/leaderboard` and `/digest`, as people see them."""

from __future__ import annotations

from typing import Any

from bot.boards.commands import DigestCommands

GOOD = "the model looks facts up in a data source outside its training data, without fine-tuning the model"


async def test_a_board_shows_ranks_and_oneself(house: Any) -> None:
    """Who scored stands there by name, privately to who asks."""
    await house.asks("clouds")
    ben, chiyo = house.sandbox.person("ben"), house.sandbox.person("chiyo")
    await ben.presses("Answer")
    await ben.submits(GOOD)
    shown = await ben.runs("leaderboard")
    assert shown.private
    assert "1st **Ben**" in ben.sees("#daily-quiz")
    assert "**You:** 1st **Ben**" in ben.sees("#daily-quiz")
    await chiyo.runs("leaderboard", window="all")
    assert "You have no points here yet." in chiyo.sees("#daily-quiz")


async def test_a_board_of_one_channel_or_deck(house: Any) -> None:
    """Scopes tell apart, and both at once are refused."""
    await house.asks("clouds")
    ben = house.sandbox.person("ben")
    await ben.presses("Answer")
    await ben.submits(GOOD)
    await ben.runs("leaderboard", deck="stores")
    assert "Nobody has points here yet." in ben.sees("#daily-quiz")
    await ben.runs("leaderboard", channel="#daily-quiz", window="today")
    assert "Leaderboard of one channel · today" in ben.sees("#daily-quiz")
    await ben.runs("leaderboard", channel="#daily-quiz", deck="clouds")
    assert "Choose a channel or a deck" in ben.sees("#daily-quiz")


async def test_pages_turn_in_place(house: Any) -> None:
    """With more than ten people there is a next page, and a way back, on the same message."""
    world = house.sandbox.world
    guild = house.sandbox.person("ada").guild
    names = [f"player{number:02}" for number in range(12)]
    for name in names:
        world.add_member(guild, world.add_user(name))
    await house.asks("clouds")
    for name in names:
        person = house.sandbox.person(name)
        person.goes("#daily-quiz")
        await person.presses("Answer")
        await person.submits(GOOD)
    ben = house.sandbox.person("ben")
    shown = await ben.runs("leaderboard")
    assert "Player11" not in ben.sees("#daily-quiz")
    await ben.presses("Lower", message=shown)
    assert "Player11" in ben.sees("#daily-quiz")
    assert "Player00" not in ben.sees("#daily-quiz")
    await ben.presses("Higher", message=shown)
    assert "Player00" in ben.sees("#daily-quiz")
    assert ben.sees("#daily-quiz").count("1st **Player") == 10


async def test_setting_and_ending_a_digest(house: Any) -> None:
    """It says where and when, wakes the alarm, and ends again."""
    ada = house.sandbox.person("ada")
    before = len(house.woken)
    shown = await ada.runs("digest set", channel="#daily-quiz", day="Friday", time="16:00")
    assert shown.private
    assert "The digest comes to" in shown.text
    assert len(house.woken) > before
    assert "The digest is off" in (await ada.runs("digest off")).text
    assert "There is no digest here yet" in (await ada.runs("digest now")).text


async def test_times_that_cannot_be_read_are_refused(house: Any) -> None:
    """As everywhere, with what to write instead."""
    assert "25:00" in (await house.sandbox.person("ada").runs("digest set", time="25:00")).text


def test_digests_are_for_managers(house: Any) -> None:
    """Discord offers it to nobody else by default."""
    group = DigestCommands(house.services.digests, house.services.standings, lambda: None)
    assert group.default_permissions is not None
    assert group.default_permissions.manage_guild


async def test_every_metric_is_offered(house: Any) -> None:
    """Points, accuracy, and what any feature brings can be chosen, and each shows a board."""
    (leaderboard,) = (one for one in house.client.tree.get_commands() if one.name == "leaderboard")
    (by,) = (option for option in leaderboard.parameters if option.name == "by")
    offered = [choice.value for choice in by.choices]
    assert offered == ["points", "accuracy", *house.features.board_metrics]
    assert len(offered) > 2
    ben = house.sandbox.person("ben")
    titles = [(await ben.runs("leaderboard", by=metric)).text.splitlines()[1] for metric in offered]
    assert all(title.startswith("Leaderboard · ") for title in titles)
    assert len(set(titles)) == len(offered)
