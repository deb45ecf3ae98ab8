"""Markdown: headings, bold lines, tables, lists and folded details become the lines that notes are read from.

Line breaks are what an author sees, so a paragraph is not one line: only prose that was wrapped at a margin is joined.
Indented text is text, and a rule under a line does not make it a heading: people write both into their notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from bot.decks.draft import DeckFormat, Draft, Entry
from bot.decks.fault import Fault, FaultCode
from bot.decks.format import is_blank
from bot.decks.formats.columns import Questions, Row, columns_of, questions_of
from bot.decks.formats.html_text import text_of
from bot.decks.formats.notes.found import Reading
from bot.decks.formats.notes.lines import Line, Role, asked, asks_for, is_question, split_lines
from bot.decks.formats.notes.reading import faults_of, read_lines
from bot.decks.validation import Fields

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_TITLE_MOST = 100
_FRONT_MOST = 8_192
#: More would take a minute to parse.
_CHARACTERS_MOST = 2 * 1024**2
#: Prose whose lines are at least this long was wrapped at a margin.
_WRAPPED_LEAST = 60
_INDENT = 4
#: Columns of a list's lines that have no mark of their own.
_WITHIN_ITEM = 2
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")

_TABLE_RULE = r"^[ >]*(?:\|[ ]*)?:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)+\|?[ ]*$|^[ >]*\|[ ]*:?-+:?[ ]*\|[ ]*$"
_EVIDENCE = re.compile(
    rf"{_TABLE_RULE}|^ {{0,3}}#{{1,6}}[ \t]+\S"
    r"|^[ \t]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?(?:\*\*\S[^\n]*?\*\*|__[^\s_][^\n]*?__)"
    r"|<details\b|^ {0,3}(?:```|~~~)|^>[ ]?\S|\[[^\]\n]{1,200}\]\(\S{1,500}\)|\*\*[^\s*][^*\n]*\*\*|`[^`\n]{1,200}`"
    r"|^[ \t]*([*_])[^\s*_][^*_\n]*\1[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?\r?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FRONT_LINE = re.compile(r"^[\w-]+\s*:", re.MULTILINE)
_FOLDED = re.compile(r"</?details\b[^<>]*>|<summary\b[^<>]*>|</summary\s*>", re.IGNORECASE)
#: What stands on a fold that hides an answer.
_SHOW = re.compile(
    r"^\W*(?:(?:explanation|reference|why|model|sample|suggested|show|see|click|reveal|view|open|toggle|expand|hint|ver|mostrar|voir|zeige?n?|anzeigen)\b.*"
    r"|(?:the\s+)?(?:correct\s+)?(?:answers?|solution|details|spoiler|antwort|l[oö]sung|respuesta|soluci[oó]n|r[eé]ponse"
    r"|risposta|resposta|ответ|答案|答え|解答)\b\W*(?:\d+\W*)?(?:anzeigen|zeigen)?)$",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(
    r"</?(?:a|abbr|b|big|br|center|cite|code|del|dfn|div|em|font|i|img|ins|kbd|mark|p|q|s|samp|small|span|strike|strong"
    r"|sub|sup|tt|u|var|wbr)\b[^<>]*>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_EMBED = re.compile(r"!\[\[[^\[\]]*\]\]")
_WIKI = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_TO_TOP = re.compile(r"^\W*(?:back to top|go to top|to the top|top)\W*$", re.IGNORECASE)
_HIGHLIGHT = re.compile(r"==(\S(?:[^=]*\S)?)==")


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What stands above a Markdown file, between "---"."""

    title: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()
    #: Lines it takes.
    lines: int = 0


@dataclass(slots=True, kw_only=True)
class _Table:
    rows: list[Row] = field(default_factory=list)
    section: str = ""
    #: Number of lines above it.
    at: int = 0


@dataclass(slots=True, kw_only=True)
class _Blocks:
    """What a file is made of."""

    lines: list[Line] = field(default_factory=list)
    tables: list[_Table] = field(default_factory=list)


def is_markdown(text: str) -> bool:
    """Say whether a text has headings, bold openings, tables, folds or fences."""
    return _EVIDENCE.search(text) is not None or front_of(text).lines > 0


