"""Draft: the choices of `/setup` so far, carried in its own buttons, so that no restart loses them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from bot.boards.scopes import fingerprint
from bot.chat.router import PressUnknown
from bot.core.ids import ID_MOST, ChannelId, DeckId
from bot.questions.service.outcomes import DeckView

_PATTERN = re.compile(r"(?P<channel>[0-9a-f]{1,16})\.(?P<deck>[0-9a-f]*)\.(?P<at>\d{4})\.(?P<zone>[\w+/-]{1,40})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What was chosen for a server's first quiz."""

    channel: ChannelId
    deck: DeckId
    #: "09:00"
    at: str
    zone: str

    def __str__(self) -> str:
        return f"{self.channel:x}.{fingerprint(self.deck)}.{self.at.replace(':', '')}.{self.zone}"

    @classmethod
    def read(cls, text: str | int, decks: Sequence[DeckView]) -> Self:
        """Read a draft from a custom id.

        Args:
            text: The id's part.
            decks: What can be chosen; a deck that went meanwhile is replaced by the first.

        Raises:
            PressUnknown: It is none of ours.
        """
        match = _PATTERN.fullmatch(str(text))
        channel = int(match["channel"], 16) if match else ID_MOST + 1
        if match is None or channel > ID_MOST or not decks:
            raise PressUnknown(str(text))
        deck = next((deck for deck in decks if fingerprint(deck.id) == match["deck"]), decks[0])
        at = match["at"]
        return cls(channel=ChannelId(channel), deck=deck.id, at=f"{at[:2]}:{at[2:]}", zone=match["zone"])
