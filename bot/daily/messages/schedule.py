"""Schedules as messages: what `/daily` answers."""

from __future__ import annotations

from collections.abc import Sequence

from bot.calendar.zones import fixed_offset, shown_name
from bot.chat.message import OutgoingMessage, Tone, confirmation, embed, fit
from bot.chat.router import CustomId
from bot.daily.messages.options import option_lines
from bot.daily.service.rounds import AskedNow
from bot.daily.service.schedules import ScheduleView
from bot.text.catalogue import DEFAULT_LOCALE, say
from bot.text.clip import Limit, clip
from bot.text.dates import Style, day_name, duration, moment, weekdays
from bot.text.escape import one_line, plain

_TITLE_MOST = 100


def added(schedule: ScheduleView, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Confirm a new schedule, with when it asks first and how to try it."""
    text = f"{described(schedule, locale)}\n\n{say('daily-added-hint', locale)}"
    return OutgoingMessage(embed=embed(title=say("daily-added-title", locale), text=text, tone=Tone.GOOD))


def changed(schedule: ScheduleView, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Confirm a change."""
    return OutgoingMessage(embed=embed(title=say("daily-changed-title", locale), text=described(schedule, locale)))


def unchanged(schedule: ScheduleView, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Tell that nothing was given to change, how the schedule asks now, and what could be chosen."""
    text = f"{described(schedule, locale)}\n\n{say('daily-unchanged-hint', locale)}"
    return OutgoingMessage(embed=embed(title=say("daily-unchanged-title", locale), text=text, tone=Tone.QUIET))


def paused(schedule: ScheduleView, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Confirm a pause."""
    text = f"{_what(schedule, locale)}\n\n{say('daily-paused-hint', locale)}"
    return OutgoingMessage(embed=embed(title=say("daily-paused-title", locale), text=text, tone=Tone.QUIET))


def pause_message(schedule: ScheduleView, guild: str, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Tell who made a schedule why it stands still.

    Args:
        schedule: The schedule.
        guild: The server's name; "" where it is not known.
        locale: The language.
    """
    where = say("pause-where", locale, guild=one_line(guild)) if guild else ""
    text = "\n".join(line for line in (where, described(schedule, locale)) if line)
    return OutgoingMessage(embed=embed(title=say("pause-title", locale), text=text, tone=Tone.MIXED))


def resumed(schedule: ScheduleView, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Confirm that a schedule runs again."""
    return OutgoingMessage(embed=embed(title=say("daily-resumed-title", locale), text=described(schedule, locale)))


def listed(schedules: Sequence[ScheduleView], locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """List a server's schedules, or tell how to start one."""
    if not schedules:
        return OutgoingMessage(content=say("daily-empty", locale))
    lines = [f"{described(schedule, locale)}\n" for schedule in schedules]
    text = fit(lines, Limit.EMBED_DESCRIPTION, locale)
    return OutgoingMessage(embed=embed(title=say("daily-list-title", locale), text=text))


def removing(schedule: ScheduleView, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Ask back before a schedule is removed."""
    text = f"{_what(schedule, locale)}\n\n{say('daily-remove-text', locale)}"
    yes, no = CustomId("schedule", "remove", schedule.id), CustomId("schedule", "keep", schedule.id)
    title, label = say("daily-remove-title", locale), say("button-remove", locale)
    return confirmation(title, text, yes=yes, yes_label=label, no=no, locale=locale)


def removed(locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Confirm a removal."""
    return OutgoingMessage(content=say("daily-removed", locale))


def kept(locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Confirm that nothing was removed."""
    return OutgoingMessage(content=say("daily-kept", locale))


def asking(asked: AskedNow, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Confirm that questions are on their way."""
    post, relative = asked.post, moment(asked.post.closes_at, Style.RELATIVE)
    told = say("daily-asked", locale, channel=f"<#{post.channel}>", relative=relative)
    if len(post.questions) < asked.wanted:
        told = f"{told} {say('daily-asked-fewer', locale, asked=len(post.questions), wanted=asked.wanted)}"
    return OutgoingMessage(content=told)


def closing(count: int, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Confirm that posts were closed."""
    return OutgoingMessage(content=say("daily-closed", locale, count=count))


def described(schedule: ScheduleView, locale: str = DEFAULT_LOCALE) -> str:
    """Tell what a schedule does, and when next or why not."""
    lines = [_what(schedule, locale)]
    if schedule.paused is not None:
        lines.append(say(f"pause-{schedule.paused.value}", locale, channel=f"<#{schedule.channel}>"))
    elif schedule.next_at is not None:
        at, relative = moment(schedule.next_at, Style.DATE_AND_TIME), moment(schedule.next_at, Style.RELATIVE)
        lines.append(say("daily-next", locale, at=at, relative=relative))
    if schedule.missed_on is not None:
        lines.append(say("daily-missed", locale, on=day_name(schedule.missed_on, locale)))
    if fixed_offset(schedule.zone) is not None:
        lines.append(say("zone-fixed", locale, zone=shown_name(schedule.zone)))
    if schedule.repeats_after is not None:
        weekly = schedule.questions * len(schedule.days)
        lines.append(say("daily-repeats", locale, cards=schedule.repeats_after, weekly=weekly))
    lines += option_lines(schedule, locale)
    return "\n".join(lines)


def named(schedule: ScheduleView, channel: str, locale: str = DEFAULT_LOCALE) -> str:
    """Name a schedule in one line of plain text, for lists to choose from.

    Args:
        schedule: The schedule.
        channel: Its channel's name, or its id where that is not known.
        locale: The person's language.
    """
    days = weekdays(schedule.days, locale)
    time = f"{schedule.at:%H:%M}"
    line = say("suggest-schedule", locale, deck=plain(schedule.deck_title), channel=channel, time=time, days=days)
    return clip(line, Limit.CHOICE_NAME)


def _what(schedule: ScheduleView, locale: str) -> str:
    return say(
        "daily-what",
        locale,
        count=schedule.questions,
        channel=f"<#{schedule.channel}>",
        deck=clip(one_line(schedule.deck_title), _TITLE_MOST),
        time=f"{schedule.at:%H:%M}",
        zone=shown_name(schedule.zone),
        days=weekdays(schedule.days, locale),
        span=duration(schedule.open_for, locale),
    )
