"""Results as messages: everything is shown, to everyone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.daily.messages.result import reply, result
from bot.daily.service.firsts import First
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


def test_the_reply_says_why_it_comes(make: Any, text_of: Any) -> None:
    """The reply is the result, with a sentence that says so."""
    assert text_of(reply(make.result())).startswith("It has closed.")
