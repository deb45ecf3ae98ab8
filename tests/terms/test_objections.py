"""The refusals of appeals and reports belong to the family."""

from __future__ import annotations

from bot.terms import objections
from bot.terms.refusals import Refusal


def test_they_are_refusals() -> None:
    """Every class of the module is worded where all refusals are."""
    made = [one for one in vars(objections).values() if isinstance(one, type) and one.__module__ == objections.__name__]
    assert len(made) == 11
    assert all(issubclass(one, Refusal) for one in made)
    assert objections.AppealTooLate.code() == "appeal-too-late"
