"""The curated deck agrees with people: the floors of `agreement.py` on answers written blind to its points.

The third list is the author's own: mostly wrong answers that look right.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.grading.agreement import judge, order

ROOT = Path(__file__).parents[2]
IN_BAND = 0.92
#: Least share of pairs in order, and least AUC.
ORDERED = {
    "aws-bedrock.jsonl": (0.99, 0.985),
    "aws-bedrock-second.jsonl": (0.99, 0.985),
    "aws-bedrock-misled.jsonl": (0.97, 0.975),
}


@pytest.mark.parametrize("answers", ORDERED)
def test_the_curated_deck_agrees_with_people(answers: str) -> None:
    """Shares in band and in order never fall; raise the floors when the grader or the deck rises."""
    rows = judge(ROOT / "cards" / "aws-bedrock.toml", Path(__file__).parent / "answers" / answers)
    pairs, auc = order(rows)
    assert sum(row.band == row.outcome for row in rows) / len(rows) >= IN_BAND
    assert pairs >= ORDERED[answers][0]
    assert auc >= ORDERED[answers][1]
