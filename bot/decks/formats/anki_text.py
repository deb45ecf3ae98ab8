"""Anki's text export: rows of fields below lines that begin with `#` and say how they are laid out.

Source: the Anki manual, "Importing text files", section "File headers".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.decks.draft import DeckFormat, Draft
from bot.decks.fault import Fault, FaultCode, Level
from bot.decks.formats.anki_notes import sections_of
from bot.decks.formats.cloze import with_clozes
from bot.decks.formats.columns import Role, Row, columns_of, questions_of, roles_named, tags_of
from bot.decks.formats.csv_rows import Broken, csv_rows
from bot.decks.formats.html_text import is_media_only, plain, text_of
from bot.decks.validation import quoted

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
    if isinstance(found, Broken):
        fault = Fault(line=found.line, code=FaultCode.TABLE_BROKEN, fields={"detail": found.detail})
        return Draft(format=DeckFormat.ANKI_TEXT, faults=(fault,))
    rows = [row for row in found if not row.cells[0].startswith("#") or len(row.cells) > 1]
    fields, header = _layout(rows, head)
    faults: list[Fault] = []
    decks: list[str] = []
    read: list[Row] = []
    for row in rows[1:] if header and not head.names else rows:
        media = _media_only(row, fields, head)
        if media:
            faults.append(
                Fault(line=row.number, level=Level.WARNING, code=FaultCode.MEDIA_ONLY, fields={"text": media})
            )
            continue
        decks.append(_cell(row, head.columns.get("deck", 0)) or head.deck)
        read.append(
            Row(number=row.number, cells=tuple(text_of(cell) if head.html else plain(cell) for cell in row.cells))
        )
    questions = questions_of(read, fields, delimiter=head.separator)
    title, sections = sections_of(list(dict.fromkeys(decks)))
    by_line = dict(zip((row.number for row in read), decks, strict=True))
    entries = with_clozes(
        replace(
            entry, section=entry.section or sections.get(by_line[entry.line or 0], ""), tags=(*entry.tags, *head.tags)
        )
        for entry in questions.entries
    )
    return Draft(
        format=DeckFormat.ANKI_TEXT,
        title=title,
        header=header,
        entries=tuple(entries),
        faults=(*faults, *questions.faults),
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
    return head


def _say(head: _Head, key: str, given: str) -> None:
    value = given.strip()
    if key == "separator":
        head.separator = _SEPARATORS.get(value.lower(), value[:1] or "\t")
    elif key == "html":
        head.html = value.lower() == "true"
    elif key == "tags":
        head.tags = tags_of(value)
    elif key == "deck":
        head.deck = value
    elif key == "columns":
        head.names = tuple(name.strip() for name in given.strip(" ").split(head.separator))
    elif key.endswith(" column") and value.isdecimal():
        head.columns[key.removesuffix(" column")] = int(value[:4])


def _layout(rows: Sequence[Row], head: _Head) -> tuple[tuple[Role, ...], tuple[str, ...]]:
    """Return what each column holds, and the header row if there is one beside `#columns`."""
    width = max((len(row.cells) for row in rows), default=0)
    if head.names:
        named = roles_named([name for place, name in enumerate(head.names, 1) if place not in head.columns.values()])
        header = tuple(name for name in head.names if name)
    else:
        columns = columns_of(rows[:1])
        header = columns.header
        named = columns.roles if header else (Role.ASK, Role.ANSWER)
        if header and head.columns:
            named = tuple(role for place, role in enumerate(named, 1) if place not in head.columns.values())
    rest = iter(named)
    roles = []
    for place in range(1, width + 1):
        special = next((name for name, column in head.columns.items() if column == place), None)
        if special is not None:
            roles.append(Role.TAGS if special == "tags" else Role.IGNORED)
        else:
            roles.append(next(rest, Role.NOTE))
    return tuple(roles), header


def _cell(row: Row, column: int) -> str:
    return row.cells[column - 1].strip() if 0 < column <= len(row.cells) else ""


def _media_only(row: Row, roles: Sequence[Role], head: _Head) -> str:
    """Return what names a row that has only a picture or a sound for its question or answer; else ""."""
    if not head.html:
        return ""
    asked = [cell for cell, role in zip(row.cells, roles, strict=False) if role in {Role.ASK, Role.ANSWER}]
    return next((quoted(plain(cell)) for cell in asked if is_media_only(cell)), "")
