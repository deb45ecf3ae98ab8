"""Rejected: whether an answer says one of its card's wrong answers, and says it better than a right one.

Four things are looked at: how well a wrong answer fits, how closely the answer follows it word by word, what kind of
thing the answer names ("agents are *people* who help"), and which words it only mentions to set itself apart from them
("unlike RAG, which looks things up").

Sources: chains of matched words and the penalty for gaps between them as in METEOR (Banerjee & Lavie 2005, section 2.2)
and skip-bigrams of ROUGE-S (Lin 2004, section 5); genus and differentia in definitions (Navigli & Velardi 2010,
"Learning Word-Class Lattices for Definition and Hypernym Extraction", section 3.1), here the last word of the opening
noun phrase; contrastive connectives (Prasad et al. 2008, "The Penn Discourse TreeBank 2.0", section 3).
"""

from __future__ import annotations

from rapidfuzz import fuzz

from bot.decks.card import CardKind
from bot.grading.align import Alignment, align
from bot.grading.answer import Answer
from bot.grading.combine import MANY, Earned
from bot.grading.fit import Fit, fit
from bot.grading.reading import Reading
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
#: Words that may stand between two that are followed.
_BETWEEN = 4
#: Credit from which a word of the answer is the wording's own, not a relative of it.
_SAME = 0.9
#: What any word with meaning weighs beside its rarity.
_WEIGHT_LEAST = 0.05
#: Words that open an answer without saying anything, beside stop words.
_KIND_OPENERS = frozenset({
    "basically", "simply", "just", "called", "means", "mean", "refers", "maybe", "think", "guess", "kind", "sort",
    "type",
})  # fmt: skip
#: Words that end a noun phrase, though they are no stop words.
_KIND_ENDERS = frozenset({
    "that", "which", "who", "like", "such", "where", "whose", "without", "not", "only", "called", "using",
})  # fmt: skip
#: Words of an opening that is still a noun phrase.
_KIND_LONGEST = 4
#: First words of a contrast, and the second ones that they need.
_CONTRASTS = {
    "unlike": (), "instead": ("of",), "rather": ("than",), "contrast": ("to", "with"), "opposed": ("to",),
    "compared": ("to", "with"), "contrary": ("to",), "different": ("from", "than"), "versus": (), "vs": (),
}  # fmt: skip
#: Words a contrast reaches, if its clause does not end before.
_CONTRAST_REACH = 8
_NOWHERE: frozenset[int] = frozenset()


def rejected(rubric: Rubric, given: Answer, near: set[Wording], earned: list[Earned]) -> str | None:
    """Return the words that say a wrong answer, None if none is said.

    What counts is what a reject says that no right wording says; or, where others together say all of it, that those
    which the answer says do not say. One without any words of its own (a list in the wrong order, roles swapped) has to
    be followed nearly letter by letter.
    """
    best = max([one.fit.chance for one in earned])
    reading = given.reading
    right = [one.wording for one in earned if one.fit.chance >= _SAID_FROM]
    few = rubric.kind is CardKind.DEFINITION and rubric.need < MANY
    aside = contrasted(reading)
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


def _words(given: Answer, wording: Wording) -> str:
    """Return the answer's own words that a wording holds."""
    reading = given.reading
    return " ".join(reading.keys[at] for at in sorted(given.rarity) if reading.stems[at] in wording.held)


def _is_followed(reject: Reject, given: Answer, right: list[Wording], aside: frozenset[int]) -> bool:
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


def _is_rival(reject: Reject, found: Fit, given: Answer, earned: list[Earned]) -> bool:
    """Tell whether an answer follows a wrong answer, says all that is wrong about it, and little beside it is right."""
    if followed(reject.judge.wording, given.reading, found.aligned, closely=False) < _RIVAL_FOLLOWED_FROM:
        return False
    most = max([_explained(one.fit, given) for one in earned if one.fit.chance >= _REJECTED_FROM], default=0.0)
    return _explained(found, given) >= _RIVAL_SHARE * most


def _explained(found: Fit, given: Answer) -> float:
    """Return how much of what an answer tells stands in a wording."""
    rarity = given.rarity
    return sum([rarity[at] for at in found.aligned.used if at in rarity])


def _is_said(reject: Reject, found: Fit, given: Answer, earned: list[Earned], best: float) -> bool:
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


def followed(wording: Wording, reading: Reading, aligned: Alignment, *, closely: bool) -> float:
    """Return the share of a wording that an answer says in the wording's order, 0..1.

    Args:
        wording: The text that may be followed.
        reading: The answer.
        aligned: What stands for what.
        closely: Whether only the wording's own words count, one as much as another (who does it may be a common word),
            and only within one clause; negators only by what they turn.
    """
    rarity, place = wording.reading.rarity, wording.reading.place
    stems, by, credit = wording.stems, aligned.by, aligned.credit
    parts = reading.tokens.clause if closely else reading.tokens.sentence
    at, negated = reading.at, reading.negated
    negators = wording.lexicon.language.negators if closely else ()
    total = most = 0.0
    chains: list[tuple[int, float]] = []
    for index in wording.telling:
        if wording.words[index] in negators:
            continue
        weight = 1.0 if closely else rarity[place[stems[index]]] + _WEIGHT_LEAST
        total += weight
        if not by[index] or (closely and (credit[index] < _SAME or reading.stems[by[index][0]] != stems[index])):
            continue
        here = by[index][0]
        if negated[here] != wording.negated[index]:
            continue
        before = [
            told
            for there, told in chains
            if there <= here <= there + _BETWEEN + 1 and parts[at[there]] == parts[at[here]]
        ]
        told = weight * credit[index] + max(before, default=0.0)
        chains.append((here, told))
        most = max(most, told)
    return most / total if total else 0.0


def kind_of(given: Answer) -> str:
    """Return the stem of the last word of the noun phrase that an answer opens with; "" where there is none."""
    tokens, language = given.reading.tokens, given.lexicon.language
    if language.tag != "en":
        return ""
    phrase: list[str] = []
    for at, key in enumerate(tokens.keys):
        if phrase and (tokens.clause[at] != tokens.clause[at - 1] or key in language.stop or key in _KIND_ENDERS):
            break
        if key in language.negators:
            return ""
        stem = given.lexicon.words[key].concept
        if key in language.stop or key in _KIND_OPENERS or (not phrase and stem in given.question):
            continue
        phrase.append(stem)
    return phrase[-1] if phrase and len(phrase) <= _KIND_LONGEST else ""


def contrasted(reading: Reading) -> frozenset[int]:
    """Return the positions of the words that an answer sets itself apart from."""
    tokens = reading.tokens
    keys = tokens.keys
    if reading.lexicon.language.tag != "en" or _CONTRASTS.keys().isdisjoint(keys):
        return _NOWHERE
    aside: set[int] = set()
    for at, key in enumerate(keys):
        needed = _CONTRASTS.get(key)
        if needed is not None and (not needed or (at + 1 < len(keys) and keys[at + 1] in needed)):
            first = at + 2 if needed else at + 1
            reached = range(first, min(len(keys), first + _CONTRAST_REACH))
            aside.update(place for place in reached if tokens.clause[place] == tokens.clause[at])
    return frozenset([index for index, place in enumerate(reading.at) if place in aside])
