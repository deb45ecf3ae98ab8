"""A yes or no at the beginning is heard in every language."""

from __future__ import annotations

import pytest

from bot.grading.statements.semantics import stance_of
from bot.grading.words.languages import language_of
from bot.grading.words.normalise import fold
from bot.grading.words.tokens import tokenise


@pytest.mark.parametrize(
    ("tag", "text", "stance"),
    [
        ("en", "Yes, because it melts", 1),
        ("en", "I think yes", 1),
        ("en", "No because it melts", -1),
        ("en", "no", -1),
        ("en", "no gap is there", 0),
        ("en", "there is no gap", 0),
        ("en", "I do not agree", -1),
        ("en", "Disagree. It can happen at any temperature", -1),
        ("en", "The sky is blue because the light is scattered, yes", 0),
        ("de", "Nein, das Wasser kocht", -1),
        ("fr", "Oui, car l'eau bout", 1),
        ("es", "no, porque hierve", -1),
        ("it", "No, bolle", -1),
        ("nl", "ja, het kookt", 1),
        ("sv", "Nej, det kokar", -1),
        ("pt", "Sim, ferve", 1),
        ("ru", "Да, она кипит", 1),
        ("ja", "yes", 0),
    ],
)
def test_an_opening_yes_or_no_is_heard(tag: str, text: str, stance: int) -> None:
    """Only at the beginning, and "no" only where it stands alone."""
    language = language_of(tag)
    assert stance_of(tokenise(fold(text, tag), language), language) == stance
