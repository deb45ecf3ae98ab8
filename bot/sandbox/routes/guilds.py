"""Guild routes: read a guild, its channels, roles and members."""

from __future__ import annotations

from bot.sandbox import payloads
from bot.sandbox.entities import PUBLIC_THREAD
from bot.sandbox.permissions import in_guild
from bot.sandbox.problems import invalid, missing_access, unknown
from bot.sandbox.route import Body, Call, Route
from bot.sandbox.sessions import Intent

_LARGEST_PAGE = 1000


def read(call: Call) -> Body:
    """Answer with a guild."""
    guild = call.guild()
    shown = payloads.guild(guild)
    if call.query.get("with_counts") in ("1", "true"):
        shown |= {"approximate_member_count": len(guild.members), "approximate_presence_count": 1}
    return shown


def mine(call: Call) -> Body:
    """Answer with the guilds the bot is in, by id."""
    world = call.state.world
    found = [guild for guild in sorted(world.guilds.values(), key=lambda one: one.id) if world.bot.id in guild.members]
    after = int(call.query.get("after") or 0)
    limit = int(call.query.get("limit") or 200)
    return [
        {
            "id": str(guild.id),
            "name": guild.name,
            "icon": None,
            "banner": None,
            "owner": guild.owner_id == world.bot.id,
            "permissions": str(in_guild(guild.members[world.bot.id])),
            "features": [],
        }
        for guild in found
        if guild.id > after
    ][:limit]


def channels(call: Call) -> Body:
    """Answer with a guild's channels, threads not included."""
    places = call.guild().channels.values()
    return [payloads.channel(call.state, one) for one in places if one.kind != PUBLIC_THREAD]


def active_threads(call: Call) -> Body:
    """Answer with a guild's threads that are not archived."""
    open_ones = [c for c in call.guild().channels.values() if c.kind == PUBLIC_THREAD and not c.archived]
    return {"threads": [payloads.channel(call.state, one) for one in open_ones], "members": [], "has_more": False}


def roles(call: Call) -> Body:
    """Answer with a guild's roles."""
    return [role.payload() for role in call.guild().roles.values()]


def member(call: Call) -> Body:
    """Answer with one member."""
    guild, user_id = call.guild(), call.number("user_id")
    if user_id not in call.state.world.users:
        raise unknown("User")
    if user_id not in guild.members:
        raise unknown("Member")
    return guild.members[user_id].payload()


def members(call: Call) -> Body:
    """Answer with a page of members; that needs the members intent."""
    guild = call.guild()
    if not call.state.world.application.privileged & Intent.GUILD_MEMBERS:
        raise missing_access()
    limit = call.query.get("limit", "1")
    if not limit.isdecimal() or not 1 <= int(limit) <= _LARGEST_PAGE:
        raise invalid("limit", "NUMBER_TYPE_MAX", "int value should be between 1 and 1000.")
    after = int(call.query.get("after") or 0)
    found = sorted(guild.members.values(), key=lambda one: one.user.id)
    return [one.payload() for one in found if one.user.id > after][: int(limit)]


ROUTES = (
    Route(method="GET", template="/users/@me/guilds", handler=mine),
    Route(method="GET", template="/guilds/{guild_id}", handler=read),
    Route(method="GET", template="/guilds/{guild_id}/channels", handler=channels),
    Route(method="GET", template="/guilds/{guild_id}/roles", handler=roles),
    Route(method="GET", template="/guilds/{guild_id}/members", handler=members),
    Route(method="GET", template="/guilds/{guild_id}/members/{user_id}", handler=member),
    Route(method="GET", template="/guilds/{guild_id}/threads/active", handler=active_threads),
)
