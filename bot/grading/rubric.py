"""Rubric: a card made ready for grading, once.

A card of many wordings is read while it is compiled, because answers are graded on the event loop, and cards are
compiled beside it. Others are read when their first answer comes, which takes no time to speak of.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log1p

from bot.decks.card import Card, CardKind, Point
from bot.decks.deck import DeckContext, Heed, Strictness
from bot.grading.statements.index import Index
from bot.grading.statements.mix_ups import Bonds
from bot.grading.statements.targets import Judge, Target, judge_of, target_of
from bot.grading.terms.term_card import Asked, Options
from bot.grading.terms.terms import Terms
from bot.grading.values.kinds import Comparer, value_of
from bot.grading.values.yes_no import read_text
from bot.grading.words.lexicon import Lexicon, lexicon_of
from bot.grading.words.normalise import Keys, fold, key_of

#: How much the log odds of a target rise with the logarithm of its wordings: the best of many fits something by chance.
_BY_CHANCE = 0.5
#: Wordings from which a card is read while it is compiled, as its first answer would take too long.
_MANY_WORDINGS = 8
#: Accepted wordings for each needed target that are too few to fit by chance.
_FEW = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Whether:
    """A yes or no that a card asks for first.

    Attributes:
        question: As written; who repeats it says yes.
        yes: The side that is right.
        reasons: The other points, None if there are none.
    """

    question: str
    yes: bool
    reasons: Rubric | None


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
        wrong: Normalised options and rejects that are wrong at once.
        value: Compares answers with the value of a number or date card, None for other kinds.
        whether: The yes or no that the first point is, with the rest of the card; None where it is none.
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
    wrong: frozenset[str] = frozenset()
    value: Comparer | None = None
    whether: Whether | None = None
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
    targets = tuple(target_of(entry, lexicon, question, claim=claim) for entry in entries)
    reject = tuple(judge_of(text, lexicon, question, claim=claim) for text in card.reject)
    wrong = frozenset(map(key, (*card.wrong, *card.reject)))
    question_key = key(card.ask)
    # Names are compared as names, and their wordings never looked at.
    right = [] if named else [judge.wording for target in targets for judge in target.judges]
    index, bonds = Index(right), Bonds(targets, question)
    wrong_index = Index([judge.wording for judge in reject])
    if len(right) + len(reject) > _MANY_WORDINGS:
        index.prepare()
        wrong_index.prepare()
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
        wrong=wrong,
        keys=Keys(wrong | {question_key}),
        value=value_of(card, lexicon.language.tag),
        whether=_whether(card, deck),
        terms=Terms(named, (*card.wrong, *card.reject), Asked(card.ask, lexicon, _options(deck, lexicon)))
        if named
        else None,
    )


def _options(deck: DeckContext, lexicon: Lexicon) -> Options:
    """Work out what matters in a deck beside the letters of its names."""
    foreign = lexicon.language.tag != "en"
    return Options(
        accents=foreign if deck.accents is None else deck.accents is Heed.MATTER,
        articles=deck.articles is Heed.MATTER,
        case=deck.case is Heed.MATTER,
    )


def _whether(card: Card, deck: DeckContext) -> Whether | None:
    """Read a first point that is nothing but yes or no, and make the rest of the card ready for its reasons."""
    if not card.points or not card.points[0].core:
        return None
    side = read_text(card.points[0].say, card.ask, lexicon_of(deck).language.tag)
    if side is None:
        return None
    rest = card.model_copy(update={"points": card.points[1:], "need": 1})
    return Whether(question=card.ask, yes=side, reasons=compile(rest, deck) if rest.points else None)
