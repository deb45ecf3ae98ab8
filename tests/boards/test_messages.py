"""Leaderboards as messages, as pictures and as files; digests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Any

import pytest

from bot.boards.messages import (
    alt,
    board,
    chart,
    digest,
    digest_button,
    digest_coming,
    digest_ended,
    digest_set,
    exported,
    pictured,
    read_turn,
    turn,
)
from bot.boards.queries.digests import DigestPlan, Hardest, Improved
from bot.boards.service.digests import Digest
from bot.boards.service.export import BoardFile
from bot.chat.router import CustomId, PressUnknown, decode
from bot.core.ids import ChannelId, GuildId

#: As long as keys get.
KEY = "9" * 52
#: The boards' own, and one that another feature brings.
METRICS = ("points", "accuracy", "streak")


def test_ties_share_a_place_and_the_own_line_is_always_there(make: Any, text_of: Any) -> None:
    """1st, 2nd, 2nd, 4th, and whoever asks sees their own line too."""
    rows = [make.row(1, "Ada", 300), make.row(2, "Ben", 200), make.row(2, "Chiyo", 200), make.row(4, "Dana", 100)]
    text = text_of(board(make.board(*rows, own=make.row(17, "Eve", 10), total=40)))
    places = [line.split(" ")[0] for line in text.split("\n") if "**" in line and "points" in line]
    assert places == ["1st", "2nd", "2nd", "4th", "**You:**"]
    assert "17th **Eve** · 10 points · 2 of 4 right" in text
    assert "this week" in text
    assert "40 players · week of 23 November 2026" in text


def test_an_empty_board_invites(make: Any, text_of: Any, buttons_of: Any) -> None:
    """Nobody has scored yet: a sentence, and no buttons that lead nowhere."""
    shown = board(make.board(total=0))
    assert "Nobody has points here yet" in text_of(shown)
    assert buttons_of(shown) == []


def test_someone_without_points_is_told_so(make: Any, text_of: Any) -> None:
    """The own line never just lacks."""
    assert "You have no points here yet" in text_of(board(make.board(make.row(1, "Ada", 300))))


@pytest.mark.parametrize("scope", ["guild", "channel:18446744073709551615", "deck:" + "d" * 100])
@pytest.mark.parametrize("metric", METRICS)
@pytest.mark.parametrize("period", ["2026-11-23", "2026-W48", "2026-11", "all"])
def test_turning_pages_survives_any_scope(make: Any, buttons_of: Any, scope: str, metric: str, period: str) -> None:
    """The longest keys and deck names fit into the buttons, and are read back."""
    page = make.board(
        make.row(1, "Ada", 3),
        scope=scope,
        metric=metric,
        period=period,
        before=KEY,
        after=KEY,
        total=30,
        earlier="2026-W47",
        later="2026-W49",
        present=False,
    )
    buttons = buttons_of(board(page))
    for button in buttons:
        assert len(button["custom_id"]) <= 100
    higher, lower, earlier, later, picture = (decode(button["custom_id"]) for button in buttons)
    tallied = metric in ("points", "accuracy")
    for turned in (read_turn(name, [metric]) for name in (higher, lower, picture)):
        assert (turned.metric, turned.period) == (metric, period if tallied else "all")
    assert (read_turn(higher, [metric]).before, read_turn(higher, [metric]).after) == (KEY, None)
    assert (read_turn(lower, [metric]).before, read_turn(lower, [metric]).after) == (None, KEY)
    if tallied:
        assert [read_turn(name, []).period for name in (earlier, later)] == ["2026-W47", "2026-W49"]
    turned = read_turn(later, [metric])
    assert (turned.after, turned.before, picture.route) == (None, None, "board:picture")


def test_strange_turns_are_refused(make: Any) -> None:
    """Only names made here are read."""
    for arg in ("", "x~1~guild", "a~1"):
        with pytest.raises(PressUnknown):
            read_turn(CustomId("board", "page", "p2026-W48", arg), ["streak"])
    for place in ("decade", "p2026-W99", "x2026-W48", 7):
        with pytest.raises(PressUnknown):
            read_turn(CustomId("board", "page", place, "f~~g"), ["streak"])
    longest = turn(make.board(metric="m" * 16, period="all", scope="channel:18446744073709551615"), after=KEY)
    assert len(str(longest)) <= 100


def test_each_metric_says_what_it_counts(make: Any, text_of: Any) -> None:
    """Accuracy names its share and its minimum, streaks their length; 99.9 % is not 100."""
    row = make.row(1, "Ada", 3, answered=1000, right=999, value=12)
    shown = text_of(board(make.board(row, metric="accuracy", least=3, own=row)))
    assert "by accuracy" in shown
    assert "1st **Ada** · 99 % · 999 of 1,000 right" in shown
    assert "with at least 3 answers" in shown
    assert "1st **Ada** · 12 in a row" in text_of(board(make.board(row, metric="streak", own=row)))
    assert "answered at least 3 times" in text_of(board(make.board(row, metric="accuracy", least=3)))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"metric": "streak"}, "Nobody has a streak here yet"),
        ({"metric": "accuracy", "least": 3}, "Nobody has answered 3 times"),
        ({"present": False}, "Nobody played then"),
    ],
)
def test_empty_boards_say_why(make: Any, text_of: Any, given: dict[str, Any], words: str) -> None:
    """Each kind of board has a sentence for being empty."""
    assert words in text_of(board(make.board(total=0, **given)))


def test_a_hidden_person_reads_that_nobody_else_sees_them(make: Any, text_of: Any) -> None:
    """Their line stands below, on an empty board too."""
    own = make.row(1, "Ada", 3, hidden=True)
    for page in (make.board(make.row(1, "Ben", 2), own=own), make.board(own=own)):
        assert "(hidden from everyone else): 1st **Ada**" in text_of(board(page))


def test_a_past_period_is_named(make: Any, text_of: Any) -> None:
    """It is not called "this week" any more."""
    shown = text_of(board(make.board(make.row(1, "Ada", 3), present=False)))
    assert "this week" not in shown
    assert "Leaderboard · week of 23 November 2026" in shown


def test_the_longest_board_fits(make: Any, takes: Any) -> None:
    """Ten names of 32 characters that all need escaping."""
    rows = [make.row(rank + 1, make.hard(32), 10**9) for rank in range(10)]
    takes(board(make.board(*rows, own=rows[0], scope="deck:" + "d" * 100)))


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
    row = make.row(1, "Ada", 300, answered=8, right=6, value=5)
    found = {metric: chart(make.board(row, metric=metric)).bars[0] for metric in METRICS}
    assert {bar.value for bar in found.values()} == {5}
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


def test_the_file_comes_with_its_count() -> None:
    """Name, content and how many people are in it."""
    shown = exported(BoardFile(name="board.csv", content=b"x", rows=1200))
    assert "1,200 people" in (shown.content or "")
    assert shown.picture is not None
    assert (shown.picture.name, shown.picture.content, shown.picture.alt) == ("board.csv", b"x", None)


def told(make: Any, **given: Any) -> Digest:
    """Make a digest's facts."""
    rows = [make.row(1, "Ada", 300), make.row(2, "Ben", 200), make.row(2, "Chiyo", 200), make.row(4, "Dana", 100)]
    fields = {
        "id": 3,
        "page": make.board(*rows, present=False),
        "improved": Improved(name="Ben", points=200, gained=150),
        "hardest": Hardest(ask="What is RAG?", answered=4, right=1),
        "asked": 5,
        "answered": 18,
        "people_before": 3,
        "missed": None,
    }
    return Digest(**fields | given)


