"""Lines: what a line of notes is by its look: a question, a text with a blank, an "A:", a bullet, a separator."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from bot.decks.format import is_blank

#: Columns of a tab.
_TAB = 4
#: Characters of a line that say what it is; a question may have no more.
_LOOKED_AT = 1_000
_OPENING_MOST = 60
#: Lines whose look is kept: each is asked for a few times in a row.
_LINES_KEPT = 256
_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_CLOSING = r"[\s!?\uff1f\u061f\"')\]*_\u201d\u2019\u300d\u00bb]*$"
_QUESTION_END = re.compile(r"[?\uff1f\u061f\u037e\u2047-\u2049\u203d\u2e2e\u1367]" + _CLOSING)
#: Questions of scripts that end them with a word: Japanese, Chinese, Korean.
_QUESTION_WORD_END = re.compile(
    r"(?:か。|ですか|ますか|ましたか|でしょうか|[吗嗎呢]。|[吗嗎]|(?:까|나요|인가|는가|은가|은가요)\.?)" + _CLOSING
)
#: Greek asks with the semicolon.
_GREEK_END = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff].*;" + _CLOSING)
_GREEK = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]{3}")
_GAP = re.compile(
    r"_{3,}|(?<![\w_])__(?![\w_])|\.{4,}|\u2026{2,}|\[\s*(?:\.{2,}|\u2026|_+)\s*\]|\(\s*(?:\.{3,}|_+)\s*\)"
)
#: "Card 3" alone in its line counts cards, and says nothing of them.
_CARD_LABEL = re.compile(r"^[\[(]?(?:flash\s?)?(?:card|karte|carta|carte)\s*#?\d{1,4}[\])]?\s*[:.]?$", re.IGNORECASE)
_COUNT = re.compile(r"^[\[(#]?\d{1,3}[\]).:]?$")
_TRUE_FALSE = re.compile(
    r"^(?:true\s*(?:or|/)\s*false|t\s*/\s*f|(?:wahr|richtig)\s*(?:oder|/)\s*falsch|vrai\s*(?:ou|/)\s*faux|verdadero\s*(?:o|/)\s*falso"
    r"|vero\s*(?:o|/)\s*falso)\s*[:?.,\u2013\u2014-]\s*\S",
    re.IGNORECASE,
)
#: A text with a blank, and behind it, in parentheses or after a dash, what belongs there.
_FILLED = re.compile(
    r"^(?P<ask>[^?]*?[.!]?)\s*(?:\((?P<told>[^()_]+)\)|(?:\s[-\u2013\u2014=:\u2192]|\s->|\s=>|:)\s+(?P<said>[^_]+))\.?$"
)
#: A sentence with a blank, and a few words behind it.
_FILLED_LAST = re.compile(r"^(?P<ask>[^?]*[.!])\s+(?P<told>[^\s.!?_(][^.!?_]{0,60})$")
_SEPARATOR = re.compile(r"^(?:([-=*_~#+\u2013\u2014\u2015\u2550\u2500])(?:\s*\1){2,}|\u2e3b+)$")

BULLET = re.compile(
    r"^(?:[-=]>|[-*+:\u2192\u21d2\u279c\u00bb\u2022\u2013\u2014\u00b7\u25aa\u25cf\u25e6\u2023\u25cb\u25a0\u27a2]"
    r"(?:\s+\[[ xX]?\])?)\s+(?=\S)"
)
#: "1. September 1939" is a date, not the first line of a list.
_MONTH = (
    r"(?:jan(?:uar)?|feb(?:ruar)?|m\u00e4rz|apr(?:il)?|mai|jun[i\u00ed]?|jul[i\u00ed]?|aug(?:ust)?|sept?(?:ember)?|o[kc]t(?:ober)?"
    r"|nov(?:ember)?|de[zc](?:ember)?|januari|februari|maart|mei|juni|juli|augustus|mars|maj|augusti)\b"
)
NUMBER = re.compile(rf"^\(?(\d{{1,3}})[.)](?!\s*(?i:{_MONTH}))(?:\s+(?=\S)|(?=[^\W\d_]))")
#: Only before a question: elsewhere "1: none" and "2.1 kg" are answers.
_LOOSE_NUMBER = re.compile(
    r"^(?:#\s?|no\.?\s|q(?:uestion)?\.?\s?)?\(?(\d{1,3})(?:\.\d{1,3})*(?:\s*[:\u2013-]\s+|[.)]*\s+)(?=\S)",
    re.IGNORECASE,
)
LETTER = re.compile(r"^\(?([A-Za-z])[.)]\s+(?=\S)")
_LETTER_COLON = re.compile(r"^((?:[-*+]\s+)?)\(?([A-Ha-h])(?:\s?:|\.)\s+(?=\S)")

#: Verbs that ask for something, in the languages notes come in.
_ASKING_VERBS = (
    "name|list|define|describe|explain|state|identify|outline|compare|contrast|calculate|compute|translate|complete"
    "|summari[sz]e|discuss|enumerate|convert|conjugate|spell|mention|give|write|tell|draw|label|prove|show|solve|find"
    "|distinguish|differentiate|expand|classify"
    "|nenne|nennen sie|definiere|definieren sie|beschreibe|beschreiben sie|erkl[aä]re|erkl[aä]ren sie|erl[aä]utere"
    "|erl[aä]utern sie|z[aä]hle|vergleiche|berechne|[uü]bersetze|gib|geben sie"
    "|nombra|nombre|define|defina|describe|describa|explica|explique|enumera|enumere|menciona|mencione|cita|traduce"
    "|calcula|compara|completa|di"
    "|nommez|nomme|citez|cite|d[eé]finissez|d[eé]finir|d[eé]finis|d[eé]crivez|d[eé]cris|d[eé]crire|expliquez|explique"
    "|expliquer|donnez|donne|traduisez|calculez|[eé]num[eé]rez|comparez"
    "|nomina|elenca|definisci|descrivi|spiega|traduci|cite|defina|descreva|liste|traduza"
)
_ASKS_FOR = re.compile(rf"^(?:{_ASKING_VERBS})\b(?!\s*[:=]|\s+[-\u2013\u2014]\s|\s+of\b)[,]?\s+\S", re.IGNORECASE)
#: What follows such a verb where the line is surely a question, not a step of an answer ("give the file a name").
_ASKED_FOR = re.compile(
    r"^\S+(?:\s+sie)?\s+(?:at\s+least\s+|all\s+|any\s+|me\s+)?(?:the|a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d+|what|how|why|who|where"
    r"|when|which|each|some|both|[A-Z\u00c4-\u00de]\S*"
    r"|der|die|das|den|ein|eine|einen|zwei|drei|vier|f[uü]nf|was|wie|warum|welche\w*"
    r"|el|la|los|las|un|una|dos|tres|cuatro|cinco|qu[eé]|c[oó]mo|por"
    r"|le|les|une|des|deux|trois|quatre|cinq|ce|comment|pourquoi|il|lo|gli|i|o|os|as|um|uma|dois|due|tre)\b|^\S+\s+l['\u2019]",
    re.IGNORECASE,
)
_OPENS_QUESTION = re.compile(
    r"^[\"'\u201c\u00ab(\u00bf]?\s*(?:what|who|whom|whose|where|when|which|why|how|is|are|was|were|am|do|does|did|can|could|should|would|will|has|have|had"
    r"|(?:in|at|on|to|from|of|by|for|with|about|after|under)\s+(?:what|which|whom|whose|how)"
    r"|wer|wen|wem|wessen|wo|wohin|woher|wann|warum|wieso|weshalb|wie|welche[nmrs]?|womit|wof[uü]r|wodurch|worin|ist|sind|hat|kann|gibt|in\s+welche[mnrs]?"
    r"|qu[eé]|qui[eé]n(?:es)?|cu[aá]l(?:es)?|cu[aá]ndo|d[oó]nde|c[oó]mo|cu[aá]nt[oa]s?|por\s+qu[eé]|en\s+qu[eé]"
    r"|quel(?:le)?s?|qui|quoi|o[uù]|quand|comment|pourquoi|combien|est-ce|qu['\u2019]est|qu['\u2019]"
    r"|cosa|che|chi|dove|quando|come|perch[eé]|quant[oaie]|quale?i?|qual|quem|onde|quantos|quantas|o\s+que|por\s+que"
    r"|wat|wie|waar|wanneer|waarom|hoe|welke?|кто|что|где|когда|почему|как|какой|какая|какое|какие|сколько"
    r")\b",
    re.IGNORECASE,
)


class Role(StrEnum):
    """What a line is beside its words."""

    TEXT = "text"
    #: A heading of Markdown.
    HEADING = "heading"
    #: Wholly in bold letters, in Markdown.
    BOLD = "bold"
    #: What a folded part of Markdown shows: a question, whatever it ends in.
    FRONT = "front"
    #: A line of program text, never read as anything else.
    CODE = "code"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line that says something."""

    #: Place in the file, from 1.
    number: int
    #: Columns of white space in front.
    indent: int
    #: As it stands, without white space around it.
    whole: str
    #: A blank line or a separator stands above; the first line has one too.
    parted: bool = True
    #: A separator ("---") stands above.
    ruled: bool = False
    role: Role = Role.TEXT
    #: Of a heading, from 1; else 0.
    level: int = 0

    @property
    def text(self) -> str:
        """Return the line without a bullet or number in front."""
        return self.whole if self.role is Role.CODE else unmarked(self.whole)

    @property
    def mark(self) -> str:
        """Return what stands in front: "" for nothing, "-" for a bullet, "1" for a number, "a" for a letter."""
        if self.role is not Role.TEXT:
            return ""
        if BULLET.match(self.whole):
            return "-"
        if NUMBER.match(self.whole):
            return "1"
        return "a" if LETTER.match(self.whole) else ""

    @property
    def count(self) -> int:
        """Return the number in front of the line, or that of its letter; 0 for none."""
        if number := NUMBER.match(self.whole):
            return int(number[1])
        letter = LETTER.match(self.whole)
        return ord(letter[1].lower()) - ord("a") + 1 if letter else 0


