"""Reading: a text cut, stemmed, without repetitions, and marked with what is negated.

A word counts once however often it is typed, so that repeating an answer changes nothing.

Source for the reach of a negator: NegEx (Chapman et al. 2001): a window of words, here eight, ended by a clause or by
a word such as "but".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain, compress
from operator import add
from typing import Any, NamedTuple

from bot.grading.words.lazy import lazy
from bot.grading.words.letters import BEGINNING, grams_of, is_word
from bot.grading.words.lexicon import Lexicon, Word
from bot.grading.words.normalise import Folded, fold
from bot.grading.words.tokens import Tokens, tokenise

_REACH = 6
#: Distinct words of an answer that are read; more are no answer.
_WORDS_MOST = 400
#: Words on either side of a word among which a swap is looked for.
_PIVOT_REACH = 6
#: Words of a text beyond which nobody follows a sentence in it.
_PIVOTED_MOST = 120
_LETTERS_MOST = 400
#: Letter pieces up to which looking for each is faster than taking the text apart, and how often.
_FEW_GRAMS, _SEARCHES_MOST = 30, 3
#: What is known of no words.
_NOTHING: tuple[tuple[()], ...] = ((),) * len(Word._fields)


class Framed(NamedTuple):
    """A word of a text in its place.

    Attributes:
        stem: Its stem, or the concept that stands for it.
        telling: Whether it carries meaning of its own.
        word: As folded.
        clause: The number of its clause.
    """

    stem: str
    telling: bool
    word: str
    clause: int


class Reading:
    """A text as the grader reads it; sequences run parallel, one entry per distinct word in order of appearance.

    Attributes:
        tokens: The text, cut, with repetitions.
        keys: Distinct words and numbers.
        text: These, joined, as far as letters are compared.
        stems: Stems, synonyms replaced by their concept.
        content: Whether a word carries meaning of its own.
        rarity: How much each word tells, 0..1.
        strange: Positions of words that neither the deck nor the language knows.
        signals: Whether any word stands in it that negates, or stands between guesses.
        turned: Whether anything is negated.
        place: Stem to the first position it stands at.
        held: All stems.
        lexicon: The deck's words.
    """

    def __init__(self, tokens: Tokens, lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.keys = keys = [*dict.fromkeys(tokens.keys)]
        if len(keys) > _WORDS_MOST:
            del keys[_WORDS_MOST:]
        self.text = " ".join(keys)[:_LETTERS_MOST]
        self.signals = not lexicon.language.signals.isdisjoint(keys)
        self.turned = self.signals and not lexicon.language.negators.isdisjoint(keys)
        self.stems: Sequence[str]
        self.content: Sequence[bool]
        self.rarity: Sequence[float]
        known = [*map(lexicon.words.__getitem__, keys)]
        columns: Any = zip(*known) if known else _NOTHING  # noqa: B905 - all of one length
        raw, self.stems, self.content, self.rarity, strange, beginnings, openings, brief = columns
        if not lexicon.phrases.keys().isdisjoint(raw) and lexicon.merge_phrases(merged := [*raw]):
            self.stems = lexicon.concepts(merged)
            self.rarity = [*map(lexicon.rarity.__getitem__, self.stems)]
            strange = [
                telling and is_word(key) and not lexicon.knows(stem)
                for key, stem, telling in zip(keys, self.stems, self.content, strict=True)
            ]
            beginnings = [stem[:BEGINNING] for stem in self.stems]
        self._beginnings: Sequence[str] = beginnings
        self._openings: Sequence[str] = openings
        self._brief: Sequence[tuple[str, ...]] = brief
        self.held = held = frozenset(self.stems)
        if len(held) == len(keys):
            self.place = {stem: at for at, stem in enumerate(self.stems)}
        else:
            first = dict(zip(reversed(self.stems), range(len(keys) - 1, -1, -1), strict=True))
            self.place = {stem: first[stem] for stem in dict.fromkeys(self.stems)}
        self.strange = [at for at in self.place.values() if strange[at]] if True in strange else ()
        self._searched = 0

    # The next three are asked of answers alone; sets take much room, and of wordings there are many.
    @lazy
    def beginnings(self) -> frozenset[str]:
        """First letters of the stems."""
        return frozenset(self._beginnings)

    @lazy
    def openings(self) -> frozenset[str]:
        """First letters of words with meaning that are long enough to have other forms."""
        return frozenset(self._openings)

    @lazy
    def brief(self) -> frozenset[str]:
        """Words with meaning that may be acronyms, with and without a plural s."""
        return frozenset(chain.from_iterable(self._brief))

    @lazy
    def at(self) -> list[int]:
        """Where in `tokens` each word stands first."""
        if len(self.keys) == len(self.tokens.keys):
            return [*range(len(self.keys))]
        keys = self.tokens.keys
        first = dict(zip(reversed(keys), range(len(keys) - 1, -1, -1), strict=True))
        return [*map(first.__getitem__, self.keys)]

    @lazy
    def negated(self) -> list[bool]:
        """Whether a word stands in the reach of an odd number of negators."""
        if not self.turned:
            return [False] * len(self.keys)
        marks = _negated(self.tokens, self.lexicon)
        return [marks[index] for index in self.at]

    @lazy
    def frame(self) -> list[Framed]:
        """The text as a row of words, repetitions kept, without small words that direct nothing."""
        language, words = self.lexicon.language, self.lexicon.words
        directs, stop = language.directs, language.stop
        return [
            Framed(words[key].concept, key not in directs and key not in stop, key, clause)
            for key, clause in zip(self.tokens.keys, self.tokens.clause, strict=True)
            if key in directs or key not in stop
        ]

    @lazy
    def pivots(self) -> dict[str, tuple[tuple[str, ...], tuple[str, ...], str]]:
        """For each small word that directs and stands once: the words with meaning on its left and on its right.

        They are those of its clause, nearest first. "Images from noise" tells the same as "noise into images".
        """
        frame, language = self.frame, self.lexicon.language
        if len(frame) > _PIVOTED_MOST:
            return {}
        often = Counter([one.stem for one in frame])
        found: dict[str, tuple[tuple[str, ...], tuple[str, ...], str]] = {}
        for at, (stem, _, word, clause) in enumerate(frame):
            if often[stem] == 1 and (word in language.directs or word in language.negators):
                before, behind = reversed(frame[max(0, at - _PIVOT_REACH) : at]), frame[at + 1 : at + 1 + _PIVOT_REACH]
                left = [one.stem for one in before if one.telling and one.clause == clause]
                right = [one.stem for one in behind if one.telling and one.clause == clause]
                both = {*left} & {*right}
                sides = (
                    tuple([one for one in left if one not in both]),
                    tuple([one for one in right if one not in both]),
                )
                if all(sides):
                    found[stem] = *sides, word
        back = found.keys() & language.backwards.keys()
        if len(back) == 1 and not found.keys() & {*language.backwards.values()}:
            stem = back.pop()
            left_side, right_side, word = found.pop(stem)
            found[language.backwards[stem]] = right_side, left_side, word
        return found

    @lazy
    def numbers(self) -> frozenset[str]:
        """Keys of the numbers in it."""
        return frozenset([key for key in self.keys if key[0] == "#"])

    @lazy
    def grams(self) -> frozenset[str]:
        """Pieces of three letters of the distinct words."""
        return grams_of(self.text)

    def shared(self, grams: frozenset[str]) -> int:
        """Count the pieces that it holds of these: by looking for each, as long as that is the shorter way."""
        if len(grams) <= _FEW_GRAMS and self._searched < _SEARCHES_MOST:
            self._searched += 1
            return sum(map(f" {self.text} ".__contains__, grams))
        return len(grams & self.grams)

    def short(self, acronym: str) -> int:
        """Return where a word of `brief` stands first."""
        keys, content = self.keys, self.content
        return min([keys.index(key) for key in (acronym, f"{acronym}s") if key in keys and content[keys.index(key)]])

    @lazy
    def starts(self) -> dict[str, list[int]]:
        """First letters of words that may have other forms to the positions of these."""
        found: dict[str, list[int]] = {}
        for index, start in enumerate(self._openings):
            if start:
                found.setdefault(start, []).append(index)
        return found

    @lazy
    def paired(self) -> frozenset[str]:
        """Every two adjacent words written as one."""
        return frozenset(map(add, self.keys, self.keys[1:]))

    def pair(self, compound: str) -> int:
        """Return where the first pair of `paired` stands that is written so."""
        return [*map(add, self.keys, self.keys[1:])].index(compound)

    @lazy
    def initials(self) -> str:
        """First letters of all words, and of the words with meaning, side by side."""
        letters = [key[0] for key in self.keys]
        return f"{''.join(letters)} {''.join(compress(letters, self.content))}"

    @lazy
    def letters(self) -> tuple[str, str, list[int]]:
        """The two halves of these, and where the words with meaning stand."""
        every, _, told = self.initials.partition(" ")
        return every, told, [index for index, telling in enumerate(self.content) if telling]

    @lazy
    def spans(self) -> list[tuple[int, int]]:
        """The range (start, end) of each distinct word in the typed text."""
        ranges = self.tokens.ranges()
        return [ranges[index] for index in self.at]


def read(text: str | Folded, lexicon: Lexicon) -> Reading:
    """Read a text, folded or not, with a deck's words."""
    language = lexicon.language
    folded = fold(text, language.tag) if isinstance(text, str) else text
    return Reading(tokenise(folded, language), lexicon)


def _negated(tokens: Tokens, lexicon: Lexicon) -> list[bool]:
    """Mark what stands within eight words after a negator, or around one of some languages, in its clause.

    Two negators cancel, unless they are joined ("does not learn and cannot write").
    """
    keys, clause = tokens.keys, tokens.clause
    language = lexicon.language
    negators, ends = language.negators, language.turns
    marks = [False] * len(keys)
    for index in [at for at, key in enumerate(keys) if key in negators]:
        reached = [range(index + 1, min(index + 1 + _REACH, len(keys)))]
        if keys[index] in language.around:
            reached.append(range(index - 1, max(-1, index - 1 - _REACH), -1))
        for places in reached:
            for place in places:
                key = keys[place]
                if clause[place] != clause[index] or key in ends:
                    break
                if key in language.joins and place > index and not negators.isdisjoint(keys[place + 1 : place + 2]):
                    break
                marks[place] = not marks[place]
    return marks
