"""Upgrading: today's bot goes on with what every release left."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.db.make_release import ENDS_AT, RELEASES
from tests.stories.evening import Evening

PRACTICE = "#practice"


@pytest.fixture(params=sorted(RELEASES.glob("*.sqlite")), ids=lambda file: file.stem)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a copy of a release's file."""
    return Path(shutil.copy(request.param, tmp_path / "deckhand.sqlite"))


@pytest.fixture
def begins_at() -> datetime:
    """Begin when that file was made: two questions are open, and one is claimed and not known to be sent."""
    return ENDS_AT + timedelta(seconds=30)


@pytest.fixture
def greeted() -> bool:
    """Leave the greetings as they are in the file."""
    return False


async def test_the_bot_goes_on_with_a_release(evening: Evening) -> None:
    """It starts, knows who played, sends what was under way, asks what is due, and tells how it went."""
    # The messages of the release are not in this Discord: what would edit them is refused.
    evening.refusals.add(10008)
    assert "Ben" in (await evening.chiyo.runs("leaderboard", window="all")).text
    assert "Tea" in (await evening.ada.runs("daily list")).text
    evening.passes(minutes=5)
    await evening.until(lambda: len(evening.posts(PRACTICE)) == 1)
    evening.passes_until("12:00:00")
    await evening.until(lambda: len(evening.posts(PRACTICE)) == 2)
    # The deck has two cards, and the other one is open.
    said = "tea that is partly oxidized, mostly from China and Taiwan"
    assert said in (await evening.answers(evening.ben, said, post=evening.posts(PRACTICE)[-1])).text
    evening.passes(hours=8, seconds=6)
    await evening.reads(evening.ben, "Result · Tea", "1st Ben", where=PRACTICE)
