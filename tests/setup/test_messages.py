"""The first run as messages."""

from __future__ import annotations

from typing import Any

from bot.core.ids import ChannelId, DeckId
from bot.library.queries.decks import DeckInfo
from bot.setup.draft import TIME_MOST, ZONE_MOST, Draft, Typed
from bot.setup.messages import OPTIONS_MOST, about, card, guide, other_form

DECKS = [DeckInfo(id=DeckId(f"deck-{n}"), title=f"Deck {n} " + "x" * 180, cards=1, language="en") for n in range(40)]


def selects_of(shown: Any) -> list[dict[str, Any]]:
    """Return the selects of options, as they go over the wire."""
    rows = shown.buttons.to_components()
    return [row["components"][0] for row in rows if "options" in row["components"][0]]


def test_it_fits_however_many_there_are() -> None:
    """With more decks than a select takes, the chosen one is among those shown; every select has one default."""
    draft = Draft(channel=ChannelId(1), deck=DECKS[39].id, at="07:15", zone="Asia/Kathmandu")
    shown = card(draft, DECKS, "de", lacks="Send Messages")
    assert len(selects_of(shown)) == 3
    for select in selects_of(shown):
        assert len(select["options"]) <= OPTIONS_MOST
        assert sum(option.get("default", False) for option in select["options"]) == 1
    assert "Send Messages" in str(shown.embed and shown.embed.description)


def test_the_longest_that_cannot_be_read_fits() -> None:
    """The form takes back the longest texts there are, and the card shows them."""
    draft = Draft(channel=ChannelId(1), deck=DECKS[0].id, at="09:00", zone="America/Argentina/Buenos_Aires")
    typed = Typed.of(draft, "🦓" * ZONE_MOST, "🦓" * TIME_MOST)
    shown = card(draft, DECKS, None, typed=typed, unreadable=typed.applied(draft)[1])
    assert shown.embed is not None
    assert "🦓" * ZONE_MOST in str(shown.embed.description)
    assert str(shown.embed.description).count("choose from the list") == 1
    # What is chosen cannot be picked again, so neither a zone nor a time is.
    chosen = [any(option.get("default", False) for option in select["options"]) for select in selects_of(shown)]
    assert chosen == [True, False, False]
    fields = [row["component"] for row in other_form(draft, typed).to_dict()["components"]]
    assert [field["value"] for field in fields] == [typed.zone, typed.time]


def test_help_goes_by_task(text_of: Any, takes: Any) -> None:
    """What one wants to do comes first, commands follow; where there is no deck it says how to get one."""
    takes(guide(decks=False))
    assert "Answer the daily quiz" in text_of(guide())
    assert "/leaderboard" in text_of(guide())
    assert "There is no deck to ask from yet" not in text_of(guide())
    assert "There is no deck to ask from yet" in text_of(guide(decks=False))


def test_about_tells_what_is_kept(text_of: Any, takes: Any) -> None:
    """The version, and what the bot keeps of people."""
    takes(about("0.1.0"))
    assert "Deckhand 0.1.0" in text_of(about("0.1.0"))
    assert "Your answers" in text_of(about("0.1.0"))
