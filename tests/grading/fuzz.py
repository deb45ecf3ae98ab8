"""Fuzz the grader with random unicode answers: python -m tests.grading.fuzz [HOW_MANY] [SEED].

Half are random characters from all planes, half are words of the deck, shuffled, cut and sprinkled with marks.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

from bot.decks.folder import load_file
from bot.grading.grade import grade
from bot.grading.rubric import compile as compile_card
from bot.grading.words.lexicon import context_of

MARKS = "\u200b\u0301*_`~|-.,;:!?()[]{}'\"’“”\n\t🎉é日ß\ud800\x00/\\#@+%$"


def main(count: int, seed: int) -> None:
    """Grade that many answers; any exception or score outside 0..1 ends it."""
    chance = Random(seed)
    deck = load_file(Path(__file__).parents[2] / "cards" / "aws-bedrock.toml").decks[0]
    context = context_of(deck)
    rubrics = [compile_card(card, context) for card in deck.cards]
    words = sorted({word for text in context.texts for word in text.split()})
    for index in range(count):
        answer = _noise(chance) if index % 2 else _salad(chance, words)
        rubric = chance.choice(rubrics)
        verdict = grade(rubric, answer)
        if not 0.0 <= verdict.score <= 1.0:
            raise SystemExit(f"score {verdict.score} for {answer!r}")
        for point in verdict.points:
            for span in point.spans:
                if not 0 <= span.start < span.end <= len(answer):
                    raise SystemExit(f"span {span} in {answer!r}")
    sys.stdout.write(f"{count} answers, no exception, every score within 0..1 and every span within its answer\n")


def _noise(chance: Random) -> str:
    length = chance.choice((1, 5, 20, 80))
    tops = (0x7F, 0x24F, 0x2FFF, 0xFFFF, 0x10FFFF)
    return "".join(chr(chance.randrange(chance.choice(tops) + 1)) for _ in range(length))


def _salad(chance: Random, words: list[str]) -> str:
    text = chance.choice((" ", ", ", "\n", " not ")).join(chance.choices(words, k=chance.randrange(1, 25)))
    for _ in range(chance.randrange(6)):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(MARKS) + text[at + chance.randrange(3) :]
    return text


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
