"""Measures a leaderboard page with one's own rank against a bare page read from the same index, in the same run."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from bot.boards.rules import Tallied, Window
from bot.boards.service.standings import Standings
from bot.chat.feature import Features
from bot.core.ids import GuildId, UserId
from bot.db.database import Database

MEMBERS = 100_000
#: Logged answers; the issue's ten million take some minutes to write, so they are for `--full`.
ANSWERS, ANSWERS_FULL = 500_000, 10_000_000
READS = 400
READS_SLOW = 20
GUILD = GuildId(1)
#: Today's periods, and those of a day in the week before: every answer counts for its day, week and month.
PERIODS = ("all", "2026-11", "2026-W48", "2026-11-23", "2026-W47", "2026-11-20")
_NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
_DAYS = 100
_BARE = text(
    "SELECT user, points, answered FROM tallies WHERE guild = 1 AND scope = 'guild' AND period = 'all'"
    " AND tallies.hidden = false ORDER BY points DESC, right DESC, last_at_ms, user LIMIT 10"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """Times of reads, in milliseconds."""

    answers: int
    bare_ms: list[float]
    page_ms: list[float]
    week_ms: list[float]
    accuracy_ms: list[float]
    built_s: float


class _Clock:
    def now(self) -> datetime:
        """Stand still."""
        return _NOW


async def measure(folder: Path, *, full: bool = False) -> Pages:
    """Build a server of a hundred thousand members and read pages of its boards."""
    path, answers = folder / "boards.sqlite", ANSWERS_FULL if full else ANSWERS
    db = await Database.open(f"sqlite+aiosqlite:///{path}")
    began = time.perf_counter()
    _build(path, answers)
    built_s = time.perf_counter() - began
    standings, chance = Standings(db, _Clock(), Features()), random.Random(5)

    async def bare() -> None:
        await db.read(lambda tx: tx.execute(_BARE).all())

    def page(window: Window, metric: Tallied = Tallied.POINTS) -> Callable[[], Awaitable[object]]:
        return lambda: standings.page(
            guild=GUILD, user=UserId(chance.randrange(1, MEMBERS)), window=window, metric=metric
        )

    try:
        reads = (bare, page(Window.ALL), page(Window.WEEK))
        times: tuple[list[float], ...] = ([], [], [])
        # In turns, so that whatever else the machine does meets all of them alike.
        for _ in range(READS):
            for read, taken in zip(reads, times, strict=True):
                taken.append(await _timed(read))
        slow = [await _timed(page(Window.ALL, Tallied.ACCURACY)) for _ in range(READS_SLOW)]
    finally:
        await db.close()
    return Pages(
        answers=answers, bare_ms=times[0], page_ms=times[1], week_ms=times[2], accuracy_ms=slow, built_s=built_s
    )


async def _timed(read: Callable[[], Awaitable[object]]) -> float:
    began = time.perf_counter()
    await read()
    return (time.perf_counter() - began) * 1_000


def _build(path: Path, answers: int) -> None:
    chance = random.Random(1)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("INSERT INTO guilds (id, zone, since_at_ms) VALUES (1, 'Europe/Berlin', 0)")
        connection.executemany(
            "INSERT INTO members VALUES (1, ?, ?, 0)", ((user, f"person {user}") for user in range(1, MEMBERS + 1))
        )
        for period in PERIODS:
            most = {"all": 10_000, "2026-11-23": 100, "2026-W48": 500}.get(period, 2_200)
            connection.executemany(
                "INSERT INTO tallies (guild, scope, period, user, points, answered, right, last_at_ms, hidden)"
                " VALUES (1, 'guild', ?, ?, ?, ?, ?, ?, 0)",
                (
                    (period, user, chance.randrange(most + 1), _DAYS, chance.randrange(_DAYS), chance.randrange(10**12))
                    for user in range(1, MEMBERS + 1)
                ),
            )
        connection.executemany(
            "INSERT INTO answers (id, question, user, attempt, source, text, answer_key, gave_up, answered_at_ms,"
            " local_date, hints, late) VALUES (?, ?, ?, 1, ?, 'an answer', 'answer', 0, ?, ?, 0, 0)",
            _log(answers),
        )
        connection.executemany(
            "INSERT INTO gradings (answer, n, score, outcome, points, covered, grader, cause, graded_at_ms)"
            " VALUES (?, 1, 1.0, 'right', 100, '', '1', 'first', 0)",
            ((number,) for number in range(1, answers + 1)),
        )
        connection.commit()


def _log(answers: int) -> Iterator[tuple[object, ...]]:
    first = _NOW.date() - timedelta(days=_DAYS)
    for number in range(1, answers + 1):
        question, user = divmod(number, MEMBERS)
        day = (first + timedelta(days=question)).isoformat()
        yield number, question + 1, user + 1, number, number, day
