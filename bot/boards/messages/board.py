"""The leaderboard as a message: a page of ranks, and the asker's own line on every page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from bot.boards.commands.scopes import short_scope
from bot.boards.metric import Metric
from bot.boards.service.board import BoardPage, BoardRow
from bot.boards.service.standings import window_of
from bot.chat.message import Shown, embed, fit
from bot.chat.router import Buttons, Name, PressUnknown
from bot.decks.own import stem_of
from bot.text.catalogue import DEFAULT_LOCALE, say
from bot.text.clip import clip
from bot.text.escape import one_line
from bot.text.periods import period_name
from bot.text.spans import ordinal

_NAME_MOST = 64
_ROWS_MOST = 3_600
#: Tells a turn's direction, its key and its scope apart; none of them contains it.
_SEAM = "~"
_AFTER, _BEFORE, _FIRST = "a", "b", "f"
_METRICS = {metric.value[0]: metric for metric in Metric}


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Where a button leads."""

    metric: Metric
    period: str
    #: The keys of the neighbouring page; None both: the first page.
    after: str | None
    before: str | None
    #: As `short_scope` made it.
    scope: str


def board(page: BoardPage, locale: str = DEFAULT_LOCALE) -> Shown:
    """Make one page of a leaderboard."""
    rows = [row(line, page.metric, locale) for line in page.rows]
    text = f"{fit(rows, _ROWS_MOST, locale)}\n\n{_own(page, locale)}" if rows else _empty(page, locale)
    foot = _foot(page, locale) if rows else ""
    made = embed(title=title(page, locale), text=text, foot=foot)
    return Shown(embed=made, buttons=_buttons(page, locale), news=page.news)


@lru_cache(maxsize=512)
def row(line: BoardRow, metric: Metric, locale: str = DEFAULT_LOCALE) -> str:
    """Word one line; tied people show the same place."""
    # Many look at the same few lines. The numbers are worded by themselves, for those recur more often still.
    return say(
        f"board-row-{metric.value}",
        locale,
        place=ordinal(line.rank, locale),
        name=clip(one_line(line.name), _NAME_MOST),
        points=say("board-points", locale, points=line.points),
        right=say("board-right", locale, right=line.right, answered=line.answered),
        share=str(share_of(line)),
        streak=say("board-streak", locale, streak=line.streak),
    )


def share_of(line: BoardRow) -> int:
    """Return how many answers of a hundred were right; 100 only if all were."""
    return line.right * 100 // max(line.answered, 1)


def title(page: BoardPage, locale: str = DEFAULT_LOCALE) -> str:
    """Word which board it is."""
    kind, _, name = page.scope.partition(":")
    if page.metric is Metric.STREAK:
        return say("board-title-streak", locale)
    window = say(f"window-{page.window.value}", locale) if page.present else period_name(page.period, locale)
    if kind == "deck":
        worded = say("board-title-deck", locale, deck=stem_of(name), window=window)
    else:
        worded = say("board-title-channel" if kind == "channel" else "board-title", locale, window=window)
    return say("board-title-accuracy", locale, title=worded) if page.metric is Metric.ACCURACY else worded


def turn(page: BoardPage, *, after: str | None = None, before: str | None = None, period: str | None = None) -> Name:
    """Name a button that turns the page, or leads to the first page of a period."""
    return _name("page", page, after=after, before=before, period=period)


def read_turn(name: Name) -> Turn:
    """Read a button that turns the page.

    Raises:
        PressUnknown: None of ours.
    """
    metric, period = _METRICS.get(str(name.id)[:1]), str(name.id)[1:]
    direction, _, rest = name.arg.partition(_SEAM)
    key, seam, scope = rest.partition(_SEAM)
    if metric is None or window_of(period) is None or direction not in (_AFTER, _BEFORE, _FIRST) or not seam:
        raise PressUnknown(str(name))
    return Turn(
        metric=metric,
        period=period,
        after=key if direction == _AFTER else None,
        before=key if direction == _BEFORE else None,
        scope=scope,
    )


def _name(
    verb: str, page: BoardPage, *, after: str | None = None, before: str | None = None, period: str | None = None
) -> Name:
    direction = _AFTER if after is not None else _BEFORE if before is not None else _FIRST
    place = _SEAM.join((direction, after or before or "", short_scope(page.scope)))
    return Name("board", verb, page.metric.value[0] + (period or page.period), place)


def _own(page: BoardPage, locale: str) -> str:
    if page.own is not None:
        key = "board-own-hidden" if page.own.hidden else "board-own"
        return say(key, locale, row=row(page.own, page.metric, locale))
    if page.least > 1:
        return say("board-own-least", locale, least=page.least)
    return say("board-own-streak" if page.metric is Metric.STREAK else "board-own-none", locale)


def _empty(page: BoardPage, locale: str) -> str:
    # Someone hidden may be the only one who played.
    own = f"\n\n{_own(page, locale)}" if page.own is not None else ""
    if page.metric is Metric.STREAK:
        return say("board-empty-streak", locale) + own
    if page.least > 1:
        return say("board-empty-least", locale, least=page.least) + own
    return say("board-empty" if page.present else "board-empty-past", locale) + own


def _foot(page: BoardPage, locale: str) -> str:
    foot = say("board-foot", locale, total=page.total, period=period_name(page.period, locale))
    return say("board-foot-least", locale, foot=foot, least=page.least) if page.least else foot


def _buttons(page: BoardPage, locale: str) -> Buttons | None:
    buttons = Buttons()
    if page.before is not None:
        buttons.add(say("button-before", locale), turn(page, before=page.before), row=0)
    if page.after is not None:
        buttons.add(say("button-after", locale), turn(page, after=page.after), row=0)
    if page.earlier is not None:
        words = say("button-earlier", locale, period=period_name(page.earlier, locale))
        buttons.add(words, turn(page, period=page.earlier), row=1)
    if page.later is not None:
        words = say("button-later", locale, period=period_name(page.later, locale))
        buttons.add(words, turn(page, period=page.later), row=1)
    if page.rows:
        buttons.add(say("button-picture", locale), _name("picture", page), row=2)
    return buttons if buttons.children else None
