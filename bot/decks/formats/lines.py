"""Lines: what a line of notes is by its look: a question, a text with a blank, an "A:", a bullet, a separator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.decks.format import is_blank

#: Columns of a tab.
_TAB = 4
_CLOSING = r"[\s!?\uff1f\u061f\"')\]*_\u201d\u2019\u300d\u00bb]*$"
_QUESTION_END = re.compile(r"[?\uff1f\u061f\u037e\u2047-\u2049\u203d\u2e2e\u1367]" + _CLOSING)
#: Questions of scripts that end them with a word: Japanese, Chinese, Korean.
_QUESTION_WORD_END = re.compile(
    r"(?:か。|ですか|ますか|ましたか|でしょうか|[吗嗎呢]。|[吗嗎]|(?:까|나요|인가|는가|은가|은가요)\.?)" + _CLOSING
)
#: Greek asks with the semicolon.
_GREEK_END = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff].*;" + _CLOSING)
_GAP = re.compile(
    r"_{3,}|(?<![\w_])__(?![\w_])|\.{4,}|\u2026{2,}|\[\s*(?:\.{2,}|\u2026|_+)\s*\]|\(\s*(?:\.{3,}|_+)\s*\)"
)
_SEPARATOR = re.compile(r"^(?:([-=*_~#+\u2013\u2014\u2015\u2550\u2500])(?:\s*\1){2,}|\u2e3b+)$")

BULLET = re.compile(
    r"^(?:[-*+\u2022\u2013\u2014\u00b7\u25aa\u25cf\u25e6\u2023\u25cb\u25a0\u27a2](?:\s+\[[ xX]?\])?\s+)(?=\S)"
)
NUMBER = re.compile(r"^\(?(\d{1,3})[.)](?:\s+(?=\S)|(?=[^\W\d_]))")
#: Only before a question: elsewhere "1: none" and "2.1 kg" are answers.
_LOOSE_NUMBER = re.compile(
    r"^(?:#\s?|no\.?\s)?\(?(\d{1,3})(?:\.\d{1,3})*(?:\s*[:\u2013-]\s+|[.)]*\s+)(?=\S)", re.IGNORECASE
)
LETTER = re.compile(r"^\(?([A-Za-z])[.)]\s+(?=\S)")

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

#: What marks a question and its answer, by language; each word may be numbered ("Q1:", "Question 2.").
_MARKS = (
    (r"q|qn|ques|question|quiz", r"a|ans|answers?|correct\s+answers?|right\s+answers?|the\s+answer"),
    (r"f|frage", r"a|antwort|l[oö]sung"),
    (r"p|pregunta", r"r|respuesta"),
    (r"q|question", r"r|r[eé]ponse"),
    (r"d|domanda", r"r|risposta"),
    (r"p|pergunta", r"r|resposta"),
    (r"v|vraag", r"a|antwoord"),
    (r"в|вопрос", r"о|ответ"),
    (r"q|问|問|问题|問題|質問", r"a|答|答案|回答|答え"),
    (r"س|سؤال", r"ج|جواب|الجواب"),
    (r"soru|s", r"cevap|c"),
    (r"front|prompt|card", r"back|response|answer"),
    (r"vorderseite", r"r[uü]ckseite"),
    (r"term|word|concept", r"definition|def|meaning|translation"),
)
_AROUND = r"^[\[(]?(?:{words})\s*(?:n?[o°]?\.?\s*)?\d{{0,4}}[\])]?(?:(?:\s*[:：]|[.)](?=\s|$)|\s+[\u2013\u2014-](?=\s))\s*|\s*$)"
#: In one line: "Q: … A: …".
_WITHIN = r"(?:^|[\s(\[])(?:{words})\s*\d{{0,4}}[\])]?\s*[:：]\s+(?=\S)"


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


def lines_of(text: str) -> list[Line]:
    """Split a text into the lines that say something; blank lines and separators are kept as what they part."""
    found: list[Line] = []
    parted, ruled = True, False
    for number, raw in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        whole = raw.strip()
        is_rule = _SEPARATOR.match(whole) is not None
        if is_rule or is_blank(whole):
            parted, ruled = True, ruled or is_rule
            continue
        found.append(Line(number=number, indent=indent_of(raw), whole=whole, parted=parted, ruled=ruled))
        parted = ruled = False
    return found


def indent_of(raw: str) -> int:
    """Count the columns of white space in front of a line."""
    before = raw[: len(raw) - len(raw.lstrip())]
    return sum(_TAB if letter == "\t" else 1 for letter in before)


def unmarked(whole: str) -> str:
    """Take bullets and numbers off the front of a line ("- 1. tea" is "tea"); a mark alone stays."""
    text = BULLET.sub("", whole)
    return (NUMBER.sub("", text) or text).strip() or whole


def asked(whole: str) -> str:
    """Take bullets, numbers and letters off the front of a question."""
    text = BULLET.sub("", whole)
    for mark in (NUMBER, _LOOSE_NUMBER, LETTER):
        if shorter := mark.sub("", text, count=1).strip():
            if shorter != text:
                return shorter
    return text


def ends_asking(text: str) -> bool:
    """Say whether a text ends in a question mark of any script; quotes and brackets may follow it."""
    return (
        _QUESTION_END.search(text) is not None
        or _QUESTION_WORD_END.search(text) is not None
        or (text.rstrip("\"' )]").endswith(";") and _GREEK_END.search(text) is not None)
    )


def is_question(text: str) -> bool:
    """Say whether a line without its mark asks something: it ends in a question mark or leaves a blank."""
    return ends_asking(text) or has_gap(text)


def has_gap(text: str) -> bool:
    """Say whether a text leaves a blank to fill, beside some words."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The marks in front of questions and answers that a file keeps to."""

    ask: re.Pattern[str]
    answer: re.Pattern[str]
    answer_within: re.Pattern[str]


