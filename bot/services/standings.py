"""Standings: the leaderboards of a server, a page at a time."""

from __future__ import annotations

import re
from datetime import date
from zoneinfo import ZoneInfo

from bot.quiz.periods import ALL, day_of, month_of, week_of
from bot.services.outcomes import BoardPage, BoardRow, Window
from bot.store import boards, guilds
from bot.store.boards import Board, Key, Standing
from bot.store.store import Store, Unit
from bot.store.tallies import GUILD_SCOPE
from bot.terms.ids import GuildId, UserId
from bot.terms.instants import Clock

PAGE_MOST = 25
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
#: Points, rights, last answer, person: each a number to the base of 36, at most 63 bits.
_KEY = re.compile(r"([0-9a-z]{1,12})\.([0-9a-z]{1,12})\.([0-9a-z]{1,12})\.([0-9a-z]{1,13})")
_INTEGER_MOST = 2**63 - 1


class Standings:
    """The leaderboards of all servers."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def page(
        self,
        *,
        guild: GuildId,
        user: UserId,
        window: Window,
        scope: str = GUILD_SCOPE,
        after: str | None = None,
        before: str | None = None,
        size: int = 10,
        today: date | None = None,
    ) -> BoardPage:
        """Return one page of a board.

        Args:
            guild: Whose board.
            user: Who asks; their own row comes with every page.
            window: The span of time.
            scope: "guild", "channel:<id>" or "deck:<id>"; an unknown one is an empty board.
            after: A page's `after`: the rows that follow it. An unreadable key gives the first page.
            before: A page's `before`: the rows that lead up to it.
            size: Rows a page, at most 25.
            today: The day the window is taken around; None: today in the server's time zone.
        """
        size = max(1, min(size, PAGE_MOST))
        async with self._store.read() as unit:
            board = Board(guild=guild, scope=scope, period=_period(window, today or await self._today(unit, guild)))
            listed = await _listed(unit, board, _key(after), _key(before), size)
            rows: tuple[BoardRow, ...] = ()
            leading = total = 0
            if listed:
                place = await boards.position(unit, board, listed[0].key)
                leading, total = place.before, place.total
                rows = _ranked(listed, place.rank, place.before)
            own = next((row for row in rows if row.user == user), None) or await _own(unit, board, user)
        return BoardPage(
            window=window,
            scope=scope,
            period=board.period,
            rows=rows,
            own=own,
            total=total,
            before=_text(listed[0].key) if leading else None,
            after=_text(listed[-1].key) if leading + len(rows) < total else None,
        )

    async def _today(self, unit: Unit, guild: GuildId) -> date:
        zone = await guilds.zone_of(unit, guild)
        return self._clock.now().astimezone(ZoneInfo(zone or "UTC")).date()


def _period(window: Window, today: date) -> str:
    match window:
        case Window.TODAY:
            return day_of(today)
        case Window.WEEK:
            return week_of(today)
        case Window.MONTH:
            return month_of(today)
        case Window.ALL:
            return ALL


async def _listed(unit: Unit, board: Board, after: Key | None, before: Key | None, size: int) -> tuple[Standing, ...]:
    if after is not None:
        # Those who stood there may have moved up meanwhile: then the end is what follows.
        return await boards.after(unit, board, after, size) or await boards.last(unit, board, size)
    if before is not None:
        leading = await boards.before(unit, board, before, size)
        # Fewer than a page are left before it: show a whole first page instead.
        return leading if len(leading) == size else await boards.first(unit, board, size)
    return await boards.first(unit, board, size)


async def _own(unit: Unit, board: Board, user: UserId) -> BoardRow | None:
    standing = await boards.own(unit, board, user)
    if standing is None:
        return None
    place = await boards.position(unit, board, standing.key)
    return _row(standing, place.rank)


def _ranked(listed: tuple[Standing, ...], rank: int, before: int) -> tuple[BoardRow, ...]:
    """Rank rows that follow each other from the first one's rank: where points fall, all rows before have more."""
    rows: list[BoardRow] = []
    for index, standing in enumerate(listed):
        if rows and standing.points != rows[-1].points:
            rank = before + index + 1
        rows.append(_row(standing, rank))
    return tuple(rows)


def _row(standing: Standing, rank: int) -> BoardRow:
    return BoardRow(
        rank=rank,
        user=standing.user,
        name=standing.name,
        points=standing.points,
        answered=standing.answered,
        right=standing.right,
    )


def _text(key: Key) -> str:
    return ".".join(_base36(number) for number in (key.points, key.right, key.last_at_ms, key.user))


def _key(text: str | None) -> Key | None:
    found = None if text is None else _KEY.fullmatch(text)
    if found is None:
        return None
    points, right, last_at_ms, user = (int(group, 36) for group in found.groups())
    if max(points, right, last_at_ms, user) > _INTEGER_MOST:
        return None
    return Key(points=points, right=right, last_at_ms=last_at_ms, user=user)


def _base36(number: int) -> str:
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits
