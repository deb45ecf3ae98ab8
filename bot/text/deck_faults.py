"""Faults of a deck file in words: what is wrong, and what to write instead."""

from __future__ import annotations

from typing import Any

from bot.decks.fault import Fault, FaultCode
from bot.text.catalogue import DEFAULT_LOCALE, say


def fault_sentence(fault: Fault, locale: str = DEFAULT_LOCALE) -> str:
    """Make the sentence, with its remedy, of a fault."""
    fields: dict[str, Any] = dict(fault.fields)
    if "wanted" in fields and fault.code is FaultCode.TYPE_WRONG:
        fields["kind"] = say(f"kind-{fields['wanted']}", locale)
    return say(f"fault-{fault.code}", locale, **fields)
