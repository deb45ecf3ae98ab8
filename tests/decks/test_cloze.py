"""Cloze texts of Anki become questions with a blank."""

from __future__ import annotations

import pytest

from bot.decks.formats.cloze import Cloze, clozes


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "{{c1::Paris::city}} is the capital of {{c2::France}}",
            [("____ is the capital of France", "Paris", ("city",)), ("Paris is the capital of ____", "France", ())],
        ),
        ("{{c1::Salt}} and {{c1::pepper}}", [("____ and ____", "Salt\npepper", ())]),
        ("{{c1::a {{c2::b}} c}}", [("____", "a b c", ()), ("a ____ c", "b", ())]),
        ("{{c1,2::x}} y", [("____ y", "x", ()), ("____ y", "x", ())]),
        ("{{c3::std::vector}} holds", [("____ holds", "std", ("vector",))]),
        ("{{c1::}} nothing", []),
        ("{{c1::open", []),
        ("no cloze: {{Field}} :: }}", []),
    ],
    ids=["hint", "same number", "nested", "two numbers", "colons", "empty", "open", "none"],
)
def test_each_number_is_asked_once(text: str, asked: list[tuple[str, str, tuple[str, ...]]]) -> None:
    """What has the number is blank, all else is shown; hints go with their blank."""
    assert clozes(text) == tuple(Cloze(ask=ask, answer=answer, hints=hints) for ask, answer, hints in asked)


def test_deep_and_broken_texts_end() -> None:
    """However deep and however broken, a text is read in one pass."""
    clozes("{{c1::" * 50_000)
    clozes("{{c1::" * 50_000 + "}}" * 50_000)
    clozes("}}::{{" * 50_000)
