"""Opening: from a date that is due to an occurrence with drawn questions, in one unit; nothing is sent here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.calendar.timetable import grace_for
from bot.chat.feature import DeckChanged, DeckUse
from bot.chat.outbox import queries as posts
from bot.chat.outbox.queries import NewPost
from bot.core.chance import Chance
from bot.core.ids import DeckId, GuildId, OccurrenceId
from bot.daily.errors import DeckTooSmall
from bot.daily.nonce import nonce_for
from bot.daily.options import PauseReason, Reveal, ScheduleState
from bot.daily.owner import owner_of
from bot.daily.queries import occurrences, schedules
from bot.daily.queries.occurrences import AUTO, NewOccurrence
from bot.daily.queries.schedules import KeptSchedule
from bot.daily.refresh import remind_at
from bot.daily.service import drawing, letters, settling
from bot.db.database import Transaction
from bot.library.errors import DeckUnknown
from bot.library.queries.decks import DeckInfo
from bot.questions.queries import questions
from bot.questions.queries.questions import Question
from bot.questions.queries.states import OccurrenceState, PostPurpose
from bot.questions.rules import Policy, RevealRule

#: Of a long absence so many missed dates are written down one by one.
_MISSED_MOST = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When an occurrence is asked."""

    day: date
    slot: str
    due_at: datetime
    opens_at: datetime
    closes_at: datetime


def ask_due(tx: Transaction, schedule: KeptSchedule, now: datetime, chance: Chance) -> OccurrenceId | None:
    """Ask the latest date a schedule owes, unless it is too late for it, and move on; older dates are missed.

    Never two at once: of several dates owed only the latest is asked. A schedule whose deck is gone is paused.

    Returns:
        What was asked; None: nothing was.
    """
    asked: OccurrenceId | None = None
    if schedule.next_at is None or schedule.next_at > now:
        return None
    last = occurrences.last_auto(tx, schedule.id)
    since = min(schedule.next_at, planned_for(schedule) or schedule.next_at)
    owed = [(day, due_at) for day, due_at in schedule.timetable.between(since, now) if last is None or day > last]
    for place, (day, due_at) in enumerate(owed[-_MISSED_MOST:], start=1):
        closes_at = closing_of(schedule, day, due_at)
        moment = Moment(day=day, slot=AUTO, due_at=due_at, opens_at=now, closes_at=closes_at)
        newest = place == min(len(owed), _MISSED_MOST)
        if not newest or now - due_at > grace_for(schedule.open_for, schedule.options.grace):
            _miss(tx, schedule, moment)
            continue
        try:
            if schedule.options.reveal is Reveal.NEXT:
                _reveal_last(tx, schedule, now)
            asked = ask_at(tx, schedule, moment, chance)
        except DeckUnknown:
            pause(tx, schedule, PauseReason.DECK_GONE, now)
            return None
        except DeckTooSmall:
            _miss(tx, schedule, moment)
    found = schedule.timetable.next_after(now, last=owed[-1][0] if owed else last)
    schedules.set_next(tx, schedule.id, found)
    return asked


def planned_for(schedule: KeptSchedule) -> datetime | None:
    """Return the instant of the date that a schedule owes next, however long it was put off; None: not known."""
    return None if schedule.next_on is None else schedule.timetable.instant_on(schedule.next_on)


def ask_at(tx: Transaction, schedule: KeptSchedule, moment: Moment, chance: Chance) -> OccurrenceId | None:
    """Draw a schedule's questions and plan their post.

    Returns:
        None if that date and slot was asked already.

    Raises:
        DeckUnknown: The schedule's decks are gone.
        DeckTooSmall: All of their cards are open in the server.
    """
    picked = drawing.pick(tx, schedule, moment.opens_at, chance)
    occurrence = occurrences.insert_one(tx, _new(schedule, moment, OccurrenceState.DUE, picked[0].deck))
    if occurrence is None:
        return None
    asked = drawing.forms_of(tx, schedule, picked, chance)
    policy = policy_of(schedule, moment.closes_at, of=len(picked))
    questions.insert_all(
        tx,
        [
            Question(
                owner=owner_of(occurrence),
                number=number,
                of=len(picked),
                guild=schedule.guild,
                channel=schedule.channel,
                deck=card.deck.id,
                card=card.id,
                card_version=card.version,
                deck_version=card.deck.version,
                asked=asked[card.version],
                opens_at=moment.opens_at,
                local_date=moment.day,
                policy=policy,
            )
            for number, card in enumerate(picked, start=1)
        ],
    )
    posts.insert_one(
        tx,
        NewPost(
            purpose=PostPurpose.QUESTION,
            owner=occurrence,
            guild=schedule.guild,
            channel=schedule.channel,
            nonce=nonce_for("question", schedule.id, moment.day, moment.slot, schedule.channel, moment.opens_at),
            due_at=moment.opens_at,
        ),
    )
    return occurrence


