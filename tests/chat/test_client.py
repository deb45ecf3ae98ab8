"""The client on the wire: what it asks for, what survives a restart, and how it ends."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from bot.chat.client import Deckhand
from bot.chat.endpoints import Endpoints
from bot.chat.feature import Features
from bot.core.errors import CannotConnect, TokenRefused
from bot.db.database import Database
from bot.sandbox.server import Sandbox
from tests.database import busy

COMMANDS = "/applications/{application_id}/commands"


async def test_commands_are_told_only_when_they_changed(
    sandbox: Sandbox, db: Database, joined: Callable[..., Any]
) -> None:
    """A second start tells nothing; another definition, or force, tells all again."""
    async with joined(sandbox, db):
        assert len(sandbox.exchanges.rest("PUT", COMMANDS)) == 1
    async with joined(sandbox, db) as house:
        assert len(sandbox.exchanges.rest("PUT", COMMANDS)) == 1
        assert await house.client.tree.sync_if_changed(force=True)
        assert not await house.client.tree.sync_if_changed(force=False)
        house.client.tree.remove_command("about")
        assert await house.client.tree.sync_if_changed(force=False)
    assert len(sandbox.exchanges.rest("PUT", COMMANDS)) == 3


async def test_commands_are_for_servers_and_managers(house: Any) -> None:
    """Nothing is offered in direct messages, and `/daily` only to those who manage the server."""
    told = {command["name"]: command for command in house.sandbox.exchanges.rest("PUT", COMMANDS)[0].request}
    assert set(told) >= {"daily", "setup", "leaderboard", "help", "about"}
    assert all(command["contexts"] == [0] and command["integration_types"] == [0] for command in told.values())
    for name in ("daily", "setup"):
        assert int(told[name]["default_member_permissions"]) == 1 << 5
    options = {option["name"]: option for option in told["daily"]["options"]}
    assert set(options) == {"add", "list", "edit", "pause", "resume", "remove", "now", "close", "options"}
    add = [option["name"] for option in options["add"]["options"]]
    assert add == ["deck", "channel", "time", "days", "zone", "questions", "open_for"]


async def test_no_privileged_intent_is_needed(house: Any) -> None:
    """The bot hears of guilds and their messages, keeps no members and no messages, and mentions nobody by accident."""
    told = {name for name, on in house.client.intents if on}
    assert told == {"guilds", "guild_messages"}
    assert house.client.allowed_mentions.to_dict() == {"parse": []}
    assert list(house.client.cached_messages) == []


async def test_a_form_opened_before_a_restart_works_after_it(
    sandbox: Sandbox, db: Database, joined: Callable[..., Any]
) -> None:
    """Nothing of a form is in memory, nor of a button."""
    ben = sandbox.person("ben")
    async with joined(sandbox, db) as house:
        await house.stock()
        await house.asks("clouds")
        await ben.presses("Answer")
    async with joined(sandbox, db):
        await ben.submits("it looks facts up in a source outside its training data, without fine-tuning")
        assert "points" in ben.sees("#daily-quiz")
        await sandbox.person("chiyo").presses("Hint (costs 25%)")
        assert "Think of an open book." in sandbox.person("chiyo").sees("#daily-quiz")


async def test_nothing_is_handled_twice_or_kept_by_the_library(house: Any) -> None:
    """Each press and form is answered once, and the library stores no view and no form."""
    await house.asks("clouds")
    ben = house.sandbox.person("ben")
    await ben.presses("Hint (costs 25%)")
    await ben.presses("Answer")
    house.sandbox.exchanges.clear()
    await ben.submits("a data source outside its training data")
    callbacks = [entry for entry in house.sandbox.exchanges.rest("POST") if "callback" in entry.route]
    assert [entry.status for entry in callbacks] == [200]
    kept = house.client._connection._view_store
    assert (kept._views, kept._modals, kept._synced_message_views) == ({}, {}, {})


async def test_a_press_on_a_button_just_edited_away_is_answered(house: Any) -> None:
    """A client that has not heard of the result yet gets "closed", not silence."""
    await house.asks("clouds")
    ben = house.sandbox.person("ben")
    post = next(message for message in ben.messages("#daily-quiz") if message["components"])
    name = post["components"][0]["components"][0]["custom_id"]
    await house.closes()
    await ben.presses(message=post, custom_id=name, forced=True)
    assert "This question closed" in ben.sees("#daily-quiz")


async def test_nobody_can_be_mentioned_by_accident(house: Any) -> None:
    """Every message the bot sends or edits, public or private, tells Discord to mention nobody."""
    await house.asks("clouds", time="@everyone")
    await house.asks("clouds")
    ben = house.sandbox.person("ben")
    await ben.presses("Hint (costs 25%)")
    await ben.presses("Answer")
    await ben.submits("@everyone outside its training data <@1>")
    await house.closes()
    bodies = [entry.request for entry in house.sandbox.exchanges.rest() if isinstance(entry.request, dict)]
    said = [body.get("data") or body for body in bodies]
    messages = [body for body in said if body.get("content") or body.get("embeds")]
    assert len(messages) >= 8
    assert all(body["allowed_mentions"]["parse"] == [] for body in messages)


async def test_an_unknown_press_is_answered(house: Any) -> None:
    """A button of another version gets a sentence, whatever it is called."""
    await house.asks("clouds")
    ben = house.sandbox.person("ben")
    post = next(message for message in ben.messages("#daily-quiz") if message["components"])
    for custom_id in ("no name of ours", "duel:accept:1", "question:answer:x", "board:page:week"):
        await ben.presses(message=post, custom_id=custom_id, forced=True)
    assert ben.sees("#daily-quiz").count("This has changed since.") == 4


async def test_a_drain_lets_answers_in_flight_finish_and_takes_no_new_ones(house: Any) -> None:
    """What was sent is stored and answered; what comes later is told to come again, with its text."""
    await house.asks("clouds")
    ben, chiyo = house.sandbox.person("ben"), house.sandbox.person("chiyo")
    ben.patient = False
    await ben.presses("Answer")
    await chiyo.presses("Answer")
    async with busy(house.db):
        # Acknowledged: it is under way, and the database keeps it from ending.
        assert "thinking" in (await ben.submits("a data source outside its training data")).text
        draining = asyncio.create_task(house.client.drain(timeout=10))
        await asyncio.sleep(0)
        await chiyo.submits("my long thought")
    assert await draining == 0
    assert "points**" in ben.sees("#daily-quiz")
    assert "just restarting" in chiyo.sees("#daily-quiz")
    assert "my long thought" in chiyo.sees("#daily-quiz")


async def test_commands_are_refused_while_draining(house: Any) -> None:
    """A slash command is told the same."""
    assert await house.client.drain() == 0
    ada = house.sandbox.person("ada")
    await ada.runs("daily list")
    assert "just restarting" in ada.sees("#daily-quiz")


async def test_a_wrong_token_is_named(sandbox: Sandbox, db: Database, services_on: Callable[..., Any]) -> None:
    """What Discord refuses at the login becomes one fault that the command can word."""
    endpoints = Endpoints(api=sandbox.api, gateway=sandbox.gateway)
    guilds = services_on(db, sandbox.clock).servers
    async with Deckhand(features=Features(), db=db, guilds=guilds, wake=lambda: None, endpoints=endpoints) as client:
        with pytest.raises(TokenRefused):
            await client.serve("wrong")


async def test_nobody_there_is_named(db: Database, sandbox: Sandbox, services_on: Callable[..., Any]) -> None:
    """Where nothing listens the fault carries the address."""
    endpoints = Endpoints(api="http://127.0.0.1:9/api/v10", gateway="ws://127.0.0.1:9/gateway")
    guilds = services_on(db, sandbox.clock).servers
    async with Deckhand(features=Features(), db=db, guilds=guilds, wake=lambda: None, endpoints=endpoints) as client:
        with pytest.raises(CannotConnect) as failed:
            await client.serve("any")
    assert failed.value.where == "http://127.0.0.1:9/api/v10"
