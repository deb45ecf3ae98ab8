"""From an alignment to a chance: features and weights, and rows of words that say nothing."""

from __future__ import annotations

import pytest

from bot.decks.deck import DeckContext
from bot.grading.rubric import Rubric
from bot.grading.score import Score
from bot.grading.statements.alignment import align
from bot.grading.statements.answer import read_answer
from bot.grading.statements.model import agreement, length_shares, weights_of
from bot.grading.statements.wording import Wording
from bot.grading.stuffing import is_dump, paste_share
from bot.grading.words.lexicon import Lexicon

LEXICON = Lexicon(DeckContext())
NOTHING: frozenset[str] = frozenset()


def test_every_feature_has_a_value_between_known_bounds() -> None:
    """All but the count of words lie within 0..1."""
    wording, given = (
        Wording("green tea from China", LEXICON, NOTHING),
        read_answer("chinese green tea", NOTHING, LEXICON),
    )
    agreed = agreement(wording, given, align(wording, given.reading, LEXICON))
    assert all(0 <= value <= 1.0000001 for value in agreed._replace(told=0.0))
    assert agreed.recall > 0.5


def test_weights_shift_with_length() -> None:
    """A name is short, a sentence long, a paragraph very long."""
    name, sentence = (
        Wording("Amazon Titan", LEXICON, NOTHING),
        Wording("one two " + " ".join(f"w{c}x" for c in "abcdefghijklm"), LEXICON, NOTHING),
    )
    assert name.name
    assert not sentence.name
    assert length_shares(name)[0] < length_shares(sentence)[0] == 1
    assert weights_of(1) != weights_of(1, claim=True)


@pytest.mark.parametrize(
    ("wording", "answer"),
    [("Jane Austen", "not Jane Austen"), ("1989", "1998"), ("demand decreases", "demand increases")],
)
def test_a_name_admits_no_opposite(wording: str, answer: str) -> None:
    """A negation, another number and an opposite cost most of the chance."""
    assert Score()("Who or what?", [wording], answer) < 0.5


def test_a_paste_keeps_next_to_nothing() -> None:
    """Beyond 150 fresh words an answer is no answer."""
    assert paste_share(read_answer("tea", NOTHING, LEXICON)) == 1
    assert (
        paste_share(
            read_answer(
                " ".join(f"{a}{b}zz" for a in "abcdefghijklmnopqrs" for b in "abcdefghijklmnopqrs"), NOTHING, LEXICON
            )
        )
        < 0.2
    )


def test_words_without_a_claim_are_a_dump(rubrics: dict[str, Rubric]) -> None:
    """Five telling words in an order nobody writes; a sentence with the same words is none."""
    rubric = rubrics["oolong"]
    assert is_dump(read_answer("china degrees oxidized green steeped", rubric.question, rubric.lexicon), rubric)
    assert not is_dump(
        read_answer("it is steeped in China, green and oxidized", rubric.question, rubric.lexicon), rubric
    )
