"""Terms: whether an answer names the one thing a term card asks for, each kind of thing compared as what it is.

An accepted text is read once, when its card is compiled: the first reader that knows its kind says how answers are
compared with it; any other text is a name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rapidfuzz.fuzz import ratio

from bot.grading.around import read_around
from bot.grading.names import EXACT, OTHER_MOST, PARTLY, Asked, Match, Name, plain
from bot.grading.pinyin import read_pinyin
from bot.grading.symbols import read_symbols, spellings
from bot.grading.typed import Kind, Typed
from bot.grading.verdict import Comparison, Rule

#: Compares an answer, as typed, with one accepted text.
Comparer = Callable[[str], Comparison]
#: Readers of one kind of thing: the comparer for an accepted text of that kind, None for any other text.
Reader = Callable[[str, Asked], Comparer | None]
READERS: tuple[Reader, ...] = (read_pinyin, read_symbols)

_RIGHT = 0.7
#: Letters of an answer beyond which no name is looked for.
_READ_MOST = 400
#: Share of an expansion's words, or of a list's entries, from which an answer is partly right.
_PARTLY_FROM, _EXPANSION = 0.6, 3
#: What is left of a name that is written as the deck does not want it.
_UNLIKE = 0.2


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
        answer = answer[:_READ_MOST].strip()
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
    """Accepted texts that are names of one thing."""

    def __init__(self, texts: Sequence[str], asked: Asked) -> None:
        self._asked = asked
        self._names = [Name(text, asked) for text in texts]
        known = {name.typed.squashed for name in self._names}
        for text, name in zip(texts, [*self._names], strict=True):
            numerals = name.numerals if any(part.kind is not Kind.WORD for part in name.parts) else frozenset()
            for other in (*spellings(text), *self._aliases(text)):
                alias = Name(other, asked, alias=True)
                told = all(asked.in_question(part.keys[0]) for part in alias.parts)
                if (
                    alias.parts
                    and not told
                    and (not numerals or numerals <= alias.numerals)
                    and alias.typed.squashed not in known
                ):
                    self._names.append(alias)
                    known.add(alias.typed.squashed)
        self._squashed = {name.typed.squashed for name in self._names} - {""}
        self._question = asked.read(asked.question).squashed

    def _aliases(self, text: str) -> tuple[str, ...]:
        """Return other names of the same thing, as far as the language knows them; no bare first names."""
        words, written = self._asked.words, " ".join(text.lower().split())
        found = words.same(written) or (words.same(written[:-1]) if written.endswith("s") else ())
        apart = set(written.split())
        return tuple([other for other in found if other not in self._asked.given or other in apart])

    def __bool__(self) -> bool:
        return bool(self._names)

    def judge(self, answer: str) -> Comparison:
        """Compare an answer with every name."""
        given = self._asked.read(answer)
        if not given.squashed:
            return Comparison(0.0, Rule.EMPTY)
        if given.squashed in self._squashed and not self._asked.options.case:
            return Comparison(EXACT)
        if given.squashed == self._question:
            return Comparison(0.0, Rule.QUESTION_WORDS)
        found = [(name, name.match(given)) for name in self._names]
        covered = [(name, match) for name, match in found if name.covers(match)]
        if not covered:
            return self._missed(given, found)
        used = set[int]().union(*(match.used() for _, match in covered))
        name, match = max(covered, key=lambda one: (one[1].score, len(one[1].used())))
        beside = read_around(given, used, name, match)
        if beside.rule is not None or beside.other:
            return Comparison(OTHER_MOST if beside.other else 0.2, beside.rule, beside.why)
        return self._options(given, name, match)

    def _options(self, given: Typed, name: Name, match: Match) -> Comparison:
        """Apply what the deck says that matters beside the words: articles and capitals."""
        articles, options = given.language.articles, self._asked.options
        if name.article:
            first = min(match.used())
            at = first - 1 if match.at[0] is None else first
            typed = given.keys[at] if at >= 0 and given.keys[at] in articles else ""
            other = typed and typed != name.article and articles[typed] == articles[name.article]
            if (other and not self._asked.english) or (options.articles and not typed):
                return Comparison(_UNLIKE, Rule.ARTICLE_DIFFERS, typed)
        if options.case:
            for part, span in zip(name.parts, match.at, strict=True):
                raw = given.raw(span[0]) if span else part.raw
                if raw != part.raw and raw.casefold() == part.raw.casefold():
                    return Comparison(_UNLIKE, Rule.CASE_DIFFERS, raw)
        return Comparison(match.score)

    def _missed(self, given: Typed, found: list[tuple[Name, Match]]) -> Comparison:
        """Say why an answer is none of the names, as far as that is sure."""
        name, match = max(found, key=lambda one: one[0].share(one[1]))
        share = name.share(match)
        score = OTHER_MOST * max(share * 0.8, ratio("".join(dict.fromkeys(given.keys)), name.typed.squashed) / 100)
        fresh = [
            key
            for key, kind in zip(given.keys, given.kinds, strict=True)
            if kind is not Kind.BREAK and key not in given.language.stop
        ]
        if fresh and all(map(self._asked.in_question, fresh)):
            return Comparison(0.0, Rule.QUESTION_WORDS)
        others = [
            key
            for key, kind in zip(given.keys, given.kinds, strict=True)
            if kind is Kind.WORD and key not in given.language.stop
        ]
        expansion = len(name.content) >= _EXPANSION and name.in_full
        if share >= _PARTLY_FROM and (
            expansion or (len(name.chunks) >= _EXPANSION and len(others) <= len(match.used()))
        ):
            return Comparison(PARTLY)
        wants = any(part.kind is Kind.NUMBER and match.at[at] is None for at, part in enumerate(name.parts))
        used = match.used()
        numbers = [at for at, kind in enumerate(given.kinds) if kind is Kind.NUMBER and at not in used]
        if wants and numbers:
            return Comparison(score, Rule.NUMBER_DIFFERS, given.raw(numbers[0]))
        if self._asked.options.accents and any(plain(given.squashed) == plain(one) for one in self._squashed):
            return Comparison(_UNLIKE, Rule.ACCENT_DIFFERS, given.text)
        lookalike = next((match.lookalike for _, match in found if match.lookalike), "")
        if lookalike:
            return Comparison(score, Rule.LOOKALIKE, lookalike)
        return Comparison(score)
