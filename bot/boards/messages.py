"""Leaderboards and digests as messages: a page of ranks as a list, a picture or a file, and a period summed up.

A metric is worded by its name: the row of a leaderboard by `streak` has the words `board-row-streak`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.boards.pictures import Bar, Chart, draw
from bot.boards.queries.digests import DigestPlan
from bot.boards.rules import Tallied, window_of
from bot.boards.scopes import channel_of, deck_of, short_scope
from bot.boards.service.digests import Digest
from bot.boards.service.export import BoardFile
from bot.boards.service.standings import BoardPage, BoardRow
from bot.calendar.periods import ALL
from bot.calendar.zones import shown_name
from bot.chat.message import OutgoingMessage, Picture, embed, fit
from bot.chat.router import Buttons, CustomId, PressUnknown
from bot.core.ids import ChannelId
from bot.decks.naming import stem_of
from bot.text.catalogue import DEFAULT_LOCALE, say
from bot.text.clip import Limit, clip
from bot.text.dates import Style, moment, ordinal, period_name
from bot.text.escape import one_line

_NAME_MOST = 64
_ROWS_MOST = 3_600
#: Tells a turn's direction, its key and its scope apart; none of them contains it.
_SEAM = "~"
_AFTER, _BEFORE, _FIRST = "a", "b", "f"
#: In a button these are one letter before the period; other metrics are their name alone.
_LETTERS = {metric.value[0]: metric for metric in Tallied}
_FILE = "leaderboard.png"
#: A placeholder takes no more than a thousand code points.
_ALT_ROWS_MOST = 850
#: A deck's name in a picture: more would leave no room for the rest of the title.
_DECK_MOST = 40
#: Ranks that a digest names.
_PODIUM = 3
_ASK_MOST = 300
#: Where many share the podium, these are enough; the picture and the board have more.
_PODIUM_LINES_MOST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Where a button leads."""

    metric: str
    period: str
    #: The keys of the neighbouring page; None both: the first page.
    after: str | None
    before: str | None
    #: As `short_scope` made it.
    scope: str


