"""The score without a card: lists, steps, and many references."""

from __future__ import annotations

from bot.grading.score import Score


def test_a_reference_of_lines_is_a_list() -> None:
    """Half of the lines is partly right, all in any order is right."""
    score = Score()
    question, references = "Name the primary colors.", ["red\nyellow\nblue\nblack"]
    assert score(question, references, "blue, black, yellow, red") >= 0.7
    assert 0.45 <= score(question, references, "red and blue") < 0.7


def test_a_question_for_an_order_makes_the_lines_steps() -> None:
    """Reversed is wrong."""
    score = Score()
    question, references = "Name the stages in order.", ["egg\nlarva\npupa\nimago"]
    assert score(question, references, "egg, larva, pupa, imago") >= 0.7
    assert score(question, references, "imago, pupa, larva, egg") < 0.45


def test_learning_a_deck_forgets_the_last_one() -> None:
    """`fit_set` starts afresh, and the score stays between 0 and 1."""
    score = Score()
    score.fit_set([("Who?", ["Jane Austen"])])
    first = score("Who?", ["Jane Austen"], "Austen")
    score.fit_set([("Who?", ["Jane Austen"]), ("Where?", ["Austen Park"])])
    assert 0 <= score("Who?", ["Jane Austen"], "Austen") <= 1
    assert 0 <= first <= 1


def test_no_reference_scores_nothing() -> None:
    """There is nothing to be right about."""
    assert Score()("Why?", [], "because") == 0.0
