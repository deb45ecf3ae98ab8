"""The TOML format as tables: what an author may write, with its limits, and its JSON Schema for editors."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
    ModelWrapValidatorHandler,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from bot.decks.card import POINT_MOST, POINTS_MOST, QUESTION_MOST
from bot.decks.deck import CARDS_MOST, Heed, Strictness

FORMAT = 1
#: The keys of which a card has exactly one; it decides the kind.
ANSWER_KEYS = ("answer", "points", "items", "steps", "right", "value", "date")

ID_MOST = 64
#: Ids are typed on a command line (`deck/id`), so: letters and digits of any script, then also `-`, `_` and `.`.
#: Their length is limited apart: a counted repetition of all scripts' letters takes 20 ms to build at each start.
ID_PATTERN = r"^[^\W_][\w.-]*$"

_ISO_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_INVISIBLE = (
    r"\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    r"\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff"
)
_VISIBLE = re.compile(f"[^{_INVISIBLE}]")


def is_blank(text: str) -> bool:
    """Say whether nothing of a text can be seen: empty, white space and zero-width characters only."""
    return _VISIBLE.search(text) is None


def is_id(text: str) -> bool:
    """Say whether a text may be the id of a deck or a card."""
    return len(text) <= ID_MOST and re.fullmatch(ID_PATTERN, text) is not None


def has_control(text: str) -> bool:
    """Say whether a text holds control characters other than tab and line breaks, or lone surrogates."""
    return _CONTROL.search(text) is not None


def _readable(text: str) -> str:
    if is_blank(text):
        raise PydanticCustomError("text_blank", "nothing to read")
    if has_control(text):
        raise PydanticCustomError("text_control", "control characters")
    return text.strip()


def _iso_date(given: object) -> object:
    """Write a date, a month ("1989-11") or a year (1989) as text, if it is one that there is."""
    if isinstance(given, date) and not isinstance(given, datetime):
        return given.isoformat()
    text = f"{given:04d}" if isinstance(given, int) and not isinstance(given, bool) else given
    if isinstance(text, str) and _ISO_DATE.fullmatch(text):
        try:
            date.fromisoformat(f"{text}-01-01"[:10])
        except ValueError:
            pass
        else:
            return text
    raise PydanticCustomError("date_bad", "no date")


_Date = Annotated[
    str,
    BeforeValidator(_iso_date),
    # TOML's own dates reach an editor's validator as texts of this format.
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"},
                {"type": "integer", "minimum": 1, "maximum": 9999},
            ]
        }
    ),
]
_Question = Annotated[str, Field(max_length=QUESTION_MOST), AfterValidator(_readable)]
_Say = Annotated[str, Field(max_length=POINT_MOST), AfterValidator(_readable)]
_Short = Annotated[str, Field(max_length=100), AfterValidator(_readable)]
_Note = Annotated[str, Field(max_length=1_000), AfterValidator(_readable)]
_Id = Annotated[str, Field(pattern=ID_PATTERN, max_length=ID_MOST)]
_Url = Annotated[str, Field(pattern=r"^https?://[^\s<>\"]+$", max_length=500)]
_FileName = Annotated[str, Field(pattern=r"^[^\W_][\w .-]*\.(png|jpg|jpeg|gif|webp)$", max_length=100)]
_Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=35)]
_Few = Field(max_length=50)


class _Table(BaseModel):
    # Most starts read no deck file: the schemas are built when the first one is.
    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False, defer_build=True)


class PointTable(_Table):
    """A key point, an item or a step: a text, or a table where more than the text is to be said."""

    model_config = ConfigDict(json_schema_extra=lambda schema: _or_text(schema))  # noqa: PLW0108 - defined below

    say: _Say = Field(description="The point in your own words; shown when it is covered, and to all after closing.")
    accept: Annotated[list[_Say], _Few] = Field(default=[], description="Other wordings that earn the point whole.")
    must: Annotated[list[_Short], Field(max_length=POINTS_MOST)] = Field(
        default=[], description="Words of which each has to be in the answer for the point to count."
    )
    core: bool = Field(default=False, description="The heart of the answer: without it an answer is not right.")
    weight: Annotated[float, Field(gt=0, le=10)] = Field(default=1.0, description="Share of the score.")

    @model_validator(mode="wrap")
    @classmethod
    def _text_is_a_point(cls, given: JsonValue, handler: ModelWrapValidatorHandler[PointTable]) -> PointTable:
        return handler({"say": given} if isinstance(given, str) else given)


def _or_text(schema: dict[str, JsonValue]) -> None:
    table = dict(schema)
    schema.clear()
    schema["anyOf"] = [{"type": "string", "minLength": 1, "maxLength": POINT_MOST}, table]


_Points = Annotated[list[PointTable], Field(min_length=1, max_length=POINTS_MOST)]


class CardTable(_Table):
    """One `[[card]]`; exactly one of answer, points, items, steps, right, value and date says what is asked for."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": [key]} for key in ANSWER_KEYS]})

    id: _Id | None = Field(default=None, description="Stable name within the deck; statistics hang on it.")
    ask: _Question = Field(description="The question.")
    name: Annotated[list[_Short], _Few] = Field(default=[], description="What a definition defines, and its aliases.")
    answer: Annotated[list[_Say], Field(min_length=1, max_length=50)] | None = Field(
        default=None, description="Term: the name and its aliases."
    )
    points: _Points | None = Field(default=None, description="Definition: its key points.")
    items: _Points | None = Field(default=None, description="List in any order.")
    steps: _Points | None = Field(default=None, description="List in this order.")
    right: Annotated[list[_Short], Field(min_length=1, max_length=5)] | None = Field(
        default=None, description="Choice: the right options, of which one is offered."
    )
    wrong: Annotated[list[_Short], Field(max_length=20)] = Field(default=[], description="Choice: wrong options.")
    value: float | None = Field(default=None, description="Number: the right value.")
    unit: Annotated[str, Field(max_length=20)] = Field(default="", description="Unit of the value.")
    tolerance: Annotated[float, Field(ge=0)] = Field(default=0.0, description="Greatest accepted difference.")
    date: _Date | None = Field(
        default=None, description='Date, as precisely as it is asked: 1989-11-09, "1989-11" or 1989.'
    )
    need: Annotated[int, Field(ge=1)] | None = Field(
        default=None, description="How many points or items make the answer whole; all if not given."
    )
    reject: Annotated[list[_Say], _Few] = Field(default=[], description="Answers that must fail.")
    hints: Annotated[list[_Say], Field(max_length=10)] | None = Field(default=None, description="Shown one by one.")
    note: _Note = Field(default="", description="Shown after closing.")
    source: _Url = Field(default="", description="Web address, shown after closing.")
    as_of: _Date | None = Field(default=None, description="When this was true; the deck's own if left out.")
    tags: Annotated[list[_Short], Field(max_length=20)] = Field(default=[], description="For choosing cards.")
    difficulty: Annotated[float, Field(ge=0, le=1)] | None = Field(default=None, description="0 easy to 1 hard.")
    image: _FileName = Field(default="", description="Name of a picture file beside the deck.")


