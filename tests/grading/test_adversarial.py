"""The adversarial list: cases by kind, each with the band wanted and why (`adversarial.jsonl`)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.grading.bands import THRESHOLDS, Strictness
from bot.grading.score import Score

ROWS = [json.loads(line) for line in (Path(__file__).parent / "adversarial.jsonl").read_text("utf-8").splitlines()]
PARTLY, RIGHT = THRESHOLDS[Strictness.NORMAL]
#: Kinds of which none may be accepted when it should not, and shares that the whole list keeps. What makes a name
#: another name is not looked at here: cards compare names as names (`terms`).
NEVER_ACCEPTED = {
    "empty",
    "fluff",
    "markdown",
    "number-words",
    "order",
    "plural",
    "synonym",
    "signs",
    "typo",
    "zero-width",
}
IN_BAND, IN_ORDER = 0.82, 0.93
RANK = {"reject": 0, "partial": 1, "accept": 2}


@pytest.fixture(scope="module")
def scores() -> list[float]:
    """Every row's score, graded as one deck."""
    score = Score()
    score.fit_set({row["question"]: row["references"] for row in ROWS}.items())
    return [score(row["question"], row["references"], row["answer"]) for row in ROWS]


def band(score: float) -> str:
    """Name a score's band as the list does."""
    return "accept" if score >= RIGHT else "partial" if score >= PARTLY else "reject"


def test_the_list_is_long_and_says_why() -> None:
    """At least 150 cases, each with its reason, no two the same."""
    assert len(ROWS) >= 150
    assert all(row["why"] and row["kind"] and row["expect"] in RANK for row in ROWS)
    assert len({(row["question"], row["answer"]) for row in ROWS}) == len(ROWS)


def test_most_cases_are_in_their_band(scores: list[float]) -> None:
    """The share never falls; raise the floor when the grader rises."""
    good = sum(band(score) == row["expect"] for row, score in zip(ROWS, scores, strict=True))
    assert good / len(ROWS) >= IN_BAND


def test_better_answers_score_higher(scores: list[float]) -> None:
    """Pairs of cases of different bands are in order."""
    pairs = list(_pairs(scores))
    assert sum(pairs) / len(pairs) >= IN_ORDER


def test_nothing_hollow_is_accepted(scores: list[float]) -> None:
    """Of these kinds no case passes that should not."""
    passed = [
        (row["kind"], row["answer"])
        for row, score in zip(ROWS, scores, strict=True)
        if row["kind"] in NEVER_ACCEPTED and row["expect"] != "accept" and band(score) == "accept"
    ]
    assert passed == []


def _pairs(scores: list[float]) -> Iterator[float]:
    for better, high in zip(ROWS, scores, strict=True):
        for worse, low in zip(ROWS, scores, strict=True):
            if RANK[better["expect"]] > RANK[worse["expect"]]:
                yield (high > low) + 0.5 * (high == low)
