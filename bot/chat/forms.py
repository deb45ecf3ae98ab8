"""Forms that people fill in, and what they typed into them, after a restart too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import discord

from bot.chat.router import Interaction

#: The text field's custom id.
FIELD = "answer"


class Form(discord.ui.Modal):
    """A form without handlers; `on_interaction` takes what comes back."""

    def is_finished(self) -> bool:
        """Tell the library not to keep this form."""
        return True


def texts_of(interaction: Interaction) -> dict[str, str]:
    """Read all that was typed into a form, by its fields' custom ids."""
    data: Mapping[str, Any] = interaction.data or {}
    return dict(_fields(data.get("components", ())))


def text_of(interaction: Interaction) -> str:
    """Read what was typed into a form; "" where nothing was, or where it is no form."""
    if interaction.type is not discord.InteractionType.modal_submit:
        return ""
    data: Mapping[str, Any] = interaction.data or {}
    return next(_texts(data.get("components", ())), "")


def _texts(components: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for component in components:
        if component.get("custom_id") == FIELD:
            yield str(component.get("value") or "")
        inner = component.get("component")
        yield from _texts(component.get("components") or ([inner] if inner else []))


def _fields(components: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for component in components:
        if "custom_id" in component:
            yield str(component["custom_id"]), str(component.get("value") or "")
        inner = component.get("component")
        yield from _fields(component.get("components") or ([inner] if inner else []))
