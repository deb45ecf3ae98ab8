"""Own decks: previewed, confirmed, changed, gone back, removed; nobody else sees them and nothing open is disturbed."""

from __future__ import annotations

from typing import Any

import pytest

from bot.core.ids import GuildId, ImportId, UserId
from bot.decks.fault import FaultCode
from bot.library.errors import (
    DeckFileBig,
    DeckShipped,
    DeckUnknown,
    DeckWithheld,
    ImportGone,
    ImportStale,
    TooManyCards,
    TooManyDecks,
)
from bot.library.service.browsing import PAGE, Browsing
from bot.library.service.import_outcomes import Imported
from bot.library.service.imports import PREVIEW_LASTS, Imports, Limits
from bot.questions.service.outcomes import PauseReason

HERE, ELSEWHERE = GuildId(1), GuildId(2)
ADA = UserId(7)
ONE = "format = 1\ntitle = 'Tea'\n[[card]]\nid = 'a'\nask = 'What is a leaf?'\nanswer = ['tea']\n"
TWO = ONE.replace("['tea']", "['tea', 'chai']") + "[[card]]\nid = 'b'\nask = 'What is hot?'\nanswer = ['water']\n"


@pytest.fixture
def own(evening: Any) -> Imports:
    """Offer imports on the evening's database."""
    return Imports(evening.db, evening.clock)


async def _imports(own: Imports, text: str, file: str = "tea.toml", guild: GuildId = HERE) -> Imported:
    preview = await own.preview(guild=guild, by=ADA, file=file, raw=text.encode())
    assert preview.id is not None, preview.faults
    return await own.confirm(guild, preview.id)


async def test_a_preview_changes_nothing(evening: Any, own: Imports) -> None:
    """What an import would do is told, and nothing is done before it is confirmed."""
    preview = await own.preview(guild=HERE, by=ADA, file="tea.toml", raw=ONE.encode())
    assert (preview.stem, preview.title, preview.cards, preview.known) == ("tea", "Tea", 1, False)
    assert [card.id for card in preview.diff.new] == ["a"]
    assert [view.id for view in await evening.decks.list(HERE)] == ["demo"]
    assert preview.id is not None
    made = await own.confirm(HERE, preview.id)
    assert (made.stem, made.cards, made.before) == ("tea", 1, None)
    assert [view.id for view in await evening.decks.list(HERE)] == ["demo", "1/tea"]
    assert await own.confirm(HERE, preview.id) == made


async def test_a_second_import_is_compared(own: Imports) -> None:
    """The diff names new, changed and removed cards; the same file again changes nothing."""
    first = await _imports(own, ONE)
    preview = await own.preview(guild=HERE, by=ADA, file="TEA.toml", raw=TWO.encode())
    assert preview.known
    assert [card.id for card in preview.diff.new] == ["b"]
    assert [change.fields for change in preview.diff.changed] == [("answer",)]
    assert preview.id is not None
    second = await own.confirm(HERE, preview.id)
    assert (second.stem, second.before) == ("tea", first.id)
    assert (await own.preview(guild=HERE, by=ADA, file="tea.toml", raw=TWO.encode())).id is None


async def test_faults_are_told_with_lines(own: Imports) -> None:
    """A file with faults is not kept; each fault has its line."""
    preview = await own.preview(guild=HERE, by=ADA, file="tea.toml", raw=ONE.replace("ask", "aks").encode())
    assert preview.id is None
    assert {(fault.code, fault.line) for fault in preview.faults} >= {(FaultCode.KEY_UNKNOWN, 5)}


async def test_a_corrected_typo_keeps_a_cards_history(own: Imports, evening: Any) -> None:
    """A card of notes whose question lost a typo is a changed card, not a new one."""
    await _imports(own, "Tea\nwhat is oolnog?\na tea\n", "tea.txt")
    preview = await own.preview(guild=HERE, by=ADA, file="tea.txt", raw=b"Tea\nwhat is oolong?\na tea\n")
    assert [(change.before.id, change.after.id) for change in preview.diff.changed] == [("oolnog", "oolnog")]
    assert preview.diff.new == preview.diff.removed == ()
    assert preview.id is not None
    await own.confirm(HERE, preview.id)
    page = await Browsing(evening.db).page(HERE, "tea", manages=True)
    assert [(card.id, card.ask) for card in page.cards] == [("oolnog", "what is oolong?")]


