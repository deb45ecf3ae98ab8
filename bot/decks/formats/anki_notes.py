"""Notes of Anki: what a note asks, by the templates of its type, and what its deck's name says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.decks.card_columns import KEY, TAGS
from bot.decks.draft import Entry
from bot.decks.fault import Fault, FaultCode, Level
from bot.decks.formats.cloze import with_clozes
from bot.decks.formats.columns import Role, Row, questions_of, role_of, roles_named
from bot.decks.formats.html_text import has_media, plain, text_of
from bot.decks.validation import quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """The two sides of a card, as HTML with `{{Field}}` in it."""

    front: str
    back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteType:
    """What notes of a type have."""

    is_cloze: bool
    fields: tuple[str, ...]
    templates: tuple[Template, ...]


@dataclass(slots=True)
class _Side:
    """One side of a card, filled in."""

    #: HTML.
    shown: list[str] = field(default_factory=list)
    #: Fields that stand on it and say something, in order: name -> HTML.
    fields: dict[str, str] = field(default_factory=dict)
    #: Fields to type in: on a front their place is empty, on a back they answer.
    typed: dict[str, str] = field(default_factory=dict)
    #: Those shown on request.
    hints: list[str] = field(default_factory=list)


_DECK_SEAM = "::"
#: The deck that Anki puts everything in for which nobody named one.
_DEFAULT = "Default"
_TAG = re.compile(r"\{\{([#^/]?)([^{}]{0,200})\}\}")
#: What Anki fills in itself.
_SPECIAL = frozenset({"FrontSide", "Tags", "Type", "Deck", "Subdeck", "Card", "CardFlag", "CardID"})
_RULE = re.compile(r"<hr\b[^<>]*\banswer\b[^<>]*>", re.IGNORECASE)
_REMARKS = frozenset({Role.NOTE, Role.HINTS, Role.SOURCE, Role.IGNORED, Role.TAGS, Role.ID, Role.SECTION})
_URL = re.compile(r"https?://[^\s<>\"]{1,490}")
#: " 漢字[かんじ]": a word and how it is read. Source: Anki's `rslib/src/template_filters.rs`.
_READING = re.compile(r" ?([^ >\[\]]{1,50})\[([^\[\]]{1,50})\]")
_RUBY = {"kanji": r"\1", "kana": r"\2", "furigana": r"\1(\2)"}
_LAST_WORD = re.compile(r"^.*[\s_-]")
_OCCLUSION = "image-occlusion:"
#: Names of fields whose texts speak for themselves below an answer.
_UNLABELLED = frozenset({"extra", "back extra", "note", "notes", "comment", "comments", "remarks", "explanation"})


def sections_of(decks: Sequence[str]) -> tuple[str, Mapping[str, str]]:
    """Make a title and sections of the names of decks, whose levels are joined by `::`.

    Returns:
        What all the names begin with, and the rest of each; a single deck is all title.
    """
    levels = {deck: tuple(level.strip() for level in deck.split(_DECK_SEAM)) for deck in decks if deck}
    common: tuple[str, ...] = next(iter(levels.values()), ())
    for names in levels.values():
        while names[: len(common)] != common:
            common = common[:-1]
    title = ": ".join(common)
    sections = {deck: " ".join(names[len(common) :]) for deck, names in levels.items()}
    return "" if title == _DEFAULT else title, sections


def below_rule(back: str) -> str:
    """Return what a card's back says below the rule that parts it from the front; all of it where there is none."""
    return _RULE.split(back, 1)[-1]


