"""Remainder: what an answer says beside the name that it holds: nothing, a description, or another thing.

What follows a name behind a function word describes it ("Canberra in Australia"), and so do kinds, titles, words of the
question and what stands in brackets. A bare word right beside a name makes another name of it ("sodium chloride"), and
one in its place, behind "or", "and" or a comma, is a second guess.

Source: noun phrases and apposition (Quirk et al. 1985, sections 17.65 to 17.93).
"""

from __future__ import annotations

from bot.grading.terms.matching import EXACT, Match
from bot.grading.terms.name_parts import Kind, Typed, roman
from bot.grading.terms.names import Name
from bot.grading.terms.term_card import (
    AND,
    ARTICLES,
    FILLERS,
    HEADS,
    MAKERS,
    ORGANISATIONS,
    PARTICLES,
    PREPOSITIONS,
    TITLES,
)
from bot.grading.verdict import OTHER_MOST, UNLIKE, Comparison, Rule
from bot.grading.words.spelling import sounds_like

#: Words of a remark that is bare, and so a guess, at most.
_BARE_MOST = 4
_LISTING = frozenset(",;/|\n?.")
#: Parts of a name from which a bare word behind it changes nothing.
_LONG_NAME = 3


def read_around(given: Typed, used: set[int], name: Name, found: Match) -> Comparison | None:
    """Return what speaks against an answer beside the name that it holds; None where nothing does.

    Args:
        given: The answer.
        used: Positions of the words that stand for a name of the card.
        name: The name that it fits best.
        found: How it fits.
    """
    return _Reader(given, used, name, found).read() if len(used) < len(given.keys) else None