def lines_of(text: str) -> list[Line]:
    """Split a text into the lines that say something; blank lines and separators are kept as what they part."""
    found: list[Line] = []
    parted, ruled = True, False
    for number, raw in enumerate(split_lines(text), 1):
        whole = raw.strip()
        is_rule = _SEPARATOR.match(whole) is not None or _CARD_LABEL.match(whole) is not None
        if is_rule or is_blank(whole):
            parted, ruled = True, ruled or is_rule
            continue
        found.append(Line(number=number, indent=indent_of(raw), whole=whole, parted=parted, ruled=ruled))
        parted = ruled = False
    return found


def split_lines(text: str) -> list[str]:
    """Split a text at the line ends of all systems, and at those that word processors copy."""
    return _LINE_END.split(text)


def indent_of(raw: str) -> int:
    """Count the columns of white space in front of a line."""
    before = raw[: len(raw) - len(raw.lstrip())]
    return sum(_TAB if letter == "\t" else 1 for letter in before)


@lru_cache(_LINES_KEPT)
def unmarked(whole: str) -> str:
    """Take bullets and numbers off the front of a line ("- 1. tea" is "tea"); a mark alone stays."""
    text = BULLET.sub("", whole)
    return (NUMBER.sub("", text) or text).strip() or whole


def asked(whole: str) -> str:
    """Take bullets, numbers and letters off the front of a question."""
    text = BULLET.sub("", whole)
    for mark in (NUMBER, _LOOSE_NUMBER, LETTER):
        shorter = mark.sub("", text, count=1).strip()
        if shorter not in ("", text):
            return shorter
    return text


