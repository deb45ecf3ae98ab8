"""Rubric: a card made ready for grading, once."""

from __future__ import annotations

from dataclasses import dataclass

from bot.decks.card import Card, CardKind, Point
from bot.decks.deck import DeckContext, Strictness
from bot.grading.context import Lexicon, lexicon_of
from bot.grading.normalise import answer_key
from bot.grading.wording import Wording, word


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One thing an answer can earn: a key point, an item, a step, or the whole answer of other kinds.

    Attributes:
        say: The author's words.
        wordings: Texts that earn it, the author's first.
        must: Words of which each has to be in the answer.
        core: Whether an answer without it cannot be right.
        weight: Share of the score; all targets of a rubric together 1.
    """

    say: str
    wordings: tuple[Wording, ...]
    must: tuple[Wording, ...] = ()
    core: bool = False
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric:
    """Everything needed to judge answers to one card.

    Attributes:
        kind: How the targets combine.
        lexicon: The deck's words.
        strictness: Where the bands lie.
        targets: What can be earned, in the card's order.
        need: How many targets make an answer whole.
        reject: Answers that must fail.
        question: Stems of the question; they earn almost nothing.
        question_key: The question, normalised, to know it when it is pasted back.
        exact: Normalised answers that are right at once.
        value: A number card's value, None for other kinds.
        unit: Its unit, folded; "" for none.
        tolerance: Greatest accepted difference.
    """

    kind: CardKind
    lexicon: Lexicon
    strictness: Strictness
    targets: tuple[Target, ...]
    need: int
    reject: tuple[Wording, ...]
    question: frozenset[str]
    question_key: str
    exact: frozenset[str]
    value: float | None = None
    unit: str = ""
    tolerance: float = 0.0


def compile(card: Card, deck: DeckContext) -> Rubric:  # noqa: A001 - the trade's word for it
    """Make a card ready for grading."""
    lexicon = lexicon_of(deck)
    question = frozenset(lexicon.stems(card.ask))

    def wordings(*texts: str) -> tuple[Wording, ...]:
        return tuple(word(text, lexicon, question) for text in texts)

    entries = card.points or card.items or card.steps
    if entries:
        targets = _targets(entries, lexicon, question)
    else:
        texts = card.answer or card.right or (f"{card.value:g} {card.unit}".strip(),)
        targets = (Target(say=texts[0], wordings=wordings(*texts)),)
    return Rubric(
        kind=card.kind,
        lexicon=lexicon,
        strictness=deck.strictness,
        targets=targets,
        need=min(card.need or len(targets), len(targets)),
        reject=wordings(*card.reject),
        question=question,
        question_key=answer_key(card.ask),
        exact=frozenset(answer_key(text) for text in (*card.answer, *card.right)),
        value=card.value,
        unit=answer_key(card.unit),
        tolerance=card.tolerance,
    )


def _targets(entries: tuple[Point, ...], lexicon: Lexicon, question: frozenset[str]) -> tuple[Target, ...]:
    total = sum(entry.weight for entry in entries)
    return tuple(
        Target(
            say=entry.say,
            wordings=tuple(word(text, lexicon, question) for text in (entry.say, *entry.accept)),
            must=tuple(word(text, lexicon, frozenset()) for text in entry.must),
            core=entry.core,
            weight=entry.weight / total,
        )
        for entry in entries
    )
