"""Imports as messages: how a file was understood, what it would change, and what became of that."""

from __future__ import annotations

from collections.abc import Iterator

import discord

from bot.chat.message import OutgoingMessage, Picture, Tone, confirmation, embed, fit
from bot.chat.router import Buttons, CustomId
from bot.core.ids import ImportId
from bot.decks.card import Card
from bot.decks.draft import About
from bot.decks.fault import Fault, Level
from bot.library.messages.decks import title_of
from bot.library.service.imports import OwnDeck, Preview, Progress, Versions
from bot.text.catalogue import DEFAULT_LOCALE, say
from bot.text.clip import Limit, clip
from bot.text.dates import Style, moment
from bot.text.deck_facts import answer_of, facts, format_name, way_of_answering
from bot.text.deck_faults import fault_sentence
from bot.text.escape import escape, one_line

_STEM_MOST = 100
#: Of a question and its answer among the first cards, and of a question in a list of changes.
_ASK_MOST = 200
_ANSWER_MOST = 160
_CHANGED_ASK_MOST = 120
#: Code points for each of the two lists of a preview; together they leave room for what stands around them.
_LIST_MOST = 1_000
_FAULTS_MOST = 2_500
_FAULT_MOST = 300
#: Versions with a button of their own: as many as fit in a row.
_BUTTONS_MOST = 5
#: In place of the version that is undone: the deck was removed.
_REMOVED = ImportId(0)