class _Reader:
    """Reads what an answer says beside a name."""

    def __init__(self, given: Typed, used: set[int], name: Name, found: Match) -> None:
        self.given = given
        self.keys, self.kinds = given.keys, given.kinds
        self.used = used
        self.name = name
        self.found = found
        self.asked = name.asked
        self.stop, self.negators, self.or_ = given.language.stop, given.language.negators, given.language.alternatives
        self.missing = [part for part, span in zip(name.parts, found.at, strict=True) if span is None]

    def read(self) -> Comparison | None:
        """Judge every part of the answer; the first fault decides."""
        segments = self._segments()
        home = [at for at, (_, words) in enumerate(segments) if not self.used.isdisjoint(words)]
        for at, (before, words) in enumerate(segments):
            if at in home:
                guessed = before in self.or_ and at > home[0]
                against = self._guess(words) if guessed else self._beside(words)
            else:
                # What parts a remark from the name stands on the name's side of it.
                joint = before if at > home[0] else segments[at + 1][0]
                against = self._aside(words, joint, before=at < home[0])
            if against is not None:
                return against
        return None

    def _segments(self) -> list[tuple[str, list[int]]]:
        """Cut an answer where its parts are joined: what leads to each part, and the positions of its words."""
        segments, joint, words = list[tuple[str, list[int]]](), "", list[int]()
        for at, key in enumerate(self.keys):
            joins = self.kinds[at] is Kind.BREAK or key in self.or_ or key in AND
            if not joins or at in self.used or self._is_within(at):
                words.append(at)
            elif words:
                segments.append((joint, words))
                joint, words = key, []
            elif not joint or key in self.or_ or joint in _LISTING:
                joint = key
        return [*segments, (joint, words)] if words else segments

    def _is_within(self, at: int) -> bool:
        """Tell whether a break stands between two parts of the name and joins them there too."""
        before, after = at - 1, at + 1
        while (
            after < len(self.keys) and after not in self.used and (self._joins(after) or self.keys[after] in self.stop)
        ):
            after += 1
        while before >= 0 and before not in self.used and self._joins(before):
            before -= 1
        if before not in self.used or after not in self.used:
            return False
        return self.keys[at] not in self.or_ or not {before, after} <= self.found.used()

    def _joins(self, at: int) -> bool:
        return self.kinds[at] is Kind.BREAK or self.keys[at] in AND

    def _is_content(self, at: int) -> bool:
        """Tell whether a word beside the name says anything."""
        key, kind = self.keys[at], self.kinds[at]
        if kind is Kind.BREAK or at in self.used:
            return False
        if kind is Kind.SIGN:
            return key == "#" or not self.used.isdisjoint({at - 1, at + 1})
        if kind is Kind.LETTER and key in {"a", "i"} and not self.given.raw(at).isupper():
            return False
        if key in ARTICLES and at + 1 in self.used:
            return False
        return key not in self.stop and key not in FILLERS and key not in self.negators

    def _aside(self, words: list[int], joint: str, *, before: bool) -> Comparison | None:
        """Judge a remark that stands apart from the name.

        Args:
            words: Its words.
            joint: What parts it from the name.
            before: Whether it stands before the name.
        """
        content = [at for at in words if self._is_content(at)]
        if not content or any(self.keys[at] in self.negators for at in words):
            return None
        if joint in self.or_:
            return self._guess(content)
        fresh = [at for at in content if not self.asked.holds(self.keys[at])]
        listed = (joint in _LISTING or joint in AND) and bool(fresh)
        return (
            self._guess(fresh)
            if listed and self._is_bare(words) and not self._describes(fresh, before=before)
            else None
        )

    def _is_bare(self, words: list[int]) -> bool:
        """Tell whether a remark is nothing but what may be a name."""
        loose = [at for at in words if not self._is_content(at)]
        fillers = FILLERS | ARTICLES - {"a", "an"}
        return len(words) <= _BARE_MOST and all(self.keys[at] in fillers for at in loose)

    def _describes(self, words: list[int], *, before: bool) -> bool:
        """Tell whether bare words say something of the name: its kind, where it lies, a person's initials."""
        name, regions = self.name, self.asked.words.regions
        letters = all(self.kinds[at] is Kind.LETTER for at in words)
        if letters and name.person and all(self._is_first_name(at) for at in words):
            return True
        written = " ".join([self.keys[at] for at in words])
        if not before and written in regions and name.text.lower() not in regions:
            return True
        if name.is_number and all(self.kinds[at] is Kind.WORD for at in words):
            return True
        if self.keys[words[0]].endswith("ing") and len(words) > 1 and not before:
            return True
        return all(self._is_kind(at) for at in words)

    def _beside(self, words: list[int]) -> Comparison | None:
        """Judge the words right around the name."""
        ours = [at for at in words if at in self.used]
        first, last = ours[0], ours[-1]
        turned = next((at for at in words if at < first and self.keys[at] in self.negators), None)
        if turned is not None and not self.name.negates:
            return Comparison(UNLIKE, Rule.NEGATED, self.given.raw(turned))
        loose = [at for at in words if self._is_content(at) and not self._is_harmless(at, words, first, last)]
        number = next((at for at in loose if self._is_number(at)), None)
        if number is not None:
            return Comparison(OTHER_MOST, Rule.NUMBER_DIFFERS, self.given.raw(number))
        long = len(self.name.content) >= _LONG_NAME and not self.name.person
        return Comparison(OTHER_MOST) if loose and not (long and len(loose) == 1 and loose[0] > last) else None

    def _is_harmless(self, at: int, words: list[int], first: int, last: int) -> bool:
        """Tell whether a word beside the name leaves it what it is."""
        if self.kinds[at] is Kind.SIGN or (at == last + 1 and self._is_number(at)):
            return False
        measured = self.kinds[at] is Kind.WORD and self.name.is_number
        if self.kinds[at] is Kind.WORD and self._is_kind(at) and not measured:
            return self._keeps_kind(at, first, last)
        # "Port 443", "120/80 mmHg"
        told = measured and (at < first or len(self.name.content) > 1)
        if told or (self.asked.holds(self.keys[at]) and (at > last or not self.name.is_brief)):
            return True
        if at < first:
            return self._leads(at, words, first)
        # Behind a function word begins a description; of a name in another form it makes another name.
        start = last if at > last else first
        if any(self._links(between) for between in words if start < between < at):
            return at < last or self.found.score == EXACT or self.keys[last + 1] != "of"
        surname = len(self.name.content) == 1 and self.keys[at] not in self.asked.given
        return self._is_first_name(at) and (at < last or surname)

    def _keeps_kind(self, at: int, first: int, last: int) -> bool:
        """Tell whether a word for a kind leaves the name what it is."""
        key, name = self.keys[at], self.name
        if key in TITLES or key in ORGANISATIONS or key in MAKERS or self.asked.holds(key):
            return True
        if at > last and self.asked.about_person and key not in self.asked.words.persons:
            return False
        if name.is_common and not (at > last and key in HEADS):
            # "The element carbon", but not "table tennis".
            return at < first and self.keys[at - 1 : at] == ["the"]
        # A kind that is left out must not be replaced: Victoria Falls is no Lake Victoria.
        replaced = any(part.key in self.asked.words.kinds for part in self.missing) and key not in name.place
        return not (replaced and at in {first - 1, last + 1})

    def _leads(self, at: int, words: list[int], first: int) -> bool:
        """Tell whether a word before the name leads to it: behind it stands a verb, not only "of" or an article."""
        between = [self.keys[j] for j in words if at < j < first and self.keys[j] in self.stop]
        if not between:
            return self._is_first_name(at)
        return between[-1] not in PREPOSITIONS and any(key not in PREPOSITIONS | ARTICLES for key in between)

    def _links(self, at: int) -> bool:
        return self.keys[at] in self.stop and at not in self.used and self.keys[at] not in AND | {"a", "i"}

    def _is_number(self, at: int) -> bool:
        """Tell whether a word is a number, in Roman numerals too."""
        key = self.keys[at]
        return self.kinds[at] is Kind.NUMBER or (roman(key) > 0 and (len(key) > 1 or self.given.raw(at).isupper()))

    def _is_kind(self, at: int) -> bool:
        """Tell whether a word only says of what kind a thing is, who made it, or who bears the name."""
        key = self.keys[at]
        if key in TITLES or key in ORGANISATIONS or key in HEADS or self.asked.is_kind(key) or self._is_bearer(at):
            return True
        houses = {MAKERS[part.key] for part in self.name.parts if part.key in MAKERS}
        return key in MAKERS and (not houses or MAKERS[key] in houses)

    def _is_bearer(self, at: int) -> bool:
        """Tell whether a word says what a person is, before the name ("the actor Tom Hanks")."""
        said = self.name.person and at + 1 in self.used and self.given.raw(at).islower()
        return said and self.keys[at] in self.asked.words.persons

    def _is_first_name(self, at: int) -> bool:
        """Tell whether a word may be another name of the person whose surname is there."""
        name, key = self.name, self.keys[at]
        alone = len(name.content) == 1 and self.asked.about_person and not name.alias
        if not (name.person or alone):
            return False
        missing = [part.key for part in self.missing if part.proper and part.key not in TITLES]
        if self.kinds[at] is not Kind.WORD:
            return self.kinds[at] is Kind.LETTER and (not missing or any(word[0] == key for word in missing))
        if key in PARTICLES:
            return True
        if missing:
            return any(is_short_form(key, word) or sounds_like(word, key) or word == key[0] for word in missing)
        return key in self.asked.given or not self.asked.words.is_common(key)

    def _guess(self, words: list[int]) -> Comparison:
        """Name words that stand there as another answer."""
        return Comparison(UNLIKE, Rule.SECOND_GUESS, " ".join([self.given.raw(at) for at in words]))


def is_short_form(one: str, other: str) -> bool:
    """Tell whether of two first names one is the other, cut short ("Abe" and Abraham, "Steven" and Steve)."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    stem = short.rstrip("aeiouy")
    return len(stem) > 1 and long.startswith(stem)
