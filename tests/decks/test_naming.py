"""Naming: ids from questions."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.ids import CardId
from bot.decks.card import Card
from bot.decks.format import ID_PATTERN
from bot.decks.naming import Names, is_derived, slug


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
    assert re.fullmatch(ID_PATTERN, slug(question))
    assert re.fullmatch(ID_PATTERN, f"{slug(question)}-20000")


def test_names_are_given_once() -> None:
    """Later ones get numbers, past those that are taken."""
    names = Names(["tea", "tea-3"])
    assert [names.unused("tea") for _ in range(3)] == ["tea-2", "tea-4", "tea-5"]


@pytest.mark.parametrize(("card_id", "derived"), [("tea", True), ("tea-2", True), ("tea-time", False), ("x", False)])
def test_an_id_that_follows_from_the_question_is_known(card_id: str, derived: bool) -> None:  # noqa: FBT001 - a table
    """With or without a number; any other was written by an author."""
    assert is_derived(Card(id=CardId(card_id), ask="What is tea?", answer=("a",))) is derived
