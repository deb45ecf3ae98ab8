"""*My result* as a message: nothing is withheld any more."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.daily.messages.mine import mine
from bot.daily.streak import Streak
from bot.grading.verdict import Outcome, PointVerdict, Rule, Span

CLOSES = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def test_everything_is_shown(make: Any, text_of: Any) -> None:
    """The place, the own answer, what was had and what was missed, the rules, the note."""
    text = text_of(mine(make.mine()))
    assert "3rd of 4 · **50 points**" in text
    assert "> it looks things up" in text
    assert "✓ the model consults a source" in text
    assert "✗ without fine-tuning" in text
    assert "“not” reverses the meaning." in text
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


def test_the_words_that_earned_a_point_stand_beside_it(make: Any, text_of: Any) -> None:
    """Each point shows what of the own answer earned it, or came close."""
    verdicts = (
        PointVerdict(
            say="the model consults a source",
            earned=1.0,
            covered=True,
            spans=(Span(start=0, end=2), Span(start=9, end=18)),
        ),
        PointVerdict(say="without fine-tuning", earned=0.2, covered=False, spans=(Span(start=3, end=8),)),
    )
    text = text_of(mine(make.mine(make.own(verdicts=verdicts))))
    assert "✓ the model consults a source (“it looks things up”)" in text
    assert "✗ without fine-tuning (close: “looks”)" in text


def test_words_far_from_each_other_stand_apart(make: Any, text_of: Any) -> None:
    """Between words of other sentences, or with much between them, an ellipsis tells that something is left out."""
    typed = "It looks up. Things are found in a faraway place."
    spans = (Span(start=3, end=8), Span(start=13, end=19), Span(start=43, end=48))
    verdicts = (PointVerdict(say="the model consults a source", earned=1.0, covered=True, spans=spans),)
    text = text_of(mine(make.mine(make.own(text=typed, verdicts=verdicts))))
    assert "(“looks … Things … place”)" in text


def test_a_rule_says_what_it_cost(make: Any, text_of: Any) -> None:
    """Points lost stand behind the reason; a rule that took none has no price."""
    own = make.own(rules=((Rule.NEGATED, "not"), (Rule.STUFFED, "")), lost=(30, 0))
    text = text_of(mine(make.mine(own)))
    assert "“not” reverses the meaning. It cost 30 points." in text
    assert "answer in a sentence or two." in text
    assert text.count("It cost") == 1


def test_what_comes_next_is_told(make: Any, text_of: Any) -> None:
    """The streak with its freezes, and when the schedule asks again."""
    text = text_of(mine(make.mine(streak=Streak(length=11, best=11, freezes=1), next_at=CLOSES)))
    assert "Streak: 11 days in a row, 1 freeze" in text
    assert f"The next one comes <t:{int(CLOSES.timestamp())}:f>." in text
    assert "Streak" not in text_of(mine(make.mine(streak=Streak(best=11))))


@pytest.mark.parametrize("count", [1, 4, 10])
def test_the_longest_results_fit(make: Any, takes: Any, text_of: Any, count: int) -> None:
    """Ten answers of 4,000 characters to questions with twelve long points, all markup."""
    says = [f"{number}{make.hard(298)}" for number in range(12)]
    spans = (Span(start=0, end=4_000),)
    answers = [
        make.own(
            result=make.closed_question(
                question=make.asked(number=n + 1, of=count, ask=make.hard(1000)),
                answer=make.hard(300),
                points=tuple((said, 3) for said in says),
                note=make.hard(4000),
            ),
            text=make.hard(4000),
            verdicts=tuple(PointVerdict(say=said, earned=1.0, covered=True, spans=spans) for said in says),
            rules=tuple((rule, make.hard(100)) for rule in Rule),
        )
        for n in range(count)
    ]
    shown = mine(make.mine(*answers, points=1000))
    takes(shown)
    assert "3rd of 4 · **1,000 points**" in text_of(shown)
    if count == 1:
        assert sum(line.startswith("✓ ") for line in text_of(shown).split("\n")) == 12
