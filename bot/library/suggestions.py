"""What options offer that name a deck, while a person types."""

from __future__ import annotations

from typing import cast

from discord.app_commands import Choice

from bot.chat.replies import guild_of
from bot.chat.router import Interaction
from bot.chat.suggestions import SUGGESTIONS_MOST
from bot.decks.own import stem_of
from bot.library.queries.decks import DeckInfo
from bot.library.service.decks import Decks
from bot.text.clip import LIMITS, Limit, clip
from bot.text.escape import plain


async def decks(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Suggest decks of this server, by title."""
    return deck_choices(await _decks(interaction).suggest(guild_of(interaction), typed))


async def mixes(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Suggest a further deck behind those that are typed already."""
    head, comma, last = typed.rpartition(",")
    before = f"{head}{comma} " if comma else ""
    found = await _decks(interaction).suggest(guild_of(interaction), last.strip())
    listed = [f"{before}{stem_of(deck.id)}" for deck in found]
    whole = [typed, *listed] if ":" in last else listed
    fitting = [mix for mix in dict.fromkeys(whole) if len(mix) <= LIMITS[Limit.CHOICE_VALUE]]
    return [Choice(name=mix, value=mix) for mix in fitting][:SUGGESTIONS_MOST]


def deck_choices(found: tuple[DeckInfo, ...]) -> list[Choice[str]]:
    """Offer decks by their title."""
    choices = [Choice(name=clip(plain(deck.title), Limit.CHOICE_NAME), value=stem_of(deck.id)) for deck in found]
    return choices[:SUGGESTIONS_MOST]


def _decks(interaction: Interaction) -> Decks:
    return cast("Decks", interaction.client.services.decks)
