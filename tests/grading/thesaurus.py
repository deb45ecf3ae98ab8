"""Make `bot/grading/data/thesaurus.en.txt` from WordNet 3.0 (Debian package wordnet-base).

python -m tests.grading.thesaurus [FOLDER]

Kept are words that at least three glosses use: how common a word is in glosses (a corpus of definitions); and for
those that ten use the words of their first senses' synsets and derivations (near), their direct hypernyms and
later senses (far), and whether it is mostly a noun.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from math import log
from pathlib import Path

from bot.grading.words.languages import language_of

COMMON_FROM, KNOWN_FROM = 10, 3
NEAR_FROM, FAR_FROM = 0.7, 0.5
#: Strength by the sum of the two words' sense ranks (0 = the first sense of both).
BY_RANK = {0: 1.0, 1: 0.9, 2: 0.8, 3: 0.7}
TARGET = Path(__file__).parents[2] / "bot" / "grading" / "data" / "thesaurus.en.txt"
ENGLISH = language_of("en")


def main(folder: Path) -> None:
    """Read WordNet's files and write the thesaurus."""
    senses: dict[tuple[str, str], list[str]] = {}
    synsets: dict[tuple[str, str], list[str]] = {}
    pointers: list[tuple[tuple[str, str], str, tuple[str, str], int, int]] = []
    glossed: Counter[str] = Counter()
    for pos, name in (("n", "noun"), ("v", "verb"), ("a", "adj"), ("r", "adv")):
        for line in (folder / f"index.{name}").read_text("utf-8").splitlines():
            if not line.startswith(" "):
                words = line.split()
                senses[words[0], pos] = words[-int(words[2]) :]
        for line in (folder / f"data.{name}").read_text("utf-8").splitlines():
            if not line.startswith(" "):
                head, _, gloss = line.partition("|")
                _read_synset(head.split(), pos, synsets, pointers)
                glossed.update({ENGLISH.stem(word) for word in re.findall(r"[a-z]+", gloss.lower())})
    nouns = _nouns(folder, senses)
    related = _relate(senses, synsets, pointers)
    known = {stem for stem, count in glossed.items() if count >= KNOWN_FROM and len(stem) > 1}
    kept = {stem for stem in known if glossed[stem] >= COMMON_FROM}
    total = len(synsets)
    lines = [f"# {line}".rstrip() for line in _notice(folder).splitlines()]
    for stem in sorted(known):
        rarity = min(1.0, log(1 + (total - glossed[stem] + 0.5) / (glossed[stem] + 0.5)) / 11)
        pairs = {word: value for word, value in related[stem].items() if {word, stem} <= kept}
        near = sorted(word for word, value in pairs.items() if value >= NEAR_FROM)
        far = sorted(word for word, value in pairs.items() if FAR_FROM <= value < NEAR_FROM)
        mark = "n" if nouns[stem] > 0 else ""
        lines.append(f"{stem} {rarity:.2f}{mark} {' '.join(near)}{' | ' + ' '.join(far) if far else ''}".rstrip())
    TARGET.write_text("\n".join(lines) + "\n", "utf-8")
    sys.stdout.write(f"{TARGET.name}: {len(known)} words\n")


def _nouns(folder: Path, senses: dict[tuple[str, str], list[str]]) -> Counter[str]:
    """Count for each stem how much more often it is a noun than anything else; by senses, and by uses where counted."""
    found: Counter[str] = Counter()
    for (word, pos), listed in senses.items():
        if "_" not in word:
            found[ENGLISH.stem(word)] += len(listed) if pos == "n" else -len(listed)
    for line in (folder / "cntlist.rev").read_text("utf-8").splitlines():
        key, _, uses = line.split()
        word, _, kind = key.partition("%")
        if "_" not in word:
            found[ENGLISH.stem(word)] += 3 * int(uses) if kind[0] == "1" else -3 * int(uses)
    return found


def _read_synset(
    words: list[str],
    pos: str,
    synsets: dict[tuple[str, str], list[str]],
    pointers: list[tuple[tuple[str, str], str, tuple[str, str], int, int]],
) -> None:
    count = int(words[3], base=16)
    this = (pos, words[0])
    synsets[this] = [re.sub(r"\(.*\)", "", words[4 + 2 * i]).lower() for i in range(count)]
    at = 5 + 2 * count
    for i in range(int(words[at - 1])):
        symbol, offset, other, ends = words[at + 4 * i : at + 4 * i + 4]
        pointers.append((this, symbol, ("a" if other == "s" else other, offset), *bytes.fromhex(ends)))


def _relate(  # noqa: C901 - one walk over WordNet's two kinds of links
    senses: dict[tuple[str, str], list[str]],
    synsets: dict[tuple[str, str], list[str]],
    pointers: list[tuple[tuple[str, str], str, tuple[str, str], int, int]],
) -> dict[str, dict[str, float]]:
    related: dict[str, dict[str, float]] = defaultdict(dict)

    def rank(word: str, key: tuple[str, str]) -> int:
        return [*senses.get((word, key[0]), []), key[1]].index(key[1])

    def join(word: str, other: str, strength: float) -> None:
        if "_" in word + other:
            return
        one, two = ENGLISH.stem(word), ENGLISH.stem(other)
        if one != two and one not in ENGLISH.stop and two not in ENGLISH.stop:
            for a, b in ((one, two), (two, one)):
                related[a][b] = max(related[a].get(b, 0.0), strength)

    for key, words in synsets.items():
        for i, word in enumerate(words):
            for other in words[i + 1 :]:
                ranks = rank(word, key) + rank(other, key)
                join(word, other, BY_RANK.get(ranks, 0.6 if ranks < 8 else 0.4))
    for key, symbol, target, i, j in pointers:
        if symbol == "+":
            join(synsets[key][i - 1], synsets[target][j - 1], 0.95)
        elif symbol in {"@", "&", "\\"}:
            for word in synsets[key][:6]:
                for other in synsets[target][:6]:
                    if rank(word, key) <= 1 and rank(other, target) <= 2:
                        join(word, other, 0.9 if symbol == "\\" else 0.5)
    return related


def licence(folder: Path) -> str:
    """Return WordNet's licence, which has to stand on all copies."""
    data = folder / "data.noun"
    lines = [line.strip() for line in data.read_text("utf-8").splitlines() if line.startswith("  ")]
    return "\n".join(re.sub(r"^\d+ ?", "", line) for line in lines)


def _notice(folder: Path) -> str:
    """Return the head of the file: what it is, and the licence."""
    return (
        "Words of English: how rare each is in definitions (0 in all, 1 in next to none), n for a noun, then words\n"
        "that mean nearly the same (near) and, after a bar, words that are close (far). Sorted, all Snowball stems.\n"
        f"Made from WordNet 3.0 by tests/grading/thesaurus.py. WordNet's licence:\n\n{licence(folder)}"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/wordnet"))
