"""Rules of one card: the kind, and what goes with it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.decks.card_rules import contradictions
from bot.decks.fault import FaultCode
from bot.decks.format import CardTable


def codes(**fields: Any) -> list[tuple[FaultCode, tuple[str, ...]]]:
    """What contradicts itself, as (code, path)."""
    return [(code, path) for code, path, _ in contradictions(CardTable.model_validate({"ask": "What?", **fields}))]


def test_one_answer_is_what_a_card_has() -> None:
    """None is too few, two are too many; the second is where to look."""
    assert codes(answer=["a"]) == []
    assert codes() == [(FaultCode.KIND_MISSING, ())]
    assert codes(answer=["a"], points=["b"], value=0) == [(FaultCode.KIND_TWICE, ("points",))]


@pytest.mark.parametrize(("key", "value"), [("wrong", ["b"]), ("unit", "kg"), ("tolerance", 1), ("need", 1)])
def test_companions_go_with_their_answer(key: str, value: object) -> None:
    """Wrong options, units and counts mean nothing beside a term."""
    assert codes(answer=["a"], **{key: value}) == [(FaultCode.KEY_MISPLACED, (key,))]


def test_what_is_needed_can_be_given() -> None:
    """As many as there are, not more; steps are needed all."""
    assert codes(items=["a", "b"], need=2) == []
    assert codes(points=["a", "b"], need=3) == [(FaultCode.NEED_MUCH, ("need",))]
    assert codes(steps=["a", "b"], need=1) == [(FaultCode.KEY_MISPLACED, ("need",))]


def test_an_option_is_right_or_wrong() -> None:
    """Not both, and not twice, whatever the case of its letters."""
    assert codes(right=["A"], wrong=["a", "b", "B"]) == [(FaultCode.OPTION_TWICE, ("wrong",))] * 2