async def test_it_tells_the_week(make: Any, text_of: Any, buttons_of: Any) -> None:
    """The podium with its ties, who improved, what was hardest, who took part; with picture and a way on."""
    shown = await digest(told(make))
    text = text_of(shown)
    assert "2nd **Chiyo** · 200 points" in text
    assert "Dana" not in text
    assert "**Ben**: 150 points more than before, 200 in all" in text
    assert "What is RAG?\n1 of 4 right" in text
    assert "4 people gave 18 answers to 5 questions. Before, it was 3 people." in text
    assert [button["custom_id"] for button in buttons_of(shown)] == [str(digest_button(3, "2026-W48"))]
    assert shown.picture is not None
    assert "Dana" in (shown.picture.alt or "")


async def test_what_there_is_not_is_left_out(make: Any, text_of: Any) -> None:
    """No heading stands without its text; a missed digest is said."""
    text = text_of(await digest(told(make, improved=None, hardest=None, people_before=None, missed="2026-W47")))
    assert "Most improved" not in text
    assert "Hardest" not in text
    assert "Before" not in text
    assert "The digest before this one (week of 16 November 2026) was not posted" in text


async def test_the_longest_digest_fits(make: Any, takes: Any) -> None:
    """Names and questions of nothing but markup."""
    facts = told(make, improved=Improved(name=make.hard(100), points=10**9, gained=10**9))
    rows = [make.row(1, make.hard(100), 10**9) for _ in range(10)]
    hardest = Hardest(ask=make.hard(1000), answered=10**6, right=0)
    takes(await digest(replace(facts, page=make.board(*rows, present=False), hardest=hardest)))


def test_managers_are_told_where_and_when() -> None:
    """The moment shows in each reader's own zone, and the zone it is reckoned in stands beside it."""
    due_at = datetime(2026, 11, 30, 9, tzinfo=UTC)
    plan = DigestPlan(guild=GuildId(1), channel=ChannelId(7), day=0, at=time(10), due_at=due_at)
    text = digest_set(plan, "Europe/Berlin").content or ""
    assert "<#7>" in text
    assert "<t:1796029200:F>" in text
    assert "Europe/Berlin" in text
    assert "week of 23 November 2026" in (digest_coming(ChannelId(7), "2026-W48").content or "")
    assert "/digest set" in (digest_ended().content or "")
