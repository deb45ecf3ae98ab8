"""Measures of grading, each against rapidfuzz's `token_set_ratio` on the same texts in the same run.

Rubrics and references are compiled before. Rows of the public benchmark are judged as it calls a grader, and the
baseline as it calls `token_set_ratio`: the best of all references, with rapidfuzz's default processor.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rapidfuzz import fuzz, utils

from bot.decks.deck import Deck
from bot.decks.folder import load_file
from bot.grading.check import own_answer
from bot.grading.grade import LONG_TEXT, grade
from bot.grading.rubric import Rubric
from bot.grading.rubric import compile as compile_rubric
from bot.grading.score import Score
from bot.grading.words.lexicon import context_of, lexicon_of
from tests.bench.wire import ANSWER
from tests.grading.benchmark import FOLDER

ROUNDS = 300
#: Rows taken of each set of the benchmark, evenly over the set, and how often each is timed; the fastest time counts.
ROWS, REPEATS, TURNS = 250, 3, 3
KINDS = {
    "term": ("nq_short", "tq_short", "efficientqa", "nq301"),
    "definition": ("mohler", "beetle", "scientsbank", "nq_long", "tq_long", "saf_en"),
}
#: Most that a kind's median may be, in medians of the baseline, and its 99th percentile, in medians of its own.
MEDIANS_MOST, TAIL_MOST = {"term": 8.0, "definition": 12.0}, 6.0
LONG_CARD_MOST, GROWTH_MOST, COMPILE_MOST_MS, BLOCKED_MOST_MS = 10.0, 25.0, 100.0, 10.0
ANSWERS = (
    ANSWER,
    "sunlight turns into sugar in the chloroplasts, oxygen is given off",
    "It is how animals breathe: they take in oxygen and burn sugar, which gives energy, water and carbon dioxide.",
    (
        "Chlorophyll absorbs light. The light reactions split water, the calvin cycle fixes CO2 with ATP and NADPH. "
        "Temperature and light intensity limit the rate. Roots bring water, stomata let the carbon dioxide in."
    ),
)
LETTERS = (200, 4_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One figure: ours, what it is measured against, and the most that it may be; "" and None where there is none."""

    what: str
    ours: str
    bare: str = ""
    figure: float | None = None
    unit: str = "×"
    most: float | None = None


def measure() -> list[Measured]:
    """Take all figures."""
    return [*_long_card(), *_benchmark(), _growth(), *_compiling()]


def _long_card() -> list[Measured]:
    """Answers to a card of 8 points and 12 wordings, against one text of all points, and against every wording."""
    rubric, deck = _photosynthesis()
    points = deck.cards[0].points
    whole = ". ".join(point.say for point in points)
    wordings = [text for point in points for text in (point.say, *point.accept)]
    ours = _median(lambda answer: grade(rubric, answer, pointing=False), ANSWERS)
    once = _median(lambda answer: fuzz.token_set_ratio(whole, answer), ANSWERS)
    each = _median(lambda answer: _baseline(wordings, answer), ANSWERS)
    return [
        _against("long card, p50; one call, all points in one text", ours, once, LONG_CARD_MOST),
        _against(f"long card, p50; a call for each of {len(wordings)} wordings", ours, each),
    ]


def _benchmark() -> list[Measured]:
    """Rows of the public benchmark, by kind of card."""
    if not (FOLDER / "dev").is_dir():
        return [Measured(what="term and definition cards", ours="the public benchmark is not there")]
    found = []
    for kind, sets in KINDS.items():
        ours, theirs = [], []
        for name in sets:
            for mine, baseline in _rows(name):
                ours.append(mine)
                theirs.append(baseline)
        median, tail = statistics.median(ours), sorted(ours)[int(len(ours) * 0.99)]
        found += [
            _against(f"{kind} cards, p50", median, statistics.median(theirs), MEDIANS_MOST[kind]),
            _against(f"{kind} cards, p99 by p50", tail, median, TAIL_MOST),
        ]
    return found


