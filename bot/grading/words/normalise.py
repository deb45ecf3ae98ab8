"""Normalise: fold typed text so that what looks equal is equal, and remember where each character stood.

Source: Unicode Standard Annex 15 (NFKD, NFC), Unicode Technical Standard 39 (confusables; the Cyrillic and
Greek look-alikes of Latin letters only).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

#: Only so much of a text is read; a form allows 4,000 characters, files may hold more.
READ_MOST = 6_000
#: Characters with their marks that are remembered folded.
_CLUSTERS_KEPT = 1 << 10

_SPECIAL = re.compile(r"[*`~|\\\u0080-\U0010ffff]+")
#: Continues the cluster before it though its combining class is 0: Hangul vowels and finals, half-width kana marks.
_CONTINUES = re.compile(r"[\u1160-\u11ff\uff9e\uff9f\u200d\ufe00-\ufe0f]")
_LETTERS = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t",
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "–": "-", "—": " - ", "−": "-", "‐": "-", "‑": "-", "⁄": "/",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "×": "x", "…": "...",
}  # fmt: skip
_LOOK_ALIKES = str.maketrans("авекмнорстухіјѕԁһԛԝѵӏαβεικνορτυχ", "abekmhopctyxijsdhqwvlabeikvoptux")
_OTHER_ALPHABET = re.compile(r"[\u0370-\u052f]")
#: A word with such a letter, found at its start; such letters beside Latin ones; and nothing but look-alikes.
_OTHER_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_\u0370-\u052f]*+[\u0370-\u052f][^\W\d_]*+")
_MIXED = re.compile(r"[a-z][\u0370-\u052f]|[\u0370-\u052f][a-z]")
_LOOK_ALIKE_WORD = re.compile("[авекмнорстухіјѕԁһԛԝѵӏ]+")
_CYRILLIC_LANGUAGES = frozenset({"ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg"})
_MARKDOWN = frozenset("*`~|\\")
_BREVE = "\u0306"
_KEPT_MARKS = range(7, 10)


@dataclass(slots=True)
class Folded:
    """Text made comparable.

    Attributes:
        text: Lower case, without accents, zero-width characters, markdown emphasis and look-alike letters.
        pieces: Where each piece of `text` begins, where it began in the typed text, and where it ended there; -1 for
            an end means that the piece was kept character by character. Empty where all of it was.
    """

    text: str
    pieces: tuple[tuple[int, int, int], ...] = ()

    def typed(self, start: int, end: int) -> tuple[int, int]:
        """Translate a range of `text` into a range of the typed text."""
        if not self.pieces:
            return start, end
        return self._piece(start)[0], self._piece(end - 1)[1]

    def _piece(self, at: int) -> tuple[int, int]:
        begins, typed, ends = self.pieces[bisect_right(self.pieces, at, key=_begin) - 1]
        return (typed, ends) if ends >= 0 else (typed + at - begins, typed + at - begins + 1)


def _begin(piece: tuple[int, int, int]) -> int:
    return piece[0]


def fold(text: str, language: str = "en") -> Folded:
    """Fold a text, keeping track of positions; total: any string, lone surrogates included, has an answer."""
    text = text[:READ_MOST]
    if text.isascii() and not _has_markdown(text):
        return Folded(text.lower())
    folded: list[str] = []
    pieces: list[tuple[int, int, int]] = []
    length = at = 0
    for special in _SPECIAL.finditer(text):
        start, end = special.span()
        if start > at and (unicodedata.combining(text[start]) or _CONTINUES.match(text[start])):
            start -= 1
        if start > at:
            folded.append(text[at:start].lower())
            pieces.append((length, at, -1))
            length += start - at
        for first, last in _clusters(text, start, end):
            cluster = _fold_cluster(text, first, last)
            if cluster:
                folded.append(cluster)
                pieces.append((length, first, last))
                length += len(cluster)
        at = end
    if at < len(text):
        folded.append(text[at:].lower())
        pieces.append((length, at, -1))
    return Folded(_unmask("".join(folded), language), tuple(pieces))


def _has_markdown(text: str) -> bool:
    return "*" in text or "`" in text or "~" in text or "|" in text or "\\" in text


def answer_key(text: str) -> str:
    """Return the text under which equal answers are equal; "" if nothing in it can be read.

    Letters and digits count; a text of signs alone ("!=", "&") is its own key, emoji are not read.
    """
    return key_of(fold(text))


def key_of(folded: Folded) -> str:
    """Return the key of a text that is folded already."""
    words = _KEY_WORD.findall(folded.text)
    if words:
        return " ".join(words)
    return "".join(c for c in folded.text if unicodedata.category(c) in _SIGNS or c in _OPERATORS)


class Keys:
    """Keys of known texts, and how they begin, so that what begins in another way need not be read on."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._keys = tuple(keys)
        self._heads = frozenset([key[:_HEAD] for key in self._keys])

    def among(self, folded: Folded) -> str:
        """Return the key of a text if it is one of these; else it may be cut short, and is still none of them."""
        text = folded.text
        head = text[:_HEAD]
        if head.isalnum() and head not in self._heads:
            return head
        if len(text) <= _KEY_BEGINS:
            return key_of(folded)
        begins = " ".join(_KEY_WORD.findall(text, 0, _KEY_BEGINS))
        for key in self._keys:
            if key.startswith(begins):
                return key_of(folded)
        return begins or key_of(folded)


