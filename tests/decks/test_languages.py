"""The language of texts that don't say it."""

from __future__ import annotations

import pytest

from bot.decks.languages import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("What is the capital of France? Paris is the capital of it.", "en"),
        ("Was ist die Hauptstadt von Frankreich? Paris ist die Stadt an der Seine.", "de"),
        ("¿Cuál es la capital de Francia? París, en el norte de la isla.", "es"),
        ("Quelle est la capitale de la France ? Paris est une ville sur la Seine.", "fr"),
        ("Qual è la capitale della Francia? Parigi è una città che sta sul fiume, non al mare.", "it"),
        ("Wat is de hoofdstad van het land? Parijs is een stad aan de Seine.", "nl"),
        ("東京はどの国の首都ですか。", "ja"),
        ("中国的首都是哪里？", "zh"),
        ("Какой город столица России?", "ru"),
        ("Ποια είναι η πρωτεύουσα;", "el"),
        ("ما هي عاصمة مصر؟", "ar"),
    ],
)
def test_a_language_shows_in_its_script_and_its_small_words(text: str, language: str) -> None:
    """A sentence or two are enough."""
    assert language_of([text]) == language


@pytest.mark.parametrize(
    "texts",
    [[], ["42"], ["gato", "cat", "perro", "dog"], ["la casa es grande", "the house is big", "el perro", "the dog"]],
)
def test_a_list_of_words_or_of_two_languages_shows_none(texts: list[str]) -> None:
    """No guess is better than a wrong one."""
    assert language_of(texts) == ""
