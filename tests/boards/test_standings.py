"""Standings: the right window, whole pages, ties, one's own row, and nobody from elsewhere."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from bot.boards.rules import Tallied, Window
from bot.boards.service.standings import BoardPage, Standings
from bot.chat.feature import Feature, Features
from bot.core.ids import GuildId, Player, SourceId, UserId
from bot.daily.queries.streaks import STREAK
from bot.db.database import Database
from bot.grading.verdict import Outcome, Verdict
from bot.guilds import queries as guilds
from bot.questions.queries.answers import Submission
from tests.database import hide, writing
from tests.fixtures.services import a_record

HERE, ELSEWHERE = GuildId(1), GuildId(2)
#: A Monday, as are the first days of the weeks before.
MONDAY = date(2026, 11, 23)


class Stopped:
    """A clock that stands still."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """Return the one instant."""
        return self.at


class Evening:
    """Writes a history, one question for every answer."""

    def __init__(self, db: Database, asking: Any) -> None:
        self._db = db
        self._record = a_record()
        self._asking = asking
        self._source = 0

    async def scores(self, user: int, score: float, *, minutes: int = 0, guild: int = 1, **question: Any) -> None:
        """Let someone answer."""
        self._source += 1
        outcome = Outcome.RIGHT if score >= 0.7 else Outcome.PARTLY if score >= 0.45 else Outcome.WRONG
        with writing(self._db) as tx:
            asked = self._asking.question(tx, guild=guild, **question)
            self._record.record(
                tx,
                Submission(
                    question=asked.question,
                    player=Player(guild=GuildId(guild), user=UserId(user), name=f"person {user}"),
                    source=SourceId(self._source),
                    text="x",
                    gave_up=False,
                    at=self._asking.noon + timedelta(minutes=minutes),
                    hints=0,
                    verdict=Verdict(score=score, outcome=outcome),
                ),
            )


@pytest.fixture
def evening(db: Database, asking: Any) -> Evening:
    """Return the writer of histories."""
    return Evening(db, asking)


@pytest.fixture
def standings(db: Database, asking: Any) -> Standings:
    """Return the boards, on a Monday at noon; another feature brings a metric."""
    features = Features()
    features.add(Feature(name="daily", board_metrics=(STREAK,)))
    return Standings(db, Stopped(asking.noon), features)


def listed(page: BoardPage) -> list[tuple[int, int, int]]:
    """Return rank, person and points of each row."""
    return [(row.rank, row.user, row.points) for row in page.rows]


async def test_each_window_counts_its_days(evening: Evening, standings: Standings) -> None:
    """Today, this ISO week, this month and all time, by the local date of the question."""
    for days, score in ((0, 1.0), (1, 0.9), (6, 0.8), (7, 0.7), (-1, 0.6), (-22, 0.5), (-23, 0.45)):
        await evening.scores(7, score, local_date=MONDAY + timedelta(days=days))
    found = {}
    for window in Window:
        page = await standings.page(guild=HERE, user=UserId(7), window=window)
        found[window] = (page.period, page.rows[0].points, page.rows[0].answered)
    assert found == {
        Window.TODAY: ("2026-11-23", 100, 1),
        Window.WEEK: ("2026-W48", 270, 3),
        Window.MONTH: ("2026-11", 100 + 90 + 80 + 70 + 60 + 50, 6),
        Window.ALL: ("all", 495, 7),
    }


async def test_today_is_the_servers_own(db: Database, evening: Evening, asking: Any) -> None:
    """At noon UTC it is tomorrow already in the server's zone; a day given is taken instead."""
    tomorrow = MONDAY + timedelta(days=1)
    await evening.scores(7, 1.0, local_date=tomorrow)
    with writing(db) as tx:
        guilds.set_zone(tx, HERE, "Pacific/Kiritimati", asking.noon)
    standings = Standings(db, Stopped(asking.noon), Features())
    page = await standings.page(guild=HERE, user=UserId(7), window=Window.TODAY)
    assert (page.period, len(page.rows)) == (tomorrow.isoformat(), 1)
    given = await standings.page(guild=HERE, user=UserId(7), window=Window.TODAY, today=MONDAY)
    assert (given.period, given.rows, given.own) == (MONDAY.isoformat(), (), None)


async def test_scopes_are_apart(evening: Evening, standings: Standings) -> None:
    """A channel's and a deck's boards count only what was answered there; an unknown scope is empty."""
    await evening.scores(7, 1.0, channel=10, deck="aws")
    await evening.scores(7, 0.8, channel=11, deck="aws")
    await evening.scores(7, 0.6, channel=11, deck="latin")
    points = {}
    for scope in ("guild", "channel:10", "channel:11", "deck:aws", "deck:latin", "deck:gone"):
        page = await standings.page(guild=HERE, user=UserId(7), window=Window.ALL, scope=scope)
        assert page.scope == scope
        points[scope] = page.own.points if page.own else None
    assert points == {
        "guild": 240,
        "channel:10": 100,
        "channel:11": 140,
        "deck:aws": 180,
        "deck:latin": 60,
        "deck:gone": None,
    }


