"""News: notices worded, to stand above a person's next private reply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.chat.message import Shown
from bot.guilds.service.notices import Notice
from bot.text.catalogue import DEFAULT_LOCALE, say
from bot.text.clip import LIMITS, Limit, clip
from bot.text.escape import one_line

_FACT_MOST = 160
_NEWS_MOST = 1_200


def with_news(shown: Shown, news: Sequence[Notice], locale: str = DEFAULT_LOCALE) -> Shown:
    """Put notices above a message; a sentence it has of its own comes first."""
    if not news:
        return shown
    lines = [say("notice-title", locale), *(say("notice-line", locale, notice=_worded(one, locale)) for one in news)]
    told = clip("\n".join(lines), _NEWS_MOST)
    content = told
    if shown.content:
        content = f"{clip(shown.content, LIMITS[Limit.CONTENT] - len(told) - 2)}\n\n{told}"
    return replace(shown, content=content)


def _worded(notice: Notice, locale: str) -> str:
    facts: dict[str, object] = {}
    for name, fact in notice.facts.items():
        facts[name] = clip(one_line(fact), _FACT_MOST) if isinstance(fact, str) else fact
        if isinstance(fact, str):
            facts[f"has_{name}"] = "yes" if fact else "no"
    return say(f"notice-{notice.kind.value}", locale, **facts)
