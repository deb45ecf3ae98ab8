"""Noted answers as messages: that they are there and may still be changed, and no verdict."""

from __future__ import annotations

import discord

from bot.chat.message import Shown, Tone, embed
from bot.chat.router import Buttons, Name
from bot.questions.messages.question import ask_of, heading, of_several
from bot.questions.messages.verdict import verdict
from bot.questions.service.changing import Noted
from bot.questions.service.outcomes import Receipt
from bot.text.catalogue import DEFAULT_LOCALE, say
from bot.text.clip import clip
from bot.text.escape import quoted
from bot.text.spans import Style, moment

_ASK_MOST = 700
_ANSWER_MOST = 2_000


def told(outcome: Receipt | Noted, locale: str = DEFAULT_LOCALE) -> Shown:
    """Tell one person what became of their answer: the verdict, or that it is noted."""
    return noted(outcome, locale) if isinstance(outcome, Noted) else verdict(outcome, locale)


def noted(outcome: Noted, locale: str = DEFAULT_LOCALE) -> Shown:
    """Acknowledge an answer that may still be changed."""
    until = outcome.until
    lines = [
        ask_of(outcome.question, _ASK_MOST),
        say("noted-passed", locale) if outcome.gave_up else clip(quoted(outcome.text), _ANSWER_MOST),
        "",
        *([] if until is None else [say("noted-until", locale, until=moment(until, Style.DATE_AND_TIME))]),
        *([say("verdict-next", locale)] if outcome.next is not None else []),
    ]
    title = say("noted-title" if outcome.attempt == 1 else "noted-title-changed", locale)
    if of_several(outcome.question):
        title = f"{title} · {heading(outcome.question, locale)}"
    buttons = Buttons()
    if outcome.next is not None:
        name = Name("occurrence", "play", outcome.question.owner.id)
        buttons.add(say("button-next", locale), name, style=discord.ButtonStyle.primary)
    buttons.add(say("button-change", locale), Name("question", "again", outcome.question.id))
    made = embed(title=title, text="\n".join(lines), tone=Tone.QUIET)
    return Shown(embed=made, buttons=buttons, news=outcome.news)