async def test_ties_share_a_rank_and_the_earlier_answer_stands_first(evening: Evening, standings: Standings) -> None:
    """1, 2, 2, 4: by points alone; among equals more rights, then the earlier last answer."""
    await evening.scores(1, 0.6, minutes=1)
    await evening.scores(2, 0.8, minutes=9)
    await evening.scores(3, 0.8, minutes=5)
    await evening.scores(4, 0.9, minutes=30)
    page = await standings.page(guild=HERE, user=UserId(3), window=Window.TODAY)
    assert listed(page) == [(1, 4, 90), (2, 3, 80), (2, 2, 80), (4, 1, 60)]
    assert [(row.name, row.answered, row.right) for row in page.rows][:1] == [("person 4", 1, 1)]
    assert page.own == page.rows[1]


async def test_pages_lead_both_ways_with_ranks_that_go_on(evening: Evening, standings: Standings) -> None:
    """Ranks continue over pages, ties over the edge included, and the neighbours' keys are there where pages are."""
    for user, score in enumerate((1.0, 0.9, 0.9, 0.9, 0.8, 0.7, 0.6), start=1):
        await evening.scores(user, score, minutes=user)
    ask: Any = {"guild": HERE, "user": UserId(6), "window": Window.ALL, "size": 3}
    first = await standings.page(**ask)
    second = await standings.page(**ask, after=first.after)
    third = await standings.page(**ask, after=second.after)
    assert [[row.rank for row in page.rows] for page in (first, second, third)] == [[1, 2, 2], [2, 5, 6], [7]]
    assert [row.user for page in (first, second, third) for row in page.rows] == [1, 2, 3, 4, 5, 6, 7]
    assert (first.before, third.after) == (None, None)
    assert await standings.page(**ask, before=third.before) == second
    assert await standings.page(**ask, before=second.before) == first
    assert {page.total for page in (first, second, third)} == {7}
    assert {page.own for page in (first, second, third)} == {second.rows[2]}


async def test_keys_fit_a_button(evening: Evening, standings: Standings) -> None:
    """Keys are short and made of few signs, with the greatest ids and points too."""
    for user in (2**63 - 1, 2**63 - 2):
        await evening.scores(user, 1.0)
    page = await standings.page(guild=HERE, user=UserId(1), window=Window.ALL, size=1)
    assert page.after is not None
    assert re.fullmatch(r"[0-9a-z.]{1,52}", page.after)


@pytest.mark.parametrize(
    "key", ["", "x", "1.2.3", "1.2.3.4.5", "-1.0.0.0", "z.z.z.zzzzzzzzzzzzz", "1.2.3.4\n", "é.1.1.1"]
)
async def test_an_unreadable_key_gives_the_first_page(evening: Evening, standings: Standings, key: str) -> None:
    """A key from an old or forged button is no error."""
    await evening.scores(7, 1.0)
    plain = await standings.page(guild=HERE, user=UserId(7), window=Window.ALL)
    assert await standings.page(guild=HERE, user=UserId(7), window=Window.ALL, after=key) == plain
    assert await standings.page(guild=HERE, user=UserId(7), window=Window.ALL, before=key) == plain


async def test_a_board_that_moved_still_shows_a_page(evening: Evening, standings: Standings) -> None:
    """Turning to a page whose people moved up shows the end or the beginning, never nothing."""
    for user, score in enumerate((1.0, 0.9, 0.8, 0.7), start=1):
        await evening.scores(user, score)
    ask: Any = {"guild": HERE, "user": UserId(1), "window": Window.ALL, "size": 3}
    first = await standings.page(**ask)
    second = await standings.page(**ask, after=first.after)
    assert second.before is not None
    for _ in range(3):
        await evening.scores(4, 1.0)
    assert listed(await standings.page(**ask, after=first.after)) == [(2, 1, 100), (3, 2, 90), (4, 3, 80)]
    assert listed(await standings.page(**ask, before=second.before)) == [(2, 1, 100), (3, 2, 90), (4, 3, 80)]


@pytest.mark.parametrize(("size", "rows"), [(-5, 1), (0, 1), (1, 1), (25, 25), (1_000, 25)])
async def test_a_page_has_a_sensible_size(evening: Evening, standings: Standings, size: int, rows: int) -> None:
    """Whatever is asked for, a page has between one and 25 rows."""
    for user in range(1, 28):
        await evening.scores(user, 1.0)
    page = await standings.page(guild=HERE, user=UserId(1), window=Window.ALL, size=size)
    assert len(page.rows) == rows


