"""Anki's text export: rows of fields below lines that begin with `#` and say how they are laid out.

Source: the Anki manual, "Importing text files", section "File headers".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.decks.card_columns import FIELDS, NOTE_TYPE
from bot.decks.draft import DeckFormat, Draft
from bot.decks.fault import Fault, FaultCode, Level
from bot.decks.formats.anki_notes import below_rule, sections_of
from bot.decks.formats.cloze import with_clozes
from bot.decks.formats.columns import Role, Row, columns_of, questions_of, roles_named
from bot.decks.formats.csv_rows import csv_rows
from bot.decks.formats.html_text import is_media_only, plain, text_of
from bot.decks.validation import Fields, quoted

_HEAD = re.compile(
    r"^#\s?(separator|html|tags column|tags|deck column|deck|notetype column|notetype|guid column|columns|if matches)"
    r"\s*:(.*)$",
    re.IGNORECASE,
)
_SEPARATORS: Mapping[str, str] = {
    "tab": "\t",
    "\\t": "\t",
    "comma": ",",
    "semicolon": ";",
    "colon": ":",
    "pipe": "|",
    "space": " ",
}


@dataclass(slots=True)
class _Head:
    """What the lines above the rows say; columns are counted from 1, 0 where there is none."""

    separator: str = "\t"
    html: bool = False
    tags: tuple[str, ...] = ()
    deck: str = ""
    notetype: str = ""
    #: What each of the named columns holds: "tags", "deck", "notetype", "guid".
    columns: dict[str, int] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    #: Number of lines.
    lines: int = 0


def is_anki_text(text: str) -> bool:
    """Say whether a text begins as Anki's export does."""
    return _HEAD.match(text.lstrip().partition("\n")[0].rstrip("\r")) is not None


def read_anki_text(text: str) -> Draft:
    """Read a text export of Anki, notes or cards."""
    head = _head(text)
    below = "\n" * head.lines + "\n".join(text.split("\n")[head.lines :])
    found = csv_rows(below, head.separator)
    if isinstance(found, Fault):
        return Draft(format=DeckFormat.ANKI_TEXT, faults=(found,))
    rows = [row for row in found if not row.cells[0].startswith("#") or len(row.cells) > 1]
    width = max((len(row.cells) for row in rows), default=0)
    named, header = _named(rows, head)
    layout, own = _layout(named, head, width), _layout(roles_named(FIELDS), head, width)
    read: dict[tuple[Role, ...], list[Row]] = {layout: [], own: []}
    faults: list[Fault] = []
    decks: dict[int, str] = {}
    for row in rows[1:] if header and not head.names else rows:
        if media := _media_only(row, layout, head):
            fields: Fields = {"text": media}
            faults.append(Fault(line=row.number, level=Level.WARNING, code=FaultCode.MEDIA_ONLY, fields=fields))
            continue
        decks[row.number] = _cell(row, head.columns.get("deck", 0)) or head.deck
        kind = _cell(row, head.columns.get("notetype", 0)) or head.notetype
        roles = own if kind.startswith(NOTE_TYPE) else layout
        read[roles].append(_read(row, roles, html=head.html))
    questions = [questions_of(these, roles, delimiter=head.separator) for roles, these in read.items()]
    title, sections = sections_of(list(dict.fromkeys(decks.values())))
    entries = with_clozes(
        replace(
            entry,
            section=entry.section or sections.get(decks[entry.line or 0], ""),
            tags=(*entry.tags, *head.tags),
        )
        for entry in sorted((entry for one in questions for entry in one.entries), key=lambda entry: entry.line or 0)
    )
    return Draft(
        format=DeckFormat.ANKI_TEXT,
        title=title,
        header=header,
        entries=tuple(entries),
        faults=(*faults, *(fault for one in questions for fault in one.faults)),
    )


def _head(text: str) -> _Head:
    head = _Head()
    for line in text.split("\n"):
        found = _HEAD.match(line.rstrip("\r"))
        if not found and line.strip() and not line.startswith("#"):
            break
        head.lines += 1
        if found:
            _say(head, found[1].lower(), found[2])
    # Whichever of the two lines comes first.
    head.names = tuple(name.strip() for names in head.names for name in names.split(head.separator))
    return head


def _say(head: _Head, key: str, given: str) -> None:
    value = given.strip()
    if key == "separator":
        head.separator = _SEPARATORS.get(value.lower(), value[:1] or "\t")
    elif key == "html":
        head.html = value.lower() == "true"
    elif key == "tags":
        head.tags = tuple(value.split())
    elif key == "deck":
        head.deck = value
    elif key == "notetype":
        head.notetype = value
    elif key == "columns":
        head.names = (given.strip(" "),)
    elif key.endswith(" column") and value.isdecimal():
        head.columns[key.removesuffix(" column")] = int(value[:4])


def _named(rows: Sequence[Row], head: _Head) -> tuple[tuple[Role, ...], tuple[str, ...]]:
    """Return what each field holds by its name, and the names: of `#columns`, or of a header row below."""
    special = head.columns.values()
    if head.names:
        names = [name for place, name in enumerate(head.names, 1) if place not in special]
        return roles_named(names), tuple(name for name in head.names if name)
    columns = columns_of(rows[:1])
    if not columns.header:
        return (Role.ASK, Role.ANSWER), ()
    return tuple(role for place, role in enumerate(columns.roles, 1) if place not in special), columns.header


def _layout(fields: Sequence[Role], head: _Head, width: int) -> tuple[Role, ...]:
    """Return what each column holds: fields in their order, and between them what is no field."""
    special = {column: Role.TAGS if name == "tags" else Role.IGNORED for name, column in head.columns.items()}
    rest = iter(fields)
    return tuple(special[place] if place in special else next(rest, Role.NOTE) for place in range(1, width + 1))


def _cell(row: Row, column: int) -> str:
    return row.cells[column - 1].strip() if 0 < column <= len(row.cells) else ""


def _media_only(row: Row, roles: Sequence[Role], head: _Head) -> str:
    """Return what names a row that has only a picture or a sound for its question or answer; else ""."""
    if not head.html:
        return ""
    asked = [cell for cell, role in zip(row.cells, roles, strict=False) if role in {Role.ASK, Role.ANSWER}]
    return next((quoted(plain(cell)) for cell in asked if is_media_only(cell)), "")


def _read(row: Row, roles: Sequence[Role], *, html: bool) -> Row:
    """Make text of a row's fields, and commas of the spaces between its tags."""
    texts = [text_of(below_rule(cell)) if html else plain(cell) for cell in row.cells]
    for place, role in enumerate(roles[: len(texts)]):
        if role is Role.TAGS:
            texts[place] = ", ".join(texts[place].split())
    return replace(row, cells=tuple(texts))
