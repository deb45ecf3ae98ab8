"""Decks as messages: what there is to ask, what a deck says, what an import would change and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import discord

from bot.chat.message import OutgoingMessage, Picture, Tone, confirmation, embed, fit
from bot.chat.router import Buttons, CustomId
from bot.core.ids import ImportId
from bot.decks.card import Card
from bot.decks.fault import Fault, Level
from bot.decks.naming import stem_of
from bot.library.queries.decks import DeckInfo, MembersSee
from bot.library.service.browsing import DeckFile, DeckPage
from bot.library.service.decks import Reloaded
from bot.library.service.imports import OwnDeck, Preview, Versions
from bot.text.catalogue import DEFAULT_LOCALE, say
from bot.text.clip import Limit, clip
from bot.text.dates import Style, date_name, moment
from bot.text.deck_faults import fault_sentence
from bot.text.escape import escape, one_line

_TITLE_MOST = 100
#: Of a question and an answer on a page of a deck, and of a question in a list of changes.
_ASK_MOST = 220
_ANSWER_MOST = 200
_CHANGED_ASK_MOST = 120
_NAMED_MOST = 10
#: Code points for each of the two lists of a preview; together they leave room for what stands around them.
_LIST_MOST = 1_700
_FAULT_MOST = 300
#: Versions with a button of their own: as many as fit in a row.
_BUTTONS_MOST = 5
#: In place of the version that is undone: the deck was removed.
_REMOVED = ImportId(0)


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
    title = clip(one_line(shown.title), _TITLE_MOST)
    return OutgoingMessage(
        embed=embed(title=title, text=fit(lines, Limit.EMBED_DESCRIPTION, locale), foot=foot),
        buttons=_turns(shown, locale),
    )


def file(made: DeckFile, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Hand out a deck as a file."""
    said = say("deck-exported", locale, title=_plain(made.title), count=made.cards)
    if made.withheld:
        said = f"{said}\n{say('deck-withheld', locale, count=made.withheld)}"
    return OutgoingMessage(content=said, picture=Picture(name=made.name, content=made.content.encode()))