async def test_ones_own_row_is_shown_from_off_the_page(evening: Evening, standings: Standings) -> None:
    """A page brings the asker's own rank wherever it is; who has not played has none."""
    for user, score in enumerate((1.0, 0.9, 0.8), start=1):
        await evening.scores(user, score)
    page = await standings.page(guild=HERE, user=UserId(3), window=Window.ALL, size=1)
    assert page.own is not None
    assert (page.own.rank, page.own.points, page.own.name) == (3, 80, "person 3")
    assert (await standings.page(guild=HERE, user=UserId(9), window=Window.ALL)).own is None


async def test_hidden_people_and_other_servers_are_never_seen(
    db: Database, evening: Evening, standings: Standings
) -> None:
    """They are in no row, no rank and no total; an empty board is a page too."""
    await evening.scores(1, 1.0)
    await evening.scores(2, 0.9)
    await evening.scores(3, 1.0, guild=2)
    with writing(db) as tx:
        hide(tx, UserId(1), hidden=True)
    page = await standings.page(guild=HERE, user=UserId(1), window=Window.ALL)
    assert (listed(page), page.total) == ([(1, 2, 90)], 1)
    assert page.own is not None
    assert (page.own.rank, page.own.points, page.own.hidden) == (1, 100, True)
    others = await standings.page(guild=HERE, user=UserId(2), window=Window.ALL)
    assert others.own == others.rows[0]
    assert listed(await standings.page(guild=ELSEWHERE, user=UserId(3), window=Window.ALL)) == [(1, 3, 100)]
    empty = await standings.page(guild=GuildId(3), user=UserId(1), window=Window.ALL)
    assert empty == replace(empty, rows=(), own=None, total=0, before=None, after=None)


async def test_past_periods_are_boards_of_their_own(evening: Evening, standings: Standings) -> None:
    """A period given is shown as it stands, and leads to its neighbours that have play, over gaps and New Year."""
    for day, score in ((MONDAY, 1.0), (date(2026, 11, 2), 0.9), (date(2025, 12, 31), 0.8), (date(2025, 3, 5), 0.7)):
        await evening.scores(7, score, local_date=day)
    await evening.scores(7, 1.0, local_date=date(2026, 6, 1), guild=2)
    ask: Any = {"guild": HERE, "user": UserId(7), "window": Window.WEEK}
    now = await standings.page(**ask)
    assert (now.period, now.earlier, now.later) == ("2026-W48", "2026-W45", None)
    seen, period = [], now.earlier
    while period is not None:
        page = await standings.page(**ask, period=period)
        seen.append((page.period, page.rows[0].points, page.later))
        period = page.earlier
    assert seen == [("2026-W45", 90, "2026-W48"), ("2026-W01", 80, "2026-W45"), ("2025-W10", 70, "2026-W01")]
    month = await standings.page(**ask, period="2025-12")
    assert (month.window, month.earlier, month.later, month.total) == (Window.MONTH, "2025-03", "2026-11", 1)
    day = await standings.page(**ask, period="2026-11-02")
    assert (day.window, day.earlier, day.later) == (Window.TODAY, "2025-12-31", "2026-11-23")
    empty = await standings.page(**ask, period="2026-W30")
    assert (empty.rows, empty.earlier, empty.later) == ((), "2026-W01", "2026-W45")
    assert (await standings.page(**ask, period="nonsense")).period == "2026-W48"
    assert (await standings.page(**ask, period="all")).earlier is None


async def test_periods_with_play_are_listed_the_latest_first(evening: Evening, standings: Standings) -> None:
    """Each once, of this server alone, and no more than autocomplete shows."""
    for weeks in range(30):
        await evening.scores(7, 1.0, local_date=MONDAY - timedelta(weeks=weeks))
        await evening.scores(7, 1.0, local_date=MONDAY - timedelta(weeks=weeks) + timedelta(days=1))
    found = await standings.periods(HERE, Window.WEEK)
    assert found[:3] == ("2026-W48", "2026-W47", "2026-W46")
    assert len(found) == len(set(found)) == 25
    assert (await standings.periods(HERE, Window.MONTH))[:2] == ("2026-11", "2026-10")
    assert await standings.periods(ELSEWHERE, Window.WEEK) == ()


async def test_accuracy_states_how_many_answers_it_needs(evening: Evening, standings: Standings) -> None:
    """Three in a week: whoever gave fewer is not listed, and the page says so."""
    for score in (1.0, 1.0, 0.0):
        await evening.scores(1, score)
    for score in (1.0, 1.0):
        await evening.scores(2, score)
    page = await standings.page(guild=HERE, user=UserId(2), window=Window.WEEK, metric=Tallied.ACCURACY)
    assert ([row.user for row in page.rows], page.own, page.least, page.total) == ([1], None, 3, 1)


async def test_streaks_know_no_window(standings: Standings) -> None:
    """Their board is of all time, and an empty one is a page too."""
    page = await standings.page(guild=HERE, user=UserId(2), window=Window.WEEK, metric="streak", period="2026-W48")
    assert (page.window, page.period, page.rows, page.own, page.earlier) == (Window.ALL, "all", (), None, None)