def entries_of(
    note_type: NoteType, values: Sequence[str], number: int, *, tags: Sequence[str] = ()
) -> tuple[Entry, ...] | Fault:
    """Read what a note asks: a question for each cloze number, or for each template that asks for something new.

    A template that asks the other way round (for what another one shows) makes no card: the bot asks backwards itself.

    Args:
        note_type: The note's type.
        values: HTML of its fields, in the type's order.
        number: Of the note in its file, from 1.
        tags: Of the note.

    Returns:
        The questions; or why there are none: only a picture or a sound asks or answers, or nothing does.
    """
    if KEY in note_type.fields:
        cells = (*map(text_of, values), ", ".join(tags))
        own = questions_of([Row(number=number, cells=cells)], roles_named((*note_type.fields, TAGS)))
        return tuple(own.entries)
    fields = dict(zip(note_type.fields, values, strict=False))
    entries: list[Entry] = []
    used: set[str] = set()
    for template in note_type.templates:
        entry = _entry(template, fields, number, used, is_cloze=note_type.is_cloze)
        if entry is not None and all(entry.ask != other.ask for other in entries):
            entries.append(entry)
    read = tuple(with_clozes(entries))
    if note_type.is_cloze:
        # A cloze type asks for nothing but its blanks.
        read = tuple(entry for entry in read if entry.answer)
    if read:
        return tuple(replace(entry, tags=tuple(tags)) for entry in read)
    shown = [value for value in values if _OCCLUSION not in value]
    said = quoted(next((text for value in shown if (text := text_of(value))), "") or plain(next(iter(shown), "")))
    if any(map(has_media, values)):
        return Fault(line=number, level=Level.WARNING, code=FaultCode.MEDIA_ONLY, fields={"text": said})
    return Fault(line=number, code=FaultCode.NOTES_ANSWER_MISSING, fields={"text": said})


def _entry(
    template: Template, fields: Mapping[str, str], number: int, used: set[str], *, is_cloze: bool
) -> Entry | None:
    """Read one template; `used` are the fields that templates before it asked or answered."""
    front = _filled(template.front, fields)
    back = _filled(below_rule(template.back), fields)
    ask = text_of("".join(front.shown))
    others = {name: text_of(value) for name, value in (back.fields | back.typed).items() if name not in front.fields}
    if not others and not is_cloze:
        # A back that a script draws: the next field that says something.
        told = ((name, text_of(value)) for name, value in fields.items() if name not in front.fields)
        others = dict([one for one in told if one[1]][:1])
    if not ask or not front.fields or any(_OCCLUSION in value for value in front.fields.values()):
        return None
    answer = None if is_cloze else _answer(list(others))
    if not is_cloze and (answer is None or answer in used):
        return None
    used |= {*front.fields, answer or ""}
    rest = {name: text for name, text in others.items() if name != answer}
    source = next((text for name, text in rest.items() if role_of(name) is Role.SOURCE and _URL.fullmatch(text)), "")
    hints = [*map(text_of, front.hints), *(text for name, text in rest.items() if role_of(name) is Role.HINTS)]
    note = "\n".join(
        text if name.casefold() in _UNLABELLED or "\n" in text else f"{name}: {text}"
        for name, text in rest.items()
        if text != source and role_of(name) is not Role.HINTS
    )
    return Entry(
        ask=ask,
        answer=others[answer] if answer else "",
        line=number,
        note=note,
        source=source,
        hints=tuple(dict.fromkeys(hints)),
    )


def _answer(names: Sequence[str]) -> str | None:
    """Choose which field of a card's back answers it: one that is called so, else the first that is no remark."""
    called = next((name for name in names if role_of(name) is Role.ANSWER), None)
    # "Vocabulary-Kana": the last word says what it is.
    first = next((name for name in names if not {role_of(name), role_of(_LAST_WORD.sub("", name))} & _REMARKS), None)
    return called or first or next(iter(names), None)


def _filled(source: str, fields: Mapping[str, str]) -> _Side:
    """Fill a template in; only fields that say something in words count as shown."""
    side = _Side()
    hidden: list[str] = []
    end = 0
    for tag in _TAG.finditer(source):
        if not hidden:
            side.shown.append(source[end : tag.start()])
        end = tag.end()
        *filters, name = (part.strip() for part in tag[2].split(":"))
        if tag[1] == "/":
            hidden = hidden[: hidden.index(name)] if name in hidden else hidden
        elif tag[1]:
            if hidden or bool(fields.get(name, "").strip()) == (tag[1] == "^"):
                hidden.append(name)
        elif not hidden and name not in _SPECIAL:
            _show(side, name, filters, fields.get(name, ""))
    if not hidden:
        side.shown.append(source[end:])
    return side


def _show(side: _Side, name: str, filters: Sequence[str], value: str) -> None:
    if not text_of(value) or any(part.startswith("tts") for part in filters):
        return
    for part in filters:
        if part in _RUBY:
            value = _READING.sub(_RUBY[part], value)
    if "hint" in filters:
        side.hints.append(value)
    elif "type" in filters and "cloze" not in filters:
        side.typed.setdefault(name, value)
    else:
        side.shown.append(value)
        side.fields.setdefault(name, value)
