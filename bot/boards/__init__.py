"""WHO IS AHEAD: tallies, ranks, digests, export, pictures."""

from collections.abc import Callable

from bot.boards.commands.boards import Board
from bot.boards.commands.digest import DigestCommands
from bot.boards.service import tallies
from bot.boards.service.digests import Digests
from bot.boards.service.export import Exports
from bot.boards.service.standings import Standings
from bot.chat.feature import Feature
from bot.library.service.decks import Decks


def feature(
    standings: Standings, exports: Exports, digests: Digests, decks: Decks, wake: Callable[[], None]
) -> Feature:
    """Return what this folder brings; the features that bring metrics must be listed by then.

    Args:
        standings: What boards are asked of.
        exports: Writes them as files.
        digests: Digests of servers.
        decks: The decks to choose from.
        wake: Called after anything that may change what is due.
    """
    board, digest = Board(standings, decks, exports), DigestCommands(digests, standings, wake)
    return Feature(
        name="boards",
        commands=(*board.commands(), digest),
        presses={**board.presses(), **digest.presses()},
        on_answer=tallies.count,
        on_regraded=tallies.move,
        on_closed=tallies.count_changeable,
        on_hidden=tallies.hide,
    )