def reading(progress: Progress, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Tell how far the work on a great file is."""
    key = f"import-stage-{progress.stage.value}"
    return OutgoingMessage(content=say(key, locale, done=progress.done, of=progress.of))


def preview(shown: Preview, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Show how a file was understood and what it would change, and ask; what is long comes whole as a file as well."""
    if not shown.cards:
        return _refused(shown, locale)
    changes, faults = list(_changes(shown, locale)), [_fault(fault, locale) for fault in shown.faults]
    parts = (
        _head(shown, locale),
        *([] if shown.about is None else [_first(shown.about, locale)]),
        _changed(shown, changes, locale),
        _warned(faults, locale),
    )
    title = say("import-title", locale, title=title_of(shown.title))
    return OutgoingMessage(
        embed=embed(
            title=title,
            text="\n\n".join(part for part in parts if part),
            foot=say("import-foot", locale) if shown.id else "",
        ),
        buttons=_asking(shown, locale),
        picture=_whole(shown.stem, changes, faults, _LIST_MOST),
    )


def imported(deck: OwnDeck, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Confirm what is asked from now on, with the way back."""
    title = say("import-done-title", locale)
    line = say("import-done", locale, title=title_of(deck.title), name=deck.stem, count=deck.cards)
    return _asked(deck, title, line, say("button-restore", locale), locale)


def restored(deck: OwnDeck, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Tell which version is asked after an undo, and whether that is an earlier or a later one than before."""
    if deck.present is None or deck.superseded:
        return superseded(deck, locale)
    later = deck.before is not None and deck.before.at < deck.present.at
    key = "import-back" if deck.before is None else "import-later" if later else "import-earlier"
    at = moment(deck.present.at, Style.SHORT)
    line = say("import-restored", locale, title=title_of(deck.title), name=deck.stem, count=deck.cards, at=at)
    button = "button-remove" if deck.before is None else "button-restore" if later else "button-redo"
    return _asked(deck, say(key, locale), line, say(button, locale), locale)


def superseded(deck: OwnDeck, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Tell that nothing was undone or removed, because somebody changed the deck meanwhile."""
    title = title_of(deck.title)
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
    lines = [say("deck-removing", locale, title=title_of(deck.title), count=deck.cards)]
    if deck.use.asking:
        lines.append(say("deck-removing-asked", locale, count=deck.use.asking))
    remove, keep = (CustomId("library", verb, deck.present.id) for verb in ("remove", "keep"))
    title, label = say("deck-removing-title", locale), say("button-remove", locale)
    return confirmation(title, "\n".join(lines), yes=remove, yes_label=label, no=keep, locale=locale)


def removed(deck: OwnDeck, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Confirm a removal, with the way back."""
    if deck.before is None or deck.superseded:
        return superseded(deck, locale)
    lines = [say("deck-removed", locale, title=title_of(deck.title))]
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
    title = say("deck-versions-title", locale, title=title_of(found.title))
    text = fit(lines, Limit.EMBED_DESCRIPTION, locale)
    return OutgoingMessage(embed=embed(title=title, text=text), buttons=buttons if others else None)


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
    head = [say("import-faults-head", locale)]
    if shown.about is not None:
        head.append(say("import-format", locale, format=format_name(shown.about, locale)))
    text = "\n\n".join((*head, _fitted(faults, _FAULTS_MOST, locale)))
    title = say("import-faults-title", locale, name=clip(shown.stem, _STEM_MOST))
    return OutgoingMessage(
        embed=embed(title=title, text=text, tone=Tone.BAD),
        buttons=_asking(shown, locale),
        picture=_whole(shown.stem, [], faults, _FAULTS_MOST),
    )


def _head(shown: Preview, locale: str) -> str:
    diff = shown.diff
    counts = {"new": len(diff.new), "changed": len(diff.changed), "removed": len(diff.removed), "same": diff.same}
    lines = [say("import-known" if shown.known else "import-new", locale, name=shown.stem, count=shown.cards)]
    if shown.id is None:
        lines.append(say("import-nothing", locale))
    elif shown.known:
        lines.append(say("import-counts", locale, **counts))
    if shown.about is not None:
        lines += facts(shown.about, locale, safe=one_line)
    if left_out := sum(fault.level is Level.FAULT for fault in shown.faults):
        lines.append(say("import-left-out", locale, count=left_out))
    if shown.swapped:
        lines.append(say("import-swapped", locale))
    if shown.hides:
        lines.append(say("import-hides", locale, name=shown.stem))
    return "\n".join(lines)


def _first(about: About, locale: str) -> str:
    """Show the first cards as they will be asked, their answers behind spoilers."""
    lines = [say("import-first", locale, count=len(about.first), more=about.count - len(about.first))]
    for number, card in enumerate(about.first, 1):
        ask, answer = clip(one_line(card.ask), _ASK_MOST), clip(one_line(answer_of(card)), _ANSWER_MOST)
        how = way_of_answering(card, locale)
        line = say("import-card", locale, number=number, ask=ask, how=how, answer=answer)
        if card.wrong:
            wrong = clip(", ".join(one_line(option) for option in card.wrong), _ANSWER_MOST)
            line = say("import-card-wrong", locale, card=line, wrong=wrong)
        lines.append(line)
    return "\n".join(lines)


def _changes(shown: Preview, locale: str) -> Iterator[str]:
    for card in shown.diff.removed:
        yield say("import-card-removed", locale, ask=_ask(card))
    for change in shown.diff.changed:
        fields = ", ".join(change.fields)
        yield say("import-card-changed", locale, ask=_ask(change.after), fields=fields)
    for card in _not_shown(shown):
        yield say("import-card-new", locale, ask=_ask(card))


def _not_shown(shown: Preview) -> tuple[Card, ...]:
    """Return the new cards; of a new deck without the first, which are shown as they will be asked."""
    first = 0 if shown.known or shown.about is None else len(shown.about.first)
    return shown.diff.new[first:]


def _fault(fault: Fault, locale: str) -> str:
    where = say("cards-check-line", locale, line=str(fault.line)) if fault.line else fault.card
    key = "import-fault" if fault.level is Level.FAULT else "import-warning"
    return say(
        key,
        locale,
        where=where or say("import-fault-file", locale),
        what=clip(fault_sentence(fault, locale), _FAULT_MOST),
    )


def _changed(shown: Preview, changes: list[str], locale: str) -> str:
    if shown.known or shown.about is None or not changes:
        return _fitted(changes, _LIST_MOST, locale)
    return f"{say('import-others', locale, count=len(changes))}\n{_fitted(changes, _LIST_MOST, locale)}"


def _warned(faults: list[str], locale: str) -> str:
    head = say("import-warnings-head", locale, count=len(faults))
    return f"{head}\n{_fitted(faults, _LIST_MOST, locale)}" if faults else ""


def _fitted(lines: list[str], most: int, locale: str) -> str:
    return fit([escape(line) for line in lines], most, locale) if lines else ""


def _whole(stem: str, changes: list[str], faults: list[str], most: int) -> Picture | None:
    if all(sum(len(escape(line)) + 1 for line in lines) <= most for lines in (changes, faults)):
        return None
    text = "\n".join((*changes, *([""] if changes and faults else []), *faults)) + "\n"
    return Picture(name=f"{stem}-changes.txt", content=text.encode())


def _asking(shown: Preview, locale: str) -> Buttons | None:
    which, buttons = shown.id or shown.draft, Buttons()
    if which is None:
        return None
    if shown.id is not None:
        name = CustomId("library", "import", shown.id)
        buttons.add(say("button-import", locale), name, style=discord.ButtonStyle.success)
    if shown.draft is not None:
        label = say("button-swap-back" if shown.swapped else "button-swap", locale)
        buttons.add(label, CustomId("library", "swap", shown.draft, "" if shown.swapped else "swapped"))
    return buttons.add(say("button-cancel", locale), CustomId("library", "cancel", which))


def _ask(card: Card) -> str:
    return clip(" ".join(card.ask.split()), _CHANGED_ASK_MOST)
