"""Verdicts as messages: they explain, and spoil nothing."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from bot.grading.verdict import Outcome, Rule
from bot.questions.messages.verdict import marks, outcome_words, progress, verdict
from bot.questions.service.outcomes import MyProgress, Receipt


def test_a_verdict_explains_itself(make: Any, text_of: Any) -> None:
    """Outcome in sign and word, the count, the points hit, the points earned and what comes next."""
    text = text_of(verdict(make.receipt(rules=((Rule.NEGATED, "not"),))))
    assert "🟡 Partly right" in text
    assert "2 of 3 key points ✓✓✗" in text
    assert "- without fine-tuning" in text
    assert "“not” reverses the meaning." in text
    assert "**62 points**" in text
    assert "> it looks things up" in text
    assert "The answer comes when it closes, <t:1795453200:f>." in text


def test_a_receipt_has_no_room_for_spoilers() -> None:
    """What a verdict is made of holds neither missed points nor the answer."""
    assert {field.name for field in fields(Receipt)} == {
        *("question", "text", "gave_up", "outcome", "score", "points", "covered", "hits", "rules"),
        *("hints_taken", "new", "next", "streak", "news"),
    }


def test_the_next_question_is_one_press_away(make: Any, buttons_of: Any) -> None:
    """While there is another question its button stands there; after the last there is none."""
    assert [button["custom_id"] for button in buttons_of(verdict(make.receipt(next=18)))] == ["occurrence:play:5"]
    assert buttons_of(verdict(make.receipt())) == []


def test_one_of_several_tells_its_place(make: Any, text_of: Any) -> None:
    """In a post of five the verdict says which question it is about."""
    assert "🟡 Partly right · Question 2 of 5" in text_of(verdict(make.receipt(question=make.asked(number=2, of=5))))


def test_an_earlier_verdict_says_so(make: Any, text_of: Any) -> None:
    """Nobody is led to think that a second answer counted."""
    assert "already" in text_of(verdict(make.receipt(new=False)))
    assert "already" not in text_of(verdict(make.receipt()))


def test_giving_up_is_not_called_wrong(make: Any, text_of: Any) -> None:
    """Passing has a word of its own, and no count."""
    text = text_of(verdict(make.receipt(gave_up=True, text="", outcome=Outcome.WRONG, points=0, hits=())))
    assert "➖ Passed" in text
    assert "key points" not in text


def test_a_hint_is_named_beside_the_points(make: Any, text_of: Any) -> None:
    """Who took a hint sees why there are fewer points."""
    assert "**47 points**, after 1 hint" in text_of(verdict(make.receipt(points=47, hints_taken=1)))


def test_cards_without_points_have_no_count(make: Any, text_of: Any) -> None:
    """A term is right or not; there is nothing to count."""
    assert "key point" not in text_of(verdict(make.receipt(covered=(), hits=())))


@pytest.mark.parametrize("outcome", list(Outcome))
def test_an_outcome_is_a_sign_and_a_word(outcome: Outcome) -> None:
    """Nothing is told by colour alone."""
    sign, _, word = outcome_words(outcome, gave_up=False).partition(" ")
    assert sign
    assert word


def test_marks_follow_the_card() -> None:
    """One sign per key point, in order."""
    assert marks((True, False, True)) == "✓✗✓"


@pytest.mark.parametrize("rule", list(Rule))
def test_every_rule_is_explained_once(make: Any, text_of: Any, rule: Rule) -> None:
    """A rule that spoke twice with the same words is one line, with or without words of the answer."""
    text = text_of(verdict(make.receipt(rules=((rule, ""), (rule, ""), (rule, "word")))))
    lines = [line for line in text.split("\n") if line.startswith("- ")]
    assert len(lines) == len(set(lines))


def test_the_longest_verdict_fits_and_keeps_its_end(make: Any, takes: Any, text_of: Any) -> None:
    """4,000 characters of markup, twelve long hits and every rule: points and next step are still there."""
    receipt = make.receipt(
        question=make.asked(ask=make.hard(1000)),
        text=make.hard(4000),
        covered=(True,) * 12,
        hits=tuple(make.hard(300) for _ in range(12)),
        rules=tuple((rule, make.hard(200)) for rule in Rule),
        hints_taken=3,
    )
    shown = verdict(receipt)
    takes(shown)
    assert "**62 points**, after 3 hints" in text_of(shown)
    assert "<t:1795453200:f>" in text_of(shown)


def test_an_answer_cannot_mention_or_format(make: Any, text_of: Any) -> None:
    """What was typed is shown, not acted on."""
    text = text_of(verdict(make.receipt(text="@everyone **hi** <@1>\n# big")))
    assert "@everyone" not in text
    assert "\\*\\*hi\\*\\* \\<@1>" in text


def test_progress_sums_up(make: Any, text_of: Any, takes: Any) -> None:
    """Who answered everything sees how far they got and when the result comes."""
    done = MyProgress(occurrence=5, answered=5, of=5, points=320, closes_at=make.asked().closes_at)
    takes(progress(done))
    assert "answered 5 of 5 and earned 320 points" in text_of(progress(done))
