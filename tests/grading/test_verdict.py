"""A verdict as JSON values."""

from __future__ import annotations

import json

from bot.grading.grade import grade
from bot.grading.rubric import Rubric
from bot.grading.verdict import to_row


def test_a_row_survives_json_and_quotes_the_answer(rubrics: dict[str, Rubric]) -> None:
    """Spans carry their text; everything is plain."""
    answer = "a tea cady"
    row = json.loads(json.dumps(to_row("tea/caddy", grade(rubrics["caddy"], answer), answer)))
    assert set(row) == {"card", "score", "outcome", "unsure", "points", "rules"}
    for start, end, text in row["points"][0]["spans"]:
        assert answer[start:end] == text
