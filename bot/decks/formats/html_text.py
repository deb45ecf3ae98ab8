"""HTML of cards as plain text: blocks become lines, entities their signs; media and the marks of formulas are gone."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

#: A tag, a comment's start, or text. Nothing here looks further than the next angle bracket, so that no field, however
#: broken, takes more than one pass.
_TOKEN = re.compile(r"<!--|<(/?)([A-Za-z][A-Za-z0-9-]*)((?:[\s/][^<>]*)?)>|[^<]+|<")
_ALT = re.compile(r"\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_FILE_NAME = re.compile(r"^\S+\.\w{2,5}$")

_BLOCKS = frozenset(
    re.findall(
        r"\S+",
        "address article aside blockquote center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3"
        " h4 h5 h6 header hr li main nav ol p pre section summary table tbody tfoot thead tr ul",
    )
)
#: What stands in them is for machines.
_UNSHOWN = frozenset(re.findall(r"\S+", "audio canvas head noscript object rp script style svg template title video"))
_CELLS = frozenset({"td", "th"})

# Bounded, for each of many openings without an end would be followed to the end of the field.
_SOUNDS = re.compile(r"\[(?:sound|anki:play):[^\]\n]{0,300}\]")
_SPOKEN = re.compile(r"\[/?anki:tts[^\]\n]{0,300}\]")
_FORMULA = re.compile(r"\[/?(?:latex|\$\$?)\]|</?anki-mathjax[^<>]*>", re.IGNORECASE)
_MATHJAX = ((r"\(", r"\)"), (r"\[", r"\]"))
_MEDIA = re.compile(r"<(?:img|audio|video|object|svg|canvas)\b|\[(?:sound|anki:play):|image-occlusion:", re.IGNORECASE)
#: What only a file that means HTML has in it: `<br>` between two words, a pair of tags, media, a space's entity.
_EVIDENCE = re.compile(
    r"\w<br ?/?>\s*\w|<img\s[^<>]*src\s*=|\[sound:[^\]\n]{1,300}\]|&nbsp;|<(b|i|u|em|strong|sub|sup)>[^<>]+</\1>"
    r"|</(?:div|span|ul|ol|li|p)>|\{\{c\d+::",
    re.IGNORECASE,
)
_ABOUT_HTML = re.compile(r"\bHTML\b")

_RAISED = dict(zip("0123456789+-=()ni\N{MINUS SIGN}", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ⁻", strict=True))
_LOWERED = dict(zip("0123456789+-=()\N{MINUS SIGN}", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎₋", strict=True))

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85]")
_SPACES = re.compile(r"[ \t]+")
_LINES = re.compile(r" ?\n[ \n]*")
#: Editors write it where a space must not be folded into its neighbours; a control character stands for it meanwhile.
_KEPT_SPACE = re.compile(r"&(?:nbsp|#160|#xa0);", re.IGNORECASE)
_KEPT = "\x1f"


def plain(text: str) -> str:
    """Return text with line feeds for all breaks, and without what steers a terminal or surrounds it."""
    return _CONTROL.sub("", _BREAKS.sub("\n", text)).strip()


def text_of(source: str) -> str:
    """Return the text of a piece of HTML as a browser would show it, a line for each block.

    Line breaks of the source are kept where the source has no blocks of its own: there they are the author's.
    """
    if "[" in source or "\\" in source:
        source = _without_marks(source)
    source = _KEPT_SPACE.sub(_KEPT, source.replace(_KEPT, ""))
    shown = "".join(_Pieces(source)) if "<" in source else html.unescape(source)
    return plain(_LINES.sub("\n", _SPACES.sub(" ", _BREAKS.sub("\n", shown))).replace(_KEPT, " "))


def _without_marks(source: str) -> str:
    """Take out sounds, and what stands around formulas and around what is to be spoken."""
    source = _FORMULA.sub("", _SPOKEN.sub("", _SOUNDS.sub("", source)))
    for opening, closing in _MATHJAX:
        # A lone `\(` is a text about one.
        if opening in source and source.count(opening) == source.count(closing):
            source = source.replace(opening, "").replace(closing, "")
    return source


def has_media(source: str) -> bool:
    """Say whether a piece of HTML has pictures or sounds."""
    return _MEDIA.search(source) is not None


def is_media_only(source: str) -> bool:
    """Say whether a piece of HTML has pictures or sounds and no word."""
    return has_media(source) and not text_of(source)


def seems_html(text: str) -> bool:
    """Say whether a whole file that does not say so has HTML in its cells, and is not a deck about HTML."""
    return _EVIDENCE.search(text) is not None and _ABOUT_HTML.search(text) is None


class _Pieces:
    """The shown pieces of a source, in its order."""

    def __init__(self, source: str) -> None:
        self._source = source
        tags = {found[2].lower() for found in _TOKEN.finditer(source) if found[2]}
        self._lines_are_blocks = bool(tags & (_BLOCKS | {"br"}))
        #: The tag that hides what stands in it until it closes; "" where nothing is hidden.
        self._unshown = ""
        #: The pieces raised or lowered; None outside.
        self._script: list[str] | None = None
        self._preformatted = False
        #: Cells of the table's row so far.
        self._cells = 0

    def __iter__(self) -> Iterator[str]:
        end = 0
        while token := _TOKEN.match(self._source, end):
            end = token.end()
            tag = (token[2] or "").lower()
            if self._unshown:
                self._unshown = "" if token[1] and tag == self._unshown else self._unshown
            elif token[0] == "<!--":
                found = self._source.find("-->", end)
                end = len(self._source) if found < 0 else found + 3
            elif tag in {"sub", "sup"}:
                yield _script("".join(self._script or ()), tag)
                self._script = None if token[1] else []
            else:
                piece = self._tag(tag, token[3], closing=bool(token[1])) if tag else self._text(token[0])
                if self._script is None:
                    yield piece
                else:
                    self._script.append(piece)
        yield _script("".join(self._script or ()), "sup")

    def _text(self, source: str) -> str:
        text = html.unescape(source)
        if self._preformatted:
            return text.replace(" ", _KEPT)
        return text.replace("\n", " ") if self._lines_are_blocks else text

    def _tag(self, tag: str, attributes: str, *, closing: bool) -> str:
        """Take a tag in; returns what it shows by itself."""
        if tag in _UNSHOWN and not closing and not attributes.endswith("/"):
            self._unshown = tag
        elif tag == "br" or tag in _BLOCKS:
            self._preformatted = not closing if tag == "pre" else self._preformatted
            self._cells = 0
            return "\n"
        elif tag in _CELLS and not closing:
            self._cells += 1
            return ("", ": ", ", ")[min(self._cells, 3) - 1]
        elif tag == "rt":
            return ")" if closing else "("
        elif tag == "img":
            return _alt(attributes)
        return ""


def _script(text: str, tag: str) -> str:
    """Write what stands raised or lowered: in signs of its own if there are some, else marked by a stroke."""
    signs = _RAISED if tag == "sup" else _LOWERED
    stripped = text.strip()
    if stripped and all(sign in signs for sign in stripped):
        return "".join(signs[sign] for sign in stripped)
    if tag == "sub" or stripped.isalpha() or not stripped:
        return text
    return f"^({stripped})"


def _alt(attributes: str) -> str:
    found = _ALT.search(attributes)
    said = html.unescape(found[1] or found[2] or "").strip() if found else ""
    return "" if _FILE_NAME.match(said) else said
