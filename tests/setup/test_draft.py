"""The draft of a set-up, and what was typed for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calendar.errors import TimeUnreadable, ZoneUnknown
from bot.calendar.zones import names
from bot.chat.router import CustomId, PressUnknown, decode
from bot.core.ids import ID_MOST, ChannelId, DeckId
from bot.library.queries.decks import DeckInfo
from bot.setup.draft import TIME_MOST, ZONE_MOST, Draft, Typed

DECKS = [DeckInfo(id=DeckId(name), title=name, cards=1, language="en") for name in ("one", "x" * 100)]
DRAFT = Draft(channel=ChannelId(1), deck=DeckId("one"), at="09:00", zone="Etc/GMT-2")


def test_every_draft_fits_and_is_read_back() -> None:
    """The longest channel, deck and any zone fit a custom id and come back as they were."""
    for zone in names():
        draft = Draft(channel=ChannelId(ID_MOST), deck=DECKS[1].id, at="23:59", zone=zone)
        name = decode(str(CustomId("setup", "channel", str(draft))))
        assert name is not None
        assert Draft.read(name.id, DECKS) == draft


def test_a_deck_that_went_is_replaced() -> None:
    """A draft whose deck is gone goes on with the first there is."""
    draft = Draft(channel=ChannelId(1), deck=DeckId("gone"), at="09:00", zone="UTC")
    assert Draft.read(str(draft), DECKS).deck == "one"


@pytest.mark.parametrize("text", ["", "1", "1.a.0900", "g.a.0900.UTC", "ffffffffffffffff.a.0900.UTC", "1.a.0900.<@1>"])
def test_what_is_no_draft(text: str) -> None:
    """Anything else is refused as an unknown press."""
    with pytest.raises(PressUnknown):
        Draft.read(text, DECKS)


@given(st.text(max_size=300), st.text(max_size=300))
def test_what_was_typed_fits_and_is_read_back(zone: str, time: str) -> None:
    """As much as the form takes, whatever it is, comes back from a button; where nothing was typed, what was there."""
    typed = Typed.of(DRAFT, zone, time)
    name = decode(str(typed.name))
    assert name is not None
    assert Typed.read(name) == typed
    assert typed.zone == (zone.strip()[:ZONE_MOST] or "UTC+02:00")
    assert typed.time == (time.strip()[:TIME_MOST] or "09:00")


def test_what_can_be_read_is_taken() -> None:
    """Each text by itself: one that cannot be read does not undo the other."""
    draft, unreadable = Typed(zone="EST", time="7:15").applied(DRAFT)
    assert (draft.zone, draft.at) == ("Etc/GMT-2", "07:15")
    assert [type(error) for error in unreadable] == [ZoneUnknown]
    draft, unreadable = Typed(zone="Kathmandu", time="25").applied(DRAFT)
    assert (draft.zone, draft.at) == ("Asia/Kathmandu", "09:00")
    assert [type(error) for error in unreadable] == [TimeUnreadable]
