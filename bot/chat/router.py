"""Router: every press and every form, by its custom id `noun:verb:id[:arg]`, to its handler, if its guard lets it.

The library's own ways would lose presses: it forgets views and forms when it restarts, drops a press on a button that
was edited away a moment ago, and only logs what goes wrong in a `DynamicItem`. So it is told to keep nothing, and the
router alone takes every press and every form. Buttons outlive the right to press them: guards are checked each time.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Self

import discord

from bot.chat.errors import NotYours
from bot.chat.permissions import CommandPermissions
from bot.core.ids import ID_MOST
from bot.text.clip import LIMITS, Limit, clip

_PATTERN = re.compile(r"(?P<noun>[a-z]+):(?P<verb>[a-z]+):(?P<id>[^:]+)(?::(?P<arg>.+))?", re.DOTALL)
Interaction = discord.Interaction[Any]


@dataclass(frozen=True, slots=True)
class CustomId:
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
            PressUnknown: It is none, or greater than any id, so the name is not one of ours.
        """
        if not isinstance(self.id, int) or self.id > ID_MOST:
            raise PressUnknown(f"{self.route}:{self.id}")
        return self.id

    def __str__(self) -> str:
        """Return the custom id.

        Raises:
            ValueError: It would not fit, or not be read back as it is.
        """
        tail = f":{self.arg}" if self.arg else ""
        custom_id = f"{self.noun}:{self.verb}:{self.id}{tail}"
        if len(custom_id) > LIMITS[Limit.CUSTOM_ID] or decode(custom_id) != self:
            raise ValueError(f"not a custom id: {custom_id!r}")
        return custom_id


class PressUnknown(Exception):
    """A component names nothing we know: it was sent by another version, or by nobody."""


#: What a feature does with a press or a form, once its name is decoded.
Handler = Callable[[Interaction, CustomId], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """Who may press."""

    #: Only on a private message, which nobody else sees.
    own: bool = False
    #: What it takes unless the server decides otherwise, by the library's name; None: nothing.
    permission: Literal["manage_messages", "manage_guild"] | None = None
    #: The slash command it belongs to, of which the server's settings may decide otherwise; "": none.
    command: str = ""


ANYONE = Guard()
OWN_ONLY = Guard(own=True)


def moderate(command: str) -> Guard:
    """Let those press who may manage messages, or whom the server's settings allow the command."""
    return Guard(permission="manage_messages", command=command)


def manage_server(command: str) -> Guard:
    """Let those press who may manage the server, or whom the server's settings allow the command."""
    return Guard(permission="manage_guild", command=command)


@dataclass(frozen=True, slots=True)
class Press:
    """What a button, a choice or a form does, and for whom."""

    handler: Handler
    guard: Guard = ANYONE


#: Presses by their route, such as "question:answer".
Presses = Mapping[str, Press]


class Router:
    """Takes every press and every form to its handler."""

    def __init__(self, presses: Presses, permissions: CommandPermissions) -> None:
        self._presses = presses
        self._permissions = permissions

    async def take(self, interaction: Interaction) -> None:
        """Decode, check the guard, and have it handled.

        Raises:
            PressUnknown: No feature knows it.
            UserError: The guard lets this person not press, or the handler refuses.
        """
        name = custom_id_of(interaction)
        press = self._presses.get(name.route)
        if press is None:
            raise PressUnknown(str(name))
        await self._check(interaction, press.guard)
        await press.handler(interaction, name)

    async def _check(self, interaction: Interaction, guard: Guard) -> None:
        if guard.own and not is_private(interaction):
            raise NotYours
        if guard.permission is not None:
            await self._permissions.check(interaction, guard.permission, guard.command)


def decode(custom_id: str) -> CustomId | None:
    """Read a custom id; None: not one of ours."""
    match = _PATTERN.fullmatch(custom_id)
    if match is None:
        return None
    number = match["id"]
    return CustomId(match["noun"], match["verb"], int(number) if number.isdecimal() else number, match["arg"] or "")


def custom_ids_in(message: discord.Message) -> Iterator[CustomId]:
    """Yield the names of all components of a message."""
    for row in message.components:
        for component in getattr(row, "children", (row,)):
            name = decode(getattr(component, "custom_id", None) or "")
            if name is not None:
                yield name


def is_press(interaction: Interaction) -> bool:
    """Tell whether an interaction is a press or a form, rather than a command."""
    return interaction.type in (discord.InteractionType.component, discord.InteractionType.modal_submit)


def is_private(interaction: Interaction) -> bool:
    """Tell whether the press came from a message that only this person sees."""
    return interaction.message is not None and interaction.message.flags.ephemeral


def custom_id_of(interaction: Interaction) -> CustomId:
    """Read what a press or a form is called.

    Raises:
        PressUnknown: Not by any name of ours.
    """
    data: Mapping[str, Any] = interaction.data or {}
    custom_id = str(data.get("custom_id", ""))
    name = decode(custom_id)
    if name is None:
        raise PressUnknown(custom_id)
    return name


class Buttons(discord.ui.View):
    """Rows of buttons, of which the library keeps nothing."""

    def __init__(self) -> None:
        super().__init__(timeout=None)

    def is_finished(self) -> bool:
        """Tell the library neither to store nor to time out this view."""
        return True

    def add(
        self,
        label: str,
        custom_id: CustomId,
        *,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
        row: int | None = None,
    ) -> Self:
        """Add a button; returns itself."""
        label = clip(label, Limit.BUTTON_LABEL)
        return self.add_item(discord.ui.Button(label=label, custom_id=str(custom_id), style=style, row=row))
