"""The shipped decks agree with people: the floors of `agreement.py`.

The first two lists about Bedrock were written blind to its points; the others are the authors' own, and the third is
mostly wrong answers that look right.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.grading.agreement import judge, order

ROOT = Path(__file__).parents[2]
#: Least share in band, least share of pairs in order, and least AUC.
FLOORS = {
    ("aws-bedrock", "aws-bedrock.jsonl"): (0.87, 0.97, 0.97),
    ("aws-bedrock", "aws-bedrock-second.jsonl"): (0.88, 0.97, 0.97),
    ("aws-bedrock", "aws-bedrock-misled.jsonl"): (0.56, 0.78, 0.83),
    ("git", "git.jsonl"): (0.82, 0.93, 0.94),
    ("kubernetes", "kubernetes.jsonl"): (0.85, 0.95, 0.95),
    ("world-capitals", "world-capitals.jsonl"): (0.97, 0.99, 0.99),
}


@pytest.mark.parametrize(("deck", "answers"), FLOORS)
def test_shipped_decks_agree_with_people(deck: str, answers: str) -> None:
    """Shares in band and in order never fall; raise the floors when the grader or the deck rises."""
    rows = judge(ROOT / "cards" / f"{deck}.toml", Path(__file__).parent / "answers" / answers)
    pairs, auc = order(rows)
    floors = FLOORS[deck, answers]
    assert sum(row.band == row.outcome for row in rows) / len(rows) >= floors[0]
    assert pairs >= floors[1]
    assert auc >= floors[2]
