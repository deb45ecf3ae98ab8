"""The public benchmark's rows as the grader sees them; found at ../shared/grading or in DECKHAND_BENCHMARK."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.decks.deck import DeckContext
from bot.grading.align import align
from bot.grading.answer import read_answer
from bot.grading.context import Lexicon
from bot.grading.features import features
from bot.grading.model import length_shares
from bot.grading.wording import Wording

SETS = (
    "mohler", "beetle", "scientsbank", "saf_en", "nq_short", "tq_short", "efficientqa", "nq301", "nq_long", "tq_long",
)  # fmt: skip
FOLDER = Path(os.environ.get("DECKHAND_BENCHMARK", Path(__file__).parents[3] / "shared" / "grading"))


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
            pairs = [
                (features(w, given, align(w, given.reading, lexicon)), *length_shares(w)) for w in wordings[question]
            ]
            yield Row(
                dataset=name,
                question=question,
                human=float(row["score"]),
                right=bool(row["binary"]),
                contradicts=row.get("label3") == "contradictory",
                pairs=pairs,
            )
