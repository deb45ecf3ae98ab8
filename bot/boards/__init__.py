"""WHO IS AHEAD: tallies, ranks, digests, export, pictures."""

from collections.abc import Callable

from bot.boards.commands import BoardCommands, DigestCommands
from bot.boards.messages import digest as shown
from bot.boards.queries.digests import DIGEST
from bot.boards.service import tallies
from bot.boards.service.digests import Digests, compose
from bot.boards.service.export import Exports
from bot.boards.service.standings import Standings
from bot.chat.feature import Feature
from bot.chat.outbox.kinds import MessageKind
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
    board, digest = BoardCommands(standings, decks, exports), DigestCommands(digests, standings, wake)
    messages = MessageKind(purpose=DIGEST, compose=compose, show=lambda value, where: shown(value, where.locale))
    return Feature(
        name="boards",
        commands=(*board.commands(), digest),
        presses={**board.presses(), **digest.presses()},
        on_answer=tallies.count,
        on_regraded=tallies.move,
        on_closed=tallies.count_changeable,
        on_hidden=tallies.hide,
        on_erased=tallies.follow_erased,
        messages_owed=(messages,),
        chores=(digests.chore(),),
    )
