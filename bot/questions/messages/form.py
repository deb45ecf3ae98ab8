"""The form that *Answer* opens."""

from __future__ import annotations

import discord

from bot.chat.forms import FIELD, Form
from bot.chat.router import Name
from bot.questions.messages.question import of_several
from bot.questions.service.asked import AskedQuestion
from bot.text.catalogue import DEFAULT_LOCALE, say
from bot.text.clip import LIMITS, Limit, clip
from bot.text.escape import escape


def answer_form(question: AskedQuestion, locale: str = DEFAULT_LOCALE, *, text: str = "") -> Form:
    """Make the form for one question, with the text to begin with."""
    several = of_several(question)
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
