"""The draft of a set-up."""

from __future__ import annotations

import pytest

from bot.calendar.zones import names
from bot.chat.router import Name, PressUnknown, decode
from bot.core.ids import ID_MOST, ChannelId, DeckId
from bot.questions.service.outcomes import DeckView
from bot.setup.draft import Draft

DECKS = [DeckView(id=DeckId(name), title=name, cards=1, language="en") for name in ("one", "x" * 100)]


def test_every_draft_fits_and_is_read_back() -> None:
    """The longest channel, deck and any zone fit a custom id and come back as they were."""
    for zone in names():
        draft = Draft(channel=ChannelId(ID_MOST), deck=DECKS[1].id, at="23:59", zone=zone)
        name = decode(str(Name("setup", "channel", str(draft))))
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
