"""Around: what an answer says beside the name that it holds: nothing, a description, another thing or a second guess.

What follows a name behind a function word describes it ("Canberra in Australia"), and so do kinds, titles, words of the
question and what stands in brackets. A bare word right beside a name makes another name of it ("sodium chloride"), and
one in its place, behind "or", "and" or a comma, is a second guess.

Source: noun phrases and apposition (Quirk et al. 1985, sections 17.65 to 17.93).
"""

from __future__ import annotations

from bot.grading.asked import AND, FILLERS, HEADS, MAKERS, ORGANISATIONS, PARTICLES, PREPOSITIONS, TITLES
from bot.grading.matching import EXACT, Match
from bot.grading.names import Name
from bot.grading.spelling import sounds_like
from bot.grading.typed import Kind, Typed, roman
from bot.grading.verdict import OTHER_MOST, UNLIKE, Comparison, Rule

#: Words of a side remark that is bare, and so a guess, at most.
_BARE_MOST = 4
_LISTING = frozenset({",", ";", "/", "|", "\n", "?", "."})
_OPENS, _CLOSES = frozenset("(["), frozenset(")]")
#: Parts of a name from which a bare word beside it changes nothing.
_LONG_NAME = 3


class _Reader:
    """Reads what an answer says beside a name."""

    def __init__(self, given: Typed, used: set[int], name: Name, match: Match) -> None:
        self.given = given
        self.used = used
        self.name = name
        self.match = match
        self.asked = name.asked
        language = given.language
        self.stop, self.negators, self.or_ = language.stop, language.negators, language.alternatives
        self.first, self.last = min(used), max(used)
        # A kind that is left out must not be replaced: Victoria Falls is no Lake Victoria.
        kinds = self.asked.words.kinds
        self._lacks_kind = any(
            span is None and part.key in kinds for part, span in zip(name.parts, match.at, strict=True)
        )

    def read(self) -> Comparison | None:
        segments = self._segments()
        home = [at for at, (_, words) in enumerate(segments) if not self.used.isdisjoint(words)]
        for at, (leads, words) in enumerate(segments):
            if leads in self.or_ and at in home and at > home[0]:
                return Comparison(UNLIKE, Rule.SECOND_GUESS, self._said(words))
            if at in home:
                found = self._beside(words)
            else:
                # What parts a remark from the name stands on the name's side of it.
                leads = leads if at > home[0] else segments[at + 1][0]
                found = self._aside(words, leads, before=at < home[0])
            if found is not None:
                return found
        return None

    def _segments(self) -> list[tuple[str, list[int]]]:
        """Cut an answer where its parts are joined: what leads to each part, and the positions of its words."""
        given, segments = self.given, list[tuple[str, list[int]]]()
        leads, words = "", list[int]()
        for at, (key, kind) in enumerate(zip(given.keys, given.kinds, strict=True)):
            joins = kind is Kind.BREAK or key in self.or_ or key in AND
            within = at in self.used or (self.first < at < self.last and self._is_within(at))
            if joins and not within:
                if words:
                    segments.append((leads, words))
                    leads, words = key, []
                elif not leads or key in self.or_ or leads in _LISTING:
                    leads = key
                continue
            words.append(at)
        if words:
            segments.append((leads, words))
        return segments

    def _is_within(self, at: int) -> bool:
        """Tell whether a break stands between two parts of the name and joins them there too."""
        before, after = at - 1, at + 1
        keys = self.given.keys
        while (
            after < len(keys)
            and (self.given.kinds[after] is Kind.BREAK or keys[after] in AND or keys[after] in self.stop)
            and after not in self.used
        ):
            after += 1
        while (
            before >= 0 and (self.given.kinds[before] is Kind.BREAK or keys[before] in AND) and before not in self.used
        ):
            before -= 1
        if not (before in self.used and after in self.used):
            return False
        return keys[at] not in self.or_ or not {before, after} <= self.match.used()

    def _is_content(self, at: int) -> bool:
        key, kind = self.given.keys[at], self.given.kinds[at]
        if kind is Kind.BREAK or at in self.used:
            return False
        if kind is Kind.SIGN:
            return key == "#" or (at - 1 in self.used or at + 1 in self.used)
        if kind is Kind.LETTER and key in {"a", "i"} and not self.given.raw(at).isupper():
            return False
        return key not in self.stop and key not in FILLERS and key not in self.negators

    def _aside(self, words: list[int], leads: str, *, before: bool) -> Comparison | None:
        """Judge what stands apart from the name."""
        keys = self.given.keys
        content = [at for at in words if self._is_content(at)]
        if not content or any(keys[at] in self.negators for at in words):
            return None
        fresh = [at for at in content if not self.asked.holds(keys[at])]
        if leads in self.or_:
            return Comparison(UNLIKE, Rule.SECOND_GUESS, self._said(content))
        if not fresh or leads in _OPENS or leads in _CLOSES:
            return None
        bare = all(at in content or keys[at] in FILLERS or keys[at] in {"the", "a", "an"} for at in words)
        if not bare or len(words) > _BARE_MOST or (leads == ":" and before):
            return None
        if self.name.person and all(self.given.kinds[at] is Kind.LETTER and self._is_first_name(at) for at in fresh):
            return None
        if all(self._is_kind(at) for at in fresh) or self._is_region(fresh, before=before):
            return None
        if self.name.is_number and all(self.given.kinds[at] is Kind.WORD for at in content):
            return None
        if leads in _LISTING or leads in AND:
            return Comparison(UNLIKE, Rule.SECOND_GUESS, self._said(fresh))
        return None

    def _beside(self, words: list[int]) -> Comparison | None:
        """Judge the words right around the name."""
        keys = self.given.keys
        first = min(at for at in words if at in self.used)
        last = max(at for at in words if at in self.used)
        loose: list[int] = []
        for at in words:
            if at < first and keys[at] in self.negators and not self.name.negates:
                return Comparison(UNLIKE, Rule.NEGATED, self.given.raw(at))
            if self._is_content(at) and not self._is_harmless(at, words, first, last):
                loose.append(at)
        if not loose:
            return None
        numbers = [at for at in loose if self._is_number(at)]
        if numbers:
            return Comparison(OTHER_MOST, Rule.NUMBER_DIFFERS, self.given.raw(numbers[0]))
        if len(self.name.content) >= _LONG_NAME and not self.name.person and len(loose) == 1 and loose[0] > last:
            return None
        return Comparison(OTHER_MOST)

    def _is_of(self, last: int) -> bool:
        return self.given.keys[last + 1 : last + 2] == ["of"]

    def _is_number(self, at: int) -> bool:
        """Tell whether a word is a number, in Roman numerals too."""
        key = self.given.keys[at]
        return self.given.kinds[at] is Kind.NUMBER or (
            roman(key) > 0 and (len(key) > 1 or self.given.raw(at).isupper())
        )

    def _is_harmless(self, at: int, words: list[int], first: int, last: int) -> bool:
        """Tell whether a word beside the name leaves it what it is."""
        key, kind, name = self.given.keys[at], self.given.kinds[at], self.name
        if kind is Kind.SIGN or (at == last + 1 and self._is_number(at)):
            return False
        if kind is Kind.WORD and (self._is_kind(at) or (name.is_number and at < first)):
            if name.is_common and key not in TITLES and not self.asked.holds(key) and not (at > last and key in HEADS):
                return at < first and self.given.keys[at - 1 : at] == ["the"]
            return not (
                self._lacks_kind and key not in name.place and not self.asked.holds(key) and at in {first - 1, last + 1}
            )
        if self.asked.holds(key) and kind is not Kind.SIGN and not name.is_brief:
            return True
        if at > last:
            # Behind a function word begins a description; of a name in another form it makes another name.
            if any(self._links(between) for between in words if last < between < at):
                return self.match.score == EXACT or not self._is_of(last)
            return len(name.content) == 1 and self._is_first_name(at)
        if at < first:
            between = [keys for keys in (self.given.keys[j] for j in words if at < j < first) if keys in self.stop]
            if between:
                return between[-1] not in PREPOSITIONS and any(
                    word not in PREPOSITIONS and word not in {"the", "a", "an"} for word in between
                )
            return self._is_first_name(at)
        return self._is_first_name(at) or any(
            self._links(between) for between in words if first < between < at and between not in self.used
        )

    def _links(self, at: int) -> bool:
        key = self.given.keys[at]
        return key in self.stop and key not in {"a", "i"} | AND and at not in self.used

    def _is_kind(self, at: int) -> bool:
        key = self.given.keys[at]
        if (
            key in TITLES
            or key in ORGANISATIONS
            or key in HEADS
            or key in self.asked.words.kinds
            or (key.endswith("s") and key[:-1] in self.asked.words.kinds)
        ):
            return True
        houses = {MAKERS.get(part.key) for part in self.name.parts} - {None}
        return key in MAKERS and (not houses or MAKERS[key] in houses)

    def _is_first_name(self, at: int) -> bool:
        """Tell whether a word may be another name of the person whose surname is there."""
        name, key = self.name, self.given.keys[at]
        alone = len(name.content) == 1 and self.asked.about_person and not name.alias
        if not (name.person or alone):
            return False
        missing = [
            part.key for part, span in zip(name.parts, self.match.at, strict=True) if span is None and part.proper
        ]
        missing = [word for word in missing if word not in TITLES]
        if self.given.kinds[at] is not Kind.WORD:
            return self.given.kinds[at] is Kind.LETTER and (not missing or any(word[0] == key for word in missing))
        if key in PARTICLES:
            return True
        if missing:
            return any(
                is_short_form(key, word) or is_short_form(word, key) or sounds_like(word, key) or word == key[0]
                for word in missing
            )
        return key in self.asked.given or not self.asked.words.is_common(key)

    def _is_region(self, words: list[int], *, before: bool) -> bool:
        """Tell whether words behind a name say where it lies ("Istanbul, Turkey")."""
        regions = self.asked.words.regions
        written = " ".join([self.given.keys[at] for at in words])
        return not before and written in regions and self.name.text.lower() not in regions

    def _said(self, positions: list[int]) -> str:
        return " ".join([self.given.raw(at) for at in positions])


def is_short_form(short: str, name: str) -> bool:
    """Tell whether a first name is another one cut short ("Abe" of Abraham, "Steve" of Steven)."""
    stem = short.rstrip("aeiouy")
    return len(stem) > 1 and name.startswith(stem) and len(short) <= len(name)


def read_around(given: Typed, used: set[int], name: Name, match: Match) -> Comparison | None:
    """Judge what an answer says beside a name.

    Args:
        given: The answer.
        used: Positions of the words that stand for a name of the card.
        name: The name that it fits best.
        match: How it fits.
    """
    if len(used) == len(given.keys):
        return None
    return _Reader(given, used, name, match).read()
