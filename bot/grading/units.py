"""Units: whether an answer gives a wording's number with another unit: "42 miles" for "42 kilometres".

Source: a quantity is a value and a unit, and equals another only in both (Roy, Vieira & Roth 2015, "Reasoning about
Quantities in Natural Language", section 3).
"""

from __future__ import annotations

from bot.grading.align import Alignment
from bot.grading.asked import Asked
from bot.grading.wording import Wording


def other_unit(wording: Wording, given: Asked, aligned: Alignment) -> str:
    """Return the word that follows the wording's number in the answer in place of its unit; "" if there is none."""
    if len(wording.numbers) != 1 or len(wording.fresh) != 2:  # noqa: PLR2004 - a number and its unit
        return ""
    number = next(index for index in wording.fresh if wording.words[index] in wording.numbers)
    unit = next((index for index in wording.fresh if index != number), None)
    if unit is None or unit != number + 1 or aligned.credit[unit] or not aligned.by[number]:
        return ""
    after = aligned.by[number][0] + 1
    return given.reading.keys[after] if after in given.rarity else ""