def _rows(name: str) -> Iterable[tuple[float, float]]:
    """Time a set's rows: ours and the baseline, in microseconds."""
    rows = [json.loads(line) for line in (FOLDER / "dev" / f"{name}.jsonl").read_text("utf-8").splitlines()]
    score = Score()
    score.fit_set({row["question"]: row["references"] for row in reversed(rows)}.items())
    acts = [
        (
            partial(score, row["question"], row["references"], row["answer"]),
            partial(_baseline, row["references"], row["answer"]),
        )
        for row in rows[:: max(1, len(rows) // ROWS)]
    ]
    # In turns, so that a moment in which the machine does something else meets no row each time.
    fastest = [(float("inf"), float("inf"))] * len(acts)
    for _ in range(TURNS):
        for at, (ours, theirs) in enumerate(acts):
            times = [fastest[at], *((_time(ours), _time(theirs)) for _ in range(REPEATS))]
            fastest[at] = min(mine for mine, _ in times), min(baseline for _, baseline in times)
    return fastest


def _growth() -> Measured:
    """A long answer against a short one."""
    rubric, _ = _photosynthesis()
    text = " ".join(ANSWERS) * 10
    short, long = (_median(lambda answer: grade(rubric, answer), [text[:length]]) for length in LETTERS)
    return _against(f"answer of {LETTERS[1]:,} letters, p50; of {LETTERS[0]}", long, short, GROWTH_MOST)


def _compiling() -> list[Measured]:
    """The curated deck: each card compiled, answered for the first and for the second time, and answered at length.

    Grading happens on the event loop, where everyone waits for the slowest card. Of each card the fastest turn counts.
    """
    deck = load_file(Path(__file__).parents[2] / "cards" / "aws-bedrock.toml").decks[0]
    turns = [_card_times(deck) for _ in range(TURNS)]
    compiled, first, second, brief, long = (
        [min(times) for times in zip(*cards, strict=True)] for cards in zip(*turns, strict=True)
    )
    return [
        _slowest(f"compile one of {len(deck.cards)} cards, p50 and slowest", compiled, COMPILE_MOST_MS),
        _slowest("first answer to a compiled card, p50 and slowest", first, BLOCKED_MOST_MS),
        _against("first answer to a compiled card, p50; the second", *map(statistics.median, (first, second)), 2.0),
        _slowest(f"answer of {LONG_TEXT} letters, p50 and slowest", brief, BLOCKED_MOST_MS),
        _slowest(f"answer of {LETTERS[1]:,} letters, p50 and slowest", long),
    ]


def _card_times(deck: Deck) -> list[list[float]]:
    """Time each card: compiling, a first and a second answer, one of `LONG_TEXT` and one of 4,000 characters, in µs."""
    texts = [own_answer(card) for card in deck.cards]
    whole = " ".join(texts)
    context = context_of(deck)
    lexicon_of(context)
    found: list[list[float]] = [[] for _ in range(5)]
    for at, (card, text) in enumerate(zip(deck.cards, texts, strict=True)):
        rubrics: list[Rubric] = []
        found[0].append(_time(lambda card=card, rubrics=rubrics: rubrics.append(compile_rubric(card, context))))
        pasted = whole[at * 97 :] + whole
        for times, answer in zip(found[1:], (text, text, pasted[:LONG_TEXT], pasted[: LETTERS[1]]), strict=True):
            times.append(_time(partial(grade, rubrics[0], answer, pointing=False)))
    return found


def _slowest(what: str, times: list[float], most: float | None = None) -> Measured:
    """Report times in microseconds: the median, and as the figure the longest."""
    median = f"{statistics.median(times) / 1000:.1f} ms"
    return Measured(what=what, ours=median, figure=max(times) / 1000, unit="ms", most=most)


def _photosynthesis() -> tuple[Rubric, Deck]:
    deck = load_file(Path(__file__).parent / "cards" / "bench.toml").decks[0]
    return compile_rubric(deck.cards[0], context_of(deck)), deck


def _baseline(references: list[str], answer: str) -> float:
    return max(fuzz.token_set_ratio(text, answer, processor=utils.default_process) for text in references)


def _against(what: str, ours: float, bare: float, most: float | None = None) -> Measured:
    return Measured(what=what, ours=f"{ours:.0f} µs", bare=f"{bare:.1f} µs", figure=ours / bare, most=most)


def _median(judge: Callable[[str], object], answers: Iterable[str]) -> float:
    """Return the median time of judging one of the answers, in microseconds."""
    answers = [*answers]
    return statistics.median(_time(partial(judge, answer)) for _ in range(ROUNDS) for answer in answers)


def _time(act: Callable[[], object]) -> float:
    began = time.perf_counter_ns()
    act()
    return (time.perf_counter_ns() - began) / 1000


if __name__ == "__main__":
    for figure in measure():
        most = "" if figure.most is None else f"(at most {figure.most:g} {figure.unit})"
        value = "" if figure.figure is None else f"{figure.figure:.1f} {figure.unit}"
        print(f"{figure.what:<60}{figure.ours:>10}{figure.bare:>12}{value:>10} {most}")
