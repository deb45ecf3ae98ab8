"""Language: which language a deck is written in, guessed from its script and its small words.

The small words of a language are in every sentence, and in hardly another language's.

Source: Grefenstette (1995), "Comparing two language identification schemes", the small-word scheme.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

#: What is taken where nothing speaks for another language.
UNKNOWN = "en"
#: Questions that are sentences.
_ASKS = re.compile(r"[?\u00bf\uff1f\u061f\u037e]|\u304b\u3002")
#: Small words of each language.
_SMALL_WORDS = {
    "en": """the of and to is are was were in that it for on with as by which what who when where how why does
    did an be from this""",
    "de": """der die das und ist sind war waren nicht ein eine einen wie was wer wann wo welche welcher welches
    den dem des im von zu mit auf für wird werden durch oder auch es am zum zur hat haben""",
    "fr": """le la les des du est sont était et dans que qui quoi quel quelle quels quelles une un pour par sur
    avec au aux ce cette il elle combien quand où comment pourquoi ne pas se""",
    "es": """el los las del es son era fue y en que qué cuál cuáles quién cuándo dónde cómo por para con una un
    se su al lo cuántos cuántas más está porque""",
    "pt": """o os as do da dos das é são era foi e em no na que qual quais quem quando onde como por para com uma
    um se ao não mais está quantos quantas""",
    "it": """il lo gli della del delle dei è sono era fu e in nel nella che quale quali chi quando dove come
    perché per con una un si al più quanti quante non""",
    "nl": """de het een van en is zijn was in op dat wat wie wanneer waar hoe welke welk met voor door niet te
    aan er hoeveel wordt worden of""",
    "sv": """och att det som en ett är var i på av för med den till vad vem när hur vilken vilket vilka inte från
    har kan de många eller""",
    "ru": """и в не на что как кто где когда какой какая какое какие это с по из для был была было были сколько""",
}

#: Scripts that belong to one language, or nearly so; Japanese has Chinese signs too.
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]"), re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")),
    *(
        (tag, re.compile(signs), re.compile(signs))
        for tag, signs in {
            "zh": r"[\u3400-\u9fff]",
            "ko": r"[\uac00-\ud7af\u1100-\u11ff]",
            "el": r"[\u0370-\u03ff\u1f00-\u1fff]",
            "ar": r"[\u0600-\u06ff]",
            "he": r"[\u0590-\u05ff]",
            "hi": r"[\u0900-\u097f]",
            "th": r"[\u0e00-\u0e7f]",
            "ru": r"[\u0400-\u04ff]",
        }.items()
    ),
)


def _by_word() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for tag, words in _SMALL_WORDS.items():
        for word in words.split():
            found.setdefault(word, []).append(tag)
    return found


_LANGUAGES = _by_word()
#: Small words that have to speak for a language, and how many times as many as for English and any other.
_LEAST, _MORE = 3.0, 1.4
#: Words that are looked at; a deck's first pages tell as much as all of it.
_READ_MOST = 5_000


def guess_language(asks: Iterable[str], answers: Iterable[str]) -> str:
    """Guess the language that a deck's answers are in; `UNKNOWN` where too little tells.

    Args:
        asks: Its questions; those that are no sentences may be words of another language, and tell nothing.
        answers: Their answers.
    """
    found: defaultdict[str, float] = defaultdict(float)
    read = 0
    texts = (*(ask for ask in asks if _ASKS.search(ask)), *answers)
    if script := _language_of_script(texts[:_READ_MOST]):
        return script
    for text in texts:
        for word in re.findall(r"[^\W\d_]+", text.casefold()):
            read += 1
            # A word of several languages speaks for each of them a little.
            for tag in _LANGUAGES.get(word, ()):
                found[tag] += 1 / len(_LANGUAGES[word])
        if read > _READ_MOST:
            break
    ranked = sorted(found, key=lambda tag: -found[tag])
    if not ranked:
        return UNKNOWN
    best, second = ranked[0], max((found[tag] for tag in ranked[1:]), default=0.0)
    return best if found[best] >= max(_LEAST, _MORE * second) else UNKNOWN


def _language_of_script(texts: Iterable[str]) -> str:
    """Return the language whose script most letters are of; "" for Latin and others that many languages share."""
    text = "".join(texts)
    letters = sum(map(str.isalpha, text))
    for tag, own, signs in _SCRIPTS:
        if own.search(text) and 2 * len(signs.findall(text)) > letters:
            return tag
    return ""
