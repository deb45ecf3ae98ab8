"""The board as a picture: what is drawn and what is read instead."""

from __future__ import annotations

from typing import Any

from bot.boards.messages.board import board
from bot.boards.messages.picture import alt, chart, pictured
from bot.boards.metric import Metric


def test_the_alt_text_has_every_name_whole(make: Any) -> None:
    """Names that cannot be drawn stand in the words beside it."""
    page = make.board(make.row(1, "陳大文", 300), make.row(2, "Ada 🚀", 200))
    assert alt(page) == "Bar chart. Leaderboard · this week. 1st 陳大文, 300 points; 2nd Ada 🚀, 200 points"
    assert len(alt(make.board(*(make.row(at, "x" * 100, 1) for at in range(1, 26))))) <= 1024


def test_the_asker_is_in_their_picture(make: Any) -> None:
    """On the page they are marked; elsewhere they stand below it, once."""
    ada, ben = make.row(1, "Ada", 300), make.row(2, "Ben", 200)
    assert [bar.own for bar in chart(make.board(ada, ben, own=ben)).bars] == [False, True]
    assert [(bar.name, bar.own) for bar in chart(make.board(ada, own=make.row(70, "Eve", 1))).bars] == [
        ("Ada", False),
        ("Eve", True),
    ]
    assert not any(bar.own for bar in chart(make.board(ada, ben)).bars)


def test_bars_are_as_long_as_what_is_ranked(make: Any) -> None:
    """Points, shares or days, each with its words."""
    row = make.row(1, "Ada", 300, answered=8, right=6, streak=5)
    found = {metric: chart(make.board(row, metric=metric)).bars[0] for metric in Metric}
    assert {metric: bar.value for metric, bar in found.items()} == {"points": 300, "accuracy": 0.75, "streak": 5}
    assert [bar.worded for bar in found.values()] == ["300 points", "75 % of 8", "5 in a row"]


async def test_a_message_carries_list_and_picture(make: Any) -> None:
    """The embed shows the file that comes with it; an empty board has none."""
    page = make.board(make.row(1, "Ada", 300))
    shown = await pictured(board(page), page)
    assert shown.picture is not None
    assert shown.embed.image.url == f"attachment://{shown.picture.name}"
    assert shown.picture.file().description == alt(page)
    assert "1st **Ada**" in shown.embed.description
    assert (await pictured(board(make.board()), make.board())).picture is None
