"""Names of decks and ids of cards: as kept, as people read them, and made from a question that has none."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from hashlib import sha256

from bot.core.ids import CardId, DeckId, GuildId
from bot.decks.card import Card
from bot.decks.format import ID_MOST, is_id

#: No stem and no number of a server contains it.
_SEAM = "/"
#: Hexadecimal digits; enough to tell a server's decks apart.
_FINGERPRINT = 10


def own_id(guild: GuildId, stem: str) -> DeckId:
    """Name a server's own deck so that no other deck, shipped or of another server, is called the same."""
    return DeckId(f"{guild}{_SEAM}{stem}")


def stem_of(deck: str) -> str:
    """Return what people call a deck: a shipped deck's id is that already."""
    return deck.rpartition(_SEAM)[2]


#: What a browser adds to a second download, also as Discord writes it, which takes neither spaces nor brackets.
_COPY = re.compile(r"[\s_]*[(_]\d+[)_]$")
#: Marks in a row or at the end: nobody would name a deck so.
_ODD = re.compile(r"[-_.]{2}|[-_.]$")


def suggested_stem(name: str) -> str:
    """Suggest what to call a deck after a file or a wish: the name itself where it can be one, else its words."""
    if is_id(name):
        return name
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", name).casefold())
    return "-".join(words)[:ID_MOST].rstrip("-") or "deck"


def tidy_stem(name: str) -> str:
    """Suggest what to call a deck that somebody brings, whose file's name may have been mangled on its way."""
    return suggested_stem(_ODD.sub(" ", name)) if _ODD.search(name) else suggested_stem(name)


def suggested_title(name: str) -> str:
    """Suggest a deck's title after its file: without the mark of a copy, with spaces and a capital."""
    title = " ".join(_COPY.sub("", name).replace("_", " ").split()) or name
    return title[0].upper() + title[1:] if title.islower() else title


def fingerprint(deck: str) -> str:
    """Return a short name for a deck's id, which may be too long for a custom id; no way leads back but a list."""
    return sha256(deck.encode()).hexdigest()[:_FINGERPRINT]


#: Leaves room for "-12" within `format.ID_MOST`.
_SLUG_MOST = 56
_OPENING = re.compile(
    r"^(?:what(?:'s|\s+is|\s+are|\s+was|\s+were|\s+does)|who\s+(?:is|are|was|were)|define|explain|describe)"
    r"\s+(?:(?:the|a|an|some)\s+)?(?=\S)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"-[1-9]\d*$")


def slug(question: str) -> str:
    """Derive an id from a question: its words without the opening ("what is the"), joined by hyphens.

    Letters and digits of any script are kept; a question without any gets an id from its hash.
    """
    plain = unicodedata.normalize("NFKC", question).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").strip().casefold()
    words = re.findall(r"[^\W_]+", _OPENING.sub("", plain).replace("'", ""))
    name = ""
    for word in words:
        longer = f"{name}-{word}" if name else word[:_SLUG_MOST]
        if len(longer) > _SLUG_MOST:
            break
        name = longer
    return name or f"card-{hashlib.sha256(question.encode('utf-8', 'replace')).hexdigest()[:8]}"


class Names:
    """Hands out ids that are not taken: name, then name-2, name-3 and so on."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._last: dict[str, int] = {}

    def unused(self, name: str) -> CardId:
        """Take the first free id made of the name."""
        candidate, number = name, self._last.get(name, 1)
        while candidate in self._taken:
            number += 1
            candidate = f"{name}-{number}"
        self._last[name] = number
        self._taken.add(candidate)
        return CardId(candidate)


def is_derived(card: Card) -> bool:
    """Say whether a card's id follows from its question, that is, whether it changes when the question does."""
    name = slug(card.ask)
    return card.id == name or (card.id.startswith(name) and _NUMBERED.fullmatch(card.id[len(name) :]) is not None)
