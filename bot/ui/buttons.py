"""Buttons: the only place that encodes and decodes custom ids, `noun:verb:id[:arg]`, and the door of every press."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, Self, cast

import discord

from bot.words.clip import LIMITS, Limit, clip

_PATTERN = re.compile(r"(?P<noun>[a-z]+):(?P<verb>[a-z]+):(?P<id>[^:]+)(?::(?P<arg>.+))?", re.DOTALL)
Interaction = discord.Interaction[Any]


@dataclass(frozen=True, slots=True)
class Name:
    """What a component or form is called; all it carries, so that it works after any restart."""

    noun: str
    verb: str
    id: int | str
    arg: str = ""

    @property
    def route(self) -> str:
        """The handler it asks for, such as "question:answer"."""
        return f"{self.noun}:{self.verb}"

    @property
    def number(self) -> int:
        """The id as a number.

        Raises:
            PressUnknown: It is none, so the name is not one of ours.
        """
        try:
            return int(self.id)
        except ValueError as error:
            raise PressUnknown(str(self)) from error

    def __str__(self) -> str:
        """Return the custom id.

        Raises:
            ValueError: It would not fit, or not be read back as it is.
        """
        tail = f":{self.arg}" if self.arg else ""
        custom_id = f"{self.noun}:{self.verb}:{self.id}{tail}"
        if len(custom_id) > LIMITS[Limit.CUSTOM_ID] or not _PATTERN.fullmatch(custom_id):
            raise ValueError(f"not a custom id: {custom_id!r}")
        return custom_id


class PressUnknown(Exception):  # noqa: N818 - named after the fact
    """A component names nothing we know: it was sent by another version, or by nobody."""


#: What a cog does with a press or a form, once its name is decoded.
Handler = Callable[[Interaction, Name], Awaitable[None]]
Routes = Mapping[str, Handler]


class Door(Protocol):
    """What the client offers to presses."""

    async def pressed(self, interaction: Interaction, name: Name) -> None:
        """Hand a press to its handler; answers every error itself."""
        ...


def decode(custom_id: str) -> Name | None:
    """Read a custom id; None: not one of ours."""
    match = _PATTERN.fullmatch(custom_id)
    if match is None:
        return None
    number = match["id"]
    return Name(match["noun"], match["verb"], int(number) if number.isdecimal() else number, match["arg"] or "")


def names_in(message: discord.Message) -> Iterator[Name]:
    """Yield the names of all components of a message."""
    for row in message.components:
        for component in getattr(row, "children", (row,)):
            name = decode(getattr(component, "custom_id", None) or "")
            if name is not None:
                yield name


class Press(discord.ui.DynamicItem[discord.ui.Button[Any]], template=_PATTERN):
    """Any button of ours, on any message, however old.

    The library swallows errors of dynamic items into its log, so the door this hands over to catches for itself.
    """

    def __init__(self, name: Name, button: discord.ui.Button[Any]) -> None:
        super().__init__(button)
        self.name = name

    @classmethod
    async def from_custom_id(
        cls,
        interaction: Interaction,  # noqa: ARG003 - the library's signature
        item: discord.ui.Item[Any],
        match: re.Match[str],
        /,
    ) -> Self:
        """Make the item for a press that arrived."""
        name = decode(match.string)
        if name is None:
            raise PressUnknown(match.string)
        return cls(name, cast("discord.ui.Button[Any]", item))

    async def callback(self, interaction: Interaction) -> None:
        """Hand over."""
        await cast("Door", interaction.client).pressed(interaction, self.name)


class Buttons(discord.ui.View):
    """Rows of buttons. The library keeps nothing of them: presses are decoded from their names."""

    def __init__(self) -> None:
        super().__init__(timeout=None)

    def is_finished(self) -> bool:
        """Tell the library not to store this view, nor to time it out; every press comes through `Press`."""
        return True

    def add(
        self,
        label: str,
        name: Name,
        *,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
        row: int | None = None,
    ) -> Self:
        """Add a button; returns itself."""
        label = clip(label, Limit.BUTTON_LABEL)
        return self.add_item(Press(name, discord.ui.Button(label=label, custom_id=str(name), style=style, row=row)))
