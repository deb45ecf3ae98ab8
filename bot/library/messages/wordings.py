"""Wordings as messages: what a deck may learn from what people were right with, and what was done about it."""

from __future__ import annotations

from itertools import groupby

import discord

from bot.chat.message import OutgoingMessage, Picture, embed
from bot.chat.router import Buttons, CustomId, PressUnknown
from bot.core.ids import ImportId
from bot.grading.learning import Fit
from bot.library.messages.decks import title_of
from bot.library.service.imports import OwnDeck
from bot.library.service.wordings import Offer, Offers, WordingsFile
from bot.text.catalogue import DEFAULT_LOCALE, say
from bot.text.clip import clip
from bot.text.dates import Style, moment
from bot.text.escape import one_line

_ASK_MOST = 200
_TEXT_MOST = 240
_POINT_MOST = 80
#: Digits of a wording's name in a button; enough to tell those of a deck apart.
_KEY = 16


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
    points = " / ".join(clip(one_line(point), _POINT_MOST) for point in learned.points)
    fit = "added-point" if learned.fit is Fit.ADDED and points else learned.fit.value
    return f"{given}\n{say(f'learn-fit-{fit}', locale, points=points)}"


def _buttons(shown: Offers, done: OwnDeck | None, locale: str) -> Buttons:
    buttons = Buttons()
    for number, offer in enumerate(shown.offers, 1):
        arg = f"{shown.deck}~{offer.key[:_KEY]}"
        if shown.own and offer.learned.fit is Fit.ADDED:
            name = CustomId("wording", "add", shown.page, arg)
            buttons.add(say("button-learn", locale, number=number), name, style=discord.ButtonStyle.success, row=0)
        name = CustomId("wording", "dismiss", shown.page, arg)
        buttons.add(say("button-dismiss", locale, number=number), name, row=1)
    if shown.addable and shown.own and shown.addable > 1:
        label = say("button-learn-all", locale, count=shown.addable)
        buttons.add(label, CustomId("wording", "add", shown.page, shown.deck), row=2)
    if shown.addable and not shown.own:
        label = say("button-learn-file", locale)
        buttons.add(
            label, CustomId("wording", "file", shown.page, shown.deck), style=discord.ButtonStyle.primary, row=2
        )
    if shown.page > 1:
        buttons.add(say("button-page-before", locale), CustomId("wording", "turn", shown.page - 1, shown.deck), row=2)
    if shown.page < shown.pages:
        buttons.add(say("button-page-after", locale), CustomId("wording", "turn", shown.page + 1, shown.deck), row=2)
    if done is not None and done.present is not None and done.before is not None:
        name = CustomId("library", "undo", ImportId(done.before.id), str(int(done.present.id)))
        buttons.add(say("button-restore", locale), name, row=2)
    return buttons
