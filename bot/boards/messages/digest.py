"""Digests as messages: a week or month summed up for everyone, and what `/digest` answers."""

from __future__ import annotations

from bot.boards.messages.boards import pictured, row
from bot.boards.rules import Tallied
from bot.boards.service.digest import Digest, DigestSet
from bot.calendar.zones import shown_name
from bot.chat.message import Shown, embed
from bot.chat.router import Buttons, Name
from bot.core.ids import ChannelId
from bot.text.catalogue import DEFAULT_LOCALE, say
from bot.text.clip import clip
from bot.text.escape import one_line
from bot.text.periods import period_name
from bot.text.spans import Style, moment

_PODIUM = 3
_ASK_MOST = 300
_NAME_MOST = 64
#: Where many share the podium, these are enough; the picture and the board have more.
_SHOWN_MOST = 6


async def digest(told: Digest, locale: str = DEFAULT_LOCALE) -> Shown:
    """Make a digest's message, with its picture."""
    podium = [row(line, Tallied.POINTS, locale) for line in told.page.rows if line.rank <= _PODIUM]
    fields = (
        (say("digest-improved", locale), _improved(told, locale)),
        (say("digest-hardest", locale), _hardest(told, locale)),
        (say("digest-part", locale), _part(told, locale)),
    )
    made = embed(
        title=say("digest-title", locale, period=period_name(told.page.period, locale)),
        text="\n".join(podium[:_SHOWN_MOST]),
        fields=fields,
        foot=say("digest-missed", locale, period=period_name(told.missed, locale)) if told.missed else "",
    )
    buttons = Buttons().add(say("button-digest-board", locale), name_of(told.id, told.page.period))
    return await pictured(Shown(embed=made, buttons=buttons), told.page, locale)


def name_of(digest_id: int, period: str) -> Name:
    """Name the button below a digest; by it a later try recognises the message."""
    return Name("digest", "board", digest_id, period)


def is_set(chosen: DigestSet, locale: str = DEFAULT_LOCALE) -> Shown:
    """Say when and where the digest comes."""
    return Shown(
        content=say(
            "digest-set",
            locale,
            channel=f"<#{chosen.channel}>",
            zone=shown_name(chosen.zone),
            moment=moment(chosen.next_at, Style.DATE_AND_TIME),
        )
    )


def is_off(locale: str = DEFAULT_LOCALE) -> Shown:
    """Say that there will be none."""
    return Shown(content=say("digest-ended", locale))


def coming(channel: ChannelId, period: str, locale: str = DEFAULT_LOCALE) -> Shown:
    """Say that it is on its way."""
    return Shown(content=say("digest-coming", locale, channel=f"<#{channel}>", period=period_name(period, locale)))


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