_KNOWN_MARKS = tuple(
    Marks(
        ask=re.compile(_AROUND.format(words=ask), re.IGNORECASE),
        answer=re.compile(_AROUND.format(words=answer), re.IGNORECASE),
        answer_within=re.compile(_WITHIN.format(words=answer), re.IGNORECASE),
    )
    for ask, answer in _MARKS
)
_NEVER = re.compile(r"(?!)")
#: For files that mark their answers only.
_ANSWER_WORDS = r"a|ans|answers?|correct\s+answers?|antwort|l[oö]sung|respuesta|r[eé]ponse|risposta|resposta|antwoord|ответ|答|答案|答え|جواب"
_ANSWERS_ONLY = Marks(
    ask=_NEVER,
    answer=re.compile(rf"^[\[(]?(?:{_ANSWER_WORDS})\s*\d{{0,4}}[\])]?\s*(?:[:：]\s*|$)", re.IGNORECASE),
    answer_within=re.compile(_WITHIN.format(words=_ANSWER_WORDS), re.IGNORECASE),
)


def marks_of(lines: list[Line]) -> Marks | None:
    """Find the marks of questions and answers that a file keeps to; None if it has none."""
    texts = [line.text for line in lines if line.role is not Role.CODE]
    best, most = None, 0
    for marks in _KNOWN_MARKS:
        asks = sum(1 for text in texts if marks.ask.match(text))
        answers = sum(1 for text in texts if marks.answer.match(text) or _both(marks, text))
        if min(asks, answers) > most:
            best, most = marks, min(asks, answers)
    if best is not None:
        return best
    answers = sum(1 for text in texts if _ANSWERS_ONLY.answer.match(text))
    within = sum(1 for text in texts if _ANSWERS_ONLY.answer_within.search(text) and "?" in text)
    asks = sum(1 for text in texts if is_question(text))
    return _ANSWERS_ONLY if answers + within > 1 or (answers + within and asks == 1) else None


def _both(marks: Marks, text: str) -> bool:
    found = marks.ask.match(text)
    return found is not None and marks.answer_within.search(text, found.end()) is not None


def within_one_line(text: str) -> Iterator[tuple[str, str]]:
    """Yield the questions that one line holds, each with its answer behind it ("" where another question follows)."""
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


def _begin_of_question(piece: str) -> int | None:
    begins = [found.start() for found in re.finditer(r"(?<=\s)(?=[A-Z\u00c4-\u00de\u00bf])", piece)]
    return next((begin for begin in begins if opens_question(piece[begin:])), None)


def _behind(piece: str) -> str:
    text = re.sub(r"^\s*(?:[-\u2013\u2014:=>\u2192|]+\s*)+", "", piece).strip()
    wrapped = re.fullmatch(r"\(([^()]+)\)\.?", text)
    return wrapped[1].strip() if wrapped else text
