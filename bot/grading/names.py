"""Names: whether a text names the same thing as an accepted one, or another thing.

A name is a set of parts, and some of them carry its identity: numerals, single letters, signs, and every word that is
no article, title or kind of thing. Those must all be there, each as the same word (`spelling`) and none replaced.
What may be left out has to be a part by which people do not tell this thing from others: the kind that the question
names ("Pacific" where it asks for an ocean), a title, initials, a maker before its product, a person's first names. What
is added may describe, but not name something else: "sodium chloride" is no sodium, "Jupiter or Saturn" no answer.

Sources: parts of names and their variants (Christen 2006, "A Comparison of Personal Name Matching", section 2);
short forms and acronyms as aliases (Schwartz & Hearst 2003); WordNet for what English knows.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise, product

from rapidfuzz.distance import OSA

from bot.grading.context import Lexicon
from bot.grading.lazy import lazy
from bot.grading.spelling import is_form, is_variant, slip_cost, sounds_like
from bot.grading.typed import Kind, Typed, roman, transliterated
from bot.grading.wordlist import WordList, word_list_of

#: Scores of what is right, and the most that another thing can score, so that no strictness lets it pass.
EXACT, _VARIANT, _SLIP, _SHORT = 1.0, 0.97, 0.9, 0.88
PARTLY, OTHER_MOST = 0.5, 0.3
_SHARED = 2
#: Names that are kept short: parts, chunks, ways to leave parts out.
_FORMS_MOST = 24
_ACRONYM = range(2, 8)
_ACRONYM_LONGEST = 5
#: Letters of a word that is cut short ("hep A"), and how many more the word has.
_CUT_SHORTEST, _CUT_MORE = 3, 2
_PERSONS = frozenset(
    {"who", "whom", "whose", "wer", "wen", "wem", "wessen", "qui", "quien", "quién", "quienes", "chi", "quem"}
)
TITLES = frozenset(
    """dr mr mrs ms miss sir dame lord lady saint st king queen prince princess emperor empress president pope professor prof captain
    general colonel major admiral chancellor duke duchess count countess baron tsar czar kaiser sultan sheikh minister senator
    judge justice reverend father mother brother sister pharaoh herr frau monsieur madame don dona senor senora jr sr junior senior""".split()
)
ORGANISATIONS = frozenset("fc afc inc ltd corp gmbh ag plc llc company co".split())
#: Words that say of what kind a thing is, which the list does not count among kinds.
HEADS = frozenset(
    """process organ element metal gas ion language word colour color number letter shape animal bird fish plant tree fruit vegetable
    bone muscle gland instrument sport game season month day planet particle unit tag keyword symbol""".split()
)
PARTICLES = frozenset("van von der den de del della di da dos du la le el al bin ibn ben".split())
_GROUPS = frozenset({"team", "club", "band", "franchise", "group"})
_POSSESSIVE = frozenset({"'s", "’s"})
_SUFFIXES = frozenset({"jr", "sr", "junior", "senior"})
#: Makers whose name people leave out or put before a product; equal numbers are one house.
MAKERS = {
    name: house
    for house, names in enumerate(
        """amazon aws;google alphabet gcp;microsoft ms azure;apple;ibm;oracle;adobe;meta facebook;nintendo;sony;samsung;intel;amd;nvidia;
        apache;hashicorp;atlassian;github;cloudflare;sap;salesforce;cisco;vmware;redhat;mozilla;yamaha;honda;toyota;ford;bmw;audi;tesla;
        boeing;airbus;nasa;valve;ubisoft;sega;atari;lego;disney;marvel;dc""".replace("\n", "").split(";")
    )
    for name in names.split()
}
#: Words around a name that say nothing of it.
FILLERS = frozenset(
    """answer think guess believe probably maybe perhaps sure surely call called name named known say said mean means meant aka namely
    i'd im its thats theyre hes shes ive idk hmm um uh well so ok okay please term word thing stuff kind sort type form something
    someone somebody correct right actually definitely obviously clearly possibly likely often usually also simply just used use
    wait lol haha yes yeah yep like official officially full short abbreviated abbreviation spelled pronounced written later formerly
    originally born famous so-called command operator function keyword method tag symbol sign letter number language protocol program
    programming js å att です でした だよ である""".split()
)
PREPOSITIONS = frozenset(
    "of in on at to for from by with into onto upon under over per via about against between".split()
)
AND = frozenset({"and", "und", "et", "y", "e", "en", "och", "og", "ja", "i", "и", "&"})


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a name.

    Attributes:
        keys: What it is compared by; several for umlauts and Roman numerals.
        kind: What it is.
        free: Whether it says too little to be asked for.
        acronym: Whether it stands in capitals.
        proper: Whether it begins with a capital.
        raw: As written.
    """

    keys: tuple[str, ...]
    kind: Kind
    raw: str
    free: bool = False
    acronym: bool = False
    proper: bool = False