#: First letters by which keys are told apart, and how many of a text are compared before the rest is.
_HEAD, _KEY_BEGINS = 3, 24
_KEY_WORD = re.compile(r"(?:(?<![^\s(])[-+.])?[^\W_]+(?:['.,][^\W_]+)*(?:\+\+|#|%)?")
_SIGNS = frozenset({"Sm", "Sc", "Sk"})
_OPERATORS = frozenset("!&%#@*/-_")


def _clusters(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a part of a text into ranges, each a character with the marks that belong to it."""
    starts = [
        index
        for index in range(start, end)
        if index == start or not (unicodedata.combining(text[index]) or _CONTINUES.match(text[index]))
    ]
    return list(zip(starts, [*starts[1:], end], strict=True))


def _fold_cluster(text: str, start: int, end: int) -> str:
    cluster = text[start:end]
    return _fold_markdown(text, start) if cluster in _MARKDOWN else _fold_alone(cluster)


@lru_cache(maxsize=_CLUSTERS_KEPT)
def _fold_alone(cluster: str) -> str:
    if cluster in _LETTERS:
        return _LETTERS[cluster]
    decomposed = unicodedata.normalize("NFKD", cluster)
    if decomposed[0] in "иИ" and _BREVE in decomposed:
        return "й"
    kept = [c for c in decomposed if not _is_dropped(c)]
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", "".join(kept)).casefold())
    folded = unicodedata.normalize("NFC", "".join(c for c in folded if not _is_dropped(c)))
    return "".join(_LETTERS.get(c, c) for c in folded)


def _is_dropped(character: str) -> bool:
    """Tell accents, points, zero-width and control characters; viramas, nuktas and kana marks stay."""
    combining = unicodedata.combining(character)
    if combining:
        return combining not in _KEPT_MARKS
    category = unicodedata.category(character)
    return category in {"Cf", "Cs", "Mn", "Me"} and character != "\n" and not "\u0900" <= character <= "\u0eff"


def _fold_markdown(text: str, index: int) -> str:
    """Drop emphasis, code ticks, spoiler bars and escapes; keep a star or bar that stands between digits or spaces."""
    character = text[index]
    if character in "`\\":
        return ""
    before, after = text[index - 1 : index], text[index + 1 : index + 2]
    paired = character in (before, after)
    if paired or (character == "*" and not (before.isdigit() and after.isdigit())):
        return ""
    return character


def _unmask(text: str, language: str) -> str:
    """Read Cyrillic and Greek look-alikes as the Latin letters they imitate."""
    if not _OTHER_ALPHABET.search(text):
        return text
    imitates = language[:2] not in _CYRILLIC_LANGUAGES

    def read(found: re.Match[str]) -> str:
        word = found.group()
        masked = _MIXED.search(word) or (imitates and _LOOK_ALIKE_WORD.fullmatch(word))
        return word.translate(_LOOK_ALIKES) if masked else word

    return _OTHER_WORD.sub(read, text)
