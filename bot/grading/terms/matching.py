"""Matching: which parts of a name an answer holds: as they are, written together or apart, short or mistyped.

Sources: short forms as initials of what they stand for (Schwartz & Hearst 2003, "A Simple Algorithm for Identifying
Abbreviation Definitions"); slips as in `spelling`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import OSA

from bot.grading.terms.name_parts import Kind, Typed, roman
from bot.grading.terms.names import Name, Part
from bot.grading.terms.term_card import FILLERS
from bot.grading.words.spelling import is_form, is_variant, slip_cost, sounds_like

EXACT = 1.0
#: What is left of the score for another spelling or a short form, and for a slip, less by what it costs.
_VARIANT, _SLIP, _PER_COST, _BY_EAR = 0.97, 0.9, 0.05, 0.85
#: Letters of an acronym, and how many one of an alias needs, as nobody wrote it for this card.
_ACRONYM, _ALIAS_ACRONYM = range(2, 8), 3
#: Letters of an acronym with a numeral behind it.
_SHORT_MOST = 10
#: Letters of a word in capitals up to which one letter more or less is another one.
_CAPITALS_MOST = 5
#: Letters of a word that is cut short ("hep A"), and how many more the whole has.
_CUT_SHORTEST, _CUT_MORE = 3, 2
#: Letters of a word from which two words of an answer may be it, mistyped and apart.
_APART_SHORTEST = 6
#: Likeness up to which a known word is said to look like another.
_LOOKS_LIKE = 0.4
_PARTS_JOINED, _PAIR = 3, 2
#: Letters of a word from which one that sounds the same is let pass beside the rest of the name.
_HEARD_BESIDE = 4
_WORDS = frozenset({Kind.WORD, Kind.LETTER})


@dataclass(slots=True)
class Match:
    """What of a name an answer holds.

    Attributes:
        at: For each part the first and last position in the answer that stand for it; None where it is missing.
        score: How sure the words are that are there, 0..1.
        lookalike: A word of the answer that only looks like one of the name; "" for none.
    """

    at: list[tuple[int, int] | None]
    score: float = EXACT
    lookalike: str = ""

    def used(self) -> set[int]:
        """Return the positions in the answer."""
        return {at for span in self.at if span for at in range(span[0], span[1] + 1)}


def match(name: Name, given: Typed) -> Match:
    """Find which parts of a name an answer holds."""
    return _Matcher(name, given).match()


def covers(name: Name, found: Match) -> bool:
    """Tell whether what was found of a name is enough, its numbers in their order (80/120 is not 120/80)."""
    there = {at for at, span in enumerate(found.at) if span is not None}
    numbers = [span for part, span in zip(name.parts, found.at, strict=True) if span and part.kind is Kind.NUMBER]
    if len(numbers) > 1 and numbers != sorted(numbers):
        return False
    return bool(there) and any(form <= there for form in name.forms)


def share(name: Name, found: Match) -> float:
    """Return the share of the parts that carry identity which were found."""
    return sum([found.at[at] is not None for at in name.content]) / (len(name.content) or 1)


def plain(word: str) -> str:
    """Return a word without its accents."""
    return (
        word
        if word.isascii()
        else "".join([c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)])
    )


class _Matcher:
    """Matches one name with one answer; from what is surest to what is least sure."""

    def __init__(self, name: Name, given: Typed) -> None:
        self.name = name
        self.asked = name.asked
        self.parts = name.parts
        self.given = given
        self.found = Match([None] * len(name.parts))
        self.taken: set[int] = set()

    def match(self) -> Match:
        name, given = self.name, self.given
        if not name.place.isdisjoint(given.place) or (name.is_numbered and given.romans):
            self._match_equal()
        at, content, words = self.found.at, name.content, len(given.keys)
        for step in (self._match_joined, self._match_acronyms, self._match_alike, self._match_letters):
            if len(self.taken) == words or None not in [at[part] for part in content]:
                break
            step()
        return self.found

    def _take(self, places: Iterable[int], first: int, last: int, score: float = EXACT) -> None:
        for at in places:
            self.found.at[at] = (first, last)
        self.taken.update(range(first, last + 1))
        self.found.score = min(self.found.score, score)

    def _missing(self) -> list[int]:
        return [at for at in range(len(self.parts)) if self.found.at[at] is None]

    def _is_open(self, first: int, last: int) -> bool:
        return self.taken.isdisjoint(range(first, last + 1))

    def _match_equal(self) -> None:
        """Match equal words and numbers; single letters last, as they need a neighbour."""
        place, romans = self.given.place, self.given.romans if self.name.is_numbered else {}
        letters: list[int] = []
        for at, part in enumerate(self.parts):
            if part.kind is Kind.LETTER:
                letters.append(at)
                continue
            for key in part.keys:
                places = (*place.get(key, ()), *romans.get(key, ())) if key[0] == "#" else place.get(key, ())
                j = next((j for j in places if j not in self.taken), None)
                if j is not None:
                    self._take((at,), j, j)
                    break
        for at in letters:
            for key in self.parts[at].keys:
                for j in (*place.get(key, ()), *romans.get(key, ())):
                    if j not in self.taken and self.found.at[at] is None and (key[0] == "#" or self._stands(at, j)):
                        self._take((at,), j, j)

    def _stands(self, at: int, j: int) -> bool:
        """Tell whether a single letter stands beside the part that it belongs to ("vitamin a", not "a vitamin")."""
        keys, stop = self.given.keys, self.given.language.stop
        if len(self.parts) == 1 or len(keys) == 1:
            return True
        before = self.found.at[at - 1] if at else None
        if before is not None:
            return before[1] < j and all(key in FILLERS or key in stop for key in keys[before[1] + 1 : j])
        if at and self.parts[at].key in stop:
            return False
        follows = self.parts[at + 1].key if at + 1 < len(self.parts) else ""
        return keys[j + 1 : j + 2] == [follows] or bool(at and not follows)

    def _match_joined(self) -> None:
        """Match words that are written together where the name writes them apart, and the other way round."""
        parts, given = self.parts, self.given
        if len(parts) == 1 and len(given.keys) == 1:
            return
        for at in self._missing():
            if self.found.at[at] is not None:
                continue
            span = given.joined.get(parts[at].key)
            if span and self._is_open(*span):
                self._take((at,), *span)
                continue
            written = parts[at].key
            for end in range(at + 1, min(at + 1 + _PARTS_JOINED, len(parts))):
                if self.found.at[end] is not None:
                    break
                written += parts[end].key
                j = next((j for j in given.place.get(written, ()) if j not in self.taken), None)
                if j is not None:
                    self._take(range(at, end + 1), j, j)
                    break

    def _match_acronyms(self) -> None:
        """Match short forms with what they stand for, either way."""
        heads, kinds = self.name.heads, self.given.kinds
        for j, key in enumerate(self.given.keys):
            short = key != "" and key[0] in heads and len(key) <= _SHORT_MOST and kinds[j] <= Kind.LETTER
            if short and kinds[j] is not Kind.NUMBER and j not in self.taken and key not in self.asked.keys:
                _ = self._match_numeronym(j) or self._match_initials(j, key)
        for at in self._missing() if self.name.has_acronym else ():
            part = self.parts[at]
            least = _ALIAS_ACRONYM if self.name.alias else _ACRONYM.start
            if part.acronym and least <= len(part.key) < _ACRONYM.stop:
                self._match_expansion(at)

    def _match_numeronym(self, j: int) -> bool:
        """Match a word that is cut to its first and last letter and the number of those between ("k8s")."""
        if self.given.kinds[j : j + 3] != [Kind.LETTER, Kind.NUMBER, Kind.LETTER]:
            return False
        first, number, last = self.given.keys[j : j + 3]
        for at in self._missing():
            word = self.parts[at].key
            if word[0] == first and word[-1] == last and number == f"#{len(word) - 2}":
                self._take((at,), j, j + 2, _VARIANT)
                return True
        return False

    def _match_initials(self, j: int, key: str) -> bool:
        """Match an acronym of the answer, with a plural s or a numeral behind it ("WWII")."""
        initials, found = self.name.initials, self.found.at
        least = _ALIAS_ACRONYM if self.name.alias else _ACRONYM.start
        # A single letter is one only before a number: F1.
        numbered = self.given.kinds[j + 1 : j + 2] == [Kind.NUMBER]
        for word, value in ((key, 0), (key.removesuffix("s"), 0), *_with_numeral(key)):
            places = initials.get(word, ())
            single = numbered and len(word) == 1 and places and len(self.parts[places[0]].key) > _CUT_SHORTEST
            if not places or not (least <= len(word) < _ACRONYM.stop or single):
                continue
            if value:
                numeral = next((at for at, part in enumerate(self.parts) if f"#{value}" in part.keys), None)
                if numeral is None:
                    continue
                places = (*places, numeral)
            if all(found[at] is None for at in places):
                self._take(places, j, j, _VARIANT)
                return True
        return False

    def _match_expansion(self, at: int) -> None:
        """Match an acronym of the name with words that it stands for, unless the question says them all."""
        given, letters = self.given, self.parts[at].key
        words = [j for j, kind in enumerate(given.kinds) if kind in _WORDS and j not in self.taken]
        for kept in (words, [j for j in words if given.keys[j] not in given.language.stop]):
            start = "".join([given.keys[j][0] for j in kept]).find(letters)
            if start >= 0:
                first, last = kept[start], kept[start + len(letters) - 1]
                if not all(self.asked.holds(given.keys[j]) for j in range(first, last + 1)):
                    self._take((at,), first, last, _VARIANT)
                    return

    def _match_alike(self) -> None:
        """Match words that are spelled another way, cut short or mistyped."""
        given = self.given
        open_ = [j for j, kind in enumerate(given.kinds) if kind is Kind.WORD and j not in self.taken]
        missing: list[int] = []
        for at in [at for at in self.name.words if self.found.at[at] is None]:
            best, best_j = 0.0, -1
            for j in open_:
                score = self._alike(self.parts[at], self.parts[at].key, given.keys[j])
                if score > best:
                    best, best_j = score, j
            if best:
                self._take((at,), best_j, best_j, best)
                open_.remove(best_j)
            else:
                missing.append(at)
        if missing and open_ and len(missing) + len(given.keys) > _PAIR:
            self._match_alike_joined(missing, open_)

    def _match_alike_joined(self, missing: list[int], open_: list[int]) -> None:
        """Match one mistyped word with two parts, and two words with one part that is mistyped."""
        parts, given = self.parts, self.given
        for at, end in pairwise(missing):
            for j in open_ if end == at + 1 else ():
                score = self._alike(parts[at], parts[at].key + parts[end].key, given.keys[j], joined=True)
                if score and self._is_open(j, j):
                    self._take((at, end), j, j, score)
        for at in missing:
            if self.found.at[at] is None and len(parts[at].key) >= _APART_SHORTEST:
                for written, span in given.joined.items() if len(given.keys) > 1 else ():
                    score = self._alike(parts[at], parts[at].key, written, joined=True) if self._is_open(*span) else 0.0
                    if score:
                        self._take((at,), *span, score)
                        break

    def _match_letters(self) -> None:
        """Match single letters whose neighbours are known by now, and words that are cut to their first letter."""
        for at in self._missing() if Kind.LETTER in self.given.kinds else ():
            part = self.parts[at]
            if part.free or part.acronym or part.kind not in _WORDS or 1 < len(part.key) <= _CUT_SHORTEST:
                continue
            after = self.found.at[at + 1] if at + 1 < len(self.parts) else None
            for j in self.given.place.get(part.key[0], ()):
                fits = self._stands(at, j) if part.kind is Kind.LETTER else after is not None and after[0] == j + 1
                if j not in self.taken and fits:
                    self._take((at,), j, j)
                    break

    def _alike(self, part: Part, wanted: str, typed: str, *, joined: bool = False) -> float:
        """Say how surely a typed word is a wanted one: 0 for another word."""
        length = len(wanted)
        most = length // 4 + 2
        if OSA.distance(wanted, typed, score_cutoff=most) > most:
            return _VARIANT if not joined and self._is_cut(wanted, typed) else 0.0
        asked = self.asked
        if part.acronym and length <= _CAPITALS_MOST:
            return _VARIANT if typed == wanted + "s" else 0.0
        if not joined and self._is_cut(wanted, typed):
            return _VARIANT
        if asked.english and (is_variant(wanted, typed) or is_form(wanted, typed)):
            shorter = part.proper and len(self.name.content) == 1 and typed == wanted.removesuffix("s")
            return 0.0 if shorter or self._is_rival(typed) else _VARIANT
        if asked.options.accents and plain(wanted) == plain(typed):
            return 0.0
        return self._slip(wanted, typed)

    def _is_beside(self) -> bool:
        """Tell whether another part that carries identity is there already."""
        return any(self.found.at[at] is not None for at in self.name.content)

    def _is_cut(self, wanted: str, typed: str) -> bool:
        """Tell whether a word is cut short beside other parts ("hep A"), or joined with the question's ("honeybee")."""
        if typed.endswith(wanted):
            return len(wanted) >= _CUT_SHORTEST and len(typed) > len(wanted) and self.asked.holds(typed[: -len(wanted)])
        if len(wanted) < len(typed) + _CUT_MORE or not wanted.startswith(typed) or len(typed) < _CUT_SHORTEST:
            return False
        letters = [part.key for part in self.parts if part.kind is Kind.LETTER]
        return self._is_beside() or any(letter in self.given.place for letter in letters)

    def _slip(self, wanted: str, typed: str) -> float:
        """Say how surely a typed word is a wanted one, mistyped or written by ear; note known lookalikes."""
        asked, beside = self.asked, self._is_beside()
        cost = slip_cost(wanted, typed, blind=not asked.words.listed)
        heard = sounds_like(wanted, typed) and not asked.options.accents
        # What sounds the same is the same beside another part of the name, or where the language does not know it.
        alike = heard or (beside and not asked.options.accents and sounds_like(wanted, typed, shortest=_HEARD_BESIDE))
        known = beside or not asked.words.is_listed(wanted)
        if alike and known and asked.english and not self._is_rival(typed):
            return _BY_EAR
        if cost is None and not heard:
            if (
                not wanted.startswith(typed)
                and OSA.normalized_distance(wanted, typed) < _LOOKS_LIKE
                and asked.knows(typed)
            ):
                self.found.lookalike = self.found.lookalike or typed
            return 0.0
        if asked.knows(typed) and not (cost is not None and self._is_other_class(wanted, typed)):
            self.found.lookalike = self.found.lookalike or typed
            return 0.0
        return _BY_EAR if cost is None else _SLIP - _PER_COST * cost

    def _is_other_class(self, wanted: str, typed: str) -> bool:
        """Tell whether a common word is wanted and the typed one is only a name, which nobody would have meant."""
        words = self.asked.words
        return (
            words.is_common(wanted)
            and words.is_listed(typed)
            and not words.is_common(typed)
            and not self._is_rival(typed)
        )

    def _is_rival(self, typed: str) -> bool:
        """Tell whether another card's answer holds a word that this name does not."""
        return typed in self.asked.lexicon.answered and typed not in self.name.place and len(typed) > _CUT_SHORTEST


def _with_numeral(word: str) -> Iterable[tuple[str, int]]:
    """Split what may be an acronym and a Roman numeral ("wwii") in every way."""
    if word[-1] in "ivx":
        for end in range(2, len(word)):
            value = roman(word[end:])
            if value:
                yield word[:end], value
