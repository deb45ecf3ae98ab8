"""Appeals as messages: an entry for moderators, the shelves of `/appeals`, and what one's own appeals came to."""

from __future__ import annotations

import discord

from bot.appeals.service.appeal_outcomes import (
    AppealEntry,
    AppealPage,
    CardShown,
    CopyEntry,
    OwnAppeal,
    ReportEntry,
    Shelf,
)
from bot.chat.message import Shown, Tone, embed, fit
from bot.chat.router import Buttons, Name, PressUnknown
from bot.daily.service.playing import MyResult
from bot.questions.messages.verdict import outcome_words
from bot.text.catalogue import DEFAULT_LOCALE, say
from bot.text.clip import clip
from bot.text.escape import escape, one_line, quoted
from bot.text.spans import Style, moment

_ASK_MOST = 900
_ANSWER_MOST = 900
_POINT_MOST = 200
_POINTS_MOST = 1_000
_PLEA_MOST = 320
_TITLE_MOST = 100
_PEOPLE_MOST = 10
#: Which way a button turns the page.
_FORTH, _BACK = "forth", "back"


def entry(shown: AppealEntry | CopyEntry, locale: str = DEFAULT_LOCALE) -> Shown:
    """Make the entry in the moderators' channel."""
    if isinstance(shown, CopyEntry):
        return Shown(embed=_copy(shown, say("copy-title", locale), "", locale), buttons=_copy_acts(shown, locale))
    return Shown(embed=_appeal(shown, say("appeal-title", locale), "", locale), buttons=_acts(shown, locale))


def page(found: AppealPage, locale: str = DEFAULT_LOCALE) -> Shown:
    """Make one page of `/appeals`."""
    count = found.counts[found.shelf]
    title = say(f"shelf-{found.shelf.value}", locale)
    foot = say("appeals-foot", locale, number=found.number, count=count) if found.entry else ""
    made, buttons = embed(title=title, text=say(f"shelf-{found.shelf.value}-empty", locale)), Buttons()
    if isinstance(found.entry, AppealEntry):
        made, buttons = _appeal(found.entry, title, foot, locale), _acts(found.entry, locale)
    elif isinstance(found.entry, CopyEntry):
        made, buttons = _copy(found.entry, title, foot, locale), _copy_acts(found.entry, locale)
    elif found.entry is not None:
        made = _report(found.entry, title, foot, locale)
        buttons.add(say("button-settle", locale), Name("report", "settle", found.entry.id))
    _turns(found, buttons, locale)
    return Shown(embed=made, buttons=buttons)


def read_turn(name: Name) -> tuple[Shelf, int | None, bool]:
    """Read a button of `/appeals`: the shelf, the entry to turn from (None: begin), and whether to turn forth.

    Raises:
        PressUnknown: None of ours.
    """
    way, _, beside = name.arg.partition("~")
    try:
        shelf = Shelf(str(name.id))
    except ValueError as error:
        raise PressUnknown(str(name)) from error
    if not name.arg:
        return shelf, None, True
    if way not in (_FORTH, _BACK) or not beside.isdecimal():
        raise PressUnknown(str(name))
    return shelf, int(beside), way == _FORTH


def appealed(locale: str = DEFAULT_LOCALE) -> Shown:
    """Confirm an appeal."""
    return Shown(content=say("appeal-sent", locale))


def reported(locale: str = DEFAULT_LOCALE) -> Shown:
    """Confirm a report."""
    return Shown(content=say("report-sent", locale))


def quiet(locale: str = DEFAULT_LOCALE) -> Shown:
    """Confirm that appeals are announced nowhere."""
    return Shown(content=say("appeals-quiet", locale))


def ruled(done: AppealEntry, locale: str = DEFAULT_LOCALE) -> Shown:
    """Tell a moderator what their decision does."""
    key = "ruled-undone" if done.undone else f"ruled-{'accept' if done.decision is None else done.decision.value}"
    return Shown(content=say(key, locale, others=done.others))


def own_lines(own: MyResult, locale: str = DEFAULT_LOCALE) -> str:
    """Tell how one's own appeals stand; "" where there are none."""
    numbers = {answer.result.question.id: answer.result.question.number for answer in own.answers}
    several = len(own.answers) > 1
    return "\n".join(
        say("own-appeal-of", locale, number=numbers[appeal.question], said=said) if several else said
        for appeal in own.appeals
        if appeal.question in numbers
        for said in [_standing(appeal, locale)]
    )


def own_buttons(own: MyResult, locale: str = DEFAULT_LOCALE) -> Buttons:
    """Offer an appeal of each answer that may be appealed, and a report of each card."""
    buttons, several = Buttons(), len(own.answers) > 1
    numbers = {answer.result.question.id: answer.result.question.number for answer in own.answers}
    for question in own.appealable:
        label = say("button-appeal-of" if several else "button-appeal", locale, number=numbers[question])
        buttons.add(label, Name("appeal", "begin", question), style=discord.ButtonStyle.primary)
    for question, number in numbers.items():
        label = say("button-report-of" if several else "button-report", locale, number=number)
        buttons.add(label, Name("report", "begin", question))
    return buttons


