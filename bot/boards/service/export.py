"""Export: a whole board as a file for spreadsheets, read and written in pages."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass, replace

from bot.boards.errors import ExportTooLarge
from bot.boards.queries import boards
from bot.boards.queries.boards import Board, Standing
from bot.boards.service.standings import BoardPage, BoardRow, ranking_of, ranks
from bot.chat.feature import Features
from bot.core.ids import GuildId
from bot.db.database import Database, Transaction

#: What a message can carry in a server without boosts, with room for the rest of the request.
#: Source: Discord documentation, reference, "Uploading Files".
ATTACHMENT_MOST = 9_500_000
#: A table larger than this is packed.
PLAIN_MOST = 4_000_000
#: Beyond this a file would take too much memory to make.
ROWS_MOST = 500_000
_PAGE = 1_000
#: Excel reads UTF-8 only where this stands first.
_MARK = "\ufeff"
_HEADS = ("rank", "name", "mention")
_TALLIED = ("points", "answered", "right")
#: Spreadsheets take a cell that begins like this for a formula. Source: OWASP, "CSV Injection".
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardFile:
    """A board as a file."""

    name: str
    content: bytes
    rows: int


class Exports:
    """Writes boards of all servers."""

    def __init__(self, db: Database, features: Features) -> None:
        self._db = db
        self._features = features

    async def board(self, guild: GuildId, page: BoardPage) -> BoardFile:
        """Write all rows of the board that a page is of, in its order and with its ranks.

        Raises:
            ExportTooLarge: Discord would not take the file.
        """
        by, tallied = ranking_of(self._features, page.metric), page.is_tallied
        board = Board(guild=guild, scope=page.scope, period=page.period, by=by, least=page.least)

        # One transaction for all pages, so that nobody moves between them.
        def look(tx: Transaction) -> tuple[bytes, int]:
            table = io.StringIO(newline="")
            table.write(_MARK)
            writer = csv.writer(table)
            writer.writerow((*_HEADS, *(_TALLIED if tallied else (page.metric,))))
            count, rank, last = 0, 1, None
            listed = boards.first(tx, board, _PAGE)
            while listed:
                for row in _continued(listed, rank, count, last):
                    writer.writerow(_cells(row, tallied=tallied))
                    rank = row.rank
                count, last = count + len(listed), listed[-1]
                if count > ROWS_MOST:
                    raise ExportTooLarge(rows=boards.total(tx, board))
                listed = boards.after(tx, board, last.key, _PAGE)
            return table.getvalue().encode(), count

        content, count = await self._db.read(look)
        return _packed(f"leaderboard-{page.metric}-{page.period}", content, count)


def _continued(listed: tuple[Standing, ...], rank: int, count: int, last: Standing | None) -> tuple[BoardRow, ...]:
    """Rank rows that follow others; those as good as the last one before share its rank."""
    goes_on = last is not None and last.key.value == listed[0].key.value
    return ranks(listed, rank if goes_on else count + 1, count)


def _cells(row: BoardRow, *, tallied: bool) -> tuple[object, ...]:
    values = (row.points, row.answered, row.right) if tallied else (row.value,)
    return row.rank, harmless(row.name), f"<@{row.user}>", *values


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    plain = text.replace("\0", "")
    return f"'{plain}" if plain.lstrip(" \u00a0").startswith(_FORMULA) else plain


def _packed(name: str, content: bytes, rows: int) -> BoardFile:
    file = BoardFile(name=f"{name}.csv", content=content, rows=rows)
    if len(content) <= PLAIN_MOST:
        return file
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(file.name, content)
    if len(held.getvalue()) > ATTACHMENT_MOST:
        raise ExportTooLarge(rows=rows)
    return replace(file, name=f"{name}.zip", content=held.getvalue())
