"""What options offer that name a deck, while a person types."""

from __future__ import annotations

from discord.app_commands import Choice

from bot.chat.replies import guild_of
from bot.chat.router import Interaction
from bot.chat.suggestions import SUGGESTIONS_MOST
from bot.decks.naming import stem_of
from bot.library.queries.decks import DeckInfo
from bot.library.service.decks import Decks
from bot.text.clip import Limit, clip
from bot.text.escape import plain


async def suggest_decks(decks: Decks, interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Suggest decks of this server, by title."""
    return deck_choices(await decks.suggest(guild_of(interaction), typed))


def deck_choices(found: tuple[DeckInfo, ...]) -> list[Choice[str]]:
    """Offer decks by their title."""
    choices = [Choice(name=clip(plain(deck.title), Limit.CHOICE_NAME), value=stem_of(deck.id)) for deck in found]
    return choices[:SUGGESTIONS_MOST]
