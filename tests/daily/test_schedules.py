"""Schedules are made from what people type, change one thing at a time, and belong to one server."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from bot.calendar.errors import DaysUnreadable, DurationOutOfRange, DurationUnreadable, TimeUnreadable, ZoneUnknown
from bot.core.errors import UserError
from bot.core.ids import ChannelId, GuildId, ScheduleId
from bot.daily.errors import AlreadyPaused, NotPaused, ScheduleUnknown, TooManySchedules
from bot.daily.options import PauseReason, ScheduleState
from bot.daily.service.schedules import SCHEDULES_MOST
from bot.library.errors import DeckUnknown

HERE, ELSEWHERE = GuildId(1), GuildId(2)


def at(text: str) -> datetime:
    """Read an instant of UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


async def test_add(evening: Any) -> None:
    """What was typed is read, and the next round_id is reckoned in the zone."""
    view = await evening.schedule(at="9:30 am", days="weekdays", zone="europe/berlin", deck="Demo Deck", open_for="90m")
    assert (view.at, view.zone, view.days, view.open_for) == (
        time(9, 30),
        "Europe/Berlin",
        (0, 1, 2, 3, 4),
        timedelta(minutes=90),
    )
    assert (view.deck, view.deck_title, view.questions, view.channel) == ("demo", "Demo deck", 1, 10)
    assert (view.state, view.paused, view.missed_on) == (ScheduleState.ACTIVE, None, None)
    assert view.next_at == at("2026-11-23T08:30")
    assert await evening.schedules.all(HERE) == (view,)
    assert await evening.schedules.one(HERE, view.id) == view


async def test_default_zone(evening: Any) -> None:
    """Without a zone a schedule takes the one this server used last, else UTC; another server's does not count."""
    assert (await evening.schedule(guild=ELSEWHERE, zone="Asia/Tokyo")).zone == "Asia/Tokyo"
    assert (await evening.schedule()).zone == "UTC"
    assert (await evening.schedule(zone="Europe/Berlin")).zone == "Europe/Berlin"
    assert (await evening.schedule()).zone == "Europe/Berlin"


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"deck": "nothing"}, DeckUnknown),
        ({"at": "25:00"}, TimeUnreadable),
        ({"days": "someday"}, DaysUnreadable),
        ({"zone": "Mars/Olympus"}, ZoneUnknown),
        ({"open_for": "8 parsecs"}, DurationUnreadable),
        ({"open_for": "1m"}, DurationOutOfRange),
    ],
)
async def test_refused(evening: Any, changes: dict[str, str], refusal: type[UserError]) -> None:
    """What cannot be read is refused, when adding as when editing, and nothing is half made or half changed."""
    with pytest.raises(refusal):
        await evening.schedule(**changes)
    assert await evening.schedules.all(HERE) == ()
    view = await evening.schedule()
    with pytest.raises(refusal):
        await evening.schedules.edit(HERE, view.id, channel=ChannelId(99), **changes)
    assert await evening.schedules.all(HERE) == (view,)


async def test_unknown_deck_names_those_there_are(evening: Any) -> None:
    """A refusal of a deck says what could be chosen instead."""
    with pytest.raises(DeckUnknown) as caught:
        await evening.schedule(deck="demon")
    assert (caught.value.given, caught.value.known) == ("demon", "demo")


async def test_too_many(evening: Any) -> None:
    """A server has a limit, which removed schedules and other servers do not fill."""
    views = [await evening.schedule() for _ in range(SCHEDULES_MOST)]
    with pytest.raises(TooManySchedules) as caught:
        await evening.schedule()
    assert caught.value.limit == SCHEDULES_MOST
    await evening.schedule(guild=ELSEWHERE)
    await evening.schedules.remove(HERE, views[0].id)
    await evening.schedule()


async def test_edit(evening: Any) -> None:
    """What is given changes, the rest stays, and the next round_id follows."""
    view = await evening.schedule()
    edited = await evening.schedules.edit(HERE, view.id, at="10:15", questions=3)
    assert (edited.at, edited.questions, edited.days, edited.deck) == (time(10, 15), 3, view.days, view.deck)
    assert edited.next_at == at("2026-11-23T10:15")
    moved = await evening.schedules.edit(HERE, view.id, zone="Asia/Tokyo", days="sat", channel=ChannelId(11))
    assert (moved.next_at, moved.channel) == (at("2026-11-28T01:15"), 11)
    assert (await evening.schedule()).zone == "Asia/Tokyo"


