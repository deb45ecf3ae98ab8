"""Own decks: previewed, confirmed, changed, gone back, removed; nobody else sees them and nothing open is disturbed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.chat.feature import DeckChanged, Feature, Features
from bot.core.ids import GuildId, ImportId, UserId
from bot.daily.options import PauseReason
from bot.decks.fault import FaultCode, Level
from bot.decks.folder import load_bytes
from bot.library.errors import (
    DeckFileBig,
    DeckShipped,
    DeckUnknown,
    ImportGone,
    ImportStale,
    TooManyCards,
    TooManyDecks,
)
from bot.library.service.browsing import Browsing, Viewer
from bot.library.service.imports import PREVIEW_LASTS, Imports, Limits, OwnDeck, compare

HERE, ELSEWHERE = GuildId(1), GuildId(2)
ADA = UserId(7)
MANAGER = Viewer(guild=HERE, user=ADA, manages=True)
ONE = "format = 1\ntitle = 'Tea'\n[[card]]\nid = 'a'\nask = 'What is a leaf?'\nanswer = ['tea']\n"
TWO = ONE.replace("['tea']", "['tea', 'chai']") + "[[card]]\nid = 'b'\nask = 'What is hot?'\nanswer = ['water']\n"


@pytest.fixture
def own(evening: Any) -> Imports:
    """Offer imports on the evening's database."""
    return Imports(evening.db, evening.clock, evening.features)


async def _imports(own: Imports, text: str, file: str = "tea.toml", guild: GuildId = HERE) -> OwnDeck:
    preview = await own.preview(guild=guild, by=ADA, file=file, raw=text.encode())
    assert preview.id is not None, preview.faults
    return await own.confirm(guild, preview.id)


def _id(deck: OwnDeck) -> ImportId:
    assert deck.present is not None
    return deck.present.id


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
    assert (second.stem, second.before) == ("tea", first.present)
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
    page = await Browsing(evening.db, evening.clock, evening.features).page(MANAGER, "tea")
    assert [(card.id, card.ask) for card in page.cards] == [("oolnog", "what is oolong?")]


async def test_going_back(own: Imports, evening: Any) -> None:
    """An earlier version can be asked again, and the later one after it."""
    first, second = await _imports(own, ONE), await _imports(own, TWO)
    found = await own.versions(HERE, "tea")
    assert [(version.id, version.present) for version in found.versions] == [(_id(second), True), (_id(first), False)]
    back = await own.go_back(HERE, _id(first))
    assert (back.cards, back.before) == (1, second.present)
    assert (await Browsing(evening.db, evening.clock, evening.features).export(MANAGER, "tea")).content.decode() == ONE
    assert (await own.go_back(HERE, _id(second))).cards == 2


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
            await Browsing(evening.db, evening.clock, evening.features).page(replace(MANAGER, guild=ELSEWHERE), name)
    with pytest.raises(ImportGone):
        await own.go_back(ELSEWHERE, _id(made))
    with pytest.raises(ImportGone):
        await own.remove(ELSEWHERE, _id(made))
    with pytest.raises(DeckUnknown):
        await own.versions(ELSEWHERE, "tea")
    assert await own.own(ELSEWHERE) == ()


async def test_an_open_question_keeps_its_version(own: Imports, evening: Any) -> None:
    """A deck edited and then removed while its question is open: the answer is judged as it was asked."""
    await _imports(own, ONE)
    order = await evening.posted(deck="tea")
    await _imports(own, ONE.replace("['tea']", "['coffee']"))
    removal = await own.removal(HERE, "Tea")
    assert removal.use.asking == 1
    assert (await own.remove(HERE, _id(removal))).use.asking == 1
    (schedule,) = await evening.schedules.all(HERE)
    assert schedule.paused is PauseReason.DECK_GONE
    receipt = await evening.answers(order.open.questions[0].id, evening.player("Ben"), "tea")
    assert receipt.outcome == "right"
    back = await own.go_back(HERE, _id(removal))
    assert back.use.paused == 1
    await evening.schedules.resume(HERE, schedule.id)


async def test_shipped_decks_can_be_shown_and_not_removed(own: Imports, evening: Any) -> None:
    """A shipped deck is paged and exported; it is neither removed nor has versions, until an own one hides it."""
    browsing = Browsing(evening.db, evening.clock, evening.features)
    assert (await browsing.page(MANAGER, "demo", 99)).page == 1
    assert b"Which metals" in (await browsing.export(MANAGER, "demo")).content
    with pytest.raises(DeckShipped):
        await own.removal(HERE, "demo")
    preview = await own.preview(guild=HERE, by=ADA, file="demo.toml", raw=ONE.encode())
    assert preview.hides
    assert preview.id is not None
    made = await own.confirm(HERE, preview.id)
    assert [view.id for view in await evening.decks.list(HERE)] == ["1/demo"]
    await own.remove(HERE, _id(made))
    assert [view.id for view in await evening.decks.list(HERE)] == ["demo"]


async def test_limits(evening: Any) -> None:
    """A server's decks, cards and files have limits, and other servers' do not count."""
    own = Imports(evening.db, evening.clock, evening.features, Limits(decks=2, cards=3, bytes=1_000))
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


