"""Plea forms: why one was right, what is wrong with a card, and why a moderator decides as they do."""

from __future__ import annotations

import discord

from bot.appeals.rules import REASON_MOST, REPORT_MOST, Decision
from bot.appeals.service.appeal_outcomes import AppealEntry, PleaForm
from bot.chat.forms import FIELD, Form
from bot.chat.router import Name
from bot.text.catalogue import DEFAULT_LOCALE, say
from bot.text.clip import LIMITS, Limit, clip
from bot.text.escape import escape, quoted

_ANSWER_MOST = 1_500


def plea_form(plea: PleaForm, locale: str = DEFAULT_LOCALE) -> Form:
    """Make the form of an appeal; a reason is welcome and not asked for."""
    form = _form(say("plea-title", locale), Name("appeal", "plead", plea.question), plea.ask, plea.text)
    return _with_field(form, say("plea-label", locale), say("plea-hint", locale), REASON_MOST, required=False)


def report_form(plea: PleaForm, locale: str = DEFAULT_LOCALE) -> Form:
    """Make the form of a report."""
    form = _form(say("report-title", locale), Name("report", "send", plea.question), plea.ask, "")
    return _with_field(form, say("report-label", locale), say("report-hint", locale), REPORT_MOST, required=True)


def ruling_form(appeal: AppealEntry, decision: Decision, locale: str = DEFAULT_LOCALE) -> Form:
    """Make the form in which a moderator says why."""
    name = Name("appeal", "rule", appeal.id, decision.value)
    form = _form(say(f"decision-{decision.value}", locale), name, appeal.card.ask, appeal.text)
    return _with_field(form, say("ruling-label", locale), say("ruling-hint", locale), REASON_MOST, required=False)


def _form(title: str, name: Name, ask: str, answer: str) -> Form:
    form = Form(title=clip(title, Limit.MODAL_TITLE), custom_id=str(name))
    text = clip(escape(ask), LIMITS[Limit.TEXT_DISPLAY] - _ANSWER_MOST - 1)
    if answer:
        text = f"{text}\n{clip(quoted(answer), _ANSWER_MOST)}"
    form.add_item(discord.ui.TextDisplay(text))
    return form


def _with_field(form: Form, label: str, hint: str, most: int, *, required: bool) -> Form:
    field: discord.ui.TextInput[Form] = discord.ui.TextInput(
        custom_id=FIELD, style=discord.TextStyle.paragraph, max_length=most, required=required
    )
    return form.add_item(
        discord.ui.Label(
            text=clip(label, Limit.MODAL_LABEL), description=clip(hint, Limit.MODAL_DESCRIPTION), component=field
        )
    )
