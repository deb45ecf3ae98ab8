"""Lexicon: what a deck tells the grader about its words: how rare they are and which mean the same.

Source: inverse document frequency in the Robertson-Spärck Jones form of BM25 (Robertson & Zaragoza 2009,
"The Probabilistic Relevance Framework", section 3.1): log(1 + (N - n + .5) / (n + .5)).
"""

from __future__ import annotations

import re
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable
from math import log
from typing import Generic, NamedTuple, TypeVar

from bot.decks.card import Card
from bot.decks.deck import Deck, DeckContext
from bot.grading.words.antonyms import opposites_in
from bot.grading.words.languages import Language, language_of
from bot.grading.words.lazy import lazy
from bot.grading.words.letters import BEGINNING, SHARED_START, is_word
from bot.grading.words.normalise import fold
from bot.grading.words.thesaurus import Thesaurus, thesaurus_of
from bot.grading.words.tokens import tokenise

_LEXICONS_KEPT = 32
#: Words remembered per deck, those of answers and of wordings alike.
_WORDS_KEPT = 1 << 14
#: Letters of an acronym at most, with a plural s.
_BRIEF = 7
_WORD = re.compile(r"[^\W\d_]+")
#: Words of an answer that may be a name, and names remembered for a word.
_NAME_MOST, _NAMES_KEPT = 5, 8
_NO_OPPOSITES: frozenset[str] = frozenset()
_Found = TypeVar("_Found")


class Word(NamedTuple):
    """What is known of a word.

    Attributes:
        stem: Its stem.
        concept: The stem, or the concept that stands for it and its synonyms.
        telling: Whether it carries meaning of its own.
        rarity: How much it tells, 0..1.
        strange: Whether it may be a slip of another: it is known neither to the deck nor to the language.
        beginning: First letters of the concept.
        opening: Its first letters, if it is long enough to have other forms, else "".
        brief: The word, if it may be an acronym, with and without a plural s.
    """

    stem: str
    concept: str
    telling: bool
    rarity: float
    strange: bool
    beginning: str
    opening: str
    brief: tuple[str, ...]


class Memo(dict[str, _Found], Generic[_Found]):
    """What was found out about words, by word; asking for one that is missing finds it out. Forgets when it is full."""

    def __init__(self, find: Callable[[str], _Found]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, word: str) -> _Found:
        if len(self) >= _WORDS_KEPT:
            self.clear()
        found = self[word] = self._find(word)
        return found


class Lexicon:
    """A deck's words, counted once.

    Attributes:
        language: Stems and stop words.
        words: What is known of each word.
        rarity: How much each stem tells: near 0 (every card has it) to 1, less for what every text has.
        relatives: For each stem those that mean nearly the same in the language at large, with the credit they earn.
        concept: Stem to the concept its synonym group stands for.
        answered: Words of the cards' answers, in lower case, to the short answers that hold them, as words.
        phrases: First stem of a synonym of several words to its (stems, concept) pairs, longest first.
    """

    def __init__(self, context: DeckContext) -> None:
        self.language: Language = language_of(context.language)
        self.words: Memo[Word] = Memo(self._look_up)
        self.rarity: Memo[float] = Memo(self._weigh)
        self.concept: dict[str, str] = {}
        self.phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._opposites = opposites_in(self.language.tag, self.language.stem)
        self._thesaurus: Thesaurus = thesaurus_of(self.language.tag)
        self.relatives: Memo[dict[str, float]] = Memo(self._thesaurus.relatives)
        for group in (*self.language.same, *context.synonyms):
            self._learn_group(group)
        self._texts = context.texts
        counts: Counter[str] = Counter()
        for text in context.texts:
            counts.update(set(self.stems(text)))
        total = max(len(context.texts), 1)
        most = log(1 + (total + 0.5) / 0.5)
        self._rarity = {stem: log(1 + (total - n + 0.5) / (n + 0.5)) / most for stem, n in counts.items()}

    @lazy
    def answered(self) -> dict[str, list[frozenset[str]]]:
        """Collect the words of the cards' answers: of what stands below a card's question."""
        found: dict[str, list[frozenset[str]]] = {}
        for line in {line for text in self._texts for line in text.split("\n")[1:]}:
            words = frozenset(_WORD.findall(fold(line, self.language.tag).text.replace("'", "")))
            for word in words:
                names = found.setdefault(word, [])
                if len(words) <= _NAME_MOST and len(names) < _NAMES_KEPT:
                    names.append(words)
        return found

    def knows(self, stem: str) -> bool:
        """Tell whether a word is one that the deck or the language uses; then it is no misspelling of another."""
        return stem in self._rarity or self._thesaurus.rarity(stem) is not None

    def tells(self, stem: str) -> bool:
        """Tell whether any card of the deck uses a word."""
        return stem in self._rarity

    def is_noun(self, stem: str) -> bool:
        """Tell whether a word is mostly a noun in the language at large, or a name that the language does not know."""
        return self._thesaurus.is_noun(stem)

    def opposites(self, stem: str) -> frozenset[str]:
        """Return the words that mean the opposite."""
        return self._opposites.get(stem, _NO_OPPOSITES)

    def merge_phrases(self, stems: list[str]) -> bool:
        """Replace each phrase of a synonym group by its concept, in place, keeping the length; tell whether any was."""
        merged, phrases = False, self.phrases
        for index in [index for index, stem in enumerate(stems) if stem in phrases]:
            for side, concept in phrases.get(stems[index], ()):
                if tuple(stems[index : index + len(side)]) == side:
                    stems[index : index + len(side)] = [concept] * len(side)
                    merged = True
                    break
        return merged

    def stems(self, text: str) -> list[str]:
        """Cut a text into stems, synonyms replaced by their concepts."""
        keys = tokenise(fold(text, self.language.tag), self.language).keys
        return self.concepts([*map(self.language.stem, keys)])

    def concepts(self, stems: list[str]) -> list[str]:
        """Replace synonyms by their concepts, keeping the length."""
        if not self.phrases.keys().isdisjoint(stems):
            self.merge_phrases(stems)
        concept = self.concept
        return [concept.get(stem, stem) for stem in stems] if concept else stems

    def _look_up(self, word: str) -> Word:
        stem = self.language.stem(word)
        concept = self.concept.get(stem, stem)
        telling = word not in self.language.stop
        brief = (word, word[:-1]) if word[-1] == "s" else (word,)
        return Word(
            stem=stem,
            concept=concept,
            telling=telling,
            rarity=self.rarity[concept],
            strange=telling and is_word(word) and not self.knows(concept),
            beginning=concept[:BEGINNING],
            opening=word[:SHARED_START] if telling and len(word) > SHARED_START else "",
            brief=brief if telling and len(word) <= _BRIEF else (),
        )

    def _weigh(self, stem: str) -> float:
        at_large = self._thesaurus.rarity(stem)
        return self._rarity.get(stem, 1.0) * (1.0 if at_large is None else at_large)

    def _learn_group(self, group: Iterable[str]) -> None:
        stem = self.language.stem
        sides = [tuple(map(stem, tokenise(fold(text, self.language.tag), self.language).keys)) for text in group]
        single = [side[0] for side in sides if len(side) == 1]
        # A known concept is joined; else a single word stands for the group, so that its rarity and relatives count.
        known = [self.concept[stem] for stem in single if stem in self.concept]
        concept = (known or single or ["_".join(sides[0])])[0]
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
        accents=deck.accents,
        articles=deck.articles,
        case=deck.case,
        synonyms=deck.synonyms,
        as_of=deck.as_of,
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