@dataclass(frozen=True, slots=True)
class Options:
    """What matters in a deck beside the letters of its names."""

    accents: bool = False
    articles: bool = False
    case: bool = False


class Asked:
    """What is known of a card beside its accepted texts; shared by all of them.

    Attributes:
        question: As written.
        lexicon: The deck's words, and its language.
        options: What matters in the deck.
        english: Whether rules of English spelling hold.
        words: What the language knows.
        stems: The question's words, as stems.
        keys: The question's words.
        about_person: Whether it asks for a person.
    """

    def __init__(self, question: str, lexicon: Lexicon, options: Options = Options()) -> None:  # noqa: B008 - a frozen value
        self.question = question
        self.lexicon = lexicon
        self.options = options
        language = lexicon.language
        self.english = language.tag == "en"
        self.words: WordList = word_list_of(language.tag)
        #: First names are known everywhere.
        self.given = word_list_of("en").given
        typed = Typed(question, language)
        self.keys = frozenset(typed.keys)
        self.stems = frozenset([language.stem(key) for key in typed.keys if key not in language.stop])
        self.about_person = not _PERSONS.isdisjoint(self.keys) or self._asks_for_one(typed.keys)
        capitals = [key for at, key in enumerate(typed.keys) if typed.kinds[at] is Kind.WORD and typed.raw(at)[0].isupper()]
        self.initials = frozenset(one[0] + two[0] for one, two in pairwise(capitals))

    def _asks_for_one(self, keys: list[str]) -> bool:
        """Tell whether "which" or "what" asks for a person ("which French king")."""
        asked = next((at for at, key in enumerate(keys) if key in {"which", "what"}), None)
        persons = self.words.persons
        return asked is not None and any(key in persons for key in keys[asked + 1 : asked + 3])

    def read(self, text: str) -> Typed:
        """Cut a text, accents kept where they matter."""
        return Typed(text, self.lexicon.language, accents=self.options.accents)

    def in_question(self, key: str) -> bool:
        """Tell whether the question holds a word, in any form."""
        return key in self.keys or key in self.initials or self.lexicon.language.stem(key) in self.stems

    def knows(self, word: str) -> bool:
        """Tell whether the language or an answer of the deck knows a word, so that it is no slip of another."""
        return word in self.lexicon.answered or word in self.lexicon.language.stop or self.words.knows(word)


@dataclass(slots=True)
class Match:
    """What of a name an answer holds.

    Attributes:
        at: For each part the positions in the answer that stand for it, as (first, last); None where it is missing.
        score: How good the words that are there are, 0..1.
        lookalike: A word of the answer that only looks like one of the name; "" for none.
    """

    at: list[tuple[int, int] | None]
    score: float = EXACT
    lookalike: str = ""

    def used(self) -> set[int]:
        """Return the positions in the answer."""
        return {at for span in self.at if span for at in range(span[0], span[1] + 1)}


