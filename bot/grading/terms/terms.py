"""Terms: whether an answer names the one thing a term card asks for, each kind of thing compared as what it is.

An accepted text is read once, when its card is compiled: the first reader that knows its kind says how answers are
compared with it; any other text is a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from rapidfuzz.fuzz import ratio

from bot.grading.terms.formulas import asks_formula, read_chemistry
from bot.grading.terms.matching import EXACT, Match, covers, match, plain, share
from bot.grading.terms.name_parts import Kind, Typed
from bot.grading.terms.names import Name
from bot.grading.terms.pinyin import read_pinyin
from bot.grading.terms.remainder import read_around
from bot.grading.terms.symbols import read_symbols, spellings
from bot.grading.terms.term_card import Asked
from bot.grading.values.kinds import read_value
from bot.grading.verdict import OTHER_MOST, PARTLY, UNLIKE, Comparison, Rule

#: Compares an answer, as typed, with one accepted text.
Comparer = Callable[[str], Comparison]
#: Readers of one kind of thing: the comparer for an accepted text of that kind, None for any other text.
Reader = Callable[[str, Asked], Comparer | None]


def _value(text: str, asked: Asked) -> Comparer | None:
    return read_value(text, asked.question, asked.lexicon.language.tag)


def _formula(text: str, asked: Asked) -> Comparer | None:
    """Read what a question for a formula asks for before "OH" is taken for a nought."""
    return read_chemistry(text.strip(), asked) if asks_formula(asked.question) else None


READERS: tuple[Reader, ...] = (_formula, _value, read_pinyin, read_symbols)

#: A Roman numeral at the end of a name in small letters.
_NUMERAL = re.compile(r"\b[ivx]+$")
#: What nobody sees, and half characters.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\ud800-\udfff]")
_BRACKETED = re.compile(r"\(([^()]*)\)")
_CLAUSE = re.compile(r"(?:who|which|that|where|whose|when|also|formerly|later|known|called|aka)\b", re.IGNORECASE)
_EITHER = re.compile(r",?\s+(?:or|oder|ou|o)\s+|\s+/\s+", re.IGNORECASE)
#: Words of a name that stands as one of two, and letters of a word that acronyms leave out.
_EITHER_MOST, _SMALL = 4, 3
_RIGHT = 0.7
#: Letters of an answer beyond which no name is looked for.
_READ_MOST = 400
#: Share of an expansion's words, or of a list's entries, from which an answer is partly right, and of how many.
_PARTLY_FROM, _SEVERAL = 0.6, 3
#: How much of what a missed name shares with an answer counts.
_SHARED = 0.8


class Terms:
    """The accepted texts of a term or choice card, ready to be compared, and those that must fail."""

    def __init__(self, texts: Sequence[str], wrong: Sequence[str], asked: Asked) -> None:
        self._asked = asked
        self._exact = {text.strip(): Comparison(EXACT) for text in texts}
        self._comparers: list[Comparer] = []
        names: list[str] = []
        for text in texts:
            found = next(filter(None, (read(text, asked) for read in READERS)), None)
            if found is None:
                names.append(text)
            else:
                self._comparers.append(found)
        self._names = Names(names, asked)
        self._wrong = Terms(wrong, (), asked) if wrong else None

    def judge(self, answer: str) -> Comparison:
        """Compare an answer with every accepted text, and with those that must fail."""
        answer = answer[:_READ_MOST]
        answer = (answer if answer.isascii() else _UNSEEN.sub("", answer)).strip()
        known = self._exact.get(answer)
        if known is not None:
            return known
        best = self._best(answer)
        if self._wrong is not None and best.score < EXACT:
            wrong = self._wrong.judge(answer)
            if wrong.score >= _RIGHT and wrong.score >= best.score:
                return Comparison(0.0, Rule.REJECTED, answer)
        return best

    def _best(self, answer: str) -> Comparison:
        best: Comparison | None = None
        for compare in self._comparers:
            found = compare(answer)
            if best is None or found.score > best.score:
                best = found
        if self._names and (best is None or best.score < EXACT):
            found = self._names.judge(answer)
            if best is None or found.score > best.score:
                best = found
        return best or Comparison(0.0)


class Names:
    """Accepted texts that are names of one thing, with those by which the language knows the same thing."""

    def __init__(self, texts: Sequence[str], asked: Asked) -> None:
        self._asked = asked
        self._names = [Name(text, asked) for text in dict.fromkeys(way for text in texts for way in _ways(text, asked))]
        for name in [*self._names]:
            self._names += self._aliases(name)
        self._squashed = {name.typed.squashed for name in self._names} - {""}
        self._lower = set() if asked.options.case else {text.lower() for text in texts}
        self._question = asked.read(asked.question).squashed

    def _aliases(self, name: Name) -> list[Name]:
        """Return other names of the same thing, but those that the question says, and bare first names."""
        asked, written = self._asked, " ".join(name.text.lower().split())
        same = asked.words.same(written) or (asked.words.same(written[:-1]) if written.endswith("s") else ())
        kept = [other for other in same if other not in asked.given or other in written.split()]
        texts = [_NUMERAL.sub(lambda numeral: numeral[0].upper(), other) for other in kept]
        found = [Name(other, asked, alias=True) for other in (*spellings(name.text), *texts)]
        numbered = name.numerals if any(part.kind is not Kind.WORD for part in name.parts) else frozenset()
        known = {one.typed.squashed for one in self._names}
        return [
            alias
            for alias in found
            if numbered <= alias.numerals
            and alias.typed.squashed not in known
            and not all(asked.holds(part.key) for part in alias.parts)
        ]

    def __bool__(self) -> bool:
        return bool(self._names)

    def judge(self, answer: str) -> Comparison:
        """Compare an answer with every name."""
        if answer.lower() in self._lower:
            return Comparison(EXACT)
        given = self._asked.read(answer)
        if not given.squashed:
            return Comparison(0.0, Rule.EMPTY)
        if given.squashed in self._squashed and not self._asked.options.case:
            return Comparison(EXACT)
        if given.squashed == self._question:
            return Comparison(0.0, Rule.QUESTION_WORDS)
        found = [(name, match(name, given)) for name in self._names]
        covered = [(name, one) for name, one in found if covers(name, one)]
        if not covered:
            return self._missed(given, found)
        used = set[int]().union(*(one.used() for _, one in covered))
        name, best = max(covered, key=lambda pair: (pair[1].score, len(pair[1].used())))
        against = read_around(given, used, name, best) or self._written(given, name, best)
        return against or Comparison(best.score)

    def _written(self, given: Typed, name: Name, best: Match) -> Comparison | None:
        """Return what speaks against how a name is written, where the deck says that it matters: article, capitals."""
        articles, options = given.language.articles, self._asked.options
        if name.article:
            at = min(best.used()) - (best.at[0] is None)
            typed = given.keys[at] if at >= 0 and given.keys[at] in articles else ""
            other = typed and typed != name.article and articles[typed] == articles[name.article]
            if (other and not self._asked.english) or (options.articles and not typed):
                return Comparison(UNLIKE, Rule.ARTICLE_DIFFERS, typed)
        if options.case:
            for part, span in zip(name.parts, best.at, strict=True):
                raw = given.raw(span[0]) if span else part.raw
                if raw != part.raw and raw.casefold() == part.raw.casefold():
                    return Comparison(UNLIKE, Rule.CASE_DIFFERS, raw)
        return None

    def _missed(self, given: Typed, found: list[tuple[Name, Match]]) -> Comparison:
        """Say why an answer is none of the names, as far as that is sure."""
        name, best = max(found, key=lambda pair: share(*pair))
        telling = [
            at
            for at, key in enumerate(given.keys)
            if given.kinds[at] is not Kind.BREAK and key not in given.language.stop
        ]
        if telling and all(self._asked.holds(given.keys[at]) for at in telling):
            return Comparison(0.0, Rule.QUESTION_WORDS)
        there = share(name, best)
        used = best.used()
        others = [at for at in telling if at not in used]
        negators = given.language.negators
        turned = any(not span and part.key in negators for part, span in zip(name.parts, best.at, strict=True))
        in_full = len(name.content) >= _SEVERAL and name.in_full and not turned
        if there >= _PARTLY_FROM and (in_full or (len(name.chunks) >= _SEVERAL and not others)):
            return Comparison(PARTLY)
        # Equal answers get equal scores, so marks around the words do not count.
        keys = [key for key in given.keys if key[-1:].isalnum()] or given.keys
        alike = ratio("".join(dict.fromkeys(keys)), name.typed.squashed) / 100
        rule, why = self._reason(given, name, found, others)
        return Comparison(OTHER_MOST * max(_SHARED * there, alike), rule, why)

    def _reason(
        self, given: Typed, name: Name, found: list[tuple[Name, Match]], others: list[int]
    ) -> tuple[Rule | None, str]:
        """Return what a person can see for themselves: another number, other accents, a word that looks alike."""
        number = next((at for at in others if given.kinds[at] is Kind.NUMBER), None)
        best = next(one for other, one in found if other is name)
        if number is not None and any(
            part.kind is Kind.NUMBER and not span for part, span in zip(name.parts, best.at, strict=True)
        ):
            return Rule.NUMBER_DIFFERS, given.raw(number)
        if self._asked.options.accents and any(plain(given.squashed) == plain(one) for one in self._squashed):
            return Rule.ACCENT_DIFFERS, given.text
        looks = [one.lookalike for _, one in found if one.lookalike]
        lookalike = next((look for look in looks if not any(look in other.place for other, _ in found)), "")
        return (Rule.LOOKALIKE, lookalike) if lookalike else (None, "")


def _ways(text: str, asked: Asked) -> list[str]:
    """Return a text and what it says of itself that may be left out or stands for it.

    Brackets and relative clauses are left out, and so is the region in which a place lies; of "one or the other" each.
    """
    bare = " ".join(_BRACKETED.sub(" ", text).split())
    found = [text, bare]
    found += [
        inside for inside in _BRACKETED.findall(text) if _is_short_for(bare, inside) or _is_short_for(inside, bare)
    ]
    head, comma, rest = bare.partition(", ")
    if comma and (_CLAUSE.match(rest) or rest.lower() in asked.words.regions):
        found.append(head)
    either = [way for way in _EITHER.split(bare) if way]
    if len(either) > 1 and all(len(way.split()) <= _EITHER_MOST for way in either):
        found += either
    return [way for way in found if way]


def _is_short_for(short: str, long: str) -> bool:
    """Tell whether one text is made of the first letters of the other's words, the small ones aside or not."""
    words = long.lower().split()
    initials = {"".join([word[0] for word in words]), "".join([word[0] for word in words if len(word) > _SMALL])}
    return len(words) > 1 and short.lower().replace(".", "") in initials
