"""Appeal outcomes: the plain values of appeals and reports; the ui turns them into messages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.appeals.rules import Decision
from bot.core.ids import ChannelId, CopyId, GuildId, QuestionId, ReportId, RulingId, UserId
from bot.grading.verdict import Outcome


class Shelf(StrEnum):
    """What `/appeals` shows."""

    OPEN = "open"
    DECIDED = "decided"
    REPORTS = "reports"
    COPIES = "copies"


@dataclass(frozen=True, slots=True, kw_only=True)
class PleaForm:
    """The form a press of *I was right* opens, or that of a report."""

    question: QuestionId
    ask: str
    #: The answer that is appealed; "" for a report.
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardShown:
    """What a moderator sees of a question to judge by."""

    question: QuestionId
    ask: str
    deck_title: str
    #: As in a result: "" for cards of points.
    answer: str
    points: tuple[str, ...]
    #: True: the card is asked in this server right now, so answer and points are left out.
    withheld: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealEntry:
    """An appeal as moderators see it."""

    id: RulingId
    guild: GuildId
    card: CardShown
    #: As typed or chosen; "" once it was erased.
    text: str
    outcome: Outcome
    points: int
    appellant: UserId
    #: In the appellant's words; "" for none.
    plea: str
    #: How many other people gave the same text.
    others: int
    opened_at: datetime
    #: None: it is open, or its decision was taken back.
    decision: Decision | None
    undone: bool
    #: Who decided (or took back) last, why and when; None: nobody yet.
    moderator: UserId | None
    reason: str
    decided_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportEntry:
    """A report as moderators see it."""

    id: ReportId
    card: CardShown
    user: UserId
    text: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyEntry:
    """Equal long texts as moderators see them."""

    id: CopyId
    guild: GuildId
    card: CardShown
    #: As the first of them typed it; "" once it was erased.
    text: str
    #: Who gave it and when, in that order; empty once it was erased.
    people: tuple[tuple[UserId, datetime], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealPage:
    """One entry of a shelf, oldest first, and how to turn the page."""

    shelf: Shelf
    #: None: the shelf is empty.
    entry: AppealEntry | ReportEntry | CopyEntry | None
    #: Its place, from 1.
    number: int
    #: How many there are on each shelf.
    counts: dict[Shelf, int]
    #: Where appeals are announced; None: nowhere.
    channel: ChannelId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """What a moderator reads after deciding, or taking back."""

    entry: AppealEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAppeal:
    """How one's own appeal of a question stands."""

    question: QuestionId
    #: None: undecided, or taken back.
    decision: Decision | None
    reason: str