_Heed = Annotated[Heed | None, Field(strict=False)]


class DeckTable(_Table):
    """The deck's own keys, above the first `[[card]]`."""

    format: Literal[1] = Field(description="Version of this format.")
    title: _Short = Field(description="Shown on posts and lists.")
    language: _Language = Field(default="en", description="Language of the answers, such as en or pt-BR.")
    strictness: Annotated[Strictness, Field(strict=False)] = Field(
        default=Strictness.NORMAL, description="Where the thresholds between wrong, partly and right lie."
    )
    accents: _Heed = Field(default=None, description="Whether accents make another answer; in English they do not.")
    articles: _Heed = Field(default=None, description="Whether the answer's article has to be there.")
    case: _Heed = Field(default=None, description="Whether capitals make another answer.")
    synonyms: Annotated[list[Annotated[list[_Short], Field(min_length=2, max_length=50)]], Field(max_length=500)] = (
        Field(default=[], description="Groups of words that mean the same in this deck.")
    )
    source: Annotated[str, Field(max_length=500)] = Field(default="", description="Where the content comes from.")
    as_of: _Date | None = Field(
        default=None, description='When the content was true, such as "2026-11"; shown with each answer.'
    )


class DeckFile(DeckTable):
    """A Deckhand deck, format 1."""

    card: Annotated[list[CardTable], Field(min_length=1, max_length=CARDS_MOST)]


def json_schema() -> dict[str, JsonValue]:
    """Return the JSON Schema of a deck file, for editors that check TOML while one types."""
    schema: dict[str, JsonValue] = DeckFile.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "Deckhand deck, format 1"}
