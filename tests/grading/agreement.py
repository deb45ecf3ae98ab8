"""How well the grader agrees with people on a deck: python -m tests.grading.agreement DECK ANSWERS.jsonl [--misses].

Rows have `card` (id or position), `answer` and `band` (right, partly, wrong). Reported are answers in band, pairs of a
right and a wrong answer to the same card in the right order (a tie counts half), and the AUC of right against wrong.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from bot.decks.folder import load_file
from bot.grading.find import card_of_row
from bot.grading.grade import grade
from bot.grading.rubric import compile as compile_card
from bot.grading.words.lexicon import context_of


@dataclass(frozen=True, slots=True)
class Judged:
    """One row with its verdict."""

    card: str
    band: str
    kind: str
    answer: str
    score: float
    outcome: str


def judge(deck_file: Path, answers: Path) -> list[Judged]:
    """Grade every row."""
    deck = load_file(deck_file).decks[0]
    context = context_of(deck)
    rubrics = {card.id: compile_card(card, context) for card in deck.cards}
    judged = []
    for line in answers.read_text("utf-8").splitlines():
        row = json.loads(line)
        card = card_of_row(row["card"], deck)
        assert card is not None
        verdict = grade(rubrics[card.id], row["answer"])
        judged.append(
            Judged(card.id, row["band"], row.get("kind", ""), row["answer"], verdict.score, verdict.outcome.value)
        )
    return judged


def order(rows: list[Judged]) -> tuple[float, float]:
    """Return the share of right-wrong pairs in order within cards, and over the whole deck (AUC)."""
    right = [row for row in rows if row.band == "right"]
    wrong = [row for row in rows if row.band == "wrong"]

    def share(*, same_card: bool) -> float:
        pairs = [
            (r.score > w.score) + 0.5 * (r.score == w.score)
            for r in right
            for w in wrong
            if not same_card or r.card == w.card
        ]
        return sum(pairs) / max(1, len(pairs))

    return share(same_card=True), share(same_card=False)


def main() -> None:
    """Print the table."""
    deck_file, answers = (Path(argument) for argument in sys.argv[1:3])
    rows = judge(deck_file, answers)
    in_band = sum(row.band == row.outcome for row in rows)
    pairs, auc = order(rows)
    lines = [f"{len(rows)} answers: in band {in_band / len(rows):.1%}  pairs {pairs:.1%}  AUC {auc:.3f}"]
    table = Counter((row.band, row.outcome) for row in rows)
    bands = ("right", "partly", "wrong")
    lines += [f"  {band:<7}" + "  ".join(f"{said} {table[band, said]:>3}" for said in bands) for band in bands]
    kinds = Counter(row.kind for row in rows)
    good = Counter(row.kind for row in rows if row.band == row.outcome)
    lines.append("  " + "  ".join(f"{kind} {good[kind]}/{count}" for kind, count in kinds.most_common()))
    if "--misses" in sys.argv:
        missed = sorted((row for row in rows if row.band != row.outcome), key=lambda row: row.card)
        lines += [f"{r.card:<22} want {r.band:<6} {r.outcome:<6} {r.score:.2f} [{r.kind}] {r.answer}" for r in missed]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
