"""A deck is shown and handed out without what is open, and members are told the answers their server chose to tell."""

from __future__ import annotations

from typing import Any

import pytest

from bot.core.ids import CardId, DeckId, GuildId, UserId
from bot.decks.card import Card
from bot.decks.deck import Deck
from bot.decks.folder import load_bytes
from bot.decks.writing.export import ExportFormat
from bot.library.errors import DeckWithheld
from bot.library.queries.decks import MembersSee
from bot.library.service.browsing import PAGE, Browsing, Viewer
from bot.library.service.imports import Imports
from tests.fixtures.services import DEMO

HERE, ELSEWHERE = GuildId(1), GuildId(2)
MANAGER = Viewer(guild=HERE, user=UserId(7), manages=True)
MEMBER = Viewer(guild=HERE, user=UserId(8), manages=False)
ONE = "format = 1\ntitle = 'Tea'\n[[card]]\nid = 'a'\nask = 'What is a leaf?'\nanswer = ['tea']\n"
TWO = ONE + "[[card]]\nid = 'b'\nask = 'What is hot?'\nanswer = ['water']\n"


@pytest.fixture
def browsing(evening: Any) -> Browsing:
    """Look into the evening's decks."""
    return Browsing(evening.db, evening.clock, evening.features)


async def _imports(evening: Any, text: str, file: str = "tea.toml") -> None:
    own = Imports(evening.db, evening.clock, evening.features)
    preview = await own.preview(guild=HERE, by=UserId(7), file=file, raw=text.encode())
    assert preview.id is not None, preview.faults
    await own.confirm(HERE, preview.id)


async def test_open_cards_are_withheld(browsing: Browsing, evening: Any) -> None:
    """While a card is open, members do not see it; managers do, marked as open, and may export it."""
    await _imports(evening, TWO)
    order = await evening.posted(deck="tea")
    page = await browsing.page(MEMBER, "tea")
    assert (len(page.cards), page.withheld, page.open) == (1, 1, frozenset())
    assert page.cards[0].ask != order.open.questions[0].ask
    whole = await browsing.page(MANAGER, "tea")
    assert (len(whole.cards), whole.withheld, len(whole.open)) == (2, 0, 1)
    assert (await browsing.export(MANAGER, "tea")).content.decode() == TWO


async def test_a_shipped_deck_is_exported_with_its_date(browsing: Browsing, evening: Any) -> None:
    """When its content was true stands once above the cards that have it from the deck."""
    card = Card(id=CardId("a"), ask="What is a leaf?", answer=("tea",), as_of="2026-11")
    await evening.decks.sync([Deck(id=DeckId("dated"), title="Dated", as_of="2026-11", cards=(card,))])
    assert (await browsing.export(MANAGER, "dated")).content.count(b'as_of = "2026-11"') == 1


async def test_twins_of_open_cards_are_withheld(browsing: Browsing, evening: Any) -> None:
    """A card that was given another id while it was open, and a copy in another deck, are withheld as well."""
    await _imports(evening, ONE)
    await evening.posted(deck="tea")
    await _imports(evening, ONE.replace("id = 'a'", "id = 'other'"))
    await _imports(evening, TWO, "copy.toml")
    assert (await browsing.page(MEMBER, "tea")).cards == ()
    copy = await browsing.page(MEMBER, "copy")
    assert ([card.id for card in copy.cards], copy.withheld) == (["b"], 1)
    assert (await browsing.page(MANAGER, "tea")).open == {"other"}


async def test_open_cards_are_withheld_from_who_was_seen_there(browsing: Browsing, evening: Any) -> None:
    """Who answered in a server meets its open cards nowhere, not even in a server of their own where it is open too."""
    order = await evening.posted(deck="demo", questions=1)
    ben = evening.player("Ben")
    await evening.answers(order.open.questions[0].id, ben, "anything")
    for manages in (False, True):
        seen = Viewer(guild=ELSEWHERE, user=ben.user, manages=manages)
        page = await browsing.page(seen, "demo")
        assert (len(page.cards), page.withheld, page.open) == (3, 1, frozenset())
        file = await browsing.export(seen, "demo")
        assert (file.cards, file.withheld) == (3, 1)
        assert order.open.questions[0].ask not in file.content.decode()
        stranger = Viewer(guild=ELSEWHERE, user=UserId(99), manages=manages)
        assert (await browsing.page(stranger, "demo")).withheld == 0
    everything = await evening.schedule(deck="demo", questions=4, guild=ELSEWHERE)
    await evening.asks_now(everything.id, ELSEWHERE)
    assert (await browsing.page(Viewer(guild=ELSEWHERE, user=ben.user, manages=True), "demo")).withheld == 1
    await evening.closes(order)
    assert (await browsing.page(Viewer(guild=HERE, user=ben.user, manages=False), "demo")).withheld == 0


async def test_a_deck_that_is_open_whole_cannot_be_exported(browsing: Browsing, evening: Any) -> None:
    """Where every card is open in another server, there is nothing to hand out, and that is said."""
    order = await evening.posted(deck="demo", questions=4)
    ben = evening.player("Ben")
    await evening.answers(order.open.questions[0].id, ben, "anything")
    with pytest.raises(DeckWithheld):
        await browsing.export(Viewer(guild=ELSEWHERE, user=ben.user, manages=True), "demo")


async def test_members_are_told_what_was_asked(browsing: Browsing, evening: Any) -> None:
    """Of cards that were not asked in the server, members see the question alone, unless the server chose otherwise."""
    assert len((await browsing.page(MEMBER, "demo")).untold) == 4
    order = await evening.posted(deck="demo", questions=1)
    assert len((await browsing.page(MEMBER, "demo")).untold) == 3
    await evening.closes(order)
    page = await browsing.page(MEMBER, "demo")
    told = {card.ask for card in page.cards if card.id not in page.untold}
    assert told == {order.open.questions[0].ask}
    assert (await browsing.page(MANAGER, "demo")).untold == frozenset()
    assert len((await browsing.page(Viewer(guild=ELSEWHERE, user=UserId(8), manages=False), "demo")).untold) == 4
    assert await browsing.members_see(HERE) is MembersSee.ASKED
    assert await browsing.members_see(HERE, MembersSee.EVERYTHING) is MembersSee.EVERYTHING
    assert await browsing.members_see(HERE) is MembersSee.EVERYTHING
    assert (await browsing.page(MEMBER, "demo")).untold == frozenset()


async def test_pages(browsing: Browsing, evening: Any) -> None:
    """A long deck is shown page by page; beyond the last page is the last."""
    cards = "".join(
        f"[[card]]\nid = 'c{number}'\nask = 'Which {number}?'\nanswer = ['x']\n" for number in range(PAGE + 1)
    )
    await _imports(evening, f"format = 1\ntitle = 'Long'\n{cards}", "long.toml")
    page = await browsing.page(MEMBER, "long", 99)
    assert (page.page, page.pages, page.first, [card.id for card in page.cards]) == (2, 2, PAGE + 1, [f"c{PAGE}"])


@pytest.mark.parametrize("form", ExportFormat)
async def test_a_deck_comes_in_the_format_that_was_chosen(browsing: Browsing, form: ExportFormat) -> None:
    """Named after it, and read back as the same cards, whatever they are."""
    file = await browsing.export(MANAGER, "demo", form)
    assert file.name == f"demo{form.suffix}"
    (deck,) = load_bytes(file.content, file=file.name).decks
    assert [card.ask for card in deck.cards] == [card.ask for card in DEMO.cards]
