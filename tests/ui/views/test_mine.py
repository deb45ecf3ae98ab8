"""*My result* as a message: nothing is withheld any more."""

from __future__ import annotations

from typing import Any

import pytest

from bot.grading.verdict import Outcome, PointVerdict, Rule
from bot.ui.views.mine import mine


def test_everything_is_shown(make: Any, text_of: Any) -> None:
    """The place, the own answer, what was had and what was missed, the rules, the note."""
    text = text_of(mine(make.mine()))
    assert "3rd of 4 · **50 points**" in text
    assert "> it looks things up" in text
    assert "✓ the model consults a source" in text
    assert "✗ without fine-tuning" in text
    assert "“not” turns the meaning round." in text
    assert "Retrieval Augmented Generation" in text


def test_who_did_not_answer_still_learns(make: Any, text_of: Any) -> None:
    """Without an answer there is no place, but the key."""
    own = make.own(text=None, outcome=Outcome.WRONG, points=0, verdicts=(), rules=())
    text = text_of(mine(make.mine(own, rank=None, points=0)))
    assert "You didn't answer this time" in text
    assert "✗ without fine-tuning" in text


def test_passing_is_told_apart_from_silence(make: Any, text_of: Any) -> None:
    """Who passed reads so."""
    own = make.own(text="", gave_up=True, outcome=Outcome.WRONG, points=0, verdicts=(), rules=())
    assert "➖ Passed · 0 points" in text_of(mine(make.mine(own)))


@pytest.mark.parametrize("count", [1, 4, 10])
def test_the_longest_results_fit(make: Any, takes: Any, text_of: Any, count: int) -> None:
    """Ten answers of 4,000 characters to questions with twelve long points, all markup."""
    says = [f"{number}{make.hard(298)}" for number in range(12)]
    answers = [
        make.own(
            result=make.closed_question(
                question=make.asked(number=n + 1, of=count, ask=make.hard(1000)),
                answer=make.hard(300),
                points=tuple((said, 3) for said in says),
                note=make.hard(4000),
            ),
            text=make.hard(4000),
            verdicts=tuple(PointVerdict(say=said, earned=1.0, covered=True) for said in says),
            rules=tuple((rule, make.hard(100)) for rule in Rule),
        )
        for n in range(count)
    ]
    shown = mine(make.mine(*answers, points=1000))
    takes(shown)
    assert "3rd of 4 · **1,000 points**" in text_of(shown)
    if count == 1:
        assert sum(line.startswith("✓ ") for line in text_of(shown).split("\n")) == 12
