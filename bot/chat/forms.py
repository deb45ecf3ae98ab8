"""Forms: what *Answer* opens, and what comes back from it, after a restart as before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import discord

from bot.chat.router import Interaction, Name
from bot.questions.service.outcomes import AskedQuestion
from bot.text.catalogue import DEFAULT_LOCALE, say
from bot.text.clip import LIMITS, Limit, clip
from bot.text.escape import escape

#: The text field's custom id.
FIELD = "answer"


class Form(discord.ui.Modal):
    """A form without handlers; `on_interaction` takes what comes back."""

    def is_finished(self) -> bool:
        """Tell the library not to keep this form."""
        return True


def answer_form(question: AskedQuestion, locale: str = DEFAULT_LOCALE, *, text: str = "") -> Form:
    """Make the form for one question, with the text to begin with."""
    several = question.of is not None and question.of > 1
    key = "form-title" if several else "form-one"
    title = say(key, locale, number=question.number, of=question.of or 1)
    form = Form(title=clip(title, Limit.MODAL_TITLE), custom_id=str(Name("question", "submit", question.id)))
    form.add_item(discord.ui.TextDisplay(f"**{clip(escape(question.ask), LIMITS[Limit.TEXT_DISPLAY] - 4)}**"))
    field: discord.ui.TextInput[Form] = discord.ui.TextInput(
        custom_id=FIELD,
        style=discord.TextStyle.paragraph,
        max_length=LIMITS[Limit.TEXT_INPUT],
        default=text or None,
    )
    return form.add_item(
        discord.ui.Label(
            text=clip(say("form-label", locale), Limit.MODAL_LABEL),
            description=clip(say("form-hint", locale), Limit.MODAL_DESCRIPTION),
            component=field,
        )
    )


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
