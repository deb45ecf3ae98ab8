"""The poster: sends and edits what the bot says on its own, once, and reports how it went."""

from __future__ import annotations

import discord

from bot.services.daily import Daily
from bot.services.outcomes import Order


class Poster:
    """Delivers orders; a fault of Discord's is reported or left to the next try, never raised."""

    def __init__(self, client: discord.Client, daily: Daily) -> None:
        self._client = client
        self._daily = daily

    async def deliver(self, order: Order) -> None:
        """Send or edit what an order asks for and report to the daily service."""
        raise NotImplementedError
