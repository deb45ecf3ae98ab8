"""Imports as messages: what a file would change, and what became of it; private, for those who manage the server."""

from __future__ import annotations

from collections.abc import Iterator

import discord

from bot.chat.message import Picture, Shown, Tone, embed, fit
from bot.chat.router import Buttons, Name
from bot.decks.card import Card
from bot.decks.fault import Fault, Level
from bot.library.service.import_outcomes import Imported, Preview, Removal, Versions
from bot.text.catalogue import DEFAULT_LOCALE, say
from bot.text.clip import Limit, clip
from bot.text.escape import escape, one_line
from bot.text.fault_lines import word
from bot.text.spans import Style, moment

_TITLE_MOST = 100
_ASK_MOST = 120
#: Code points for each of the two lists; together they leave room for what stands around them.
_LIST_MOST = 1_700
_FAULT_MOST = 300
#: Versions with a button of their own: as many as fit in a row.
_BUTTONS_MOST = 5


def preview(shown: Preview, locale: str = DEFAULT_LOCALE) -> Shown:
    """Show what an import would change, and ask; where that is long, all of it comes as a file as well."""
    if not shown.cards:
        return _refused(shown, locale)
    changes, faults = list(_changes(shown, locale)), [_fault(fault, locale) for fault in shown.faults]
    text = "\n\n".join(
        part for part in (_head(shown, locale), _fitted(changes, locale), _warned(faults, locale)) if part
    )
    title = say("import-title", locale, title=_plain(shown.title))
    return Shown(
        embed=embed(title=title, text=text, foot=say("import-foot", locale) if shown.id else ""),
        buttons=None if shown.id is None else _asking(shown.id, locale),
        picture=_whole(shown.stem, changes, faults),
    )


def imported(made: Imported, locale: str = DEFAULT_LOCALE) -> Shown:
    """Confirm what is asked from now on, with the way back."""
    lines = [say("import-done", locale, title=_plain(made.title), name=made.stem, count=made.cards)]
    if made.paused:
        lines.append(say("import-paused", locale, count=made.paused))
    verb, which = ("undo", made.before) if made.before is not None else ("remove", made.id)
    undo = Buttons().add(say("button-restore", locale), Name("deck", verb, which))
    return Shown(
        embed=embed(title=say("import-done-title", locale), text="\n".join(lines), tone=Tone.GOOD), buttons=undo
    )


def cancelled(locale: str = DEFAULT_LOCALE) -> Shown:
    """Confirm that nothing was imported."""
    return Shown(content=say("import-cancelled", locale))


def removing(removal: Removal, locale: str = DEFAULT_LOCALE) -> Shown:
    """Ask back before a deck is removed."""
    lines = [say("deck-removing", locale, title=_plain(removal.title), count=removal.cards)]
    if removal.schedules:
        lines.append(say("deck-removing-asked", locale, count=removal.schedules))
    buttons = Buttons().add(
        say("button-remove", locale), Name("deck", "remove", removal.id), style=discord.ButtonStyle.danger
    )
    buttons.add(say("button-keep", locale), Name("deck", "keep", removal.id))
    title = say("deck-removing-title", locale)
    return Shown(embed=embed(title=title, text="\n".join(lines), tone=Tone.BAD), buttons=buttons)


def removed(removal: Removal, locale: str = DEFAULT_LOCALE) -> Shown:
    """Confirm a removal, with the way back."""
    lines = [say("deck-removed", locale, title=_plain(removal.title))]
    if removal.schedules:
        lines.append(say("deck-removed-asked", locale, count=removal.schedules))
    undo = Buttons().add(say("button-restore", locale), Name("deck", "undo", removal.id))
    return Shown(embed=embed(text="\n".join(lines), tone=Tone.QUIET), buttons=undo)


def kept(locale: str = DEFAULT_LOCALE) -> Shown:
    """Confirm that nothing was removed."""
    return Shown(content=say("deck-kept", locale))


def versions(found: Versions, locale: str = DEFAULT_LOCALE) -> Shown:
    """List what a deck can go back to, each of the newest with a button."""
    lines, buttons, others = [], Buttons(), 0
    for number, version in enumerate(found.versions, 1):
        key = "deck-version-line-now" if version.present else "deck-version-line"
        at, by = moment(version.at, Style.SHORT), f"<@{version.by}>"
        lines.append(say(key, locale, number=number, at=at, cards=version.cards, by=by))
        if not version.present and others < _BUTTONS_MOST:
            others += 1
            buttons.add(say("button-back", locale, number=number), Name("deck", "undo", version.id))
    title = say("deck-versions-title", locale, title=_plain(found.title))
    text = fit(lines, Limit.EMBED_DESCRIPTION, locale)
    return Shown(embed=embed(title=title, text=text), buttons=buttons if others else None)


def _refused(shown: Preview, locale: str) -> Shown:
    faults = [_fault(fault, locale) for fault in shown.faults]
    text = f"{say('import-faults-head', locale)}\n\n{_fitted(faults, locale)}"
    title = say("import-faults-title", locale, name=clip(shown.stem, _TITLE_MOST))
    return Shown(embed=embed(title=title, text=text, tone=Tone.BAD), picture=_whole(shown.stem, [], faults))


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
        key, locale, where=where or say("import-fault-file", locale), what=clip(word(fault, locale), _FAULT_MOST)
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
        say("button-import", locale), Name("deck", "import", which), style=discord.ButtonStyle.success
    )
    return buttons.add(say("button-cancel", locale), Name("deck", "cancel", which))


def _ask(card: Card) -> str:
    return clip(" ".join(card.ask.split()), _ASK_MOST)


def _plain(title: str) -> str:
    return clip(one_line(title), _TITLE_MOST)
