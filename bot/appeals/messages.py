"""Appeals as messages and forms: entries for moderators, the queue, and what one's own appeals came to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import discord

from bot.appeals.rules import REASON_MOST, REPORT_MOST, Decision, Section
from bot.appeals.service.entries import (
    AppealEntry,
    CardShown,
    DuplicateEntry,
    FormOpened,
    OwnAppeal,
    ReportEntry,
    UnsureEntry,
)
from bot.appeals.service.moderation_queue import QueuePage
from bot.chat.forms import FIELD, Form
from bot.chat.message import OutgoingMessage, Tone, embed, fit
from bot.chat.router import Buttons, CustomId, PressUnknown
from bot.core.ids import QuestionId
from bot.questions.messages.verdict import outcome_words
from bot.text.catalogue import DEFAULT_LOCALE, say
from bot.text.clip import LIMITS, Limit, clip
from bot.text.dates import Style, moment
from bot.text.escape import escape, one_line, quoted

_ASK_MOST = 900
_ANSWER_MOST = 900
#: In a form.
_FORM_ANSWER_MOST = 1_500
_POINT_MOST = 200
_POINTS_MOST = 1_000
_ARGUMENT_MOST = 320
_TITLE_MOST = 100
_PEOPLE_MOST = 10
#: Which way a button turns the page.
_FORWARD, _BACK = "forward", "back"


def entry(shown: AppealEntry | DuplicateEntry, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Make the entry in the moderators' channel."""
    if isinstance(shown, DuplicateEntry):
        return OutgoingMessage(
            embed=_duplicate(shown, say("duplicate-title", locale), "", locale), buttons=_duplicate_acts(shown, locale)
        )
    return OutgoingMessage(embed=_appeal(shown, say("appeal-title", locale), "", locale), buttons=_acts(shown, locale))


