"""`/deck`: what there is to ask, for everyone; `/library`: a server's own decks, for those who manage it."""

from __future__ import annotations

from dataclasses import replace

import discord
from discord import app_commands
from discord.app_commands import Choice, Range

from bot.chat.forms import text_of
from bot.chat.labels import choices, command, named
from bot.chat.permissions import check_owner
from bot.chat.replies import defer_if_slow, guild_of, locale_of, open_form, send_private, show, with_progress
from bot.chat.router import CustomId, Interaction, Press, Presses, manage_server
from bot.chat.suggestions import SUGGESTIONS_MOST
from bot.core.ids import ID_MOST, ImportId, UserId
from bot.decks.naming import stem_of
from bot.decks.writing.export import ExportFormat
from bot.library.errors import DeckUnknown
from bot.library.messages import decks as deck_messages
from bot.library.messages import imports as messages
from bot.library.messages import wordings as wording_messages
from bot.library.queries.decks import MembersSee
from bot.library.queries.imports import Version
from bot.library.service.browsing import Browsing, Viewer
from bot.library.service.decks import Decks
from bot.library.service.imports import Imports, Preview, Progress
from bot.library.service.wordings import Wordings
from bot.library.suggestions import deck_choices, suggest_decks
from bot.text.catalogue import say
from bot.text.clip import Limit, clip
from bot.text.dates import day_name

_MANAGERS = manage_server("library")
_EXPORT_FORMATS = choices("choice-export", ExportFormat)
_MEMBERS_SEE = choices("members-see", MembersSee)