def board(page: BoardPage, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Make one page of a leaderboard."""
    rows = [row(line, page.metric, locale) for line in page.rows]
    text = f"{fit(rows, _ROWS_MOST, locale)}\n\n{_own(page, locale)}" if rows else _empty(page, locale)
    foot = _foot(page, locale) if rows else ""
    made = embed(title=title(page, locale), text=text, foot=foot)
    return OutgoingMessage(embed=made, buttons=_buttons(page, locale), news=page.news)


@lru_cache(maxsize=512)
def row(line: BoardRow, metric: str, locale: str = DEFAULT_LOCALE) -> str:
    """Word one line; tied people show the same place."""
    # Many look at the same few lines. The numbers are worded by themselves, for those recur more often still.
    return say(
        f"board-row-{metric}",
        locale,
        place=ordinal(line.rank, locale),
        name=clip(one_line(line.name), _NAME_MOST),
        points=say("board-points", locale, points=line.points),
        right=say("board-right", locale, right=line.right, answered=line.answered),
        share=str(share_of(line)),
        value=line.value,
    )


def share_of(line: BoardRow) -> int:
    """Return how many answers of a hundred were right; 100 only if all were."""
    return line.right * 100 // max(line.answered, 1)


def title(page: BoardPage, locale: str = DEFAULT_LOCALE, *, deck: str | None = None) -> str:
    """Word which board it is.

    Args:
        page: One of its pages.
        locale: The language.
        deck: How its deck is called; None: by its name in full, "": by none.
    """
    if not page.is_tallied:
        return say(f"board-title-{page.metric}", locale)
    window = say(f"window-{page.window.value}", locale) if page.present else period_name(page.period, locale)
    of = deck_of(page.scope)
    named = deck if deck is not None or of is None else stem_of(of)
    if named:
        worded = say("board-title-deck", locale, deck=named, window=window)
    elif of is not None:
        worded = say("board-title-one-deck", locale, window=window)
    else:
        worded = say("board-title" if channel_of(page.scope) is None else "board-title-channel", locale, window=window)
    return say("board-title-accuracy", locale, title=worded) if page.metric == Tallied.ACCURACY else worded


async def pictured(shown: OutgoingMessage, page: BoardPage, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Add the picture of a board to a message that has its list; an empty board has none."""
    if not page.rows or shown.embed is None:
        return shown
    content = await asyncio.to_thread(draw, chart(page, locale))
    shown.embed.set_image(url=f"attachment://{_FILE}")
    return replace(shown, picture=Picture(name=_FILE, content=content, alt=alt(page, locale)))


def chart(page: BoardPage, locale: str = DEFAULT_LOCALE) -> Chart:
    """Say what the picture shows: the page, and the asker below it where they are not on it."""
    own = page.own
    rows = page.rows if own is None or any(line.user == own.user for line in page.rows) else (*page.rows, own)
    deck = deck_of(page.scope)
    called = None if deck is None else clip(stem_of(deck), _DECK_MOST)
    return Chart(
        titles=(title(page, locale, deck=called), title(page, locale, deck="")),
        foot=_foot(page, locale),
        bars=tuple(
            Bar(
                place=ordinal(line.rank, locale),
                name=line.name,
                value=line.value,
                worded=_worded(line, page.metric, locale),
                own=own is not None and line.user == own.user,
            )
            for line in rows
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
            place=ordinal(line.rank, locale),
            name=line.name,
            value=_worded(line, page.metric, locale),
        )
        for line in page.rows
    )
    told = clip("; ".join(rows), _ALT_ROWS_MOST)
    return clip(say("picture-alt", locale, title=title(page, locale), rows=told), Limit.ALT_TEXT)


def exported(made: BoardFile, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Hand over a file."""
    return OutgoingMessage(
        content=say("export-made", locale, rows=made.rows), picture=Picture(name=made.name, content=made.content)
    )


async def digest(told: Digest, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Make a digest's message, with its picture."""
    podium = [row(line, Tallied.POINTS, locale) for line in told.page.rows if line.rank <= _PODIUM]
    fields = (
        (say("digest-improved", locale), _improved(told, locale)),
        (say("digest-hardest", locale), _hardest(told, locale)),
        (say("digest-part", locale), _part(told, locale)),
    )
    made = embed(
        title=say("digest-title", locale, period=period_name(told.page.period, locale)),
        text="\n".join(podium[:_PODIUM_LINES_MOST]),
        fields=fields,
        foot=say("digest-missed", locale, period=period_name(told.missed, locale)) if told.missed else "",
    )
    buttons = Buttons().add(say("button-digest-board", locale), digest_button(told.id, told.page.period))
    return await pictured(OutgoingMessage(embed=made, buttons=buttons), told.page, locale)


def digest_button(digest_id: int, period: str) -> CustomId:
    """Name the button below a digest; by it a later try recognises the message."""
    return CustomId("digest", "board", digest_id, period)


def digest_set(plan: DigestPlan, zone: str, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Say when and where the digest comes."""
    return OutgoingMessage(
        content=say(
            "digest-set",
            locale,
            channel=f"<#{plan.channel}>",
            zone=shown_name(zone),
            moment=moment(plan.due_at, Style.DATE_AND_TIME),
        )
    )


def digest_ended(locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Say that there will be none."""
    return OutgoingMessage(content=say("digest-ended", locale))


def digest_coming(channel: ChannelId, period: str, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Say that it is on its way."""
    return OutgoingMessage(
        content=say("digest-coming", locale, channel=f"<#{channel}>", period=period_name(period, locale))
    )


def turn(
    page: BoardPage, *, after: str | None = None, before: str | None = None, period: str | None = None
) -> CustomId:
    """Name a button that turns the page, or leads to the first page of a period."""
    return _name("page", page, after=after, before=before, period=period)


def read_turn(custom_id: CustomId, brought: Collection[str]) -> Turn:
    """Read a button that turns the page.

    Args:
        custom_id: The button's.
        brought: The metrics that other features bring.

    Raises:
        PressUnknown: None of ours.
    """
    place = str(custom_id.id)
    metric, period = (place, ALL) if place in brought else (_LETTERS.get(place[:1]), place[1:])
    direction, _, rest = custom_id.arg.partition(_SEAM)
    key, seam, scope = rest.partition(_SEAM)
    if metric is None or window_of(period) is None or direction not in (_AFTER, _BEFORE, _FIRST) or not seam:
        raise PressUnknown(str(custom_id))
    return Turn(
        metric=metric,
        period=period,
        after=key if direction == _AFTER else None,
        before=key if direction == _BEFORE else None,
        scope=scope,
    )


def _name(
    verb: str, page: BoardPage, *, after: str | None = None, before: str | None = None, period: str | None = None
) -> CustomId:
    direction = _AFTER if after is not None else _BEFORE if before is not None else _FIRST
    place = _SEAM.join((direction, after or before or "", short_scope(page.scope)))
    return CustomId("board", verb, page.metric[0] + (period or page.period) if page.is_tallied else page.metric, place)


def _own(page: BoardPage, locale: str) -> str:
    if page.own is not None:
        key = "board-own-hidden" if page.own.hidden else "board-own"
        return say(key, locale, row=row(page.own, page.metric, locale))
    if page.least > 1:
        return say("board-own-least", locale, least=page.least)
    return say(f"board-own-{page.metric}", locale) if not page.is_tallied else say("board-own-none", locale)


def _empty(page: BoardPage, locale: str) -> str:
    # Someone hidden may be the only one who played.
    own = f"\n\n{_own(page, locale)}" if page.own is not None else ""
    if not page.is_tallied:
        return say(f"board-empty-{page.metric}", locale) + own
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


def _worded(line: BoardRow, metric: str, locale: str) -> str:
    facts = {"points": line.points, "share": share_of(line), "answered": line.answered, "value": line.value}
    return say(f"picture-{metric}", locale, **facts)


def _improved(told: Digest, locale: str) -> str:
    if told.improved is None:
        return ""
    name = clip(one_line(told.improved.name), _NAME_MOST)
    return say("digest-improved-by", locale, name=name, gained=told.improved.gained, points=told.improved.points)


def _hardest(told: Digest, locale: str) -> str:
    if told.hardest is None:
        return ""
    ask = clip(one_line(told.hardest.ask), _ASK_MOST)
    return say("digest-hardest-card", locale, ask=ask, right=told.hardest.right, answered=told.hardest.answered)


def _part(told: Digest, locale: str) -> str:
    part = say("digest-took-part", locale, people=told.page.total, answers=told.answered, asked=told.asked)
    if told.people_before is None:
        return part
    return f"{part} {say('digest-before', locale, people=told.people_before)}"
