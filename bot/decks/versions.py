"""Versions of a deck: which cards stay the same ones, and what another version would change.

Only ids that follow from the question can move; an id an author wrote is never changed.
Cards are matched by id first. Of what is left on both sides, questions are matched that differ by typos and small words
only: "what is fine tunning?" and "What is fine-tuning?" are one card, "one-shot" and "few-shot prompting" are two.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from rapidfuzz import fuzz

from bot.core.ids import CardId
from bot.decks.card import Card
from bot.decks.deck import Deck
from bot.decks.naming import is_derived

#: Whole questions at least this alike, and words at least this alike to be one word with a typo; 0..100.
_QUESTION_ALIKE = 78.0
_WORD_ALIKE = 70.0
#: Candidates looked at per question, those with its rarest words first, so that 20,000 changed cards stay cheap.
_CANDIDATES_MOST = 24
_SMALL_WORDS = frozenset(
    {
        "a",
        "an",
        "the",
        "is",
        "are",
        "was",
        "were",
        "do",
        "does",
        "of",
        "in",
        "on",
        "for",
        "to",
        "and",
        "some",
        "it",
        "its",
    }
)


def keep_ids(deck: Deck, known: Mapping[CardId, str]) -> Deck:
    """Give cards of a newly loaded deck the ids they had before.

    Args:
        deck: As just loaded.
        known: Question by id of every card there was.

    Returns:
        The deck, with ids from `known` where a card without an id of its own is an old one under a new question.
    """
    here = {card.id for card in deck.cards}
    new = [card for card in deck.cards if card.id not in known and is_derived(card)]
    gone = {card_id: ask for card_id, ask in known.items() if card_id not in here}
    if not new or not gone:
        return deck
    renamed = _matched(new, gone)
    return deck.model_copy(
        update={
            "cards": tuple(
                card.model_copy(update={"id": renamed[card.id]}) if card.id in renamed else card for card in deck.cards
            )
        }
    )


def alike(one: str, other: str) -> float:
    """Say how surely two questions are one and the same: 0 for not, else their likeness up to 100."""
    words, others = _words(one), _words(other)
    if "".join(words) == "".join(others):
        return 100.0
    likeness = fuzz.ratio(" ".join(words), " ".join(others))
    if likeness < _QUESTION_ALIKE or _numbers(words) != _numbers(others):
        return 0.0
    rest = [word for word in others if word not in words]
    for word in words:
        if word in others or word in _SMALL_WORDS:
            continue
        twin = max(rest, key=lambda candidate: fuzz.ratio(word, candidate), default="")
        if fuzz.ratio(word, twin) < _WORD_ALIKE:
            return 0.0
        rest.remove(twin)
    return 0.0 if any(word not in _SMALL_WORDS for word in rest) else likeness


def _matched(new: Sequence[Card], gone: Mapping[CardId, str]) -> dict[CardId, CardId]:
    """Pair new cards with old ids, the most alike first, each used once."""
    by_word: defaultdict[str, list[CardId]] = defaultdict(list)
    for card_id, ask in gone.items():
        for word in set(_words(ask)):
            by_word[word].append(card_id)
    pairs: list[tuple[float, CardId, CardId]] = []
    for card in new:
        rarest = sorted(set(_words(card.ask)) & by_word.keys(), key=lambda word: (len(by_word[word]), word))
        candidates = dict.fromkeys(old for word in rarest for old in by_word[word][:_CANDIDATES_MOST])
        likely = islice(candidates, _CANDIDATES_MOST)
        pairs += [(score, card.id, old) for old in likely if (score := alike(card.ask, gone[old]))]
    renamed: dict[CardId, CardId] = {}
    used: set[CardId] = set()
    for _, card_id, old in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if card_id not in renamed and old not in used:
            renamed[card_id] = old
            used.add(old)
    return renamed


def _words(question: str) -> list[str]:
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", question).casefold())


def _numbers(words: Sequence[str]) -> list[str]:
    return sorted(word for word in words if any(letter.isdigit() for letter in word))


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A card that stays, with other content."""

    before: Card
    after: Card

    @property
    def fields(self) -> tuple[str, ...]:
        """Names of what differs, in the order of the format."""
        return tuple(name for name in Card.model_fields if getattr(self.before, name) != getattr(self.after, name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """What differs between two versions of a deck's cards; cards are the same by their id."""

    #: In the order of the later version.
    new: tuple[Card, ...] = ()
    changed: tuple[Change, ...] = ()
    #: In the order of the earlier version.
    removed: tuple[Card, ...] = ()
    #: How many cards stay as they are.
    same: int = 0


def diff(before: Sequence[Card], after: Sequence[Card]) -> Diff:
    """Compare two versions of a deck's cards; their order does not matter."""
    old = {card.id: card for card in before}
    ids = {card.id for card in after}
    changed = tuple(
        Change(before=old[card.id], after=card) for card in after if card.id in old and old[card.id] != card
    )
    return Diff(
        new=tuple(card for card in after if card.id not in old),
        changed=changed,
        removed=tuple(card for card in before if card.id not in ids),
        same=len(ids & old.keys()) - len(changed),
    )
