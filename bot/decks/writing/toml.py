"""A deck as TOML: what `toml_deck` reads back as the same deck."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from bot.decks.card import Card, Point
from bot.decks.deck import Deck, Strictness
from bot.decks.format import FORMAT

#: What JSON leaves as it is and TOML does not take.
_ESCAPED = re.compile("[\x7f-\x9f]")
#: A list that is longer in one line stands one entry a line.
_LINE_MOST = 100


def to_toml(deck: Deck) -> str:
    """Write a deck in the native format; its id is not part of it, because a deck is called as its file is."""
    lines = [f"format = {FORMAT}", f"title = {_text(deck.title)}", f"language = {_text(deck.language)}"]
    if deck.strictness is not Strictness.NORMAL:
        lines.append(f"strictness = {_text(deck.strictness.value)}")
    heeded = {"accents": deck.accents, "articles": deck.articles, "case": deck.case}
    lines += [f"{key} = {_text(heed.value)}" for key, heed in heeded.items() if heed is not None]
    if deck.synonyms:
        lines.append(f"synonyms = {_list([_inline(map(_text, group)) for group in deck.synonyms])}")
    if deck.source:
        lines.append(f"source = {_text(deck.source)}")
    if deck.as_of:
        lines.append(f"as_of = {_date(deck.as_of)}")
    for card in deck.cards:
        without = {"as_of"} if card.as_of == deck.as_of else set()
        lines += ["", "[[card]]", *card_lines(card, without=without)]
    return "\n".join(lines) + "\n"


def card_lines(card: Card, *, without: Collection[str] = ()) -> Iterator[str]:
    """Write what a card says, key by key, but for some of the keys."""
    for key, field in Card.model_fields.items():
        value = getattr(card, key)
        if key in without:
            continue
        if key in {"date", "as_of"} and value:
            yield f"{key} = {_date(value)}"
        elif value != field.default:
            yield f"{key} = {_value(value)}"


def _value(value: str | float | tuple[str | Point, ...]) -> str:
    if isinstance(value, tuple):
        return _list([_text(entry) if isinstance(entry, str) else _point(entry) for entry in value])
    return _text(value) if isinstance(value, str) else repr(value)


def _date(value: str) -> str:
    """Write a day as TOML's own date, a year as a number, and a month, for which TOML has nothing, as a text."""
    parts = value.split("-")
    if len(parts) == 1:
        return str(int(value))
    return value if len(parts) > 2 else _text(value)  # noqa: PLR2004 - year, month, day


def _point(point: Point) -> str:
    lists = {"accept": point.accept, "must": point.must}
    extras = [f"{key} = {_inline(map(_text, texts))}" for key, texts in lists.items() if texts]
    if point.core:
        extras.append("core = true")
    if point.weight != 1.0:
        extras.append(f"weight = {point.weight!r}")
    return f"{{ {', '.join((f'say = {_text(point.say)}', *extras))} }}" if extras else _text(point.say)


def _list(entries: Sequence[str]) -> str:
    line = _inline(entries)
    return line if len(line) <= _LINE_MOST else "[\n" + "".join(f"  {entry},\n" for entry in entries) + "]"


def _inline(entries: Iterable[str]) -> str:
    return f"[{', '.join(entries)}]"


def _text(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
