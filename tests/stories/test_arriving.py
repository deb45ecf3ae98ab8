"""Arriving: the bot comes to its servers, tells its commands once, asks for nothing it does not need, and goes."""

from __future__ import annotations

from bot.app import App
from bot.sandbox.sessions import PRIVILEGED
from tests.contract import Contract
from tests.stories.evening import Evening

COMMANDS = "/applications/{application_id}/commands"


async def test_commands_are_told_once(evening: Evening) -> None:
    """A restart tells Discord nothing that it knows already."""
    assert len(evening.sandbox.exchanges.rest("PUT", COMMANDS)) == 1

    await evening.restart()
    await evening.ada.runs("help")

    assert len(evening.sandbox.exchanges.rest("PUT", COMMANDS)) == 1


async def test_commands_are_told_anew_once_they_changed(evening: Evening) -> None:
    """A definition other than the one remembered is sent at the next start."""
    assert len(evening.sandbox.exchanges.rest("PUT", COMMANDS)) == 1
    await evening.stop()
    evening.writes("UPDATE synced_commands SET hash = ?", "the commands of an earlier version")

    await evening.start()

    assert len(evening.sandbox.exchanges.rest("PUT", COMMANDS)) == 2


async def test_no_privileged_intent_is_asked_for(evening: Evening) -> None:
    """The bot identifies without members, presences and message content."""
    (session,) = evening.sandbox.state.sessions.connected
    assert session.intents & PRIVILEGED == 0


async def test_only_managers_are_offered_the_timetable(evening: Evening) -> None:
    """Ada, who owns the server, is offered /daily; Ben finds everything else."""
    assert {"daily", "leaderboard", "help", "about"} <= {command["name"] for command in evening.ada.commands()}
    offered = {command["name"] for command in evening.ben.commands()}
    assert {"leaderboard", "help", "about"} <= offered
    assert "daily" not in offered


async def test_help_is_private(evening: Evening) -> None:
    """Help is for the one who asks."""
    shown = await evening.ben.runs("help")
    assert shown.private
    assert "Answer the daily quiz" in evening.ben.sees()
    assert "Answer the daily quiz" not in evening.chiyo.sees()


async def test_the_bot_comes_back_after_a_cut_line(evening: Evening) -> None:
    """A connection that breaks is taken up again, and nothing said meanwhile is lost."""
    evening.sandbox.cuts()
    await evening.until(lambda: not evening.sandbox.connected)
    shown = await evening.ben.runs("about")
    assert "Deckhand" in shown.text


async def test_a_killed_bot_leaves_nothing_running(evening: Evening) -> None:
    """After a kill no task of the bot is alive, and it can start again on the same file."""
    life = evening.life
    assert life is not None
    await evening.kill()
    assert life.tasks == set()
    await evening.start()
    assert isinstance(evening.app, App)
    assert "Deckhand" in (await evening.ben.runs("about")).text


async def test_the_contract_is_at_hand(evening: Evening) -> None:
    """Every story ends by checking what crossed the wire against Discord's own file; without it this one says so."""
    await evening.ben.runs("help")
    assert Contract.load().faults(evening.sandbox.exchanges) == []
