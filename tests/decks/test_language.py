"""A deck's language is told by its small words."""

from __future__ import annotations

import pytest

from bot.core.ids import DeckId
from bot.decks.language import guess_language
from bot.decks.reading import read_deck

GERMAN = ["Wann begann der Zweite Weltkrieg?", "War Bismarck Kanzler oder König?"]


@pytest.mark.parametrize(
    ("asks", "answers", "language"),
    [
        (GERMAN, ["1. September 1939", "Kanzler"], "de"),
        (["Quelle est la capitale de la France ?"], ["Paris"], "fr"),
        (["¿Cuál es la capital de España?", "¿Quién pintó el Guernica?"], ["Madrid", "Picasso"], "es"),
        (["Qual é a capital do Brasil?", "Quem descobriu o Brasil?"], ["Brasília", "Cabral"], "pt"),
        (["Qual è la capitale della Francia?", "Chi ha scritto il Decameron?"], ["Parigi", "Boccaccio"], "it"),
        (["Wat is de hoofdstad van het land?"], ["Den Haag is het niet"], "nl"),
        (["Vad är huvudstaden i Sverige?", "Vem var kung och när?"], ["Stockholm"], "sv"),
        (["Какая столица в России?", "Кто и когда был в космосе?"], ["Москва"], "ru"),
        (["What is the capital of France?"], ["Paris"], "en"),
        (["der Hund", "die Katze", "das Haus und der Hof"], ["the dog", "the cat", "the house and the yard"], "en"),
        (["Pi"], ["3.14"], "en"),
        (["東京はどの国の首都ですか。"], ["日本"], "ja"),
        (["中国的首都是哪里？"], ["北京"], "zh"),
        (["Ποια είναι η πρωτεύουσα;"], ["Αθήνα"], "el"),
        (["ما هي عاصمة مصر؟"], ["القاهرة"], "ar"),
        (["Столица?"], ["Москва"], "ru"),
        (["water in Hindi"], ["पानी"], "hi"),
        (["水", "火"], ["water", "fire"], "en"),
        ([], [], "en"),
    ],
)
def test_a_language_is_guessed_where_enough_tells(asks: list[str], answers: list[str], language: str) -> None:
    """By questions that are sentences, and by answers; a vocabulary's language is that of its answers."""
    assert guess_language(asks, answers) == language


def test_notes_are_graded_in_their_own_language() -> None:
    """A German list of questions is a German deck, and the first of September is no first line."""
    lines = ["Geschichte", GERMAN[0], "1. September 1939", GERMAN[1], "Kanzler"]
    deck = read_deck("\n".join(lines).encode(), file="g.txt", deck=DeckId("g")).deck
    assert deck is not None
    assert deck.language == "de"
    assert deck.cards[0].answer == ("1. September 1939",)
    assert deck.cards[1].wrong == ("König",)
