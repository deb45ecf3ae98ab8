"""Faults: what is wrong in a deck file, as a code and fields; `bot.text` makes the sentence and the remedy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Level(StrEnum):
    """How bad it is."""

    #: The deck is not loaded, or the card that is named.
    FAULT = "fault"
    #: The deck is loaded; a person should look.
    WARNING = "warning"


class FaultCode(StrEnum):
    """Everything that can be said of a deck; the words stand under `fault-<code>`."""

    # About the file.
    FILE_MISSING = "file-missing"
    FILE_UNREADABLE = "file-unreadable"
    FILE_IRREGULAR = "file-irregular"
    FILE_OUTSIDE = "file-outside"
    FILE_KIND = "file-kind"
    FILE_BIG = "file-big"
    FILE_NOT_UTF8 = "file-not-utf8"
    FILE_NUL = "file-nul"
    FILE_WESTERN = "file-western"
    FOLDER_EMPTY = "folder-empty"
    DECK_ID_TWICE = "deck-id-twice"
    TOML_BROKEN = "toml-broken"
    TOO_DEEP = "too-deep"
    MORE_FAULTS = "more-faults"
    # About the deck.
    FORMAT_UNKNOWN = "format-unknown"
    CARDS_NONE = "cards-none"
    CARDS_MANY = "cards-many"
    # About a field.
    KEY_UNKNOWN = "key-unknown"
    KEY_MISSING = "key-missing"
    KEY_MISPLACED = "key-misplaced"
    TYPE_WRONG = "type-wrong"
    TEXT_EMPTY = "text-empty"
    TEXT_CONTROL = "text-control"
    TEXT_LONG = "text-long"
    TEXT_PATTERN = "text-pattern"
    CHOICE_UNKNOWN = "choice-unknown"
    LIST_EMPTY = "list-empty"
    LIST_LONG = "list-long"
    NUMBER_RANGE = "number-range"
    DATE_BAD = "date-bad"
    # About a card.
    ID_TWICE = "id-twice"
    KIND_MISSING = "kind-missing"
    KIND_TWICE = "kind-twice"
    NEED_MUCH = "need-much"
    OPTION_TWICE = "option-twice"
    CARD_UNANSWERABLE = "card-unanswerable"
    CARD_TWICE = "card-twice"
    NOTE_CUT = "note-cut"
    # About notes.
    NOTES_TITLE_MISSING = "notes-title-missing"
    NOTES_HEADING_GUESSED = "notes-heading-guessed"
    NOTES_QUESTION_MISSING = "notes-question-missing"
    NOTES_ANSWER_MISSING = "notes-answer-missing"
    NOTES_ANSWER_LONG = "notes-answer-long"
    NOTES_ANSWER_LINES = "notes-answer-lines"
    NOTES_QUESTIONS_FEW = "notes-questions-few"
    NOTES_QUESTIONS_INSIDE = "notes-questions-inside"
    NOTES_LINES_LOOSE = "notes-lines-loose"
    NOTES_LINE_JOINED = "notes-line-joined"
    # About tables, Anki's files and other programs' formats.
    TABLE_BROKEN = "table-broken"
    TABLE_ROW_LONG = "table-row-long"
    TABLE_LINE_JOINED = "table-line-joined"
    TABLE_QUESTION_MISSING = "table-question-missing"
    TABLE_RIGHT_UNKNOWN = "table-right-unknown"
    MEDIA_ONLY = "media-only"
    PACKAGE_BROKEN = "package-broken"
    PACKAGE_BIG = "package-big"
    YAML_BROKEN = "yaml-broken"
    # Lint that needs no grading: all warnings.
    ID_MISSING = "id-missing"
    QUESTION_TWICE = "question-twice"
    QUESTION_LONG = "question-long"
    QUESTION_TELLS = "question-tells"
    ANSWER_REPEATS_QUESTION = "answer-repeats-question"
    HINT_TELLS = "hint-tells"
    HINTS_EMPTY = "hints-empty"
    POINT_TWICE = "point-twice"
    TAG_UNTIDY = "tag-untidy"
    DISTRACTORS_FEW = "distractors-few"
    IMAGE_MISSING = "image-missing"
    # Lint that needs grading: found by `bot.grading.check`.
    OWN_ANSWER_FAILS = "own-answer-fails"
    POINT_UNREACHABLE = "point-unreachable"
    REJECT_PASSES = "reject-passes"
    POINT_REPEATS_QUESTION = "point-repeats-question"
    POINTS_ALIKE = "points-alike"
    ACRONYM_ALONE = "acronym-alone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing to mend, or to look at."""

    #: Path of the file as it was given; "" where the finder knows only the deck.
    file: str = ""
    #: Line in the file, from 1; None where the whole file is meant or the finder knows only the card.
    line: int | None = None
    #: Id of the card (or its number, "#3", while it has none); "" where the deck is meant.
    card: str = ""
    level: Level = Level.FAULT
    code: FaultCode
    #: Values for the placeholders of the words.
    fields: Mapping[str, str | int | float] = field(default_factory=dict, hash=False)
