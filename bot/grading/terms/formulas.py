"""Formulas: of chemistry (atoms, how many, charge) and of mathematics (sides, terms, factors in any order).

A formula without capitals is read if it can only be the wanted one: "nacl" is NaCl, but CO is not Co. Small digits,
carets and charges are one thing in all writings: SO₄²⁻, SO4^2-, SO4 2-.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable
from functools import partial
from importlib import resources

from bot.grading.terms.code import VARIANT, unlike
from bot.grading.terms.matching import EXACT
from bot.grading.terms.term_card import FILLERS, Asked
from bot.grading.verdict import Comparison

_LISTS = tomllib.loads((resources.files("bot.grading") / "data" / "symbols.toml").read_text("utf-8"))
#: What is left for a nought in place of an O.
_NOUGHT = 0.9

_SUPERSCRIPTS = dict(zip(map(ord, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ"), "0123456789+-n", strict=True))
_RAISED = re.compile(f"[{''.join(map(chr, _SUPERSCRIPTS))}]+")

_ELEMENTS = frozenset(_LISTS["elements"].split())
_ASKS = re.compile(
    r"\b(?:formula|symbol|element|ion|chemical|compound|molecule|formel|símbolo|symbole)\b", re.IGNORECASE
)
_ATOMS = re.compile(r"(?:\d*(?:[A-Z][a-z]?\d*|[(\[]|[)\]]\d*|[·.*]))+")
_ATOM = re.compile(r"[A-Z][a-z]?")
_CHARGE = re.compile(r"(\^?)\{?(\d*)([+-])(\d*)\}?$")
_STATE = re.compile(r"\((?:aq|s|l|g)\)$")
_TELLING = re.compile(r"\d|[+-]$|[a-z][A-Z]")
#: A letter and a number, or a word in capitals with a sign, is a formula only where one is asked for.
_DOUBTFUL = re.compile(r"\d+|[A-Z][a-z]?-?\d+|[A-Z]{1,3}[+-]|.*[A-Za-z]1(?!\d).*")
_WRITING = re.compile(r"[\s^{}]")

_RUNS = frozenset(_LISTS["runs"].split())
_WORDS = [(re.compile(pattern, re.IGNORECASE), f" {sign} ") for sign, pattern in _LISTS["math"]]
_MATHEMATICS = re.compile(
    r"[=^√∫π≤≥±]|(?<![A-Za-z])\d+\s*[·*]?\s*[a-z](?![A-Za-z])|\b(?:sin|cos|tan|log|ln|exp|sqrt)\s*\(?\w|^[a-z]\s*[+\-*/]\s*\w$"
)
_CODE = re.compile(r"[£$€¥%°]|==|!=|<=|>=|=>|->|\\|\w_\w|--")
_FACTOR = re.compile(r"\d+(?:\.\d+)?(?:\^-?\w+)?|[a-zA-Zπ](?:\^-?\w+)?")
_BRACKETS = re.compile(r"\((\w+)\)")
_JOINING = re.compile(r"\b(?:the|of|to|by)\b")
#: Words that stand in spoken formulas.
_SPOKEN = frozenset({"is", "over", "to", "of", "the", "by"})


def raised(text: str) -> str:
    """Write superscripts with a caret, and other small digits plainly."""
    text = _RAISED.sub(lambda found: "^" + found[0].translate(_SUPERSCRIPTS), text)
    return unicodedata.normalize("NFKC", text).replace("−", "-").replace("–", "-").replace("⁄", "/")


def asks_formula(question: str) -> bool:
    """Tell whether a question asks for a formula or a symbol of chemistry."""
    return _ASKS.search(question) is not None


def read_chemistry(text: str, asked: Asked) -> Callable[[str], Comparison] | None:
    """Return the comparer for a chemical formula; None for any other text."""
    wanted, asks = _formulas(text), asks_formula(asked.question)
    if not wanted or not (asks or (_TELLING.search(text) and not _DOUBTFUL.fullmatch(text))) or text.isdigit():
        return None
    return partial(_compare_chemistry, wanted, _WRITING.sub("", raised(text)), asked)


def _compare_chemistry(wanted: set[tuple[str, str]], letters: str, asked: Asked, answer: str) -> Comparison:
    around = asked.lexicon.language.stop | FILLERS
    plain = letters.casefold()

    def is_filler(word: str) -> bool:
        folded = word.casefold().strip(".,:!")
        return folded != plain and (asked.holds(folded) or (folded in around and not _formulas(word)))

    given = "".join([word for word in answer.split() if not is_filler(word)]).strip(".!,;:")
    found, typed = _formulas(given), _WRITING.sub("", raised(given))
    if wanted & found:
        return Comparison(EXACT)
    # A first capital and no other is a telephone's.
    careless = typed.islower() or not found or (typed == typed.capitalize() and not typed.isalpha())
    if typed.casefold() == plain and careless:
        return Comparison(VARIANT)
    if "0" in typed and typed.replace("0", "O").casefold() == plain:
        return Comparison(_NOUGHT)
    return unlike(answer, plain, typed.casefold())


def _formulas(text: str) -> set[tuple[str, str]]:
    """Read a chemical formula, its atoms and its charge, in every way that it can be read; empty for no formula."""
    text = _STATE.sub("", raised(text.strip()))
    ways = [(text, "")]
    charge = _CHARGE.search(text)
    if charge:
        caret, before, sign, after = charge.groups()
        atoms = text[: charge.start()]
        # Without a caret the digits may count atoms, or the first of them.
        cuts = (0,) if caret or after else range(len(before) + 1)
        ways = [(atoms + before[:cut], (before[cut:] or after or "1") + sign) for cut in cuts]
    bodies = [("".join(atoms.split()), sign) for atoms, sign in ways]
    return {
        (re.sub(r"[·.*]", "·", atoms), sign)
        for atoms, sign in bodies
        if _ATOMS.fullmatch(atoms) and _ATOM.search(atoms) and _ELEMENTS.issuperset(_ATOM.findall(atoms))
    }


def read_mathematics(text: str, asked: Asked) -> Callable[[str], Comparison] | None:
    """Return the comparer for a formula of mathematics or physics; None for any other text."""
    runs = re.findall(r"[A-Za-z]+", text)
    known = all(len(run) <= 2 or run.casefold() in _RUNS for run in runs)  # noqa: PLR2004 - two factors
    if not runs or not known or not _MATHEMATICS.search(raised(text)) or _CODE.search(text):
        return None
    letters = "".join(runs)
    cased = any(letter.isupper() and letter.lower() in letters for letter in letters)
    around = (asked.lexicon.language.stop | FILLERS) - _SPOKEN
    return partial(_compare_mathematics, text, around, cased)


def _compare_mathematics(text: str, around: frozenset[str], cased: bool, answer: str) -> Comparison:  # noqa: FBT001
    def is_filler(word: str) -> bool:
        return (len(word) > 1 or word.casefold() == "a") and word.casefold() in around and word not in text

    words = [word for word in answer.split() if not is_filler(word)]
    given, wanted = " ".join(words), _sides(text, cased=cased)
    typed = _sides(given, cased=cased)
    if _is_same(wanted, typed) or _is_same(wanted, _sides(" ".join(words[1:]), cased=cased)):
        return Comparison(EXACT)
    flat = _sides(raised(text).replace("^", ""), cased=cased, ordered=False)
    if "^" not in "".join(typed) and _is_same(flat, _sides(given, cased=cased, ordered=False)):
        return Comparison(VARIANT)
    return unlike(answer, "=".join(wanted), "=".join(typed))


def _sides(text: str, *, cased: bool, ordered: bool = True) -> list[str]:
    """Return the sides of an equation, each so that equal expressions are equal.

    Args:
        text: As written or said.
        cased: Whether capitals and small letters are different factors.
        ordered: Whether terms and factors are put in order; where carets are left out, that would mix up exponents.
    """
    text = raised(text.strip(" .!?`"))
    for pattern, sign in _WORDS:
        text = pattern.sub(sign, text)
    text = "".join(_JOINING.sub("", text if cased else text.casefold()).split())
    while (bare := _BRACKETS.sub(r"\1", text)) != text:
        text = bare
    return [_sum(side) if ordered else side for side in text.split("=") if side]


def _sum(side: str) -> str:
    """Put the terms of a sum and the factors of each in order, where nothing but sums and products stands there."""
    whole = "/" in side or re.search(r"[(√]", side)
    terms = [side] if whole else re.findall(r"[+-]?[^+-]+", side)
    return "+".join(sorted(map(_term, terms)))


def _term(term: str) -> str:
    sign, body = "-" * term.startswith("-"), term.lstrip("+-")
    flat = re.sub(r"[*·×⋅]", "", body)
    factors = _FACTOR.findall(flat)
    plain = "".join(factors) == flat and not re.search(r"\d[*·×⋅]\d", body)
    return sign + ("".join(sorted(factors)) if plain else body)


def _is_same(wanted: list[str], given: list[str]) -> bool:
    """Compare equations in either direction, and by the right side where the left one is left out."""
    if len(wanted) == len(given):
        return bool(wanted) and sorted(wanted) == sorted(given)
    short, long = sorted((wanted, given), key=len)
    return len(short) == 1 and len(long) == 2 and len(long[0]) == 1 and short[0] == long[1]  # noqa: PLR2004 - one side and two
