"""Deck choices: what `/deck` offers while a manager types: the server's own decks, and their versions."""

from __future__ import annotations

from typing import cast

from discord.app_commands import Choice

from bot.chat.replies import guild_of, locale_of
from bot.chat.router import Interaction
from bot.chat.suggestions import SUGGESTIONS_MOST
from bot.core.ids import ID_MOST, ImportId
from bot.decks.own import stem_of
from bot.library.errors import DeckUnknown
from bot.library.service.import_outcomes import VersionView
from bot.library.service.imports import Imports
from bot.text.catalogue import say
from bot.text.clip import Limit, clip
from bot.text.escape import plain
from bot.text.periods import day_name


async def own_decks(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Suggest decks the server imported, those it removed included; to managers alone."""
    if not interaction.permissions.manage_guild:
        return []
    wanted = typed.strip().casefold()
    found = await _imports(interaction).own(guild_of(interaction))
    choices = [
        Choice(name=clip(plain(deck.title), Limit.CHOICE_NAME), value=stem_of(deck.id))
        for deck in found
        if wanted in stem_of(deck.id).casefold() or wanted in deck.title.casefold()
    ]
    return choices[:SUGGESTIONS_MOST]


async def versions(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Suggest versions of the deck that was chosen; to managers alone."""
    if not interaction.permissions.manage_guild:
        return []
    try:
        found = await _imports(interaction).versions(guild_of(interaction), str(interaction.namespace.deck or ""))
    except DeckUnknown:
        return []
    named = [Choice(name=_named(version, locale_of(interaction)), value=str(version.id)) for version in found.versions]
    return [choice for choice in named if typed.strip().casefold() in choice.name.casefold()][:SUGGESTIONS_MOST]


def version_of(typed: str) -> ImportId:
    """Read which version was chosen; 0, which no version has, where something else was typed."""
    number = typed.strip()
    readable = number.isdecimal() and len(number) <= len(str(ID_MOST)) and int(number) <= ID_MOST
    return ImportId(int(number) if readable else 0)


def _named(version: VersionView, locale: str) -> str:
    key = "deck-version-now" if version.present else "deck-version"
    at = f"{day_name(version.at.date(), locale)}, {version.at:%H:%M} UTC"
    return clip(say(key, locale, at=at, cards=version.cards), Limit.CHOICE_NAME)


def _imports(interaction: Interaction) -> Imports:
    return cast("Imports", interaction.client.services.imports)
