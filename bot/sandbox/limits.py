"""Limits: how often the API may be asked, and what it says to who asks too often."""

from __future__ import annotations

from datetime import datetime, timedelta
from http import HTTPStatus

from bot.sandbox.messages import Message, gated
from bot.sandbox.problems import ApiProblem
from bot.sandbox.sessions import Intent
from bot.sandbox.wire import Payload
from bot.sandbox.world import Application

_HOUR = timedelta(hours=1)
#: Edits an old message takes within an hour. Discord keeps the number to itself (discord-api-docs issue 4413).
LATE_EDITS = 10


def check_late_edit(message: Message, now: datetime) -> None:
    """Count an edit of a message older than an hour.

    Raises:
        ApiProblem: 30046, sent as a 429: there were too many.
    """
    if now - message.created_at <= _HOUR:
        return
    recent = [at for at in message.late_edits if now - at < _HOUR]
    if len(recent) >= LATE_EDITS:
        wait = round((recent[0] + _HOUR - now).total_seconds(), 3)
        raise ApiProblem(
            HTTPStatus.TOO_MANY_REQUESTS,
            30046,
            "Maximum number of edits to messages older than 1 hour reached. Try again later.",
            extra={"retry_after": wait, "global": False},
            headers={"Retry-After": str(int(wait) + 1), "X-RateLimit-Scope": "shared"},
        )
    message.late_edits[:] = [*recent, now]


def reads_content(application: Application) -> bool:
    """Tell whether the app may read everybody's messages."""
    return bool(application.privileged & Intent.MESSAGE_CONTENT)


def gate(payload: Payload) -> Payload:
    """Return a message object as an app without that permission reads it."""
    return gated(payload)
