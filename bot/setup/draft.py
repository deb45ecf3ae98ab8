"""Draft: the choices of `/setup` so far and what was typed, carried in its own buttons through any restart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from bot.calendar.errors import TimeUnreadable, ZoneUnknown
from bot.calendar.typed import read_time
from bot.calendar.zones import read_zone, shown_name
from bot.chat.router import CustomId, PressUnknown
from bot.core.ids import ID_MOST, ChannelId, DeckId
from bot.decks.naming import fingerprint
from bot.library.queries.decks import DeckInfo

_PATTERN = re.compile(r"(?P<channel>[0-9a-f]{1,16})\.(?P<deck>[0-9a-f]*)\.(?P<at>\d{4})\.(?P<zone>[\w+/-]{1,40})")
#: How much may be typed, in characters: both texts fit into one custom id.
ZONE_MOST, TIME_MOST = 60, 20
Unreadable = ZoneUnknown | TimeUnreadable


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
    def read(cls, text: str | int, decks: Sequence[DeckInfo]) -> Self:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What stands in the form for a zone and a time that are not listed."""

    zone: str
    time: str

    @classmethod
    def of(cls, draft: Draft, zone: str = "", time: str = "") -> Self:
        """Take what was typed; where nothing was, what the draft has."""
        return cls(
            zone=zone.strip()[:ZONE_MOST] or shown_name(draft.zone),
            time=time.strip()[:TIME_MOST] or draft.at,
        )

    @classmethod
    def read(cls, custom_id: CustomId) -> Self:
        """Read it back from the name of a button.

        Raises:
            PressUnknown: It is none of ours.
        """
        return cls(time=custom_id.arg[: custom_id.number], zone=custom_id.arg[custom_id.number :])

    @property
    def name(self) -> CustomId:
        """The name of a button that opens the form with it: the time's length, the time, the zone."""
        return CustomId("setup", "retype", len(self.time), f"{self.time}{self.zone}")

    def applied(self, draft: Draft) -> tuple[Draft, tuple[Unreadable, ...]]:
        """Return the draft with what of it can be read, and what cannot."""
        unreadable: list[Unreadable] = []
        try:
            draft = replace(draft, zone=read_zone(self.zone))
        except ZoneUnknown as error:
            unreadable.append(error)
        try:
            draft = replace(draft, at=f"{read_time(self.time):%H:%M}")
        except TimeUnreadable as error:
            unreadable.append(error)
        return draft, tuple(unreadable)
