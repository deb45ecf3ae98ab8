"""Names: the parts of an accepted text, those that carry its identity, and those that people leave out.

Numerals, single letters, signs, and every word that is no article or joining word carry identity. What may be left out
is a part by which people do not tell this thing from others: the kind that the question names ("Pacific" where it asks
for an ocean), a title, initials, a maker before its product, a person's first names - but never so much that what is
left names something else, or stands in the answers of other cards.

Sources: parts of names and their variants (Christen 2006, "A Comparison of Personal Name Matching", section 2);
WordNet for what English knows (`wordlist`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product

from bot.grading.terms.name_parts import Kind, Typed, roman, transliterated
from bot.grading.terms.term_card import AND, EXPANDED, GROUPS, MAKERS, ORGANISATIONS, PARTICLES, SUFFIXES, TITLES, Asked
from bot.grading.words.lazy import lazy

#: Ways to leave parts out that are looked at.
_FORMS_MOST = 24
#: Numbers that are typed for words.
_TEXTED = {"to": "#2", "for": "#4"}
_POSSESSIVE = frozenset({"'s", "’s"})
_ACRONYM_MOST = 7
#: Letters of a name that says nothing without all of them, of a surname at least, and of a word that no one else has.
_BRIEF, _SURNAME_SHORTEST, _COINED_SHORTEST = 2, 3, 4
_PAIR = 2


@dataclass(slots=True)
class Part:
    """One part of a name.

    Attributes:
        keys: What it is compared by, the first also for slips; others for umlauts, numerals and a possessive s.
        kind: What it is.
        raw: As written.
        free: Whether it says too little to be asked for.
        key: The first of the keys.
        proper: Whether it begins with a capital.
        acronym: Whether it is a word in capitals.
    """

    keys: tuple[str, ...]
    kind: Kind
    raw: str
    free: bool = False
    key: str = field(init=False)
    proper: bool = field(init=False)
    acronym: bool = field(init=False)

    def __post_init__(self) -> None:
        """Work out what every answer asks for."""
        self.key = self.keys[0]
        self.proper = self.raw[:1].isupper()
        self.acronym = self.kind is Kind.WORD and len(self.raw) > 1 and self.raw.isupper()


class Name:
    """One accepted text, as parts.

    Attributes:
        text: As written.
        asked: Its card.
        alias: Whether the card does not hold it, and the language only knows it as the same.
        typed: The text, cut.
        parts: In order, breaks and joining words left out.
        chunks: Positions of the parts of each name, where it lists several.
        content: Positions of the parts that carry identity.
        place: What parts are compared by.
        heads: What parts begin with.
        words: Positions of the words that carry identity.
        is_numbered: Whether a part is a number, or may be one in Roman numerals.
        has_acronym: Whether a part stands in capitals.
    """

    def __init__(self, text: str, asked: Asked, *, alias: bool = False) -> None:
        self.text = text
        self.asked = asked
        self.alias = alias
        self.typed = asked.read(text)
        self.parts: list[Part] = []
        self.chunks: list[list[int]] = [[]]
        self._read(self.typed)
        self.chunks = [chunk for chunk in self.chunks if any(not self.parts[at].free for at in chunk)]
        self.content = frozenset([at for at, part in enumerate(self.parts) if not part.free])
        self.place = frozenset([key for part in self.parts for key in part.keys])
        self.heads = frozenset([part.key[0] for part in self.parts])
        self.words = [at for at in sorted(self.content) if self.parts[at].kind is Kind.WORD]
        self.is_numbered = any(key[0] == "#" for key in self.place)
        self.has_acronym = any(part.acronym for part in self.parts)

    def _read(self, typed: Typed) -> None:
        stop = self.asked.lexicon.language.stop
        last = len(typed.keys) - 1
        telling = any(kind is Kind.NUMBER or (key[0].isalpha() and key not in stop) for key, kind in typed.items())
        for at, (key, kind) in enumerate(typed.items()):
            if kind is Kind.BREAK or (key in AND and 0 < at < last):
                if key in AND or key in ",;/\n":
                    self.chunks.append([])
                continue
            raw = typed.raw(at)
            part = _read_part(key, kind, raw, later=at > 0)
            joining = key in stop and telling and not part.acronym
            part.free = joining and (kind is Kind.WORD or (kind is Kind.LETTER and raw.islower()))
            self.chunks[-1].append(len(self.parts))
            self.parts.append(part)

    @lazy
    def forms(self) -> list[frozenset[int]]:
        """Sets of parts of which each is enough: the whole, and what people leave of it."""
        if self.alias or not self.chunks:
            words = sorted(self.content)
            long = len(words) > _PAIR and self.parts[words[0]].key in self.asked.given
            return [self.content, frozenset({words[0], words[-1]})] if long else [self.content]
        ways = [self._ways(chunk) for chunk in self.chunks]
        found = [frozenset().union(*way) for way in product(*ways)][:_FORMS_MOST]
        return [*dict.fromkeys(found)]

    @lazy
    def person(self) -> bool:
        """Whether it looks like a person's name: several capitals, and a first name or a question for a person."""
        parts = [self.parts[at] for at in (self.chunks[0] if self.chunks else ())]
        words = [part for part in parts if not part.free and part.key not in PARTICLES]
        if (
            self.asked.about_thing
            or len(words) < _PAIR
            or not all(part.proper for part in words)
            or words[-1].kind is not Kind.WORD
        ):
            return False
        return words[0].key in self.asked.given or words[0].kind is Kind.LETTER or self.asked.about_person

    @lazy
    def initials(self) -> dict[str, tuple[int, ...]]:
        """First letters of neighbouring parts, with and without free ones, to these parts."""
        found: dict[str, tuple[int, ...]] = {}
        every = [at for at, part in enumerate(self.parts) if part.kind in {Kind.WORD, Kind.LETTER}]
        for kept in ([at for at in every if not self.parts[at].free], every):
            letters = "".join([self.parts[at].key[0] for at in kept])
            for start in range(len(kept)):
                for end in range(start + 1, min(start + _ACRONYM_MOST, len(kept)) + 1):
                    found.setdefault(letters[start:end], tuple(kept[start:end]))
        for at, part in enumerate(self.parts):
            capitals = "".join(filter(str.isupper, part.raw))
            if 1 < len(capitals) < len(part.raw) - 1:
                found.setdefault(capitals.lower(), (at,))
        return found

    @lazy
    def numerals(self) -> frozenset[str]:
        """The numbers in it, those in Roman numerals included, as keys."""
        told = [key for part in self.parts for key in part.keys if key[0] == "#" and part.kind is Kind.NUMBER]
        words = [part.key for part in self.parts if len(part.key) > 1 or part.key in "ivx"]
        return frozenset([*told, *(f"#{value}" for word in words if (value := roman(word)))])

    @lazy
    def article(self) -> str:
        """The article that it begins with; "" for none."""
        first = self.typed.keys[0] if len(self.typed.keys) > 1 else ""
        return first if first in self.asked.lexicon.language.articles else ""

    @lazy
    def in_full(self) -> bool:
        """Whether the question asks what an acronym stands for, and this is it."""
        asked = self.asked.keys
        return not EXPANDED.isdisjoint(asked) or any(
            len(key) >= len(self.content) and key in self.initials for key in asked
        )

    @lazy
    def is_common(self) -> bool:
        """Whether it is one common word, with which others make names of other things ("table tennis")."""
        parts = [self.parts[at] for at in self.content]
        return len(parts) == 1 and not parts[0].acronym and self.asked.words.is_common(parts[0].key)

    @lazy
    def is_brief(self) -> bool:
        """Whether it is so short that words of the question beside it may make another name."""
        return len(self.typed.squashed) <= _BRIEF or all(part.kind is not Kind.WORD for part in self.parts)

    @lazy
    def is_number(self) -> bool:
        """Whether it is nothing but numbers."""
        return all(self.parts[at].kind is Kind.NUMBER for at in self.content)

    @lazy
    def negates(self) -> bool:
        """Whether a negator is part of it."""
        return not self.asked.lexicon.language.negators.isdisjoint(self.typed.keys)

    def _ways(self, chunk: list[int]) -> list[frozenset[int]]:
        """Return the sets of parts that are enough for one name of a list."""
        parts = self.parts
        content = [at for at in chunk if not parts[at].free]
        if self.person:
            content = [at for at in content if parts[at].key not in PARTICLES or at == content[-1]]
        ways = [frozenset(content)]
        kept = [at for at in content if not self._is_light(at, content)]
        if kept != content and self._tells(kept, content):
            ways.append(frozenset(kept))
        if len(content) > 1:
            short = (self._surname, self._group, self._made, self._named)
            ways += [frozenset(found) for way in short if (found := way(content))]
        return ways

    def _is_light(self, at: int, content: list[int]) -> bool:
        """Tell whether a part may be left out if the others are there."""
        part = self.parts[at]
        if part.kind is not Kind.WORD:
            middle = content[0] < at < content[-1]
            return part.kind is Kind.LETTER and middle and part.proper and self.person
        first = at == content[0] and len(content) > 1
        bears = self.asked.about_person and part.key in self.asked.words.persons
        if first and (part.key in TITLES or bears):
            after = self.parts[at + 1]
            return after.proper and not after.free
        if (first and part.key in MAKERS) or part.key in ORGANISATIONS:
            return True
        if self.asked.tells_apart(part.key):
            return False
        numbered = any(self.parts[other].kind is Kind.NUMBER for other in content)
        head = at == content[-1] and not part.proper
        return (numbered or head or self.asked.is_kind(part.key)) and self.asked.holds(part.key)

    def _tells(self, kept: list[int], content: list[int]) -> bool:
        """Tell whether what is left of a name names it still: something that the question does not say."""
        makers = {at for at in content if self.parts[at].key in MAKERS}
        return any(at not in makers and not self.asked.holds(self.parts[at].key) for at in kept)

    def _surname(self, content: list[int]) -> list[int]:
        """A person's last name."""
        parts = self.parts
        titled = self.asked.about_person and parts[content[0]].key in TITLES
        if not (self.person or titled):
            return []
        while len(content) > _PAIR and parts[content[-1]].key in SUFFIXES:
            content = content[:-1]
        last = parts[content[-1]]
        is_word = last.kind is Kind.WORD and len(last.key) >= _SURNAME_SHORTEST
        return content[-1:] if is_word and not self.asked.is_shared(last.key) else []

    def _group(self, content: list[int]) -> list[int]:
        """The last word of a group's name ("the Stones")."""
        last = self.parts[content[-1]]
        asks = not GROUPS.isdisjoint(self.asked.keys)
        return content[-1:] if asks and last.raw.endswith("s") and not self.asked.is_shared(last.key) else []

    def _made(self, content: list[int]) -> list[int]:
        """A product without its maker, even where the question says it."""
        makers = [at for at in content if self.parts[at].key in MAKERS]
        return content[1:] if makers == content[:1] else []

    def _named(self, content: list[int]) -> list[int]:
        """What is left of a name beside the kind of thing: a word that names nothing else."""
        parts, asked = self.parts, self.asked
        if self.person or not asked.english or not all(parts[at].kind is Kind.WORD for at in content):
            return []
        words = [parts[at].key for at in content]
        kinds = [
            at
            for at, word in zip(content, words, strict=True)
            if asked.is_kind(word) and word not in asked.words.persons
        ]
        named = [at for at in content if at not in kinds or (at != content[-1] and asked.tells_apart(parts[at].key))]
        if len(content) == _PAIR and parts[content[0]].raw[-2:] in _POSSESSIVE:
            # Somebody's law, disease, razor.
            return content[:1] if asked.words.is_common(parts[content[1]].key) else []
        if not named or named == content:
            return []
        alone = len(content) == _PAIR and self._is_proper(parts[named[0]])
        return named if alone or all(self._is_coined(parts[at]) for at in named) else []

    def _is_coined(self, part: Part) -> bool:
        """Tell whether nobody else uses a word."""
        return len(part.key) >= _COINED_SHORTEST and not self.asked.words.knows(part.key)

    def _is_proper(self, part: Part) -> bool:
        """Tell whether a word is only ever a name, and not that of a country, a person or a maker."""
        words = self.asked.words
        known = (
            words.is_common(part.key) or part.key in words.regions or part.key in self.asked.given or part.key in MAKERS
        )
        return part.proper and not known and not self.asked.is_shared(part.key)


def _read_part(key: str, kind: Kind, raw: str, *, later: bool) -> Part:
    """Read one part, with all that it may be compared by.

    Args:
        key: As cut.
        kind: As cut.
        raw: As written.
        later: Whether another part stands before it, so that it may be a Roman numeral.
    """
    keys = [key, _TEXTED[key]] if key in _TEXTED else [key]
    if kind is Kind.WORD and raw[-2:] in _POSSESSIVE and len(key) > _PAIR:
        keys.insert(0, key[:-1])
    if kind in {Kind.WORD, Kind.LETTER}:
        value = roman(key) if later and raw.isupper() else 0
        if value:
            keys.append(f"#{value}")
            kind = Kind.NUMBER if len(key) > 1 else kind
        keys += sorted({transliterated(key), transliterated(raw.casefold())} - set(keys))
    return Part(tuple(keys), kind, raw)
