"""Mix-ups: things of a list that an answer gives the properties of others ("Neptune is relational").

Where entries are written "name: what is known of it", a name and the words of its entry belong together. An answer that
says only other entries' words of a name has mixed them up.

Source: variable binding, the failure of bags of words to tell who has which property (Fodor & Pylyshyn 1988, section
2.1.3), here within one stretch of a list, names and properties in the order of the answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from bot.grading.statements.reading import Reading
from bot.grading.statements.targets import Target
from bot.grading.words.lazy import lazy

_ENDS = frozenset(",;.!?\n")
#: Words of a name at most; what stands before a colon may be a sentence.
_NAME_LONGEST = 4
#: Tokens that two words of a name may stand apart.
_APART = 2
_PAIR = 2
#: Words that say something of a name; "and" between two words says nothing of either.
_LINKS = frozenset(
    {"is", "are", "was", "were", "mean", "for", "has", "have", "make", "give", "doe", "can", "use", "with"}
)
#: Rarity from which a word says something of an entry.
_TELLING = 0.27


class Mixed(NamedTuple):
    """What an answer mixes up.

    Attributes:
        entries: Entries of which it says only what belongs to others.
        most: Whether these are several, and at least half of those it names.
    """

    entries: frozenset[int]
    most: bool


NOT_MIXED = Mixed(frozenset(), most=False)


class Bonds:
    """The names of a card's entries and the words that belong to one entry alone."""

    def __init__(self, targets: tuple[Target, ...], question: frozenset[str]) -> None:
        self._targets = targets
        self._question = question

    @lazy
    def things(self) -> list[int]:
        """For each entry the first one with the same name; they tell of the same thing."""
        heads = self._heads
        return [heads.index(head) if head else at for at, head in enumerate(heads)]

    @lazy
    def names(self) -> list[tuple[frozenset[str], int]]:
        """Stems of a name, and the thing it names; longer names first."""
        often = Counter(stem for head in set(self._heads) for stem in head)
        found: dict[frozenset[str], int] = {}
        for at, head, target in zip(self.things, self._heads, self._targets, strict=True):
            own = frozenset(stem for stem in head if often[stem] == 1)
            for names in (head, *(judge.wording.meant for judge in target.judges)):
                if names and names <= head and names & own:
                    found.setdefault(names & own, at)
        return sorted(found.items(), key=lambda name: (-len(name[0]), name[1]))

    @lazy
    def owners(self) -> dict[str, set[int]]:
        """Stem that tells something to the things it is said of, if these have names and are not most of all."""
        rarity = self._targets[0].judges[0].wording.lexicon.rarity
        found: dict[str, set[int]] = {}
        for at, target in zip(self.things, self._targets, strict=True):
            for stem in _meant(target) - self._question:
                found.setdefault(stem, set()).add(at)
        named = {at for _, at in self.names}
        heads = frozenset().union(*self._heads)
        return {
            stem: at
            for stem, at in found.items()
            if at <= named and 2 * len(at) <= len(named) and rarity[stem] >= _TELLING and stem not in heads
        }

    @lazy
    def _heads(self) -> list[frozenset[str]]:
        heads = [*map(_head, self._targets)]
        if any(heads) or len(heads) != _PAIR:
            return heads
        # Two points about two things of the question ("How does TCP differ from UDP?").
        sides = [target.judges[0].wording for target in self._targets]
        one, two = (frozenset(side.stems[index] for index in side.telling[:1]) & self._question for side in sides)
        if not (one and two and one != two):
            one, two = (side.meant & self._question for side in sides)
        return [one - two, two - one] if one - two and two - one else heads

    def mixed(self, reading: Reading) -> Mixed:
        """Find the entries of which an answer says only what belongs to others."""
        if len(self.names) < 2 or self.owners.keys().isdisjoint(reading.held):  # noqa: PLR2004 - nothing to mix up
            return NOT_MIXED
        wrong: set[int] = set()
        right: set[int] = set()
        named: set[int] = set()
        joins = reading.lexicon.language.joins
        for stretch in _stretches(reading):
            if not joins.isdisjoint(stretch) and _LINKS.isdisjoint(stretch):
                continue
            for names, owners in _groups(self._marks(stretch)):
                named |= names
                if owners:
                    (wrong if names.isdisjoint(owners) else right).update(names)
        wrong -= right
        entries = frozenset([at for at, thing in enumerate(self.things) if thing in wrong])
        return Mixed(entries, most=len(wrong) > 1 and 2 * len(wrong) >= len(named))

    def named(self, reading: Reading) -> int:
        """Count the things that an answer names."""
        return len({at for name, at in self.names if name <= reading.held})

    def _marks(self, stems: Sequence[str]) -> list[tuple[bool, set[int]]]:
        """Mark names (True) and words that belong to few entries (False), in order, with these entries."""
        owners = self.owners
        taken: dict[int, int] = {}
        for name, entry in self.names:
            places = [at for at, stem in enumerate(stems) if stem in name and at not in taken]
            for first in places:
                near = [at for at in places if first <= at <= first + _APART * len(name)]
                if {stems[at] for at in near} == name:
                    taken.update(dict.fromkeys(near, entry))
        return [
            (at in taken, {taken[at]} if at in taken else owners[stem])
            for at, stem in enumerate(stems)
            if at in taken or stem in owners
        ]


def _groups(marks: list[tuple[bool, set[int]]]) -> Iterator[tuple[set[int], set[int]]]:
    """Pair names that stand together with the owners of what is said of them.

    Where a stretch begins with a name and ends with what is said of one, that stands behind each name; where it is the
    other way round, before. Else it may stand on either side, and what a neighbour owns is said of the neighbour.
    """
    runs = [(is_name, set().union(*[at for _, at in run])) for is_name, run in groupby(marks, key=lambda mark: mark[0])]
    if not runs:
        return
    first, last = runs[0][0], runs[-1][0]
    for at, (is_name, names) in enumerate(runs):
        if not is_name:
            continue
        before, behind = runs[at - 1][1] if at else set(), runs[at + 1][1] if at + 1 < len(runs) else set()
        if first is last:
            before = set() if at > 1 and before & runs[at - 2][1] else before
            behind = set() if at + 2 < len(runs) and behind & runs[at + 2][1] else behind
            yield names, before | behind
        else:
            yield names, behind if first else before


def _head(target: Target) -> frozenset[str]:
    """Return the stems of an entry's name: what stands before the colon, if that is brief."""
    name, colon, _ = target.say.partition(":")
    wording = target.judges[0].wording
    if not colon:
        return frozenset()
    count = len(wording.lexicon.stems(name))
    stems = wording.lexicon.stems(target.say)[:count]
    return frozenset(stems) & wording.meant if count <= _NAME_LONGEST else frozenset()


def _meant(target: Target) -> frozenset[str]:
    return frozenset().union(*[judge.wording.meant for judge in target.judges])


def _stretches(reading: Reading) -> Iterator[list[str]]:
    """Cut an answer at commas and ends of sentences; brackets and equals signs join a name with what is said of it."""
    tokens, lexicon = reading.tokens, reading.lexicon
    stems = lexicon.concepts([*map(lexicon.language.stem, tokens.keys)])
    ends = [at for at, match in enumerate(tokens.matches) if match in _ENDS]
    found: list[str] = []
    waiting = iter(ends)
    end = next(waiting, len(tokens.matches))
    for stem, at in zip(stems, tokens.match, strict=True):
        if at > end:
            yield found
            found = []
            while end < at:
                end = next(waiting, len(tokens.matches))
        found.append(stem)
    yield found
