"""Decks as messages: what there is to ask, what a deck says, and a deck as a file."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.message import Picture, Shown, embed, fit
from bot.chat.router import Buttons, Name
from bot.decks.card import Card
from bot.decks.own import stem_of
from bot.library.service.decks import Reloaded
from bot.library.service.import_outcomes import DeckFile, DeckPage
from bot.questions.service.outcomes import DeckView
from bot.text.catalogue import DEFAULT_LOCALE, say
from bot.text.clip import Limit, clip
from bot.text.escape import one_line

_TITLE_MOST = 100
_ASK_MOST = 220
_ANSWER_MOST = 200
_NAMED_MOST = 10


def listed(decks: Sequence[DeckView], locale: str = DEFAULT_LOCALE) -> Shown:
    """List what a server may ask: its own decks first, then the shipped ones."""
    if not decks:
        return Shown(content=say("deck-list-empty", locale))
    own = [_line(deck, locale) for deck in decks if stem_of(deck.id) != deck.id]
    shipped = [_line(deck, locale) for deck in decks if stem_of(deck.id) == deck.id]
    fields = (
        (say("deck-list-own", locale), fit(own, Limit.EMBED_FIELD_VALUE, locale) if own else ""),
        (say("deck-list-shipped", locale), fit(shipped, Limit.EMBED_FIELD_VALUE, locale) if shipped else ""),
    )
    foot = say("deck-list-foot", locale)
    return Shown(embed=embed(title=say("deck-list-title", locale), fields=fields, foot=foot))


def page(shown: DeckPage, locale: str = DEFAULT_LOCALE) -> Shown:
    """Show some cards, their answers behind spoilers, so that a look spoils nothing by accident."""
    lines = [_card(number, card, shown, locale) for number, card in enumerate(shown.cards, shown.first)]
    if shown.withheld:
        lines.append(say("deck-withheld", locale, count=shown.withheld))
    foot = say("deck-page", locale, name=shown.stem, language=shown.language, page=shown.page, pages=shown.pages)
    title = clip(one_line(shown.title), _TITLE_MOST)
    return Shown(
        embed=embed(title=title, text=fit(lines, Limit.EMBED_DESCRIPTION, locale), foot=foot),
        buttons=_turns(shown, locale),
    )


def file(made: DeckFile, locale: str = DEFAULT_LOCALE) -> Shown:
    """Hand out a deck as a file."""
    said = say("deck-exported", locale, title=_plain(made.title), count=made.cards)
    if made.withheld:
        said = f"{said}\n{say('deck-withheld', locale, count=made.withheld)}"
    return Shown(content=said, picture=Picture(name=made.name, content=made.content.encode()))


def reloaded(found: Reloaded, locale: str = DEFAULT_LOCALE) -> Shown:
    """Tell what a look into the deck folder came to."""
    said = say("deck-reloaded", locale, decks=found.decks, cards=found.cards)
    if found.broken:
        named = ", ".join(one_line(name) for name in found.broken[:_NAMED_MOST])
        said = f"{said}\n{say('deck-reloaded-broken', locale, names=named)}"
    return Shown(content=clip(said, Limit.CONTENT))


def read_page(name: Name) -> tuple[int, str]:
    """Read which page of which deck a button leads to."""
    return name.number, name.arg


def _line(deck: DeckView, locale: str) -> str:
    return say(
        "deck-line", locale, title=_plain(deck.title), name=stem_of(deck.id), count=deck.cards, language=deck.language
    )


def _card(number: int, card: Card, shown: DeckPage, locale: str) -> str:
    ask, answer = clip(one_line(card.ask), _ASK_MOST), clip(one_line(_answer(card)), _ANSWER_MOST)
    key = "deck-card-open" if card.id in shown.open else "deck-card"
    return say(key, locale, number=number, ask=ask, answer=answer)


def _answer(card: Card) -> str:
    if card.value is not None:
        return f"{card.value:g} {card.unit}".strip()
    points = (point.say for point in (*card.points, *card.items, *card.steps))
    return "; ".join((*card.answer[:1], *points, *card.right))


def _turns(shown: DeckPage, locale: str) -> Buttons | None:
    if shown.pages == 1:
        return None
    buttons = Buttons()
    if shown.page > 1:
        buttons.add(say("button-page-before", locale), Name("deck", "show", shown.page - 1, shown.stem))
    if shown.page < shown.pages:
        buttons.add(say("button-page-after", locale), Name("deck", "show", shown.page + 1, shown.stem))
    return buttons


def _plain(title: str) -> str:
    return clip(one_line(title), _TITLE_MOST)
