"""Rejects: whether an answer asserts one of its card's wrong answers.

It has to say what no right wording says, in the wrong answer's order and polarity: it follows it word by word within a
clause, or fits it better than any right wording. What it only sets itself apart from ("unlike RAG, which looks things
up") is not said.

Sources: chains of matched words and gaps between them as in METEOR (Banerjee & Lavie 2005, section 2.2); contrastive
connectives (Prasad et al. 2008, "The Penn Discourse TreeBank 2.0", section 3).
"""

from __future__ import annotations

from bot.grading.points import Earned
from bot.grading.rubric import Rubric
from bot.grading.statements.alignment import Alignment, align
from bot.grading.statements.answer import Answer
from bot.grading.statements.contradictions import contradicts
from bot.grading.statements.model import agreement
from bot.grading.statements.reading import Reading
from bot.grading.statements.targets import Judge
from bot.grading.statements.wording import Wording

#: Share of a wrong answer that has to be followed word by word to be said whatever else is.
_CLOSELY = 0.8
#: The same where it fits better than any right wording, and the share of its own words that has to be there.
_ROUGHLY, _OWN = 0.6, 0.7
#: The same where a wrong answer has no word that is not right somewhere on the card.
_WORD_BY_WORD = 0.99
#: Words with meaning that a wrong answer needs.
_WORDS_LEAST = 2
#: Log odds of a right wording from which it is said.
_SAID = 1.4
#: Words that may stand between two that are followed.
_BETWEEN = 4
#: Credit from which a word of the answer is the wording's own, not a relative of it.
_SAME = 0.9
#: Words a contrast reaches, if its clause does not end before.
_CONTRAST_REACH = 8


def rejected(rubric: Rubric, given: Answer, earned: list[Earned]) -> str | None:
    """Return the words that say a wrong answer, None if none is said."""
    near = rubric.wrong_index.near(given.reading) if rubric.reject else ()
    if not near:
        return None
    known, aside = rubric.known, contrasted(given.reading)
    for reject in rubric.reject:
        if reject.wording in near and len(reject.wording.meant) >= _WORDS_LEAST:
            aligned = align(reject.wording, given.reading, given.lexicon)
            if aside.isdisjoint(aligned.used) and _is_asserted(reject, given, aligned, known, earned):
                keys = given.reading.keys
                return " ".join([keys[at] for at in sorted(aligned.used) if at in given.rarity])
    return None


def _is_asserted(reject: Judge, given: Answer, aligned: Alignment, known: frozenset[str], earned: list[Earned]) -> bool:
    """Tell whether an answer says what is wrong about a wrong answer, in its order, and not its opposite.

    Args:
        reject: The wrong answer.
        given: The answer.
        aligned: How they fit.
        known: Stems that are right somewhere on the card, and those of the question.
        earned: What the card's points earned.
    """
    wording, best = reject.wording, max([one.odds for one in earned])
    own = [at for at in wording.fresh if wording.stems[at] not in known]
    if own:
        heard = sum([wording.weights[at] * aligned.credit[at] for at in own])
        if heard < _OWN * sum([wording.weights[at] for at in own]):
            return False
    told = followed(wording, given.reading, aligned)
    if not own and best >= _SAID and not _is_the_order(wording, told, given, earned):
        return False
    if told < _ROUGHLY:
        return False
    if told < _CLOSELY and reject.weights.odds(agreement(wording, given, aligned)) <= best:
        return False
    recall = aligned.share(wording)
    return contradicts(wording, given, aligned, recall, wording.held | given.question) is None


def _is_the_order(wording: Wording, told: float, given: Answer, earned: list[Earned]) -> bool:
    """Tell whether only the order of the card's own words makes a wrong answer, and the answer has this order.

    It follows the wrong answer word by word, and no right wording of as many words.
    """
    rivals = [one for one in earned if len(one.judge.wording.telling) >= len(wording.telling)]
    return told >= _WORD_BY_WORD and all(
        followed(one.judge.wording, given.reading, one.aligned) < told for one in rivals
    )


def followed(wording: Wording, reading: Reading, aligned: Alignment) -> float:
    """Return the share of a wording that an answer says in one clause, in the wording's order and polarity, 0..1."""
    stems, by, credit = wording.stems, aligned.by, aligned.credit
    clause, at, negated = reading.tokens.clause, reading.at, reading.negated
    negators = wording.lexicon.language.negators
    total = most = 0.0
    chains: list[tuple[int, float]] = []
    for index in wording.telling:
        if wording.words[index] in negators:
            continue
        total += 1.0
        if not by[index] or credit[index] < _SAME or reading.stems[by[index][0]] != stems[index]:
            continue
        here = by[index][0]
        if negated[here] != wording.negated[index]:
            continue
        before = [
            told
            for there, told in chains
            if there <= here <= there + _BETWEEN + 1 and clause[at[there]] == clause[at[here]]
        ]
        told = credit[index] + max(before, default=0.0)
        chains.append((here, told))
        most = max(most, told)
    return most / total if total else 0.0


def contrasted(reading: Reading) -> frozenset[int]:
    """Return the positions of the words that an answer sets itself apart from."""
    tokens, contrasts = reading.tokens, reading.lexicon.language.contrasts
    keys, aside = tokens.keys, set[int]()
    for at in [at for at, key in enumerate(keys) if key in contrasts]:
        needed = contrasts[keys[at]]
        if not needed or (at + 1 < len(keys) and keys[at + 1] in needed):
            first = at + 2 if needed else at + 1
            reached = range(first, min(len(keys), first + _CONTRAST_REACH))
            aside.update(place for place in reached if tokens.clause[place] == tokens.clause[at])
    return frozenset([index for index, place in enumerate(reading.at) if place in aside]) if aside else frozenset()
