"""Measures of grading: an answer to a long card against rapidfuzz's `token_set_ratio` on the same texts."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from rapidfuzz import fuzz

from bot.decks.folder import load_file
from bot.grading.context import context_of
from bot.grading.grade import grade
from bot.grading.rubric import compile as compile_rubric
from tests.bench.wire import ANSWER

ROUNDS = 300
ANSWERS = (
    ANSWER,
    "sunlight turns into sugar in the chloroplasts, oxygen is given off",
    "It is how animals breathe: they take in oxygen and burn sugar, which gives energy, water and carbon dioxide.",
    (
        "Chlorophyll absorbs light. The light reactions split water, the calvin cycle fixes CO2 with ATP and NADPH. "
        "Temperature and light intensity limit the rate. Roots bring water, stomata let the carbon dioxide in."
    ),
)


def ratio() -> tuple[float, float, float]:
    """Return our median, theirs (both in microseconds) and the ratio."""
    deck = load_file(Path(__file__).parent / "cards" / "bench.toml").decks[0]
    rubric = compile_rubric(deck.cards[0], context_of(deck))
    whole = ". ".join(point.say for point in deck.cards[0].points)
    ours = _median(lambda answer: grade(rubric, answer))
    theirs = _median(lambda answer: fuzz.token_set_ratio(whole, answer))
    return ours, theirs, ours / theirs


def _median(judge: Callable[[str], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        for answer in ANSWERS:
            began = time.perf_counter_ns()
            judge(answer)
            times.append(time.perf_counter_ns() - began)
    return statistics.median(times) / 1000
