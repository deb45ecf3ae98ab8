"""The card of a set-up."""

from __future__ import annotations

from bot.core.ids import ChannelId, DeckId
from bot.questions.service.outcomes import DeckView
from bot.setup.draft import Draft
from bot.setup.messages.setup import OPTIONS_MOST, card

DECKS = [DeckView(id=DeckId(f"deck-{n}"), title=f"Deck {n} " + "x" * 180, cards=1, language="en") for n in range(40)]


def test_it_fits_however_many_there_are() -> None:
    """With more decks than a select takes, the chosen one is among those shown; every select has one default."""
    draft = Draft(channel=ChannelId(1), deck=DECKS[39].id, at="07:15", zone="Asia/Kathmandu")
    shown = card(draft, DECKS, "de", lacks="Send Messages")
    assert shown.buttons is not None
    payload = shown.buttons.to_components()
    selects = [row["components"][0] for row in payload if "options" in row["components"][0]]
    assert len(selects) == 3
    for select in selects:
        assert len(select["options"]) <= OPTIONS_MOST
        assert sum(option.get("default", False) for option in select["options"]) == 1
    assert "Send Messages" in str(shown.embed and shown.embed.description)
