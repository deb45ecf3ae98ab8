"""Verdicts as messages: they explain, and spoil nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.chat.feature import Framing
from bot.chat.router import Buttons, CustomId
from bot.daily.messages.playing import framing, progress
from bot.daily.service.playing import MyProgress, RoundProgress
from bot.grading.verdict import Outcome, Rule
from bot.questions.messages.verdict import marks, outcome_words, verdict
from bot.questions.service.receipts import PointsReason, Solution


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


def test_what_its_owner_adds_stands_below_the_points(make: Any, text_of: Any, buttons_of: Any) -> None:
    """Lines and buttons of the owner; where it leads on, when the question closes is not said."""
    buttons = Buttons().add("On", CustomId("session", "next", 5))
    text = text_of(verdict(make.receipt(), Framing(lines=("2 days in a row",), buttons=buttons)))
    assert text.index("62 points") < text.index("2 days in a row") < text.index("The answer comes")
    assert [button["custom_id"] for button in buttons_of(verdict(make.receipt(), Framing(buttons=buttons)))] == [
        "session:next:5"
    ]
    assert "The answer comes" not in text_of(verdict(make.receipt(), Framing(leads_on=True)))


def test_a_round_leads_on_and_ends_with_the_total(make: Any, text_of: Any, buttons_of: Any) -> None:
    """While there is another question its button stands there; after the last one all of them are summed up."""
    more = verdict(make.receipt(), framing(RoundProgress(round_id=5, next=18, of=3)))
    assert [button["custom_id"] for button in buttons_of(more)] == ["round:play:5"]
    assert "next question is waiting" in text_of(more)
    last = verdict(make.receipt(), framing(RoundProgress(round_id=5, next=None, of=3, total=220)))
    assert "That was the last of 3 questions. You have 220 points in all." in text_of(last)
    assert buttons_of(last) == []


def test_the_points_are_explained_where_the_count_does_not(make: Any, text_of: Any) -> None:
    """Two of four points and all the score: the main point decides, or fewer are enough."""
    given = {"covered": (True, True, False, False), "points": 100}
    assert "The main point decides" in text_of(verdict(make.receipt(weight=PointsReason.CORE, **given)))
    assert "told more fully" in text_of(verdict(make.receipt(weight=PointsReason.CORE_IN_PART, **given)))
    assert "2 of them are enough" in text_of(verdict(make.receipt(weight=PointsReason.ENOUGH, need=2, **given)))


def test_what_cost_points_is_told_apart_from_what_was_hit(make: Any, text_of: Any) -> None:
    """A rule that spoke is no item of the list of what one had."""
    text = text_of(verdict(make.receipt(hits=("a point",), rules=((Rule.NEGATED, "not"),))))
    assert text.index("- a point") < text.index("This cost points:") < text.index("“not”")


def test_what_is_revealed_at_once_stands_below(make: Any, text_of: Any, takes: Any) -> None:
    """The answer, the note and the source; and nothing is said of a closing that does not come."""
    solution = Solution(answer="", points=("a point", "another"), note="Good.", source="https://example.org/x")
    shown = verdict(make.receipt(question=make.asked(closes_at=None), solution=solution))
    for words in ("- a point", "- another", "Good.", "https://example.org/x"):
        assert words in text_of(shown)
    assert "when it closes" not in text_of(shown)
    dated = replace(solution, as_of="2026-11")
    assert "[Source](https://example.org/x) · as of November 2026" in text_of(verdict(make.receipt(solution=dated)))
    assert "As of November 2026" in text_of(verdict(make.receipt(solution=replace(dated, source=""))))
    hard = Solution(answer=make.hard(1000), points=(), note=make.hard(2000), source="")
    takes(verdict(make.receipt(text=make.hard(4000), solution=hard)))


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
        unsure=True,
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
    done = MyProgress(round_id=5, answered=5, of=5, points=320, closes_at=make.asked().closes_at)
    takes(progress(done))
    assert "answered 5 of 5 and earned 320 points" in text_of(progress(done))
    assert "The answers come when they close" in text_of(progress(done))


def test_a_grader_in_doubt_says_so(make: Any, text_of: Any, buttons_of: Any) -> None:
    """Title and reason, what was understood, the points; one press asks a moderator, beside what leads on."""
    on = Buttons().add("On", CustomId("session", "next", 5))
    shown = verdict(make.receipt(unsure=True, appealable=True, rules=()), Framing(buttons=on))
    text = text_of(shown)
    for said in ("🤔 I'm not sure", "I can't tell whether this is right", "- without fine-tuning", "**62 points**"):
        assert said in text
    assert "Partly right" not in text
    names = [button["custom_id"] for button in buttons_of(shown)]
    assert names == ["session:next:5", f"appeal:claim:{make.receipt().question.id}"]
    quiet = verdict(make.receipt(unsure=True))
    assert "I was right" not in [button["label"] for button in buttons_of(quiet)]
