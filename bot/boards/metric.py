"""Metrics: what a board can be ranked by; `points.rank_of` is the rule for all of them."""

from __future__ import annotations

from enum import StrEnum


class Metric(StrEnum):
    """What a board is ranked by."""

    POINTS = "points"
    #: The share of right answers, of those who gave enough of them.
    ACCURACY = "accuracy"
    #: The longest streak ever; it knows no window.
    STREAK = "streak"
