"""Dates: whether an answer gives another month than a date has; only the year is what people let pass.

Source: temporal values compared part by part as in TIMEX3 (Pustejovsky et al. 2003, "TimeML", section 2.2): a coarser
value agrees with a finer one, another value does not.
"""

from __future__ import annotations

from bot.grading.align import Alignment
from bot.grading.asked import Asked
from bot.grading.wording import Wording


def month_of(wording: Wording) -> int | None:
    """Return where the month of a wording stands that is a date and nothing else: one month and numbers."""
    months = wording.reading.lexicon.language.months
    found = None
    for index in wording.fresh:
        word = wording.words[index]
        if word in months:
            if found is not None:
                return None
            found = index
        elif word[0] != "#":
            return None
    return found if wording.numbers else None


def other_month(wording: Wording, given: Asked, aligned: Alignment) -> str:
    """Return the month that an answer gives instead of a date's own; "" if there is none."""
    if not wording.numbers:
        return ""
    index = month_of(wording)
    if index is None or aligned.credit[index]:
        return ""
    months = given.lexicon.language.months
    return next((key for key in given.reading.keys if key in months and key not in wording.place), "")
