"""Playing a round as messages: what is added to a verdict, how far someone got, and who has answered."""

from __future__ import annotations

import discord

from bot.chat.feature import Framing
from bot.chat.message import OutgoingMessage, Tone, embed
from bot.chat.router import Buttons, CustomId, PressUnknown
from bot.daily.service.attendance import Attended
from bot.daily.service.playing import MyProgress, RoundProgress
from bot.daily.streak import Streak
from bot.text.catalogue import DEFAULT_LOCALE, say
from bot.text.clip import clip
from bot.text.dates import Style, moment
from bot.text.escape import one_line


def framing(ahead: RoundProgress, locale: str = DEFAULT_LOCALE) -> Framing:
    """Lead on to the next question; after the last one tell what all of them came to, and the streak."""
    if ahead.next is not None:
        name = CustomId("round", "play", ahead.round_id)
        buttons = Buttons().add(say("button-next", locale), name, style=discord.ButtonStyle.primary)
        return Framing(lines=("", say("verdict-next", locale)), buttons=buttons, leads_on=True)
    lines = streak_lines(ahead.streak, locale)
    if ahead.total is not None:
        lines.insert(0, say("verdict-last", locale, of=ahead.of, points=ahead.total))
    return Framing(lines=tuple(lines))


def progress(done: MyProgress, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Tell someone who answered everything how far they got."""
    at = moment(done.closes_at, Style.SHORT)
    title = say("progress-title", locale)
    if done.points is None:
        text = say("progress-noted", locale, answered=done.answered, of=done.of, at=at)
        return OutgoingMessage(embed=embed(title=title, text=text), buttons=_changes(done, locale))
    text = say("progress-text", locale, answered=done.answered, of=done.of, points=done.points)
    closes = say("verdict-closes", locale, questions=done.of, at=at)
    return OutgoingMessage(embed=embed(title=title, text=f"{text}\n{closes}", tone=Tone.GOOD))


def _changes(done: MyProgress, locale: str) -> Buttons:
    buttons = Buttons()
    for number, question in enumerate(done.changeable, 1):
        buttons.add(say("button-change-one", locale, number=number), CustomId("question", "again", question))
    return buttons


def streak_lines(streak: Streak | None, locale: str = DEFAULT_LOCALE) -> list[str]:
    """Word a streak, such as "4 days in a row, 1 freeze"; nothing where there is none."""
    if streak is None or not streak.length:
        return []
    days = say("streak-days", locale, length=streak.length)
    return [say("streak-line", locale, days=days, freezes=streak.freezes)]


_NAME_MOST = 64
_PAGE_DIGITS = 6


def attended(seen: Attended, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """List those who answered."""
    names = [clip(one_line(name), _NAME_MOST) for name in seen.names if name]
    unknown = len(seen.names) - len(names) + (seen.hidden if seen.page == seen.pages - 1 else 0)
    lines = [say("post-count", locale, count=seen.answered), "", *(f"- {name}" for name in names)]
    if unknown:
        lines.append(say("who-hidden", locale, count=unknown))
    foot = say("who-page", locale, page=seen.page + 1, pages=seen.pages) if seen.pages > 1 else ""
    made = embed(title=say("who-title", locale), text="\n".join(lines), foot=foot, tone=Tone.QUIET)
    return OutgoingMessage(embed=made, buttons=_turns(seen, locale))


def page_of(custom_id: CustomId) -> int:
    """Return which page a press asks for, from 0.

    Raises:
        PressUnknown: None of ours.
    """
    if not custom_id.arg:
        return 0
    if not custom_id.arg.isdecimal() or len(custom_id.arg) > _PAGE_DIGITS:
        raise PressUnknown(str(custom_id))
    return int(custom_id.arg)


def _turns(seen: Attended, locale: str) -> Buttons | None:
    if seen.pages == 1:
        return None
    buttons = Buttons()
    if seen.page:
        buttons.add(say("button-who-before", locale), CustomId("round", "who", seen.round_id, str(seen.page - 1)))
    if seen.page + 1 < seen.pages:
        buttons.add(say("button-who-after", locale), CustomId("round", "who", seen.round_id, str(seen.page + 1)))
    return buttons
