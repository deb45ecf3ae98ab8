"""Who has answered, as a message: names and nothing else."""

from __future__ import annotations

from bot.chat.message import Shown, Tone, embed
from bot.chat.router import Buttons, Name, PressUnknown
from bot.daily.service.attendance import Attended
from bot.text.catalogue import DEFAULT_LOCALE, say
from bot.text.clip import clip
from bot.text.escape import one_line

_NAME_MOST = 64
_PAGE_DIGITS = 6


def attended(seen: Attended, locale: str = DEFAULT_LOCALE) -> Shown:
    """List those who answered."""
    names = [clip(one_line(name), _NAME_MOST) for name in seen.names if name]
    unknown = len(seen.names) - len(names) + (seen.hidden if seen.page == seen.pages - 1 else 0)
    lines = [say("post-count", locale, count=seen.answered), "", *(f"- {name}" for name in names)]
    if unknown:
        lines.append(say("who-hidden", locale, count=unknown))
    foot = say("who-page", locale, page=seen.page + 1, pages=seen.pages) if seen.pages > 1 else ""
    made = embed(title=say("who-title", locale), text="\n".join(lines), foot=foot, tone=Tone.QUIET)
    return Shown(embed=made, buttons=_turns(seen, locale))


def page_of(name: Name) -> int:
    """Return which page a press asks for, from 0.

    Raises:
        PressUnknown: None of ours.
    """
    if not name.arg:
        return 0
    if not name.arg.isdecimal() or len(name.arg) > _PAGE_DIGITS:
        raise PressUnknown(str(name))
    return int(name.arg)


def _turns(seen: Attended, locale: str) -> Buttons | None:
    if seen.pages == 1:
        return None
    buttons = Buttons()
    if seen.page:
        buttons.add(say("button-who-before", locale), Name("round", "who", seen.round_id, str(seen.page - 1)))
    if seen.page + 1 < seen.pages:
        buttons.add(say("button-who-after", locale), Name("round", "who", seen.round_id, str(seen.page + 1)))
    return buttons