def reloaded(found: Reloaded, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Tell what a look into the deck folder came to."""
    said = say("deck-reloaded", locale, decks=found.decks, cards=found.cards)
    if found.broken:
        named = ", ".join(one_line(name) for name in found.broken[:_NAMED_MOST])
        said = f"{said}\n{say('deck-reloaded-broken', locale, names=named)}"
    return OutgoingMessage(content=clip(said, Limit.CONTENT))


def preview(shown: Preview, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Show what an import would change, and ask; where that is long, all of it comes as a file as well."""
    if not shown.cards:
        return _refused(shown, locale)
    changes, faults = list(_changes(shown, locale)), [_fault(fault, locale) for fault in shown.faults]
    text = "\n\n".join(
        part for part in (_head(shown, locale), _fitted(changes, locale), _warned(faults, locale)) if part
    )
    title = say("import-title", locale, title=_plain(shown.title))
    return OutgoingMessage(
        embed=embed(title=title, text=text, foot=say("import-foot", locale) if shown.id else ""),
        buttons=None if shown.id is None else _asking(shown.id, locale),
        picture=_whole(shown.stem, changes, faults),
    )


def imported(deck: OwnDeck, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Confirm what is asked from now on, with the way back."""
    title = say("import-done-title", locale)
    line = say("import-done", locale, title=_plain(deck.title), name=deck.stem, count=deck.cards)
    return _asked(deck, title, line, say("button-restore", locale), locale)


def restored(deck: OwnDeck, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Tell which version is asked after an undo, and whether that is an earlier or a later one than before."""
    if deck.present is None or deck.superseded:
        return superseded(deck, locale)
    later = deck.before is not None and deck.before.at < deck.present.at
    key = "import-back" if deck.before is None else "import-later" if later else "import-earlier"
    at = moment(deck.present.at, Style.SHORT)
    line = say("import-restored", locale, title=_plain(deck.title), name=deck.stem, count=deck.cards, at=at)
    button = "button-remove" if deck.before is None else "button-restore" if later else "button-redo"
    return _asked(deck, say(key, locale), line, say(button, locale), locale)


def superseded(deck: OwnDeck, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Tell that nothing was undone or removed, because somebody changed the deck meanwhile."""
    title = _plain(deck.title)
    if deck.present is None:
        return OutgoingMessage(content=say("import-superseded-removed", locale, title=title))
    at = moment(deck.present.at, Style.SHORT)
    return OutgoingMessage(content=say("import-superseded", locale, title=title, count=deck.cards, at=at))


def cancelled(locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Confirm that nothing was imported."""
    return OutgoingMessage(content=say("import-cancelled", locale))


def removing(deck: OwnDeck, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Ask back before a deck is removed."""
    if deck.present is None:
        return removed(deck, locale)
    lines = [say("deck-removing", locale, title=_plain(deck.title), count=deck.cards)]
    if deck.use.asking:
        lines.append(say("deck-removing-asked", locale, count=deck.use.asking))
    remove, keep = (CustomId("library", verb, deck.present.id) for verb in ("remove", "keep"))
    title, label = say("deck-removing-title", locale), say("button-remove", locale)
    return confirmation(title, "\n".join(lines), yes=remove, yes_label=label, no=keep, locale=locale)


def removed(deck: OwnDeck, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Confirm a removal, with the way back."""
    if deck.before is None or deck.superseded:
        return superseded(deck, locale)
    lines = [say("deck-removed", locale, title=_plain(deck.title))]
    if deck.use.asking:
        lines.append(say("deck-removed-asked", locale, count=deck.use.asking))
    undo = Buttons().add(say("button-restore", locale), _undo(deck.before.id, _REMOVED))
    return OutgoingMessage(embed=embed(text="\n".join(lines), tone=Tone.QUIET), buttons=undo)


def kept(locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Confirm that nothing was removed."""
    return OutgoingMessage(content=say("deck-kept", locale))


def versions(found: Versions, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """List what a deck can go back to, each of the newest with a button."""
    present = next((version.id for version in found.versions if version.present), _REMOVED)
    lines, buttons, others = [], Buttons(), 0
    for number, version in enumerate(found.versions, 1):
        key = "deck-version-line-now" if version.present else "deck-version-line"
        at, by = moment(version.at, Style.SHORT), f"<@{version.by}>"
        lines.append(say(key, locale, number=number, at=at, cards=version.cards, by=by))
        if not version.present and others < _BUTTONS_MOST:
            others += 1
            buttons.add(say("button-back", locale, number=number), _undo(version.id, present))
    title = say("deck-versions-title", locale, title=_plain(found.title))
    text = fit(lines, Limit.EMBED_DESCRIPTION, locale)
    return OutgoingMessage(embed=embed(title=title, text=text), buttons=buttons if others else None)


def members_see(answers: MembersSee, *, changed: bool, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Tell which answers members are told, and what else could be chosen."""
    said = say("library-members-asked" if answers is MembersSee.ASKED else "library-members-everything", locale)
    return OutgoingMessage(content=said if changed else f"{said}\n{say('library-members-change', locale)}")


def _line(deck: DeckInfo, locale: str) -> str:
    return say(
        "deck-line", locale, title=_plain(deck.title), name=stem_of(deck.id), count=deck.cards, language=deck.language
    )


def _card(number: int, card: Card, shown: DeckPage, locale: str) -> str:
    ask = clip(one_line(card.ask), _ASK_MOST)
    if card.id in shown.untold:
        return say("deck-card-untold", locale, number=number, ask=ask)
    answer = clip(one_line(_answer(card)), _ANSWER_MOST)
    key = "deck-card-open" if card.id in shown.open else "deck-card"
    return say(key, locale, number=number, ask=ask, answer=answer)


def _answer(card: Card) -> str:
    if card.value is not None:
        return f"{card.value:g} {card.unit}".strip()
    if card.date:
        return date_name(card.date)
    points = (point.say for point in (*card.points, *card.items, *card.steps))
    return "; ".join((*card.answer[:1], *points, *card.right))


def _turns(shown: DeckPage, locale: str) -> Buttons | None:
    if shown.pages == 1:
        return None
    buttons = Buttons()
    if shown.page > 1:
        buttons.add(say("button-page-before", locale), CustomId("deck", "show", shown.page - 1, shown.stem))
    if shown.page < shown.pages:
        buttons.add(say("button-page-after", locale), CustomId("deck", "show", shown.page + 1, shown.stem))
    return buttons


def _asked(deck: OwnDeck, title: str, line: str, button: str, locale: str) -> OutgoingMessage:
    """Show what is asked now, and a button that leads back to what was asked before."""
    if deck.present is None:
        return superseded(deck, locale)
    lines = [line]
    if deck.use.paused:
        lines.append(say("import-paused", locale, count=deck.use.paused))
    present, before = deck.present.id, deck.before
    way = CustomId("library", "remove", present) if before is None else _undo(before.id, present)
    return OutgoingMessage(
        embed=embed(title=title, text="\n".join(lines), tone=Tone.GOOD), buttons=Buttons().add(button, way)
    )


def _undo(to: ImportId, leaving: ImportId) -> CustomId:
    """Name the way back to a version, with the version it leaves, so that it never undoes anything else."""
    return CustomId("library", "undo", to, str(int(leaving)))


def _refused(shown: Preview, locale: str) -> OutgoingMessage:
    faults = [_fault(fault, locale) for fault in shown.faults]
    text = f"{say('import-faults-head', locale)}\n\n{_fitted(faults, locale)}"
    title = say("import-faults-title", locale, name=clip(shown.stem, _TITLE_MOST))
    return OutgoingMessage(embed=embed(title=title, text=text, tone=Tone.BAD), picture=_whole(shown.stem, [], faults))


def _head(shown: Preview, locale: str) -> str:
    diff = shown.diff
    counts = {"new": len(diff.new), "changed": len(diff.changed), "removed": len(diff.removed), "same": diff.same}
    lines = [say("import-known" if shown.known else "import-new", locale, name=shown.stem, count=shown.cards)]
    if shown.id is None:
        lines.append(say("import-nothing", locale))
    elif shown.known:
        lines.append(say("import-counts", locale, **counts))
    if shown.hides:
        lines.append(say("import-hides", locale, name=shown.stem))
    return "\n".join(lines)


def _changes(shown: Preview, locale: str) -> Iterator[str]:
    for card in shown.diff.removed:
        yield say("import-card-removed", locale, ask=_ask(card))
    for change in shown.diff.changed:
        fields = ", ".join(change.fields)
        yield say("import-card-changed", locale, ask=_ask(change.after), fields=fields)
    for card in shown.diff.new:
        yield say("import-card-new", locale, ask=_ask(card))


def _fault(fault: Fault, locale: str) -> str:
    where = say("cards-check-line", locale, line=str(fault.line)) if fault.line else fault.card
    key = "import-fault" if fault.level is Level.FAULT else "import-warning"
    return say(
        key,
        locale,
        where=where or say("import-fault-file", locale),
        what=clip(fault_sentence(fault, locale), _FAULT_MOST),
    )


def _warned(faults: list[str], locale: str) -> str:
    return f"{say('import-warnings-head', locale, count=len(faults))}\n{_fitted(faults, locale)}" if faults else ""


def _fitted(lines: list[str], locale: str) -> str:
    return fit([escape(line) for line in lines], _LIST_MOST, locale) if lines else ""


def _whole(stem: str, changes: list[str], faults: list[str]) -> Picture | None:
    if all(sum(len(escape(line)) + 1 for line in lines) <= _LIST_MOST for lines in (changes, faults)):
        return None
    text = "\n".join((*changes, *([""] if changes and faults else []), *faults)) + "\n"
    return Picture(name=f"{stem}-changes.txt", content=text.encode())


def _asking(which: int, locale: str) -> Buttons:
    buttons = Buttons().add(
        say("button-import", locale), CustomId("library", "import", which), style=discord.ButtonStyle.success
    )
    return buttons.add(say("button-cancel", locale), CustomId("library", "cancel", which))


def _ask(card: Card) -> str:
    return clip(" ".join(card.ask.split()), _CHANGED_ASK_MOST)


def _plain(title: str) -> str:
    return clip(one_line(title), _TITLE_MOST)
