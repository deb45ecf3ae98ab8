"""Opening: from a date that is due to a round with drawn questions, in one transaction; nothing is sent here."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from bot.calendar.timetable import grace_for
from bot.chat.outbox import queries as posts
from bot.core.chance import Chance
from bot.core.ids import RoundId
from bot.daily.errors import DeckTooSmall
from bot.daily.options import PauseReason, Reveal
from bot.daily.owner import QUESTION, owner_of
from bot.daily.queries import rounds, schedules
from bot.daily.queries.rounds import AUTO, Round, RoundState
from bot.daily.queries.schedules import Schedule
from bot.daily.service import drawing, settling
from bot.daily.service.schedules import pause
from bot.db.database import Transaction
from bot.library.errors import DeckUnknown
from bot.questions.queries import questions
from bot.questions.queries.questions import Question
from bot.questions.rules import Policy, RevealRule

#: Of a long absence so many missed dates are written down one by one.
_MISSED_MOST = 31


def ask_due(tx: Transaction, schedule: Schedule, now: datetime, chance: Chance) -> RoundId | None:
    """Ask the latest date a schedule owes, unless it is too late for it, and move on; older dates are missed.

    Never two at once: of several dates owed only the latest is asked. A schedule whose deck is gone is paused.

    Returns:
        What was asked; None: nothing was.
    """
    asked: RoundId | None = None
    if schedule.next_at is None or schedule.next_at > now:
        return None
    last = rounds.last_auto(tx, schedule.id)
    since = min(schedule.next_at, planned_for(schedule) or schedule.next_at)
    owed = [(day, due_at) for day, due_at in schedule.timetable.between(since, now) if last is None or day > last]
    for place, (day, due_at) in enumerate(owed[-_MISSED_MOST:], start=1):
        new = round_of(schedule, day, due_at, slot=AUTO, opens_at=now, closes_at=closing_of(schedule, day, due_at))
        newest = place == min(len(owed), _MISSED_MOST)
        if not newest or now - due_at > grace_for(schedule.open_for, schedule.options.grace):
            _miss(tx, new)
            continue
        try:
            if schedule.options.reveal is Reveal.NEXT:
                _reveal_last(tx, schedule, now)
            asked = ask(tx, schedule, new, chance)
        except DeckUnknown:
            pause(tx, schedule, PauseReason.DECK_GONE, now)
            return None
        except DeckTooSmall:
            _miss(tx, new)
    found = schedule.timetable.next_after(now, last=owed[-1][0] if owed else last)
    schedules.set_next(tx, schedule.id, found)
    return asked


def planned_for(schedule: Schedule) -> datetime | None:
    """Return the instant of the date that a schedule owes next, however long it was put off; None: not known."""
    return None if schedule.next_on is None else schedule.timetable.instant_on(schedule.next_on)


def round_of(
    schedule: Schedule, day: date, due_at: datetime, *, slot: str, opens_at: datetime, closes_at: datetime
) -> Round:
    """Return a round of a schedule that is not kept yet."""
    return Round(
        schedule=schedule.id,
        local_date=day,
        slot=slot,
        guild=schedule.guild,
        channel=schedule.channel,
        deck=schedule.deck,
        state=RoundState.DUE,
        due_at=due_at,
        opens_at=opens_at,
        closes_at=closes_at,
    )


def ask(tx: Transaction, schedule: Schedule, new: Round, chance: Chance) -> RoundId | None:
    """Draw the questions of a round and owe its post.

    Returns:
        None if that date and slot was asked already.

    Raises:
        DeckUnknown: The schedule's decks are gone.
        DeckTooSmall: All of their cards are open in the server.
    """
    picked = drawing.pick(tx, schedule, new.opens_at, chance)
    made = rounds.insert_one(tx, replace(new, deck=picked[0].deck.id))
    if made is None:
        return None
    asked = drawing.forms_of(tx, schedule, picked, chance)
    policy = policy_of(schedule, new.closes_at, of=len(picked))
    questions.insert_all(
        tx,
        [
            Question(
                owner=owner_of(made),
                number=number,
                of=len(picked),
                guild=schedule.guild,
                channel=schedule.channel,
                deck=card.deck.id,
                card=card.id,
                card_version=card.version,
                deck_version=card.deck.version,
                asked=asked[card.version],
                opens_at=new.opens_at,
                local_date=new.local_date,
                policy=policy,
            )
            for number, card in enumerate(picked, start=1)
        ],
    )
    posts.owe(tx, QUESTION, made, guild=schedule.guild, channel=schedule.channel, at=new.opens_at)
    return made


def closing_of(schedule: Schedule, day: date, due_at: datetime) -> datetime:
    """Return until when answers to a date of the timetable count: until the next one, where that brings the result."""
    closes_at = due_at + schedule.open_for
    if schedule.options.reveal is not Reveal.NEXT:
        return closes_at
    following = schedule.timetable.next_after(due_at, last=day)
    return closes_at if following is None else max(closes_at, following[1])


def policy_of(schedule: Schedule, closes_at: datetime, *, of: int) -> Policy:
    """Return what may be done with so many questions of a schedule, as its options say now."""
    options = schedule.options
    return Policy(
        closes_at=closes_at,
        changeable=options.changeable,
        reveal=RevealRule.NEXT if options.reveal is Reveal.NEXT else RevealRule.CLOSING,
        # Of several, nobody could tell which one a reply answers.
        typed=options.typed and of == 1,
    )


def _miss(tx: Transaction, new: Round) -> None:
    rounds.insert_one(tx, replace(new, state=RoundState.MISSED))
    schedules.set_missed(tx, new.schedule, new.local_date)


def _reveal_last(tx: Transaction, schedule: Schedule, now: datetime) -> None:
    """Close what this schedule's timetable still has open, for its result comes with the next question."""
    for round_ in rounds.open_in(tx, schedule.guild, now):
        if round_.schedule == schedule.id and round_.slot == AUTO:
            settling.close(tx, round_, now, now)