def page(found: QueuePage, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Make one page of `/appeals`."""
    count = found.counts[found.section]
    title = say(f"section-{found.section.value}", locale)
    foot = say("appeals-foot", locale, number=found.number, count=count) if found.entry else ""
    made, buttons = embed(title=title, text=say(f"section-{found.section.value}-empty", locale)), Buttons()
    if isinstance(found.entry, AppealEntry):
        made, buttons = _appeal(found.entry, title, foot, locale), _acts(found.entry, locale)
    elif isinstance(found.entry, UnsureEntry):
        made, buttons = _unsure(found.entry, title, foot, locale), _unsure_acts(found.entry, locale)
    elif isinstance(found.entry, DuplicateEntry):
        made, buttons = _duplicate(found.entry, title, foot, locale), _duplicate_acts(found.entry, locale)
    elif found.entry is not None:
        made = _report(found.entry, title, foot, locale)
        buttons.add(say("button-settle", locale), CustomId("report", "settle", found.entry.id))
    _turns(found, buttons, locale)
    return OutgoingMessage(embed=made, buttons=buttons)


def read_turn(custom_id: CustomId) -> tuple[Section, int | None, bool]:
    """Read a button of `/appeals`: the section, the entry to turn from (None: begin), and whether to turn forward.

    Raises:
        PressUnknown: None of ours.
    """
    way, _, beside = custom_id.arg.partition("~")
    try:
        section = Section(str(custom_id.id))
    except ValueError as error:
        raise PressUnknown(str(custom_id)) from error
    if not custom_id.arg:
        return section, None, True
    if way not in (_FORWARD, _BACK) or not beside.isdecimal():
        raise PressUnknown(str(custom_id))
    return section, int(beside), way == _FORWARD


def appeal_form(opened: FormOpened, locale: str = DEFAULT_LOCALE) -> Form:
    """Make the form of an appeal; a reason is welcome and not asked for."""
    form = _form(say("appeal-form-title", locale), CustomId("appeal", "send", opened.question), opened.ask, opened.text)
    return _with_field(
        form, say("appeal-form-label", locale), say("appeal-form-hint", locale), REASON_MOST, required=False
    )


def report_form(opened: FormOpened, locale: str = DEFAULT_LOCALE) -> Form:
    """Make the form of a report."""
    form = _form(say("report-title", locale), CustomId("report", "send", opened.question), opened.ask, "")
    return _with_field(form, say("report-label", locale), say("report-hint", locale), REPORT_MOST, required=True)


def ruling_form(appeal: AppealEntry, decision: Decision, locale: str = DEFAULT_LOCALE) -> Form:
    """Make the form in which a moderator says why."""
    name = CustomId("appeal", "rule", appeal.id, decision.value)
    form = _form(say(f"decision-{decision.value}", locale), name, appeal.card.ask, appeal.text)
    return _with_field(form, say("ruling-label", locale), say("ruling-hint", locale), REASON_MOST, required=False)


def appealed(locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Confirm an appeal."""
    return OutgoingMessage(content=say("appeal-sent", locale))


def claimed(locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Confirm that moderators will look at an answer on which the grader was not sure."""
    return OutgoingMessage(content=say("appeal-claimed", locale))


def reported(locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Confirm a report."""
    return OutgoingMessage(content=say("report-sent", locale))


def quiet(locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Confirm that appeals are announced nowhere."""
    return OutgoingMessage(content=say("appeals-quiet", locale))


def ruled(done: AppealEntry, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Tell a moderator what their decision does."""
    key = "ruled-undone" if done.undone else f"ruled-{'accept' if done.decision is None else done.decision.value}"
    if not done.appealed and done.decision is Decision.DENY:
        key = "unsure-left"
    return OutgoingMessage(content=say(key, locale, others=done.others))


def own_lines(appeals: Sequence[OwnAppeal], numbers: Mapping[QuestionId, int], locale: str = DEFAULT_LOCALE) -> str:
    """Tell how one's own appeals stand; "" where there are none.

    Args:
        appeals: One's own.
        numbers: The questions one answered, each with its number in the round.
        locale: The language.
    """
    return "\n".join(
        say("own-appeal-of", locale, number=numbers[appeal.question], said=said) if len(numbers) > 1 else said
        for appeal in appeals
        if appeal.question in numbers
        for said in [_standing(appeal, locale)]
    )


def own_buttons(
    appealable: Sequence[QuestionId], numbers: Mapping[QuestionId, int], locale: str = DEFAULT_LOCALE
) -> Buttons:
    """Offer an appeal of each answer that may be appealed, and a report of each card.

    Args:
        appealable: The questions whose answers may be appealed.
        numbers: The questions one answered, each with its number in the round.
        locale: The language.
    """
    buttons, several = Buttons(), len(numbers) > 1
    for question in appealable:
        label = say("button-appeal-of" if several else "button-appeal", locale, number=numbers[question])
        buttons.add(label, CustomId("appeal", "begin", question), style=discord.ButtonStyle.primary)
    for question, number in numbers.items():
        label = say("button-report-of" if several else "button-report", locale, number=number)
        buttons.add(label, CustomId("report", "begin", question))
    return buttons


def _standing(appeal: OwnAppeal, locale: str) -> str:
    code = "open" if appeal.decision is None else appeal.decision.value
    said = say(f"own-appeal-{code}", locale)
    if not appeal.reason or appeal.decision is None:
        return said
    return say("own-appeal-reason", locale, said=said, reason=clip(one_line(appeal.reason), _ARGUMENT_MOST))


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
            outcome=outcome_words(shown.outcome, gave_up=False, unsure=shown.unsure, locale=locale),
            points=shown.points,
        ),
        *(
            [say("appeal-argument", locale, argument=clip(one_line(shown.argument), _ARGUMENT_MOST))]
            if shown.argument
            else []
        ),
        *_decided(shown, locale),
    ]
    tone = Tone.CALM if shown.decision is None else Tone.QUIET
    return embed(title=title, text="\n".join(lines), foot=foot, tone=tone)


def _unsure(shown: UnsureEntry, title: str, foot: str, locale: str) -> discord.Embed:
    lines = [
        *_card(shown.card, locale),
        "",
        say("unsure-answer", locale, people=shown.people, at=moment(shown.at, Style.SHORT)),
        clip(quoted(shown.text), _ANSWER_MOST) if shown.text else say("appeal-erased", locale),
        "",
        say("unsure-advice", locale),
    ]
    return embed(title=title, text="\n".join(lines), foot=foot, tone=Tone.QUIET)


def _unsure_acts(shown: UnsureEntry, locale: str) -> Buttons:
    buttons = Buttons()
    for decision in Decision:
        label = "button-leave" if decision is Decision.DENY else f"decision-{decision.value}"
        style = discord.ButtonStyle.success if decision is Decision.ACCEPT else discord.ButtonStyle.secondary
        buttons.add(say(label, locale), CustomId("unsure", decision.value, shown.id), style=style, row=0)
    return buttons


def _report(shown: ReportEntry, title: str, foot: str, locale: str) -> discord.Embed:
    lines = [
        *_card(shown.card, locale),
        "",
        say("report-said", locale, person=f"<@{shown.user}>", at=moment(shown.at, Style.SHORT)),
        clip(quoted(shown.text), _ANSWER_MOST),
    ]
    return embed(title=title, text="\n".join(lines), foot=foot)


def _duplicate(shown: DuplicateEntry, title: str, foot: str, locale: str) -> discord.Embed:
    named = [
        say("duplicate-person", locale, person=f"<@{user}>", at=moment(at, Style.SHORT))
        for user, at in shown.people[:_PEOPLE_MOST]
    ]
    lines = [
        *_card(shown.card, locale),
        "",
        say("duplicate-said", locale, count=len(shown.people)),
        clip(quoted(shown.text), _ANSWER_MOST) if shown.text else say("appeal-erased", locale),
        *named,
        *([say("duplicate-more", locale, count=more)] if (more := len(shown.people) - len(named)) else []),
        "",
        say("duplicate-advice", locale),
    ]
    return embed(title=title, text="\n".join(lines), foot=foot)


def _duplicate_acts(shown: DuplicateEntry, locale: str) -> Buttons:
    return Buttons().add(say("button-settle", locale), CustomId("duplicate", "settle", shown.id), row=0)


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
    return [*lines, *([quoted(clip(shown.reason, _ARGUMENT_MOST))] if shown.reason else [])]


def _acts(shown: AppealEntry, locale: str) -> Buttons:
    buttons = Buttons()
    if shown.decision is not None:
        return buttons.add(say("button-undo", locale), CustomId("appeal", "undo", shown.id), row=0)
    buttons.add(
        say("decision-accept", locale), CustomId("appeal", "accept", shown.id), style=discord.ButtonStyle.success, row=0
    )
    buttons.add(say("decision-partly", locale), CustomId("appeal", "partly", shown.id), row=0)
    return buttons.add(say("decision-deny", locale), CustomId("appeal", "deny", shown.id), row=0)


def _turns(found: QueuePage, buttons: Buttons, locale: str) -> None:
    if found.entry is not None and found.number > 1:
        name = CustomId("appeals", "turn", found.section.value, f"{_BACK}~{found.entry.id}")
        buttons.add(say("button-older", locale), name, row=1)
    if found.entry is not None and found.number < found.counts[found.section]:
        name = CustomId("appeals", "turn", found.section.value, f"{_FORWARD}~{found.entry.id}")
        buttons.add(say("button-newer", locale), name, row=1)
    for section, count in found.counts.items():
        if section is not found.section:
            label = say("button-section", locale, section=say(f"section-{section.value}", locale), count=count)
            buttons.add(label, CustomId("appeals", "turn", section.value), row=2)
    if found.channel is not None:
        buttons.add(say("button-quiet", locale), CustomId("appeals", "quiet", "all"), row=2)


def _form(title: str, custom_id: CustomId, ask: str, answer: str) -> Form:
    form = Form(title=clip(title, Limit.MODAL_TITLE), custom_id=str(custom_id))
    text = clip(escape(ask), LIMITS[Limit.TEXT_DISPLAY] - _FORM_ANSWER_MOST - 1)
    if answer:
        text = f"{text}\n{clip(quoted(answer), _FORM_ANSWER_MOST)}"
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
