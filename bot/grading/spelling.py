"""Spelling: whether a typed word is a wanted one, written another way or mistyped, and not another word.

A word that the language or the deck knows is never a slip of another one. Of the others, an edit counts by how likely
fingers or ears make it: letters swapped, doubled or left out, a key beside the right one, a vowel for a vowel. An edit
that changes a meaningful part of the word (hyper- to hypo-, -ane to -ene) is none.

Sources: kinds of slips (Damerau 1964; Kukich 1992, "Techniques for Automatically Correcting Words in Text", sections 1.1
and 3); weighted edits (Brill & Moore 2000, "An Improved Error Model for Noisy Channel Spelling Correction").
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.grading.antonyms import differ_by_prefix

SAME, VARIANT, FORM, SLIP, BY_EAR = 1.0, 0.97, 0.95, 0.9, 0.85
_COMPARED_KEPT = 1 << 12
#: Letters of a word up to which no slip is let pass, and what slips may cost up to the given numbers of letters.
_SLIP_SHORTEST = 4
_BUDGET = ((4, 0.7), (5, 0.8), (7, 1.0), (9, 1.4), (12, 1.9), (99, 2.4))
#: The same where no list tells what the other words of the language are.
_BUDGET_BLIND = ((4, 0.0), (5, 0.5), (7, 0.75), (9, 1.0), (99, 1.4))
_SWAP, _DOUBLE, _LOST, _BESIDE, _VOWEL, _ALIKE, _OTHER = 0.5, 0.3, 0.7, 0.7, 0.6, 0.6, 1.3
_ADDED, _FIRST, _AGAIN, _LAST = 1.0, 0.6, 0.6, 0.3
#: Latin, Greek and Cyrillic; in other scripts one letter more or less is too much of a word.
_ALPHABET = re.compile(r"[^\W\d_\u0530-\U0010ffff]+")
_VOWELS = frozenset("aeiouy")
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
#: Keys that lie beside each other, German and French keyboards included.
_NEIGHBOURS = frozenset(
    pair
    for row, below in zip(_KEYS, (*_KEYS[1:], ""), strict=True)
    for at, key in enumerate(row)
    for pair in ((key, row[at + 1 : at + 2]), (key, below[at : at + 1]), (key, below[at - 1 : at] if at else ""))
) | frozenset({("y", "z"), ("q", "a"), ("w", "z")})
_HEARD_ALIKE = frozenset(
    {
        ("c", "k"),
        ("c", "s"),
        ("s", "z"),
        ("g", "j"),
        ("d", "t"),
        ("m", "n"),
        ("b", "p"),
        ("v", "w"),
        ("f", "v"),
        ("k", "q"),
        ("i", "j"),
    }
)
#: Parts of a word of which each makes another word of the same rest.
_BEGINNINGS = (
    ("af", "ef"), ("ab", "ad"), ("ante", "anti"), ("hyper", "hypo"), ("inter", "intra"), ("inter", "infra"), ("pre", "pro"), ("per", "pre"), ("pre", "post"), ("endo", "exo"), ("endo", "ecto"),
    ("in", "ex"), ("im", "ex"), ("e", "im"), ("macro", "micro"), ("mega", "micro"), ("mono", "poly"), ("mono", "di"), ("di", "tri"), ("bi", "tri"), ("di", "bi"), ("sub", "super"), ("supra", "infra"),
    ("tachy", "brady"), ("iso", "aniso"), ("epi", "endo"), ("epi", "hypo"), ("ortho", "para"), ("meta", "para"), ("meso", "meta"), ("pro", "anti"), ("con", "dis"), ("ana", "cata"), ("milli", "micro"), ("nano", "micro"),
    ("kilo", "mega"), ("giga", "mega"), ("homo", "hetero"), ("over", "under"), ("up", "down"), ("eu", "dys"), ("auto", "allo"), ("ob", "ab"), ("poly", "oligo"),
)  # fmt: skip
_ENDINGS = (
    frozenset({"ane", "ene", "yne", "ine", "ol", "al", "yl", "one", "anol", "anal", "ose", "ase", "oic"}),
    frozenset({"ate", "ite", "ide"}),
    frozenset({"us", "a", "um", "ine", "ian", "ius", "inus", "io"}),
    frozenset({"itis", "osis", "oma", "emia", "uria", "pathy", "ectomy", "otomy", "ostomy", "plasty"}),
    frozenset({"ic", "ium", "ism", "ist", "ian", "ite", "oid", "esque", "ous", "er", "or", "ee", "y", "ity", ""}),
    frozenset({"o", "a", "os", "as"}),
)
_BASE_SHORTEST = 3
_SPELLINGS = tuple(
    (re.compile(pattern), spelled)
    for pattern, spelled in (
        (r"(?<=.)(?:ae|oe)(?=..)|^(?:ae|oe)(?=...)", "e"), (r"(?<=[a-z]{3})our", "or"), (r"(?<=[a-z]{3})([^aeiou])re$", r"\1er"),
        (r"(?<=[a-z]{3})is(?=(?:e[drs]?|ing|ations?|ers?)$)", "iz"), (r"(?<=[a-z]{2})yse", "yze"), (r"(?<=[a-z]{4})ll(?=(?:ed|ing|er|ery|or|ous)$)", "l"),
        (r"(?<=[a-z]{3})ogue$", "og"), (r"(?<=gra)mme", "m"), (r"^gre(?=y)", "gra"), (r"(?<=[a-z]{3})nce$", "nse"), (r"sulph", "sulf"),
        (r"(?<=min)ium$", "um"), (r"ph", "f"), (r"^tyre", "tire"), (r"cheque", "check"), (r"plough", "plow"), (r"mould", "mold"), (r"sceptic", "skeptic"), (r"^kerb", "curb"),
    )
)  # fmt: skip
_SOUNDS = tuple(
    (re.compile(pattern), heard)
    for pattern, heard in (
        (r"(?<=..)(?:[aeiou]l|le)$", "al"), (r"ph", "f"), (r"tsch|tch|tsh|ch|cz|sch|sh", "x"), (r"ck|cq|qu|q|kh", "k"), (r"c(?=[eiy])", "s"), (r"c", "k"),
        (r"^kn", "n"), (r"^ps", "s"), (r"^wr", "r"), (r"^x", "s"), (r"gh(?=[aeiou])", "g"), (r"gh", ""), (r"th|dt", "t"), (r"dh", "d"), (r"wh|w|v", "f"), (r"z|tz|ts", "s"), (r"j|y|i", "i"),
        (r"(?<=[aeiou])h|(?<=[bdgrt])h", ""), (r"(?<=..)e$", ""), (r"[aeiou]+", "a"), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
_HEARD_SHORTEST, _HEARD_APART = 6, 0.5
_PLURALS = (
    ("s", ""),
    ("es", ""),
    ("ies", "y"),
    ("ves", "f"),
    ("ves", "fe"),
    ("a", "um"),
    ("a", "on"),
    ("i", "us"),
    ("ae", "a"),
    ("es", "is"),
    ("ices", "ex"),
    ("ices", "ix"),
    ("men", "man"),
    ("mata", "ma"),
    ("ora", "us"),
)
#: Endings of one verb and what is made of it.
_VERBAL = frozenset({"", "e", "s", "es", "ed", "d", "ing", "ation", "ion", "ating", "ated", "ate", "ates"})
_NOUNS = frozenset({"ate", "ates", "ated", "ating", "ion", "ation"})
_VERBAL_BASE = 5


@lru_cache(maxsize=_COMPARED_KEPT)
def is_variant(wanted: str, typed: str) -> bool:
    """Tell whether two words are one in British and American spelling, or in two plain spellings of umlauts."""
    if wanted[:1] != typed[:1] and not {wanted[:1], typed[:1]} <= _VOWELS and "ph" not in (wanted[:2], typed[:2]):
        return False
    return min(len(wanted), len(typed)) >= _SLIP_SHORTEST and _spelled(wanted) == _spelled(typed)


@lru_cache(maxsize=_COMPARED_KEPT)
def is_form(wanted: str, typed: str) -> bool:
    """Tell whether two English words are forms of one: singular and plural, a verb and its noun."""
    short, long = (wanted, typed) if len(wanted) <= len(typed) else (typed, wanted)
    for ending, base in _PLURALS:
        if (
            long.endswith(ending)
            and long[: len(long) - len(ending)] + base == short
            and len(short) >= _BASE_SHORTEST - 1
        ):
            return True
        if len(long) == len(short) and short.endswith(ending) and short[: len(short) - len(ending)] + base == long:
            return True
    at = 0
    while at < len(short) and short[at] == long[at]:
        at += 1
    endings = [{short[base:], long[base:]} for base in (at, at - 1) if base >= _VERBAL_BASE]
    return any(pair <= _VERBAL and not (pair & {"", "s"} and pair & _NOUNS) for pair in endings)


@lru_cache(maxsize=_COMPARED_KEPT)
def slip_cost(wanted: str, typed: str, *, blind: bool = False) -> float | None:
    """Return what it costs to read a word that nobody knows as a slip of a wanted one; None if it is none.

    Args:
        wanted: The word.
        typed: What stands there.
        blind: Whether no list tells which other words there are.
    """
    length = len(wanted)
    if length < _SLIP_SHORTEST or abs(length - len(typed)) > 3 or not _ALPHABET.fullmatch(wanted + typed):  # noqa: PLR2004
        return None
    most = next(cost for letters, cost in (_BUDGET_BLIND if blind else _BUDGET) if length <= letters)
    if OSA.distance(wanted, typed, score_cutoff=4) > 4 or is_other_part(wanted, typed):  # noqa: PLR2004
        return None
    cost = _weigh(wanted, typed, blind=blind)
    return cost if cost <= most else None


@lru_cache(maxsize=_COMPARED_KEPT)
def sounds_like(wanted: str, typed: str) -> bool:
    """Tell whether two words sound much alike ("Tchaikovsky", "Chaikovskij")."""
    if min(len(wanted), len(typed)) < _HEARD_SHORTEST or is_other_part(wanted, typed):
        return False
    return _heard(wanted) == _heard(typed) and OSA.normalized_distance(wanted, typed) <= _HEARD_APART


@lru_cache(maxsize=_COMPARED_KEPT)
def is_other_part(wanted: str, typed: str) -> bool:
    """Tell whether two words differ by a part that means something of its own ("afferent", "efferent")."""
    if differ_by_prefix(wanted, typed):
        return True
    for one, two in _BEGINNINGS:
        for a, b in ((one, two), (two, one)):
            if wanted.startswith(a) and typed.startswith(b) and _near(wanted[len(a) :], typed[len(b) :]):
                return True
    at = 0
    while at < min(len(wanted), len(typed)) and wanted[at] == typed[at]:
        at += 1
    for base in range(max(_BASE_SHORTEST, at - 2), at + 1):
        one, two = wanted[base:], typed[base:]
        if one != two and any(one in endings and two in endings for endings in _ENDINGS):
            return True
    return False


def _near(rest: str, other: str) -> bool:
    return rest == other or (len(rest) > _SLIP_SHORTEST and OSA.distance(rest, other, score_cutoff=1) <= 1)


@lru_cache(maxsize=_COMPARED_KEPT)
def _spelled(word: str) -> str:
    for pattern, spelled in _SPELLINGS:
        word = pattern.sub(spelled, word)
    return word


@lru_cache(maxsize=_COMPARED_KEPT)
def _heard(word: str) -> str:
    first = "a" if word[0] in "aeiou" else ""
    for pattern, heard in _SOUNDS:
        word = pattern.sub(heard, word)
    return first + word


def _weigh(wanted: str, typed: str, *, blind: bool) -> float:
    """Return the least cost of edits that make one word the other (Damerau's four, weighed)."""
    width = len(typed) + 1
    vowel = _ADDED if blind else _VOWEL
    doubled = _LOST if blind else _DOUBLE
    rows: list[list[float]] = [[0.0] * width for _ in range(len(wanted) + 1)]
    #: Whether the cheapest way to a cell ends in a letter lost or added: a second one beside it is no slip.
    gaps = [[False] * width for _ in range(len(wanted) + 1)]
    last = len(wanted) - 1
    for i in range(len(wanted) + 1):
        for j in range(width):
            if not i and not j:
                continue
            ways: list[tuple[float, bool]] = []
            if i:
                a = wanted[i - 1]
                edge = _FIRST if i == 1 else _LAST if i - 1 == last and not (j and typed[j - 1] == a) else 0.0
                twice = (i > 1 and wanted[i - 2] == a) or (i <= last and wanted[i] == a)
                cost = doubled if twice else _LOST + edge + (_AGAIN if gaps[i - 1][j] else 0.0)
                ways.append((rows[i - 1][j] + cost, True))
            if j:
                b = typed[j - 1]
                twice = (j > 1 and typed[j - 2] == b) or (j < width - 1 and typed[j] == b)
                near = any(k and _beside(b, wanted[k - 1]) for k in (i, i + 1) if k <= len(wanted))
                edge = _FIRST if j == 1 else _LAST if i == len(wanted) else 0.0
                cost = doubled if twice else (_BESIDE if near else _ADDED) + edge + (_AGAIN if gaps[i][j - 1] else 0.0)
                ways.append((rows[i][j - 1] + cost, True))
            if i and j:
                a, b = wanted[i - 1], typed[j - 1]
                if a == b:
                    ways.append((rows[i - 1][j - 1], False))
                else:
                    ways.append((rows[i - 1][j - 1] + _replace(a, b, vowel) + (_FIRST if i == 1 else 0.0), False))
                if i > 1 and j > 1 and a == typed[j - 2] and b == wanted[i - 2] and a != b:
                    ways.append((rows[i - 2][j - 2] + _SWAP, False))
            rows[i][j], gaps[i][j] = min(ways)
    return rows[-1][-1]


def _replace(one: str, two: str, vowel: float) -> float:
    if one in _VOWELS and two in _VOWELS:
        return vowel
    if (one, two) in _HEARD_ALIKE or (two, one) in _HEARD_ALIKE:
        return _ALIKE
    return _BESIDE if _beside(one, two) else _OTHER


def _beside(one: str, two: str) -> bool:
    return (one, two) in _NEIGHBOURS or (two, one) in _NEIGHBOURS
