"""Clipping: texts cut to Discord's limits without tearing a letter, an emoji or markup."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from enum import StrEnum, auto
from types import MappingProxyType

ELLIPSIS = "…"
FENCE = "```"
_JOINER = "\u200d"
_SURROGATE = re.compile("[\ud800-\udfff]")
#: A sign and what modifies it are at most this many code points; the walk back from a cut is no longer.
_CLUSTER_MOST = 32
#: The longest markup that must not be torn, such as "<t:1764000000:R>" or "<@&1234567890123456789>".
_MARKUP_MOST = 40


class Limit(StrEnum):
    """Places in Discord that take only so much text."""

    CONTENT = auto()
    EMBED_TITLE = auto()
    EMBED_DESCRIPTION = auto()
    EMBED_FIELD_NAME = auto()
    EMBED_FIELD_VALUE = auto()
    EMBED_FOOTER = auto()
    EMBED_TOTAL = auto()
    BUTTON_LABEL = auto()
    CUSTOM_ID = auto()
    MODAL_TITLE = auto()
    MODAL_LABEL = auto()
    MODAL_DESCRIPTION = auto()
    PLACEHOLDER = auto()
    TEXT_INPUT = auto()
    TEXT_DISPLAY = auto()
    CHOICE_NAME = auto()
    CHOICE_VALUE = auto()
    COMMAND_DESCRIPTION = auto()
    NONCE = auto()
    THREAD_NAME = auto()
    ALT_TEXT = auto()


#: Code points.
#: Source: Discord documentation, resources/message, components/reference, interactions/application-commands.
LIMITS = MappingProxyType(
    {
        Limit.CONTENT: 2_000,
        Limit.EMBED_TITLE: 256,
        Limit.EMBED_DESCRIPTION: 4_096,
        Limit.EMBED_FIELD_NAME: 256,
        Limit.EMBED_FIELD_VALUE: 1_024,
        Limit.EMBED_FOOTER: 2_048,
        Limit.EMBED_TOTAL: 6_000,
        Limit.BUTTON_LABEL: 80,
        Limit.CUSTOM_ID: 100,
        Limit.MODAL_TITLE: 45,
        Limit.MODAL_LABEL: 45,
        Limit.MODAL_DESCRIPTION: 100,
        Limit.PLACEHOLDER: 100,
        Limit.TEXT_INPUT: 4_000,
        Limit.TEXT_DISPLAY: 4_000,
        Limit.CHOICE_NAME: 100,
        Limit.CHOICE_VALUE: 100,
        Limit.COMMAND_DESCRIPTION: 100,
        Limit.NONCE: 25,
        Limit.THREAD_NAME: 100,
        Limit.ALT_TEXT: 1_024,
    }
)


def clip(text: str, limit: Limit | int) -> str:
    """Shorten a text to a limit; what was cut is marked with an ellipsis.

    Never torn: a letter from its accents, a joined emoji, an escape, a mention or timestamp.
    A code fence left open is closed.
    Half surrogates, which no wire carries, become U+FFFD.

    Args:
        text: What to shorten.
        limit: A place of Discord's, or a number of code points.
    """
    most = LIMITS[limit] if isinstance(limit, Limit) else limit
    text = _whole(text)
    if len(text) <= most:
        return text
    if most < 1:
        return ""
    kept = _kept(text, most - 1)
    if kept.count(FENCE) % 2:
        closing = "\n" + FENCE
        kept = _kept(text, most - 1 - len(closing))
        return kept + ELLIPSIS + closing if kept.count(FENCE) % 2 else kept + ELLIPSIS
    return kept + ELLIPSIS


def fit_lines(lines: Sequence[str], limit: Limit | int, more: Callable[[int], str]) -> str:
    """Join as many lines as fit; a last line tells how many were left out.

    Args:
        lines: In the order of importance; each stays whole.
        limit: A place of Discord's, or a number of code points.
        more: Words the last line, given how many lines are missing.
    """
    most = LIMITS[limit] if isinstance(limit, Limit) else limit
    whole = "\n".join(lines)
    if len(whole) <= most:
        return _whole(whole)
    for kept in range(len(lines) - 1, 0, -1):
        text = "\n".join((*lines[:kept], more(len(lines) - kept)))
        if len(text) <= most:
            return _whole(text)
    return clip(whole, most)


def _kept(text: str, cut: int) -> str:
    cut = max(0, cut)
    for _ in range(_CLUSTER_MOST):
        if cut == 0 or not _joined(text, cut):
            break
        cut -= 1
    kept = text[:cut]
    opened = kept.rfind("<", max(0, cut - _MARKUP_MOST))
    if opened >= 0 and ">" not in kept[opened:] and ">" in text[cut : opened + _MARKUP_MOST]:
        kept = kept[:opened]
    kept = kept.rstrip()
    if (len(kept) - len(kept.rstrip("\\"))) % 2:
        kept = kept[:-1]
    return kept


def _joined(text: str, cut: int) -> bool:
    """Tell whether the signs on both sides of a cut belong together."""
    after, before = text[cut], text[cut - 1]
    torn_fence = after == "`" and before == "`"
    return (
        torn_fence
        or _JOINER in (after, before)
        or unicodedata.combining(after) > 0
        or "\ufe00" <= after <= "\ufe0f"
        or "\U0001f3fb" <= after <= "\U0001f3ff"
    )


def _whole(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if _SURROGATE.search(text) else text
