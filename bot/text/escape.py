"""Escaping: text of people and of cards shown as they wrote it, whatever Discord's markup would make of it."""

from __future__ import annotations

import re

from bot.text.clip import FENCE

_ZERO_WIDTH_SPACE = "\u200b"
_WEB_ADDRESS = r"(?P<address>https?://[^\s<>\"]+)"
#: Only what Discord's markup would act on, so that plain text stays plain in copies and on other clients.
_MARKUP = re.compile(
    _WEB_ADDRESS
    + r"|(?P<mass>@)(?=everyone|here)"
    + r"|(?P<sign>\\(?=[!-/:-@\[-`{-~])"  # an escape of their own
    + r"|[*`]"
    + r"|~(?=~)|(?<=~)~|\|(?=\|)|(?<=\|)\|"
    + r"|(?<!\w)_|_(?!\w)"  # snake_case is safe
    + r"|<(?=[@#:/a-zA-Z])"
    + r"|\[(?=[^\]\n]*\]\()"
    + r"|(?<![^\n])[ \t]*(?:>(?=\s|>>)|-?\#{1,3}(?=\s)))",
)

#: Each of the above begins with, or holds, one of these.
_SIGNS = re.compile(r"[@\\*`~|_<\[>#]")


def escape(text: str) -> str:
    """Make a text show as it was written: no formatting, no mention, no masked link.

    Web addresses stay as they are; they are shown whole anyway.
    """
    # Most texts have none of the signs, and one look for any is much quicker than looking for each with its context.
    return _MARKUP.sub(_escaped, text) if _SIGNS.search(text) else text


def one_line(text: str) -> str:
    """Escape a text and put it on one line, for names and lists."""
    return escape(" ".join(text.split()))


def quoted(text: str) -> str:
    """Escape a text and set every line as a quotation."""
    return "\n".join(f"> {line}" for line in escape(text.strip()).split("\n"))


def fenced(text: str) -> str:
    """Set a text in a code block, to be copied as it is; backticks in it cannot close the block."""
    inner = re.sub(r"``(?=`)", "``" + _ZERO_WIDTH_SPACE, text.strip("\n"))
    return f"{FENCE}\n{inner}\n{FENCE}"


def _escaped(match: re.Match[str]) -> str:
    if match["address"]:
        return match["address"]
    if match["mass"]:
        return match["mass"] + _ZERO_WIDTH_SPACE
    sign = match["sign"]
    bare = sign.lstrip(" \t")
    return sign[: len(sign) - len(bare)] + "\\" + bare
