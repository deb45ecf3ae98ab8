"""Letters as messages; `tests/ui/test_letters.py` sends them."""

from __future__ import annotations

from bot.chat.router import Name
from bot.daily.messages.letters import greeting


def test_the_greeting_leads_to_the_set_up() -> None:
    """One helpful thing with one button, which names the server."""
    shown = greeting(7)
    assert shown.embed is not None
    assert "/setup" in (shown.embed.description or "")
    assert shown.buttons is not None
    assert [child.custom_id for child in shown.buttons.children] == [str(Name("setup", "begin", 7))]
