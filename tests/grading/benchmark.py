"""The public benchmark's rows as the grader sees them; found at ../shared/grading or in DECKHAND_BENCHMARK."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.decks.deck import DeckContext
from bot.decks.folder import load_file
from bot.grading.find import card_of_row
from bot.grading.points import earn
from bot.grading.rubric import compile as compile_card
from bot.grading.statements.alignment import align
from bot.grading.statements.answer import Answer, read_answer
from bot.grading.statements.model import against, agreement, claim_shares, length_shares
from bot.grading.statements.wording import Wording
from bot.grading.words.lexicon import Lexicon, context_of

SETS = (
    "mohler", "beetle", "scientsbank", "saf_en", "nq_short", "tq_short", "efficientqa", "nq301", "nq_long", "tq_long",
)  # fmt: skip
FOLDER = Path(os.environ.get("DECKHAND_BENCHMARK", Path(__file__).parents[3] / "shared" / "grading"))

ORDINARY = Path(__file__).parent / "answers" / "ordinary" / "tune"
#: Kinds of answers that say something else in the author's sentence: the model is not what finds them.
CONTRADICTING = {"turned", "replaced"}


@dataclass(frozen=True, slots=True)
class Row:
    """One graded answer.

    Attributes:
        dataset: Name of its set.
        question: What was asked; folds are cut between questions.
        human: The human score, 0..1.
        right: Whether a human accepts it.
        contradicts: Whether it says the opposite.
        pairs: For each reference the features and the two length shares.
    """

    dataset: str
    question: str
    human: float
    right: bool
    contradicts: bool
    pairs: list[tuple[list[float], float, float]]


def rows() -> Iterator[Row]:
    """Read every dev row with its features."""
    for name in SETS:
        with (FOLDER / "dev" / f"{name}.jsonl").open(encoding="utf-8") as lines:
            raw = [json.loads(line) for line in lines]
        deck = {row["question"]: row["references"] for row in reversed(raw)}
        texts = tuple("\n".join((question, *references)) for question, references in reversed(deck.items()))
        lexicon = Lexicon(DeckContext(texts=texts))
        asked = {question: frozenset(lexicon.stems(question)) for question in deck}
        wordings = {q: [Wording(text, lexicon, asked[q]) for text in references] for q, references in deck.items()}
        for row in raw:
            question = row["question"]
            given = read_answer(row["answer"], asked[question], lexicon)
            pairs = [_features(w, given) for w in wordings[question]]
            yield Row(
                dataset=name,
                question=question,
                human=float(row["score"]),
                right=bool(row["binary"]),
                contradicts=row.get("label3") == "contradictory",
                pairs=pairs,
            )


def card_rows() -> Iterator[Row]:
    """Read the answers to ordinary cards that are there for tuning, but for those that contradict their card."""
    scores = {"right": 1.0, "partly": 0.5, "wrong": 0.0}
    for file in sorted(ORDINARY.glob("*.toml")):
        deck = load_file(file).decks[0]
        context = context_of(deck)
        rubrics = {card.id: compile_card(card, context) for card in deck.cards}
        for line in file.with_suffix(".jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            card = card_of_row(row["card"], deck)
            assert card is not None
            rubric = rubrics[card.id]
            given = read_answer(row["answer"], rubric.question, rubric.lexicon)
            earned = earn(rubric, given, rubric.index.near(given.reading))
            if row["kind"] in CONTRADICTING or any(one.contradiction for one in earned):
                continue
            best = sorted(earned, key=lambda one: -one.odds)[: rubric.need]
            lines = [([*one.agreed, 0.0, 0.0, 0.0], *claim_shares(len(one.judge.wording.telling))) for one in best]
            values, longs, verys = zip(*lines, strict=True)
            mean = [sum(column) / len(best) for column in zip(*values, strict=True)]
            yield Row(
                dataset="ordinary",
                question=f"{deck.id}/{card.id}",
                human=scores[row["band"]],
                right=row["band"] == "right",
                contradicts=False,
                pairs=[(mean, sum(longs) / len(best), sum(verys) / len(best))],
            )


def _features(wording: Wording, given: Answer) -> tuple[list[float], float, float]:
    aligned = align(wording, given.reading, given.lexicon)
    agreed = agreement(wording, given, aligned)
    return [*agreed, *against(wording, given, aligned, agreed.recall)], *length_shares(wording)
