"""What boards are made of: each metric has its rows, its order and a count without names."""

from __future__ import annotations

from bot.boards.metric import Metric
from bot.boards.queries.ranked import BOARDS


def test_every_metric_has_a_board() -> None:
    """None is forgotten, and all give the same columns, which one reader understands."""
    assert set(BOARDS) == set(Metric)
    assert len({tuple(column.name for column in board.rows.selected_columns) for board in BOARDS.values()}) == 1


def test_counting_looks_up_no_names() -> None:
    """Counts read the ranked rows alone."""
    for board in BOARDS.values():
        assert "members" not in str(board.count)
