"""Options nobody touched mean the simplest way."""

from __future__ import annotations

from bot.daily.options import PLAIN, Options, Reveal
from bot.questions.forms import FormsMix


def test_the_simplest_way() -> None:
    """One deck, as written, every day, the result at closing, one attempt, in private, without a ping."""
    assert Options() == PLAIN
    assert (PLAIN.mix, PLAIN.forms, PLAIN.skip, PLAIN.holidays) == ((), FormsMix.RECALL, (), None)
    assert (PLAIN.grace, PLAIN.reveal, PLAIN.ping) == (None, Reveal.CLOSING, None)
    assert (PLAIN.changeable, PLAIN.typed, PLAIN.remind) == (False, False, False)
