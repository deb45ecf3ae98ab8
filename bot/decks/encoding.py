"""Encoding: the text of a file's bytes, whether UTF-8, UTF-16 or Windows-1252, or why it is none."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from bot.decks.fault import Fault, FaultCode, Level
from bot.decks.validation import Fields, quoted

_WIDE_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A file's text."""

    text: str
    #: As `codecs` calls it.
    encoding: str
    #: A line whose letters a person should look at, where the encoding was guessed; else "".
    sample: str = ""
    faults: tuple[Fault, ...] = ()


def decode(raw: bytes) -> Decoded | Fault:
    """Find out how a text was encoded, and decode it."""
    try:
        if raw.startswith(_WIDE_BOMS):
            decoded = Decoded(text=raw.decode("utf-16"), encoding="utf-16")
        else:
            decoded = Decoded(text=raw.decode("utf-8-sig"), encoding="utf-8")
    except UnicodeDecodeError as error:
        return _western(raw, error)
    if "\0" in decoded.text:
        line = decoded.text.count("\n", 0, decoded.text.index("\0")) + 1
        return Fault(line=line, code=FaultCode.FILE_NUL)
    return decoded


def _western(raw: bytes, error: UnicodeDecodeError) -> Decoded | Fault:
    line = raw.count(b"\n", 0, error.start) + 1
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        fields: Fields = {"byte": f"0x{raw[error.start]:02X}"}
        return Fault(line=line, code=FaultCode.FILE_NOT_UTF8, fields=fields)
    sample = quoted(text.split("\n")[line - 1].strip())
    warning = Fault(line=line, level=Level.WARNING, code=FaultCode.FILE_WESTERN, fields={"text": sample})
    return Decoded(text=text, encoding="cp1252", sample=sample, faults=(warning,))
