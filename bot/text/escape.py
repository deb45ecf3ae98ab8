"""Escaping: text of people and of cards shown as they wrote it, whatever Discord's markup would make of it."""

from __future__ import annotations

import re
import unicodedata

from bot.text.clip import FENCE

_ZERO_WIDTH_SPACE = "\u200b"
#: Only what Discord's markup would act on, so that plain text stays plain in copies and on other clients.
#: Discord's rules see ASCII letters and digits alone as parts of a word.
#: Source: Discord Help Center, "Markdown Text 101"; Discord documentation, reference, "Message Formatting".
_MARKUP = re.compile(
    r"(?P<address><https?://[^\s<>]+>|https?://\S+)"
    r"|(?P<mass>@)(?=everyone|here)"
    r"|(?P<sign>\\(?![0-9A-Za-z\s])"  # an escape of their own; at the end it would escape what we write next
    r"|[*`]"
    r"|~(?=~)|(?<=~)~|\|(?=\||\Z)|(?<=\|)\||\A\|"  # at an edge, a bar would join the bars of a spoiler of ours
    r"|(?<![0-9A-Za-z])_|_(?![0-9A-Za-z])"  # snake_case is safe
    r"|<(?=[@#:/a-zA-Z])"
    r"|\[|\](?=\()"  # brackets may be nested and run over lines
    r"|(?<![^\n])[ \t]*(?:>(?=\s|>>)|-?\#{1,3}(?=\s)|-(?=\s)))"
    r"|(?<![^\n])(?P<number>[ \t]*\d+)(?=\.\s)",
)
#: Each of the above begins with, or holds, one of these; at the start of a line, lists need none of them.
_SIGNS = re.compile(r"[@\\*`~|_<\[>#]|^[ \t]*(?:-|\d+\.)\s", re.MULTILINE)
#: What may not stand bare in a web address, where a backslash would become a part of it: clients differ in where they
#: end the link, and may take the rest for markup.
_UNSAFE_IN_ADDRESS = re.compile(r"[*`\\|\[\]]|~(?=~)|(?<=~)~|_(?![0-9A-Za-z])|@(?=everyone|here)|<(?=[@#:/a-zA-Z])")
_LINE_BREAK = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
#: Zero-width joiner and non-joiner: part of many emoji, and of the spelling of Persian and of Indian languages.
_JOINERS = "\u200c\u200d"
#: Format characters that are seen: the number signs of Arabic, Syriac and Kaithi.
#: Source: Unicode Character Database, property Prepended_Concatenation_Mark.
_VISIBLE = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
#: A flag of England, Scotland, Wales …: a black flag, then letters that are format characters, and their end.
_FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,6}\U000e007f")


def escape(text: str) -> str:
    """Make a text show as it was written: no formatting, no mention, no masked link, nothing invisible.

    Web addresses stay links, because they are shown whole anyway.
    """
    text = plain(text)
    # Most texts have none of the signs, and one look for any is much quicker than looking for each with its context.
    if not _SIGNS.search(text):
        return text
    # A bracket can only begin a link if one that ends a link's words comes after it.
    last_link = text.rfind("](")
    return _MARKUP.sub(lambda match: _escaped(match, last_link), text)


def plain(text: str) -> str:
    """Take out what is not seen but acts: control and format characters, above all those that turn the direction.

    For places without markup, such as labels and names of threads; `escape` does it too. Line breaks of every kind
    become line feeds, other control characters spaces. Joiners stay where emoji or a script need them.
    """
    if text.isprintable():
        return text
    text = _LINE_BREAK.sub("\n", text)
    made: list[str] = []
    kept_until = 0
    for place, sign in enumerate(text):
        kind = "" if sign in "\n\t" else unicodedata.category(sign)
        if kind == "Cc":
            made.append(" ")
        elif kind != "Cf" or sign in _VISIBLE or place < kept_until or _joins(text, place):
            made.append(sign)
        if sign == "\U0001f3f4" and (flag := _FLAG.match(text, place)):
            kept_until = flag.end()
    return "".join(made)


def one_line(text: str) -> str:
    """Escape a text and put it on one line, for names and lists."""
    return escape(" ".join(plain(text).split()))


def quoted(text: str) -> str:
    """Escape a text and set every line as a quotation."""
    return "\n".join(f"> {line}" for line in escape(text.strip()).split("\n"))


def fenced(text: str) -> str:
    """Set a text in a code block, to be copied as it is; backticks in it cannot close the block."""
    inner = re.sub(r"``(?=`)", "``" + _ZERO_WIDTH_SPACE, text.strip("\n"))
    return f"{FENCE}\n{inner}\n{FENCE}"


def _joins(text: str, place: int) -> bool:
    """Tell whether there is a joiner between two signs that it can join."""
    around = text[max(0, place - 1) : place] + text[place + 1 : place + 2]
    pair = 2
    return (
        text[place] in _JOINERS
        and len(around) == pair
        and all(not sign.isascii() and not sign.isspace() and unicodedata.category(sign) != "Cf" for sign in around)
    )


def _escaped(match: re.Match[str], last_link: int) -> str:
    if match["address"]:
        inner = match["address"].removeprefix("<")
        return match["address"][: -len(inner)] + _UNSAFE_IN_ADDRESS.sub(_percent_encoded, inner)
    if match["mass"]:
        return match["mass"] + _ZERO_WIDTH_SPACE
    if match["number"]:
        return match["number"] + "\\"
    sign = match["sign"]
    if sign == "[" and match.start() > last_link:
        return sign
    bare = sign.lstrip(" \t")
    return sign[: len(sign) - len(bare)] + "\\" + bare


def _percent_encoded(match: re.Match[str]) -> str:
    return f"%{ord(match[0]):02X}"
