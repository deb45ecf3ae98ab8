"""The leaderboard as a message: a page of ranks, and the asker's own line on every page."""

from __future__ import annotations

from dataclasses import dataclass

from bot.services.outcomes import BoardPage, BoardRow, Window
from bot.ui.buttons import Buttons, Name, PressUnknown
from bot.ui.scopes import short_scope
from bot.ui.views.shown import Shown, embed, fit
from bot.words.catalogue import DEFAULT_LOCALE, say
from bot.words.clip import clip
from bot.words.escape import one_line
from bot.words.spans import ordinal

_NAME_MOST = 64
_ROWS_MOST = 3_600
#: Tells a turn's direction, its key and its scope apart; none of them contains it.
_SEAM = "~"
_AFTER, _BEFORE = "a", "b"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Where a button leads."""

    #: The keys of the neighbouring page; one of them is None.
    after: str | None
    before: str | None
    #: As `short_scope` made it.
    scope: str


def board(page: BoardPage, locale: str = DEFAULT_LOCALE) -> Shown:
    """Make one page of a leaderboard."""
    rows = [row(line, locale) for line in page.rows]
    ranks = fit(rows, _ROWS_MOST, locale) if rows else say("board-empty", locale)
    own = say("board-own", locale, row=row(page.own, locale)) if page.own else say("board-own-none", locale)
    text = f"{ranks}\n\n{own}" if rows else ranks
    foot = say("board-foot", locale, total=page.total, period=page.period) if rows else ""
    return Shown(embed=embed(title=_title(page, locale), text=text, foot=foot), buttons=_turns(page, locale))


def row(line: BoardRow, locale: str = DEFAULT_LOCALE) -> str:
    """Word one line; tied people show the same place."""
    return say(
        "board-row",
        locale,
        place=ordinal(line.rank, locale),
        name=clip(one_line(line.name), _NAME_MOST),
        points=line.points,
        right=line.right,
        answered=line.answered,
    )


def turn(page: BoardPage, *, after: str | None = None, before: str | None = None) -> Name:
    """Name a button that turns the page."""
    direction, key = (_AFTER, after) if after is not None else (_BEFORE, before)
    return Name("board", "page", page.window.value, _SEAM.join((direction, key or "", short_scope(page.scope))))


def read_turn(name: Name) -> Turn:
    """Read a button that turns the page.

    Raises:
        PressUnknown: None of ours.
    """
    direction, _, rest = name.arg.partition(_SEAM)
    key, seam, scope = rest.partition(_SEAM)
    if direction not in (_AFTER, _BEFORE) or not seam:
        raise PressUnknown(str(name))
    return Turn(after=key if direction == _AFTER else None, before=key if direction == _BEFORE else None, scope=scope)


def window_of(name: Name) -> Window:
    """Read which window a button's board covers.

    Raises:
        PressUnknown: None of ours.
    """
    try:
        return Window(str(name.id))
    except ValueError as error:
        raise PressUnknown(str(name)) from error


def _title(page: BoardPage, locale: str) -> str:
    kind, _, name = page.scope.partition(":")
    window = say(f"window-{page.window.value}", locale)
    if kind == "deck":
        return say("board-title-deck", locale, deck=name, window=window)
    return say("board-title-channel" if kind == "channel" else "board-title", locale, window=window)


def _turns(page: BoardPage, locale: str) -> Buttons | None:
    if page.before is None and page.after is None:
        return None
    buttons = Buttons()
    if page.before is not None:
        buttons.add(say("button-before", locale), turn(page, before=page.before))
    if page.after is not None:
        buttons.add(say("button-after", locale), turn(page, after=page.after))
    return buttons
