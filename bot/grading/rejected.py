"""Rejected: whether an answer says one of its card's wrong answers, and says it better than a right one."""

from __future__ import annotations

from rapidfuzz import fuzz

from bot.decks.card import CardKind
from bot.grading.align import align
from bot.grading.asked import Asked
from bot.grading.combine import MANY, Earned
from bot.grading.contrast import set_aside
from bot.grading.fit import Fit, fit
from bot.grading.follow import followed
from bot.grading.kind import kind_of
from bot.grading.rubric import Reject, Rubric
from bot.grading.wording import Wording

#: A wrong answer of the card's that fits this well, and better than the right ones, decides.
_REJECTED_FROM = 0.5
#: A right wording is said by an answer that fits it this well.
_SAID_FROM = 0.8
#: Share of a reject's own words, or likeness of the whole (0..100), from which an answer says it.
_OWN_FROM, _LETTERS_FROM = 0.5, 70
#: Chance of a right wording from which a wrong one has to be followed, and by how much.
_DOUBTED_FROM, _FOLLOWED_FROM = 0.9, 0.6
#: The same for one that is said nearly as well as a right one: its chance, how much of it is followed, and what it has
#: to explain of the answer, as a share of what the right one explains.
_RIVAL_FROM, _RIVAL_FOLLOWED_FROM, _RIVAL_SHARE = 0.75, 0.65, 0.66
#: Share of a reject that has to be followed word by word to decide alone, and words with meaning it has at least.
_CLOSELY, _WORDS_LEAST, _WORDS_MOST = 0.8, 2, 3


def rejected(rubric: Rubric, given: Asked, near: set[Wording], earned: list[Earned]) -> str | None:
    """Return the words that say a wrong answer, None if none is said.

    What counts is what a reject says that no right wording says; or, where others together say all of it, that those
    which the answer says do not say. One without any words of its own (a list in the wrong order, roles swapped) has to
    be followed nearly letter by letter.
    """
    best = max([one.fit.chance for one in earned])
    reading = given.reading
    right = [one.wording for one in earned if one.fit.chance >= _SAID_FROM]
    few = rubric.kind is CardKind.DEFINITION and rubric.need < MANY
    aside = set_aside(reading)
    kind = kind_of(given)
    for reject in rubric.reject:
        wording = reject.judge.wording
        if wording not in near:
            continue
        if few and len(wording.meant) == 1 and reject.own:
            if kind in wording.meant:
                return _words(given, wording)
            continue
        if _is_followed(reject, given, right, aside):
            return _words(given, wording)
        # Where points are few, a wrong answer that says more than the right one may fit a little less.
        rivals = few and reject.own and reject.telling <= reading.held
        above = min(best, _RIVAL_FROM) if rivals else best
        found = fit(wording, given, reject.judge.weights, above=max(above, _REJECTED_FROM))
        if found.chance <= max(above, _REJECTED_FROM) or not aside.isdisjoint(found.aligned.used):
            continue
        said = found.chance > best and _is_said(reject, found, given, earned, best)
        if said or (rivals and _is_rival(reject, found, given, earned)):
            keys = reading.keys
            return " ".join(keys[at] for at in sorted(found.aligned.used) if at in given.rarity)
    return None


def _words(given: Asked, wording: Wording) -> str:
    """Return the answer's own words that a wording holds."""
    reading = given.reading
    return " ".join(reading.keys[at] for at in sorted(given.rarity) if reading.stems[at] in wording.held)


def _is_followed(reject: Reject, given: Asked, right: list[Wording], aside: frozenset[int]) -> bool:
    """Tell whether an answer says a wrong answer word by word, and none of the right ones it says holds all of it."""
    wording = reject.judge.wording
    meant, held = reject.meant, given.reading.held
    if len(meant) < (_WORDS_LEAST if reject.own else _WORDS_MOST) or len(meant & held) < _CLOSELY * len(meant):
        return False
    if any(meant <= one.held for one in right):
        return False
    aligned = align(wording, given.reading, given.lexicon)
    if not aside.isdisjoint(aligned.used):
        return False
    return followed(wording, given.reading, aligned, closely=True) >= _CLOSELY


def _is_rival(reject: Reject, found: Fit, given: Asked, earned: list[Earned]) -> bool:
    """Tell whether an answer follows a wrong answer, says all that is wrong about it, and little beside it is right."""
    if followed(reject.judge.wording, given.reading, found.aligned, closely=False) < _RIVAL_FOLLOWED_FROM:
        return False
    most = max([_explained(one.fit, given) for one in earned if one.fit.chance >= _REJECTED_FROM], default=0.0)
    return _explained(found, given) >= _RIVAL_SHARE * most


def _explained(found: Fit, given: Asked) -> float:
    """Return how much of what an answer tells stands in a wording."""
    rarity = given.rarity
    return sum([rarity[at] for at in found.aligned.used if at in rarity])


def _is_said(reject: Reject, found: Fit, given: Asked, earned: list[Earned], best: float) -> bool:
    """Tell whether an answer that fits a wrong answer best says what is wrong about it."""
    wording = reject.judge.wording
    stems, said = wording.stems, [one.wording.held for one in earned if one.fit.chance >= _SAID_FROM]
    own = reject.own or [at for at in wording.fresh if not any(stems[at] in held for held in said)]
    if own:
        heard = sum([found.aligned.credit[index] * wording.weights[index] for index in own])
        if heard < _OWN_FROM * sum([wording.weights[index] for index in own]):
            return False
        return best < _DOUBTED_FROM or (
            followed(wording, given.reading, found.aligned, closely=False) >= _FOLLOWED_FROM
        )
    text = given.reading.text
    closest = max([fuzz.ratio(one.wording.text, text) for one in earned])
    return fuzz.ratio(wording.text, text) > max(_LETTERS_FROM, closest)
