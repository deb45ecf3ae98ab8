"""The curated deck agrees with people: the floor of `agreement.py` on the answers written blind to its points."""

from __future__ import annotations

from pathlib import Path

from tests.grading.agreement import judge, order

ROOT = Path(__file__).parents[2]
IN_BAND, PAIRS, AUC = 0.89, 0.975, 0.975


def test_the_curated_deck_agrees_with_people() -> None:
    """Shares in band and in order never fall; raise the floors when the grader or the deck rises."""
    rows = judge(ROOT / "cards" / "aws-bedrock.toml", Path(__file__).parent / "answers" / "aws-bedrock.jsonl")
    pairs, auc = order(rows)
    assert sum(row.band == row.outcome for row in rows) / len(rows) >= IN_BAND
    assert pairs >= PAIRS
    assert auc >= AUC
