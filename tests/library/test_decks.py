"""Decks follow their files, nothing that was asked is ever disturbed, and a deck is found by its name or title."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from bot.core.ids import DeckId, GuildId
from bot.decks.card import Card
from bot.library.errors import DeckUnknown
from bot.library.queries import decks as kept
from bot.library.service.decks import Decks, Reloaded, check_there, find_deck, with_known_ids
from tests.database import reading, tables, writing

HERE = GuildId(1)
GOOD = "format = 1\ntitle = 'T'\n[[card]]\nid = 'a'\nask = 'What?'\nanswer = ['tea']\n"


async def versions(evening: Any, deck: str) -> dict[str, int]:
    """Return the present version of each card, by card."""
    with reading(evening.db) as tx:
        return {card.id: card.version for card in kept.present(tx, deck)}


async def test_sync_twice_changes_nothing(evening: Any, demo: Any) -> None:
    """The same files give the same versions."""
    before = await versions(evening, "demo")
    await evening.decks.sync([demo])
    assert await versions(evening, "demo") == before
    assert list(before) == ["metals", "term", "choice", "number"]


async def test_changed_card(evening: Any, demo: Any) -> None:
    """A changed card has a new version, the others keep theirs; changed back it has its old one again."""
    before = await versions(evening, "demo")
    term = demo.cards[1].model_copy(update={"ask": "Which animal wears stripes?"})
    changed = demo.model_copy(update={"cards": (demo.cards[0], term, *demo.cards[2:])})
    await evening.decks.sync([changed])
    after = await versions(evening, "demo")
    assert after["term"] != before["term"]
    assert {card: after[card] for card in ("metals", "choice", "number")} == {
        card: before[card] for card in ("metals", "choice", "number")
    }
    await evening.decks.sync([demo])
    assert await versions(evening, "demo") == before


async def test_reordered_and_removed_cards(evening: Any, demo: Any) -> None:
    """Cards stand in the file's order, and those taken out are gone."""
    await evening.decks.sync([demo.model_copy(update={"cards": (demo.cards[2], demo.cards[0])})])
    assert list(await versions(evening, "demo")) == ["choice", "metals"]
    assert [view.cards for view in await evening.decks.list(HERE)] == [2]


async def test_removed_deck_comes_back(evening: Any, demo: Any, make_deck: Any) -> None:
    """A deck whose file is missing is not offered any more, until the file is back."""
    await evening.decks.sync([make_deck("other", "x")])
    assert [view.id for view in await evening.decks.list(HERE)] == ["other"]
    await evening.decks.sync([demo])
    assert [view.id for view in await evening.decks.list(HERE)] == ["demo"]


async def test_list(evening: Any, demo: Any, make_deck: Any) -> None:
    """Decks are listed by title, with what a list shows."""
    await evening.decks.sync([demo, make_deck("zoo", "x", title="animals"), make_deck("empty", title="Empty")])
    views = await evening.decks.list(HERE)
    assert [(view.id, view.title, view.cards, view.language) for view in views] == [
        ("zoo", "animals", 1, "en"),
        ("demo", "Demo deck", 4, "en"),
        ("empty", "Empty", 0, "en"),
    ]


async def test_suggest(evening: Any, make_deck: Any) -> None:
    """Suggestions fit the id or the title, starts first."""
    await evening.decks.sync(
        [make_deck("aws", title="AWS Bedrock"), make_deck("rock", title="Music"), make_deck("zoo", title="Animals")]
    )
    assert [view.id for view in await evening.decks.suggest(HERE, " ROCK")] == ["rock", "aws"]
    assert [view.id for view in await evening.decks.suggest(HERE, "")] == ["zoo", "aws", "rock"]
    assert await evening.decks.suggest(HERE, "nothing") == ()


async def test_content_is_kept_whole(evening: Any, demo: Any) -> None:
    """What is read back is the card as its author wrote it."""
    with reading(evening.db) as tx:
        there = kept.contents(tx, [card.version for card in kept.present(tx, "demo")])
    assert tuple(there.values()) == demo.cards
    assert all(isinstance(card, Card) for card in there.values())


async def test_a_corrected_typo_keeps_a_cards_id(evening: Any, make_deck: Any) -> None:
    """A shipped card whose id follows from its question keeps it when the question lost a typo."""
    await evening.decks.sync([make_deck("tea", Card(id="oolnog", ask="what is oolnog?", answer=("tea",)))])
    for _ in range(2):
        await evening.decks.sync([make_deck("tea", Card(id="oolong", ask="what is oolong?", answer=("tea",)))])
        assert list(await versions(evening, "tea")) == ["oolnog"]


