"""Standings: the leaderboards of a server, a page at a time, whatever they are ranked by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.boards.queries import boards
from bot.boards.queries.boards import Board, Key, Ranking, Standing
from bot.boards.rules import ACCURACY_LEAST, Tallied, Window, period_around, window_of
from bot.boards.scopes import WHOLE
from bot.calendar.periods import ALL, span_of
from bot.calendar.timetable import local_date
from bot.calendar.zones import UTC_NAME
from bot.chat.feature import Features
from bot.chat.queries import has_notices
from bot.core.ids import GuildId, UserId
from bot.core.instants import Clock
from bot.db.database import Database, Transaction
from bot.guilds import queries as guilds

PAGE_MOST = 25
#: What autocomplete has room for.
PERIODS_MOST = 25
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
#: Value, second, last answer, person: each a number to the base of 36, at most 63 bits.
_KEY = re.compile(r"([0-9a-z]{1,12})\.([0-9a-z]{1,12})\.([0-9a-z]{1,12})\.([0-9a-z]{1,13})")
_INTEGER_MOST = 2**63 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """One line of a board."""

    rank: int
    user: UserId
    #: "" for someone not known by name.
    name: str
    #: Points, answers and right ones in the period; 0 on boards of a metric that another feature brings.
    points: int
    answered: int
    right: int
    #: What rank goes by: points, millionths right, or the value of the metric that was brought.
    value: int
    #: Only ever true of one's own line: nobody else sees it, and it pushes nobody down.
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardPage:
    """A page of a leaderboard; `before` and `after` are opaque keys (≤ 52 of [0-9a-z.]) for the neighbours."""

    window: Window
    #: `Tallied`, or the name of a metric that another feature brings.
    metric: str = Tallied.POINTS
    #: See `bot.boards.scopes`.
    scope: str
    #: Such as "2026-11-23", "2026-W48", "2026-11", "all".
    period: str
    rows: tuple[BoardRow, ...]
    #: The asker's own line; None if they have none in this window.
    own: BoardRow | None
    total: int
    before: str | None
    after: str | None
    #: The nearest periods of this window that have play; None: there is none, or the metric
    #: knows no window.
    earlier: str | None = None
    later: str | None = None
    #: Answers needed to be listed; 0: any.
    least: int = 0
    #: Whether this is the period that today belongs to.
    present: bool = True
    #: Whether notices wait for the asker, as far as was looked.
    news: bool = True

    @property
    def is_tallied(self) -> bool:
        """Whether its metric is read from tallies; if not, another feature brings it, and it knows no window."""
        return self.metric in set(Tallied)


class Standings:
    """The leaderboards of all servers."""

    def __init__(self, db: Database, clock: Clock, features: Features) -> None:
        self._db = db
        self._clock = clock
        self._features = features

    @property
    def brought(self) -> tuple[str, ...]:
        """The names of the metrics that other features bring."""
        return tuple(self._features.board_metrics)

    async def page(
        self,
        *,
        guild: GuildId,
        user: UserId,
        window: Window,
        metric: str = Tallied.POINTS,
        period: str | None = None,
        scope: str = WHOLE,
        after: str | None = None,
        before: str | None = None,
        size: int = 10,
        today: date | None = None,
    ) -> BoardPage:
        """Return one page of a board.

        Args:
            guild: Whose board.
            user: Who asks; their own row comes with every page, and theirs alone though they are hidden.
            window: The span of time.
            metric: What it is ranked by: `Tallied`, or the name of one that a feature brings, which knows no window.
            period: One day, week, month or "all" instead of the present one of the window; an unreadable one is not
                there.
            scope: See `bot.boards.scopes`; an unknown one is an empty board.
            after: A page's `after`: the rows that follow it. An unreadable key gives the first page.
            before: A page's `before`: the rows that lead up to it.
            size: Rows a page, at most 25.
            today: The day the window is taken around; None: today in the server's time zone.

        Raises:
            LookupError: No feature brings such a metric.
        """
        size, by = max(1, min(size, PAGE_MOST)), ranking_of(self._features, metric)
        brought = metric not in set(Tallied)
        named = Window.ALL if brought else None if period is None else window_of(period)

        def look(tx: Transaction) -> BoardPage:
            chosen, of, present = named, period, ALL
            if (chosen or window) is not Window.ALL:
                present = period_around(chosen or window, today or local_day(tx, guild, self._clock))
            if chosen is None or of is None or brought:
                chosen, of = chosen or window, present
            least = ACCURACY_LEAST[chosen] if metric == Tallied.ACCURACY else 0
            board = Board(guild=guild, scope=scope, period=of, by=by, least=least)
            # One row more than is shown tells whether there is more.
            found = _listed(tx, board, _key(after), _key(before), size)
            listed, following = found.rows[:size], len(found.rows) > size
            leading = bool(listed and not found.first and boards.before(tx, board, listed[0].key, 1))
            rows = _ranked(tx, board, listed, leading=leading)
            own = boards.placed(tx, board, user)
            whole = own.total if own is not None else boards.total(tx, board) if listed else 0
            earlier, later = _neighbours(tx, board, to_come=of != present)
            return BoardPage(
                window=chosen,
                metric=metric,
                scope=scope,
                period=of,
                rows=rows,
                own=None if own is None else _row(own.standing, own.rank),
                total=whole,
                before=_text(listed[0].key) if leading else None,
                after=_text(listed[-1].key) if following else None,
                earlier=earlier,
                later=later,
                least=least,
                present=of == present,
                news=has_notices(tx, guild, user),
            )

        return await self._db.read(look)

    async def periods(self, guild: GuildId, window: Window) -> tuple[str, ...]:
        """Return the periods of a window that have play in a server, the latest first, at most 25."""

        def look(tx: Transaction) -> tuple[str, ...]:
            found: list[str] = []
            day: date | None = date.max
            while day is not None and len(found) < PERIODS_MOST:
                day = boards.day_before(tx, guild, WHOLE, day)
                if day is not None:
                    found.append(period_around(window, day))
                    span = span_of(found[-1])
                    day = None if span is None else span[0]
            return tuple(found)

        return await self._db.read(look)


def local_day(tx: Transaction, guild: GuildId, clock: Clock) -> date:
    """Return what day it is in a server's time zone."""
    zone = guilds.zone_of(tx, guild)
    return local_date(clock.now(), zone or UTC_NAME)