def ends_asking(text: str) -> bool:
    """Say whether a text ends in a question mark of any script; quotes and brackets may follow it."""
    text = text[-_LOOKED_AT:]
    return (
        "\u055e" in text  # Armenian asks within the word
        or _QUESTION_END.search(text) is not None
        or _QUESTION_WORD_END.search(text) is not None
        or (text.rstrip("\"' )]").endswith(";") and _GREEK_END.search(text) is not None)
    )


@lru_cache(_LINES_KEPT)
def is_question(text: str) -> bool:
    """Say whether a line without its mark asks something: it ends in a question mark or leaves a blank.

    After the question mark more may be asked for: "What is a pod? Give an example."
    """
    if ends_asking(text) or has_gap(text) or _TRUE_FALSE.match(text):
        return True
    _, mark, behind = text.partition("? ")
    return bool(mark) and asks_for(behind.strip())


def has_gap(text: str) -> bool:
    """Say whether a text leaves a blank to fill, beside some words."""
    text = text[:_LOOKED_AT]
    return _GAP.search(text) is not None and len(re.findall(r"[^\W_]+", text)) > 1


def asks_for(text: str, *, surely: bool = False) -> bool:
    """Say whether a text tells somebody to answer ("Name the …").

    Args:
        text: A line without its mark.
        surely: Not a verb alone: what follows must be what one asks for, too.
    """
    return _ASKS_FOR.match(text) is not None and (not surely or _ASKED_FOR.match(text) is not None)