async def test_going_back(own: Imports, evening: Any) -> None:
    """An earlier version can be asked again, and the later one after it."""
    first, second = await _imports(own, ONE), await _imports(own, TWO)
    found = await own.versions(HERE, "tea")
    assert [(version.id, version.present) for version in found.versions] == [(second.id, True), (first.id, False)]
    back = await own.go_back(HERE, first.id)
    assert (back.cards, back.before) == (1, second.id)
    assert (await Browsing(evening.db).export(HERE, "tea", manages=True)).content == ONE
    assert (await own.go_back(HERE, second.id)).cards == 2


async def test_a_preview_that_is_out_of_date_is_refused(own: Imports) -> None:
    """Who confirms sees what happens: a deck changed meanwhile has to be previewed again."""
    stale = await own.preview(guild=HERE, by=ADA, file="tea.toml", raw=ONE.encode())
    assert stale.id is not None
    await _imports(own, TWO)
    with pytest.raises(ImportStale):
        await own.confirm(HERE, stale.id)


async def test_previews_end(own: Imports, evening: Any) -> None:
    """A cancelled preview is gone, and so is an old one; another server's never was there."""
    for end in ("cancelled", "old", "elsewhere"):
        preview = await own.preview(guild=HERE, by=ADA, file=f"{end}.toml", raw=ONE.encode())
        assert preview.id is not None
        if end == "cancelled":
            await own.cancel(ELSEWHERE, preview.id)
            await own.cancel(HERE, preview.id)
        if end == "old":
            evening.clock.at += PREVIEW_LASTS * 2
            await own.preview(guild=ELSEWHERE, by=ADA, file="x.toml", raw=ONE.encode())
        with pytest.raises(ImportGone):
            await own.confirm(ELSEWHERE if end == "elsewhere" else HERE, preview.id)
    with pytest.raises(ImportGone):
        await own.go_back(HERE, ImportId(99))


async def test_another_server_knows_nothing_of_it(own: Imports, evening: Any) -> None:
    """An own deck is listed, suggested, scheduled, shown and changed in its server alone."""
    made = await _imports(own, ONE)
    assert [view.id for view in await evening.decks.suggest(ELSEWHERE, "tea")] == []
    for name in ("tea", "1/tea", "Tea"):
        with pytest.raises(DeckUnknown):
            await evening.schedule(guild=ELSEWHERE, deck=name)
        with pytest.raises(DeckUnknown):
            await Browsing(evening.db).page(ELSEWHERE, name, manages=True)
    with pytest.raises(ImportGone):
        await own.go_back(ELSEWHERE, made.id)
    with pytest.raises(ImportGone):
        await own.remove(ELSEWHERE, made.id)
    with pytest.raises(DeckUnknown):
        await own.versions(ELSEWHERE, "tea")
    assert await own.own(ELSEWHERE) == ()


async def test_an_open_question_keeps_its_version(own: Imports, evening: Any) -> None:
    """A deck edited and then removed while its question is open: the answer is judged as it was asked."""
    await _imports(own, ONE)
    order = await evening.posted(deck="tea")
    await _imports(own, ONE.replace("['tea']", "['coffee']"))
    removal = await own.removal(HERE, "Tea")
    assert removal.schedules == 1
    assert (await own.remove(HERE, removal.id)).schedules == 1
    (schedule,) = await evening.schedules.all(HERE)
    assert schedule.paused is PauseReason.DECK_GONE
    receipt = await evening.answers(order.open.questions[0].id, evening.player("Ben"), "tea")
    assert receipt.outcome == "right"
    with pytest.raises(ImportGone):
        await own.remove(HERE, removal.id)
    back = await own.go_back(HERE, removal.id)
    assert back.paused == 1
    await evening.schedules.resume(HERE, schedule.id)


