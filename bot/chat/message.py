"""Messages: what one message shows, within Discord's limits."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import discord

from bot.chat.router import Buttons, CustomId
from bot.core.ids import RoleId
from bot.text.catalogue import DEFAULT_LOCALE, say
from bot.text.clip import LIMITS, Limit, clip, fit_lines

#: Less is no text any more.
_DESCRIPTION_LEAST = 200
#: What a list's line has besides its text: the bullet, a count, the line break.
_LINE_EXTRA = 24


class Tone(IntEnum):
    """Colours of embeds; each also says its meaning in words."""

    CALM = 0x4F6BED
    GOOD = 0x2E8B57
    MIXED = 0xC58B1B
    BAD = 0xB3413A
    QUIET = 0x6B7280


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A file in a message; a picture has its description for those who cannot see it."""

    name: str
    content: bytes
    #: None: no picture.
    alt: str | None = None

    def file(self) -> discord.File:
        """Return it as the library sends it; each send needs a new one."""
        return discord.File(io.BytesIO(self.content), self.name, description=self.alt)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingMessage:
    """The parts of a message; None: without."""

    content: str | None = None
    embed: discord.Embed | None = None
    buttons: Buttons | None = None
    picture: Picture | None = None
    #: The one role that it may ping where it is sent; an edit pings nobody.
    ping: RoleId | None = None
    #: False: it is known that no notice waits for the person to read it.
    news: bool = True


def embed(
    *,
    title: str = "",
    text: str = "",
    fields: Sequence[tuple[str, str]] = (),
    foot: str = "",
    tone: Tone = Tone.CALM,
) -> discord.Embed:
    """Make an embed that Discord takes: every part clipped, and the whole by shortening its text.

    Args:
        title: Plain text.
        text: The description, with markup.
        fields: Headings with their text, in order; those without a text are left out.
        foot: Plain text.
        tone: The colour.
    """
    made = discord.Embed(title=clip(title, Limit.EMBED_TITLE) or None, colour=int(tone))
    made.description = clip(text, Limit.EMBED_DESCRIPTION) or None
    for heading, body in fields:
        if body:
            value = clip(body, Limit.EMBED_FIELD_VALUE)
            made.add_field(name=clip(heading, Limit.EMBED_FIELD_NAME), value=value, inline=False)
    if foot:
        made.set_footer(text=clip(foot, Limit.EMBED_FOOTER))
    excess = len(made) - LIMITS[Limit.EMBED_TOTAL]
    if excess > 0 and made.description is not None:
        made.description = clip(made.description, max(_DESCRIPTION_LEAST, len(made.description) - excess))
    return made


def share(total: int, count: int, most: int) -> int:
    """Return how long each of some lines may be so that all of them fit.

    Args:
        total: Code points there are for all lines.
        count: How many lines there are.
        most: No line needs more.
    """
    return min(most, total // max(count, 1) - _LINE_EXTRA)


def fit(lines: Sequence[str], limit: Limit | int, locale: str = DEFAULT_LOCALE) -> str:
    """Join as many lines as fit, and tell how many more there are."""
    return fit_lines(lines, limit, lambda count: say("and-more", locale, count=count))


def confirmation(
    title: str, text: str, *, yes: CustomId, yes_label: str, no: CustomId, locale: str = DEFAULT_LOCALE
) -> OutgoingMessage:
    """Ask back before something is done that is not easily undone.

    Args:
        title: What is about to happen.
        text: What becomes of it.
        yes: The press that does it after all.
        yes_label: What its button says.
        no: The press that leaves everything as it is.
        locale: The language.
    """
    buttons = Buttons().add(yes_label, yes, style=discord.ButtonStyle.danger)
    return OutgoingMessage(
        embed=embed(title=title, text=text, tone=Tone.BAD), buttons=buttons.add(say("button-keep", locale), no)
    )
