"""Quantities, dates, yes and no: lists of right and wrong answers to cards of many subjects."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.decks.card import Card
from bot.decks.deck import DeckContext
from bot.grading.grade import grade
from bot.grading.rubric import compile as compile_card
from bot.grading.verdict import Outcome

LISTS = sorted((Path(__file__).parent / "answers" / "values").glob("*.jsonl"))
#: What the lists have to reach, and what is allowed to slip.
_IN_BAND, _WRONG_ACCEPTED, _RIGHT_REFUSED = 0.98, 0.01, 0.01


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Cards with the answers that are right, partly right and wrong."""
    yield from map(json.loads, path.read_text("utf-8").splitlines())


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_answers_are_in_their_bands(path: Path) -> None:
    """Nearly all of them; and hardly a wrong one is called right, or a right one wrong."""
    found: Counter[tuple[str, str]] = Counter()
    for row in rows(path):
        card = Card.model_validate_json(json.dumps({"id": "card", **row["card"]}))
        texts = "\n".join((card.ask, *card.answer, *card.right))
        rubric = compile_card(card, DeckContext(language=row["language"], texts=(texts,)))
        for want in ("right", "partly", "wrong"):
            found.update((want, grade(rubric, answer).outcome.value) for answer in row.get(want, ()))
    all_of = {want: sum(count for (wanted, _), count in found.items() if wanted == want) for want in ("right", "wrong")}
    assert sum(count for (want, got), count in found.items() if want == got) >= _IN_BAND * found.total()
    assert found["wrong", "right"] <= _WRONG_ACCEPTED * all_of["wrong"]
    assert found["right", "wrong"] <= _RIGHT_REFUSED * all_of["right"]


def test_a_reason_counts_beside_a_yes() -> None:
    """A yes alone is right, a reason alone as well if it is the card's, and no is wrong whatever follows."""
    card = Card.model_validate_json(
        json.dumps(
            {
                "id": "bucket",
                "ask": "Can one bucket hold objects of many sizes?",
                "points": [{"say": "Yes", "core": True}, {"say": "from nothing up to five terabytes each"}],
                "need": 1,
            }
        )
    )
    rubric = compile_card(card, DeckContext())
    assert grade(rubric, "yep").outcome is Outcome.RIGHT
    assert grade(rubric, "yes, up to five terabytes each").score > grade(rubric, "yes").score
    assert grade(rubric, "No, up to five terabytes each").outcome is Outcome.WRONG
    assert grade(rubric, "maybe").outcome is Outcome.WRONG
