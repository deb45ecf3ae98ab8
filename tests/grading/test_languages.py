"""Stems, stop words, negators and numbers follow the deck's language; an unknown one has none."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
import Stemmer

from bot.core.ids import CardId
from bot.decks.card import Card, Point
from bot.decks.deck import DeckContext
from bot.grading.grade import grade
from bot.grading.rubric import compile  # noqa: A004 - the trade's word for it
from bot.grading.verdict import Outcome
from bot.grading.words.languages import language_of

ANSWERS = [
    ("en", "plants turn light into sugar", "sugar is made from light by plants", "plants don't turn light into sugar"),
    (
        "de",
        "Pflanzen wandeln Licht in Zucker um",
        "Pflanze wandelt Licht in Zucker um",
        "Pflanzen wandeln Licht nicht in Zucker um",
    ),
    (
        "fr",
        "les plantes transforment la lumière en sucre",
        "la plante transforme la lumiere en sucre",
        "les plantes ne transforment pas la lumière en sucre",
    ),
    (
        "es",
        "las plantas convierten la luz en azúcar",
        "la planta convierte luz en azucar",
        "las plantas no convierten la luz en azúcar",
    ),
    (
        "pt",
        "as plantas transformam luz em açúcar",
        "a planta transforma a luz em acucar",
        "as plantas não transformam luz em açúcar",
    ),
    (
        "it",
        "le piante trasformano la luce in zucchero",
        "la pianta trasforma luce in zucchero",
        "le piante non trasformano la luce in zucchero",
    ),
    (
        "nl",
        "planten zetten licht om in suiker",
        "de plant zet licht om in suiker",
        "planten zetten licht niet om in suiker",
    ),
    (
        "sv",
        "växter omvandlar ljus till socker",
        "växten omvandlar ljuset till socker",
        "växter omvandlar inte ljus till socker",
    ),
    (
        "ru",
        "растения превращают свет в сахар",
        "растение превращает свет в сахар",
        "растения не превращают свет в сахар",
    ),
]


@pytest.mark.parametrize(("tag", "point", "right", "wrong"), ANSWERS, ids=[row[0] for row in ANSWERS])
def test_a_language_knows_its_forms_and_its_negators(tag: str, point: str, right: str, wrong: str) -> None:
    """Another form of the words is right, the negated sentence is not."""
    rubric = compile(Card(id=CardId("p"), ask="?", points=(Point(say=point),)), DeckContext(language=tag))
    assert grade(rubric, right).outcome is Outcome.RIGHT
    assert grade(rubric, wrong).outcome is not Outcome.RIGHT


def test_regional_tags_mean_their_language() -> None:
    """de-AT and pt_BR are German and Portuguese."""
    assert language_of("de-AT") is language_of("de")
    assert language_of("pt_BR") is language_of("pt")


def test_an_unknown_language_stems_nothing() -> None:
    """Words are compared as they are."""
    assert language_of("tlh").stem("houses") == "houses"
    assert not language_of("tlh").stop


@pytest.mark.parametrize(
    ("tag", "answer", "right", "wrong"),
    [
        ("ja", "光合成", "光合成です", "呼吸"),
        ("zh", "光合作用", "光合作用", "呼吸作用"),
        ("th", "การสังเคราะห์แสง", "การสังเคราะห์แสง", "การหายใจ"),
        ("ko", "광합성", "광합성", "호흡"),
    ],
)
def test_scripts_without_lists_are_compared_by_letters(tag: str, answer: str, right: str, wrong: str) -> None:
    """Pairs of characters stand in for words."""
    rubric = compile(Card(id=CardId("p"), ask="?", answer=(answer,)), DeckContext(language=tag))
    assert grade(rubric, right).outcome is Outcome.RIGHT
    assert grade(rubric, wrong).outcome is not Outcome.RIGHT


LETTERS = "bcdfghjklm"


def test_threads_do_not_spoil_each_others_stems() -> None:
    """Cards are compiled in one thread while answers are graded in another."""
    starts, ends = ("nation", "relat", "oper", "gener", "work"), ("alization", "ional", "ating", "ousness", "ings")
    words = [f"{one}{two}{start}{end}" for one in LETTERS for two in LETTERS for start in starts for end in ends]
    truth = [*map(Stemmer.Stemmer("english").stemWord, words)]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        stem = language_of("en").stem
        with ThreadPoolExecutor(8) as threads:
            parts = [*threads.map(lambda start: [*map(stem, words[start::8])], range(8))]
    finally:
        sys.setswitchinterval(interval)
    assert parts == [truth[start::8] for start in range(8)]
