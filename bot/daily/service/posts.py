"""What the daily quiz sends on its own: what each message says when it is due, and what follows from its being sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.calendar.timetable import grace_for
from bot.chat.outbox import queries as posts
from bot.chat.outbox.kinds import DIRECT, Composed, Mark, Refusal
from bot.chat.outbox.queries import Post, PostState
from bot.core.ids import ChannelId, GuildId, RoundId, ScheduleId
from bot.daily.options import PLAIN, Options, PauseReason, Reveal, ScheduleState
from bot.daily.owner import QUESTION, RESULT, THREAD, owner_of
from bot.daily.queries import rounds, schedules
from bot.daily.queries.rounds import AUTO, Round, RoundState
from bot.daily.refresh import INTERVAL_YOUNG, QUIET_BEFORE_CLOSING, remind_at, runs_out
from bot.daily.service import settling
from bot.daily.service.results import Result, result_of
from bot.daily.service.schedules import ScheduleView, pause, view_of
from bot.db.database import Transaction
from bot.guilds import queries as guilds
from bot.library.queries import decks
from bot.questions.queries import answers, questions
from bot.questions.rules import SETTLE_AFTER
from bot.questions.service.asked import AskedQuestion, asked_question, cards_of, titles_of

#: A result that is brought up to date later than this opens no thread any more: nobody talks about it now.
_FRESH = timedelta(days=1)
_REASONS = {Refusal.NO_PERMISSION: PauseReason.NO_PERMISSION, Refusal.CHANNEL_GONE: PauseReason.CHANNEL_GONE}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPost:
    """A round's post as it stands while its questions are open."""

    round_id: RoundId
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
class ThreadOf:
    """What the thread of a result is called after."""

    deck_title: str
    on: date


def open_post(tx: Transaction, round_: Round, now: datetime | None = None) -> OpenPost:
    """Show a round's post with its questions still open.

    Args:
        tx: The transaction.
        round_: Whose post.
        now: When it will be seen; None where it does not matter whether time runs out.
    """
    asked = questions.of_owner(tx, owner_of(round_.id))
    cards = cards_of(tx, asked)
    options, open_for = schedules.options_of(tx, round_.schedule)
    late = options.reveal is Reveal.NEXT and round_.due_at + open_for < round_.closes_at
    return OpenPost(
        round_id=round_.id,
        guild=round_.guild,
        channel=round_.channel,
        deck_title=titles_of(tx, asked),
        questions=tuple(asked_question(question, cards[question.card_version]) for question in asked),
        opens_at=round_.opens_at,
        closes_at=round_.closes_at,
        answered=answers.people_of(tx, owner_of(round_.id)),
        options=options,
        in_time_until=round_.due_at + open_for if late else None,
        runs_out=options.remind and now is not None and runs_out(now, round_.closes_at),
    )


# --- the post with the questions, which becomes the result --------------------------------------------


def compose_question(tx: Transaction, post: Post, now: datetime) -> Composed[OpenPost | Result] | None:
    """Show the questions; once the round is settled, the result."""
    round_ = rounds.one(tx, RoundId(post.owner))
    if round_ is None:
        return None
    if post.state is PostState.PENDING:
        opened = open_post(tx, round_)
        marks: set[Mark] = {("question", question.id) for question in opened.questions}
        marks |= {("round", round_.id), ("result", round_.id)}
        return Composed(value=opened, marks=frozenset(marks), until=_last_at(tx, round_))
    if round_.state is RoundState.SETTLED:
        return Composed(value=result_of(tx, round_))
    if round_.state is RoundState.OPEN and now < round_.closes_at - QUIET_BEFORE_CLOSING:
        return Composed(value=open_post(tx, round_, now), dispensable=True)
    return None


def question_sent(tx: Transaction, post: Post, now: datetime) -> None:
    """Open the round."""
    round_ = rounds.one(tx, RoundId(post.owner))
    if round_ is None or round_.state is not RoundState.DUE:
        return
    rounds.opened(tx, round_.id, settle_at=round_.closes_at + SETTLE_AFTER)
    if answers.people_of(tx, owner_of(round_.id)):
        # People saw it, and answered, before we learned that it stands.
        posts.owe_edit(tx, QUESTION, round_.id, at=now + INTERVAL_YOUNG, now=now)
    _plan_reminder(tx, round_, now)


def question_edited(tx: Transaction, post: Post, now: datetime) -> None:
    """Plan the reminder, or the thread below the result."""
    round_ = rounds.one(tx, RoundId(post.owner))
    if round_ is None:
        return
    if round_.state is RoundState.OPEN:
        _plan_reminder(tx, round_, now)
    elif rounds.result_kept(tx, round_.id) is not None and posts.of(tx, RESULT, round_.id) is None:
        # No reply brings the result, and it was not the count whose edit was under way when the round was settled.
        _owe_thread(tx, round_, now)


