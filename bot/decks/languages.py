"""Languages: which one a deck's texts are in, by their script and by small words; for files that don't say it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

#: Characters looked at.
_SAMPLE = 20_000
#: Share of all letters, from which on a script decides.
_SCRIPT_SHARE_LEAST = 0.5
#: Small words that a language must have, as a number and a share of all words, and how many times those of the next.
_HITS_LEAST, _SHARE_LEAST, _LEAD_LEAST = 5, 0.12, 1.5

_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af\u1100-\u11ff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("el", re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORDS = {
    "en": "the of and is a an in to what that it for are with how does by from on which who when where why as"
    " be or not",
    "de": "der die das und ist ein eine nicht von zu mit für auf was wer wie wo warum welche den dem des im"
    " wird sind aus bei oder auch nach wann einer einem",
    "es": "el la los las de que y en un una es por con para qué cuál quién cómo dónde del al se no cuándo son"
    " su lo más",
    "fr": "le la les des est une un et que qui dans pour quelle quel du de en au aux par sur ne pas où comment"
    " ce se son",
    "it": "il lo la gli le che di è un una per con quale chi dove come del della dei nel non sono si cosa quando più",
    "pt": "o a os as de que e em um uma é para com não do da dos das qual quem onde como por são se no na mais",
    "nl": "de het een van en is in op wat wie waar hoe niet met voor zijn dat die te aan wordt welke bij uit door",
    "sv": "och att det som en ett är på av för med vad vem var hur inte den till har om vilken från när de",
}
_SETS = {language: frozenset(words.split()) for language, words in _WORDS.items()}


def language_of(texts: Iterable[str]) -> str:
    """Guess the language of a deck's texts; "" where they don't show it, or are of several.

    Returns:
        A BCP 47 tag, such as "de".
    """
    text = _sample(texts)
    letters = sum(map(str.isalpha, text))
    if not letters:
        return ""
    for language, script in _SCRIPTS:
        found = len(script.findall(text))
        # Japanese has Chinese signs, too.
        whole = found + (len(_HAN.findall(text)) if language == "ja" and found else 0)
        if whole >= _SCRIPT_SHARE_LEAST * letters:
            return language
    if len(_HAN.findall(text)) >= _SCRIPT_SHARE_LEAST * letters:
        return "zh"
    words = re.findall(r"[^\W\d_]+", text.casefold())
    hits = Counter({language: sum(1 for word in words if word in small) for language, small in _SETS.items()})
    (first, most), (_, second) = hits.most_common(2)
    clear = most >= _HITS_LEAST and most >= _SHARE_LEAST * len(words) and most >= _LEAD_LEAST * second
    return first if clear else ""


def _sample(texts: Iterable[str]) -> str:
    parts, length = [], 0
    for text in texts:
        parts.append(text)
        length += len(text)
        if length > _SAMPLE:
            break
    return "\n".join(parts)
