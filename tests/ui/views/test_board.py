"""The leaderboard as a message."""

from __future__ import annotations

from typing import Any

import pytest

from bot.services.outcomes import Window
from bot.ui.buttons import Name, PressUnknown, decode
from bot.ui.views.board import board, read_turn, turn, window_of


def test_ties_share_a_place_and_the_own_line_is_always_there(make: Any, text_of: Any) -> None:
    """1st, 2nd, 2nd, 4th, and whoever asks sees their own line too."""
    rows = [make.row(1, "Ada", 300), make.row(2, "Ben", 200), make.row(2, "Chiyo", 200), make.row(4, "Dana", 100)]
    text = text_of(board(make.board(*rows, own=make.row(17, "Eve", 10), total=40)))
    places = [line.split(" ")[0] for line in text.split("\n") if "**" in line and "points" in line]
    assert places == ["1st", "2nd", "2nd", "4th", "**You:**"]
    assert "17th **Eve** · 10 points · 2 of 4 right" in text
    assert "this week" in text
    assert "40 players · 2026-W48" in text


def test_an_empty_board_invites(make: Any, text_of: Any, buttons_of: Any) -> None:
    """Nobody has scored yet: a sentence, and no buttons that lead nowhere."""
    shown = board(make.board(total=0))
    assert "Nobody has scored here yet" in text_of(shown)
    assert buttons_of(shown) == []


def test_someone_without_points_is_told_so(make: Any, text_of: Any) -> None:
    """The own line never just lacks."""
    assert "You have no points here yet" in text_of(board(make.board(make.row(1, "Ada", 300))))


@pytest.mark.parametrize("scope", ["guild", "channel:18446744073709551615", "deck:" + "d" * 100])
@pytest.mark.parametrize("window", list(Window))
def test_turning_pages_survives_any_scope(make: Any, buttons_of: Any, scope: str, window: Window) -> None:
    """The longest keys and deck names fit into the buttons, and are read back."""
    key = "9" * 60
    shown = board(make.board(make.row(1, "Ada", 3), scope=scope, window=window, before=key, after=key, total=30))
    for button in buttons_of(shown):
        assert len(button["custom_id"]) <= 100
    higher, lower = (decode(button["custom_id"]) for button in buttons_of(shown))
    assert read_turn(higher).before == key
    assert read_turn(higher).after is None
    assert read_turn(lower).after == key
    assert window_of(lower) is window


def test_strange_turns_are_refused(make: Any) -> None:
    """Only names made here are read."""
    for arg in ("", "x~1~guild", "a~1"):
        with pytest.raises(PressUnknown):
            read_turn(Name("board", "page", "week", arg))
    with pytest.raises(PressUnknown):
        window_of(Name("board", "page", "decade"))
    assert turn(make.board(), after="1").route == "board:page"


def test_the_longest_board_fits(make: Any, takes: Any) -> None:
    """Ten names of 32 characters that all need escaping."""
    rows = [make.row(rank + 1, make.hard(32), 10**9) for rank in range(10)]
    takes(board(make.board(*rows, own=rows[0], scope="deck:" + "d" * 100)))
