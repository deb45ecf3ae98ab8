"""Messages: what was said, as Discord keeps it, and what each reader gets of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from bot.sandbox.wire import Payload

if TYPE_CHECKING:
    from bot.sandbox.world import Channel, User

EPHEMERAL = 1 << 6
LOADING = 1 << 7
SUPPRESS_EMBEDS = 1 << 2
SUPPRESS_NOTIFICATIONS = 1 << 12
COMPONENTS_V2 = 1 << 15
#: Flags an app may set itself.
SETTABLE = SUPPRESS_EMBEDS | EPHEMERAL | SUPPRESS_NOTIFICATIONS | COMPONENTS_V2
#: What an app without the message content intent gets in place of these members.
_GATED: Payload = {"content": "", "embeds": [], "attachments": [], "components": []}


@dataclass(slots=True, eq=False, kw_only=True)
class Message:
    """A message in a channel.

    Attributes:
        data: Discord's message object, without reactions.
        only_for: Who alone can see it (ephemeral); None for everybody.
        from_interaction: Whether it answered an interaction.
        pings: Ids of the people it notified, the author of the message it replies to included.
        reactions: Who reacted with what, in order: emoji -> ids of users.
        late_edits: When it was edited after its first hour.
    """

    id: int
    channel: Channel
    author: User
    created_at: datetime
    data: Payload
    only_for: int | None = None
    from_interaction: bool = False
    pings: frozenset[int] = frozenset()
    reactions: dict[str, list[int]] = field(default_factory=dict)
    late_edits: list[datetime] = field(default_factory=list)

    @property
    def flags(self) -> int:
        """The message's flags."""
        flags: int = self.data["flags"]
        return flags

    def payload(self, viewer: int = 0) -> Payload:
        """Return Discord's message object as a user reads it."""
        if not self.reactions:
            return self.data
        return self.data | {
            "reactions": [
                {
                    "emoji": {"id": None, "name": emoji},
                    "count": len(users),
                    "count_details": {"burst": 0, "normal": len(users)},
                    "burst_colors": [],
                    "me": viewer in users,
                    "me_burst": False,
                    "burst_me": False,
                    "burst_count": 0,
                }
                for emoji, users in self.reactions.items()
            ]
        }

    def is_open_to(self, app: User) -> bool:
        """Tell whether an app without the content intent may read it.

        That is: its own messages, direct messages, and messages that notify it (a mention, or a reply with ping to a
        message that did not answer an interaction).
        Source: Discord documentation, events/gateway, "Message Content Intent"; discord-api-docs issue 5395.
        """
        return self.author is app or self.channel.guild is None or app.id in self.pings


def gated(payload: Payload) -> Payload:
    """Return a message object as an app sees it that may not read its content."""
    return {key: value for key, value in payload.items() if key != "poll"} | _GATED
