"""Make `bot/grading/data/words.en.txt.xz`, the words and names of English, from WordNet 3.0 (Debian's wordnet-base).

python -m tests.grading.wordlist [FOLDER]

Six parts, each behind a line of its own: `given` (first names of WordNet's people), `persons` (nouns for people),
`regions` (countries, states and continents, in which other places lie), `kinds` (nouns that tell of what kind a thing
is: those with named instances or many hyponyms), `same` (names of one thing, where it is the first sense of each) and
`words` (every word of every entry, sorted; with a capital where it is only ever a name).
"""

from __future__ import annotations

import lzma
import re
import sys
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

from bot.grading.terms.term_card import PARTICLES, TITLES
from tests.grading.thesaurus import licence

TARGET = Path(__file__).parents[2] / "bot" / "grading" / "data" / "words.en.txt.xz"
#: Hyponyms, and named instances, from which a noun tells of what kind a thing is.
HYPONYMS_FROM, INSTANCES_FROM = 20, 2
#: What stands first in people's names and is no first name.
NO_NAMES = (
    TITLES
    | PARTICLES
    | {
        *(
            "baron",
            "vicomte",
            "vicomtesse",
            "earl",
            "viscount",
            "comte",
            "comtesse",
            "duc",
            "marquis",
            "marquise",
            "baroness",
        ),
        *(
            "cardinal",
            "bishop",
            "apostle",
            "mullah",
            "first",
            "second",
            "third",
            "fourth",
            "twelfth",
            "the",
            "old",
            "young",
        ),
        *(
            "great",
            "little",
            "big",
            "good",
            "wild",
            "black",
            "bloody",
            "diamond",
            "buffalo",
            "fats",
            "babe",
            "calamity",
        ),
        *("tokyo", "genghis", "attila"),
    }
)
#: Kinds whose names are Latin and long, and which no card asks for.
TAXA = ("genus_", "family_", "order_", "class_", "phylum_", "suborder_", "superfamily_", "subfamily_", "division_")


class WordNet:
    """The nouns of WordNet, and the words of all its entries.

    Attributes:
        senses: Noun to the synsets it stands in, the commonest first.
        nouns: Synset to its words as written.
        above: Synset to what it is a kind or an instance of.
        instances: Synsets that are named things.
        words: Word to whether it ever stands there in lower case.
    """

    def __init__(self, folder: Path) -> None:
        self.senses: dict[str, list[str]] = {}
        self.nouns: dict[str, list[str]] = {}
        self.above: dict[str, list[str]] = {}
        self.instances: set[str] = set()
        self.words: dict[str, bool] = {}
        for line in (folder / "index.noun").read_text("utf-8").splitlines():
            if not line.startswith(" "):
                words = line.split()
                self.senses[words[0]] = words[-int(words[2]) :]
        for pos in ("noun", "verb", "adj", "adv"):
            for line in (folder / f"{pos}.exc").read_text("utf-8").splitlines():
                form = line.split()[0]
                if form.isalpha():
                    self.words[form] = True
            for line in (folder / f"data.{pos}").read_text("utf-8").splitlines():
                if not line.startswith(" "):
                    self._read(line.partition("|")[0].split(), noun=pos == "noun")

    def _read(self, fields: list[str], *, noun: bool) -> None:
        count = int(fields[3], base=16)
        lemmas = [re.sub(r"\(.*\)", "", fields[4 + 2 * i]) for i in range(count)]
        for lemma in lemmas:
            for word in re.split(r"[_\-/]", lemma):
                if word.isalpha():
                    self.words[word.lower()] = self.words.get(word.lower(), False) or word[0].islower()
        if noun:
            this, at = fields[0], 5 + 2 * count
            self.nouns[this] = lemmas
            links = [(fields[at + 4 * i], fields[at + 4 * i + 1]) for i in range(int(fields[at - 1]))]
            self.above[this] = [other for link, other in links if link in {"@", "@i"}]
            if any(link == "@i" for link, _ in links):
                self.instances.add(this)


def main(folder: Path) -> None:
    """Read WordNet's files and write the list."""
    net = WordNet(folder)
    parts = {
        "given": _given(net),
        "persons": _persons(net),
        "regions": _regions(net),
        "kinds": _kinds(net),
        "same": _same(net),
        "words": [word if common else word.capitalize() for word, common in sorted(net.words.items())],
    }
    lines = [f"# {line}".rstrip() for line in (__doc__ + "\n" + licence(folder)).splitlines()]
    for part, entries in parts.items():
        lines += [f"[{part}]", *entries]
        sys.stdout.write(f"{part}: {len(entries)}\n")
    TARGET.write_bytes(lzma.compress(("\n".join(lines) + "\n").encode(), preset=9 | lzma.PRESET_EXTREME))


def _given(net: WordNet) -> list[str]:
    person = net.senses["person"][0]

    @cache
    def is_person(synset: str) -> bool:
        return synset == person or any(map(is_person, net.above[synset]))

    lemmas = [
        lemma.lower().partition("_") for synset in net.instances if is_person(synset) for lemma in net.nouns[synset]
    ]
    return sorted({first for first, _, rest in lemmas if rest and first.isalpha() and len(first) > 1} - NO_NAMES)


def _persons(net: WordNet) -> list[str]:
    person = net.senses["person"][0]

    @cache
    def is_person(synset: str) -> bool:
        return synset == person or any(map(is_person, net.above[synset]))

    return sorted(
        word
        for word, senses in net.senses.items()
        if net.words.get(word) and is_person(senses[0]) and senses[0] not in net.instances
    )


def _regions(net: WordNet) -> list[str]:
    regions = {net.senses[name][0] for name in ("continent", "province")} | {
        net.senses["state"][2],
        net.senses["country"][1],
    }
    towns = {net.senses[name][0] for name in ("city", "town", "municipality")}

    @cache
    def above(synset: str) -> frozenset[str]:
        return frozenset(net.above[synset]).union(*map(above, net.above[synset]))

    found = [synset for synset in net.instances if above(synset) & regions and not above(synset) & towns]
    return sorted({lemma.lower().replace("_", " ") for synset in found for lemma in net.nouns[synset]})


def _kinds(net: WordNet) -> list[str]:
    below: dict[str, list[str]] = defaultdict(list)
    for synset, above in net.above.items():
        for other in above:
            below[other].append(synset)

    @cache
    def all_below(synset: str) -> frozenset[str]:
        return frozenset(below[synset]).union(*map(all_below, below[synset]))

    named = Counter(other for synset in net.instances for other in net.above[synset])
    kinds = {synset for synset in net.nouns if len(all_below(synset)) >= HYPONYMS_FROM}
    kinds |= {synset for synset, count in named.items() if count >= INSTANCES_FROM}
    return sorted({word for synset in kinds for word in net.nouns[synset] if word.isalpha() and word.islower()})


def _same(net: WordNet) -> list[str]:
    found: list[str] = []
    for synset, lemmas in net.nouns.items():
        names: dict[str, str] = {}
        for lemma in map(str.lower, lemmas):
            if net.senses[lemma][0] == synset:
                names.setdefault(re.sub(r"[^\w]|_", "", lemma), lemma.replace("_", " "))
        if len(names) > 1 and not any(lemma.lower().startswith(TAXA) for lemma in lemmas):
            found.append(f"/{'/'.join(names.values())}/")
    return sorted(found)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/wordnet"))
