"""The leaderboard as a picture: what is drawn, and in words what those read who cannot see it."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from bot.boards.images import Bar, Chart, draw
from bot.boards.messages.board import share_of, title
from bot.boards.metric import Metric
from bot.boards.service.board import BoardPage, BoardRow
from bot.chat.message import Picture, Shown
from bot.text.catalogue import DEFAULT_LOCALE, say
from bot.text.clip import Limit, clip
from bot.text.periods import period_name
from bot.text.spans import ordinal

_FILE = "leaderboard.png"
#: A placeholder takes no more than a thousand code points.
_ALT_ROWS_MOST = 850


async def pictured(shown: Shown, page: BoardPage, locale: str = DEFAULT_LOCALE) -> Shown:
    """Add the picture of a board to a message that has its list; an empty board has none."""
    if not page.rows or shown.embed is None:
        return shown
    content = await asyncio.to_thread(draw, chart(page, locale))
    shown.embed.set_image(url=f"attachment://{_FILE}")
    return replace(shown, picture=Picture(name=_FILE, content=content, alt=alt(page, locale)))


def chart(page: BoardPage, locale: str = DEFAULT_LOCALE) -> Chart:
    """Say what the picture shows: the page, and the asker below it where they are not on it."""
    own = page.own
    rows = page.rows if own is None or any(row.user == own.user for row in page.rows) else (*page.rows, own)
    foot = say("board-foot", locale, total=page.total, period=period_name(page.period, locale))
    return Chart(
        title=title(page, locale),
        foot=say("board-foot-least", locale, foot=foot, least=page.least) if page.least else foot,
        bars=tuple(
            Bar(
                place=ordinal(row.rank, locale),
                name=row.name,
                value=_value(row, page.metric),
                worded=_worded(row, page.metric, locale),
                own=own is not None and row.user == own.user,
            )
            for row in rows
        ),
        unnamed=say("picture-unnamed", locale),
        you=say("picture-you", locale),
    )


def alt(page: BoardPage, locale: str = DEFAULT_LOCALE) -> str:
    """Tell the picture in words, with every name as its owner writes it."""
    rows = (
        say(
            "picture-alt-row",
            locale,
            place=ordinal(row.rank, locale),
            name=row.name,
            value=_worded(row, page.metric, locale),
        )
        for row in page.rows
    )
    told = clip("; ".join(rows), _ALT_ROWS_MOST)
    return clip(say("picture-alt", locale, title=title(page, locale), rows=told), Limit.ALT_TEXT)


def _worded(row: BoardRow, metric: Metric, locale: str) -> str:
    facts = {"points": row.points, "share": share_of(row), "answered": row.answered, "streak": row.streak}
    return say(f"picture-{metric.value}", locale, **facts)


def _value(row: BoardRow, metric: Metric) -> float:
    match metric:
        case Metric.POINTS:
            return float(row.points)
        case Metric.ACCURACY:
            return row.right / max(row.answered, 1)
        case Metric.STREAK:
            return float(row.streak)
