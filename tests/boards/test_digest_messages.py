"""The digest as a message."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.boards.messages.digest import coming, digest, is_off, is_set, name_of
from bot.boards.queries.digests import Improved
from bot.boards.service.digest import Digest, DigestSet, HardestCard
from bot.core.ids import ChannelId


def told(make: Any, **given: Any) -> Digest:
    """Make a digest's facts."""
    rows = [make.row(1, "Ada", 300), make.row(2, "Ben", 200), make.row(2, "Chiyo", 200), make.row(4, "Dana", 100)]
    fields = {
        "id": 3,
        "page": make.board(*rows, present=False),
        "improved": Improved(name="Ben", points=200, gained=150),
        "hardest": HardestCard(ask="What is RAG?", answered=4, right=1),
        "asked": 5,
        "answered": 18,
        "people_before": 3,
        "missed": None,
    }
    return Digest(**fields | given)


async def test_it_tells_the_week(make: Any, text_of: Any, buttons_of: Any) -> None:
    """The podium with its ties, who improved, what was hardest, who took part; with picture and a way on."""
    shown = await digest(told(make))
    text = text_of(shown)
    assert "2nd **Chiyo** · 200 points" in text
    assert "Dana" not in text
    assert "**Ben**: 150 points more than before, 200 in all" in text
    assert "What is RAG?\n1 of 4 right" in text
    assert "4 people gave 18 answers to 5 questions. Before, it was 3 people." in text
    assert [button["custom_id"] for button in buttons_of(shown)] == [str(name_of(3, "2026-W48"))]
    assert shown.picture is not None
    assert "Dana" in (shown.picture.alt or "")


async def test_what_there_is_not_is_left_out(make: Any, text_of: Any) -> None:
    """No heading stands without its text; a missed digest is said."""
    text = text_of(await digest(told(make, improved=None, hardest=None, people_before=None, missed="2026-W47")))
    assert "Most improved" not in text
    assert "Hardest" not in text
    assert "Before" not in text
    assert "The digest before this one (week of 16 November 2026) was not posted" in text


async def test_the_longest_digest_fits(make: Any, takes: Any) -> None:
    """Names and questions of nothing but markup."""
    facts = told(make, improved=Improved(name=make.hard(100), points=10**9, gained=10**9))
    rows = [make.row(1, make.hard(100), 10**9) for _ in range(10)]
    hardest = HardestCard(ask=make.hard(1000), answered=10**6, right=0)
    takes(await digest(replace(facts, page=make.board(*rows, present=False), hardest=hardest)))


def test_managers_are_told_where_and_when() -> None:
    """The moment shows in each reader's own zone, and the zone it is reckoned in stands beside it."""
    chosen = DigestSet(channel=ChannelId(7), day=0, zone="Europe/Berlin", next_at=datetime(2026, 11, 30, 9, tzinfo=UTC))
    text = is_set(chosen).content or ""
    assert "<#7>" in text
    assert "<t:1796029200:F>" in text
    assert "Europe/Berlin" in text
    assert "week of 23 November 2026" in (coming(ChannelId(7), "2026-W48").content or "")
    assert "/digest set" in (is_off().content or "")
