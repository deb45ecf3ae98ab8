"""Scopes are chosen, shortened and found again."""

from __future__ import annotations

import pytest

from bot.boards.errors import ScopeAmbiguous
from bot.boards.scopes import choose_scope, full_scope, short_scope
from bot.core.ids import ChannelId, DeckId
from bot.library.errors import DeckUnknown
from bot.library.queries.decks import DeckInfo

CHANNEL = ChannelId(1457705189376000007)


def decks(*ids: str) -> tuple[DeckInfo, ...]:
    """Return a server's decks."""
    return tuple(DeckInfo(id=DeckId(name), title=name, cards=1, language="en") for name in ids)


def test_a_scope_is_one_thing() -> None:
    """The server, a channel or a deck; both at once is refused."""
    assert choose_scope(decks("aws"), None, None) == "guild"
    assert choose_scope(decks("aws"), CHANNEL, None) == "channel:1457705189376000007"
    assert choose_scope(decks("aws"), None, " AWS ") == "deck:aws"
    with pytest.raises(ScopeAmbiguous):
        choose_scope(decks("aws"), CHANNEL, "aws")


def test_a_deck_that_is_not_there_is_refused() -> None:
    """What was typed past the suggestions and is no deck has no board, and the refusal names the decks there are."""
    with pytest.raises(DeckUnknown) as refused:
        choose_scope(decks("other"), None, "aws")
    assert (refused.value.given, refused.value.known) == ("aws", "other")


@pytest.mark.parametrize("scope", ["guild", "channel:1457705189376000007", "deck:aws"])
def test_a_short_scope_is_found_again(scope: str) -> None:
    """What a button carries leads back to the same board."""
    short = short_scope(scope)
    assert len(short) <= 17
    assert full_scope(decks("other", "aws"), short) == scope


def test_a_deck_that_is_gone_is_refused() -> None:
    """A button of a removed deck says so, and names the decks there are."""
    with pytest.raises(DeckUnknown) as refused:
        full_scope(decks("other"), short_scope("deck:aws"))
    assert refused.value.known == "other"


@pytest.mark.parametrize("short", ["", "x", "czz"])
def test_strange_scopes_are_unknown(short: str) -> None:
    """Only what was shortened here is read."""
    assert full_scope((), short) is None
