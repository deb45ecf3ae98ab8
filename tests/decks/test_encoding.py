"""Encodings: UTF-8, UTF-16 and older ones are read, guesses are named, and what is no text is refused."""

from __future__ import annotations

import pytest

from bot.decks.encoding import Decoded, decode
from bot.decks.fault import Fault, FaultCode, Level

TEXT = "Käse\nWas ist Quark?\nFrischkäse aus saurer Milch – für 2 €\n"
CYRILLIC = "Столицы\nКакой город столица России?\nМосква\nКакой город столица Франции?\nПариж\n"


def decoded(raw: bytes) -> Decoded:
    """What was made of bytes that are a text."""
    found = decode(raw)
    assert isinstance(found, Decoded)
    return found


@pytest.mark.parametrize(
    ("codec", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16"),
        ("utf-16-be", "utf-16"),
        ("utf-32", "utf-32"),
    ],
)
def test_unicode_is_read_in_all_its_encodings(codec: str, encoding: str) -> None:
    """With a mark at the beginning and without one, and nothing needs a look."""
    found = decoded(TEXT.encode(codec))
    assert (found.text, found.encoding, found.sample, found.faults) == (TEXT, encoding, "", ())


def test_western_files_are_read_with_a_warning_that_shows_a_line() -> None:
    """Its letters tell a person whether the guess is right."""
    found = decoded(TEXT.encode("cp1252"))
    (warning,) = found.faults
    assert (found.text, found.encoding, found.sample) == (TEXT, "cp1252", "Käse")
    assert (warning.level, warning.code, warning.line) == (Level.WARNING, FaultCode.FILE_WESTERN, 1)
    assert warning.fields == {"text": "Käse", "encoding": "Windows-1252"}


def test_other_scripts_are_guessed_too() -> None:
    """Hardly a letter of them is ASCII, so it is no Western text."""
    found = decoded(CYRILLIC.encode("cp1251"))
    assert (found.text, found.encoding, found.sample) == (CYRILLIC, "cp1251", "Столицы")


@pytest.mark.parametrize(
    ("raw", "code", "line"),
    [
        (b"Tea\nwhat?\ncaf\x81", FaultCode.FILE_NOT_UTF8, 3),
        ("Käse\nWas ist Käse?\n".encode() + b"ein\xff Essen aus K\xc3\xa4se", FaultCode.FILE_NOT_UTF8, 3),
        (b"Tea\nwhat?\n\0", FaultCode.FILE_NUL, 3),
        (b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0\xb8\0", FaultCode.FILE_NUL, 1),
    ],
)
def test_what_is_no_text_is_refused_with_its_line(raw: bytes, code: FaultCode, line: int) -> None:
    """A byte that no encoding has, UTF-8 that was cut, and NUL."""
    found = decode(raw)
    assert isinstance(found, Fault)
    assert (found.code, found.line) == (code, line)


@pytest.mark.parametrize("raw", [b"", b"a", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf"])
def test_hardly_anything_is_still_a_text(raw: bytes) -> None:
    """An empty file, and one with a mark alone."""
    assert decoded(raw).text in ("", "a")
