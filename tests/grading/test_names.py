"""Term cards: the same thing or another thing, over many subjects, and what speaks against an answer."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.core.ids import CardId, DeckId
from bot.decks.card import Card
from bot.decks.deck import Deck, DeckContext, Heed
from bot.grading.grade import grade
from bot.grading.rubric import Rubric, compile  # noqa: A004 - the trade's word for it
from bot.grading.verdict import Outcome, Rule, Verdict
from bot.grading.words.lexicon import context_of

ANSWERS = Path(__file__).parent / "answers" / "names.jsonl"
BANDS = ("right", "partly", "wrong")
#: A score below which no strictness lets an answer pass as partly right.
ANOTHER_BELOW = 0.35


def card_of(row: dict[str, object], at: int) -> Card:
    """Make the card of a row."""
    return Card.model_validate({"id": f"q{at}", "ask": row["ask"], "answer": tuple(row["answer"])})  # type: ignore[arg-type]


def rubric_of(ask: str, *answers: str, context: DeckContext | None = None, **more: tuple[str, ...]) -> Rubric:
    """Compile a term card, alone in its deck."""
    card = Card.model_validate({"id": "q", "ask": ask, "answer": answers, **more})
    return compile(card, context or context_of(Deck(id=DeckId("d"), title="D", cards=(card,))))


def judged(*, together: bool) -> Iterator[tuple[str, str, Verdict]]:
    """Grade every row's answers: the band wanted, the answer, the verdict.

    Args:
        together: Whether all cards of a language are one deck, or each is one of its own.
    """
    rows = [json.loads(line) for line in ANSWERS.read_text("utf-8").splitlines()]
    cards = [card_of(row, at) for at, row in enumerate(rows)]
    decks = {
        tag: context_of(Deck(id=DeckId("d"), title="D", language=tag, cards=tuple(deck)))
        for tag in {row.get("language", "en") for row in rows}
        for deck in [[card for card, row in zip(cards, rows, strict=True) if row.get("language", "en") == tag]]
    }
    for card, row in zip(cards, rows, strict=True):
        tag = row.get("language", "en")
        alone = Deck(id=DeckId("d"), title="D", language=tag, cards=(card,))
        rubric = compile(card, decks[tag] if together else context_of(alone))
        yield from ((band, answer, grade(rubric, answer)) for band in BANDS for answer in row.get(band, ()))


@pytest.mark.parametrize("together", [True, False])
def test_nearly_all_answers_fall_into_their_band(*, together: bool) -> None:
    """Of three thousand answers over many subjects next to none is wrongly accepted or refused."""
    told = Counter((band, verdict.outcome.value) for band, _, verdict in judged(together=together))
    count = {band: sum(told[band, said] for said in BANDS) for band in BANDS}
    assert sum(told[band, band] for band in BANDS) >= 0.99 * sum(count.values())
    assert told["wrong", "right"] <= 0.01 * count["wrong"]
    assert told["right", "wrong"] <= 0.01 * count["right"]


def test_another_thing_is_right_at_no_strictness() -> None:
    """What is wrong is not even partly right where thresholds are lowest."""
    passed = [
        answer for band, answer, verdict in judged(together=False) if band == "wrong" and verdict.score >= ANOTHER_BELOW
    ]
    assert len(passed) <= 5


@pytest.mark.parametrize(
    ("ask", "right", "answer", "rule"),
    [
        ("Which war ended in 1945?", "World War II", "World War 1", Rule.NUMBER_DIFFERS),
        ("Which planet is the largest?", "Jupiter", "Jupiter or Saturn", Rule.SECOND_GUESS),
        ("Which planet is the largest?", "Jupiter", "Jupiter, Saturn", Rule.SECOND_GUESS),
        ("Which planet is the largest?", "Jupiter", "not Jupiter", Rule.NEGATED),
        ("Which planet is the largest?", "Jupiter", "largest planet", Rule.QUESTION_WORDS),
        ("Which organ pumps blood?", "heart", "hearth", Rule.LOOKALIKE),
        ("Which organ pumps blood?", "heart", "🎉", Rule.EMPTY),
        ("Regex for one digit?", "\\d", "\\D", Rule.SYMBOL_DIFFERS),
        ("Who wrote Dune?", "Frank Herbert", "Frank", None),
        ("Who wrote Dune?", "Frank Herbert", "Tolstoy", None),
    ],
)
def test_a_reason_is_true_of_the_answer_or_not_given(ask: str, right: str, answer: str, rule: Rule | None) -> None:
    """A wrong reason is worse than none."""
    verdict = grade(rubric_of(ask, right), answer)
    assert verdict.outcome is Outcome.WRONG
    assert [spoken.rule for spoken in verdict.rules] == ([rule] if rule else [])


def test_a_word_that_another_card_asks_for_is_no_slip() -> None:
    """The deck's own answers count as known words, whatever the language knows."""
    cards = [
        Card(id=CardId(word), ask=f"Which one is {at}?", answer=(word,))
        for at, word in enumerate(("Zorblax", "Zorblex"))
    ]
    rubric = compile(cards[0], context_of(Deck(id=DeckId("d"), title="D", cards=tuple(cards))))
    assert grade(rubric, "Zorblex").outcome is Outcome.WRONG
    assert grade(rubric, "Zorblx").outcome is Outcome.RIGHT


