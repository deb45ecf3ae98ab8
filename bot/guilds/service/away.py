"""Away: the servers Discord cannot reach just now; whatever is due there waits until they are back."""

from __future__ import annotations

from bot.core.ids import GuildId


class Away:
    """Which servers are away; the gateway says so, and it is forgotten with the connection."""

    def __init__(self) -> None:
        self._guilds: frozenset[GuildId] = frozenset()

    @property
    def guilds(self) -> frozenset[GuildId]:
        """Those that are away now."""
        return self._guilds

    def went(self, guild: GuildId) -> None:
        """Learn that a server cannot be reached."""
        self._guilds |= {guild}

    def came(self, guild: GuildId) -> None:
        """Learn that a server is there, or that we are no longer in it."""
        self._guilds -= {guild}

    def are(self, guilds: frozenset[GuildId]) -> None:
        """Learn which servers are away, all others being there."""
        self._guilds = guilds
