"""Typed replies: the answer in a message, and the option it means where there are options."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.grading.normalise import answer_key

_MENTION = re.compile(r"<@[!&]?\d{1,20}>")
_LETTER = re.compile(r"\(?([a-e])[.):]?", re.IGNORECASE)


def read_reply(content: str) -> str:
    """Return what a message says, without whom it mentions."""
    return _MENTION.sub("", content).strip()


def option_meant(typed: str, options: Sequence[str]) -> int | None:
    """Return the index of the option that was typed, by its letter or its text; None: by neither."""
    letter = _LETTER.fullmatch(typed.strip())
    if letter is not None:
        index = ord(letter[1].casefold()) - ord("a")
        return index if index < len(options) else None
    key = answer_key(typed)
    return next((index for index, option in enumerate(options) if key and answer_key(option) == key), None)
