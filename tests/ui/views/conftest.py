"""Outcomes as services would return them, from small to as large as they get, and what Discord takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from bot.boards.service.board import BoardPage, BoardRow, Window
from bot.chat.message import Shown
from bot.grading.verdict import Outcome, PointVerdict, Rule
from bot.questions.forms import Form
from bot.questions.service.outcomes import (
    AskedQuestion,
    MyResult,
    OpenPost,
    OwnAnswer,
    QuestionResult,
    Receipt,
    Result,
    ScheduleState,
    ScheduleView,
    Scored,
)

CLOSES = datetime(2026, 11, 23, 17, tzinfo=UTC)
#: The hardest text to show: all of it has to be escaped.
HARD = "*_`|~<@"


class Make:
    """Builders with defaults; `hard` makes a text of a given length out of nothing but markup."""

    @staticmethod
    def hard(length: int) -> str:
        """Return a text that needs an escape everywhere."""
        return (HARD * (length // len(HARD) + 1))[:length]

    @staticmethod
    def asked(**given: Any) -> AskedQuestion:
        """Return a question."""
        fields = {
            "id": 17,
            "occurrence": 5,
            "number": 1,
            "of": 1,
            "ask": "What is RAG?",
            "form": Form.RECALL,
            "options": (),
            "hints": 2,
            "closes_at": CLOSES,
        }
        return AskedQuestion(**fields | given)

    def open_post(self, *questions: AskedQuestion, **given: Any) -> OpenPost:
        """Return an open post."""
        fields = {
            "post": 3,
            "occurrence": 5,
            "guild": 1,
            "channel": 2,
            "deck_title": "AWS Bedrock",
            "questions": questions or (self.asked(),),
            "opens_at": CLOSES - timedelta(hours=8),
            "closes_at": CLOSES,
            "answered": 0,
        }
        return OpenPost(**fields | given)

    def receipt(self, **given: Any) -> Receipt:
        """Return a receipt: two of three points."""
        fields = {
            "question": self.asked(),
            "text": "it looks things up",
            "gave_up": False,
            "outcome": Outcome.PARTLY,
            "score": 0.62,
            "points": 62,
            "covered": (True, True, False),
            "hits": ("the model consults a source", "without fine-tuning"),
            "rules": (),
            "hints_taken": 0,
            "new": True,
            "next": None,
        }
        return Receipt(**fields | given)

    def closed_question(self, **given: Any) -> QuestionResult:
        """Return a closed question."""
        fields = {
            "question": self.asked(),
            "answer": "",
            "points": (("the model consults a source", 3), ("without fine-tuning", 1)),
            "note": "Retrieval Augmented Generation",
            "source": "https://docs.aws.amazon.com/bedrock/",
            "answered": 4,
            "bands": (2, 1, 1),
        }
        return QuestionResult(**fields | given)

    def result(self, *questions: QuestionResult, **given: Any) -> Result:
        """Return a closed post."""
        fields = {
            "post": 3,
            "occurrence": 5,
            "guild": 1,
            "channel": 2,
            "deck_title": "AWS Bedrock",
            "questions": questions or (self.closed_question(),),
            "opened_at": CLOSES - timedelta(hours=8),
            "closed_at": CLOSES,
            "scores": (self.scored(1, "Ada", 100), self.scored(2, "Ben", 70), self.scored(2, "Chiyo", 70)),
            "answered": 4,
        }
        return Result(**fields | given)

    @staticmethod
    def scored(rank: int, name: str, points: int, outcome: Outcome = Outcome.RIGHT) -> Scored:
        """Return a line of a podium."""
        return Scored(rank=rank, user=rank, name=name, points=points, outcome=outcome)

    def own(self, **given: Any) -> OwnAnswer:
        """Return one's own answer."""
        fields = {
            "result": self.closed_question(),
            "text": "it looks things up",
            "gave_up": False,
            "outcome": Outcome.PARTLY,
            "score": 0.5,
            "points": 50,
            "hints_taken": 0,
            "verdicts": (
                PointVerdict(say="the model consults a source", earned=1.0, covered=True),
                PointVerdict(say="without fine-tuning", earned=0.0, covered=False),
            ),
            "rules": ((Rule.NEGATED, "not"),),
        }
        return OwnAnswer(**fields | given)

    def mine(self, *answers: OwnAnswer, **given: Any) -> MyResult:
        """Return one's own result."""
        fields = {"occurrence": 5, "answers": answers or (self.own(),), "points": 50, "rank": 3, "answered": 4}
        return MyResult(**fields | given)

    @staticmethod
    def schedule(**given: Any) -> ScheduleView:
        """Return a schedule."""
        fields = {
            "id": 9,
            "channel": 2,
            "deck": "aws-bedrock",
            "deck_title": "AWS Bedrock",
            "at": time(9, 0),
            "zone": "Europe/Berlin",
            "days": (0, 1, 2, 3, 4),
            "questions": 1,
            "open_for": timedelta(hours=8),
            "state": ScheduleState.ACTIVE,
            "paused": None,
            "next_at": CLOSES,
            "missed_on": None,
        }
        return ScheduleView(**fields | given)

    @staticmethod
    def row(rank: int, name: str, points: int, **given: Any) -> BoardRow:
        """Return a line of a board."""
        return BoardRow(
            **{"rank": rank, "user": rank, "name": name, "points": points, "answered": 4, "right": 2} | given
        )

    def board(self, *rows: BoardRow, **given: Any) -> BoardPage:
        """Return a page of a board."""
        fields = {
            "window": Window.WEEK,
            "scope": "guild",
            "period": "2026-W48",
            "rows": rows,
            "own": None,
            "total": len(rows),
            "before": None,
            "after": None,
        }
        return BoardPage(**fields | given)

    #: A day.
    day = date(2026, 11, 20)


