"""Outcomes: the plain values services return; the ui turns them into messages.

What may leave the bot before a question closes is decided here, by what a value has room for:
`AskedQuestion`, `OpenPost`, `Receipt` and `HintShown` hold nothing that spoils; `Result` and `MyResult` exist only
after closing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.appeals.service.appeal_outcomes import OwnAppeal
from bot.core.ids import ChannelId, DeckId, GuildId, OccurrenceId, Owner, PostId, QuestionId, ScheduleId, UserId
from bot.daily.options import PLAIN, Options
from bot.daily.streak import Streak
from bot.grading.verdict import Outcome, PointVerdict, Rule
from bot.questions.forms import Form

# --- before closing -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedQuestion:
    """A question as put to people."""

    id: QuestionId
    owner: Owner
    #: Its place among those of its owner, from 1, and how many there are; None: as many as the person likes.
    number: int
    of: int | None
    ask: str
    form: Form
    #: Options of a choice in their stored order (shown as A, B, C …); empty for other forms.
    options: tuple[str, ...]
    #: How many hints there are.
    hints: int
    #: None: it stays open until its owner closes it.
    closes_at: datetime | None
    #: Whether its answers may be changed until then.
    changeable: bool = False
    #: Whether a typed reply is an answer.
    typed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPost:
    """A post as it stands while its questions are open."""

    post: PostId
    occurrence: OccurrenceId
    guild: GuildId
    channel: ChannelId
    deck_title: str
    questions: tuple[AskedQuestion, ...]
    opens_at: datetime
    closes_at: datetime
    #: People who answered at least one of its questions.
    answered: int
    #: Its schedule's, and until when an answer is in time (they may count longer: until `closes_at`).
    options: Options = PLAIN
    in_time_until: datetime | None = None
    #: Whether it says that time runs out.
    runs_out: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerForm:
    """The form a press of *Answer* opens."""

    question: AskedQuestion
    #: What to begin with: the answer that is being changed, "" for none.
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What its author reads once an answer is durable."""

    question: AskedQuestion
    #: As typed or chosen; "" after "I don't know".
    text: str
    gave_up: bool
    outcome: Outcome
    #: 0..1
    score: float
    points: int
    #: One flag per key point, in the card's order; empty where the card has none.
    covered: tuple[bool, ...]
    #: The key points that were hit, in the author's words.
    hits: tuple[str, ...]
    #: Rules that cost something, with the answer's own words that set them off ("" for none).
    rules: tuple[tuple[Rule, str], ...]
    hints_taken: int
    #: False: this is the earlier verdict, shown again; nothing new was recorded.
    new: bool
    #: The next question of the same post this person has not answered; None if there is none.
    next: QuestionId | None
    #: This day included; None where no streak counts it.
    streak: Streak | None = None
    #: Whether notices wait for this person, as far as was looked.
    news: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class HintShown:
    """One hint, and those shown before it."""

    question: AskedQuestion
    #: Hints shown so far, oldest first; the last is the new one.
    hints: tuple[str, ...]
    #: Points this question can still bring.
    points_left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MyProgress:
    """What *Play* shows someone who has answered every question of a post that is still open."""

    occurrence: OccurrenceId
    answered: int
    of: int
    #: None: not told, because the answers may still be changed.
    points: int | None
    closes_at: datetime
    #: Questions whose answers may still be changed, in the post's order.
    changeable: tuple[QuestionId, ...] = ()


# --- after closing ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One line of a result: a person and what they earned. Ties share a rank."""

    rank: int
    user: UserId
    name: str
    points: int
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """Who was the first to be right, and how long after the question opened."""

    name: str
    after: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionResult:
    """A closed question, with everything shown."""

    question: AskedQuestion
    #: What to say the answer was: the first name, the right option, the number with its unit; "" for cards of points.
    answer: str
    #: Key points (items, steps) in order, each with how many answers covered it.
    points: tuple[tuple[str, int], ...]
    note: str
    source: str
    #: How many answered, and how many of them right, partly, wrong (in this order); giving up counts as wrong.
    answered: int
    bands: tuple[int, int, int]
    #: None: nobody, or nobody who may be seen.
    first: First | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A closed post."""

    post: PostId
    occurrence: OccurrenceId
    guild: GuildId
    channel: ChannelId
    deck_title: str
    questions: tuple[QuestionResult, ...]
    opened_at: datetime
    closed_at: datetime
    #: Best first, at most ten.
    scores: tuple[Scored, ...]
    #: How many people answered at all.
    answered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAnswer:
    """One question of *My result*: the whole verdict, nothing withheld."""

    result: QuestionResult
    #: None: this person did not answer.
    text: str | None
    gave_up: bool
    outcome: Outcome
    score: float
    points: int
    hints_taken: int
    verdicts: tuple[PointVerdict, ...]
    rules: tuple[tuple[Rule, str], ...]
    #: Points that each of these rules cost, in their order.
    lost: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MyResult:
    """What *My result* shows one person, privately."""

    occurrence: OccurrenceId
    #: How this person's appeals stand, and which questions they may still appeal.
    appeals: tuple[OwnAppeal, ...] = ()
    appealable: tuple[QuestionId, ...] = ()
    answers: tuple[OwnAnswer, ...]
    points: int
    #: Place among those who answered; None if this person did not.
    rank: int | None
    answered: int
    #: None where no streak counts this day.
    streak: Streak | None = None
    #: When its schedule asks next; None: it does not.
    next_at: datetime | None = None


# --- schedules ------------------------------------------------------------------------------------


class ScheduleState(StrEnum):
    """Whether a schedule asks."""

    ACTIVE = "active"
    PAUSED = "paused"


class PauseReason(StrEnum):
    """Why a schedule stands still."""

    ASKED = "asked"
    NO_PERMISSION = "no-permission"
    CHANNEL_GONE = "channel-gone"
    DECK_GONE = "deck-gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleView:
    """A schedule, as `/daily list` shows it."""

    id: ScheduleId
    channel: ChannelId
    deck: DeckId
    deck_title: str
    at: time
    zone: str
    #: Weekdays, Monday = 0, ascending.
    days: tuple[int, ...]
    questions: int
    open_for: timedelta
    state: ScheduleState
    paused: PauseReason | None
    #: None while paused.
    next_at: datetime | None
    #: Local date of the last occurrence that was missed because the bot started too late; None for none.
    missed_on: date | None
    options: Options = PLAIN
