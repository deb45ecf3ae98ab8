"""`/help` and `/about`."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from discord import app_commands

from bot.chat.labels import label
from bot.chat.replies import locale_of, show
from bot.chat.router import Interaction
from bot.setup.messages.guide import about, guide


class Guide:
    """Guidance."""

    def commands(self) -> tuple[app_commands.Command[Any, ..., None], ...]:
        """Return the slash commands."""
        return (
            app_commands.Command(name=label("cmd-help"), description=label("cmd-help-about"), callback=self.help),
            app_commands.Command(name=label("cmd-about"), description=label("cmd-about-about"), callback=self.about),
        )

    async def help(self, interaction: Interaction) -> None:
        """Show what one can do."""
        await show(interaction, guide(locale_of(interaction)))

    async def about(self, interaction: Interaction) -> None:
        """Show what this is."""
        await show(interaction, about(version("deckhand"), locale_of(interaction)))
