"""Discord's markup read as its clients read it, to ask what an escaped text would show.

Clients differ, and so do the words about them: where a web address ends, and whether a backslash counts inside a link.
`readings` reads a text in every way, so that what none of them takes for markup is safe everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

_ADDRESSES = (
    r"<https?://[^\s<>]+>|https?://[^\s<]+[^<.,:;\"'\])\s*_~|]",
    r"<https?://[^\s<>]+>|https?://[^\s<]+[^<.,:;\"'\]\s]",
)
_LINKS = (
    r"\[(?:\\.|[^\]\\])+\]\(<?https?://[^\s)>]+>?(?:\s+\"[^\"]*\")?\)",
    # Source: simple-markdown, the reader that Discord's clients are built on; brackets may be nested one deep.
    r"\[(?:\[[^\]]*\]|[^\[\]]|\](?=[^\[]*\]))*\]\(\s*<?(?:[^\s\\]|\\.)*?>?(?:\s+['\"].*?['\"])?\s*\)",
)
_INLINE = {
    "code": r"(`+)([\s\S]*?[^`])\1(?!`)",
    "mention": r"<(?:@[!&]?|#)\d+>|<id:\w+>|</[^<>]+:\d+>|@everyone|@here",
    "time": r"<t:-?\d+(?::[a-zA-Z])?>",
    "emoji": r"<a?:\w+:\d+>",
    "strong": r"\*\*(?:\\.|[^\\])+?\*\*(?!\*)",
    "underline": r"__(?:\\.|[^\\])+?__(?!_)",
    "em": r"\*(?=\S)(?:\*\*|\\.|[^*\\])+?(?<!\s)\*(?!\*)|_(?:__|\\.|[^_\\])+?_(?![A-Za-z0-9_])",
    "strike": r"~~[\s\S]+?~~",
    "spoiler": r"\|\|[\s\S]+?\|\|",
}
_LINE = re.compile(
    r"^(?P<heading>#{1,3}\s)|^(?P<small>-#\s)|^(?P<quote>>(?:>>)?\s)|^(?P<list>[ \t]*(?:[-*]|\d+\.)\s)", re.MULTILINE
)
_FENCE = re.compile(r"```[\s\S]+?```")


def readings(text: str) -> Iterator[tuple[str, set[str]]]:
    """Yield what a person sees of a text and the kinds of markup in it, once for each way of reading.

    A bare web address is no markup; it is seen as it stands.
    """
    for address, link in product(_ADDRESSES, _LINKS):
        yield _read(text, address, link)


def _read(text: str, address: str, link: str) -> tuple[str, set[str]]:
    kinds = {kind for found in _LINE.finditer(text) for kind, value in found.groupdict().items() if value}
    if _FENCE.search(text):
        kinds.add("fence")
    rules = {
        kind: re.compile(rule, re.DOTALL) for kind, rule in (("link", link), ("address", address), *_INLINE.items())
    }
    seen, at = [], 0
    while at < len(text):
        if escaped := re.compile(r"\\([^0-9A-Za-z\s])").match(text, at):
            seen.append(escaped[1])
            at = escaped.end()
            continue
        for kind, rule in rules.items():
            if found := rule.match(text, at):
                seen.append(found[0])
                at = found.end()
                if kind != "address":
                    kinds.add(kind)
                break
        else:
            seen.append(text[at])
            at += 1
    return "".join(seen), kinds
