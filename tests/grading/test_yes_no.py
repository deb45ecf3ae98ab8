"""Yes and no are heard in all their wordings."""

from __future__ import annotations

import pytest

from bot.grading.values.yes_no import read, read_text

MOON = "Is the moon a satellite?"


@pytest.mark.parametrize(
    ("answer", "side"),
    [
        ("yeah", True),
        ("yep!", True),
        ("it is", True),
        ("T", True),
        ("that's right", True),
        ("not false", True),
        ("yes, because it goes around the earth", True),
        ("the moon is a satellite", True),
        ("nope", False),
        ("it isn't", False),
        ("not true", False),
        ("No, it is a planet", False),
        ("the moon is not a satellite", False),
        ("yes and no", None),
        ("yes or no", None),
        ("maybe", None),
        ("I don't know", None),
        ("a planet", None),
        ("", None),
    ],
)
def test_an_answer_takes_one_side_or_none(answer: str, side: bool | None) -> None:  # noqa: FBT001 - the value
    """Both at once are none."""
    assert read(answer, "en", MOON) is side


@pytest.mark.parametrize(
    ("answer", "tag", "side"),
    [
        ("stimmt", "de", True),
        ("stimmt nicht", "de", False),
        ("jein", "de", None),
        ("claro que sí", "es", True),
        ("no es cierto", "es", False),
        ("bien sûr", "fr", True),
        ("c'est faux", "fr", False),
        ("да", "ru", True),
    ],
)
def test_nine_languages_say_yes_and_no(answer: str, tag: str, side: bool | None) -> None:  # noqa: FBT001 - the value
    """In the deck's language, and in English."""
    assert read(answer, tag) is side


@pytest.mark.parametrize(
    ("text", "question", "side"),
    [
        ("False", "S3 stores blocks. Right?", False),
        ("F", "T or F: a subnet spans several zones?", False),
        ("F", "What is the symbol of fluorine?", None),
        ("No", "Which element has the number 102?", None),
        ("Right", "Which side do they drive on?", None),
    ],
)
def test_a_symbol_is_no_yes_or_no(text: str, question: str, side: bool | None) -> None:  # noqa: FBT001 - the value
    """Where the question asks for something else."""
    assert read_text(text, question, "en") is side
