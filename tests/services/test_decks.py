"""Decks follow their files, and nothing that was asked is ever disturbed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.core.ids import GuildId
from bot.decks.card import Card
from bot.library.queries import decks as kept
from bot.library.service.decks import Decks
from tests.database import reading

HERE = GuildId(1)


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
    """Suggestions fit the id or the title, starts first, at most 25."""
    await evening.decks.sync(
        [make_deck("aws", title="AWS Bedrock"), make_deck("rock", title="Music"), make_deck("zoo", title="Animals")]
    )
    assert [view.id for view in await evening.decks.suggest(HERE, " ROCK")] == ["rock", "aws"]
    assert [view.id for view in await evening.decks.suggest(HERE, "")] == ["zoo", "aws", "rock"]
    assert await evening.decks.suggest(HERE, "nothing") == ()
    await evening.decks.sync([make_deck(f"deck-{number}") for number in range(30)])
    assert len(await evening.decks.suggest(HERE, "deck")) == 25


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
    good = "format = 1\ntitle = 'T'\n[[card]]\nid = 'a'\nask = 'What?'\nanswer = ['tea']\n"
    (tmp_path / "cards").mkdir()
    (tmp_path / "cards" / "one.toml").write_text(good, "utf-8")
    (tmp_path / "cards" / "two.toml").write_text(good, "utf-8")
    found = await decks.reload()
    assert (found.decks, found.cards, found.broken) == (2, 2, ())
    (tmp_path / "cards" / "one.toml").write_text(good + "[[card", "utf-8")
    (tmp_path / "cards" / "two.toml").unlink()
    assert (await decks.reload()).broken == ("one",)
    assert [(view.id, view.cards) for view in await decks.list(HERE)] == [("one", 1)]
    (tmp_path / "cards" / "one.toml").unlink()
    (tmp_path / "cards").rename(tmp_path / "elsewhere")
    await decks.reload()
    assert [view.id for view in await decks.list(HERE)] == ["one"]
