"""What in an answer stands for a word of a wording."""

from __future__ import annotations

import pytest

from bot.decks.deck import DeckContext
from bot.grading.statements.alignment import align
from bot.grading.statements.reading import read
from bot.grading.statements.wording import Wording
from bot.grading.words.antonyms import differ_by_prefix
from bot.grading.words.letters import is_inflected, likeness, same_family
from bot.grading.words.lexicon import Lexicon
from bot.grading.words.thesaurus import FAR, NEAR, thesaurus_of

LEXICON = Lexicon(DeckContext(synonyms=(("big cat", "tiger"),)))
NO_QUESTION: frozenset[str] = frozenset()


def credit(wording: str, answer: str, question: str = "") -> list[float]:
    """Return the credit of each telling word of a wording."""
    compiled = Wording(wording, LEXICON, frozenset(LEXICON.stems(question)))
    aligned = align(compiled, read(answer, LEXICON), LEXICON)
    return [value for value, telling in zip(aligned.credit, compiled.content, strict=True) if telling]


@pytest.mark.parametrize(
    ("wording", "answer"),
    [
        ("generates vectors", "vector generation"),
        ("fine tuning", "finetuning"),
        ("nondeterministic", "non deterministic"),
        ("foundation models", "FMs"),
        ("the NATO", "north atlantic treaty organization"),
        ("tiger", "a big cat"),
        ("8,000 tokens", "eight thousand tokens"),
    ],
)
def test_equal_words_in_another_dress_earn_all(wording: str, answer: str) -> None:
    """Forms, compounds, acronyms, synonyms and numbers."""
    earned = credit(wording, answer)
    assert earned
    assert all(value >= 0.8 for value in earned)


def test_a_slip_earns_nearly_all_and_a_relative_a_part() -> None:
    """The slip "retreival" is the word; "photo" is close to it."""
    assert 0.9 < credit("retrieval", "retreival")[0] < 1
    assert credit("picture", "image")[0] == NEAR
    assert FAR < NEAR < 1


@pytest.mark.parametrize(
    ("word_", "other"), [("labeled", "unlabeled"), ("import", "export"), ("synchronous", "asynchronous")]
)
def test_opposites_are_no_slips(word_: str, other: str) -> None:
    """A turning prefix is not a typo."""
    assert differ_by_prefix(word_, other)
    assert likeness(word_, other) == 0
    assert same_family(word_, other, word_, other) == 0


def test_numbers_and_short_words_are_exact() -> None:
    """1989 is not 1998, cat is not car."""
    assert credit("1989", "1998") == [0]
    assert credit("cat", "car") == [0]


def test_a_namesake_is_another_thing() -> None:
    """Titan is not Titanic though they share a stem, and is the same as Titans."""
    assert not is_inflected("titan", "titanic")
    assert is_inflected("titan", "titans")


def test_the_questions_own_acronym_explains_nothing() -> None:
    """RAG is no answer to what RAG stands for."""
    assert credit("retrieval augmented generation", "RAG", "What does RAG stand for?") == [0, 0, 0]


def test_words_repeat_without_weight() -> None:
    """Each word counts once, where it stands first."""
    assert read("tea tea TEA cup", LEXICON).keys == ["tea", "cup"]


def test_negation_reaches_to_the_clauses_end_and_cancels_itself() -> None:
    """Not after a comma; two negators are none."""
    reading = read("not fresh tea, cold water", LEXICON)
    assert dict(zip(reading.keys, reading.negated, strict=True))["tea"]
    assert not dict(zip(reading.keys, reading.negated, strict=True))["water"]
    assert not any(read("never without tea", LEXICON).negated[2:])


def test_joined_negators_do_not_cancel() -> None:
    """Each of "does not learn and cannot write" turns its own verb."""
    reading = read("it does not learn and cannot write", LEXICON)
    negated = dict(zip(reading.keys, reading.negated, strict=True))
    assert negated["learn"]
    assert negated["write"]


def test_an_unknown_language_has_no_thesaurus() -> None:
    """Every word is rare and stands alone."""
    assert thesaurus_of("tlh").relatives("tea") == {}
    assert thesaurus_of("../x").rarity("tea") is None


def test_a_word_is_found_among_the_sorted_lines_of_the_thesaurus() -> None:
    """First, last and in between; who is whose relative holds both ways."""
    english = thesaurus_of("en")
    assert english.relatives("abbess") == {}
    assert english.rarity("aaron") == 0.95
    assert english.rarity("zygot") == 0.89
    assert english.rarity("teapotty") is None
    assert english.relatives("abbrevi")["brief"] == english.relatives("brief")["abbrevi"] == NEAR
    assert english.relatives("abbrevi")["form"] == english.relatives("form")["abbrevi"] == FAR
