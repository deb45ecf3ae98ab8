"""Rubric: a card made ready for grading, once.

All that can be known before an answer comes is worked out while compiling, because answers are graded on the event loop
and cards are compiled beside it. That takes up to 50 ms for a card of a hundred wordings.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log1p

from bot.decks.card import Card, CardKind, Point
from bot.decks.deck import DeckContext, Strictness
from bot.grading.bound import Bonds
from bot.grading.context import Lexicon, lexicon_of
from bot.grading.index import Index
from bot.grading.lazy import lazy
from bot.grading.model import Weights, weights_of
from bot.grading.normalise import Keys, fold, key_of
from bot.grading.terms import Asked, Terms, read_terms
from bot.grading.wording import Wording

#: How much the log odds of a target rise with the logarithm of its wordings: the best of many fits something by chance.
_BY_CHANCE = 0.5
#: Accepted wordings for each needed target that are too few to fit by chance.
_FEW = 4


class Judge:
    """A wording with the weights that judge how an answer fits it.

    Attributes:
        wording: The text.
        claim: Whether it makes a claim, and so counts as long however brief it is.
    """

    def __init__(self, wording: Wording, *, claim: bool) -> None:
        self.wording = wording
        self.claim = claim

    @lazy
    def weights(self) -> Weights:
        """What each feature counts for a text of its length."""
        return weights_of(len(self.wording.telling), claim=self.claim)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One thing an answer can earn: a key point, an item, a step, or the whole answer of other kinds.

    Attributes:
        say: The author's words.
        judges: Wordings that earn it, the author's first.
        must: Words of which each has to be in the answer.
        core: Whether an answer without any core target cannot be right.
        weight: Share of the score, relative to the others.
    """

    say: str
    judges: tuple[Judge, ...]
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
        index: All right wordings by their words.
        wrong_index: The wrong ones.
        bonds: Which words belong to which target.
        question: Stems of the question; they earn almost nothing.
        question_key: The question, normalised, to know it when it is pasted back.
        keys: This one and the following, as far as they are known before an answer is read.
        exact: Normalised answers that are right at once.
        wrong: Normalised options and rejects that are wrong at once.
        value: A number card's value, None for other kinds.
        unit: Stems of its unit.
        tolerance: Greatest accepted difference.
        terms: A term or choice card's accepted texts, None for other kinds.
    """

    kind: CardKind
    lexicon: Lexicon
    strictness: Strictness
    targets: tuple[Target, ...]
    need: int
    reject: tuple[Judge, ...]
    index: Index
    wrong_index: Index
    bonds: Bonds
    question: frozenset[str]
    question_key: str
    keys: Keys
    exact: frozenset[str]
    wrong: frozenset[str] = frozenset()
    value: float | None = None
    unit: frozenset[str] = frozenset()
    tolerance: float = 0.0
    terms: Terms | None = None

    @property
    def by_chance(self) -> float:
        """Return by how much the best of the card's wordings fits better than the author's would, in log odds."""
        accepted = sum([len(target.judges) - 1 for target in self.targets]) / self.need
        return _BY_CHANCE * log1p(max(0.0, accepted - _FEW))

    @property
    def known(self) -> frozenset[str]:
        """Return all stems that are right somewhere on the card, and those of the question."""
        return self.index.known | self.question


def compile(card: Card, deck: DeckContext) -> Rubric:  # noqa: A001 - the trade's word for it
    """Make a card ready for grading, so that its first answer takes no longer than any other; call it in a thread."""
    lexicon = lexicon_of(deck)
    question = frozenset(lexicon.stems(card.ask))

    def key(text: str) -> str:
        return key_of(fold(text, lexicon.language.tag))

    named = card.answer or card.right
    entries = card.points or card.items or card.steps
    if not entries:
        texts = named or (card.date or f"{card.value:.12g} {card.unit}".strip(),)
        entries = (Point(say=texts[0], accept=texts[1:]),)
    claim = bool(card.points)
    targets = tuple(_target(entry, lexicon, question, claim=claim) for entry in entries)
    reject = tuple(judge_of(text, lexicon, question, claim=claim) for text in card.reject)
    exact = frozenset(filter(None, map(key, (*card.answer, *card.right))))
    wrong = frozenset(map(key, (*card.wrong, *card.reject)))
    question_key = key(card.ask)
    right = [judge.wording for target in targets for judge in target.judges]
    index, bonds = Index(right), Bonds(targets, question)
    wrong_index = Index([judge.wording for judge in reject])
    return Rubric(
        kind=card.kind,
        lexicon=lexicon,
        strictness=deck.strictness,
        targets=targets,
        need=max(1, min(card.need or len(targets), len(targets))),
        reject=reject,
        index=index,
        wrong_index=wrong_index,
        bonds=bonds,
        question=question,
        question_key=question_key,
        exact=exact,
        wrong=wrong,
        keys=Keys(exact | wrong | {question_key}),
        value=card.value,
        unit=frozenset(lexicon.stems(card.unit)),
        tolerance=card.tolerance,
        terms=read_terms(named, Asked(question=card.ask, lexicon=lexicon)) if named else None,
    )


def judge_of(text: str, lexicon: Lexicon, question: frozenset[str], *, claim: bool = False) -> Judge:
    """Make one wording ready, with the weights for its length."""
    # Pairs of characters share too easily for the leniency that names get.
    return Judge(Wording(text, lexicon, question), claim=claim or not lexicon.language.stop)


def _target(entry: Point, lexicon: Lexicon, question: frozenset[str], *, claim: bool) -> Target:
    return Target(
        say=entry.say,
        judges=tuple(judge_of(text, lexicon, question, claim=claim) for text in (entry.say, *entry.accept)),
        must=tuple(Wording(text, lexicon, frozenset()) for text in entry.must),
        core=entry.core,
        weight=entry.weight,
    )