def closing_of(schedule: KeptSchedule, day: date, due_at: datetime) -> datetime:
    """Return until when answers to a date of the timetable count: until the next one, where that brings the result."""
    closes_at = due_at + schedule.open_for
    if schedule.options.reveal is not Reveal.NEXT:
        return closes_at
    following = schedule.timetable.next_after(due_at, last=day)
    return closes_at if following is None else max(closes_at, following[1])


def policy_of(schedule: KeptSchedule, closes_at: datetime, *, of: int) -> Policy:
    """Return what may be done with so many questions of a schedule, as its options say now."""
    options = schedule.options
    return Policy(
        closes_at=closes_at,
        changeable=options.changeable,
        reveal=RevealRule.NEXT if options.reveal is Reveal.NEXT else RevealRule.CLOSING,
        # Of several, nobody could tell which one a reply answers.
        typed=options.typed and of == 1,
    )


def pause(tx: Transaction, schedule: KeptSchedule, reason: PauseReason, now: datetime) -> None:
    """Let a schedule stand still with a reason, and owe its maker word; one that stands still already keeps its own."""
    if schedule.state == ScheduleState.ACTIVE.value:
        schedules.set_state(tx, schedule.id, state=ScheduleState.PAUSED.value, paused=reason.value)
        letters.owe_pause(tx, schedule, now)


def deck_changed(tx: Transaction, change: DeckChanged) -> None:
    """Let the schedules of a server that ask a deck stand still once it is removed."""
    if change.removed and change.guild is not None:
        for schedule in schedules.in_guild(tx, change.guild):
            if schedule.deck == change.deck:
                pause(tx, schedule, PauseReason.DECK_GONE, change.at)


def deck_use(tx: Transaction, guild: GuildId, deck: DeckId) -> DeckUse:
    """Return how many schedules of a server ask a deck, and how many of them stand still because it was gone."""
    asking = [schedule for schedule in schedules.in_guild(tx, guild) if schedule.deck == deck]
    paused = sum(schedule.paused == PauseReason.DECK_GONE.value for schedule in asking)
    return DeckUse(asking=len(asking), paused=paused)


def _miss(tx: Transaction, schedule: KeptSchedule, moment: Moment) -> None:
    occurrences.insert_one(tx, _new(schedule, moment, OccurrenceState.MISSED))
    schedules.set_missed(tx, schedule.id, moment.day)


def _reveal_last(tx: Transaction, schedule: KeptSchedule, now: datetime) -> None:
    """Close what this schedule's timetable still has open, for its result comes with the next question."""
    for occurrence in occurrences.open_in(tx, schedule.guild, now):
        if occurrence.schedule == schedule.id and occurrence.slot == AUTO:
            settling.close(tx, occurrence, now, now)


def _new(schedule: KeptSchedule, moment: Moment, state: OccurrenceState, deck: DeckInfo | None = None) -> NewOccurrence:
    return NewOccurrence(
        schedule=schedule.id,
        local_date=moment.day,
        slot=moment.slot,
        guild=schedule.guild,
        channel=schedule.channel,
        deck=schedule.deck if deck is None else deck.id,
        state=state,
        due_at=moment.due_at,
        opens_at=moment.opens_at,
        closes_at=moment.closes_at,
        remind_at=remind_at(moment.opens_at, moment.closes_at) if schedule.options.remind else None,
    )