async def test_open_cards_are_withheld(own: Imports, evening: Any) -> None:
    """While a card is open, members neither see nor export it; managers do, marked as open."""
    await _imports(own, TWO)
    order = await evening.posted(deck="tea")
    browsing = Browsing(evening.db)
    page = await browsing.page(HERE, "tea", manages=False)
    assert (len(page.cards), page.total, page.withheld, page.open) == (1, 1, 1, frozenset())
    assert page.cards[0].ask != order.open.questions[0].ask
    whole = await browsing.page(HERE, "tea", manages=True)
    assert (len(whole.cards), whole.withheld, len(whole.open)) == (2, 0, 1)
    file = await browsing.export(HERE, "tea", manages=False)
    assert (file.name, file.withheld) == ("tea.toml", 1)
    assert order.open.questions[0].ask not in file.content
    assert (await browsing.export(HERE, "tea", manages=True)).content == TWO
    await _imports(own, ONE, "single.toml")
    await evening.asks_now((await evening.schedule(deck="single")).id)
    with pytest.raises(DeckWithheld):
        await browsing.export(HERE, "single", manages=False)


async def test_twins_of_open_cards_are_withheld(own: Imports, evening: Any) -> None:
    """A card that was given another id while it was open, and a copy in another deck, are withheld as well."""
    await _imports(own, ONE)
    await evening.posted(deck="tea")
    await _imports(own, ONE.replace("id = 'a'", "id = 'other'"))
    await _imports(own, TWO, "copy.toml")
    browsing = Browsing(evening.db)
    assert (await browsing.page(HERE, "tea", manages=False)).cards == ()
    copy = await browsing.page(HERE, "copy", manages=False)
    assert ([card.id for card in copy.cards], copy.withheld) == (["b"], 1)
    assert (await browsing.page(HERE, "tea", manages=True)).open == {"other"}
    assert (await browsing.export(HERE, "copy", manages=False)).withheld == 1


async def test_shipped_decks_can_be_shown_and_not_removed(own: Imports, evening: Any) -> None:
    """A shipped deck is paged and exported; it is neither removed nor has versions, until an own one hides it."""
    browsing = Browsing(evening.db)
    assert (await browsing.page(HERE, "demo", 99, manages=False)).page == 1
    assert "Which metals" in (await browsing.export(HERE, "demo", manages=False)).content
    with pytest.raises(DeckShipped):
        await own.removal(HERE, "demo")
    preview = await own.preview(guild=HERE, by=ADA, file="demo.toml", raw=ONE.encode())
    assert preview.hides
    assert preview.id is not None
    made = await own.confirm(HERE, preview.id)
    assert [view.id for view in await evening.decks.list(HERE)] == ["1/demo"]
    await own.remove(HERE, made.id)
    assert [view.id for view in await evening.decks.list(HERE)] == ["demo"]


async def test_limits(evening: Any) -> None:
    """A server's decks, cards and files have limits, and other servers' do not count."""
    own = Imports(evening.db, evening.clock, Limits(decks=2, cards=3, bytes=1_000))
    await _imports(own, TWO)
    with pytest.raises(TooManyCards):
        await own.preview(guild=HERE, by=ADA, file="other.toml", raw=TWO.encode())
    await _imports(own, ONE, "other.toml")
    with pytest.raises(TooManyDecks):
        await own.preview(guild=HERE, by=ADA, file="third.toml", raw=ONE.encode())
    await _imports(own, ONE)
    await _imports(own, TWO, guild=ELSEWHERE)
    with pytest.raises(DeckFileBig):
        await own.preview(guild=HERE, by=ADA, file="big.toml", raw=b"#" * 1_001)


async def test_pages(own: Imports, evening: Any) -> None:
    """A long deck is shown page by page."""
    cards = "".join(
        f"[[card]]\nid = 'c{number}'\nask = 'Which {number}?'\nanswer = ['x']\n" for number in range(PAGE + 1)
    )
    await _imports(own, f"format = 1\ntitle = 'Long'\n{cards}", "long.toml")
    page = await Browsing(evening.db).page(HERE, "long", 2, manages=False)
    assert (page.page, page.pages, page.first, [card.id for card in page.cards]) == (2, 2, PAGE + 1, [f"c{PAGE}"])
