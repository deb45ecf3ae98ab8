"""First days: the bot is invited, greets once, and is set up in under a minute."""

from __future__ import annotations

import pytest

from bot.sandbox.permissions import Permission
from tests.stories.evening import QUIZ, Evening, plain


@pytest.fixture
def greeted() -> bool:
    """Here nobody knows the bot yet."""
    return False


async def test_from_the_invitation_to_the_first_question(evening: Evening) -> None:
    """A greeting, a card, a try that never counts, a start, and at nine the question; through a restart."""
    await evening.reads(evening.ben, "Hello! I ask your team a question a day")
    assert "You don't have the permission" in (await evening.ben.presses("Set up")).text
    shown = await evening.ada.presses("Set up")
    assert shown.private
    await evening.ada.picks("What to ask", ["rivers"])
    await evening.restart()
    await evening.ada.picks("In which time zone", ["Europe/Berlin"])
    await evening.ada.presses("Try a question")
    await evening.restart()
    await evening.ada.presses("Answer")
    assert "nothing was counted" in (await evening.ada.submits("the Nile")).text
    shown = await evening.ada.presses("Start it")
    assert "The daily quiz is set up" in shown.text
    evening.passes_until("09:00")
    await evening.until(lambda: len(evening.posts()) == 2)
    assert evening.rows("SELECT count(*) FROM answers") == [(0,)]
    assert evening.rows("SELECT zone, channel FROM guilds WHERE id = ?", evening.guild.id) == [
        ("Europe/Berlin", evening.guild.channel(QUIZ).id)
    ]


async def test_greeted_once_where_it_may(evening: Evening) -> None:
    """In the channel Discord greets in, or the first that may be written to; never again, whatever happens."""
    await evening.until(lambda: len(evening.posts(guild=evening.elsewhere)) == 1)
    await evening.restart()
    evening.sandbox.admin.removes_bot(evening.elsewhere)
    evening.sandbox.admin.invites_bot(evening.elsewhere)
    world = evening.sandbox.world
    third = world.add_guild("Third", owner=world.users[evening.ada.user.id], bot_permissions=None)
    world.add_channel(third, "rules")
    lobby = world.add_channel(third, "lobby")
    third.system_channel = lobby.id
    evening.sandbox.admin.invites_bot(third)
    await evening.until(lambda: len(evening.posts("#lobby", third)) == 1)
    await evening.quiet()
    assert len(evening.posts(guild=evening.elsewhere)) == 1
    assert evening.posts("#rules", third) == []


async def test_a_greeting_that_was_lost_is_not_repeated(evening: Evening) -> None:
    """Killed before it learned that the greeting stands, the bot finds it there."""
    await evening.until(lambda: len(evening.posts()) == 1)
    await evening.kill()
    with_sql = "UPDATE posts SET state = 'pending', message = NULL, due_at_ms = 0, claimed_until_ms = NULL, tries = 1"
    evening.writes(with_sql)
    evening.passes(minutes=10)
    await evening.start()
    await evening.until(lambda: evening.rows("SELECT DISTINCT state FROM posts") == [("sent",)])
    assert len(evening.posts()) == 1


async def test_help_leads_to_the_set_up(evening: Evening) -> None:
    """`/help` names the way for those who manage the server."""
    assert "/setup" in plain((await evening.ada.runs("help")).text)


async def test_nowhere_to_greet(set_table: Evening) -> None:
    """Where it may write nowhere it says nothing, and `/setup` is there all the same."""
    for channel in set_table.guild.channels.values():
        set_table.sandbox.admin.denies(channel, Permission.SEND_MESSAGES)
    await set_table.start()
    await set_table.until(lambda: len(set_table.posts(guild=set_table.elsewhere)) == 1)
    await set_table.quiet()
    assert set_table.posts() == []
    assert "Send Messages" in (await set_table.ada.runs("setup")).text