def question_refused(tx: Transaction, post: Post, refusal: Refusal, now: datetime) -> None:
    """End the round, and pause its schedule with the reason."""
    round_ = rounds.one(tx, RoundId(post.owner))
    if round_ is not None:
        settling.end_unposted(tx, round_, RoundState.REFUSED)
        _pause(tx, round_, refusal, now)


def question_unknown(tx: Transaction, post: Post, now: datetime) -> None:  # noqa: ARG001 - as every kind is told
    """Leave the round open, for people may see the post; to its managers it counts as missed."""
    round_ = rounds.one(tx, RoundId(post.owner))
    if round_ is not None and round_.state is RoundState.DUE:
        rounds.opened(tx, round_.id, settle_at=round_.closes_at + SETTLE_AFTER)
        schedules.set_missed(tx, round_.schedule, round_.local_date)


def question_missed(tx: Transaction, post: Post, now: datetime) -> None:  # noqa: ARG001 - as every kind is told
    """End a round that was never posted, and say so in the list of schedules."""
    round_ = rounds.one(tx, RoundId(post.owner))
    if round_ is not None:
        settling.end_unposted(tx, round_, RoundState.MISSED)
        schedules.set_missed(tx, round_.schedule, round_.local_date)


def _last_at(tx: Transaction, round_: Round) -> datetime:
    """Return until when a round may be posted."""
    grace = schedules.grace_of(tx, round_.schedule) if round_.slot == AUTO else None
    return min(round_.due_at + grace_for(round_.closes_at - round_.due_at, grace), round_.closes_at)


def _plan_reminder(tx: Transaction, round_: Round, now: datetime) -> None:
    options, _ = schedules.options_of(tx, round_.schedule)
    at = remind_at(round_.opens_at, round_.closes_at) if options.remind else None
    if at is not None and at > now:
        posts.owe_edit(tx, QUESTION, round_.id, at=at, now=now)


def _pause(tx: Transaction, round_: Round, refusal: Refusal, now: datetime) -> None:
    schedule = schedules.one(tx, round_.schedule)
    if schedule is not None:
        pause(tx, schedule, _REASONS[refusal], now)


# --- the reply that brings the result -------------------------------------------------------------------


def compose_result(tx: Transaction, post: Post, now: datetime) -> Composed[Result] | None:  # noqa: ARG001 - as every kind
    """Show the result, below the post."""
    round_, asked = rounds.one(tx, RoundId(post.owner)), posts.of(tx, QUESTION, post.owner)
    if round_ is None or asked is None or asked.message is None:
        return None
    return Composed(value=result_of(tx, round_), marks=frozenset({("result", round_.id)}), below=asked.message)


def result_sent(tx: Transaction, post: Post, now: datetime) -> None:
    """Plan the thread below the result."""
    round_ = rounds.one(tx, RoundId(post.owner))
    if round_ is not None:
        _owe_thread(tx, round_, now)


def result_refused(tx: Transaction, post: Post, refusal: Refusal, now: datetime) -> None:
    """Pause the schedule with the reason."""
    round_ = rounds.one(tx, RoundId(post.owner))
    if round_ is not None:
        _pause(tx, round_, refusal, now)


# --- the thread below the result --------------------------------------------------------------------------


def compose_thread(tx: Transaction, post: Post, now: datetime) -> Composed[ThreadOf] | None:  # noqa: ARG001 - as every kind
    """Say what thread to open: below the reply that brought the result, or else below the post itself."""
    round_ = rounds.one(tx, RoundId(post.owner))
    for purpose in (RESULT, QUESTION):
        found = posts.of(tx, purpose, post.owner)
        if round_ is not None and found is not None and found.message is not None:
            deck = decks.one(tx, round_.deck)
            title = round_.deck if deck is None else deck.title
            return Composed(value=ThreadOf(deck_title=title, on=round_.local_date), below=found.message)
    return None


def _owe_thread(tx: Transaction, round_: Round, now: datetime) -> None:
    options, _ = schedules.options_of(tx, round_.schedule)
    if options.thread and now - round_.closes_at <= _FRESH:
        posts.owe(tx, THREAD, round_.id, guild=round_.guild, channel=round_.channel, at=now)


# --- word of a pause ----------------------------------------------------------------------------------------


def compose_pause(tx: Transaction, post: Post, now: datetime) -> Composed[ScheduleView] | None:  # noqa: ARG001 - as every kind
    """Tell who made a schedule why it stands still, while it does for a reason that is not their own."""
    found = schedules.one(tx, ScheduleId(post.owner))
    if found is None or found.state != ScheduleState.PAUSED.value or found.paused == PauseReason.ASKED.value:
        return None
    return Composed(value=view_of(found), to=found.by if post.channel == DIRECT else None)


def pause_refused(tx: Transaction, post: Post, refusal: Refusal, now: datetime) -> None:  # noqa: ARG001 - as every kind
    """Go to where the server was set up, if that is elsewhere; after that `/daily list` says the same."""
    other = guilds.channel_of(tx, post.guild) if post.channel == DIRECT else None
    if other is not None:
        posts.move(tx, post.id, other, now)