async def test_what_is_undone_twice_is_undone_once(own: Imports) -> None:
    """A second press on Undo, or on Remove, changes nothing more and tells the same."""
    first, second = await _imports(own, ONE), await _imports(own, TWO)
    back = await own.go_back(HERE, _id(first), leaving=_id(second))
    assert (back.present, back.before, back.superseded) == (first.present, second.present, False)
    again = await own.go_back(HERE, _id(first), leaving=_id(second))
    assert (_id(again), again.before and again.before.id, again.superseded) == (_id(first), _id(second), False)
    for _ in range(2):
        removed = await own.remove(HERE, _id(first))
        assert (removed.present, removed.before and removed.before.id, removed.superseded) == (None, _id(first), False)
    for _ in range(2):
        back = await own.go_back(HERE, _id(first), leaving=ImportId(0))
        assert (_id(back), back.before, back.superseded) == (_id(first), None, False)


async def test_an_undo_never_undoes_what_came_after(own: Imports, evening: Any) -> None:
    """Once another version is asked than the one a button was made for, the button tells so and changes nothing."""
    first, second = await _imports(own, ONE), await _imports(own, TWO)
    third = await _imports(own, ONE.replace("'Tea'", "'Third'"))
    late = await own.go_back(HERE, _id(first), leaving=_id(second))
    assert (late.superseded, _id(late)) == (True, _id(third))
    late = await own.remove(HERE, _id(first))
    assert (late.superseded, _id(late)) == (True, _id(third))
    assert [deck.title for deck in await evening.decks.list(HERE)] == ["Demo deck", "Third"]
    await own.remove(HERE, _id(third))
    late = await own.go_back(HERE, _id(first), leaving=_id(second))
    assert (late.superseded, late.present) == (True, None)


async def test_features_are_told_of_every_change(evening: Any) -> None:
    """An import, an undo and a removal are told in their transaction, and what changes nothing is not."""
    told: list[DeckChanged] = []
    features = Features()
    features.add(Feature(name="listening", on_deck_changed=lambda _, change: told.append(change)))
    own = Imports(evening.db, evening.clock, features)
    first = await _imports(own, ONE)
    second = await _imports(own, TWO)
    for _ in range(2):
        await own.go_back(HERE, _id(first), leaving=_id(second))
        await own.confirm(HERE, _id(first))
    for _ in range(2):
        await own.remove(HERE, _id(first))
    assert [(change.deck, change.cards, change.removed) for change in told] == [
        ("1/tea", 1, False),
        ("1/tea", 2, False),
        ("1/tea", 1, False),
        ("1/tea", 0, True),
    ]


def test_new_cards_are_graded() -> None:
    """What grading finds is a warning at the card's line; cards that stay are not graded again."""
    text = ONE + "[[card]]\nid = 'b'\nask = 'What is hot?'\nanswer = ['ABC']\n"
    loaded = load_bytes(text.encode(), file="tea.toml")
    (deck,) = loaded.decks
    changes, warnings = compare((), deck, loaded.places[deck.id])
    assert len(changes.new) == 2
    assert [(fault.code, fault.level, fault.line) for fault in warnings] == [
        (FaultCode.ACRONYM_ALONE, Level.WARNING, 7)
    ]
    kept = tuple(card.model_dump_json() for card in deck.cards)
    changes, warnings = compare(kept, deck, loaded.places[deck.id])
    assert (changes.same, warnings) == (2, ())


CAPITALS = "Capital,Country\nParis,France\nLima,Peru\nOslo,Norway\nNairobi,Kenya\n"


async def test_a_preview_is_swapped_and_confirmed_as_it_was_seen(own: Imports, evening: Any) -> None:
    """There and back, each time the same; what is confirmed is what was seen last, and is remembered."""
    shown = await own.preview(guild=HERE, by=ADA, file="Capitals (1).csv", raw=CAPITALS.encode())
    assert shown.draft == shown.id is not None
    assert (shown.stem, shown.title, shown.swapped) == ("capitals-1", "Capitals", False)
    for swapped, ask in ((True, "France"), (True, "France"), (False, "Paris"), (True, "France")):
        again = await own.swap(HERE, shown.draft, swapped=swapped)
        assert again.about is not None
        assert (again.id, again.swapped, again.about.first[0].ask, again.title) == (shown.id, swapped, ask, "Capitals")
    assert shown.id is not None
    await own.confirm(HERE, shown.id)
    page = await Browsing(evening.db, evening.clock, evening.features).page(MANAGER, "capitals-1")
    assert [card.ask for card in page.cards][:2] == ["France", "Peru"]
    with pytest.raises(ImportGone):
        await own.swap(HERE, shown.draft, swapped=False)
    later = await own.preview(guild=HERE, by=ADA, file="Capitals (1).csv", raw=CAPITALS.encode())
    assert (later.id, later.swapped) == (None, True)
    assert later.draft is not None
    with pytest.raises(ImportGone):
        await own.swap(ELSEWHERE, later.draft, swapped=False)
    assert (await own.swap(HERE, later.draft, swapped=False)).id == later.draft


async def test_notes_are_kept_as_a_native_deck(own: Imports, evening: Any) -> None:
    """What was read is what is asked for good, whatever later versions of the program would read."""
    shown = await own.preview(guild=HERE, by=ADA, file="tea.txt", raw=b"Tea\nWhich tea is green?\nsencha\n")
    assert shown.id is not None
    assert shown.draft is None
    await own.confirm(HERE, shown.id)
    file = await Browsing(evening.db, evening.clock, evening.features).export(MANAGER, "tea")
    assert file.name == "tea.toml"
    assert b'answer = ["sencha"]' in file.content
