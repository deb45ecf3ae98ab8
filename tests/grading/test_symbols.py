"""Code, shortcuts and formulas: every sign counts, and every usual writing is one."""

from __future__ import annotations

import pytest

from bot.decks.deck import DeckContext
from bot.grading.terms.name_parts import Kind, Typed, roman
from bot.grading.terms.symbols import read_symbols, spellings
from bot.grading.terms.term_card import Asked
from bot.grading.words.lexicon import Lexicon

LEXICON = Lexicon(DeckContext())
RIGHT = 0.7
SAME = [
    ("ls -la", "ls -a -l"),
    ("ls -a", "ls dash a"),
    ("git commit -m", 'git commit -m "why"'),
    ("rm -r dir", "rm -r folder"),
    ("a != b", "a!=b"),
    ("\\d", "`\\d`"),
    ("&&", "double ampersand"),
    ("<a>", "the a tag"),
    ("Ctrl+S", "control s"),
    ("Ctrl+Shift+T", "shift + ctrl + t"),
    ("Ctrl+A", "press Ctrl and A"),
    ("SO4^2-", "SO₄²⁻"),
    ("SO4^2-", "SO42-"),
    ("NaCl", "nacl"),
    ("H2O", "H20"),
    ("Fe3+", "Fe^3+"),
    ("E = mc^2", "e=mc2"),
    ("E = mc^2", "mc squared"),
    ("a^2 + b^2 = c^2", "c² = b² + a²"),
    ("2x", "2·x"),
    ("cos(x)", "cosine of x"),
]
OTHER = [
    ("ls -a", "ls -l"),
    ("ls -a", "ls"),
    ("git commit -m", "git commit -a"),
    ("\\d", "\\D"),
    ("\\d", "d"),
    ("==", "="),
    ("&&", "&"),
    ("Ctrl+S", "Ctrl"),
    ("Ctrl+C", "Ctrl+V"),
    ("SO4^2-", "SO3^2-"),
    ("SO4^2-", "SO4^-"),
    ("CO2", "CO"),
    ("H2O", "H2O2"),
    ("Fe3+", "Fe2+"),
    ("2x", "2x^2"),
    ("E = mc^2", "E = mc"),
    ("πr^2", "2πr"),
]


def score(wanted: str, answer: str) -> float:
    """Compare an answer with a text that is made of symbols."""
    compare = read_symbols(wanted, Asked("Which formula is it?", LEXICON))
    assert compare is not None
    return compare(answer).score


@pytest.mark.parametrize(("wanted", "answer"), SAME)
def test_one_thing_in_other_signs(wanted: str, answer: str) -> None:
    """Spaces, order of flags, small digits, spelled signs."""
    assert score(wanted, answer) >= RIGHT


@pytest.mark.parametrize(("wanted", "answer"), OTHER)
def test_another_sign_is_another_thing(wanted: str, answer: str) -> None:
    """One sign, digit or capital more, less or other."""
    assert score(wanted, answer) <= 0.3


def test_more_flags_than_asked_for_are_half_right() -> None:
    """The command does what was asked, and more."""
    assert score("ls -a", "ls -la") == 0.5


@pytest.mark.parametrize("text", ["Canberra", "World War II", "C++", "vitamin C", "Rek'Sai", "AC/DC", "What's Up?"])
def test_names_are_no_symbols(text: str) -> None:
    """They are compared as names."""
    assert read_symbols(text, Asked("What is it?", LEXICON)) is None


def test_names_with_signs_have_spellings() -> None:
    """People say the sign, or drop it."""
    assert {"cpp", "c plus plus"} <= {spelling.lower() for spelling in spellings("C++")}
    assert "O-" in spellings("O negative")
    assert "dotNET" in spellings(".NET")


def test_a_text_is_cut_into_what_tells_names_apart() -> None:
    """Numerals, letters and signs are tokens of their own; number words are numbers."""
    typed = Typed("It's the 2nd, No. 21 or twenty-one: C++ & Rek'Sai!", LEXICON.language)
    assert typed.keys[2:] == ["#2", ",", "#21", "or", "#21", ":", "c", "+", "+", "&", "reksai", "!"]
    assert typed.kinds[-4:] == [Kind.SIGN, Kind.BREAK, Kind.WORD, Kind.BREAK]
    assert typed.raw(typed.keys.index("reksai")) == "Rek'Sai"


def test_vowel_signs_belong_to_their_word() -> None:
    """Hindi without them is another word."""
    assert Typed("पानी", LEXICON.language).keys == ["पानी"]


def test_roman_numerals_are_read_strictly() -> None:
    """Only what a Roman would write."""
    assert (roman("xiv"), roman("mmxxvi"), roman("iiii"), roman("civil"), roman("")) == (14, 2026, 0, 0, 0)
