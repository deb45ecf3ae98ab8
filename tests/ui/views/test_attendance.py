"""Who has answered: names, how many, and the ways to the other pages."""

from __future__ import annotations

from typing import Any

import pytest

from bot.chat.router import Name, PressUnknown
from bot.daily.messages.attendance import attended, page_of
from bot.daily.service.attendance import PAGE, Attended


def _attended(**given: Any) -> Attended:
    fields = {"round_id": 5, "names": ("Ada", "B*n"), "page": 0, "pages": 1, "answered": 3, "hidden": 1}
    return Attended(**fields | given)


def test_names(text_of: Any) -> None:
    """Each on a line, without markup; who is hidden is only counted."""
    text = text_of(attended(_attended()))
    assert "3 people have answered" in text
    assert "- Ada\n- B\\*n\n- and one more" in text


def test_pages(buttons_of: Any, text_of: Any) -> None:
    """There is a way on, a way back, and at the ends only one of them."""
    ways = [
        [button["custom_id"] for button in buttons_of(attended(_attended(page=page, pages=3)))] for page in range(3)
    ]
    assert ways == [["round:who:5:1"], ["round:who:5:0", "round:who:5:2"], ["round:who:5:1"]]
    assert "Page 2 of 3" in text_of(attended(_attended(page=1, pages=3)))


def test_the_fullest_page_fits(make: Any, takes: Any) -> None:
    """Thirty of the hardest names fit."""
    takes(attended(_attended(names=(make.hard(100),) * PAGE, answered=100_000, pages=999)))


def test_pages_are_read_back() -> None:
    """Only numbers name a page."""
    assert page_of(Name("round", "who", 5)) == 0
    assert page_of(Name("round", "who", 5, "12")) == 12
    for arg in ("x", "-1", "1234567"):
        with pytest.raises(PressUnknown):
            page_of(Name("round", "who", 5, arg))
