"""Player: who acts, taken from the interaction or message that brought the act."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.ids import GuildId, UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class Player:
    """A person in a place."""

    #: 0: outside of servers.
    guild: GuildId
    user: UserId
    #: Display name in this server, for boards and results.
    name: str
