"""Targets: what an answer can earn, each with the wordings that earn it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.decks.card import Point
from bot.grading.statements.model import Weights, weights_of
from bot.grading.statements.wording import Wording
from bot.grading.words.lazy import lazy
from bot.grading.words.lexicon import Lexicon


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


def judge_of(text: str, lexicon: Lexicon, question: frozenset[str], *, claim: bool = False) -> Judge:
    """Make one wording ready, with the weights for its length."""
    # Pairs of characters share too easily for the leniency that names get.
    return Judge(Wording(text, lexicon, question), claim=claim or not lexicon.language.stop)


def target_of(entry: Point, lexicon: Lexicon, question: frozenset[str], *, claim: bool) -> Target:
    """Make a point, item or step ready with all its wordings."""
    return Target(
        say=entry.say,
        judges=tuple(judge_of(text, lexicon, question, claim=claim) for text in (entry.say, *entry.accept)),
        must=tuple(Wording(text, lexicon, frozenset()) for text in entry.must),
        core=entry.core,
        weight=entry.weight,
    )
