"""Term card: what is known of a term card beside its accepted texts, and the words that stand around names."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib import resources
from itertools import combinations, pairwise

from bot.grading.terms.name_parts import Kind, Typed
from bot.grading.words.lexicon import Lexicon, Memo
from bot.grading.words.spelling import americanised
from bot.grading.words.wordlist import WordList, word_list_of

_LISTS = tomllib.loads((resources.files("bot.grading") / "data" / "naming.toml").read_text("utf-8"))


def _words(name: str) -> frozenset[str]:
    return frozenset(_LISTS[name].split())


PERSONS, GROUPS, EXPANDED = _words("persons"), _words("groups"), _words("expanded")
TITLES, SUFFIXES = _words("titles"), _words("suffixes")
ORGANISATIONS, PARTICLES, HEADS = _words("organisations"), _words("particles"), _words("heads")
FILLERS, PREPOSITIONS, AND, ARTICLES = _words("fillers"), _words("prepositions"), _words("and"), _words("articles")
#: Makers to their house.
MAKERS = {name: house for house, names in enumerate(_LISTS["makers"].split(";")) for name in names.split()}
#: Words behind "which" or "what" among which the one that says of what kind the answer is stands.
_KIND_WITHIN = 2
#: Endings of what is made of a country's name: Japanese, where the question says Japan.
_OF_PLACES = ("ese", "ian", "an", "n", "ish", "ic")


@dataclass(frozen=True, slots=True)
class Options:
    """What makes another answer in a deck beside the words: accents, a missing article, capitals."""

    accents: bool = False
    articles: bool = False
    case: bool = False


PLAIN = Options()


class Asked:
    """A question, as far as it helps to tell names apart; shared by all texts of its card.

    Attributes:
        question: As written.
        lexicon: The deck's words, and its language.
        options: What matters in the deck.
        english: Whether the rules of English spelling hold.
        words: What the language knows.
        given: First names of people, which are much the same everywhere.
        keys: The question's words.
        about_person: Whether it asks for a person.
        about_thing: Whether it asks "which" of a kind that is none of persons.
    """

    def __init__(self, question: str, lexicon: Lexicon, options: Options = PLAIN) -> None:
        self.question = question
        self.lexicon = lexicon
        self._held: Memo[bool] = Memo(self._holds)
        self.options = options
        language = lexicon.language
        self.english = language.tag == "en"
        self.words: WordList = word_list_of(language.tag)
        self.given = word_list_of("en").given
        typed = self.read(question)
        self.keys = frozenset(typed.keys)
        self._stems = frozenset([language.stem(key) for key in typed.keys if key not in language.stop])
        self._spelled = (
            frozenset([americanised(key.removesuffix("s")) for key in self.keys]) if self.english else self.keys
        )
        self.about_person = not PERSONS.isdisjoint(self.keys) or self._asks_for_one(typed.keys)
        kinds = [two for one, two in pairwise(typed.keys) if one in {"which", "what"} and two not in language.stop]
        self.about_thing = bool(kinds) and not self.about_person
        capital = [at for at, kind in enumerate(typed.kinds) if kind is Kind.WORD and typed.raw(at)[0].isupper()]
        self._initials = frozenset([typed.keys[one][0] + typed.keys[two][0] for one, two in pairwise(capital)])

    def _asks_for_one(self, keys: list[str]) -> bool:
        """Tell whether "which" or "what" asks for a person ("which French king")."""
        start = next((at for at, key in enumerate(keys, 1) if key in {"which", "what"}), None)
        return start is not None and not self.words.persons.isdisjoint(keys[start : start + _KIND_WITHIN])

    def read(self, text: str) -> Typed:
        """Cut a text, accents kept where they matter."""
        return Typed(text, self.lexicon.language, accents=self.options.accents)

    def _holds(self, key: str) -> bool:
        if key in self.keys or key in self._initials or self.lexicon.language.stem(key) in self._stems:
            return True
        if self.english and americanised(key.removesuffix("s")) in self._spelled:
            return True
        return any(key.removesuffix(ending) in self.keys for ending in _OF_PLACES if key.endswith(ending))

    def knows(self, word: str) -> bool:
        """Tell whether an answer of the deck or the language knows a word, so that it is no slip of another."""
        return word in self.lexicon.answered or word in self.lexicon.language.stop or self.words.knows(word)

    def holds(self, key: str) -> bool:
        """Tell whether the question holds a word, in any form, or what it is short for."""
        return self._held[key]

    def is_shared(self, word: str) -> bool:
        """Tell whether different names hold a word, so that alone it is none of them: two Roosevelts."""
        names = self.lexicon.answered.get(word, ())
        return any(not (one <= two or two <= one) for one, two in combinations(names, 2))

    def tells_apart(self, word: str) -> bool:
        """Tell whether a word has an opposite that the question does not rule out ("North Korea")."""
        return not self.holds(word) and bool(self.lexicon.opposites(self.lexicon.language.stem(word)))

    def is_kind(self, word: str) -> bool:
        """Tell whether a word, or its singular, says of what kind a thing is."""
        return word in self.words.kinds or (word.endswith("s") and word[:-1] in self.words.kinds)
