"""`/deck`: what there is to ask, and a server's own decks; looking is for all, changing for those who manage it."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import Range

from bot.chat import suggestions
from bot.chat.labels import label
from bot.chat.ownership import check_owner
from bot.chat.replies import guild_of, locale_of, promptly, show
from bot.chat.router import Interaction, Name, Routes
from bot.core.ids import ImportId, UserId
from bot.library.commands import deck_choices
from bot.library.messages import deck as views
from bot.library.messages import imports as changes
from bot.library.service.browsing import Browsing
from bot.library.service.decks import Decks
from bot.library.service.import_outcomes import Preview
from bot.library.service.imports import Imports

_for_managers = app_commands.checks.has_permissions(manage_guild=True)


class DeckCommands(app_commands.Group):
    """Decks, shipped and own."""

    def __init__(self, decks: Decks, imports: Imports, browsing: Browsing) -> None:
        super().__init__(name=label("cmd-deck"), description=label("cmd-deck-about"))
        self._decks = decks
        self._imports = imports
        self._browsing = browsing

    def routes(self) -> Routes:
        """Tell which presses these are."""
        return {
            "deck:show": self.turned,
            "deck:import": self.confirmed,
            "deck:cancel": self.cancelled,
            "deck:undo": self.undone,
            "deck:remove": self.removed,
            "deck:keep": self.kept,
        }

    @app_commands.command(name=label("cmd-deck-list"), description=label("cmd-deck-list-about"))
    async def overview(self, interaction: Interaction) -> None:
        """List the decks."""
        there = await promptly(interaction, self._decks.list(guild_of(interaction)))
        await show(interaction, views.listed(there, locale_of(interaction)))

    @app_commands.command(name=label("cmd-deck-show"), description=label("cmd-deck-show-about"))
    @app_commands.rename(deck=label("opt-deck"))
    @app_commands.describe(deck=label("opt-deck-look-about"))
    @app_commands.autocomplete(deck=suggestions.decks)
    async def look(self, interaction: Interaction, deck: str) -> None:
        """Show the first cards."""
        await self._page(interaction, deck, 1)

    @app_commands.command(name=label("cmd-deck-export"), description=label("cmd-deck-export-about"))
    @app_commands.rename(deck=label("opt-deck"))
    @app_commands.describe(deck=label("opt-deck-look-about"))
    @app_commands.autocomplete(deck=suggestions.decks)
    async def export(self, interaction: Interaction, deck: str) -> None:
        """Hand out a deck as a file."""
        made = self._browsing.export(guild_of(interaction), deck, manages=_manages(interaction))
        await show(interaction, views.file(await promptly(interaction, made), locale_of(interaction)))

    @app_commands.command(name=label("cmd-deck-import"), description=label("cmd-deck-import-about"))
    @app_commands.rename(file=label("opt-file"), name=label("opt-name"))
    @app_commands.describe(file=label("opt-file-about"), name=label("opt-name-about"))
    @_for_managers
    async def bring(
        self, interaction: Interaction, file: discord.Attachment, name: Range[str, 1, 64] | None = None
    ) -> None:
        """Show what a file would change, before anything does."""
        found = await promptly(interaction, self._previewed(interaction, file, name))
        await show(interaction, changes.preview(found, locale_of(interaction)))

    @app_commands.command(name=label("cmd-deck-undo"), description=label("cmd-deck-undo-about"))
    @app_commands.rename(deck=label("opt-deck"), version=label("opt-version"))
    @app_commands.describe(deck=label("opt-own-deck-about"), version=label("opt-version-about"))
    @app_commands.autocomplete(deck=deck_choices.own_decks, version=deck_choices.versions)
    @_for_managers
    async def undo(self, interaction: Interaction, deck: str, version: str | None = None) -> None:
        """Go back to a version, or show which there are."""
        if version is not None:
            await self._back(interaction, deck_choices.version_of(version))
            return
        found = await promptly(interaction, self._imports.versions(guild_of(interaction), deck))
        await show(interaction, changes.versions(found, locale_of(interaction)))

    @app_commands.command(name=label("cmd-deck-remove"), description=label("cmd-deck-remove-about"))
    @app_commands.rename(deck=label("opt-deck"))
    @app_commands.describe(deck=label("opt-own-deck-about"))
    @app_commands.autocomplete(deck=deck_choices.own_decks)
    @_for_managers
    async def remove(self, interaction: Interaction, deck: str) -> None:
        """Ask back before a deck is removed."""
        found = await promptly(interaction, self._imports.removal(guild_of(interaction), deck))
        await show(interaction, changes.removing(found, locale_of(interaction)))

    @app_commands.command(name=label("cmd-deck-reload"), description=label("cmd-deck-reload-about"))
    async def reload(self, interaction: Interaction) -> None:
        """Read the deck folder again."""
        check_owner(interaction)
        found = await promptly(interaction, self._decks.reload())
        await show(interaction, views.reloaded(found, locale_of(interaction)))

    async def turned(self, interaction: Interaction, name: Name) -> None:
        """Show another page, in place."""
        number, deck = views.read_page(name)
        await self._page(interaction, deck, number)

    async def confirmed(self, interaction: Interaction, name: Name) -> None:
        """Import what was previewed."""
        _check_manages(interaction)
        made = self._imports.confirm(guild_of(interaction), ImportId(name.number))
        await show(interaction, changes.imported(await promptly(interaction, made), locale_of(interaction)))

    async def cancelled(self, interaction: Interaction, name: Name) -> None:
        """Import nothing, after all."""
        _check_manages(interaction)
        await promptly(interaction, self._imports.cancel(guild_of(interaction), ImportId(name.number)))
        await show(interaction, changes.cancelled(locale_of(interaction)))

    async def undone(self, interaction: Interaction, name: Name) -> None:
        """Go back to an earlier version."""
        _check_manages(interaction)
        await self._back(interaction, ImportId(name.number))

    async def removed(self, interaction: Interaction, name: Name) -> None:
        """Remove a deck, after all."""
        _check_manages(interaction)
        made = self._imports.remove(guild_of(interaction), ImportId(name.number))
        await show(interaction, changes.removed(await promptly(interaction, made), locale_of(interaction)))

    async def kept(self, interaction: Interaction, name: Name) -> None:  # noqa: ARG002 - a handler's signature
        """Leave a deck where it is."""
        await show(interaction, changes.kept(locale_of(interaction)))

    async def _page(self, interaction: Interaction, deck: str, number: int) -> None:
        found = self._browsing.page(guild_of(interaction), deck, number, manages=_manages(interaction))
        await show(interaction, views.page(await promptly(interaction, found), locale_of(interaction)))

    async def _back(self, interaction: Interaction, which: ImportId) -> None:
        made = self._imports.go_back(guild_of(interaction), which)
        await show(interaction, changes.imported(await promptly(interaction, made), locale_of(interaction)))

    async def _previewed(self, interaction: Interaction, file: discord.Attachment, name: str | None) -> Preview:
        self._imports.admit(file.size)
        raw = await file.read()
        by = UserId(interaction.user.id)
        return await self._imports.preview(guild=guild_of(interaction), by=by, file=file.filename, raw=raw, name=name)


def _manages(interaction: Interaction) -> bool:
    return interaction.permissions.manage_guild


def _check_manages(interaction: Interaction) -> None:
    if not _manages(interaction):
        raise app_commands.MissingPermissions(["manage_guild"])
