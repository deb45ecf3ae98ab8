"""Wordings as messages: what a deck may learn from what people were right with, and what was done about it."""

from __future__ import annotations

from itertools import groupby

import discord

from bot.chat.feature import Wording
from bot.chat.forms import FIELD, Form
from bot.chat.message import OutgoingMessage, Picture, embed
from bot.chat.router import Buttons, CustomId, PressUnknown
from bot.core.ids import ImportId
from bot.decks.card import POINT_MOST, Card
from bot.grading.learning import Fit
from bot.library.messages.decks import title_of
from bot.library.service.imports import OwnDeck
from bot.library.service.wordings import PAGE, Offer, Offers, WordingsFile
from bot.text.catalogue import DEFAULT_LOCALE, say
from bot.text.clip import Limit, clip
from bot.text.dates import Style, moment
from bot.text.escape import escape, one_line

_ASK_MOST = 200
_TEXT_MOST = 240
_SAY_MOST = 80
#: Digits of a wording's name in a button; enough to tell those of a deck apart.
_KEY = 16
_LAST_ROW = PAGE
#: What can be done to a server's own deck.
_ACTS = {Fit.ADDED: ("add", "change"), Fit.CONTRADICTS: ("change",)}


def offered(
    shown: Offers, locale: str = DEFAULT_LOCALE, *, said: str = "", done: OwnDeck | None = None
) -> OutgoingMessage:
    """Show what a deck may learn, each wording with its buttons.

    Args:
        shown: The page.
        locale: The language.
        said: What was done just now; "": nothing.
        done: The deck after it, with a way back; None: nothing was written.
    """
    title = say("learn-title", locale, title=title_of(shown.title))
    buttons = _buttons(shown, done, locale)
    if not shown.offers:
        text = say("learn-empty", locale)
        return OutgoingMessage(content=said or None, embed=embed(title=title, text=text), buttons=buttons)
    number = 0
    lines: list[str] = []
    for ask, group in groupby(shown.offers, key=lambda offer: offer.card.ask):
        lines += [*([""] if lines else []), f"**{clip(one_line(ask), _ASK_MOST)}**"]
        for offer in group:
            number += 1
            lines.append(_line(number, offer, locale))
    foot = say("learn-foot-own" if shown.own else "learn-foot-shipped", locale, page=shown.page, pages=shown.pages)
    made = embed(title=title, text="\n".join(lines), foot=foot)
    return OutgoingMessage(content=said or None, embed=made, buttons=buttons)


def added(done: OwnDeck, count: int, locale: str = DEFAULT_LOCALE) -> str:
    """Tell that a deck learned something."""
    return say("learn-added", locale, count=count, title=title_of(done.title))


def file(made: WordingsFile, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Hand out what a shipped deck would learn."""
    said = say("learn-file", locale, title=title_of(made.title), wordings=made.wordings, cards=made.cards)
    return OutgoingMessage(content=said, picture=Picture(name=made.name, content=made.content.encode()))


def change_form(wording: Wording, card: Card, name: CustomId, locale: str = DEFAULT_LOCALE) -> Form:
    """Make the form in which a manager says a wording in a better way."""
    title = clip(say("learn-form-title", locale), Limit.MODAL_TITLE)
    form = Form(title=title, custom_id=str(CustomId("wording", "save", name.number, name.arg)))
    form.add_item(discord.ui.TextDisplay(f"**{clip(escape(card.ask), _ASK_MOST)}**"))
    field: discord.ui.TextInput[Form] = discord.ui.TextInput(
        custom_id=FIELD,
        style=discord.TextStyle.paragraph,
        max_length=POINT_MOST,
        default=clip(" ".join(wording.text.split()), POINT_MOST),
    )
    return form.add_item(
        discord.ui.Label(
            text=clip(say("learn-form-label", locale), Limit.MODAL_LABEL),
            description=clip(say("learn-form-hint", locale), Limit.MODAL_DESCRIPTION),
            component=field,
        )
    )


def named(custom_id: CustomId) -> tuple[int, str, str]:
    """Read a button: the page it stands on, the deck, and the wording ("" for none).

    Raises:
        PressUnknown: None of ours.
    """
    deck, _, wording = custom_id.arg.partition("~")
    if not deck:
        raise PressUnknown(str(custom_id))
    return custom_id.number, deck, wording


def _line(number: int, offer: Offer, locale: str) -> str:
    wording, learned = offer.wording, offer.learned
    by = "" if wording.decided_by is None else f"<@{wording.decided_by}>"
    given = say(
        "learn-wording" if by else "learn-claim",
        locale,
        number=number,
        text=clip(one_line(wording.text), _TEXT_MOST),
        people=wording.people,
        by=by,
        at=moment(wording.at, Style.RELATIVE),
    )
    points = " / ".join(clip(one_line(point), _SAY_MOST) for point in learned.points)
    fit = "added-point" if learned.fit is Fit.ADDED and points else learned.fit.value
    return f"{given}\n{say(f'learn-fit-{fit}', locale, points=points)}"


def _buttons(shown: Offers, done: OwnDeck | None, locale: str) -> Buttons:
    buttons = Buttons()
    for row, offer in enumerate(shown.offers):
        arg = f"{shown.deck}~{offer.key[:_KEY]}"
        for act in (*(_ACTS.get(offer.learned.fit, ()) if shown.own else ()), "dismiss"):
            style = discord.ButtonStyle.success if act == "add" else discord.ButtonStyle.secondary
            label = say(f"button-learn-{act}", locale, number=row + 1)
            buttons.add(label, CustomId("wording", act, shown.page, arg), style=style, row=row)
    if shown.addable and shown.own and shown.addable > 1:
        label = say("button-learn-all", locale, count=shown.addable)
        buttons.add(label, CustomId("wording", "add", shown.page, shown.deck), row=_LAST_ROW)
    if shown.addable and not shown.own:
        label = say("button-learn-file", locale)
        name = CustomId("wording", "file", shown.page, shown.deck)
        buttons.add(label, name, style=discord.ButtonStyle.primary, row=_LAST_ROW)
    for key, page in (("button-page-before", shown.page - 1), ("button-page-after", shown.page + 1)):
        if 1 <= page <= shown.pages:
            buttons.add(say(key, locale), CustomId("wording", "turn", page, shown.deck), row=_LAST_ROW)
    if done is not None and done.present is not None and done.before is not None:
        name = CustomId("library", "undo", ImportId(done.before.id), str(int(done.present.id)))
        buttons.add(say("button-restore", locale), name, row=_LAST_ROW)
    return buttons
