"""News stands above a reply, a few lines of it, with people's words as they wrote them."""

from __future__ import annotations

from bot.appeals.rules import NoticeKind
from bot.chat.message import OutgoingMessage, embed
from bot.chat.notices import AT_ONCE, with_notices
from bot.chat.queries import Notice
from bot.core.ids import GuildId, UserId
from bot.text.clip import LIMITS, Limit


def _changed(**facts: str | int) -> Notice:
    return Notice(guild=GuildId(1), user=UserId(2), kind=NoticeKind.POINTS_CHANGED, facts=facts)


def test_without_notices_a_reply_is_as_it_was() -> None:
    """Nothing is added where there is nothing to tell."""
    shown = OutgoingMessage(content="Done.")
    assert with_notices(shown, ()) is shown


def test_notices_leaves_the_reply_whole() -> None:
    """The reply's own sentence comes first, its embed stays."""
    shown = with_notices(
        OutgoingMessage(content="Done.", embed=embed(text="more")), [_changed(question="What is RAG?", points=70)]
    )
    assert shown.content is not None
    assert shown.content.startswith("Done.\n\n📬")
    assert "“What is RAG?”" in shown.content
    assert "70 points" in shown.content
    assert shown.embed is not None


def test_peoples_words_are_escaped() -> None:
    """A reason with markup or a mention shows as it was typed."""
    denied = Notice(
        guild=GuildId(1),
        user=UserId(2),
        kind=NoticeKind.APPEAL_DENIED,
        facts={"question": "a\nb", "reason": "**@everyone**"},
    )
    content = with_notices(OutgoingMessage(), [denied]).content
    assert content is not None
    assert "“a b”" in content
    assert "@everyone" not in content
    assert r"\*\*" in content


def test_the_longest_notices_fits() -> None:
    """However long texts are, the message stays within Discord's limit."""
    many = [_changed(question="long " * 400, points=1)] * AT_ONCE
    content = with_notices(OutgoingMessage(content="x" * 2_000), many).content
    assert content is not None
    assert len(content) <= LIMITS[Limit.CONTENT]
    assert "News for you" in content