def opens_question(text: str) -> bool:
    """Say whether a text begins as questions do."""
    return _OPENS_QUESTION.match(text) is not None


def is_capital(text: str) -> bool:
    """Say whether all letters of a text are capitals, of a script that has them."""
    return text != text.lower() and text == text.upper()


def within_one_line(text: str) -> Iterator[tuple[str, str]]:
    """Yield the questions that one line holds, each with its answer behind it ("" where another question follows)."""
    if _GREEK.search(text):
        text = re.sub(r";(?=\s)", "\u037e", text)
    if not any(mark in text for mark in "?\uff1f\u061f\u037e") and not has_gap(text):
        return
    if filled := _filled(text):
        yield filled
        return
    pieces = [
        piece
        for piece in re.split(r"(?<=[?\uff1f\u061f\u037e])(?=[\s\u3000-\uffef]|[-\u2013\u2014:=>(])", text)
        if piece.strip()
    ]
    ask = ""
    for piece in pieces:
        if not ends_asking(piece):
            if ask:
                yield ask.strip(), _behind(piece)
                ask = ""
            continue
        if not ask:
            ask = piece
            continue
        begin = _begin_of_question(piece)
        if begin is None or not piece[:begin].strip(" -\u2013\u2014.;,|"):
            ask += piece  # "What is it? And why?"
        else:
            yield ask.strip(), _behind(piece[:begin].rstrip(" ;,|"))
            ask = piece[begin:]
    if ask:
        yield ask.strip(), ""


def _filled(text: str) -> tuple[str, str] | None:
    """Split a text with a blank from what belongs there; None if that doesn't stand behind it."""
    if len(text) > _LOOKED_AT:
        return None
    for pattern in (_FILLED_LAST, _FILLED):
        found = pattern.match(text)
        told = next(filter(None, found.groups()[1:]), "") if found else ""
        if found and told and has_gap(found["ask"]) and not has_gap(told):
            return found["ask"].strip(), told.strip()
    return None


def _begin_of_question(piece: str) -> int | None:
    begins = [found.start() for found in re.finditer(r"(?<=\s)(?=[A-Z\u00c4-\u00de\u00bf])", piece)]
    return next((begin for begin in begins if opens_question(piece[begin : begin + _OPENING_MOST])), None)


def _behind(piece: str) -> str:
    text = re.sub(r"^\s*(?:[-\u2013\u2014:=>\u2192|]+\s*)+", "", piece).strip()
    wrapped = re.fullmatch(r"\(([^()]+)\)\.?", text)
    return wrapped[1].strip() if wrapped else text


def without_counts(lines: Sequence[Line]) -> list[Line]:
    """Leave out numbers alone in their lines, if they count the questions below them."""
    counts = [at for at, line in enumerate(lines) if _COUNT.match(line.whole)]
    counting = [int(re.sub(r"\D", "", lines[at].whole)) for at in counts] == list(range(1, len(counts) + 1))
    above = all(at + 1 < len(lines) and is_question(lines[at + 1].text) for at in counts)
    if len(counts) < 2 or not counting or not above:  # noqa: PLR2004 - one counts nothing
        return list(lines)
    left_out = set(counts)
    return [
        replace(line, parted=True) if at - 1 in left_out else line
        for at, line in enumerate(lines)
        if at not in left_out
    ]


def with_letters(lines: Sequence[Line]) -> list[Line]:
    """Write options called "A: …", "B: …" or "A. …", "B. …" as "A) …": what is left of such marks is for answers."""
    found = [_LETTER_COLON.match(line.whole) for line in lines]
    letters = [match[2].lower() if match else "" for match in found]
    made = list(lines)
    for at, (line, match) in enumerate(zip(lines, found, strict=True)):
        before, after = letters[at - 1] if at else "", letters[at + 1] if at + 1 < len(lines) else ""
        goes_on = match is not None and (
            after == chr(ord(letters[at]) + 1) or (before and letters[at] == chr(ord(before) + 1))
        )
        if match is not None and goes_on:
            made[at] = replace(line, whole=f"{match[1]}{match[2]}) {line.whole[match.end() :]}")
    return made