def read_markdown(text: str) -> Draft:
    """Read questions from a Markdown file, wherever its author put them."""
    if len(text) > _CHARACTERS_MOST:
        big: Fields = {"bytes": len(text), "limit": _CHARACTERS_MOST // 1024**2}
        return Draft(format=DeckFormat.MARKDOWN, faults=(Fault(code=FaultCode.FILE_BIG, fields=big),))
    front = front_of(text)
    blocks = _blocks(_unfolded(text, front.lines))
    header: tuple[str, ...] = ()
    entries: list[Entry] = []
    faults: list[Fault] = []
    lines = list(blocks.lines)
    asks = any(is_question(line.text) or asks_for(asked(line.whole)) for line in lines if line.role is not Role.CODE)
    for table in reversed(blocks.tables):
        columns = columns_of(table.rows, whole_header=not asks)
        read = questions_of(table.rows[columns.skip :], columns.roles) if columns.header else Questions()
        if _is_contents(table):
            continue
        if not read.entries:
            # It belongs to an answer, as text.
            lines[table.at : table.at] = _as_lines(table)
            continue
        header = columns.header
        entries += [replace(entry, section=entry.section or table.section) for entry in read.entries]
        faults += read.faults
    reading = _below_title(lines, front.title, has_table=bool(entries))
    entries = sorted((*entries, *reading.entries), key=lambda entry: entry.line or 0)
    return Draft(
        format=DeckFormat.MARKDOWN,
        title=reading.title,
        language=front.language,
        header=header,
        entries=tuple(replace(entry, tags=(*front.tags, *entry.tags)) for entry in entries),
        faults=(*faults_of(lines, reading.title), *faults, *reading.faults),
    )


def _is_contents(table: _Table) -> bool:
    """Say whether a table lists the questions that stand below it: most rows hold one, beside its number."""
    rows = [[cell for cell in row.cells if not is_blank(cell)] for row in table.rows[1:]]
    listed = sum(1 for cells in rows if len(cells) == 2 and cells[0].isdecimal() and is_question(cells[1]))  # noqa: PLR2004
    return 2 * listed > len(rows)


def _as_lines(table: _Table) -> list[Line]:
    rows = ("; ".join(filter(None, (cell.strip() for cell in row.cells))) for row in table.rows)
    return [
        Line(number=row.number, indent=0, whole=said, parted=False)
        for row, said in zip(table.rows, rows, strict=True)
        if not is_blank(said)
    ]


def _below_title(lines: list[Line], title: str, *, has_table: bool) -> Reading:
    """Read the lines; a first heading that the others stand below is the title."""
    if lines and lines[0].role is Role.HEADING and not title and not is_question(lines[0].whole):
        others = [line.level for line in lines[1:] if line.role is Role.HEADING]
        if all(level > lines[0].level for level in others):
            title, lines = lines[0].whole, lines[1:]
            lines[:1] = [replace(line, parted=True) for line in lines[:1]]
    if title and lines and lines[0].role is Role.HEADING and lines[0].whole == title:
        lines = lines[1:]
    if not has_table or any(is_question(line.text) for line in lines if line.role is not Role.CODE):
        return read_lines(lines, title=title)
    # What stands around a table of cards belongs to no card.
    out = Reading(title=title)
    out.head([line for line in lines if line.role is not Role.HEADING])
    return out


def front_of(text: str) -> Front:
    """Read what stands above a Markdown file between "---": title, language, tags."""
    found = _FRONT.match(text[:_FRONT_MOST])
    if found is None or not _FRONT_LINE.search(found[1]):
        return Front()
    import yaml

    try:
        said = yaml.safe_load(found[1])
    except (yaml.YAMLError, ValueError, RecursionError):
        said = None
    fields: dict[Any, Any] = said if isinstance(said, dict) else {}
    lower = {str(key).lower(): value for key, value in fields.items()}
    tags = lower.get("tags", lower.get("tag", ()))
    tags = re.split(r"[,\s]+", tags) if isinstance(tags, str) else tags
    language = lower.get("language", lower.get("lang"))
    known = isinstance(language, str) and re.fullmatch(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", language)
    return Front(
        title=" ".join(str(title).split()) if isinstance(title := lower.get("title"), str | int | float) else "",
        language=language if isinstance(language, str) and known else "",
        tags=tuple(tag for tag in tags if isinstance(tag, str) and tag)[:20] if isinstance(tags, list | tuple) else (),
        lines=text.count("\n", 0, found.end()) or 1,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """A text whose folds were opened, so that Markdown sees what they hide."""

    text: str
    #: Line in the file of each line of the text.
    numbers: tuple[int, ...]
    #: Lines of the text, from 0, that stand on folds and are questions.
    fronts: frozenset[int]


def _unfolded(text: str, skip: int) -> _Source:
    """Put what stands on folds, and what they hide, into lines of their own.

    Args:
        text: The file.
        skip: Lines to leave out at its top.
    """
    unfolding = _Unfolding()
    source = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text) if "<!--" in text else text
    for number, raw in enumerate(split_lines(source), 1):
        if number > skip:
            unfolding.take(number, raw)
    return _Source(
        text="\n".join(unfolding.lines), numbers=tuple(unfolding.numbers), fronts=frozenset(unfolding.fronts)
    )


class _Unfolding:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.numbers: list[int] = []
        self.fronts: set[int] = set()
        self._in_fence = False
        #: What stands on the fold that is being read; None outside of one.
        self._shown: str | None = None

    def take(self, number: int, raw: str) -> None:
        """Take a line of the file."""
        self._in_fence ^= _FENCE.match(raw) is not None
        marks = [] if self._in_fence else list(_FOLDED.finditer(raw))
        if not marks:
            self._say(number, raw)
            return
        at = 0
        for mark in marks:
            if not is_blank(raw[at : mark.start()]):
                self._say(number, raw[at : mark.start()])
            self._mark(number, mark[0].lower())
            at = mark.end()
        if not is_blank(raw[at:]):
            self._say(number, raw[at:])

    def _say(self, number: int, text: str) -> None:
        if self._shown is not None:
            self._shown += f" {text}"
        else:
            self.lines.append(text)
            self.numbers.append(number)

    def _mark(self, number: int, name: str) -> None:
        shown, self._shown = self._shown, None
        if name.startswith("<summary"):
            self._shown = ""
        elif name.startswith("</summary") and shown is not None:
            said = " ".join(re.sub(r"<[^<>]*>", "", shown).split()).lstrip("# ")
            if is_question(said) or not _SHOW.match(said):
                self._say(number, "")
                self.fronts.add(len(self.lines))
                self._say(number, f"###### {said}")
            self._say(number, "")
        else:
            self._say(number, "")


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable(["lheading", "code", "reference"])


def plain_of(text: str) -> str:
    """Take the marks out of one line of Markdown."""
    return " ".join(said for said, _ in _said(_parser().parseInline(text)[0])).strip()


def _blocks(source: _Source) -> _Blocks:
    walk = _Walk(source)
    for token in _parser().parse(source.text):
        walk.take(token)
    return walk.out


class _Walk:
    """Goes through the blocks of a file from top to bottom."""

    def __init__(self, source: _Source) -> None:
        self.out = _Blocks()
        self._source = source
        #: Of lists within lists, and of the heading one is in; 0 for none.
        self._depth = self._level = 0
        #: What stands in front of the next line: a bullet or number.
        self._mark = ""
        self._section = ""
        self._table: _Table | None = None
        #: A rule stands above the next line; and the place of the last one.
        self._ruled, self._last = False, -1

    def take(self, token: Token) -> None:
        """Take the next token."""
        kind = token.type
        if kind.endswith("_list_open"):
            self._depth += 1
        elif kind.endswith("_list_close"):
            self._depth -= 1
        elif kind == "list_item_open":
            self._mark = f"{token.info}{token.markup} " if token.info else "- "
        elif kind == "hr":
            self._ruled = True
        elif kind in ("heading_open", "heading_close"):
            self._level = int(token.tag[1]) if kind == "heading_open" else 0
        elif kind in ("table_open", "table_close"):
            self._table = _Table(section=self._section, at=len(self.out.lines)) if kind == "table_open" else None
            self.out.tables += [self._table] if self._table else []
        elif self._table is not None:
            self._cell(self._table, token)
        elif kind in ("inline", "fence", "html_block"):
            self._text(token)

    def _cell(self, table: _Table, token: Token) -> None:
        if token.type == "tr_open":
            self._last = token.map[0] if token.map else self._last
            table.rows.append(Row(number=_number(self._source, self._last), cells=()))
        elif token.type == "inline":
            said = "\n".join(text for text, _ in _said(token))
            table.rows[-1] = replace(table.rows[-1], cells=(*table.rows[-1].cells, said))

    def _text(self, token: Token) -> None:
        indent = _INDENT * max(self._depth - 1, 0) + (_WITHIN_ITEM if self._depth and not self._mark else 0)
        for place, line in _lines(token, self._source, self._mark, indent, self._level):
            parted = self._ruled or place > self._last + 1 or not self.out.lines
            self.out.lines.append(replace(line, parted=parted, ruled=self._ruled))
            self._ruled, self._last = False, place
            self._section = line.whole if line.role is Role.HEADING else self._section
        self._mark = ""


def _lines(token: Token, source: _Source, mark: str, indent: int, level: int) -> Iterator[tuple[int, Line]]:
    """Yield the lines of a block, each with its place in the source."""
    begin = token.map[0] if token.map else 0
    if token.type == "inline":
        for place, text, bold in _unwrapped(begin, _said(token)):
            role = Role.BOLD if bold else Role.TEXT
            if level:
                role = Role.FRONT if place in source.fronts else Role.HEADING
            whole = f"{mark}{text}"
            yield place, Line(number=_number(source, place), indent=indent, whole=whole, role=role, level=level)
            mark, indent = "", indent + (_WITHIN_ITEM if mark else 0)
        return
    is_code = token.type == "fence"
    content = token.content if is_code else text_of(token.content)
    for place, raw in enumerate(content.split("\n"), begin + is_code):
        if not is_blank(raw):
            role = Role.CODE if is_code else Role.TEXT
            yield place, Line(number=_number(source, place), indent=indent, whole=raw.rstrip(), role=role)


def _number(source: _Source, place: int) -> int:
    return source.numbers[min(place, len(source.numbers) - 1)]


def _unwrapped(begin: int, said: list[tuple[str, bool]]) -> Iterator[tuple[int, str, bool]]:
    """Yield place, text and boldness of a paragraph's lines; prose that was wrapped at a margin is one line."""
    gathered: tuple[int, str, bool] | None = None
    length = 0
    for place, (text, bold) in enumerate(said, begin):
        if is_blank(text) or _TO_TOP.match(text):
            continue
        wraps = (
            gathered is not None and length >= _WRAPPED_LEAST and not re.search(r"[.?!:;\u3002\uff1f]$", gathered[1])
        )
        if gathered is not None and wraps and bold == gathered[2]:
            gathered = (gathered[0], f"{gathered[1]} {text}", bold)
        else:
            if gathered is not None:
                yield gathered
            gathered = (place, text, bold)
        length = len(text)
    if gathered is not None:
        yield gathered


def _said(inline: Token) -> list[tuple[str, bool]]:
    """Return the lines of an inline token as people read them, each with whether all of it is bold."""
    lines: list[list[str]] = [[]]
    plain = [False]
    strong = 0
    for token in inline.children or ():
        text = ""
        if token.type in ("softbreak", "hardbreak") or (
            token.type == "html_inline" and _BREAK.fullmatch(token.content)
        ):
            lines.append([])
            plain.append(False)
        elif token.type in ("strong_open", "strong_close"):
            strong += 1 if token.type == "strong_open" else -1
        elif token.type == "html_inline":
            text = "" if _TAG.fullmatch(token.content) or token.content.startswith("<!--") else token.content
        elif token.type in ("text", "code_inline", "image", "text_special"):
            text = token.content
        if text:
            lines[-1].append(text)
            plain[-1] |= not strong and not is_blank(text)
    made = [
        " ".join(_HIGHLIGHT.sub(r"\1", _WIKI.sub(r"\1", _EMBED.sub("", "".join(pieces)))).split()) for pieces in lines
    ]
    return [(text, bool(text) and not mild) for text, mild in zip(made, plain, strict=True)]
