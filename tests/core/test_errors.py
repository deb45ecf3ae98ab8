"""Refusals are facts: a code from the name, fields by name, no sentences."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from bot.core.errors import UserError
from bot.library.errors import DeckUnknown
from bot.questions.errors import QuestionClosed


def test_the_code_follows_from_the_name() -> None:
    """`QuestionClosed` is looked up as `question-closed`."""
    assert QuestionClosed.code() == "question-closed"


def test_facts_are_the_fields() -> None:
    """Words can fill their placeholders from the fields."""
    assert DeckUnknown(given="aws", known="aws-bedrock").details() == {"given": "aws", "known": "aws-bedrock"}


def test_a_refusal_flies_through_context_managers() -> None:
    """A refusal may cross `contextmanager`, which sets its traceback."""

    @contextmanager
    def door() -> Iterator[None]:
        yield

    with pytest.raises(UserError) as caught, door():
        raise QuestionClosed(closed_at=datetime(2026, 11, 23, tzinfo=UTC), text="mine")
    assert "mine" in str(caught.value)
