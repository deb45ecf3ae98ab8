"""Kinds of values: what a card asks for that is no wording: a quantity, a date, a time of day, a yes or no.

Such a text is read once, when its card is compiled; answers are then compared by value, whatever they look like.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

from bot.decks.card import Card
from bot.grading.values import dates, units, yes_no
from bot.grading.values import times as clock
from bot.grading.values.measure import Wanted, wanted_of
from bot.grading.verdict import Comparison

#: Compares an answer, as typed, with one value.
Comparer = Callable[[str], Comparison]


def value_of(card: Card, tag: str) -> Comparer | None:
    """Return what compares answers with the value of a number or date card; None for other kinds."""
    if card.value is not None:
        _prepare_units(tag)
        return Wanted(card.value, card.unit, card.tolerance, card.ask, tag).compare
    if card.date:
        _prepare_dates(tag)
        return partial(_date, dates.of_iso(card.date), tag, card.ask)
    return None


def read_value(text: str, question: str, tag: str) -> Comparer | None:
    """Read an accepted text of a term as a value; None for a text that is a name, a symbol or a sentence.

    Args:
        text: As the author wrote it.
        question: The card's.
        tag: BCP 47 tag of the deck's language.
    """
    date = dates.read(text, tag)
    if date is not None:
        _prepare_dates(tag)
        return partial(_date, date, tag, question)
    time = clock.read(text, tag)
    if time is not None:
        return partial(_time, time, tag)
    side = yes_no.read_text(text, question, tag)
    if side is not None:
        return partial(_side, side, tag, question)
    wanted = wanted_of(text, question, tag)
    if wanted is None:
        return None
    _prepare_units(tag)
    return wanted.compare


@cache
def _prepare_units(tag: str) -> None:
    """Load units and money and their names, so that the first answer does not wait for them."""
    units.units_of("unit", tag[:2])
    _prepare_dates(tag)


@cache
def _prepare_dates(tag: str) -> None:
    dates.readings("1 January 2000", tag)


def _date(date: dates.Date, tag: str, question: str, answer: str) -> Comparison:
    return dates.compare(date, answer, tag, question)


def _time(time: clock.Clock, tag: str, answer: str) -> Comparison:
    return clock.compare(time, answer, tag)


def _side(side: bool, tag: str, question: str, answer: str) -> Comparison:  # noqa: FBT001 - the value
    return yes_no.compare(side, answer, tag, question)
