"""Playing a round as messages: what stands around a verdict, and how far someone got."""

from __future__ import annotations

import discord

from bot.chat.feature import Framing
from bot.chat.message import Shown, Tone, embed
from bot.chat.router import Buttons, Name
from bot.daily.service.playing import Ahead, MyProgress
from bot.daily.streak import Streak
from bot.text.catalogue import DEFAULT_LOCALE, say
from bot.text.dates import Style, moment


def framing(ahead: Ahead, locale: str = DEFAULT_LOCALE) -> Framing:
    """Lead on to the next question; after the last one tell what all of them came to, and the streak."""
    if ahead.next is not None:
        name = Name("round", "play", ahead.round_id)
        buttons = Buttons().add(say("button-next", locale), name, style=discord.ButtonStyle.primary)
        return Framing(lines=("", say("verdict-next", locale)), buttons=buttons, leads_on=True)
    lines = streak_lines(ahead.streak, locale)
    if ahead.total is not None:
        lines.insert(0, say("verdict-last", locale, of=ahead.of, points=ahead.total))
    return Framing(lines=tuple(lines))


def progress(done: MyProgress, locale: str = DEFAULT_LOCALE) -> Shown:
    """Tell someone who answered everything how far they got."""
    at = moment(done.closes_at, Style.SHORT)
    title = say("progress-title", locale)
    if done.points is None:
        text = say("progress-noted", locale, answered=done.answered, of=done.of, at=at)
        return Shown(embed=embed(title=title, text=text), buttons=_changes(done, locale))
    text = say("progress-text", locale, answered=done.answered, of=done.of, points=done.points)
    closes = say("verdict-closes", locale, at=at)
    return Shown(embed=embed(title=title, text=f"{text}\n{closes}", tone=Tone.GOOD))


def _changes(done: MyProgress, locale: str) -> Buttons:
    buttons = Buttons()
    for number, question in enumerate(done.changeable, 1):
        buttons.add(say("button-change-one", locale, number=number), Name("question", "again", question))
    return buttons


def streak_lines(streak: Streak | None, locale: str = DEFAULT_LOCALE) -> list[str]:
    """Word a streak, such as "4 days in a row, 1 freeze"; nothing where there is none."""
    if streak is None or not streak.length:
        return []
    days = say("streak-days", locale, length=streak.length)
    return [say("streak-line", locale, days=days, freezes=streak.freezes)]
