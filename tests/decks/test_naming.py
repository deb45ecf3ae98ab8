"""Names of decks and ids of cards."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.ids import CardId, DeckId, GuildId
from bot.decks.card import Card
from bot.decks.format import is_id
from bot.decks.naming import Names, is_derived, own_id, slug, stem_of


def test_an_own_deck_is_called_by_its_stem() -> None:
    """Two servers' decks of one name are two decks; to people each has its file's name."""
    here, there = own_id(GuildId(1), "tea"), own_id(GuildId(2), "tea")
    assert here != there
    assert stem_of(here) == stem_of(there) == stem_of(DeckId("tea")) == "tea"


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("what is RAG?", "rag"),
        ("What are the types of vector database?", "types-of-vector-database"),
        ("what’s an LLM?", "llm"),
        ("why use cloudwatch?", "why-use-cloudwatch"),
        ("other features", "other-features"),
        ("Was ist eine Bäckerei?", "was-ist-eine-bäckerei"),
        ("量子とは何ですか？", "量子とは何ですか"),
        ("What is?", "what-is"),
        ("what is the?", "the"),
        ("it's 1.5 or 2?", "its-1-5-or-2"),
    ],
)
def test_an_id_is_made_of_the_question_s_words(question: str, name: str) -> None:
    """The opening goes, words stay, in any script."""
    assert slug(question) == name


@given(question=st.text(max_size=200))
def test_every_question_gives_an_id_an_author_could_write(question: str) -> None:
    """Even one without a single letter, and with a number behind it."""
    assert is_id(slug(question))
    assert is_id(f"{slug(question)}-20000")


def test_names_are_given_once() -> None:
    """Later ones get numbers, past those that are taken."""
    names = Names(["tea", "tea-3"])
    assert [names.unused("tea") for _ in range(3)] == ["tea-2", "tea-4", "tea-5"]


@pytest.mark.parametrize(("card_id", "derived"), [("tea", True), ("tea-2", True), ("tea-time", False), ("x", False)])
def test_an_id_that_follows_from_the_question_is_known(card_id: str, derived: bool) -> None:  # noqa: FBT001 - a table
    """With or without a number; any other was written by an author."""
    assert is_derived(Card(id=CardId(card_id), ask="What is tea?", answer=("a",))) is derived
