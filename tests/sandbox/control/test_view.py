"""What a page shows: one person's share of the world."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.sandbox import posting
from bot.sandbox.control import view
from bot.sandbox.permissions import Permission
from bot.sandbox.posting import MessageContext
from bot.sandbox.server import Sandbox
from bot.sandbox.wire import Payload
from bot.sandbox.world import World, demo_world, deny

OPEN = {"type": 1, "components": [{"type": 2, "style": 1, "label": "Answer", "custom_id": "q"}]}
SHUT = {"type": 1, "components": [{"type": 2, "style": 1, "label": "Answer", "custom_id": "q", "disabled": True}]}
LINK = {"type": 1, "components": [{"type": 2, "style": 5, "label": "Source", "url": "https://example.org"}]}


@pytest.fixture
def world() -> World:
    """Return the demo's world and a second server that only Ben is in."""
    world = demo_world()
    ben = next(user for user in world.users.values() if user.name == "ben")
    other = world.add_guild("Other place", owner=ben)
    world.add_channel(other, "secret-plans")
    return world


def write(sandbox: Sandbox, content: str, *, by_bot: bool = True, only_for: int | None = None, **body: Any) -> None:
    """Put a message into #daily-quiz."""
    guild = next(iter(sandbox.world.guilds.values()))
    author = sandbox.world.bot if by_bot else next(user for user in sandbox.world.users.values() if not user.bot)
    context = MessageContext(only_for=only_for)
    message = posting.compose(
        sandbox.state, guild.channel("daily-quiz"), author, {"content": content, **body}, context=context
    )
    sandbox.state.message_created(message)


def names(snapshot: Payload) -> list[str]:
    """Return the channels of a snapshot."""
    return [channel["name"] for guild in snapshot["guilds"] for channel in guild["channels"]]


async def test_one_sees_ones_own_servers_and_channels(world: World) -> None:
    """A server one is not in, and a channel one may not see, are not in the snapshot; nor are their messages."""
    async with Sandbox(world=world).serving() as sandbox:
        guild = next(iter(world.guilds.values()))
        chiyo = next(member for member in guild.members.values() if member.user.name == "chiyo")
        deny(guild.channel("arena"), chiyo, Permission.VIEW_CHANNEL)
        seen = view.snapshot(sandbox, sandbox.person("chiyo"))
        assert names(seen) == ["daily-quiz", "practice"]
        assert len(seen["messages"]) == 2
        assert "secret-plans" in names(view.snapshot(sandbox, sandbox.person("ben")))


async def test_people_are_told_apart(world: World) -> None:
    """The snapshot says who one is, who else there is, and who runs the server."""
    async with Sandbox(world=world).serving() as sandbox:
        seen = view.snapshot(sandbox, sandbox.person("ada"))
        assert (seen["person"]["name"], seen["person"]["about"]) == ("Ada", "owns the server")
        assert [person["key"] for person in seen["people"]] == ["ada", "ben", "chiyo"]
        app = next(member for member in seen["guilds"][0]["members"] if member["bot"])
        assert (app["name"], app["online"]) == ("Deckhand", False)


async def test_commands_are_those_one_may_run(world: World) -> None:
    """A command for managers is offered to Ada and not to Chiyo."""
    async with Sandbox(world=world).serving() as sandbox:
        needs = str(int(Permission.MANAGE_GUILD))
        sandbox.state.commands.replace(
            None,
            [
                {"name": "daily", "description": "For managers", "default_member_permissions": needs},
                {"name": "leaderboard", "description": "For all"},
            ],
        )

        def offered(name: str) -> list[str]:
            return [each["name"] for each in next(iter(view.commands(sandbox.person(name)).values()))]

        assert (offered("ada"), offered("chiyo")) == (["daily", "leaderboard"], ["leaderboard"])


async def test_only_open_posts_of_the_bot_have_a_closing() -> None:
    """Posts without a live control, private ones, people's words and moments past name no closing."""
    async with Sandbox().serving() as sandbox:
        ada = sandbox.person("ada")
        soon, past = int(sandbox.clock.now().timestamp()) + 600, int(sandbox.clock.now().timestamp()) - 600
        write(sandbox, f"no control <t:{soon}:R>")
        write(sandbox, f"shut <t:{soon}:R>", components=[SHUT])
        write(sandbox, f"link <t:{soon}:R>", components=[LINK])
        write(sandbox, f"private <t:{soon}:R>", only_for=ada.user.id, components=[OPEN])
        write(sandbox, f"said <t:{soon}:R>", by_bot=False)
        write(sandbox, f"past <t:{past}:R>", components=[OPEN])
        assert view.next_closing(sandbox, ada) is None
        write(sandbox, "open", embeds=[{"description": f"closes <t:{soon}:R>"}], components=[OPEN])
        assert view.next_closing(sandbox, ada) == datetime.fromtimestamp(soon, UTC)
        sandbox.clock.advance(timedelta(seconds=601))
        assert view.next_closing(sandbox, ada) is None
