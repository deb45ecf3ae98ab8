"""Options are changed one by one, refused whole, and what is due follows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from bot.calendar.errors import DatesUnreadable
from bot.core.ids import GuildId, RoleId
from bot.daily.errors import GraceOutOfRange, MixUnreadable, ScheduleUnknown
from bot.daily.options import PLAIN, Choosable, Reveal
from bot.daily.service.options import ScheduleOptions, Wish
from bot.library.errors import DeckUnknown

HERE, ELSEWHERE = GuildId(1), GuildId(2)


async def test_the_next_date_follows(evening: Any) -> None:
    """A day that is left out is not the next one; given back it is."""
    options, view = ScheduleOptions(evening.db, evening.clock), await evening.schedule()
    first = view.next_at
    skipped = await options.change(HERE, view.id, Wish(skip="2026-11-23"))
    assert skipped.next_at == first + timedelta(days=1)
    assert skipped.options.skip == (date(2026, 11, 23),)
    assert (await options.change(HERE, view.id, Wish(reset=Choosable.SKIP))).next_at == first


async def test_one_by_one(evening: Any) -> None:
    """What is not named stays; one deck named by `edit` ends the mix."""
    options, view = ScheduleOptions(evening.db, evening.clock), await evening.schedule()
    await options.change(HERE, view.id, Wish(typed=True, ping=RoleId(5)))
    changed = await options.change(HERE, view.id, Wish(reveal=Reveal.NEXT, decks="Demo deck:2"))
    assert (changed.options.typed, changed.options.ping, changed.options.mix) == (True, 5, (("demo", 2),))
    edited = await evening.schedules.edit(HERE, view.id, deck="demo")
    assert edited.options.mix == ()
    assert edited.options.typed
    assert (await options.change(HERE, view.id, Wish(reset=Choosable.EVERYTHING))).options == PLAIN


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        (Wish(decks="nowhere:1"), DeckUnknown),
        (Wish(decks="demo, Demo deck"), MixUnreadable),
        (Wish(skip="soon"), DatesUnreadable),
        (Wish(grace="9h"), GraceOutOfRange),
        (Wish(grace="0m"), GraceOutOfRange),
    ],
)
async def test_refused_whole(evening: Any, wish: Wish, refusal: type[Exception]) -> None:
    """A wish that cannot be granted changes nothing."""
    options, view = ScheduleOptions(evening.db, evening.clock), await evening.schedule()
    with pytest.raises(refusal):
        await options.change(HERE, view.id, wish)
    assert (await evening.schedules.one(HERE, view.id)).options == PLAIN


async def test_another_servers_schedule_is_unknown(evening: Any) -> None:
    """Ids of other servers lead nowhere."""
    view = await evening.schedule()
    with pytest.raises(ScheduleUnknown):
        await ScheduleOptions(evening.db, evening.clock).change(ELSEWHERE, view.id, Wish(typed=True))


def test_countries(evening: Any) -> None:
    """Countries are suggested by name."""
    assert ScheduleOptions(evening.db, evening.clock).countries("germ")[0] == ("DE", "Germany")
