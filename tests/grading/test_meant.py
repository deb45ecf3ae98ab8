"""Answers and wordings mean things in the same way."""

from __future__ import annotations

import pytest

from bot.decks.deck import DeckContext
from bot.grading.asked import ask
from bot.grading.context import Lexicon
from bot.grading.wording import word

LEXICON = Lexicon(DeckContext())
NOTHING: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    "text", ["Yes, it turns noise into images", "no, the hotter the lower", "water flows from hot to cold", "tea", ""]
)
def test_a_text_means_the_same_as_answer_and_as_wording(text: str) -> None:
    """Roles, ends of scales and stance do not hang on who wrote it."""
    answer, wording = ask(text, NOTHING, LEXICON), word(text, LEXICON, NOTHING)
    assert (answer.roles, answer.stance) == (wording.roles, wording.stance)
    assert (answer.poles.ends, answer.poles.ties) == (wording.poles.ends, wording.poles.ties)


def test_a_text_that_says_something_means_something() -> None:
    """A sentence with a yes, a direction and an end of a scale has all three."""
    answer = ask("Yes, hot noise is turned into images", NOTHING, LEXICON)
    assert answer.stance == 1
    assert [role.relation for role in answer.roles] == ["becomes"]
    assert answer.poles.words
