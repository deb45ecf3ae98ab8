"""Yes and no: "yeah", "it is", "not true", "T" and "ja" are answers to a question that asks for one of the two.

The longest phrase that opens an answer decides ("not true" before "not"); who says both, or neither, has said nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from bot.grading.values.numbers import READ_MOST, cut, words_of
from bot.grading.verdict import Comparison
from bot.grading.words.languages import Language, language_of

#: Words of an opening phrase at most, and of an answer behind which a second stance is looked for.
_PHRASE_MOST, _SHORT = 6, 6
#: Letters and words of an accepted text that is no more than a yes or no.
_TEXT_MOST, _TEXT_WORDS = 40, 3
_BUT = frozenset({"or", "and", "but", "wait"})
_PRONOUNS = frozenset({"it", "they", "he", "she", "you", "there", "we", "i", "one"})
_LAST = frozenset({"yes", "no", "ja", "nein", "oui", "non", "si", "sim", "nao", "nee", "nej", "да", "нет"})
#: Words that open a reason.
_REASONS = frozenset({"it", "they", "he", "she", "because", "that"})
#: Phrases, and the side that each takes; None for those that take none.
_Table = dict[str, bool | None]
#: Words that may open an answer before its yes or no.
_LEADS = (
    "i think", "i believe", "i guess", "i'd say", "i would say", "that is", "that's", "this is", "the answer is",
    "answer", "answer is",
    "it's", "its", "well", "hmm", "oh", "um", "uh", "pretty sure", "definitely", "absolutely", "totally", "very",
    "quite", "completely",
    "obviously", "clearly", "of course", "the statement is", "statement is", "ich glaube", "ich denke", "das ist",
    "je crois que",
    "je pense que", "creo que", "es", "c'est", "e", "det ar", "dat is", "это", "i think that", "i am sure",
    "i'm sure", "sicher", "ganz klar",
)  # fmt: skip


def read_text(text: str, question: str, tag: str) -> bool | None:
    """Read an accepted text that is a yes or a no and nothing else; None for any other.

    "No", "Si" and "F" are also symbols of elements, "right" is a side: to a question that asks which, they are no
    answer of this kind; nor is the bare word that turns a sentence ("nicht").
    """
    own, tokens = words_of(tag[:2]).own, cut(text)
    spoken = " ".join(token.folded for token in tokens if token.kind == "word")
    if len(text) > _TEXT_MOST or len(tokens) > _TEXT_WORDS + 1 or any(token.kind == "figure" for token in tokens):
        return None
    if spoken in language_of(tag).around:
        return None
    yes, no = spoken in own["yes"] | own["true"], spoken in own["no_words"] | own["false"]
    return yes if yes is not no and _asks_whether(question, tag) else None


def read(answer: str, tag: str, question: str = "") -> bool | None:
    """Tell whether an answer says yes (True) or no (False); None if it says neither, or both.

    Args:
        answer: As typed.
        tag: BCP 47 tag of the deck's language.
        question: What was asked: who repeats it says yes, who denies it says no.
    """
    if not any(c.isalnum() for c in answer[:READ_MOST]):
        return None
    spoken = [token.folded for token in cut(answer) if token.kind == "word"]
    table, language = _phrases(tag[:2]), language_of(tag)
    words = _led(spoken)
    opened = _opening(words, table)
    if opened is None:
        repeated = _repeated(spoken, question, language)
        return _closing(answer, tag) if repeated is None else repeated
    side, length = opened
    if side and words[length : length + 1] and words[length] in language.negators:
        # "they can not"
        side, length = False, length + 1
    rest = words[length:]
    if side and words[0] in _PRONOUNS and question and not _is_asked(rest, question, language):
        # "they are equal" says something else.
        return None
    return None if side is not None and _takes_back(side, rest, table, language) else side


def _is_asked(words: Sequence[str], question: str, language: Language) -> bool:
    """Tell whether words only repeat the question."""
    asked = {language.stem(token.folded) for token in cut(question) if token.kind == "word"}
    return all(word in language.stop or language.stem(word) in asked for word in words)


def _closing(answer: str, tag: str) -> bool | None:
    """Return the side of a yes or no that stands last, behind a comma: "faster, yes"."""
    _, comma, last = answer.rpartition(",")
    word = " ".join(token.folded for token in cut(last))
    return _phrases(tag[:2]).get(word) if comma and word in _LAST else None


def _takes_back(side: bool, rest: Sequence[str], table: _Table, language: Language) -> bool:  # noqa: FBT001
    """Tell whether what follows a yes or no is the other one: "yes and no", "yes, no", "yes or no"."""
    if not rest or rest[0] in language.alternatives:
        return bool(rest)
    joined = rest[0] in language.joins or rest[0] in _BUT
    behind = _opening(rest[1:] if joined else rest, table)
    if behind is None or behind[0] is None or behind[0] is side or len(rest) > _SHORT:
        return False
    # "no, it is not possible" opens a reason.
    return behind[1] >= len(rest) - 2 and rest[0] not in _REASONS


def compare(card: bool, answer: str, tag: str, question: str) -> Comparison:  # noqa: FBT001 - the one thing to compare with
    """Compare an answer with a yes or a no."""
    return Comparison(score=1.0 if read(answer, tag, question) is card else 0.0)


def _asks_whether(question: str, tag: str) -> bool:
    """Tell whether a question asks for yes or no: it opens with none of the words that ask for something else."""
    words = [token.folded for token in cut(question) if token.kind == "word"]
    if not words:
        return True
    spoken = f" {' '.join(words)} "
    own = words_of(tag[:2]).lists
    if any(f" {phrase} " in spoken for phrase in own["true_or_false"] if " " in phrase):
        return True
    return not any(spoken.startswith(f" {word} ") for word in own["asks"])


def _led(words: Sequence[str]) -> list[str]:
    """Drop what may open an answer before its yes or no, where something is left."""
    left = list(words)
    for _ in range(3):
        for lead in sorted(_LEADS, key=len, reverse=True):
            parts = lead.split()
            if left[: len(parts)] == parts and len(left) > len(parts):
                if _opening(left, _phrases("en")) is not None and _opening(left[len(parts) :], _phrases("en")) is None:
                    return left
                left = left[len(parts) :]
                break
        else:
            break
    return left


def _opening(words: Sequence[str], table: _Table) -> tuple[bool | None, int] | None:
    """Return the side that the longest opening phrase takes, and how many words it has; None for no such phrase."""
    for length in range(min(len(words), _PHRASE_MOST), 0, -1):
        phrase = " ".join(words[:length])
        # Single letters answer only alone.
        if phrase in table and (len(phrase) > 1 or len(words) == 1):
            return table[phrase], length
    return None


def _repeated(words: Sequence[str], question: str, language: Language) -> bool | None:
    """Tell what an answer says that only repeats the question: "the moon is a satellite", "it isn't a satellite"."""
    if not question:
        return None
    stem = language.stem
    asked = {stem(token.folded) for token in cut(question) if token.kind == "word"}
    negators = language.negators | {"not"}
    denied = any(word in negators for word in words)
    telling = [word for word in words if word not in language.stop and word not in negators]
    if not telling:
        # "they are not", "ist er nicht"
        return False if denied else None
    if any(stem(word) not in asked for word in telling):
        return None
    if any(token.folded in negators for token in cut(question)):
        return None
    return not denied


@cache
def _phrases(tag: str) -> _Table:
    """Return every phrase with the side it takes; None for those that take none."""
    words = words_of(tag)
    table: _Table = {}
    for key, side in (("yes", True), ("true", True), ("no_words", False), ("false", False), ("hedge", None)):
        for one in ("en", tag):
            own = words_of(one).own
            table |= dict.fromkeys(own[key], side)
    # A language's own meaning of a word goes first ("no" is Spanish and English, "si" is not).
    for key, side in (("yes", True), ("no_words", False), ("hedge", None)):
        table |= dict.fromkeys(words.own[key], side)
    return table
