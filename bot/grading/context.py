"""Context: what a deck tells the grader about its words: how rare they are and which mean the same.

Source: inverse document frequency in the Robertson-Spärck Jones form of BM25 (Robertson & Zaragoza 2009,
"The Probabilistic Relevance Framework", section 3.1): log(1 + (N - n + .5) / (n + .5)).
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Iterable
from math import log

from bot.decks.card import Card
from bot.decks.deck import Deck, DeckContext
from bot.grading.languages import Language, language_of
from bot.grading.normalise import fold
from bot.grading.tokens import tokenise

_LEXICONS_KEPT = 32


class Lexicon:
    """A deck's words, counted once.

    Attributes:
        language: Stems and stop words.
        concept: Stem to the concept its synonym group stands for.
        phrases: First stem of a synonym of several words to its (stems, concept) pairs, longest first.
    """

    def __init__(self, context: DeckContext) -> None:
        self.language: Language = language_of(context.language)
        self.concept: dict[str, str] = {}
        self.phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for group in context.synonyms:
            self._learn_group(group)
        counts: Counter[str] = Counter()
        for text in context.texts:
            counts.update(set(self.stems(text)))
        total = max(len(context.texts), 1)
        self._rarity = {stem: log(1 + (total - n + 0.5) / (n + 0.5)) for stem, n in counts.items()}
        self._unseen = log(1 + (total + 0.5) / 0.5)

    def rarity(self, stem: str) -> float:
        """Return how much a word tells, from near 0 (in every card) upwards."""
        return self._rarity.get(stem, self._unseen)

    def stems(self, text: str) -> list[str]:
        """Cut a text into stems, synonyms replaced by their concepts."""
        stem = self.language.stem
        return [self.concept.get(s, s) for s in map(stem, tokenise(fold(text, self.language.tag), self.language).keys)]

    def _learn_group(self, group: Iterable[str]) -> None:
        stem = self.language.stem
        sides = [tuple(map(stem, tokenise(fold(text, self.language.tag), self.language).keys)) for text in group]
        concept = "=" + "_".join(sides[0]) if sides else ""
        for side in sides:
            if len(side) == 1:
                self.concept[side[0]] = concept
            elif side:
                entries = self.phrases.setdefault(side[0], [])
                entries.append((side, concept))
                entries.sort(key=lambda entry: -len(entry[0]))


def context_of(deck: Deck) -> DeckContext:
    """Collect what the grader must know of a deck."""
    return DeckContext(
        language=deck.language,
        strictness=deck.strictness,
        synonyms=deck.synonyms,
        texts=tuple(_text_of(card) for card in deck.cards),
    )


_kept: OrderedDict[int, tuple[DeckContext, Lexicon]] = OrderedDict()


def lexicon_of(context: DeckContext) -> Lexicon:
    """Return the lexicon of a deck, built once per context object.

    Hashing a context of 20,000 texts for every card would cost more than grading it, so the object's identity is the
    key; the kept reference makes sure that identity is not reused.
    """
    found = _kept.get(id(context))
    if found is not None and found[0] is context:
        return found[1]
    lexicon = Lexicon(context)
    _kept[id(context)] = (context, lexicon)
    if len(_kept) > _LEXICONS_KEPT:
        _kept.popitem(last=False)
    return lexicon


def _text_of(card: Card) -> str:
    entries = (*card.points, *card.items, *card.steps)
    texts = (card.ask, *card.answer, *card.right, *card.name, *(entry.say for entry in entries))
    return "\n".join(texts)
