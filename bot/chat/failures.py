"""Failures: the one place where errors, Discord's, ours and those of people, become private replies."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import aiohttp
import discord
from discord import app_commands

from bot.chat.forms import FIELD, texts_of
from bot.chat.message import OutgoingMessage, Tone, embed
from bot.chat.replies import locale_of, send_private
from bot.chat.requests import ALREADY_ACKNOWLEDGED, TRANSIENT
from bot.chat.router import Interaction, PressUnknown
from bot.core.errors import UserError
from bot.text.catalogue import DEFAULT_LOCALE, has, say
from bot.text.clip import Limit, clip
from bot.text.dates import Style, duration, moment, period_name
from bot.text.escape import fenced, one_line, quoted

_log = logging.getLogger(__name__)
#: What is quoted of a person's input inside a sentence.
_QUOTE_MOST = 100
_UNKNOWN_INTERACTION = 10062


class Restarting(Exception):
    """The bot is about to stop and takes nothing new."""


class Failures:
    """Answers errors: every error boundary hands what it caught to `answer`."""

    def __init__(self, outside: tuple[type[Exception], ...] = ()) -> None:
        """Take the kinds of error that are nobody's bug, besides Discord's own."""
        self.outside: tuple[type[Exception], ...] = (*TRANSIENT, discord.RateLimited, *outside)

    async def answer(self, interaction: Interaction, error: Exception) -> None:
        """Tell the person what happened and what to do next; all they typed into a form comes back to them."""
        error = _bare(error)
        if isinstance(error, discord.HTTPException) and error.code in (_UNKNOWN_INTERACTION, ALREADY_ACKNOWLEDGED):
            _log.warning("an interaction could not be answered: %s", error)
            return
        sentence = self.sentence(error, locale_of(interaction))
        if interaction.type is discord.InteractionType.autocomplete:
            return
        try:
            await send_private(interaction, reply(sentence, _typed(interaction, error), locale_of(interaction)))
        except (discord.DiscordException, aiohttp.ClientError, OSError) as fault:
            _log.warning("a failure could not be told: %s", fault)

    def sentence(self, error: Exception, locale: str = DEFAULT_LOCALE) -> str:
        """Word an error, and log it as what it is."""
        if isinstance(error, UserError):
            _log.info("user error: %s", error.code())
            said = say(f"error-{error.code()}", locale, **placeholders(error, locale))
            return f"{said}\n{quoted(error.quotation)}" if error.quotation else said
        key = _KEYS.get(type(error))
        if key is not None:
            return say(key, locale)
        if isinstance(error, self.outside):
            _log.warning("an outside service failed: %s: %s", type(error).__name__, error)
            return say("failure-outside", locale)
        code = secrets.token_hex(3).upper()
        _log.error("something broke, code %s", code, exc_info=error)
        return say("failure-bug", locale, code=code)


#: Errors with a sentence of their own; none of them is a bug.
_KEYS: dict[type[Exception], str] = {
    Restarting: "failure-restarting",
    PressUnknown: "failure-outdated",
    app_commands.CommandNotFound: "failure-outdated",
    app_commands.CommandSignatureMismatch: "failure-outdated",
    app_commands.TransformerError: "failure-choice",
    app_commands.MissingPermissions: "failure-not-allowed",
}


def reply(sentence: str, typed: Mapping[str, str], locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Make the private reply.

    Args:
        sentence: What happened.
        typed: Texts to give back, by their fields' custom ids; of several each stands under its label.
        locale: The person's language.
    """
    texts = {field: text for field, text in typed.items() if text.strip()}
    if not texts:
        return OutgoingMessage(content=clip(sentence, Limit.CONTENT))
    lines = [say("failure-text", locale)]
    for field, text in texts.items():
        label = f"field-{field}"
        lines += [f"**{say(label, locale)}**"] if len(texts) > 1 and has(label, locale) else []
        lines += [fenced(text)]
    given_back = clip("\n".join(lines), Limit.EMBED_DESCRIPTION)
    return OutgoingMessage(content=clip(sentence, Limit.CONTENT), embed=embed(text=given_back, tone=Tone.QUIET))


def placeholders(error: UserError, locale: str = DEFAULT_LOCALE) -> dict[str, object]:
    """Return an error's fields as its sentence takes them; for every text also `has_<name>`, "yes" or "no"."""
    worded: dict[str, object] = {}
    for name, value in error.details().items():
        match value:
            case datetime():
                worded[name] = moment(value, Style.RELATIVE)
            case timedelta():
                worded[name] = duration(value, locale)
            case str() if name == "period":
                worded[name] = period_name(value, locale)
            case tuple():
                worded[name] = _listed([one_line(str(part)) for part in value])
                worded[f"has_{name}"] = "yes" if value else "no"
            case str():
                worded[name] = clip(one_line(value), _QUOTE_MOST)
                worded[f"has_{name}"] = "yes" if value else "no"
            case _:
                worded[name] = f"<#{value}>" if name == "channel" else value
    return worded


def _bare(error: Exception) -> Exception:
    return error.original if isinstance(error, app_commands.CommandInvokeError) else error


def _typed(interaction: Interaction, error: Exception) -> Mapping[str, str]:
    if isinstance(error, UserError) and error.given_back:
        return {FIELD: error.given_back}
    return texts_of(interaction) if interaction.type is discord.InteractionType.modal_submit else {}


def _listed(parts: Sequence[str]) -> str:
    """Name as many as there is room for, each whole."""
    listed = ", ".join(parts)
    return listed if len(listed) <= _QUOTE_MOST or len(parts) == 1 else _listed(parts[:-1])
