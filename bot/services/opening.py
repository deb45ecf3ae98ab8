"""Opening: from a date that is due to an occurrence with drawn questions, in one unit; nothing is sent here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.decks.card import Card, CardKind
from bot.quiz.chance import Chance
from bot.quiz.draw import draw
from bot.quiz.forms import Asked, ask
from bot.quiz.nonce import nonce_for
from bot.quiz.timetable import grace_for
from bot.services.outcomes import PauseReason, ScheduleState
from bot.store import decks, occurrences, posts, questions, schedules
from bot.store.decks import PresentCard
from bot.store.occurrences import AUTO, NewOccurrence
from bot.store.posts import NewPost
from bot.store.questions import NewQuestion
from bot.store.schedules import KeptSchedule
from bot.store.states import OccurrenceState, PostPurpose
from bot.store.store import Unit
from bot.terms.ids import CardVersionId, OccurrenceId
from bot.terms.refusals import DeckTooSmall, DeckUnknown

#: Of a long absence so many missed dates are written down one by one.
_MISSED_MOST = 31
#: From so many sister cards distractors are taken.
_SISTERS_MOST = 200
_NAMED_MOST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When an occurrence is asked."""

    day: date
    slot: str
    due_at: datetime
    opens_at: datetime
    closes_at: datetime


async def ask_due(unit: Unit, schedule: KeptSchedule, now: datetime, chance: Chance) -> None:
    """Ask the latest date a schedule owes, unless it is too late for it, and move on; older dates are missed.

    Never two at once: of several dates owed only the latest is asked. A schedule whose deck is gone is paused.
    """
    if schedule.next_at is None or schedule.next_at > now:
        return
    last = await occurrences.last_auto(unit, schedule.id)
    owed = [
        (day, due_at) for day, due_at in schedule.timetable.between(schedule.next_at, now) if last is None or day > last
    ]
    for place, (day, due_at) in enumerate(owed[-_MISSED_MOST:], start=1):
        moment = Moment(day=day, slot=AUTO, due_at=due_at, opens_at=now, closes_at=due_at + schedule.open_for)
        newest = place == min(len(owed), _MISSED_MOST)
        if not newest or now - due_at > grace_for(schedule.open_for):
            await _miss(unit, schedule, moment)
            continue
        try:
            await ask_at(unit, schedule, moment, chance)
        except DeckUnknown:
            await pause(unit, schedule, PauseReason.DECK_GONE)
            return
        except DeckTooSmall:
            await _miss(unit, schedule, moment)
    found = schedule.timetable.next_after(now, last=owed[-1][0] if owed else last)
    await schedules.set_next(unit, schedule.id, None if found is None else found[1])


async def ask_at(unit: Unit, schedule: KeptSchedule, moment: Moment, chance: Chance) -> OccurrenceId | None:
    """Draw a schedule's questions and plan their post.

    Returns:
        None if that date and slot was asked already.

    Raises:
        DeckUnknown: The schedule's deck is gone.
        DeckTooSmall: All of its cards are open in the server.
    """
    deck = await decks.one(unit, schedule.deck)
    if deck is None or deck.removed or not deck.cards:
        known = [deck.id for deck in await decks.in_guild(unit, schedule.guild)]
        raise DeckUnknown(given=schedule.deck_title, known=", ".join(known[:_NAMED_MOST]))
    drawn = await _draw(unit, schedule, chance)
    if not drawn:
        raise DeckTooSmall(deck=deck.title)
    occurrence = await occurrences.insert_one(unit, _new(schedule, moment, OccurrenceState.DUE))
    if occurrence is None:
        return None
    asked = await _form(unit, schedule, drawn, chance)
    await questions.insert_all(
        unit,
        [
            NewQuestion(
                guild=schedule.guild,
                channel=schedule.channel,
                schedule=schedule.id,
                occurrence=occurrence,
                number=number,
                deck=deck.id,
                card=card.id,
                card_version=card.version,
                deck_version=deck.version,
                asked=asked[card.version],
                opens_at=moment.opens_at,
                closes_at=moment.closes_at,
                local_date=moment.day,
            )
            for number, card in enumerate(drawn, start=1)
        ],
    )
    await posts.insert_one(
        unit,
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


async def pause(unit: Unit, schedule: KeptSchedule, reason: PauseReason) -> None:
    """Let a schedule stand still with a reason; one that stands still already keeps its own."""
    if schedule.state == ScheduleState.ACTIVE.value:
        await schedules.set_state(
            unit, schedule.id, state=ScheduleState.PAUSED.value, paused=reason.value, next_at=None
        )


async def _miss(unit: Unit, schedule: KeptSchedule, moment: Moment) -> None:
    await occurrences.insert_one(unit, _new(schedule, moment, OccurrenceState.MISSED))
    await schedules.set_missed(unit, schedule.id, moment.day)


async def _draw(unit: Unit, schedule: KeptSchedule, chance: Chance) -> list[PresentCard]:
    present = {card.id: card for card in await decks.present(unit, schedule.deck)}
    ids = draw(
        tuple(present),
        schedule.questions,
        asked=await questions.times_asked(unit, schedule.id, schedule.deck),
        withheld=await questions.withheld(unit, schedule.guild, schedule.deck),
        chance=chance,
    )
    return [present[card] for card in ids]


async def _form(
    unit: Unit, schedule: KeptSchedule, drawn: list[PresentCard], chance: Chance
) -> dict[CardVersionId, Asked]:
    cards = await decks.contents(unit, [card.version for card in drawn])
    sisters: tuple[Card, ...] = ()
    if any(card.kind is CardKind.CHOICE and not card.wrong for card in cards.values()):
        there = await decks.present(unit, schedule.deck)
        some = chance.sample(there, min(len(there), _SISTERS_MOST))
        sisters = tuple((await decks.contents(unit, [card.version for card in some])).values())
    return {card.version: ask(cards[card.version], sisters, chance) for card in drawn}


def _new(schedule: KeptSchedule, moment: Moment, state: OccurrenceState) -> NewOccurrence:
    return NewOccurrence(
        schedule=schedule.id,
        local_date=moment.day,
        slot=moment.slot,
        guild=schedule.guild,
        channel=schedule.channel,
        deck=schedule.deck,
        state=state,
        due_at=moment.due_at,
        opens_at=moment.opens_at,
        closes_at=moment.closes_at,
    )
