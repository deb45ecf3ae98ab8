"""Questions as messages."""

from __future__ import annotations

from typing import Any

import pytest

from bot.chat.router import CustomId, PressUnknown
from bot.daily.messages.post import post
from bot.daily.options import Options
from bot.questions.forms import Form
from bot.questions.messages.question import asked, hinted, option_of, sure
from bot.questions.service.receipts import HintShown


def test_a_single_question_stands_whole(make: Any, text_of: Any, buttons_of: Any) -> None:
    """The post holds the question, when it closes, how many answered, and the three ways to go."""
    shown = post(make.open_post(answered=2))
    text = text_of(shown)
    assert "**What is RAG?**" in text
    assert "AWS Bedrock" in text
    assert "<t:1795453200:F>" in text
    assert "<t:1795453200:R>" in text
    assert "2 people have answered" in text
    assert [(button["label"], button["custom_id"]) for button in buttons_of(shown)] == [
        ("Answer", "question:answer:17"),
        ("Hint (costs 25%)", "question:hint:17"),
        ("I don't know", "question:giveup:17"),
        ("Who answered", "round:who:5"),
    ]


def test_a_question_without_hints_offers_none(make: Any, buttons_of: Any) -> None:
    """There is no button that could only disappoint."""
    labels = [button["label"] for button in buttons_of(post(make.open_post(make.asked(hints=0))))]
    assert labels == ["Answer", "I don't know", "Who answered"]


def test_a_choice_lists_its_options_as_letters(make: Any, text_of: Any, buttons_of: Any) -> None:
    """The options stand in the message in their order, and a button for each carries its letter alone."""
    question = make.asked(form=Form.CHOICE, options=("RDS", "S3", "DynamoDB"), hints=0)
    shown = post(make.open_post(question))
    assert "**A** RDS\n**B** S3\n**C** DynamoDB" in text_of(shown)
    ids = [button["custom_id"] for button in buttons_of(shown)]
    assert ids[:3] == ["question:choose:17:A", "question:choose:17:B", "question:choose:17:C"]
    assert ids[3:] == ["question:giveup:17", "round:who:5"]


def test_several_questions_become_a_list_with_play(make: Any, text_of: Any, buttons_of: Any) -> None:
    """All questions are listed, and one button leads through them."""
    questions = [make.asked(id=17 + n, number=n, of=3, ask=f"Question {n}?") for n in (1, 2, 3)]
    shown = post(make.open_post(*questions))
    assert all(f"**{n}.** Question {n}?" in text_of(shown) for n in (1, 2, 3))
    assert [button["custom_id"] for button in buttons_of(shown)] == ["round:play:5", "round:who:5"]


@pytest.mark.parametrize("count", [1, 2, 10])
def test_the_longest_posts_fit(make: Any, takes: Any, text_of: Any, count: int) -> None:
    """Ten questions of 1,000 characters that all need escaping still fit, each with some of its text."""
    questions = [make.asked(number=n + 1, of=count, ask=make.hard(1000)) for n in range(count)]
    shown = post(make.open_post(*questions, deck_title=make.hard(300), answered=12_345))
    takes(shown)
    assert "12,345 people have answered" in text_of(shown)


def test_the_longest_choice_fits(make: Any, takes: Any, text_of: Any) -> None:
    """Five long options leave room for the closing time."""
    question = make.asked(ask=make.hard(1000), form=Form.CHOICE, options=tuple(make.hard(1000) for _ in range(5)))
    shown = post(make.open_post(question))
    takes(shown)
    assert "<t:1795453200:R>" in text_of(shown)


def test_a_question_in_private_tells_its_place(make: Any, text_of: Any) -> None:
    """Who plays through several sees which one this is."""
    assert "Question 2 of 5" in text_of(asked(make.asked(number=2, of=5)))


def test_a_hint_stands_with_its_question(make: Any, text_of: Any, buttons_of: Any, takes: Any) -> None:
    """The hints so far, what is still to earn, and the way on."""
    shown = hinted(HintShown(question=make.asked(), hints=("Think of search.",), points_left=75))
    assert "Hint 1 of 2" in text_of(shown)
    assert "Think of search." in text_of(shown)
    assert "up to 75 points" in text_of(shown)
    assert [button["label"] for button in buttons_of(shown)] == ["Answer", "Another hint (free)", "I don't know"]
    takes(hinted(HintShown(question=make.asked(ask=make.hard(1000)), hints=(make.hard(1000),) * 5, points_left=75)))


def test_the_last_hint_offers_no_other(make: Any, buttons_of: Any) -> None:
    """After the last hint the button is gone."""
    shown = hinted(HintShown(question=make.asked(), hints=("one", "two"), points_left=75))
    assert [button["label"] for button in buttons_of(shown)] == ["Answer", "I don't know"]


def test_hints_after_an_answer_lead_nowhere_else(make: Any, text_of: Any, buttons_of: Any) -> None:
    """Who has answered sees the hints, and no button that could not count any more."""
    shown = hinted(HintShown(question=make.asked(), hints=("one", "two"), points_left=0))
    assert buttons_of(shown) == []
    assert "earn" not in text_of(shown)
    assert "<t:1795453200:R>" in text_of(shown)


def test_an_open_ended_question_says_nothing_of_closing(make: Any, text_of: Any) -> None:
    """Neither when it is put, nor when somebody is about to leave it."""
    question = make.asked(closes_at=None, of=None)
    assert "<t:" not in text_of(asked(question))
    assert "shown at once" in text_of(sure(question))
    assert "<t:" not in text_of(sure(question))


def test_giving_up_is_asked_back(make: Any, buttons_of: Any, text_of: Any, takes: Any) -> None:
    """The confirmation also offers the way back."""
    shown = sure(make.asked())
    assert [button["custom_id"] for button in buttons_of(shown)] == ["question:answer:17", "question:giveup:17:yes"]
    assert "<t:1795453200:R>" in text_of(shown)
    takes(sure(make.asked(ask=make.hard(1000), form=Form.CHOICE, options=tuple(make.hard(900) for _ in range(5)))))


def test_letters_are_read_back() -> None:
    """Only the five letters stand for options."""
    assert [option_of(CustomId("question", "choose", 1, letter)) for letter in "ABCDE"] == [0, 1, 2, 3, 4]
    for arg in ("F", "", "AB", "a"):
        with pytest.raises(PressUnknown):
            option_of(CustomId("question", "choose", 1, arg))


def test_a_post_tells_its_terms(make: Any, text_of: Any) -> None:
    """What a schedule allows beyond the usual stands in the post; where nothing is chosen nothing is said."""
    plain = text_of(post(make.open_post()))
    assert not any(
        words in plain for words in ("reply to this message", "change your answer", "two hours", "late answers")
    )
    options = Options(ping=99)
    question = make.asked(typed=True, changeable=True)
    shown = post(make.open_post(question, options=options, runs_out=True, in_time_until=make.open_post().opens_at))
    for words in ("reply to this message", "change your answer", "two hours", "late answers", "<@&99>"):
        assert words in text_of(shown)
    assert shown.ping == 99
    several = post(make.open_post(make.asked(), make.asked(id=18), options=options))
    assert "reply to this message" not in text_of(several)
