"""A deck: a set of cards with a title, a language and words of its own."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from bot.core.ids import DeckId
from bot.decks.card import Card

CARDS_MOST = 20_000
#: Of a file; an archive may carry media, which are not read.
FILE_BYTES_MOST = 25 * 1024 * 1024
#: Of the text that becomes cards.
TEXT_BYTES_MOST = 5 * 1024 * 1024


class Strictness(StrEnum):
    """Where the thresholds between wrong, partly and right lie; the score itself is the same."""

    LENIENT = "lenient"
    NORMAL = "normal"
    STRICT = "strict"


class Heed(StrEnum):
    """Whether a difference in writing makes another answer."""

    IGNORE = "ignore"
    MATTER = "matter"


class DeckContext(BaseModel):
    """What the grader must know of a card's deck.

    Attributes:
        language: BCP 47 tag of the answers' language, such as "en".
        strictness: Thresholds to apply.
        accents: Whether they tell answers apart; None for the language's habit: not in English.
        articles: Whether a missing one does; None for no. In other languages than English a wrong one always does.
        case: Whether capitals do; None for no.
        synonyms: Groups of words or phrases that mean the same in this deck.
        as_of: When its content was true, as "2026-11"; "" for ever.
        texts: Question and answer texts of all cards, from which word rarity is counted.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    language: str = "en"
    strictness: Strictness = Strictness.NORMAL
    accents: Heed | None = None
    articles: Heed | None = None
    case: Heed | None = None
    synonyms: tuple[tuple[str, ...], ...] = ()
    as_of: str = ""
    texts: tuple[str, ...] = ()


class Deck(BaseModel):
    """A deck, as loaded.

    Attributes:
        id: The file's stem.
        title: Shown on posts and lists.
        language: BCP 47 tag.
        strictness: Thresholds of its verdicts.
        accents: Whether they tell answers apart; None for the language's habit: not in English.
        articles: Whether a missing one does; None for no. In other languages than English a wrong one always does.
        case: Whether capitals do; None for no.
        synonyms: Groups of words or phrases that mean the same.
        source: Where the content comes from.
        as_of: When its content was true, as "2026-11"; "" for ever. Cards that say nothing else have it too.
        cards: In the file's order; ids are unique.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    id: DeckId
    title: str
    language: str = "en"
    strictness: Strictness = Strictness.NORMAL
    accents: Heed | None = None
    articles: Heed | None = None
    case: Heed | None = None
    synonyms: tuple[tuple[str, ...], ...] = ()
    source: str = ""
    as_of: str = ""
    cards: tuple[Card, ...] = ()