@pytest.fixture
def make() -> Make:
    """Builders of outcomes."""
    return Make()


def _texts(shown: Shown) -> Iterator[str]:
    if shown.content:
        yield shown.content
    if shown.embed:
        data = shown.embed.to_dict()
        yield data.get("title", "")
        yield data.get("description", "")
        for field in data.get("fields", ()):
            yield field["name"]
            yield field["value"]
        yield data.get("footer", {}).get("text", "")


@pytest.fixture
def text_of() -> Callable[[Shown], str]:
    """All text of a message."""
    return lambda shown: "\n".join(text for text in _texts(shown) if text)


@pytest.fixture
def buttons_of() -> Callable[[Shown], list[dict[str, Any]]]:
    """All buttons of a message, as they go over the wire."""

    def buttons(shown: Shown) -> list[dict[str, Any]]:
        rows = shown.buttons.to_components() if shown.buttons else []
        return [button for row in rows for button in row["components"]]

    return buttons


@pytest.fixture
def takes() -> Callable[[Shown], None]:
    """Assert that Discord takes a message: every limit of its parts and of the whole.

    Source: Discord documentation, resources/message and components/reference.
    """

    def check(shown: Shown) -> None:
        assert len(shown.content or "") <= 2000
        assert shown.content or shown.embed
        if shown.embed:
            data = shown.embed.to_dict()
            assert len(data.get("title", "")) <= 256
            assert len(data.get("description", "")) <= 4096
            assert len(data.get("fields", ())) <= 25
            for field in data.get("fields", ()):
                assert 1 <= len(field["name"]) <= 256
                assert 1 <= len(field["value"]) <= 1024
            assert len(shown.embed) <= 6000
        for row in shown.buttons.to_components() if shown.buttons else ():
            assert 1 <= len(row["components"]) <= 5
            for button in row["components"]:
                assert 1 <= len(button["label"]) <= 80
                assert 1 <= len(button["custom_id"]) <= 100

    return check