async def test_a_broken_file_keeps_its_last_good_version(evening: Any, tmp_path: Path) -> None:
    """On a reload a file with faults is named and its deck stays; a file that is gone takes its deck with it."""
    decks = Decks(evening.db, evening.clock, tmp_path / "cards")
    (tmp_path / "cards").mkdir()
    (tmp_path / "cards" / "one.toml").write_text(GOOD, "utf-8")
    (tmp_path / "cards" / "two.toml").write_text(GOOD, "utf-8")
    found = await decks.reload()
    assert (found.decks, found.cards, found.broken) == (2, 2, ())
    (tmp_path / "cards" / "one.toml").write_text(GOOD + "[[card", "utf-8")
    (tmp_path / "cards" / "two.toml").unlink()
    assert (await decks.reload()).broken == ("one",)
    assert [(view.id, view.cards) for view in await decks.list(HERE)] == [("one", 1)]
    (tmp_path / "cards" / "one.toml").unlink()
    (tmp_path / "cards").rename(tmp_path / "elsewhere")
    await decks.reload()
    assert [view.id for view in await decks.list(HERE)] == ["one"]


async def test_a_name_counts_before_a_title(evening: Any, make_deck: Any) -> None:
    """What is called so is meant rather than what is entitled so."""
    await evening.decks.sync([make_deck("a", "x", title="Zoo"), make_deck("zoo", "y", title="Animals")])
    with reading(evening.db) as tx:
        assert (find_deck(tx, HERE, " ZOO ")).id == "zoo"
        assert (find_deck(tx, HERE, "animals")).id == "zoo"
        with pytest.raises(DeckUnknown) as refused:
            find_deck(tx, HERE, "9/tea")
        assert (refused.value.given, refused.value.known) == ("tea", "zoo, a")
        check_there(tx, HERE, DeckId("zoo"))
        with pytest.raises(DeckUnknown):
            check_there(tx, HERE, DeckId("demo"))


async def test_a_deck_nobody_knows_keeps_its_ids(evening: Any, make_deck: Any) -> None:
    """A new deck, one that only grew, and one that only shrank are taken as they are."""
    with reading(evening.db) as tx:
        for deck in (make_deck("new", "x"), make_deck("demo", "metals"), make_deck("demo", "metals", "more")):
            assert with_known_ids(tx, deck) == deck


async def test_only_changed_files_are_read_again(evening: Any, tmp_path: Path) -> None:
    """A file that is as it was read last is not read again, which its deck shows: changed behind its back, it stays so.

    A deck that was removed meanwhile is read, and of two files with one stem both are.
    """
    for name in ("one", "two"):
        (tmp_path / f"{name}.toml").write_text(GOOD, "utf-8")
    decks = Decks(evening.db, evening.clock, tmp_path)
    assert await decks.reload() == Reloaded(decks=2, cards=2, broken=())
    with writing(evening.db) as tx:
        tx.execute(update(tables["decks"]).values(title="Marked"))
    (tmp_path / "two.toml").write_text(GOOD.replace("'T'", "'Changed'"), "utf-8")
    restarted = Decks(evening.db, evening.clock, tmp_path)
    assert await restarted.reload() == Reloaded(decks=2, cards=2, broken=())
    assert {deck.id: deck.title for deck in await decks.list(HERE)} == {"one": "Marked", "two": "Changed"}
    (tmp_path / "one.toml").rename(tmp_path / "hidden")
    await decks.reload()
    (tmp_path / "hidden").rename(tmp_path / "one.toml")
    await decks.reload()
    assert {deck.id: deck.title for deck in await decks.list(HERE)} == {"one": "T", "two": "Changed"}
    (tmp_path / "one.txt").write_text("Notes\nwhat is tea?\na leaf\n", "utf-8")
    assert (await decks.reload()).broken == ()
    assert {deck.id: deck.title for deck in await decks.list(HERE)} == {"one": "T", "two": "Changed"}


async def test_another_release_reads_all_files_again(
    evening: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the code makes of a file may change with the code, so a hash is one of both."""
    (tmp_path / "cards").mkdir()
    (tmp_path / "cards" / "one.toml").write_text(GOOD, "utf-8")
    decks = Decks(evening.db, evening.clock, tmp_path / "cards")
    await decks.reload()
    with writing(evening.db) as tx:
        tx.execute(update(tables["decks"]).values(title="Marked"))
    (tmp_path / "grading.py").write_text("changed = True", "utf-8")
    monkeypatch.setattr("bot.grading.__path__", [str(tmp_path)])
    await decks.reload()
    assert [deck.title for deck in await decks.list(HERE)] == ["T"]
