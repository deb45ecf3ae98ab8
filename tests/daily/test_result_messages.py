"""Results as messages: everything is shown, to everyone; *My result*, the streak, and who has answered."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.chat.router import CustomId, PressUnknown
from bot.daily.messages.my_result import mine
from bot.daily.messages.playing import attended, page_of, streak_lines
from bot.daily.messages.result import reply, result
from bot.daily.service.attendance import PAGE, Attended
from bot.daily.service.results import First
from bot.daily.streak import Streak
from bot.grading.verdict import Outcome, PointVerdict, Rule, Span
from bot.questions.forms import Form


def test_a_result_tells_answer_points_people_and_counts(make: Any, text_of: Any, buttons_of: Any) -> None:
    """Key points with how many had them, who scored with shared places, the bands, the note, the source, the button."""
    shown = result(make.result())
    text = text_of(shown)
    assert "- the model consults a source (3 of 4)" in text
    assert "1st **Ada** · 100 points" in text
    assert "2nd **Ben** · 70 points" in text
    assert "2nd **Chiyo** · 70 points" in text
    assert "4 answered: 2 right, 1 partly, 1 wrong." in text
    assert "Retrieval Augmented Generation" in text
    assert "(https://docs.aws.amazon.com/bedrock/)" in text
    assert [button["custom_id"] for button in buttons_of(shown)] == ["result:mine:5", "result:appeal:5"]


def test_titles_and_headings_have_no_markup_of_a_deck(make: Any, text_of: Any) -> None:
    """Discord reads markup in titles and in names of fields too."""
    question = make.closed_question(question=make.asked(ask="**Why** [so](https://x.co)?"))
    text = text_of(result(make.result(question, question, deck_title="\u202eTea *time*")))
    assert "\\*\\*Why\\*\\* \\[so\\](https://x.co)?" in text
    assert "Tea \\*time\\*" in text
    assert "\u202e" not in text


def test_the_first_to_be_right_is_told(make: Any, text_of: Any) -> None:
    """Who was first stands with the counts, of one question and of several."""
    soon = make.closed_question(first=First(name="B*n", after=timedelta(seconds=40)))
    later = make.closed_question(first=First(name="Ada", after=timedelta(minutes=3)))
    assert "First to be right: **B\\*n**, within a minute" in text_of(result(make.result(soon)))
    assert "First to be right: **Ada**, after 3 minutes" in text_of(result(make.result(later, soon)))
    assert "First" not in text_of(result(make.result()))


def test_a_choice_names_the_letter(make: Any, text_of: Any) -> None:
    """The right option is found again by its letter."""
    question = make.asked(form=Form.CHOICE, options=("RDS", "S3"))
    text = text_of(result(make.result(make.closed_question(question=question, answer="S3", points=()))))
    assert "**Answer:** B · S3" in text


def test_nobody_answered(make: Any, text_of: Any, takes: Any) -> None:
    """An empty round is told kindly, with the answer all the same."""
    question = make.closed_question(answered=0, bands=(0, 0, 0), points=(("the model consults a source", 0),))
    shown = result(make.result(question, scores=(), answered=0))
    takes(shown)
    assert "Nobody answered this time" in text_of(shown)
    assert "- the model consults a source\n" in text_of(shown)
    assert "Who scored" not in text_of(shown)


def test_several_questions_share_the_room(make: Any, text_of: Any) -> None:
    """Each question has its part, and the scores are those of the whole post."""
    parts = [make.closed_question(question=make.asked(number=n, of=3, ask=f"Question {n}?")) for n in (1, 2, 3)]
    text = text_of(result(make.result(*parts)))
    assert all(f"{n}. Question {n}?" in text for n in (1, 2, 3))
    assert "4 people answered." in text


@pytest.mark.parametrize("count", [1, 3, 10])
@pytest.mark.parametrize("tame", [True, False], ids=["plain", "markup"])
def test_the_longest_results_fit(make: Any, takes: Any, text_of: Any, count: int, tame: bool) -> None:  # noqa: FBT001 - a parameter
    """Ten questions of 1,000 characters with twelve points of 300, ten scorers with names of 32, long notes."""

    def text(length: int) -> str:
        return "word " * (length // 5) if tame else make.hard(length)

    questions = [
        make.closed_question(
            question=make.asked(number=n + 1, of=count, ask=text(1000)),
            answer=text(300),
            points=tuple((f"{number}{text(298)}", 8) for number in range(12)),
            note=text(4000),
            source="https://example.com/" + "x" * 300,
            answered=1000,
            bands=(500, 250, 250),
        )
        for n in range(count)
    ]
    scores = tuple(make.scored(rank + 1, text(30), 100 * count) for rank in range(10))
    shown = reply(make.result(*questions, scores=scores, answered=1000, deck_title=text(300)))
    takes(shown)
    assert f"{'10th'}" in text_of(shown)
    if count == 1:
        assert "1,000 answered: 500 right, 250 partly, 250 wrong." in text_of(shown)
        assert sum(line.startswith("- ") for line in text_of(shown).split("\n")) == 12


def test_only_web_addresses_become_links(make: Any, text_of: Any) -> None:
    """A source that is no address is no link, and brackets cannot end one early."""
    assert "](" not in text_of(result(make.result(make.closed_question(source="javascript:alert(1)"))))
    text = text_of(result(make.result(make.closed_question(source="https://example.com/a_(b)"))))
    assert "(https://example.com/a_%28b%29)" in text


def test_a_result_says_when_its_answer_was_true(make: Any, text_of: Any) -> None:
    """Facts age: the month stands beside the source."""
    text = text_of(result(make.result(make.closed_question(source="https://example.com/a", as_of="2026-11"))))
    assert "[Source](https://example.com/a) · as of November 2026" in text


def test_the_reply_says_why_it_comes(make: Any, text_of: Any) -> None:
    """The reply is the result, with a sentence that says so."""
    assert text_of(reply(make.result())).startswith("It has closed.")


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
def test_the_longest_results_of_ones_own_fit(make: Any, takes: Any, text_of: Any, count: int) -> None:
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


@pytest.mark.parametrize(
    ("streak", "line"),
    [
        (Streak(length=1, best=1), "Streak: 1 day"),
        (Streak(length=4, best=9), "Streak: 4 days in a row"),
        (Streak(length=10, best=10, freezes=1), "Streak: 10 days in a row, 1 freeze"),
        (Streak(length=30, best=30, freezes=2), "Streak: 30 days in a row, 2 freezes"),
    ],
)
def test_a_streak_is_worded(streak: Streak, line: str) -> None:
    """Days and freezes are told, freezes only where there are some."""
    assert streak_lines(streak) == [line]


def test_no_streak_is_no_line() -> None:
    """Where no day counts, or the streak has ended, nothing is said."""
    assert streak_lines(None) == []
    assert streak_lines(Streak(best=7)) == []


def _attended(**given: Any) -> Attended:
    fields = {"round_id": 5, "names": ("Ada", "B*n"), "page": 0, "pages": 1, "answered": 3, "hidden": 1}
    return Attended(**fields | given)


def test_names(text_of: Any) -> None:
    """Each on a line, without markup; who is hidden is only counted."""
    text = text_of(attended(_attended()))
    assert "3 people have answered" in text
    assert "- Ada\n- B\\*n\n- and one more" in text


def test_pages(buttons_of: Any, text_of: Any) -> None:
    """There is a way on, a way back, and at the ends only one of them."""
    ways = [
        [button["custom_id"] for button in buttons_of(attended(_attended(page=page, pages=3)))] for page in range(3)
    ]
    assert ways == [["round:who:5:1"], ["round:who:5:0", "round:who:5:2"], ["round:who:5:1"]]
    assert "Page 2 of 3" in text_of(attended(_attended(page=1, pages=3)))


def test_the_fullest_page_fits(make: Any, takes: Any) -> None:
    """Thirty of the hardest names fit."""
    takes(attended(_attended(names=(make.hard(100),) * PAGE, answered=100_000, pages=999)))


def test_pages_are_read_back() -> None:
    """Only numbers name a page."""
    assert page_of(CustomId("round", "who", 5)) == 0
    assert page_of(CustomId("round", "who", 5, "12")) == 12
    for arg in ("x", "-1", "1234567"):
        with pytest.raises(PressUnknown):
            page_of(CustomId("round", "who", 5, arg))
