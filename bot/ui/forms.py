"""Forms: what *Answer* opens, and what comes back from it, after a restart as before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import discord

from bot.services.outcomes import AskedQuestion
from bot.ui.buttons import Interaction, Name, decode
from bot.words.catalogue import DEFAULT_LOCALE, say
from bot.words.clip import LIMITS, Limit, clip
from bot.words.escape import escape

#: The text field's custom id.
FIELD = "answer"


class Form(discord.ui.Modal):
    """A form without handlers: the library forgets forms when it restarts, so `on_interaction` alone takes them."""

    def is_finished(self) -> bool:
        """Tell the library not to keep this form."""
        return True


def answer_form(question: AskedQuestion, locale: str = DEFAULT_LOCALE) -> Form:
    """Make the form for one question."""
    key = "form-one" if question.of == 1 else "form-title"
    title = say(key, locale, number=question.number, of=question.of)
    form = Form(title=clip(title, Limit.MODAL_TITLE), custom_id=str(Name("question", "submit", question.id)))
    form.add_item(discord.ui.TextDisplay(clip(escape(question.ask), Limit.TEXT_DISPLAY)))
    field: discord.ui.TextInput[Form] = discord.ui.TextInput(
        custom_id=FIELD, style=discord.TextStyle.paragraph, max_length=LIMITS[Limit.TEXT_INPUT]
    )
    return form.add_item(
        discord.ui.Label(
            text=clip(say("form-label", locale), Limit.MODAL_LABEL),
            description=clip(say("form-hint", locale), Limit.MODAL_DESCRIPTION),
            component=field,
        )
    )


def name_of(interaction: Interaction) -> Name | None:
    """Read the custom id of a form that was sent; None: not a form, or not one of ours."""
    if interaction.type is not discord.InteractionType.modal_submit:
        return None
    return decode(str(_data(interaction).get("custom_id", "")))


def text_of(interaction: Interaction) -> str:
    """Read what was typed into a form; "" where nothing was, or where it is no form."""
    if interaction.type is not discord.InteractionType.modal_submit:
        return ""
    return next(_texts(_data(interaction).get("components", ())), "")


def _data(interaction: Interaction) -> Mapping[str, Any]:
    return interaction.data or {}


def _texts(components: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for component in components:
        if component.get("custom_id") == FIELD:
            yield str(component.get("value") or "")
        inner = component.get("component")
        yield from _texts(component.get("components") or ([inner] if inner else []))
