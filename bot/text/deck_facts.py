"""How a deck file was understood, in words: its format, what was taken for what, and how its cards are answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.decks.card import Card, CardKind
from bot.decks.draft import About, DeckFormat
from bot.text.catalogue import DEFAULT_LOCALE, say
from bot.text.clip import clip
from bot.text.dates import date_name

_HEADER_MOST = 200
#: Of a heading, and of all of them.
_SECTION_MOST = 40
_SECTIONS_MOST = 8


def facts(about: About, locale: str = DEFAULT_LOCALE, *, safe: Callable[[str], str] = str) -> Iterator[str]:
    """Tell what was taken for what, a line each.

    Args:
        about: What was found out.
        locale: The language.
        safe: Makes a text of the file fit to be shown where the lines go.
    """
    yield say("import-format", locale, format=format_name(about, locale))
    # Every workbook of that kind has the same header.
    if about.header and about.format is not DeckFormat.KAHOOT:
        header = " | ".join(safe(name) or "–" for name in about.header)
        yield say("import-header", locale, header=clip(header, _HEADER_MOST))
    if about.sections:
        named = [clip(safe(section), _SECTION_MOST) for section in about.sections[:_SECTIONS_MOST]]
        more = len(about.sections) - len(named)
        yield say("import-sections", locale, sections=", ".join(named), more=more)


def format_name(about: About, locale: str = DEFAULT_LOCALE) -> str:
    """Name a file's format."""
    return say(f"format-{about.format.value}", locale)


def way_of_answering(card: Card, locale: str = DEFAULT_LOCALE) -> str:
    """Tell how a card is answered, such as "in own words, 2 key points"."""
    count = len(card.points or card.items or card.steps)
    if card.kind is CardKind.CHOICE:
        count = min(len(card.right), 1) + len(card.wrong)
    return say(
        f"import-how-{card.kind.value}",
        locale,
        count=count,
        need=card.need or count,
        unit=card.unit,
        has_unit="yes" if card.unit else "no",
    )


def answer_of(card: Card) -> str:
    """Return what a card wants to hear, in one line."""
    if card.value is not None:
        return f"{card.value:.12g} {card.unit}".strip()
    if card.date:
        return date_name(card.date)
    points = (point.say for point in (*card.points, *card.items, *card.steps))
    return "; ".join((*card.answer[:1], *points, *card.right))
