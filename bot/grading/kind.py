"""Kind: what kind of thing an answer says that something is ("Agents are *people* who help", "a vector *database*").

A definition begins with a kind and goes on with what sets the thing apart. Right words behind a wrong kind are about
another thing.

Source: genus and differentia in definitions (Navigli & Velardi 2010, "Learning Word-Class Lattices for Definition and
Hypernym Extraction", section 3.1), here without a parser: the last word of the opening noun phrase.
"""

from __future__ import annotations

from bot.grading.asked import Asked

#: Words that open an answer without saying anything, beside stop words.
_OPENING = frozenset({
    "basically", "simply", "just", "called", "means", "mean", "refers", "maybe", "think", "guess", "kind", "sort",
    "type",
})  # fmt: skip
#: Words that end a noun phrase, though they are no stop words.
_ENDING = frozenset({
    "that", "which", "who", "like", "such", "where", "whose", "without", "not", "only", "called", "using",
})  # fmt: skip
#: Words of an opening that is still a noun phrase.
_LONGEST = 4


def kind_of(given: Asked) -> str:
    """Return the stem of the last word of the noun phrase that an answer opens with; "" where there is none."""
    tokens, language = given.reading.tokens, given.lexicon.language
    if language.tag != "en":
        return ""
    phrase: list[str] = []
    for at, key in enumerate(tokens.keys):
        if phrase and (tokens.clause[at] != tokens.clause[at - 1] or key in language.stop or key in _ENDING):
            break
        if key in language.negators:
            return ""
        stem = given.lexicon.words[key].concept
        if key in language.stop or key in _OPENING or (not phrase and stem in given.asked):
            continue
        phrase.append(stem)
    return phrase[-1] if phrase and len(phrase) <= _LONGEST else ""
