"""A suggestion is the telling part of an answer."""

from __future__ import annotations

from bot.grading.rubric import Rubric
from bot.grading.suggest import suggest


def test_filler_at_both_ends_is_cut(rubrics: dict[str, Rubric]) -> None:
    """From the first telling word to the last."""
    assert suggest(rubrics["oolong"], "it is the halfway fermented leaves of it") == "halfway fermented leaves"


def test_an_answer_without_news_suggests_nothing(rubrics: dict[str, Rubric]) -> None:
    """The question's words are no wording."""
    assert suggest(rubrics["oolong"], "what is oolong") == ""
