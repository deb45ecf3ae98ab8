"""Forms are shaped as Discord wants them, and read as they come back."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.chat.forms import text_of
from bot.core.ids import Owner
from bot.questions.forms import Form
from bot.questions.messages.question import answer_form
from bot.questions.service.asked import AskedQuestion


def _question(**given: Any) -> AskedQuestion:
    fields = {
        "id": 17,
        "owner": Owner("round", 5),
        "number": 2,
        "of": 5,
        "ask": "What is RAG?",
        "form": Form.RECALL,
        "options": (),
        "hints": 0,
        "closes_at": datetime(2026, 11, 23, 17, tzinfo=UTC),
    }
    return AskedQuestion(**fields | given)


def test_a_form_tells_which_question_it_is() -> None:
    """Its title counts, the question stands in it, and one field takes 4,000 characters."""
    form = answer_form(_question()).to_dict()
    assert form["title"] == "Question 2 of 5"
    assert form["custom_id"] == "question:submit:17"
    display, label = form["components"]
    assert display["content"] == "**What is RAG?**"
    field = label["component"]
    assert (field["custom_id"], field["style"], field["max_length"]) == ("answer", 2, 4000)


@pytest.mark.parametrize("ask", ["x" * 1000, "*" * 1000, "@everyone " * 100])
def test_the_longest_question_fits(ask: str) -> None:
    """Title, label, description and question keep within their limits."""
    form = answer_form(_question(ask=ask, number=10, of=10)).to_dict()
    display, label = form["components"]
    assert len(form["title"]) <= 45
    assert len(display["content"]) <= 4000
    assert len(label["label"]) <= 45
    assert len(label["description"]) <= 100


@pytest.mark.parametrize(
    ("components", "wanted"),
    [
        ([{"type": 10, "id": 1}, {"type": 18, "component": {"type": 4, "custom_id": "answer", "value": "yes"}}], "yes"),
        ([{"type": 1, "components": [{"type": 4, "custom_id": "answer", "value": "old"}]}], "old"),
        ([{"type": 18, "component": {"type": 4, "custom_id": "other", "value": "x"}}], ""),
        ([{"type": 18, "component": {"type": 4, "custom_id": "answer", "value": None}}], ""),
        ([], ""),
    ],
)
def test_what_was_typed_is_found(components: list[dict[str, Any]], wanted: str) -> None:
    """In labels, in rows, or nowhere."""
    sent = SimpleNamespace(type=discord.InteractionType.modal_submit, data={"components": components})
    assert text_of(sent) == wanted


def test_a_press_carries_no_text() -> None:
    """Only forms do."""
    assert text_of(SimpleNamespace(type=discord.InteractionType.component, data={})) == ""
