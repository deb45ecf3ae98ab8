"""Account routes: the bot's user, its application, direct messages and the gateway's address."""

from __future__ import annotations

from bot.sandbox import payloads
from bot.sandbox.problems import unknown
from bot.sandbox.route import Body, Call, Route


def me(call: Call) -> Body:
    """Answer with the bot's own account."""
    return call.state.world.bot.payload() | {"mfa_enabled": False, "locale": "en-US", "verified": True, "email": None}


def user(call: Call) -> Body:
    """Answer with anybody's account."""
    found = call.state.world.users.get(call.number("user_id"))
    if found is None:
        raise unknown("User")
    return found.payload()


def application(call: Call) -> Body:
    """Answer with the app."""
    return payloads.application(call.state.world)


def gateway(call: Call) -> Body:
    """Answer with where the gateway is and how often one may identify."""
    left = 1000 - call.state.sessions.identified
    limit = {"total": 1000, "remaining": left, "reset_after": 86_400_000, "max_concurrency": 1}
    return {"url": payloads.gateway_url(call.state), "shards": 1, "session_start_limit": limit}


def open_direct(call: Call) -> Body:
    """Open a direct message."""
    recipient = str(call.fields().get("recipient_id") or "")
    found = call.state.world.users.get(int(recipient)) if recipient.isdecimal() else None
    if found is None or found.bot:
        raise unknown("User")
    return payloads.channel(call.state, call.state.world.direct(found))


ROUTES = (
    Route(method="GET", template="/users/@me", handler=me),
    Route(method="POST", template="/users/@me/channels", handler=open_direct, bucket=(10, 10.0)),
    Route(method="GET", template="/users/{user_id}", handler=user),
    Route(method="GET", template="/oauth2/applications/@me", handler=application),
    Route(method="GET", template="/applications/@me", handler=application),
    Route(method="GET", template="/gateway/bot", handler=gateway),
)
