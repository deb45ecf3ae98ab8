"""Options of a schedule in words: a line for each that somebody chose, none for those left alone."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from bot.calendar.days_off import name_of
from bot.daily.options import Options, Reveal
from bot.daily.service.schedules import ScheduleView
from bot.questions.forms import FormsMix
from bot.text.catalogue import DEFAULT_LOCALE, say
from bot.text.clip import clip
from bot.text.dates import day_name, duration
from bot.text.escape import one_line

_DECKS_MOST = 300
_SPANS_MOST = 6


def option_lines(schedule: ScheduleView, locale: str = DEFAULT_LOCALE) -> list[str]:
    """Tell how a schedule asks, as far as somebody chose."""
    options = schedule.options
    lines = []
    if len(options.mix) > 1:
        lines.append(say("option-decks", locale, decks=_decks(options, locale)))
    if options.forms is not FormsMix.RECALL:
        choice = options.forms is FormsMix.CHOICE
        lines.append(say("option-forms-choice" if choice else "option-forms-mixed", locale))
    if options.holidays is not None:
        lines.append(say("option-holidays", locale, country=one_line(name_of(options.holidays))))
    if options.skip:
        lines.append(say("option-skip", locale, days=_dates(options.skip, locale)))
    if options.grace is not None:
        lines.append(say("option-grace", locale, span=duration(options.grace, locale)))
    if options.reveal is Reveal.NEXT:
        lines.append(say("option-reveal-next", locale))
    if options.ping is not None:
        lines.append(say("option-ping", locale, role=f"<@&{options.ping}>"))
    switches = {
        "option-changeable": options.changeable,
        "option-typed": options.typed,
        "option-thread": options.thread,
        "option-remind": options.remind,
    }
    lines += [say(key, locale) for key, on in switches.items() if on]
    return [f"- {line}" for line in lines]


def _decks(options: Options, locale: str) -> str:
    # A server's own decks are called "<guild>/<name>".
    named = [(deck.rpartition("/")[2], weight) for deck, weight in options.mix]
    decks = [say("option-deck", locale, deck=one_line(name), weight=weight) for name, weight in named]
    return clip(", ".join(decks), _DECKS_MOST)


def _dates(days: tuple[date, ...], locale: str) -> str:
    # Days that follow each other differ from their places by the same number.
    runs = [
        [day for _, day in run] for _, run in groupby(enumerate(days), key=lambda pair: pair[1].toordinal() - pair[0])
    ]
    spans = [
        day_name(run[0], locale)
        if len(run) == 1
        else say("option-span", locale, first=day_name(run[0], locale), last=day_name(run[-1], locale))
        for run in runs
    ]
    more = [say("and-more", locale, count=len(spans) - _SPANS_MOST)] if len(spans) > _SPANS_MOST else []
    return ", ".join([*spans[:_SPANS_MOST], *more])
