"""The format's schema: editors accept what the loader accepts."""

from __future__ import annotations

import tomllib
from pathlib import Path

import jsonschema_rs
import pytest

from bot.decks.format import has_control, is_blank, json_schema

CARDS = sorted((Path(__file__).parents[2] / "cards").glob("*.toml"))
HEAD = {"format": 1, "title": "Tea"}


def valid(card: dict[str, object], **head: object) -> bool:
    """Whether an editor would accept a deck of one card."""
    return jsonschema_rs.validator_for(json_schema()).is_valid({**HEAD, **head, "card": [card]})


@pytest.mark.parametrize(
    "answer",
    [
        {"answer": ["a"]},
        {"points": ["a", {"say": "b"}]},
        {"value": 1.5},
        {"date": "1989-11-09"},
        {"date": "1989-11"},
        {"date": 1989},
        {"right": ["a"]},
    ],
)
def test_good_cards_are_valid(answer: dict[str, object]) -> None:
    """Every way to answer, texts and tables mixed."""
    assert valid({"ask": "What?", **answer})


@pytest.mark.parametrize(
    "card",
    [
        {"ask": "What?"},
        {"answer": ["a"]},
        {"ask": "What?", "answer": "a"},
        {"ask": "What?", "answer": ["a"], "value": 1},
        {"ask": "What?", "answer": ["a"], "colour": "green"},
        {"ask": "What?", "date": "9 November 1989"},
        {"ask": "What?", "date": 0},
        {"ask": "What?", "points": []},
        {"ask": "What?", "points": [{"accept": ["a"]}]},
        {"ask": "What?", "answer": ["a"], "id": "a b"},
    ],
)
def test_faulty_cards_are_not(card: dict[str, object]) -> None:
    """Missing, doubled and unknown keys, wrong types, bad ids: an editor underlines them."""
    assert not valid(card)


def test_a_deck_s_own_keys_are_checked_too() -> None:
    """The version and the strictness are closed sets."""
    assert not valid({"ask": "What?", "answer": ["a"]}, format=2)
    assert not valid({"ask": "What?", "answer": ["a"]}, strictness="hard")


@pytest.mark.parametrize("path", CARDS, ids=lambda path: path.name)
def test_every_shipped_deck_is_valid(path: Path) -> None:
    """What we ship shows no underline in an editor."""
    jsonschema_rs.validator_for(json_schema()).validate(tomllib.loads(path.read_text("utf-8")))


@pytest.mark.parametrize("text", ["", " \t\n", "\u200b", "\ufeff\u00ad", "\u3164"])
def test_invisible_texts_are_blank(text: str) -> None:
    """White space, zero width and filler characters show nothing."""
    assert is_blank(text)


def test_line_breaks_and_tabs_are_no_control_characters() -> None:
    """Texts may have lines; they may not have bells, NULs or halves of characters."""
    assert not has_control("a\n\tb\r\n")
    assert all(map(has_control, ("\0", "\x07", "\x7f", "\x85", "\ud800")))
