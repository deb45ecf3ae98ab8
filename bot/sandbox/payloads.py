"""Payloads: Discord's objects for guilds, channels and the app."""

from __future__ import annotations

from bot.sandbox.entities import FOUNDED_AT, PUBLIC_THREAD, THREADS, Channel, Guild, Member
from bot.sandbox.permissions import in_channel, in_guild
from bot.sandbox.sessions import Intent, Session
from bot.sandbox.state import SandboxState
from bot.sandbox.wire import Payload, iso_timestamp, snowflake_time
from bot.sandbox.world import World


def gateway_url(state: SandboxState) -> str:
    """Return where the gateway is."""
    return state.base.replace("http", "ws", 1) + "/gateway"


def application(world: World) -> Payload:
    """Return the app, as its owner's token sees it."""
    app = world.application
    flags = sum(
        limited
        for intent, limited in (
            (Intent.GUILD_PRESENCES, 1 << 13),
            (Intent.GUILD_MEMBERS, 1 << 15),
            (Intent.MESSAGE_CONTENT, 1 << 19),
        )
        if app.privileged & intent
    )
    owner = next((user for user in world.users.values() if not user.bot), world.bot)
    return {
        "id": str(app.id),
        "name": app.name,
        "icon": None,
        "description": "",
        "type": None,
        "bot": world.bot.payload(),
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": flags,
        "flags_new": str(flags),
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": owner.payload(),
        "approximate_guild_count": sum(world.bot.id in guild.members for guild in world.guilds.values()),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": ["bot", "applications.commands"],
        "integration_types_config": {"0": {}},
    }


def channel(state: SandboxState, place: Channel) -> Payload:
    """Return a channel, thread or direct message."""
    last = str(max(place.messages)) if place.messages else None
    if place.guild is None:
        return {
            "id": str(place.id),
            "type": place.kind,
            "flags": 0,
            "last_message_id": last,
            "recipients": [user.payload() for user in place.recipients],
        }
    if place.kind in THREADS:
        return _thread(state, place, last)
    return {
        "id": str(place.id),
        "type": place.kind,
        "flags": 0,
        "guild_id": str(place.guild.id),
        "name": place.name,
        "position": place.position,
        "topic": place.topic,
        "nsfw": False,
        "parent_id": None,
        "last_message_id": last,
        "rate_limit_per_user": 0,
        "permission_overwrites": [
            {"id": str(one.target), "type": one.kind, "allow": str(one.allow), "deny": str(one.deny)}
            for one in place.overwrites.values()
        ],
    }


def _thread(state: SandboxState, place: Channel, last: str | None) -> Payload:
    guild, parent = place.guild, place.parent
    return {
        "id": str(place.id),
        "type": PUBLIC_THREAD,
        "flags": 0,
        "guild_id": str(guild.id if guild else 0),
        "name": place.name,
        "parent_id": str(parent.id) if parent else None,
        "owner_id": str(place.opener),
        "last_message_id": last,
        "rate_limit_per_user": 0,
        "message_count": len(place.messages),
        "total_message_sent": len(place.messages),
        "member_count": 1,
        "thread_metadata": {
            "archived": place.archived,
            "archive_timestamp": iso_timestamp(state.clock.now()),
            "auto_archive_duration": place.archive_after,
            "locked": place.locked,
            "create_timestamp": iso_timestamp(snowflake_time(place.id)),
        },
    }


def partial_channel(state: SandboxState, place: Channel, member: Member | None) -> Payload:
    """Return a channel as an interaction names it, with what a member may do there."""
    shown = channel(state, place)
    shown.pop("permission_overwrites", None)
    if member:
        shown["permissions"] = str(in_channel(member, place, state.clock.now()))
    return shown


def guild(place: Guild) -> Payload:
    """Return a guild without its channels and members."""
    return {
        "id": str(place.id),
        "name": place.name,
        "icon": None,
        "description": None,
        "home_header": None,
        "splash": None,
        "discovery_splash": None,
        "features": [],
        "banner": None,
        "owner_id": str(place.owner_id),
        "application_id": None,
        "region": "deprecated",
        "afk_channel_id": None,
        "afk_timeout": 300,
        "system_channel_id": str(place.system_channel) if place.system_channel else None,
        "system_channel_flags": 0,
        "widget_enabled": False,
        "widget_channel_id": None,
        "verification_level": 0,
        "roles": [role.payload() for role in place.roles.values()],
        "default_message_notifications": 0,
        "mfa_level": 0,
        "explicit_content_filter": 0,
        "max_presences": None,
        "max_members": 500000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "vanity_url_code": None,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": place.locale,
        "rules_channel_id": None,
        "safety_alerts_channel_id": None,
        "public_updates_channel_id": None,
        "hub_type": None,
        "premium_progress_bar_enabled": False,
        "latest_onboarding_question_id": None,
        "incidents_data": None,
        "nsfw": False,
        "nsfw_level": 0,
        "emojis": [],
        "stickers": [],
    }


def guild_create(state: SandboxState, place: Guild, session: Session) -> Payload:
    """Return what GUILD_CREATE brings: without the members intent only the bot as a member."""
    bot = place.members[state.world.bot.id]
    everybody = session.intents & Intent.GUILD_MEMBERS
    seen = [c for c in place.channels.values() if in_channel(bot, c, state.clock.now()) or c.kind not in THREADS]
    return guild(place) | {
        "joined_at": iso_timestamp(FOUNDED_AT),
        "large": False,
        "unavailable": False,
        "member_count": len(place.members),
        "voice_states": [],
        "members": [one.payload() for one in (place.members.values() if everybody else (bot,))],
        "channels": [channel(state, one) for one in seen if one.kind not in THREADS],
        "threads": [channel(state, one) for one in seen if one.kind in THREADS and not one.archived],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def member_with_permissions(state: SandboxState, member: Member, place: Channel) -> Payload:
    """Return a member as an interaction names its user."""
    return member.payload() | {"permissions": str(in_channel(member, place, state.clock.now()) or in_guild(member))}
