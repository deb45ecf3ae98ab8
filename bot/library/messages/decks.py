"""Decks as messages: what there is to ask, what a deck says, and a deck as a file."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.message import OutgoingMessage, Picture, embed, fit
from bot.chat.router import Buttons, CustomId
from bot.decks.card import Card
from bot.decks.naming import stem_of
from bot.library.queries.decks import DeckInfo, MembersSee
from bot.library.service.browsing import DeckFile, DeckPage
from bot.library.service.decks import Reloaded
from bot.text.catalogue import DEFAULT_LOCALE, say
from bot.text.clip import Limit, clip
from bot.text.deck_facts import answer_of
from bot.text.escape import one_line

#: Of a deck's title, wherever one is named.
_TITLE_MOST = 100
#: Of a question and an answer on a page of a deck.
_ASK_MOST = 220
_ANSWER_MOST = 200
_NAMED_MOST = 10


def listed(decks: Sequence[DeckInfo], locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """List what a server may ask: its own decks first, then the shipped ones."""
    if not decks:
        return OutgoingMessage(content=say("deck-list-empty", locale))
    own = [_line(deck, locale) for deck in decks if stem_of(deck.id) != deck.id]
    shipped = [_line(deck, locale) for deck in decks if stem_of(deck.id) == deck.id]
    fields = (
        (say("deck-list-own", locale), fit(own, Limit.EMBED_FIELD_VALUE, locale) if own else ""),
        (say("deck-list-shipped", locale), fit(shipped, Limit.EMBED_FIELD_VALUE, locale) if shipped else ""),
    )
    foot = say("deck-list-foot", locale)
    return OutgoingMessage(embed=embed(title=say("deck-list-title", locale), fields=fields, foot=foot))


def page(shown: DeckPage, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Show some cards, their answers behind spoilers, so that a look spoils nothing by accident."""
    lines = [_card(number, card, shown, locale) for number, card in enumerate(shown.cards, shown.first)]
    if shown.untold:
        lines.append(say("deck-untold", locale))
    if shown.withheld:
        lines.append(say("deck-withheld", locale, count=shown.withheld))
    foot = say("deck-page", locale, name=shown.stem, language=shown.language, page=shown.page, pages=shown.pages)
    title = title_of(shown.title)
    return OutgoingMessage(
        embed=embed(title=title, text=fit(lines, Limit.EMBED_DESCRIPTION, locale), foot=foot),
        buttons=_turns(shown, locale),
    )


def file(made: DeckFile, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Hand out a deck as a file."""
    said = say("deck-exported", locale, title=title_of(made.title), count=made.cards)
    if made.withheld:
        said = f"{said}\n{say('deck-withheld', locale, count=made.withheld)}"
    return OutgoingMessage(content=said, picture=Picture(name=made.name, content=made.content))


def reloaded(found: Reloaded, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Tell what a look into the deck folder came to."""
    said = say("deck-reloaded", locale, decks=found.decks, cards=found.cards)
    if found.broken:
        named = ", ".join(one_line(name) for name in found.broken[:_NAMED_MOST])
        said = f"{said}\n{say('deck-reloaded-broken', locale, names=named)}"
    return OutgoingMessage(content=clip(said, Limit.CONTENT))


def members_see(answers: MembersSee, *, changed: bool, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Tell which answers members are told, and what else could be chosen."""
    said = say("library-members-asked" if answers is MembersSee.ASKED else "library-members-everything", locale)
    return OutgoingMessage(content=said if changed else f"{said}\n{say('library-members-change', locale)}")


def _line(deck: DeckInfo, locale: str) -> str:
    return say(
        "deck-line", locale, title=title_of(deck.title), name=stem_of(deck.id), count=deck.cards, language=deck.language
    )


def _card(number: int, card: Card, shown: DeckPage, locale: str) -> str:
    ask = clip(one_line(card.ask), _ASK_MOST)
    if card.id in shown.untold:
        return say("deck-card-untold", locale, number=number, ask=ask)
    answer = clip(one_line(answer_of(card)), _ANSWER_MOST)
    key = "deck-card-open" if card.id in shown.open else "deck-card"
    return say(key, locale, number=number, ask=ask, answer=answer)


def _turns(shown: DeckPage, locale: str) -> Buttons | None:
    if shown.pages == 1:
        return None
    buttons = Buttons()
    if shown.page > 1:
        buttons.add(say("button-page-before", locale), CustomId("deck", "show", shown.page - 1, shown.stem))
    if shown.page < shown.pages:
        buttons.add(say("button-page-after", locale), CustomId("deck", "show", shown.page + 1, shown.stem))
    return buttons


def title_of(title: str) -> str:
    """Return a deck's title as it stands within a sentence."""
    return clip(one_line(title), _TITLE_MOST)
