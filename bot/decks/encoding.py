"""Encoding: the text of a file's bytes, whether UTF-8, UTF-16 or an older one, or why it is none.

UTF-8 is tried first: hardly any other text is valid as such. Western files that are not are Windows-1252; of other
scripts charset-normalizer guesses the encoding. A guess is a warning with a line of the file, for a person to look at.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from bot.decks.fault import Fault, FaultCode, Level
from bot.decks.validation import Fields, quoted

_WIDE = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
#: Bytes looked at to recognise an encoding.
_SAMPLE = 65_536
#: UTF-16 without a mark of its own: so many of the high bytes are NUL, and hardly any of the low ones.
_NUL_SHARE_LEAST, _NUL_SHARE_MOST = 0.4, 0.02
#: Bytes of a text from which the shares say something.
_WIDE_LEAST = 16
#: Of a Western text's letters no more than these are beyond ASCII; of other scripts nearly all are.
_WESTERN_SHARE_MOST = 0.3
#: Encodings of other scripts that are worth a guess.
_OTHERS = [
    "cp1250",
    "cp1251",
    "koi8_r",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp932",
    "euc_jp",
    "gb18030",
    "big5",
    "cp949",
]


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
        decoded = _unicode(raw)
    except UnicodeDecodeError as error:
        return _older(raw, error)
    if "\0" in decoded.text:
        return Fault(line=decoded.text.count("\n", 0, decoded.text.index("\0")) + 1, code=FaultCode.FILE_NUL)
    return decoded


def _unicode(raw: bytes) -> Decoded:
    for mark, encoding in _WIDE.items():
        if raw.startswith(mark):
            return Decoded(text=raw.decode(encoding), encoding=encoding)
    if encoding := _wide_without_mark(raw):
        return Decoded(text=raw.decode(encoding), encoding="utf-16")
    return Decoded(text=raw.decode("utf-8-sig"), encoding="utf-8")


def _wide_without_mark(raw: bytes) -> str:
    sample = raw[:_SAMPLE]
    if len(raw) % 2 or len(raw) < _WIDE_LEAST or b"\0" not in sample:
        return ""
    half = len(sample) / 2
    first, second = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if second >= _NUL_SHARE_LEAST and first <= _NUL_SHARE_MOST:
        return "utf-16-le"
    return "utf-16-be" if first >= _NUL_SHARE_LEAST and second <= _NUL_SHARE_MOST else ""


def _older(raw: bytes, error: UnicodeDecodeError) -> Decoded | Fault:
    line = raw.count(b"\n", 0, error.start) + 1
    if b"\0" in raw:
        return Fault(line=raw.count(b"\n", 0, raw.index(b"\0")) + 1, code=FaultCode.FILE_NUL)
    broken = Fault(line=line, code=FaultCode.FILE_NOT_UTF8, fields={"byte": f"0x{raw[error.start]:02X}"})
    if _is_broken_utf8(raw):
        return broken
    encoding = _encoding_of(raw)
    try:
        text = raw.decode(encoding) if encoding else ""
    except UnicodeDecodeError:
        return broken
    if not text:
        return broken
    sample = quoted(next((part.strip() for part in text.split("\n") if re.search(r"[^\x00-\x7f]", part)), ""))
    fields: Fields = {"text": sample, "encoding": "Windows-1252" if encoding == "cp1252" else encoding}
    warning = Fault(line=line, level=Level.WARNING, code=FaultCode.FILE_WESTERN, fields=fields)
    return Decoded(text=text, encoding=encoding, sample=sample, faults=(warning,))


def _is_broken_utf8(raw: bytes) -> bool:
    """Say whether most of what is beyond ASCII is valid UTF-8, so that a few bytes are just wrong."""
    text = raw.decode("utf-8", "replace")
    wrong = text.count("\N{REPLACEMENT CHARACTER}")
    return len(re.findall(r"[^\x00-\x7f\ufffd]", text)) > wrong


def _encoding_of(raw: bytes) -> str:
    """Guess an encoding that is none of Unicode's; "" for none."""
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    letters = sum(map(str.isalpha, text))
    beyond = sum(1 for letter in text if letter.isalpha() and not letter.isascii())
    if text and beyond <= _WESTERN_SHARE_MOST * letters:
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:_SAMPLE], cp_isolation=_OTHERS).best()
    return best.encoding if best is not None and beyond else ""
