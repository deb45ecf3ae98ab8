"""Learning: a wording that counts as right, written into its card where the card can hold it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.decks.card import POINT_MOST, Card, CardKind, Point
from bot.decks.deck import DeckContext
from bot.grading.grade import grade
from bot.grading.rubric import Rubric, compile  # noqa: A004 - the trade's word for it
from bot.grading.verdict import Outcome
from bot.grading.words.normalise import answer_key

#: Wordings of an answer or a point. Source: `bot.decks.format`.
_ACCEPT_MOST = 50
#: Fewer words than this do not say a further point.
_WORDS_A_POINT = 4


class Fit(StrEnum):
    """What becomes of a wording."""

    #: The card holds it.
    ADDED = "added"
    #: The card has it, or judges it right as it stands.
    KNOWN = "known"
    #: Only terms and definitions have wordings for a whole answer, of at most 300 characters, 50 of each.
    UNFIT = "unfit"
    #: With it the card would judge right what its author rejects.
    CONTRADICTS = "contradicts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """A card that learned a wording, or why it did not."""

    fit: Fit
    #: With the wording, or as it was.
    card: Card
    #: As it was added, without line breaks.
    wording: str = ""
    #: The points it was added to, in the author's words; empty for a term.
    points: tuple[str, ...] = ()


def learn(card: Card, context: DeckContext, text: str) -> Learned:
    """Let a card judge a wording better; takes some milliseconds, because the card is tried with it.

    A term gets another answer. Of a definition a point gets another wording, one without which an answer is not right
    before others; a long one says several of them, and goes to as many as are needed.

    Args:
        card: The card.
        context: Its deck's.
        text: The wording, as somebody typed it.
    """
    wording = " ".join(text.split())
    rubric = compile(card, context)
    texts = (*card.answer, *(text for point in card.points for text in (point.say, *point.accept)))
    if answer_key(wording) in map(answer_key, texts) or _is_right(rubric, wording):
        return Learned(fit=Fit.KNOWN, card=card)
    if card.kind not in (CardKind.TERM, CardKind.DEFINITION) or not answer_key(wording) or len(wording) > POINT_MOST:
        return Learned(fit=Fit.UNFIT, card=card)
    places = _places(card, rubric, wording)
    changed, added = card, []
    for index in places[: max(1, len(wording.split()) // _WORDS_A_POINT)]:
        changed = _with(changed, index, wording)
        added += [] if index is None else [card.points[index].say]
        tried = compile(changed, context)
        if answer_key(wording) in map(answer_key, card.reject) or any(
            _is_right(tried, reject) and not _is_right(rubric, reject) for reject in card.reject
        ):
            return Learned(fit=Fit.CONTRADICTS, card=card)
        if _is_right(tried, wording):
            break
    if changed is card or grade(compile(changed, context), wording).score <= grade(rubric, wording).score:
        return Learned(fit=Fit.UNFIT, card=card)
    return Learned(fit=Fit.ADDED, card=changed, wording=wording, points=tuple(added))


def _places(card: Card, rubric: Rubric, wording: str) -> Sequence[int | None]:
    """Return where a wording may be added, in the order of trying: indices of points, None for the answer."""
    if card.kind is CardKind.TERM:
        return [None] if len(card.answer) < _ACCEPT_MOST else []
    earned = {index: point for index, point in enumerate(grade(rubric, wording).points) if not point.covered}
    free = [index for index in earned if len(card.points[index].accept) < _ACCEPT_MOST]
    return sorted(free, key=lambda index: (not card.points[index].core, -earned[index].earned))


def _with(card: Card, index: int | None, wording: str) -> Card:
    """Return a card with one more wording."""
    if index is None:
        return card.model_copy(update={"answer": (*card.answer, wording)})
    point = card.points[index]
    larger: Point = point.model_copy(update={"accept": (*point.accept, wording)})
    return card.model_copy(update={"points": (*card.points[:index], larger, *card.points[index + 1 :])})


def _is_right(rubric: Rubric, text: str) -> bool:
    return grade(rubric, text).outcome is Outcome.RIGHT
