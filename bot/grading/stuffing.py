"""Stuffing: key words without a claim, typed in the hope that some of them count."""

from __future__ import annotations

from itertools import pairwise

from bot.decks.card import CardKind
from bot.grading.points import MANY
from bot.grading.rubric import Rubric
from bot.grading.statements.answer import Answer
from bot.grading.statements.reading import Reading

_WORDS_FROM = 5
#: Distinct fresh words beyond which an answer is no answer but a paste.
_TOLD_MOST = 150
#: Commas of a point from which it is a list itself.
_LISTED = 2
#: Words between two commas, on average, up to which a list is one of key words.
_ENTRY = 1.5
_NEIGHBOURS_MOST = 0.45
#: Rarity from which a word is a key word.
_TELLING = 0.2
#: Words of other cards, and their share of all, from which they give a row away.
_STRAYS_LEAST, _STRAYS = 2, 0.25


def is_dump(given: Answer, rubric: Rubric) -> bool:
    """Tell whether an answer to a definition is a row of words in an order nobody would write.

    Five words or more, no function word, and either key words of other cards among them, or few neighbours that stand
    together anywhere in the card. Where a list is wanted, its parts are judged one by one.
    """
    reading, tokens = given.reading, given.reading.tokens
    if rubric.kind is not CardKind.DEFINITION or rubric.need >= MANY:
        return False
    words = len(reading.keys)
    if words < _WORDS_FROM or not all(reading.content) or not rubric.lexicon.language.directs.isdisjoint(reading.keys):
        return False
    if _strays(given, rubric):
        return True
    wanted = any(target.judges[0].wording.reading.tokens.listed >= _LISTED for target in rubric.targets)
    listed = tokens.listed and (wanted or words > _ENTRY * len(set(tokens.clause)))
    return not listed and not _is_written(reading, rubric)


def _is_written(reading: Reading, rubric: Rubric) -> bool:
    """Tell whether enough of an answer's neighbours stand together somewhere in the card."""
    together = {pair for target in rubric.targets for judge in target.judges for pair in judge.wording.neighbours}
    pairs = list(pairwise(reading.stems))
    return sum(pair in together for pair in pairs) > _NEIGHBOURS_MOST * len(pairs)


def _strays(given: Answer, rubric: Rubric) -> bool:
    """Tell whether several of an answer's words are the deck's, but of other cards than this one."""
    reading, tells = given.reading, rubric.lexicon.tells
    if not rubric.lexicon.language.stop:
        return False
    own: frozenset[str] = rubric.question.union(*[j.wording.held for target in rubric.targets for j in target.judges])
    strays = sum(
        [
            rarity >= _TELLING and stem not in own and stem[0] != "#" and tells(stem)
            for stem, rarity in zip(reading.stems, reading.rarity, strict=True)
        ]
    )
    return strays >= max(_STRAYS_LEAST, _STRAYS * len(reading.keys))


def paste_share(given: Answer) -> float:
    """Return what is left of a score for an answer of this many words: 1 up to 150 fresh ones, then less and less."""
    told = len(given.rarity)
    return 1.0 if told <= _TOLD_MOST else (_TOLD_MOST / told) ** 3
