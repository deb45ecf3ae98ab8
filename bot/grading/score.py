"""Score: the grader without a card, `score(question, references, answer)`; the public benchmark calls it.

The same wordings, alignment and features as cards use. A reference of several short lines is a list, and its
lines are items, or steps where the question asks for an order.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.ids import CardId
from bot.decks.card import Card, Point
from bot.decks.deck import DeckContext
from bot.grading.bands import score_of
from bot.grading.grade import grade
from bot.grading.rubric import Rubric, compile  # noqa: A004 - the trade's word for it
from bot.grading.statements.alignment import align
from bot.grading.statements.answer import Answer, read_answer
from bot.grading.statements.contradictions import negated, numbers, opposite_of
from bot.grading.statements.index import Index
from bot.grading.statements.model import odds_of, probability
from bot.grading.statements.targets import Judge, judge_of
from bot.grading.stuffing import paste_share
from bot.grading.words.lexicon import Lexicon, lexicon_of
from bot.grading.words.normalise import Keys, answer_key, fold

_RUBRICS_KEPT = 20_000
#: Fresh words up to which an answer to a name is read as one claim, so that the rules cut.
_BRIEF = 12
#: Share of what is there, and least share of a name or of a sentence, that has to be negated to turn it; what is left.
_NEGATED, _NEGATED_NAME, _NEGATED_LONG, _NEGATED_LEFT = 0.5, 0.2, 0.465, 0.25
#: What another number or an opposite leaves of a name, and words up to which a name stands or falls with its numbers.
_OTHER_LEFT, _BRIEF_NAME = 0.4, 6
#: A chance beyond which no other reference is looked at.
_SURE = 0.99
#: References from which only those are weighed of which the answer may hold a word.
_MANY = 4
_LINES_FROM = 3
_LINE_LONGEST = 80
_ORDERED = re.compile(r"\bfrom\b.+\bto\b|\border\b|\bsequence\b|\bsteps\b|\bstages\b|\brank", re.IGNORECASE)


@dataclass(slots=True)
class _Question:
    """A question with its references.

    Attributes:
        key: The question, normalised.
        stems: Its stems.
        exact: Normalised references of one part: who types one is right at once.
        keys: All these.
        judges: The references, equal ones once; those that are lists as cards.
        index: Those that are not, by their words.
        lexicon: The deck's words.
    """

    key: str
    stems: frozenset[str]
    exact: frozenset[str]
    keys: Keys
    judges: list[Judge | Rubric]
    index: Index
    lexicon: Lexicon


class Score:
    """Grades answers against reference texts; remembers compiled references."""

    def __init__(self) -> None:
        self._context = DeckContext()
        self._known: OrderedDict[tuple[str, tuple[str, ...]], _Question] = OrderedDict()

    def fit_set(self, pairs: Iterable[tuple[str, list[str]]]) -> None:
        """Learn a deck's words.

        Args:
            pairs: Every question with its references.
        """
        self._context = DeckContext(texts=tuple("\n".join((question, *texts)) for question, texts in pairs))
        self._known.clear()

    def __call__(self, question: str, references: list[str], answer: str) -> float:
        """Score an answer 0..1 against the reference it fits best; an empty answer is 0."""
        folded = fold(answer)
        known = self._known.get((question, tuple(references))) or self._read(question, tuple(references))
        key = known.keys.among(folded)
        if not key or key == known.key:
            return 0.0
        if key in known.exact:
            return 1.0
        given = read_answer(folded, known.stems, known.lexicon)
        best, chance = 0.0, 0.0
        for judge in known.judges if len(known.judges) == 1 else _likely(known, given):
            if isinstance(judge, Judge):
                name = judge.wording.name and len(given.rarity) <= _BRIEF
                found = _chance(judge, given, name=name)
                chance = max(chance, found)
                if chance > _SURE:
                    break
            else:
                best = max(best, grade(judge, answer).score)
        return max(best, paste_share(given) * score_of(chance))

    def _read(self, question: str, references: tuple[str, ...]) -> _Question:
        lexicon = lexicon_of(self._context)
        stems = frozenset(lexicon.stems(question))
        # Aliases often differ in nothing but case.
        distinct = {fold(text).text: text for text in reversed(references)}
        judges = [self._judge(question, text, stems) for text in reversed(distinct.values())]
        exact = frozenset([judge.wording.key for judge in judges if isinstance(judge, Judge)])
        key = answer_key(question)
        index = Index([judge.wording for judge in judges if isinstance(judge, Judge)])
        keys = Keys(exact | {key})
        found = self._known[question, references] = _Question(key, stems, exact, keys, judges, index, lexicon)
        if len(self._known) > _RUBRICS_KEPT:
            self._known.popitem(last=False)
        return found

    def _judge(self, question: str, text: str, question_stems: frozenset[str]) -> Judge | Rubric:
        lines = [line.strip() for line in text.splitlines()]
        if len(lines) >= _LINES_FROM:
            lines = [line for line in lines if answer_key(line)]
        if len(lines) < _LINES_FROM or max(map(len, lines)) > _LINE_LONGEST:
            return judge_of(text, lexicon_of(self._context), question_stems)
        entries = tuple(Point(say=line) for line in lines)
        ordered = _ORDERED.search(question) is not None
        card = Card(id=CardId("-"), ask=question, steps=entries if ordered else (), items=() if ordered else entries)
        return compile(card, self._context)


def _chance(judge: Judge, given: Answer, *, name: bool) -> float:
    """Return the chance that a fair teacher accepts an answer as one reference.

    A name admits no negation, no other number and no opposite; of a sentence most has to be negated, as people judge
    the whole.
    """
    wording = judge.wording
    aligned = align(wording, given.reading, given.lexicon)
    chance = probability(odds_of(wording, given, aligned, judge.weights))
    turned = negated(wording, given.reading, aligned).share
    if turned and turned >= max(_NEGATED * aligned.share(wording), _NEGATED_NAME if name else _NEGATED_LONG):
        chance *= _NEGATED_LEFT
    if name:
        brief = max(len(wording.fresh), len(given.rarity) // 2) <= _BRIEF_NAME
        if brief and numbers(wording, given).share:
            chance *= _OTHER_LEFT
        if opposite_of(wording, given, aligned):
            chance *= _OTHER_LEFT
    return chance


def _likely(known: _Question, given: Answer) -> list[Judge | Rubric]:
    """Order few references, as what cannot beat the best need not be weighed whole; of many leave most out.

    Of many it keeps the first few, and all of which an answer may hold a word, so that one more never lowers a score.
    """
    if len(known.judges) <= _MANY:
        held = given.reading.held
        return sorted(known.judges, key=lambda one: -len(one.wording.cues & held) if isinstance(one, Judge) else 0)
    near = known.index.near(given.reading)
    first, others = known.judges[:_MANY], known.judges[_MANY:]
    return [*first, *(one for one in others if isinstance(one, Rubric) or one.wording in near)]


score = Score()
