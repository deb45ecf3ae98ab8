"""Scopes are chosen, shortened and found again."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace

import pytest

from bot.boards.commands.scopes import full_scope, scope_of, short_scope
from bot.boards.errors import ScopeAmbiguous
from bot.chat.router import PressUnknown
from bot.library.errors import DeckUnknown
from bot.questions.service.outcomes import DeckView

CHANNEL = SimpleNamespace(id=1457705189376000007)


class Shelf:
    """A server's decks."""

    def __init__(self, ids: Sequence[str]) -> None:
        self._ids = ids

    async def list(self, guild: int) -> tuple[DeckView, ...]:
        """Return them."""
        return tuple(DeckView(id=name, title=name, cards=1, language="en") for name in self._ids)


async def test_a_scope_is_one_thing() -> None:
    """The server, a channel or a deck; both at once is refused."""
    shelf = Shelf(["aws"])
    assert await scope_of(shelf, 1, None, None) == "guild"
    assert await scope_of(shelf, 1, CHANNEL, None) == "channel:1457705189376000007"
    assert await scope_of(shelf, 1, None, " AWS ") == "deck:aws"
    with pytest.raises(ScopeAmbiguous):
        await scope_of(shelf, 1, CHANNEL, "aws")


async def test_a_deck_that_is_not_there_is_refused() -> None:
    """What was typed past the suggestions and is no deck has no board, and the refusal names the decks there are."""
    with pytest.raises(DeckUnknown) as refused:
        await scope_of(Shelf(["other"]), 1, None, "aws")
    assert (refused.value.given, refused.value.known) == ("aws", "other")


@pytest.mark.parametrize("scope", ["guild", "channel:1457705189376000007", "deck:aws"])
async def test_a_short_scope_is_found_again(scope: str) -> None:
    """What a button carries leads back to the same board."""
    short = short_scope(scope)
    assert len(short) <= 17
    assert await full_scope(Shelf(["other", "aws"]), 1, short) == scope


async def test_a_deck_that_is_gone_is_refused() -> None:
    """A button of a removed deck says so, and names the decks there are."""
    with pytest.raises(DeckUnknown) as refused:
        await full_scope(Shelf(["other"]), 1, short_scope("deck:aws"))
    assert refused.value.known == "other"


@pytest.mark.parametrize("short", ["", "x", "czz"])
async def test_strange_scopes_are_unknown(short: str) -> None:
    """Only what was shortened here is read."""
    with pytest.raises(PressUnknown):
        await full_scope(Shelf([]), 1, short)