def ranking_of(features: Features, metric: str) -> Ranking:
    """Return how people are ranked by a metric.

    Raises:
        LookupError: No feature brings it.
    """
    if metric == Tallied.POINTS:
        return boards.POINTS
    if metric == Tallied.ACCURACY:
        return boards.ACCURACY
    return boards.ranking_by(features.board_metrics[metric].rows)


def ranks(listed: tuple[Standing, ...], rank: int, before: int) -> tuple[BoardRow, ...]:
    """Rank rows that follow each other from the first one's rank: where the value falls, all rows before have more.

    Args:
        listed: The rows.
        rank: The first one's rank.
        before: How many rows are listed before it.
    """
    rows: list[BoardRow] = []
    for index, standing in enumerate(listed):
        if index and standing.key.value != listed[index - 1].key.value:
            rank = before + index + 1
        rows.append(_row(standing, rank))
    return tuple(rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """The rows of a page, and one more if there is one."""

    rows: tuple[Standing, ...]
    #: Whether nobody stands before them.
    first: bool = False


def _listed(tx: Transaction, board: Board, after: Key | None, before: Key | None, size: int) -> _Found:
    if after is not None:
        # Those who stood there may have moved up meanwhile: then the end is what follows.
        following = boards.after(tx, board, after, size + 1)
        return _Found(rows=following or boards.last(tx, board, size))
    if before is not None:
        leading = boards.before(tx, board, before, size)
        # Fewer than a page are left before it: show a whole first page instead.
        if len(leading) == size:
            return _Found(rows=leading + boards.after(tx, board, leading[-1].key, 1))
    return _Found(rows=boards.first(tx, board, size + 1), first=True)


def _ranked(tx: Transaction, board: Board, listed: tuple[Standing, ...], *, leading: bool) -> tuple[BoardRow, ...]:
    if not listed or not leading:
        return ranks(listed, 1, 0)
    # How many rows stand before the page is told by the first one on it with a rank of its own.
    own = next((at for at, row in enumerate(listed) if row.key.value != listed[0].key.value), None)
    before = 0 if own is None else boards.rank(tx, board, listed[own].key) - 1 - own
    return ranks(listed, boards.rank(tx, board, listed[0].key), before)


def _neighbours(tx: Transaction, board: Board, *, to_come: bool) -> tuple[str | None, str | None]:
    """Return the nearest periods of the same kind with play, before and after; nothing comes after the present."""
    span, window = span_of(board.period), window_of(board.period)
    if span is None or window is None:
        return None, None
    earlier = boards.day_before(tx, board.guild, board.scope, span[0])
    later = boards.day_after(tx, board.guild, board.scope, span[1]) if to_come else None
    return (
        None if earlier is None else period_around(window, earlier),
        None if later is None else period_around(window, later),
    )


def _row(standing: Standing, rank: int) -> BoardRow:
    return BoardRow(
        rank=rank,
        user=standing.user,
        name=standing.name,
        points=standing.points,
        answered=standing.answered,
        right=standing.right,
        value=standing.key.value,
        hidden=standing.hidden,
    )


def _text(key: Key) -> str:
    return ".".join(_base36(number) for number in (key.value, key.second, key.last_at_ms, key.user))


def _key(text: str | None) -> Key | None:
    found = None if text is None else _KEY.fullmatch(text)
    if found is None:
        return None
    value, second, last_at_ms, user = (int(group, 36) for group in found.groups())
    if max(value, second, last_at_ms, user) > _INTEGER_MOST:
        return None
    return Key(value=value, second=second, last_at_ms=last_at_ms, user=user)


def _base36(number: int) -> str:
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits
