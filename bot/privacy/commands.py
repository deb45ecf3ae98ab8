"""`/privacy`: what a person may see of themselves, take back, or keep off the boards."""

from __future__ import annotations

from discord import app_commands

from bot.chat.labels import choices, command, named
from bot.chat.replies import defer_if_slow, guild_of, locale_of, show
from bot.chat.router import OWN_ONLY, CustomId, Interaction, Press, Presses
from bot.core.ids import UserId
from bot.privacy import messages as views
from bot.privacy.service import Privacy


class PrivacyCommands(app_commands.Group):
    """Everyone's rights over what is kept of them."""

    def __init__(self, privacy: Privacy) -> None:
        super().__init__(**named("privacy"))
        self._privacy = privacy

    def presses(self) -> Presses:
        """Return the presses."""
        return {"privacy:erase": Press(self.erased, OWN_ONLY), "privacy:keep": Press(self.kept, OWN_ONLY)}

    @command("privacy export")
    async def export(self, interaction: Interaction, *, everywhere: bool = False) -> None:
        """Hand over everything held about a person."""
        guild = None if everywhere else guild_of(interaction)
        made = await defer_if_slow(interaction, self._privacy.export(UserId(interaction.user.id), guild))
        await show(interaction, views.exported(made, locale_of(interaction)))

    @command("privacy delete")
    async def delete(self, interaction: Interaction, *, everywhere: bool = False) -> None:
        """Ask back before a person is forgotten."""
        await show(interaction, views.erasing(everywhere=everywhere, locale=locale_of(interaction)))

    @command("privacy hide")
    @app_commands.choices(hidden=choices("choice", ("on", "off")))
    async def hide(self, interaction: Interaction, hidden: str = "on") -> None:
        """Take a person off every board, or show them again."""
        chosen = hidden == "on"
        await defer_if_slow(interaction, self._privacy.hide(UserId(interaction.user.id), hidden=chosen))
        await show(interaction, views.hidden(hidden=chosen, locale=locale_of(interaction)))

    async def erased(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Forget the person who presses, after all."""
        guild = None if custom_id.id == views.EVERYWHERE else guild_of(interaction)
        done = await defer_if_slow(interaction, self._privacy.erase(UserId(interaction.user.id), guild))
        await show(interaction, views.erased(done, locale_of(interaction)))

    async def kept(self, interaction: Interaction, custom_id: CustomId) -> None:  # noqa: ARG002 - every press has a name
        """Leave everything as it is."""
        await show(interaction, views.kept(locale_of(interaction)))
