"""A card: one question and the one answer key that decides its kind."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from bot.core.ids import CardId

QUESTION_MOST = 1_000
POINT_MOST = 300
POINTS_MOST = 12

Text = Annotated[str, StringConstraints(strict=True, min_length=1)]


class CardKind(StrEnum):
    """What the answer key says the card is; grading and forms follow from it."""

    TERM = "term"
    DEFINITION = "definition"
    LIST = "list"
    STEPS = "steps"
    CHOICE = "choice"
    NUMBER = "number"
    DATE = "date"


#: The answer keys whose value cannot be 0, and what they make of a card.
_KINDS = {
    "answer": CardKind.TERM,
    "points": CardKind.DEFINITION,
    "items": CardKind.LIST,
    "steps": CardKind.STEPS,
    "right": CardKind.CHOICE,
    "date": CardKind.DATE,
}


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)


class Point(_Value):
    """One key point of a definition, or one entry of a list or of steps.

    Attributes:
        say: The point in the author's words; shown when it is covered, and to all after closing.
        accept: Other wordings that earn the point whole.
        must: Words of which each has to be in the answer for the point to count.
        core: Whether the point is the heart of the answer; without a core point an answer is not right.
        weight: Share of the score, relative to the other points.
    """

    say: Text
    accept: tuple[Text, ...] = ()
    must: tuple[Text, ...] = ()
    core: bool = False
    weight: Annotated[float, Field(gt=0, le=10, strict=False)] = 1.0


class Card(_Value):
    """One card, as an author writes it; exactly one of the answer keys is set.

    Attributes:
        id: Stable name within the deck; statistics hang on it.
        ask: The question.
        name: What a definition defines; gives the reverse question.
        answer: Term: the name and its aliases.
        points: Definition: key points.
        items: Unordered list.
        steps: Ordered list, in order.
        right: Choice: the right options.
        wrong: Choice: the distractors; taken from sister cards if there are none.
        value: Number.
        unit: Unit of the number, "" for none.
        tolerance: Greatest accepted absolute difference from `value`, in `unit`.
        date: Date, as precisely as it is asked: "1989-11-09", "1989-11" or "1989"; "" for other kinds.
        need: How many points or items make the answer whole; None for all.
        reject: Answers that must fail.
        hints: Shown one by one before an answer.
        note: Shown after closing.
        source: A web address, shown after closing.
        as_of: When this was true, as "2026-11"; the deck's own unless the card has one; "" for ever.
        tags: For choosing cards.
        difficulty: 0 (easy) to 1 (hard), the author's guess; None for unknown.
        image: Name of a picture file beside the deck.
    """

    id: CardId
    ask: Text
    name: tuple[Text, ...] = ()
    answer: tuple[Text, ...] = ()
    points: tuple[Point, ...] = ()
    items: tuple[Point, ...] = ()
    steps: tuple[Point, ...] = ()
    right: tuple[Text, ...] = ()
    wrong: tuple[Text, ...] = ()
    value: float | None = None
    unit: str = ""
    tolerance: float = 0.0
    date: str = ""
    need: int | None = None
    reject: tuple[Text, ...] = ()
    hints: tuple[Text, ...] = ()
    note: str = ""
    source: str = ""
    as_of: str = ""
    tags: tuple[Text, ...] = ()
    difficulty: float | None = None
    image: str = ""

    @property
    def kind(self) -> CardKind:
        """Return the kind that the answer key implies."""
        return next((kind for key, kind in _KINDS.items() if getattr(self, key)), CardKind.NUMBER)