class DeckCommands(app_commands.Group):
    """Looking at decks."""

    def __init__(self, decks: Decks, browsing: Browsing) -> None:
        super().__init__(**named("deck"))
        self._decks = decks
        self._browsing = browsing

    def presses(self) -> Presses:
        """Return the presses."""
        return {"deck:show": Press(self.turned)}

    async def _suggest_decks(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return await suggest_decks(self._decks, interaction, typed)

    @command("deck list")
    async def overview(self, interaction: Interaction) -> None:
        """List the decks."""
        there = await defer_if_slow(interaction, self._decks.list(guild_of(interaction)))
        await show(interaction, deck_messages.listed(there, locale_of(interaction)))

    @command("deck show")
    @app_commands.autocomplete(deck=_suggest_decks)
    async def look(self, interaction: Interaction, deck: str) -> None:
        """Show the first cards."""
        await self._page(interaction, deck, 1)

    async def turned(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Show another page, in place."""
        await self._page(interaction, custom_id.arg, custom_id.number)

    async def _page(self, interaction: Interaction, deck: str, number: int) -> None:
        found = await defer_if_slow(interaction, self._browsing.page(_viewer(interaction), deck, number))
        await show(interaction, deck_messages.page(found, locale_of(interaction)))


class LibraryCommands(app_commands.Group):
    """What managers do with decks: Discord offers a command by the permissions of its top level alone."""

    def __init__(self, decks: Decks, imports: Imports, browsing: Browsing, wordings: Wordings) -> None:
        super().__init__(**named("library"), default_permissions=discord.Permissions(manage_guild=True))
        self._decks = decks
        self._imports = imports
        self._browsing = browsing
        self._wordings = wordings

    def presses(self) -> Presses:
        """Return the presses."""
        return {
            "wording:add": Press(self.learned, _MANAGERS),
            "wording:change": Press(self.changing, _MANAGERS),
            "wording:save": Press(self.changed, _MANAGERS),
            "wording:dismiss": Press(self.dismissed, _MANAGERS),
            "wording:file": Press(self.handed_out, _MANAGERS),
            "wording:turn": Press(self.turned, _MANAGERS),
            "library:import": Press(self.confirmed, _MANAGERS),
            "library:swap": Press(self.swapped, _MANAGERS),
            "library:cancel": Press(self.cancelled, _MANAGERS),
            "library:undo": Press(self.undone, _MANAGERS),
            "library:remove": Press(self.removed, _MANAGERS),
            "library:keep": Press(self.kept, _MANAGERS),
        }

    async def _suggest_decks(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return await suggest_decks(self._decks, interaction, typed)

    async def _suggest_own(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        """Suggest decks the server imported, those it removed included."""
        wanted = typed.strip().casefold()
        found = await self._imports.own(guild_of(interaction))
        names = {deck: (stem_of(deck.id).casefold(), deck.title.casefold()) for deck in found}
        return deck_choices(tuple(deck for deck in found if any(wanted in name for name in names[deck])))

    async def _suggest_versions(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        """Suggest versions of the deck that was chosen."""
        try:
            found = await self._imports.versions(guild_of(interaction), str(interaction.namespace.deck or ""))
        except DeckUnknown:
            return []
        offered = [
            Choice(name=_named(version, locale_of(interaction)), value=str(version.id)) for version in found.versions
        ]
        return [choice for choice in offered if typed.strip().casefold() in choice.name.casefold()][:SUGGESTIONS_MOST]

    @command("library import")
    async def bring(
        self, interaction: Interaction, file: discord.Attachment, name: Range[str, 1, 64] | None = None
    ) -> None:
        """Show what a file would change, before anything does."""
        progress, locale = Progress(), locale_of(interaction)
        previewed = self._previewed(interaction, file, name, progress)
        found = await with_progress(interaction, previewed, lambda: messages.reading(progress, locale))
        await show(interaction, messages.preview(found, locale))

    @command("library export")
    @app_commands.autocomplete(deck=_suggest_decks)
    @app_commands.choices(form=_EXPORT_FORMATS)
    async def export(self, interaction: Interaction, deck: str, form: str | None = None) -> None:
        """Hand out a deck as a file."""
        # Who may use this command does what managers do, whatever else they may.
        viewer = replace(_viewer(interaction), manages=True)
        chosen = None if form is None else ExportFormat(form)
        made = await defer_if_slow(interaction, self._browsing.export(viewer, deck, chosen))
        await show(interaction, deck_messages.file(made, locale_of(interaction)))

    @command("library learn")
    @app_commands.autocomplete(deck=_suggest_decks)
    async def learn(self, interaction: Interaction, deck: str) -> None:
        """Show what people were right with and a deck does not say."""
        found = await defer_if_slow(interaction, self._wordings.page(guild_of(interaction), deck))
        await show(interaction, wording_messages.offered(found, locale_of(interaction)))

    @command("library undo")
    @app_commands.autocomplete(deck=_suggest_own, version=_suggest_versions)
    async def undo(self, interaction: Interaction, deck: str, version: str | None = None) -> None:
        """Go back to a version, or show which there are."""
        if version is not None:
            await self._back(interaction, version_of(version), None)
            return
        found = await defer_if_slow(interaction, self._imports.versions(guild_of(interaction), deck))
        await show(interaction, messages.versions(found, locale_of(interaction)))

    @command("library remove")
    @app_commands.autocomplete(deck=_suggest_own)
    async def remove(self, interaction: Interaction, deck: str) -> None:
        """Ask back before a deck is removed."""
        found = await defer_if_slow(interaction, self._imports.removal(guild_of(interaction), deck))
        await show(interaction, messages.removing(found, locale_of(interaction)))

    @command("library show")
    @app_commands.choices(members=_MEMBERS_SEE)
    async def answers(self, interaction: Interaction, members: str | None = None) -> None:
        """Set which answers `/deck show` tells members, or tell which it does."""
        chosen = None if members is None else MembersSee(members)
        seen = await defer_if_slow(interaction, self._browsing.members_see(guild_of(interaction), chosen))
        await show(
            interaction, deck_messages.members_see(seen, changed=chosen is not None, locale=locale_of(interaction))
        )

    @command("library reload")
    async def reload(self, interaction: Interaction) -> None:
        """Read the deck folder again; for the bot's owner."""
        check_owner(interaction)
        found = await defer_if_slow(interaction, self._decks.reload())
        await show(interaction, deck_messages.reloaded(found, locale_of(interaction)))

    async def confirmed(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Import what was previewed."""
        made = self._imports.confirm(guild_of(interaction), ImportId(custom_id.number))
        await show(interaction, messages.imported(await defer_if_slow(interaction, made), locale_of(interaction)))

    async def swapped(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Show a preview with questions and answers the other way round."""
        which, swapped = ImportId(custom_id.number), bool(custom_id.arg)
        swapping = self._imports.swap(guild_of(interaction), which, swapped=swapped)
        await show(interaction, messages.preview(await defer_if_slow(interaction, swapping), locale_of(interaction)))

    async def cancelled(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Import nothing, after all."""
        await defer_if_slow(interaction, self._imports.cancel(guild_of(interaction), ImportId(custom_id.number)))
        await show(interaction, messages.cancelled(locale_of(interaction)))

    async def undone(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Go back to an earlier version, unless another one than was left is asked by now."""
        await self._back(interaction, ImportId(custom_id.number), version_of(custom_id.arg))

    async def learned(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Write a wording, or all of them, into the server's own deck, and show what is left."""
        (page, deck, wording), guild = wording_messages.named(custom_id), guild_of(interaction)
        writing = self._wordings.add(guild, deck, wording, by=UserId(interaction.user.id))
        done, count = await defer_if_slow(interaction, writing)
        left, locale = await self._wordings.turn(guild, deck, page), locale_of(interaction)
        said = wording_messages.added(done, count, locale)
        await show(interaction, wording_messages.offered(left, locale, said=said, done=done))

    async def changing(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Open the form of a wording; nothing is deferred, for a form must be the first reply."""
        _, deck, wording = wording_messages.named(custom_id)
        one, card = await self._wordings.one(guild_of(interaction), deck, wording)
        await open_form(interaction, wording_messages.change_form(one, card, custom_id, locale_of(interaction)))

    async def changed(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Write a wording as it was changed, and show what is left."""
        (page, deck, wording), guild = wording_messages.named(custom_id), guild_of(interaction)
        by, text = UserId(interaction.user.id), text_of(interaction)
        done = await defer_if_slow(interaction, self._wordings.add_changed(guild, deck, wording, text, by=by))
        left, locale = await self._wordings.turn(guild, deck, page), locale_of(interaction)
        said = wording_messages.added(done, 1, locale)
        await show(interaction, wording_messages.offered(left, locale, said=said, done=done))

    async def dismissed(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Offer a wording no more, and show what is left."""
        (page, deck, wording), guild = wording_messages.named(custom_id), guild_of(interaction)
        dismissing = self._wordings.dismiss(guild, deck, wording, by=UserId(interaction.user.id))
        await defer_if_slow(interaction, dismissing)
        left = await self._wordings.turn(guild, deck, page)
        await show(interaction, wording_messages.offered(left, locale_of(interaction)))

    async def handed_out(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Hand out what a shipped deck would learn, as a file."""
        _, deck, _ = wording_messages.named(custom_id)
        made = await defer_if_slow(interaction, self._wordings.file(guild_of(interaction), deck))
        await send_private(interaction, wording_messages.file(made, locale_of(interaction)))

    async def turned(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Show another page of wordings, in place."""
        page, deck, _ = wording_messages.named(custom_id)
        found = await defer_if_slow(interaction, self._wordings.turn(guild_of(interaction), deck, page))
        await show(interaction, wording_messages.offered(found, locale_of(interaction)))

    async def removed(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Remove a deck, after all."""
        made = self._imports.remove(guild_of(interaction), ImportId(custom_id.number))
        await show(interaction, messages.removed(await defer_if_slow(interaction, made), locale_of(interaction)))

    async def kept(self, interaction: Interaction, custom_id: CustomId) -> None:  # noqa: ARG002 - a handler's signature
        """Leave a deck where it is."""
        await show(interaction, messages.kept(locale_of(interaction)))

    async def _back(self, interaction: Interaction, which: ImportId, leaving: ImportId | None) -> None:
        made = self._imports.go_back(guild_of(interaction), which, leaving=leaving)
        await show(interaction, messages.restored(await defer_if_slow(interaction, made), locale_of(interaction)))

    async def _previewed(
        self, interaction: Interaction, file: discord.Attachment, name: str | None, progress: Progress
    ) -> Preview:
        self._imports.admit(file.size)
        raw = await file.read()
        return await self._imports.preview(
            guild=guild_of(interaction),
            by=UserId(interaction.user.id),
            file=file.filename,
            raw=raw,
            name=name,
            progress=progress,
        )


def version_of(typed: str) -> ImportId:
    """Read which version was chosen; 0, which no version has, where something else was typed."""
    number = typed.strip()
    readable = number.isdecimal() and len(number) <= len(str(ID_MOST)) and int(number) <= ID_MOST
    return ImportId(int(number) if readable else 0)


def _viewer(interaction: Interaction) -> Viewer:
    return Viewer(
        guild=guild_of(interaction),
        user=UserId(interaction.user.id),
        manages=interaction.permissions.manage_guild,
    )


def _named(version: Version, locale: str) -> str:
    key = "deck-version-now" if version.present else "deck-version"
    at = f"{day_name(version.at.date(), locale)}, {version.at:%H:%M} UTC"
    return clip(say(key, locale, at=at, cards=version.cards), Limit.CHOICE_NAME)