def test_a_surname_that_two_cards_share_names_neither() -> None:
    """In a deck of two Roosevelts the surname alone is no answer."""
    names = ("Theodore Roosevelt", "Franklin Roosevelt")
    cards = [Card(id=CardId(name[:3]), ask=f"Who was president {at}?", answer=(name,)) for at, name in enumerate(names)]
    shared = context_of(Deck(id=DeckId("d"), title="D", cards=tuple(cards)))
    assert grade(compile(cards[0], shared), "Roosevelt").outcome is Outcome.WRONG
    assert grade(rubric_of("Who was president?", names[0]), "Roosevelt").outcome is Outcome.RIGHT


def test_what_must_fail_fails_in_any_spelling() -> None:
    """A rejected text is compared as an accepted one is, and wins only where it fits better."""
    rubric = rubric_of("Which pigment is in red blood?", "haemoglobin", reject=("myoglobin",))
    assert [spoken.rule for spoken in grade(rubric, "Myoglobine").rules] == [Rule.REJECTED]
    assert grade(rubric, "hemoglobin").outcome is Outcome.RIGHT


def test_an_option_that_is_typed_is_found_by_its_name() -> None:
    """A choice card takes its right option as text, and knows the others for wrong."""
    card = Card(id=CardId("q"), ask="Which keeps rows?", right=("PostgreSQL",), wrong=("Redis", "MySQL"))
    rubric = compile(card, context_of(Deck(id=DeckId("d"), title="D", cards=(card,))))
    assert grade(rubric, "it's postgresql").outcome is Outcome.RIGHT
    assert [spoken.rule for spoken in grade(rubric, "my sql").rules] == [Rule.REJECTED]


@pytest.mark.parametrize(
    ("context", "right", "answer", "rule"),
    [
        (DeckContext(), "café", "cafe", None),
        (DeckContext(accents=Heed.MATTER), "café", "cafe", Rule.ACCENT_DIFFERS),
        (DeckContext(language="es"), "año", "ano", Rule.ACCENT_DIFFERS),
        (DeckContext(language="es", accents=Heed.IGNORE), "año", "ano", None),
        (DeckContext(language="de"), "schön", "schoen", None),
        (DeckContext(language="de"), "die Straße", "Strasse", None),
        (DeckContext(language="de"), "die Straße", "der Straße", Rule.ARTICLE_DIFFERS),
        (DeckContext(language="de", articles=Heed.MATTER), "die Straße", "Straße", Rule.ARTICLE_DIFFERS),
        (DeckContext(case=Heed.MATTER), "macOS", "MacOS", Rule.CASE_DIFFERS),
        (DeckContext(), "macOS", "MacOS", None),
        (DeckContext(language="zh"), "nǐ hǎo", "ni3hao3", None),
        (DeckContext(language="zh"), "nǐ hǎo", "ní hǎo", Rule.ACCENT_DIFFERS),
    ],
)
def test_a_deck_says_what_matters_beside_the_words(
    context: DeckContext, right: str, answer: str, rule: Rule | None
) -> None:
    """Accents, articles and capitals count where the deck, or its language, says so."""
    verdict = grade(rubric_of("What is it?", right, context=context), answer)
    assert verdict.outcome is (Outcome.WRONG if rule else Outcome.RIGHT)
    assert [spoken.rule for spoken in verdict.rules] == ([rule] if rule else [])


def test_an_expansion_with_one_word_wrong_is_half_right() -> None:
    """Where the question asks what letters stand for, most of the words are worth something."""
    rubric = rubric_of("What does HTTP stand for?", "Hypertext Transfer Protocol")
    assert grade(rubric, "hypertext transport protocol").outcome is Outcome.PARTLY
    assert grade(rubric, "HTTP").outcome is Outcome.WRONG


@pytest.mark.parametrize(
    ("ask", "right", "answer"),
    [
        ("Who saw the writing on the wall?", "Belshazzar (Daniel 5)", "Belshazzar"),
        ("Which body looks after health?", "WHO (World Health Organization)", "World Health Organization"),
        ("Who carries a kukri?", "Gurkha or Nepalese", "a Gurkha"),
        ("Where was the race held?", "Gulfstream Park, Florida", "Gulfstream Park"),
        ("Which horse won?", "Secretariat, who won in 1973", "Secretariat"),
        ("Who played Forrest Gump?", "Tom Hanks", "the actor Tom Hanks"),
    ],
)
def test_what_a_text_says_of_itself_may_be_left_out(ask: str, right: str, answer: str) -> None:
    """Brackets, clauses, the region of a place; and of one or the other each."""
    assert grade(rubric_of(ask, right), answer).outcome is Outcome.RIGHT
