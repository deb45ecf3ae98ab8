"""Export: the whole board, with the board's own ranks, harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date

import pytest

from bot.boards.errors import ExportTooLarge
from bot.boards.queries import tallies
from bot.boards.queries.tallies import Gain
from bot.boards.rules import Window
from bot.boards.service import export
from bot.boards.service.export import Exports, harmless
from bot.boards.service.standings import BoardPage
from bot.chat.feature import Feature, Features
from bot.core.ids import ChannelId, DeckId, GuildId, UserId
from bot.daily.queries.streaks import STREAK
from bot.db.database import Database
from bot.guilds import queries as guilds
from tests.database import hide, writing
from tests.fixtures.services import MONDAY

HERE = GuildId(1)
FEATURES = Features()
FEATURES.add(Feature(name="daily", board_metrics=(STREAK,)))
PAGE = BoardPage(window=Window.ALL, scope="guild", period="all", rows=(), own=None, total=0, before=None, after=None)


async def stock(db: Database, points: list[int], name: str = "person") -> None:
    """Give people points, the first person the first ones."""
    with writing(db) as tx:
        for user, own in enumerate(points, start=1):
            gain = Gain(
                guild=HERE,
                channel=ChannelId(10),
                deck=DeckId("aws"),
                user=UserId(user),
                local_date=date(2026, 11, 23),
                at=MONDAY,
                points=own,
                answered=1,
                right=1,
            )
            tallies.add(tx, gain)
            guilds.remember_member(tx, HERE, UserId(user), f"{name} {user}", MONDAY)


def table(content: bytes) -> list[dict[str, str]]:
    """Read a file as a spreadsheet does."""
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


async def test_ranks_go_on_over_pages(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ties share a rank over the edge of a page, and hidden people are not there."""
    monkeypatch.setattr(export, "_PAGE", 2)
    await stock(db, [50, 90, 90, 90, 40, 50, 99])
    with writing(db) as tx:
        hide(tx, UserId(7), hidden=True)
    made = await Exports(db, FEATURES).board(HERE, PAGE)
    rows = table(made.content)
    assert [(row["rank"], row["points"]) for row in rows] == [
        ("1", "90"),
        ("1", "90"),
        ("1", "90"),
        ("4", "50"),
        ("4", "50"),
        ("6", "40"),
    ]
    assert (made.name, made.rows, rows[0]["mention"]) == ("leaderboard-points-all.csv", 6, "<@2>")


async def test_an_empty_board_is_a_file_of_heads(db: Database) -> None:
    """Of every metric; one that a feature brings has a column of its own name."""
    heads = dict.fromkeys(("points", "accuracy"), "points,answered,right") | {"streak": "streak"}
    for metric, columns in heads.items():
        page = BoardPage(
            window=Window.ALL,
            metric=metric,
            scope="guild",
            period="all",
            rows=(),
            own=None,
            total=0,
            before=None,
            after=None,
        )
        made = await Exports(db, FEATURES).board(HERE, page)
        assert made.content.decode("utf-8-sig") == f"rank,name,mention,{columns}\r\n"


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-2", "'-2"),
        ("+3", "'+3"),
        ("\t=1", "'\t=1"),
        (" =1", "' =1"),
        ("＝1", "'＝1"),
        ("a=b", "a=b"),
        ('Zoë, "the" 陳', 'Zoë, "the" 陳'),
        ("a\0b", "ab"),
    ],
)
def test_a_name_is_never_a_formula(name: str, cell: str) -> None:
    """Whatever a spreadsheet would compute is marked as text."""
    assert harmless(name) == cell


async def test_what_is_too_large_is_packed_or_refused(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """A larger table comes as a zip; what Discord would not take is refused with its size."""
    await stock(db, [50] * 30)
    monkeypatch.setattr(export, "PLAIN_MOST", 100)
    made = await Exports(db, FEATURES).board(HERE, PAGE)
    assert made.name == "leaderboard-points-all.zip"
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        assert len(table(archive.read("leaderboard-points-all.csv"))) == 30
    monkeypatch.setattr(export, "ATTACHMENT_MOST", 100)
    with pytest.raises(ExportTooLarge) as refusal:
        await Exports(db, FEATURES).board(HERE, PAGE)
    assert refusal.value.rows == 30
