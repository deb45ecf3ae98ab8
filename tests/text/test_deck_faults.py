"""Faults become sentences with a remedy."""

from __future__ import annotations

from bot.decks.fault import Fault, FaultCode
from bot.text.deck_faults import fault_sentence


def test_a_fault_says_what_to_write() -> None:
    """Its fields fill the sentence, and a wanted type is named in words."""
    wrong = Fault(code=FaultCode.TYPE_WRONG, fields={"key": "need", "wanted": "whole"})
    assert fault_sentence(wrong) == "“need” must be a whole number. Change it to that."
    assert "UTF-8" in fault_sentence(Fault(code=FaultCode.FILE_NUL))
