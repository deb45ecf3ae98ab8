"""Messages that appeals owe: their entries in the moderators' channel."""

from __future__ import annotations

from bot.appeals.messages.appeal import entry
from bot.appeals.service import appeals, copies
from bot.chat.outbox.kinds import AnyKind, MessageKind

MESSAGES: tuple[AnyKind, ...] = (
    MessageKind(
        purpose=appeals.APPEAL,
        compose=appeals.compose,
        show=lambda value, where: entry(value, where.locale),
        sent=appeals.announced,
    ),
    MessageKind(purpose=copies.COPY, compose=copies.compose, show=lambda value, where: entry(value, where.locale)),
)
