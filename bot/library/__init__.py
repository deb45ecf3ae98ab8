"""A SERVER'S DECKS: import, versions, undo, browse, export, learning from what people were right with."""

from bot.chat.feature import Feature
from bot.library.commands import DeckCommands, LibraryCommands
from bot.library.service.browsing import Browsing
from bot.library.service.decks import Decks
from bot.library.service.imports import Imports
from bot.library.service.wordings import Wordings


def feature(decks: Decks, imports: Imports, browsing: Browsing, wordings: Wordings) -> Feature:
    """Return what this folder brings."""
    deck, library = DeckCommands(decks, browsing), LibraryCommands(decks, imports, browsing, wordings)
    return Feature(
        name="library",
        commands=(deck, library),
        presses={**deck.presses(), **library.presses()},
        background=decks.following,
    )