class Name:
    """One accepted text, as parts.

    Attributes:
        parts: In order, breaks left out.
        forms: Positions that are enough, each a set; the whole first.
        chunks: Of a list of names, the positions of each.
    """

    def __init__(self, text: str, asked: Asked, *, alias: bool = False) -> None:
        self.asked = asked
        self.text = text
        self.typed = asked.read(text)
        self.alias = alias
        self.parts: list[Part] = []
        self.chunks: list[list[int]] = [[]]
        self._read()
        self.content = frozenset([at for at, part in enumerate(self.parts) if not part.free])
        self.place = {key: at for at, part in enumerate(self.parts) for key in part.keys}
        self.brief = len(self.typed.squashed) <= 2 or all(part.kind is not Kind.WORD for part in self.parts)  # noqa: PLR2004

    def _read(self) -> None:
        language, typed = self.asked.lexicon.language, self.typed
        telling = [key for key in typed.keys if key[:1].isalpha() and key not in language.stop]
        everything = not telling and all(kind is not Kind.NUMBER for kind in typed.kinds)
        # Where a whole text stands in capitals, they mean nothing.
        loud = self.text.isupper() and len(typed.keys) > 1
        for at, (key, kind) in enumerate(zip(typed.keys, typed.kinds, strict=True)):
            if kind is Kind.BREAK or (key in AND and len(typed.keys) > 2 and 0 < at < len(typed.keys) - 1):  # noqa: PLR2004
                if key in ",;/&\n" or key in AND:
                    self.chunks.append([])
                continue
            raw = typed.raw(at)
            acronym = raw.isupper() and len(raw) > 1
            keys = [key]
            if kind is Kind.WORD and raw[-2:] in _POSSESSIVE and len(key) > 2:  # noqa: PLR2004
                keys.insert(0, key[:-1])
            if kind is Kind.WORD or kind is Kind.LETTER:
                value = roman(key) if raw.isupper() and at else 0
                if value:
                    keys.append(f"#{value}")
                    kind = Kind.NUMBER if len(key) > 1 else kind
                keys += {transliterated(key), transliterated(typed.raw(at).casefold())} - {key}
            free = kind is Kind.WORD and key in language.stop and not everything and not acronym
            if kind is Kind.LETTER and raw.islower() and key in language.stop and not everything:
                free = True
            self.chunks[-1].append(len(self.parts))
            proper = raw[:1].isupper()
            self.parts.append(Part(tuple(keys), kind, raw, free=free, acronym=acronym and not loud, proper=proper))
        self.chunks = [chunk for chunk in self.chunks if any(not self.parts[at].free for at in chunk)]

    @lazy
    def forms(self) -> list[frozenset[int]]:
        """Sets of parts of which each is enough: the whole, and what people leave out of it."""
        if self.alias or not self.chunks:
            words = sorted(self.content)
            whole = len(words) < 3 or self.parts[words[0]].keys[0] not in self.asked.given  # noqa: PLR2004
            return [self.content] if whole else [self.content, frozenset({words[0], words[-1]})]
        ways = [self._ways(chunk) for chunk in self.chunks]
        found = [frozenset().union(*way) for way in product(*ways)][:_FORMS_MOST]
        return sorted(dict.fromkeys(found), key=len, reverse=True)

    @lazy
    def article(self) -> str:
        """The article that it begins with; "" for none."""
        first = self.typed.keys[0] if len(self.typed.keys) > 1 else ""
        return first if first in self.asked.lexicon.language.articles else ""

    @lazy
    def in_full(self) -> bool:
        """Whether the question asks what an acronym stands for, and this is it."""
        return any(key in self.initials and len(key) >= len(self.content) for key in self.asked.keys)

    @lazy
    def is_common(self) -> bool:
        """Whether it is one common word, with which others make names of other things ("table tennis")."""
        return len(self.content) == 1 and all(self.asked.words.is_common(self.parts[at].keys[0]) for at in self.content)

    @lazy
    def numeric(self) -> bool:
        """Whether it is nothing but numbers."""
        return all(self.parts[at].kind is Kind.NUMBER for at in self.content)

    @lazy
    def numerals(self) -> frozenset[str]:
        """The numbers in it, those in Roman numerals included."""
        values = [
            key
            for part in self.parts
            for key in part.keys
            if key[0] == "#" and (part.kind is Kind.NUMBER or part.keys[0] in "ivx")
        ]
        return frozenset(
            [
                *values,
                *(f"#{roman(part.keys[0])}" for part in self.parts if len(part.keys[0]) > 1 and roman(part.keys[0])),
            ]
        )

    @lazy
    def negates(self) -> bool:
        """Whether a negator is part of the name."""
        return not self.asked.lexicon.language.negators.isdisjoint(self.typed.keys)

    @lazy
    def person(self) -> bool:
        """Whether it looks like a person's name, for its first name or the question."""
        places = self.chunks[0] if self.chunks else []
        words = [part for part in (self.parts[at] for at in places) if not part.free and part.keys[0] not in PARTICLES]
        if len(words) < 2 or not all(part.proper for part in words) or not words[-1].kind == Kind.WORD:  # noqa: PLR2004
            return False
        first = words[0].keys[0]
        is_given = first in self.asked.given or (words[0].kind is Kind.LETTER)
        return is_given or self.asked.about_person

    def _ways(self, chunk: list[int]) -> list[frozenset[int]]:
        """Return the sets of parts that are enough for one name of a list."""
        asked, parts = self.asked, self.parts
        content = [at for at in chunk if not parts[at].free]
        if self.person:
            content = [at for at in content if parts[at].keys[0] not in PARTICLES or at == content[-1]]
        ways = [frozenset(content)]
        words = [at for at in content if parts[at].kind is Kind.WORD]
        lighter = [at for at in content if not self._light(at, content)]
        if lighter != content and self._tells(lighter, content):
            ways.append(frozenset(lighter))
        elif lighter == content or not lighter:
            lighter = content
        if self.person or (asked.about_person and len(content) > 1 and parts[content[0]].keys[0] in TITLES):
            while len(words) > 2 and parts[words[-1]].keys[0] in _SUFFIXES:  # noqa: PLR2004
                words.pop()
            last = words[-1] if words and (words[-1] == content[-1] or parts[content[-1]].keys[0] in _SUFFIXES) else -1
            if len(content) > 1 and last >= 0:
                if not self._is_shared(last) and len(parts[last].keys[0]) > 2:  # noqa: PLR2004
                    ways.append(frozenset({last}))
        elif len(words) == len(content) == 2 or (content and parts[content[-1]].acronym):  # noqa: PLR2004
            last = content[-1]
            before = content[:-1]
            word = parts[last].keys[0]
            coined = word not in ORGANISATIONS and (parts[last].acronym or (len(word) > _CUT_SHORTEST and not asked.words.knows(word)))
            if (
                before
                and asked.english
                and coined
                and all(parts[at].proper for at in before)
                and not self._is_shared(last)
            ):
                ways.append(frozenset({last}))
        if (
            not _GROUPS.isdisjoint(asked.keys)
            and len(words) > 1
            and parts[words[-1]].raw.endswith("s")
            and not self._is_shared(words[-1])
        ):
            ways.append(frozenset({words[-1]}))
        if asked.english and len(words) == len(content) == 2:  # noqa: PLR2004
            kinds = [at for at in words if parts[at].keys[0] in asked.words.kinds]
            named = [at for at in words if at not in kinds and self._is_name(at)]
            if kinds and named:
                ways.append(frozenset(named))
        if (
            len(words) == len(content) == 2
            and parts[words[0]].raw[-2:] in _POSSESSIVE
            and asked.words.is_common(parts[words[1]].keys[0])
        ):  # noqa: PLR2004
            ways.append(frozenset({words[0]}))
        if len(content) > 1 and asked.english:
            rare = [at for at in words if len(parts[at].keys[0]) >= 5 and not asked.words.knows(parts[at].keys[0])]  # noqa: PLR2004
            rest = [at for at in content if at not in rare]
            if rare and not self.person and all(parts[at].keys[0] in asked.words.kinds for at in rest):
                ways.append(frozenset(rare))
        return ways

    def _is_name(self, at: int) -> bool:
        """Tell whether a part is a name by itself, and of nothing else that is well known."""
        word, words = self.parts[at].keys[0], self.asked.words
        known = words.is_common(word) or word in words.regions or word in self.asked.given or word in MAKERS
        return self.parts[at].proper and not known and not self._is_shared(at)

    def _light(self, at: int, content: list[int]) -> bool:
        """Tell whether a part may be left out if the others are there."""
        part, asked = self.parts[at], self.asked
        key = part.keys[0]
        if part.kind is Kind.LETTER:
            return 0 < content.index(at) < len(content) - 1 and self.typed.raw(at).isupper() and self.person
        if part.kind is not Kind.WORD:
            return False
        if at == content[0] and key in TITLES:
            return self.parts[at + 1 : at + 2] != [] and self.parts[at + 1].proper and not self.parts[at + 1].free
        if (at == content[0] and key in MAKERS and len(content) > 1) or key in ORGANISATIONS:
            return True
        numeric = any(self.parts[other].kind is Kind.NUMBER for other in content)
        return asked.in_question(key) and (
            numeric
            or key in asked.words.kinds
            or (key.endswith("s") and key[:-1] in asked.words.kinds)
            or (at == content[-1] and not part.proper)
        )

    def _tells(self, kept: list[int], content: list[int]) -> bool:
        """Tell whether what is left of a name names it still: something that the question does not say."""
        if not kept:
            return False
        makers = [at for at in content if self.parts[at].keys[0] in MAKERS]
        fresh = [at for at in kept if at not in makers and not self.asked.in_question(self.parts[at].keys[0])]
        if not fresh and not (makers and set(kept) == set(content) - set(makers)):
            return False
        return True

    def _is_shared(self, at: int) -> bool:
        return self.asked.lexicon.answered.get(self.parts[at].keys[0], 0) >= _SHARED

    @lazy
    def initials(self) -> dict[str, tuple[int, ...]]:
        """First letters of neighbouring parts, with and without free ones, to these parts."""
        found: dict[str, tuple[int, ...]] = {}
        every = [at for at, part in enumerate(self.parts) if part.kind in {Kind.WORD, Kind.LETTER}]
        for kept in ([at for at in every if not self.parts[at].free], every):
            letters = "".join([self.parts[at].keys[0][0] for at in kept])
            for start in range(len(kept)):
                for end in range(start + 2, min(start + _ACRONYM.stop, len(kept) + 1)):
                    found.setdefault(letters[start:end], tuple(kept[start:end]))
            if self.parts and len(kept) == 1:
                found.setdefault(letters, tuple(kept))
        for at, part in enumerate(self.parts):
            capitals = "".join(filter(str.isupper, part.raw))
            if 1 < len(capitals) < len(part.raw) - 1:
                found.setdefault(capitals.lower(), (at,))
        return found

    def match(self, given: Typed) -> Match:
        """Find which parts an answer holds, and where."""
        parts, place = self.parts, given.place
        found = Match([None] * len(parts))
        taken: set[int] = set()
        for at, part in sorted(enumerate(parts), key=lambda one: one[1].kind is Kind.LETTER):
            for key in part.keys:
                for j in place.get(key, ()):
                    if j not in taken and (
                        part.kind is not Kind.LETTER or key[0] == "#" or self._stands(at, j, found, given)
                    ):
                        found.at[at] = (j, j)
                        taken.add(j)
                        break
                if found.at[at]:
                    break
                if key[0] == "#" and given.romans:
                    j = next((j for j in given.romans.get(key, ()) if j not in taken), None)
                    if j is not None:
                        found.at[at] = (j, j)
                        taken.add(j)
        if any(found.at[at] is None for at in self.content) and len(taken) < len(given.keys):
            self._match_runs(given, found, taken)
            if any(found.at[at] is None for at in self.content) and len(taken) < len(given.keys):
                self._match_words(given, found, taken)
                self._match_letters(given, found, taken)
        return found

    def _match_letters(self, given: Typed, found: Match, taken: set[int]) -> None:
        """Match single letters once their neighbours are known, and words that are cut to their first letter."""
        for at, part in enumerate(self.parts):
            if found.at[at] is not None or part.kind not in {Kind.LETTER, Kind.WORD} or part.free:
                continue
            for j in given.place.get(part.keys[0][0], ()):
                after = found.at[at + 1] if at + 1 < len(self.parts) else None
                fits = (
                    self._stands(at, j, found, given)
                    if part.kind is Kind.LETTER
                    else after is not None and after[0] == j + 1
                )
                fits = fits and not (part.kind is Kind.WORD and part.raw.isupper())
                if j not in taken and given.kinds[j] is Kind.LETTER and fits:
                    found.at[at] = (j, j)
                    taken.add(j)
                    break

    def _stands(self, at: int, j: int, found: Match, given: Typed) -> bool:
        """Tell whether a single letter stands beside the part that it belongs to ("vitamin a", not "a vitamin")."""
        if len(self.parts) == 1 or len(given.keys) == 1:
            return True
        before = found.at[at - 1] if at else None
        if before is not None:
            between = given.keys[before[1] + 1 : j]
            return before[1] < j and all(key in FILLERS or key in given.language.stop for key in between)
        after = self.parts[at + 1].keys[0] if at + 1 < len(self.parts) else ""
        follows = given.keys[j + 1 : j + 2] == [after] or (at and after == "")
        return bool(follows) and not (at and self.parts[at].keys[0] in given.language.stop)

    def _match_runs(self, given: Typed, found: Match, taken: set[int]) -> None:
        """Match words written together or apart, acronyms and what they stand for."""
        parts = self.parts
        missing = [at for at in range(len(parts)) if found.at[at] is None]
        for at in missing:
            if found.at[at] is not None:
                continue
            key = parts[at].keys[0]
            span = given.joined.get(key)
            if span and taken.isdisjoint(range(span[0], span[1] + 1)):
                found.at[at] = span
                taken.update(range(span[0], span[1] + 1))
                continue
            joined = key
            for end in range(at + 1, min(at + 4, len(parts))):
                if found.at[end] is not None:
                    break
                joined += parts[end].keys[0]
                j = next((j for j in given.place.get(joined, ()) if j not in taken), None)
                if j is not None:
                    found.at[at : end + 1] = [(j, j)] * (end + 1 - at)
                    taken.add(j)
                    break
        if any(found.at[at] is None for at in self.content):
            self._match_acronyms(given, found, taken)

    def _match_acronyms(self, given: Typed, found: Match, taken: set[int]) -> None:
        keys, kinds = given.keys, given.kinds
        for j, key in enumerate(keys):
            if j in taken or kinds[j] is not Kind.WORD and kinds[j] is not Kind.LETTER or key in self.asked.keys:
                continue
            if self._match_numeronym(j, given, found):
                taken.update((j, j + 1, j + 2))
                continue
            for word, value in ((key, 0), (key.removesuffix("s"), 0), *_with_numeral(key)):
                places = self.initials.get(word)
                if places is None or any(found.at[at] is not None for at in places) or len(word) not in _ACRONYM:
                    if not (places and len(word) == 1 and kinds[j + 1 : j + 2] == [Kind.NUMBER]):
                        continue
                    if any(found.at[at] is not None for at in places):
                        continue
                numeral = next((at for at, part in enumerate(self.parts) if value and f"#{value}" in part.keys), None)
                if value and (numeral is None or found.at[numeral] is not None):
                    continue
                for at in (*places, *(() if numeral is None else (numeral,))):
                    found.at[at] = (j, j)
                taken.add(j)
                found.score = min(found.score, _VARIANT)
                break
        for at, part in enumerate(self.parts):
            if found.at[at] is None and len(part.keys[0]) in _ACRONYM and part.raw.isupper() and part.kind is Kind.WORD:
                self._expand(at, given, found, taken)

    def _match_numeronym(self, j: int, given: Typed, found: Match) -> bool:
        """Match a word that is cut to its first and last letter and the number of those between ("k8s")."""
        if given.kinds[j : j + 3] != [Kind.LETTER, Kind.NUMBER, Kind.LETTER]:
            return False
        first, number, last = given.keys[j : j + 3]
        for at, part in enumerate(self.parts):
            word = part.keys[0]
            if found.at[at] is None and word[0] == first and word[-1] == last and number == f"#{len(word) - 2}":
                found.at[at] = (j, j + 2)
                return True
        return False

    def _expand(self, at: int, given: Typed, found: Match, taken: set[int]) -> None:
        """Match an acronym of the name with words that it stands for."""
        letters = self.parts[at].keys[0]
        words = [j for j, kind in enumerate(given.kinds) if kind in {Kind.WORD, Kind.LETTER} and j not in taken]
        stop = given.language.stop
        for kept in (words, [j for j in words if given.keys[j] not in stop]):
            initials = "".join([given.keys[j][0] for j in kept])
            start = initials.find(letters)
            if start >= 0:
                span = (kept[start], kept[start + len(letters) - 1])
                if all(self.asked.in_question(given.keys[j]) for j in range(span[0], span[1] + 1)):
                    continue
                found.at[at] = span
                taken.update(range(span[0], span[1] + 1))
                found.score = min(found.score, _VARIANT)
                return

    def _match_words(self, given: Typed, found: Match, taken: set[int]) -> None:
        """Match words that are spelled another way or mistyped."""
        open_ = [
            j for j, kind in enumerate(given.kinds) if kind is Kind.WORD and j not in taken and len(given.keys[j]) > 2
        ]  # noqa: PLR2004
        for at in sorted(self.content):
            part = self.parts[at]
            if found.at[at] is not None or part.kind is not Kind.WORD:
                continue
            best, best_j = 0.0, -1
            for j in open_:
                score = self._alike(part, part.keys[0], given.keys[j], found, given)
                if score > best:
                    best, best_j = score, j
            if best:
                found.at[at] = (best_j, best_j)
                taken.add(best_j)
                open_.remove(best_j)
                found.score = min(found.score, best)
        if any(found.at[at] is None for at in self.content) and open_:
            self._match_joined_slips(given, found, taken, open_)

    def _match_joined_slips(self, given: Typed, found: Match, taken: set[int], open_: list[int]) -> None:
        """Match one mistyped word with two parts, or two words with one part that is mistyped."""
        parts = self.parts
        missing = [at for at in sorted(self.content) if found.at[at] is None and parts[at].kind is Kind.WORD]
        for at, end in zip(missing, missing[1:], strict=False):
            for j in open_ if end == at + 1 and found.at[at] is None and found.at[end] is None else ():
                score = self._alike(parts[at], parts[at].keys[0] + parts[end].keys[0], given.keys[j], found, given)
                if score:
                    found.at[at] = found.at[end] = (j, j)
                    taken.add(j)
                    found.score = min(found.score, score)
                    break
        for at in missing:
            if found.at[at] is None and len(parts[at].keys[0]) > 5:  # noqa: PLR2004
                for written, (start, end) in given.joined.items():
                    if taken.isdisjoint(range(start, end + 1)) and (
                        score := self._alike(parts[at], parts[at].keys[0], written, found, given, joined=True)
                    ):
                        found.at[at] = (start, end)
                        taken.update(range(start, end + 1))
                        found.score = min(found.score, score)
                        break

    def _alike(self, part: Part, wanted: str, typed: str, found: Match, given: Typed, *, joined: bool = False) -> float:
        """Say how surely a typed word is a wanted one: 0 for another word."""
        asked = self.asked
        length = len(wanted)
        if part.raw.isupper() and length <= _ACRONYM_LONGEST:
            return _VARIANT if typed == wanted + "s" else 0.0
        there = any(span is not None for at, span in enumerate(found.at) if at in self.content)
        there = there or any(part.kind is Kind.LETTER and part.keys[0] in given.place for part in self.parts)
        if (
            there
            and not joined
            and len(typed) >= _CUT_SHORTEST
            and wanted.startswith(typed)
            and length >= len(typed) + _CUT_MORE
        ):
            return _VARIANT
        if OSA.distance(wanted, typed, score_cutoff=length // 3 + 2) > length // 3 + 2:
            return 0.0
        if asked.english and (is_variant(wanted, typed) or is_form(wanted, typed)):
            shorter = part.proper and len(self.content) == 1 and typed == wanted.removesuffix("s")
            return 0.0 if shorter or self._is_rival(typed) else _VARIANT
        if not asked.english and is_variant(wanted, typed) and asked.words.listed:
            return _VARIANT
        cost = slip_cost(wanted, typed, blind=not asked.words.listed)
        heard = sounds_like(wanted, typed) and not asked.options.accents
        if heard and asked.english and not asked.words.is_listed(wanted) and not self._is_rival(typed):
            return _SLIP - 0.05
        if cost is None and not heard:
            if length > 3 and not wanted.startswith(typed) and not typed.startswith(wanted) and OSA.normalized_distance(wanted, typed) < 0.4 and asked.knows(typed):  # noqa: PLR2004
                found.lookalike = found.lookalike or typed
            return 0.0
        if asked.options.accents and plain(wanted) == plain(typed):
            return 0.0
        if asked.knows(typed) and not (
            asked.words.is_common(wanted) and not asked.words.is_common(typed) and asked.words.is_listed(typed)
        ):
            if heard and there and cost is not None and not self._is_rival(typed):
                return _SLIP - 0.1
            found.lookalike = found.lookalike or typed
            return 0.0
        return _SLIP - 0.05 * (cost if cost is not None else 1.0)

    def _is_rival(self, typed: str) -> bool:
        """Tell whether another card's answer holds a word that this name does not."""
        return typed in self.asked.lexicon.answered and typed not in self.place and len(typed) > _CUT_SHORTEST

    def covers(self, found: Match) -> bool:
        """Tell whether what was found is enough."""
        there = {at for at, span in enumerate(found.at) if span is not None}
        return any(form <= there for form in self.forms)

    def share(self, found: Match) -> float:
        """Return the share of the parts that carry identity which were found."""
        return sum(found.at[at] is not None for at in self.content) / (len(self.content) or 1)


def plain(word: str) -> str:
    """Return a word without its accents."""
    return (
        word
        if word.isascii()
        else "".join([c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)])
    )


def _with_numeral(word: str) -> Iterable[tuple[str, int]]:
    """Split what may be an acronym and a Roman numeral ("wwii") in every way."""
    for end in range(2, len(word)):
        value = roman(word[end:])
        if value:
            yield word[:end], value
