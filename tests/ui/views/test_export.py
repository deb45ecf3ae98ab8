"""An exported board as a message."""

from __future__ import annotations

from bot.boards.messages.export import exported
from bot.boards.service.export import BoardFile


def test_the_file_comes_with_its_count() -> None:
    """Name, content and how many people are in it."""
    shown = exported(BoardFile(name="board.csv", content=b"x", rows=1200))
    assert "1,200 people" in (shown.content or "")
    assert shown.picture is not None
    assert (shown.picture.name, shown.picture.content, shown.picture.alt) == ("board.csv", b"x", None)