async def test_edit_after_asking_today(evening: Any) -> None:
    """A day that was asked is not asked again because the time was moved later."""
    await evening.posted()
    view = (await evening.schedules.all(HERE))[0]
    edited = await evening.schedules.edit(HERE, view.id, at="15:00")
    assert edited.next_at == at("2026-11-24T15:00")


async def test_pause_and_resume(evening: Any) -> None:
    """A paused schedule asks nothing, and goes on from its next date."""
    view = await evening.schedule()
    paused = await evening.schedules.pause(HERE, view.id)
    assert (paused.state, paused.paused, paused.next_at) == (ScheduleState.PAUSED, PauseReason.ASKED, None)
    with pytest.raises(AlreadyPaused):
        await evening.schedules.pause(HERE, view.id)
    edited = await evening.schedules.edit(HERE, view.id, at="10:00")
    assert (edited.state, edited.next_at) == (ScheduleState.PAUSED, None)
    evening.clock.advance(days=2)
    assert await evening.due() == []
    resumed = await evening.schedules.resume(HERE, view.id)
    assert (resumed.state, resumed.paused, resumed.next_at) == (ScheduleState.ACTIVE, None, at("2026-11-25T10:00"))
    assert resumed.missed_on is None
    with pytest.raises(NotPaused):
        await evening.schedules.resume(HERE, view.id)


async def test_resume_after_asking_today(evening: Any) -> None:
    """Pausing and resuming does not bring a day a second time."""
    await evening.posted()
    view = (await evening.schedules.all(HERE))[0]
    evening.clock.at = at("2026-11-23T08:00")
    await evening.schedules.pause(HERE, view.id)
    assert (await evening.schedules.resume(HERE, view.id)).next_at == at("2026-11-24T09:00")


async def test_resume_without_deck(evening: Any) -> None:
    """A schedule whose deck is gone cannot go on."""
    view = await evening.schedule()
    await evening.schedules.pause(HERE, view.id)
    await evening.decks.sync([])
    with pytest.raises(DeckUnknown):
        await evening.schedules.resume(HERE, view.id)


async def test_remove(evening: Any) -> None:
    """A removed schedule asks nothing and is unknown from then on."""
    view = await evening.schedule()
    removed = await evening.schedules.remove(HERE, view.id)
    assert (removed.id, removed.next_at) == (view.id, None)
    assert await evening.schedules.all(HERE) == ()
    evening.clock.advance(days=2)
    assert await evening.due() == []
    assert await evening.next_due() is None


async def test_other_servers_schedules_are_unknown(evening: Any) -> None:
    """Nobody reads or changes a schedule of another server, or one that does not exist."""
    view = await evening.schedule()
    for guild, schedule in ((ELSEWHERE, view.id), (HERE, ScheduleId(999))):
        for act in ("one", "edit", "pause", "resume", "remove"):
            with pytest.raises(ScheduleUnknown):
                await getattr(evening.schedules, act)(guild, schedule)
    assert await evening.schedules.all(ELSEWHERE) == ()


async def test_number_of_questions(evening: Any) -> None:
    """More than ten questions cannot be asked at once; the command lets no such number through."""
    with pytest.raises(ValueError, match="11 questions"):
        await evening.schedule(questions=11)


async def test_summer_time(evening: Any) -> None:
    """A schedule keeps its local time over a change of the clocks, one round_id per local date."""
    evening.clock.at = at("2026-03-27T12:00")
    view = await evening.schedule(at="02:30", days="daily", zone="Europe/Berlin", open_for="1h")
    met = []
    for _ in range(3):
        evening.clock.at = view.next_at
        await evening.deliver(await evening.due())
        met.append(view.next_at)
        view = await evening.schedules.one(HERE, view.id)
    assert met == [at("2026-03-28T01:30"), at("2026-03-29T01:30"), at("2026-03-30T00:30")]
    assert view.missed_on is None
    assert date(2026, 3, 31) == view.next_at.date()