def _standing(appeal: OwnAppeal, locale: str) -> str:
    code = "open" if appeal.decision is None else appeal.decision.value
    said = say(f"own-appeal-{code}", locale)
    if not appeal.reason or appeal.decision is None:
        return said
    return say("own-appeal-reason", locale, said=said, reason=clip(one_line(appeal.reason), _PLEA_MOST))


def _appeal(shown: AppealEntry, title: str, foot: str, locale: str) -> discord.Embed:
    person = f"<@{shown.appellant}>"
    lines = [
        *_card(shown.card, locale),
        "",
        say("appeal-answer", locale, person=person, others=shown.others),
        clip(quoted(shown.text), _ANSWER_MOST) if shown.text else say("appeal-erased", locale),
        say(
            "appeal-now",
            locale,
            outcome=outcome_words(shown.outcome, gave_up=False, locale=locale),
            points=shown.points,
        ),
        *([say("appeal-plea", locale, plea=clip(one_line(shown.plea), _PLEA_MOST))] if shown.plea else []),
        *_decided(shown, locale),
    ]
    tone = Tone.CALM if shown.decision is None else Tone.QUIET
    return embed(title=title, text="\n".join(lines), foot=foot, tone=tone)


def _report(shown: ReportEntry, title: str, foot: str, locale: str) -> discord.Embed:
    lines = [
        *_card(shown.card, locale),
        "",
        say("report-said", locale, person=f"<@{shown.user}>", at=moment(shown.at, Style.SHORT)),
        clip(quoted(shown.text), _ANSWER_MOST),
    ]
    return embed(title=title, text="\n".join(lines), foot=foot)


def _copy(shown: CopyEntry, title: str, foot: str, locale: str) -> discord.Embed:
    named = [
        say("copy-person", locale, person=f"<@{user}>", at=moment(at, Style.SHORT))
        for user, at in shown.people[:_PEOPLE_MOST]
    ]
    lines = [
        *_card(shown.card, locale),
        "",
        say("copy-said", locale, count=len(shown.people)),
        clip(quoted(shown.text), _ANSWER_MOST) if shown.text else say("appeal-erased", locale),
        *named,
        *([say("copy-more", locale, count=more)] if (more := len(shown.people) - len(named)) else []),
        "",
        say("copy-advice", locale),
    ]
    return embed(title=title, text="\n".join(lines), foot=foot)


def _copy_acts(shown: CopyEntry, locale: str) -> Buttons:
    return Buttons().add(say("button-settle", locale), Name("copy", "settle", shown.id), row=0)


def _card(card: CardShown, locale: str) -> list[str]:
    deck = clip(one_line(card.deck_title), _TITLE_MOST)
    lines = [say("appeal-deck", locale, deck=deck), clip(escape(card.ask), _ASK_MOST)]
    if card.withheld:
        return [*lines, say("appeal-withheld", locale)]
    if card.answer:
        lines.append(say("result-answer", locale, answer=clip(one_line(card.answer), _POINT_MOST)))
    points = [say("result-point-bare", locale, say=clip(one_line(point), _POINT_MOST)) for point in card.points]
    return [*lines, *([fit(points, _POINTS_MOST, locale)] if points else [])]


def _decided(shown: AppealEntry, locale: str) -> list[str]:
    if shown.moderator is None or shown.decided_at is None:
        return []
    code = "undone" if shown.decision is None else shown.decision.value
    at, by = moment(shown.decided_at, Style.RELATIVE), f"<@{shown.moderator}>"
    lines = ["", say(f"decided-{code}", locale, by=by, at=at)]
    return [*lines, *([quoted(clip(shown.reason, _PLEA_MOST))] if shown.reason else [])]


def _acts(shown: AppealEntry, locale: str) -> Buttons:
    buttons = Buttons()
    if shown.decision is not None:
        return buttons.add(say("button-undo", locale), Name("appeal", "undo", shown.id), row=0)
    buttons.add(
        say("decision-accept", locale), Name("appeal", "accept", shown.id), style=discord.ButtonStyle.success, row=0
    )
    buttons.add(say("decision-partly", locale), Name("appeal", "partly", shown.id), row=0)
    return buttons.add(say("decision-deny", locale), Name("appeal", "deny", shown.id), row=0)


def _turns(found: AppealPage, buttons: Buttons, locale: str) -> None:
    if found.entry is not None and found.number > 1:
        name = Name("appeals", "turn", found.shelf.value, f"{_BACK}~{found.entry.id}")
        buttons.add(say("button-older", locale), name, row=1)
    if found.entry is not None and found.number < found.counts[found.shelf]:
        name = Name("appeals", "turn", found.shelf.value, f"{_FORTH}~{found.entry.id}")
        buttons.add(say("button-newer", locale), name, row=1)
    for shelf, count in found.counts.items():
        if shelf is not found.shelf:
            label = say("button-shelf", locale, shelf=say(f"shelf-{shelf.value}", locale), count=count)
            buttons.add(label, Name("appeals", "turn", shelf.value), row=2)
    if found.channel is not None:
        buttons.add(say("button-quiet", locale), Name("appeals", "quiet", "all"), row=2)
