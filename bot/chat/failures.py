"""Failures: the one place where refusals, Discord's faults and our own bugs become private replies."""

from __future__ import annotations

import logging
import secrets
from datetime import datetime, timedelta

import aiohttp
import discord
from discord import app_commands

from bot.chat.forms import text_of
from bot.chat.message import Shown, Tone, embed
from bot.chat.replies import locale_of, tell
from bot.chat.retry import ALREADY_ACKNOWLEDGED, PASSING
from bot.chat.router import Interaction, PressUnknown
from bot.core.errors import UserError
from bot.questions.errors import HintsUsedUp, QuestionClosed
from bot.text.catalogue import DEFAULT_LOCALE, say
from bot.text.clip import LIMITS, Limit, clip
from bot.text.escape import fenced, one_line, quoted
from bot.text.periods import period_name
from bot.text.spans import Style, duration, moment

_log = logging.getLogger(__name__)
#: What is quoted of a person's input inside a sentence.
_QUOTE_MOST = 100
#: Room for the sentence and the fence around a text that is given back.
_SENTENCE_MOST = 90
_UNKNOWN_INTERACTION = 10062


class Restarting(Exception):
    """The bot is about to stop and takes nothing new."""


class Failures:
    """Answers errors. Every door calls `answer` with whatever came through it."""

    def __init__(self, outside: tuple[type[Exception], ...] = ()) -> None:
        """Take the kinds of error that are nobody's bug, besides Discord's own."""
        self.outside: tuple[type[Exception], ...] = (*PASSING, discord.RateLimited, *outside)

    async def answer(self, interaction: Interaction, error: Exception) -> None:
        """Tell the person what happened and what to do next; a text they typed comes back to them."""
        error = _bare(error)
        if isinstance(error, discord.HTTPException) and error.code in (_UNKNOWN_INTERACTION, ALREADY_ACKNOWLEDGED):
            _log.warning("an interaction could not be answered: %s", error)
            return
        sentence = self.sentence(error, locale_of(interaction))
        if interaction.type is discord.InteractionType.autocomplete:
            return
        try:
            await tell(interaction, reply(sentence, _typed(interaction, error), locale_of(interaction)))
        except (discord.DiscordException, aiohttp.ClientError, OSError) as fault:
            _log.warning("a failure could not be told: %s", fault)

    def sentence(self, error: Exception, locale: str = DEFAULT_LOCALE) -> str:
        """Word an error, and log it as what it is."""
        if isinstance(error, UserError):
            _log.info("refused: %s", error.code())
            said = say(f"refusal-{error.code()}", locale, **facts(error, locale))
            paid_for = error.shown if isinstance(error, HintsUsedUp) else ""
            return f"{said}\n{quoted(paid_for)}" if paid_for else said
        key = _KEYS.get(type(error))
        if key is not None:
            return say(key, locale)
        if isinstance(error, self.outside):
            _log.warning("the outside failed: %s: %s", type(error).__name__, error)
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


def reply(sentence: str, typed: str, locale: str = DEFAULT_LOCALE) -> Shown:
    """Make the private reply; `typed` is a text to give back, "" for none."""
    if not typed.strip():
        return Shown(content=clip(sentence, Limit.CONTENT))
    most = LIMITS[Limit.EMBED_DESCRIPTION] - _SENTENCE_MOST
    given_back = f"{say('failure-text', locale)}\n{fenced(clip(typed, most))}"
    return Shown(content=clip(sentence, Limit.CONTENT), embed=embed(text=given_back, tone=Tone.QUIET))


def facts(refusal: UserError, locale: str = DEFAULT_LOCALE) -> dict[str, object]:
    """Return a refusal's fields as words have them; for every text also `has_<name>`, "yes" or "no"."""
    worded: dict[str, object] = {}
    for name, value in refusal.facts().items():
        match value:
            case datetime():
                worded[name] = moment(value, Style.RELATIVE)
            case timedelta():
                worded[name] = duration(value, locale)
            case str() if name == "period":
                worded[name] = period_name(value, locale)
            case str():
                worded[name] = clip(one_line(value), _QUOTE_MOST)
                worded[f"has_{name}"] = "yes" if value else "no"
            case _:
                worded[name] = f"<#{value}>" if name == "channel" else value
    return worded


def _bare(error: Exception) -> Exception:
    return error.original if isinstance(error, app_commands.CommandInvokeError) else error


def _typed(interaction: Interaction, error: Exception) -> str:
    return (error.text if isinstance(error, QuestionClosed) else "") or text_of(interaction)
