"""Check: what a deck's author should look at: cards that grade badly, and wordings that answers suggest."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator

from bot.decks.card import Card, CardKind, Point
from bot.decks.deck import Deck, DeckContext
from bot.decks.fault import Fault, FaultCode, Level
from bot.grading.grade import grade
from bot.grading.rubric import Rubric, compile  # noqa: A004 - the trade's word for it
from bot.grading.statements.answer import read_answer
from bot.grading.statements.targets import Target
from bot.grading.verdict import Outcome, Verdict
from bot.grading.words.lexicon import context_of

#: Share of right answers that count, by the telling words of a point's only wording; and where there are several.
_RECALL_OF_ONE = ((2, 0.6), (4, 0.5), (math.inf, 0.35))
_RECALL_OF_SEVERAL = 0.8
_ACRONYM = re.compile(r"\b[A-Z]{2,5}s?\b")
#: Share of a point's weight that another point holds too, from which the two cannot be told apart.
_SAME_FROM = 0.9
#: Words of a suggested wording at most.
_WORDS_MOST = 12


def check(deck: Deck, cards: Iterable[Card] | None = None) -> list[Fault]:
    """Find cards whose own answer fails, points nobody can earn or tell apart, and rejects that pass.

    Args:
        deck: The deck.
        cards: Its cards, from whoever shows how far the work is; None: as they stand.

    Returns:
        Faults in the order of the cards, without file and line: the finder knows only the card.
    """
    context = context_of(deck)
    spelled = " ".join((*context.texts, *(" ".join(group) for group in deck.synonyms)))
    return [fault for card in cards or deck.cards for fault in check_card(card, context, spelled)]


def check_card(card: Card, context: DeckContext, spelled: str = "") -> Iterator[Fault]:
    """Find what is wrong with one card.

    Args:
        card: The card.
        context: Its deck's.
        spelled: Every text of the deck, in which acronyms are looked for written out.
    """
    rubric = compile(card, context)
    if grade(rubric, own_answer(card)).outcome is not Outcome.RIGHT:
        yield Fault(card=card.id, level=Level.FAULT, code=FaultCode.OWN_ANSWER_FAILS)
    entries = card.points or card.items or card.steps
    for index, entry in enumerate(entries):
        reached = (grade(rubric, text) for text in (entry.say, *entry.accept))
        if not any(_earned(verdict, index) for verdict in reached):
            yield _warning(card, FaultCode.POINT_UNREACHABLE, entry.say)
    for text in card.reject:
        # Typed as it stands it always fails; people will type it a little differently.
        if grade(rubric, f"it is {text}").outcome is Outcome.RIGHT:
            yield _warning(card, FaultCode.REJECT_PASSES, text)
    if entries:
        yield from _alike(card, rubric)
    if card.kind is CardKind.TERM and len(card.answer) == 1:
        for acronym in _ACRONYM.findall(card.answer[0]):
            if acronym == card.answer[0] and not _is_spelled(acronym, spelled):
                yield _warning(card, FaultCode.ACRONYM_ALONE, acronym)


def own_answer(card: Card) -> str:
    """Return the answer that the card itself gives, as a person would type it."""
    entries = card.points or card.items or card.steps
    if entries:
        return (". " if card.points else "\n").join(entry.say for entry in entries)
    if card.value is not None:
        return f"{card.value:.12g} {card.unit}".strip()
    return card.date or (card.answer or card.right)[0]


def expected_recall(card: Card, context: DeckContext) -> float:
    """Estimate how many of the right answers that people give in their own words a card will take for right.

    What was tried and does not predict it: how the grader does on the card's own texts with words left out or turned
    round (rank correlation with people's answers between -.31 and .23 from set to set). What does: how many wordings a
    point has, and how long its only one is.

    Returns:
        A share of the right answers, 0..1: that of the point with the least, of those an answer needs; 1 for kinds that
        are not told.

    Source: means over 162 questions of Beetle, SciEntsBank and Mohler (the public halves), graded with their references
    as wordings: one of up to 2 words .60, up to 4 .48, more .31-.42; several .57-.89.
    """
    if card.kind is not CardKind.DEFINITION:
        return 1.0
    recalls = [
        _RECALL_OF_SEVERAL if _has_other_words(point) else _recall_of_one(len(target.judges[0].wording.fresh))
        for point, target in zip(card.points, compile(card, context).targets, strict=True)
    ]
    # What an answer may leave out costs nothing.
    needed = sorted(recalls, reverse=True)[: card.need or len(recalls)]
    return min(*needed, *(recall for point, recall in zip(card.points, recalls, strict=True) if point.core), 1.0)


def _has_other_words(point: Point) -> bool:
    """Tell whether a point has a wording in other words; of notes the parts of a line are none."""
    said = set(re.findall(r"\w+", point.say.casefold()))
    return any(set(re.findall(r"\w+", accept.casefold())) - said for accept in point.accept)


def _recall_of_one(words: int) -> float:
    return next(recall for most, recall in _RECALL_OF_ONE if words <= most)


def suggest(rubric: Rubric, answer: str) -> str:
    """Cut an answer down to what it says beyond the question: from its first telling word to its last.

    Returns:
        At most twelve words of the answer as typed; "" where it says nothing new.
    """
    given = read_answer(answer, rubric.question, rubric.lexicon)
    spans = [given.reading.spans[at] for at in sorted(given.rarity)][:_WORDS_MOST]
    if not spans:
        return ""
    return " ".join(answer[spans[0][0] : max(end for _, end in spans)].split())


def _earned(verdict: Verdict, index: int) -> bool:
    return bool(verdict.points) and verdict.points[index].covered


def _alike(card: Card, rubric: Rubric) -> Iterator[Fault]:
    """Find points that only repeat the question, and points that another point of the card holds entirely."""
    for index, target in enumerate(rubric.targets):
        wording = target.judges[0].wording
        if not wording.fresh:
            yield _warning(card, FaultCode.POINT_REPEATS_QUESTION, target.say)
            continue
        if any(_holds(other, target) for place, other in enumerate(rubric.targets) if place != index):
            yield _warning(card, FaultCode.POINTS_ALIKE, target.say)


def _holds(other: Target, target: Target) -> bool:
    """Tell whether saying one point says another as well."""
    held = other.judges[0].wording.place
    wording = target.judges[0].wording
    shared = sum(wording.weights[index] for index in wording.fresh if wording.stems[index] in held)
    return shared >= _SAME_FROM * sum(wording.weights[index] for index in wording.fresh)


def _is_spelled(acronym: str, text: str) -> bool:
    """Tell whether a deck writes an acronym out somewhere: words with its letters, in order."""
    letters = acronym.rstrip("s").lower()
    words = "".join(word[0] for word in re.findall(r"[^\W\d_]+", text.lower()))
    return letters in words


def _warning(card: Card, code: FaultCode, text: str) -> Fault:
    return Fault(card=card.id, level=Level.WARNING, code=code, fields={"text": text})
