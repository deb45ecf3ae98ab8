"""The demo's world, and how roles and overwrites add up (bot.sandbox.permissions)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.sandbox import permissions
from bot.sandbox.entities import Channel, Guild, Overwrite
from bot.sandbox.permissions import Permission
from bot.sandbox.world import World, demo_world, deny

NOW = datetime(2026, 11, 23, tzinfo=UTC)
VIEW, SEND, EMBED = Permission.VIEW_CHANNEL, Permission.SEND_MESSAGES, Permission.EMBED_LINKS


def place(world: World) -> tuple[Guild, Channel]:
    """Return the guild and #arena."""
    guild = next(iter(world.guilds.values()))
    return guild, guild.channel("#arena")


def test_demo_world_is_the_same_each_time() -> None:
    """Ids do not change from start to start, so that a kept database still fits."""
    one, other = demo_world(), demo_world()
    assert list(one.users) == list(other.users)
    assert list(one.channels) == list(other.channels)
    guild, _ = place(one)
    assert [user.name for user in one.users.values()] == ["deckhand", "ada", "ben", "chiyo"]
    assert [channel.name for channel in guild.channels.values()] == ["daily-quiz", "practice", "arena"]


def test_unknown_channel_names_those_there_are() -> None:
    """A wrong name says what there is."""
    with pytest.raises(KeyError, match="there are: #daily-quiz, #practice, #arena"):
        place(demo_world())[0].channel("#nowhere")


def test_owner_and_administrators_may_everything() -> None:
    """No overwrite binds them."""
    world = demo_world()
    guild, arena = place(world)
    deny(arena, guild.roles[guild.id], VIEW)
    ada, ben, chiyo = (world.users[id_] for id_ in list(world.users)[1:])
    world.add_member(guild, ben, world.add_role(guild, "Boss", Permission.ADMINISTRATOR))
    assert world.permissions(ada, arena, NOW) == permissions.ALL
    assert world.permissions(ben, arena, NOW) == permissions.ALL
    assert world.permissions(chiyo, arena, NOW) == 0


def test_overwrites_add_up_in_discords_order() -> None:
    """@everyone first, then all roles together (allow wins), then the member's own."""
    world = demo_world()
    guild, arena = place(world)
    ben = world.users[list(world.users)[2]]
    one, two = world.add_role(guild, "One"), world.add_role(guild, "Two")
    member = world.add_member(guild, ben, one, two)
    deny(arena, guild.roles[guild.id], SEND)
    assert not world.permissions(ben, arena, NOW) & SEND
    arena.overwrites[one.id] = Overwrite(target=one.id, kind=0, deny=int(SEND))
    arena.overwrites[two.id] = Overwrite(target=two.id, kind=0, allow=int(SEND))
    assert world.permissions(ben, arena, NOW) & SEND
    deny(arena, member, SEND)
    assert not world.permissions(ben, arena, NOW) & SEND


def test_what_cannot_be_used_is_taken_away() -> None:
    """Without looking nothing is left; without sending no embeds; timed out only looking and reading."""
    world = demo_world()
    guild, arena = place(world)
    ben = world.users[list(world.users)[2]]
    member = guild.members[ben.id]
    deny(arena, member, SEND)
    assert not world.permissions(ben, arena, NOW) & EMBED
    deny(arena, member, VIEW)
    assert world.permissions(ben, arena, NOW) == 0
    arena.overwrites.clear()
    member.timed_out_until = NOW + timedelta(minutes=1)
    assert world.permissions(ben, arena, NOW) == VIEW | Permission.READ_MESSAGE_HISTORY
    assert world.permissions(ben, arena, NOW + timedelta(minutes=2)) & SEND


def test_direct_messages_are_for_two() -> None:
    """The bot and its person, opened once."""
    world = demo_world()
    ada, ben = (world.users[id_] for id_ in list(world.users)[1:3])
    direct = world.direct(ada)
    assert world.direct(ada) is direct
    assert world.permissions(ada, direct, NOW) & SEND
    assert world.permissions(world.bot, direct, NOW) & SEND
    assert world.permissions(ben, direct, NOW) == 0
