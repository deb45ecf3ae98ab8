"""The curated deck agrees with people: the floors of `agreement.py` on answers written blind to its points.

The third list is the author's own: mostly wrong answers that look right.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.grading.agreement import judge, order

ROOT = Path(__file__).parents[2]
#: Least share in band, least share of pairs in order, and least AUC.
FLOORS = {
    "aws-bedrock.jsonl": (0.87, 0.98, 0.98),
    "aws-bedrock-second.jsonl": (0.88, 0.99, 0.985),
    "aws-bedrock-misled.jsonl": (0.66, 0.89, 0.9),
}


@pytest.mark.parametrize("answers", FLOORS)
def test_the_curated_deck_agrees_with_people(answers: str) -> None:
    """Shares in band and in order never fall; raise the floors when the grader or the deck rises."""
    rows = judge(ROOT / "cards" / "aws-bedrock.toml", Path(__file__).parent / "answers" / answers)
    pairs, auc = order(rows)
    floors = FLOORS[answers]
    assert sum(row.band == row.outcome for row in rows) / len(rows) >= floors[0]
    assert pairs >= floors[1]
    assert auc >= floors[2]
