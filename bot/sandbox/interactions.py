"""Interactions: what was invoked, how far it has been answered, and its deadlines."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum

from bot.sandbox.clock import SandboxClock
from bot.sandbox.entities import Channel, Message, User
from bot.sandbox.wire import Payload


class Kind(IntEnum):
    """Interaction types."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class Callback(IntEnum):
    """Interaction callback types."""

    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


#: How long the token works for followups and edits.
TOKEN_LIVES = timedelta(minutes=15)


@dataclass(slots=True, eq=False, kw_only=True)
class Interaction:
    """An interaction and how it was answered.

    Attributes:
        data: The interaction's `data` object as sent to the bot.
        source: The message whose component was used; None for commands.
        callback: How it was answered; None for not yet.
        reply: The message the callback created; None for none.
        loading: Whether the reply still says "thinking…".
        answer: The body's `data` of a modal or of choices.
        first: Set when the first answer has come, or can no longer come.
        filled: Set when an edit or a followup came, which fills in a deferred answer.
    """

    id: int
    token: str
    kind: Kind
    user: User
    channel: Channel
    data: Payload
    created_at: datetime
    source: Message | None = None
    metadata: Payload = field(default_factory=dict)
    callback: Callback | None = None
    reply: Message | None = None
    loading: bool = False
    answer: Payload = field(default_factory=dict)
    followups: list[Message] = field(default_factory=list)
    first: asyncio.Event = field(default_factory=asyncio.Event)
    filled: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def original(self) -> Message | None:
        """What "@original" names: the reply, or the message that was updated."""
        return self.source if self.callback in (Callback.UPDATE, Callback.DEFERRED_UPDATE) else self.reply


class Interactions:
    """Every interaction whose token may still be used."""

    def __init__(self, clock: SandboxClock, *, answer_within: timedelta) -> None:
        self._clock = clock
        self.answer_within = answer_within
        self._by_token: dict[str, Interaction] = {}
        clock.on_jump(self._expire)

    def open(self, interaction: Interaction) -> None:
        """Add an interaction; those whose token has expired are removed."""
        for token, old in list(self._by_token.items()):
            if not self.is_dead(old):
                break
            del self._by_token[token]
        self._by_token[interaction.token] = interaction

    def find(self, token: str) -> Interaction | None:
        """Return the interaction of a token; None if there is none."""
        return self._by_token.get(token)

    def is_late(self, interaction: Interaction) -> bool:
        """Tell whether the deadline for the first response has passed."""
        return self._clock.now() - interaction.created_at > self.answer_within

    def is_dead(self, interaction: Interaction) -> bool:
        """Tell whether the token has expired."""
        return self._clock.now() - interaction.created_at > TOKEN_LIVES

    def left(self, interaction: Interaction) -> float:
        """Return how many seconds are left for the first response."""
        return (interaction.created_at + self.answer_within - self._clock.now()).total_seconds()

    def _expire(self) -> None:
        """After a jump of the clock, let nobody wait for an answer that can no longer come."""
        for interaction in self._by_token.values():
            if interaction.callback is None and self.is_late(interaction):
                interaction.first.set()


def make_token() -> str:
    """Return a random token of the length of Discord's."""
    return secrets.token_urlsafe(48)
