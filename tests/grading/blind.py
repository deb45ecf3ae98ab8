"""How grader and readers fare on lists written blind: python -m tests.grading.blind [--misses]."""

from __future__ import annotations

import base64
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.core.ids import DeckId
from bot.decks.card import Card
from bot.decks.deck import Deck
from bot.decks.reading import read_deck
from bot.grading.find import card_of_row
from bot.grading.grade import grade
from bot.grading.rubric import compile as compile_card
from bot.grading.words.lexicon import context_of

LISTS = Path(__file__).parent / "answers" / "blind"
HALVES = ("dev", "kept")


@dataclass(frozen=True, slots=True)
class Judged:
    """One answer: what a fair teacher says, and what the grader says ("none" where its card was not read)."""

    kind: str
    answer: str
    want: str
    said: str


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of answers in band, of right ones called wrong, and of wrong ones called right."""

    in_band: float
    right_wrong: float
    wrong_right: float


def ordinary(half: str) -> list[Judged]:
    """Grade the answers to ordinary cards."""
    return [
        Judged(file.stem, row["answer"], row["band"], _said(file.read_text("utf-8"), "toml", row))
        for file in sorted((LISTS / half / "ordinary").glob("*.toml"))
        for row in _rows(file.with_suffix(".jsonl"))
    ]


def identity(half: str) -> list[Judged]:
    """Grade the answers that name the same thing or another."""
    return [
        Judged(row["kind"], row["answer"], row["want"], _said(row["deck"], row["ext"], row))
        for row in _rows(LISTS / half / "identity.jsonl")
    ]


def files(half: str) -> dict[str, str]:
    """Read the files: what is wrong with each, "" for nothing."""
    return {row["kind"]: _amiss(row) for row in _rows(LISTS / half / "files.jsonl")}


def shares(judged: list[Judged]) -> Shares:
    """Sum up."""
    right = [one.said for one in judged if one.want == "right"]
    wrong = [one.said for one in judged if one.want == "wrong"]
    return Shares(
        in_band=sum(one.want == one.said for one in judged) / len(judged),
        right_wrong=right.count("wrong") / len(right),
        wrong_right=wrong.count("right") / len(wrong),
    )


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    yield from map(json.loads, file.read_text("utf-8").splitlines())


@lru_cache(maxsize=200)
def _deck(text: str, ending: str) -> Deck | None:
    return read_deck(text.encode(), file=f"blind.{ending}", deck=DeckId("blind")).deck


def _said(text: str, ending: str, row: dict[str, Any]) -> str:
    deck = _deck(text, ending)
    card = None if deck is None else card_of_row(row["card"], deck)
    if deck is None or card is None:
        return "none"
    return grade(compile_card(card, context_of(deck)), row["answer"]).outcome.value


def _amiss(row: dict[str, Any]) -> str:
    held = row["deck"]
    raw = held.encode() if isinstance(held, str) else base64.b64decode(held["base64"])
    deck = read_deck(raw, file=f"blind.{row['ext']}", deck=DeckId("blind")).deck
    cards = deck.cards if deck is not None else ()
    if len(cards) != len(row["cards"]):
        return f"{len(cards)} cards instead of {len(row['cards'])}"
    for card, (ask, answer) in zip(cards, row["cards"], strict=True):
        if _words(card.ask) != _words(ask):
            return f"asks {card.ask!r}"
        if not any(set(_words(text)) - {"and"} == set(_words(answer)) - {"and"} for text in _answers(card)):
            return f"{ask} {_answers(card)}"
    return ""


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+|____", text.lower().replace("`", ""))


def _answers(card: Card) -> tuple[str, ...]:
    if card.answer:
        return card.answer[0], " ".join(card.answer)
    if card.value is not None:
        return f"{card.value:g} {card.unit}", f"{card.value:g}"
    return (card.date or " ".join([*(point.say for point in (*card.points, *card.items, *card.steps)), *card.right]),)


def main() -> None:
    """Print the figures of both halves."""
    for half in HALVES:
        for name, judged in (("ordinary", ordinary(half)), ("identity", identity(half))):
            sys.stdout.write(f"{half:<5} {name} {len(judged)}: {shares(judged)}\n")
            if "--misses" in sys.argv:
                sys.stdout.writelines(f"  {one}\n" for one in judged if one.want != one.said)
        amiss = files(half)
        sys.stdout.write(f"{half:<5} files read right: {list(amiss.values()).count('')} of {len(amiss)}\n")
        sys.stdout.writelines(f"  {kind}: {why}\n" for kind, why in amiss.items() if why)


if __name__ == "__main__":
    main()
