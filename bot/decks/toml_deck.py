"""The native format: a TOML source becomes a deck, or all its faults with their lines."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from bot.core.ids import CardId, DeckId
from bot.decks.card import Card, Point
from bot.decks.deck import CARDS_MOST, Deck
from bot.decks.draft import FIRST_CARDS, About, DeckFormat, Parsed
from bot.decks.fault import Fault, FaultCode, Level
from bot.decks.format import CardTable, DeckTable, PointTable
from bot.decks.lint import contradictions
from bot.decks.naming import Names, slug
from bot.decks.toml_lines import DEPTH_MOST, ROUGH_HEAD, Outline, Path, outline
from bot.decks.validation import Fields, explain, quoted

_T = TypeVar("_T", bound=BaseModel)

#: Faults explained for one table.
FAULTS_MOST = 100

_AT_LINE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")


def parse_toml(source: str, *, deck: DeckId) -> Parsed:
    """Read a deck in the native format.

    Args:
        source: The text of the file, line ends as they are.
        deck: Id to give the deck.
    """
    source = source.replace("\r\n", "\n")
    found = outline(source)
    if found.unsafe_at is not None:
        return Parsed(faults=[Fault(line=found.unsafe_at, code=FaultCode.TOO_DEEP, fields={"limit": DEPTH_MOST})])
    if len(found.heads) > CARDS_MOST:
        return Parsed(faults=[_cards_many(len(found.heads), found.head_lines[CARDS_MOST])])
    try:
        tables = tomllib.loads(source)
    except (ValueError, RecursionError) as error:
        return Parsed(faults=_piecewise(source, error))
    return _Reader(found).read(tables, deck)


def _cards_many(count: int, line: int | None) -> Fault:
    return Fault(line=line, code=FaultCode.CARDS_MANY, fields={"count": count, "limit": CARDS_MOST})


def _broken(error: Exception, *, first_line: int, last_line: int) -> Fault:
    said = str(error) or type(error).__name__
    at = _AT_LINE.search(said)
    line = first_line + int(at[1]) - 1 if at and at[1] else last_line if at else first_line
    detail = _AT_LINE.sub("", said)[:200]
    return Fault(line=line, code=FaultCode.TOML_BROKEN, fields={"detail": detail})


def _piecewise(source: str, error: Exception) -> list[Fault]:
    """Read a broken source card by card, so that one missing quote does not hide the other faults."""
    faults: list[Fault] = []
    broken = False
    for number, line, piece in _pieces(source):
        try:
            tables = tomllib.loads(piece)
        except (ValueError, RecursionError) as trouble:
            broken = True
            faults.append(_broken(trouble, first_line=line, last_line=line + max(0, piece.count("\n") - 1)))
            continue
        reader = _Reader(outline(piece))
        reader.piece(tables, number)
        faults += [replace(fault, line=(fault.line or 1) + line - 1) for fault in reader.out.faults]
    if not broken:
        # Each piece is well-formed and the whole is not: a key of the deck defined twice, say.
        faults.insert(0, _broken(error, first_line=1, last_line=source.count("\n") + 1))
    return faults


def _pieces(source: str) -> Iterator[tuple[int, int, str]]:
    """Yield the number (0 above the cards, then from 1), first line and text of each piece."""
    starts = [0, *(head.start() for head in ROUGH_HEAD.finditer(source)), len(source)]
    line = 1
    for number, (start, end) in enumerate(pairwise(starts)):
        piece = source[start:end]
        yield number, line, piece
        line += piece.count("\n")


class _Reader:
    """Turns parsed tables into a deck, collecting faults with their lines."""

    def __init__(self, found: Outline) -> None:
        self.out = Parsed()
        self._outline = found
        self._cards: list[Card] = []
        self._nameless: list[int] = []

    def read(self, tables: dict[str, Any], deck: DeckId) -> Parsed:
        """Read the whole file."""
        rows = tables.pop("card", [])
        head = self._valid(DeckTable, tables, (), "")
        if not isinstance(rows, list):
            self._fault(FaultCode.TYPE_WRONG, ("card",), fields={"key": "card", "wanted": "cards"})
            rows = []
        elif not rows:
            self._fault(FaultCode.CARDS_NONE, ())
        elif len(rows) > CARDS_MOST:
            self.out.faults.append(_cards_many(len(rows), self._outline.line_of(("card",))))
            rows = []
        for number, row in enumerate(rows):
            self.card(row, number)
        self._name_cards()
        if head is not None and not any(fault.level is Level.FAULT for fault in self.out.faults):
            as_of = head.as_of or ""
            self.out.deck = Deck(
                id=deck,
                title=head.title,
                language=head.language,
                strictness=head.strictness,
                accents=head.accents,
                articles=head.articles,
                case=head.case,
                synonyms=tuple(tuple(group) for group in head.synonyms),
                source=head.source,
                as_of=as_of,
                cards=tuple(_dated(card, as_of) for card in self._cards),
            )
            self.out.about = About(
                format=DeckFormat.TOML,
                title=head.title,
                count=len(self._cards),
                first=tuple(self._cards[:FIRST_CARDS]),
            )
        return self.out

    def piece(self, tables: dict[str, Any], number: int) -> None:
        """Read what stands above the cards (`number` 0) or one card (`number` from 1) of a broken file."""
        rows = tables.pop("card", None)
        if number == 0:
            self._valid(DeckTable, tables, (), "")
        elif isinstance(rows, list) and rows:
            self.card(rows[0], 0, label=f"#{number}")

    def card(self, row: object, number: int, *, label: str = "") -> None:
        """Read one card; `number` counts from 0, `label` stands for a card without id."""
        path: Path = ("card", number)
        given = row.get("id") if isinstance(row, dict) else None
        label = quoted(given) if isinstance(given, str) and given else label or f"#{number + 1}"
        table = self._valid(CardTable, row, path, label)
        if table is None:
            return
        for code, key, fields in contradictions(table):
            self._fault(code, (*path, *key), card=label, fields=fields)
        if table.hints == []:
            self._fault(FaultCode.HINTS_EMPTY, (*path, "hints"), card=label, level=Level.WARNING)
        line = self._outline.line_of(path) or 1
        card_id = CardId(table.id or "")
        if table.id is None:
            self._nameless.append(len(self._cards))
        elif card_id in self.out.lines:
            other = self.out.lines[card_id]
            self._fault(FaultCode.ID_TWICE, (*path, "id"), card=label, fields={"id": card_id, "other": other})
        else:
            self.out.lines[card_id] = line
        self._cards.append(_card(table, card_id))

    def _name_cards(self) -> None:
        names = Names(self.out.lines)
        for place in self._nameless:
            card = self._cards[place]
            card_id = names.unused(slug(card.ask))
            self._cards[place] = card.model_copy(update={"id": card_id})
            self.out.lines[card_id] = self._outline.line_of(("card", place)) or 1
            fields: Fields = {"id": card_id}
            self._fault(FaultCode.ID_MISSING, ("card", place), card=card_id, level=Level.WARNING, fields=fields)

    def _valid(self, model: type[_T], given: object, path: Path, label: str) -> _T | None:
        try:
            return model.model_validate(_trimmed(given, model))
        except ValidationError as errors:
            for error in errors.errors(include_url=False)[:FAULTS_MOST]:
                code, fields = explain(error, model)
                # A missing key has no line of its own: its table has.
                loc = error["loc"][:-1] if code is FaultCode.KEY_MISSING else error["loc"]
                self._fault(code, (*path, *loc), card=label, fields=fields)
            return None

    def _fault(
        self, code: FaultCode, path: Path, *, card: str = "", level: Level = Level.FAULT, fields: Fields | None = None
    ) -> None:
        line = (self._outline.line_of(path) if path else None) or 1
        self.out.faults.append(Fault(line=line, card=card, level=level, code=code, fields=fields or {}))


def _trimmed(given: object, model: type[BaseModel]) -> object:
    """Leave out all but some unknown keys of a hostile table, so that explaining them ends."""
    if not isinstance(given, dict) or len(given) <= FAULTS_MOST:
        return given
    unknown = [key for key in given if key not in model.model_fields][:FAULTS_MOST]
    return {key: given[key] for key in (*model.model_fields, *unknown) if key in given}


def _card(table: CardTable, card_id: CardId) -> Card:
    return Card(
        id=card_id,
        ask=table.ask,
        name=tuple(table.name),
        answer=tuple(table.answer or ()),
        points=_points(table.points),
        items=_points(table.items),
        steps=_points(table.steps),
        right=tuple(table.right or ()),
        wrong=tuple(table.wrong),
        value=table.value,
        unit=table.unit,
        tolerance=table.tolerance,
        date=table.date or "",
        need=table.need,
        reject=tuple(table.reject),
        hints=tuple(table.hints or ()),
        note=table.note,
        source=table.source,
        as_of=table.as_of or "",
        tags=tuple(table.tags),
        difficulty=table.difficulty,
        image=table.image,
    )


def _dated(card: Card, as_of: str) -> Card:
    return card if card.as_of or not as_of else card.model_copy(update={"as_of": as_of})


def _points(tables: list[PointTable] | None) -> tuple[Point, ...]:
    return tuple(
        Point(say=table.say, accept=tuple(table.accept), must=tuple(table.must), core=table.core, weight=table.weight)
        for table in tables or ()
    )
