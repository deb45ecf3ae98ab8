"""`/privacy`: what a person may see of themselves, take back, or keep off the boards."""

from __future__ import annotations

from discord import app_commands

from bot.chat.labels import label
from bot.chat.replies import guild_of, locale_of, promptly, show
from bot.chat.router import Interaction, Name, Routes
from bot.core.ids import UserId
from bot.privacy import messages as views
from bot.privacy.service import Privacy


class PrivacyCommands(app_commands.Group):
    """Everyone's rights over what is kept of them."""

    def __init__(self, privacy: Privacy) -> None:
        super().__init__(name=label("cmd-privacy"), description=label("cmd-privacy-about"))
        self._privacy = privacy

    def routes(self) -> Routes:
        """Tell which presses these are."""
        return {"privacy:erase": self.erased, "privacy:keep": self.kept}

    @app_commands.command(name=label("cmd-privacy-export"), description=label("cmd-privacy-export-about"))
    @app_commands.rename(everywhere=label("opt-everywhere"))
    @app_commands.describe(everywhere=label("opt-everywhere-about"))
    async def export(self, interaction: Interaction, *, everywhere: bool = False) -> None:
        """Hand over everything held about a person."""
        guild = None if everywhere else guild_of(interaction)
        made = await promptly(interaction, self._privacy.export(UserId(interaction.user.id), guild))
        await show(interaction, views.exported(made, locale_of(interaction)))

    @app_commands.command(name=label("cmd-privacy-delete"), description=label("cmd-privacy-delete-about"))
    @app_commands.rename(everywhere=label("opt-everywhere"))
    @app_commands.describe(everywhere=label("opt-everywhere-about"))
    async def delete(self, interaction: Interaction, *, everywhere: bool = False) -> None:
        """Ask back before a person is forgotten."""
        await show(interaction, views.erasing(everywhere=everywhere, locale=locale_of(interaction)))

    @app_commands.command(name=label("cmd-privacy-hide"), description=label("cmd-privacy-hide-about"))
    @app_commands.rename(hidden=label("opt-hidden"))
    @app_commands.describe(hidden=label("opt-hidden-about"))
    @app_commands.choices(
        hidden=[
            app_commands.Choice(name=label("choice-on"), value="on"),
            app_commands.Choice(name=label("choice-off"), value="off"),
        ]
    )
    async def hide(self, interaction: Interaction, hidden: str = "on") -> None:
        """Take a person off every board, or show them again."""
        chosen = hidden == "on"
        await promptly(interaction, self._privacy.hide(UserId(interaction.user.id), hidden=chosen))
        await show(interaction, views.hidden(hidden=chosen, locale=locale_of(interaction)))

    async def erased(self, interaction: Interaction, name: Name) -> None:
        """Forget the person who presses, after all."""
        guild = None if name.id == views.EVERYWHERE else guild_of(interaction)
        done = await promptly(interaction, self._privacy.erase(UserId(interaction.user.id), guild))
        await show(interaction, views.erased(done, locale_of(interaction)))

    async def kept(self, interaction: Interaction, name: Name) -> None:  # noqa: ARG002 - every press has a name
        """Leave everything as it is."""
        await show(interaction, views.kept(locale_of(interaction)))
