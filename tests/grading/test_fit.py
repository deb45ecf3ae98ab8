"""From an alignment to a chance: features, weights, the rules that cut, and what makes a name another name."""

from __future__ import annotations

import pytest

from bot.decks.deck import DeckContext
from bot.grading.align import align
from bot.grading.answer import read_answer
from bot.grading.context import Lexicon
from bot.grading.fit import fit, lookalike, month_of, other_month, other_unit, paste_share
from bot.grading.model import agreement, length_shares, weights_of
from bot.grading.rubric import Rubric
from bot.grading.stuffing import is_dump
from bot.grading.verdict import Rule
from bot.grading.wording import Wording

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
    ("wording", "answer", "rule"),
    [
        ("Jane Austen", "not Jane Austen", Rule.NEGATED),
        ("1989", "1998", Rule.NUMBER_DIFFERS),
        ("demand decreases", "demand increases", Rule.ANTONYM),
        ("Canberra", "Sydney, Perth, Hobart, Canberra", Rule.STUFFED),
    ],
)
def test_a_rule_cuts_the_chance(wording: str, answer: str, rule: Rule) -> None:
    """What a name does not admit costs most of its chance."""
    compiled = Wording(wording, LEXICON, NOTHING)
    found = fit(compiled, read_answer(answer, NOTHING, LEXICON), weights_of(len(compiled.telling)), hard=True)
    assert rule in {spoken for spoken, _, _ in found.rules}
    assert found.chance < 0.45


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


@pytest.mark.parametrize(
    ("wording", "answer", "seeming"),
    [
        ("heart", "hearth", "hearth"),
        ("heart", "haert", ""),
        ("heart", "hearts", ""),
        ("Titan", "Titanic", "titanic"),
        ("Amazon Titan", "Amazon Titanic", ""),
        ("heart", "the lungs", ""),
        ("photosynthesis", "fotosynthesis", ""),
        ("C++", "C", ""),
    ],
)
def test_a_known_word_is_no_slip(wording: str, answer: str, seeming: str) -> None:
    """Unless another word of the name is there as well."""
    compiled, given = Wording(wording, LEXICON, frozenset()), read_answer(answer, frozenset(), LEXICON)
    assert lookalike(compiled, given, align(compiled, given.reading, LEXICON)) == seeming


@pytest.mark.parametrize(
    ("wording", "answer", "month"),
    [
        ("July 4, 1776", "June 4, 1776", "june"),
        ("July 4, 1776", "1776-06-04", "june"),
        ("July 4, 1776", "4 July 1776", ""),
        ("July 4, 1776", "1776", ""),
        ("the battle of July 4, 1776", "June 4, 1776", ""),
        ("July", "June", ""),
    ],
)
def test_another_month_is_told(wording: str, answer: str, month: str) -> None:
    """Only where the wording is a date and nothing else."""
    compiled, given = Wording(wording, LEXICON, frozenset()), read_answer(answer, frozenset(), LEXICON)
    assert other_month(compiled, given, align(compiled, given.reading, LEXICON)) == month


def test_a_month_without_a_number_is_no_date() -> None:
    """Nor are two months."""
    assert month_of(Wording("July", LEXICON, frozenset())) is None
    assert month_of(Wording("July 4 to August 5", LEXICON, frozenset())) is None
    assert month_of(Wording("July 4", LEXICON, frozenset())) == 0


@pytest.mark.parametrize(
    ("wording", "answer", "unit"),
    [
        ("42.195 kilometres", "42.195 miles", "miles"),
        ("42.195 kilometres", "42.195 km", ""),
        ("42.195 kilometres", "42.195", ""),
        ("42.195 kilometres", "about 42.195 kilometres", ""),
        ("42.195 kilometres", "40 miles", ""),
        ("8 floors high", "8 doors", ""),
    ],
)
def test_another_unit_is_told(wording: str, answer: str, unit: str) -> None:
    """Only where the wording is a number and its unit, and the number is there."""
    compiled, given = Wording(wording, LEXICON, frozenset()), read_answer(answer, frozenset(), LEXICON)
    assert other_unit(compiled, given, align(compiled, given.reading, LEXICON)) == unit
