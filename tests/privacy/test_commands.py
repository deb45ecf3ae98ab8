"""`/privacy`, as anyone sees it."""

from __future__ import annotations

import gzip
from typing import Any

from bot.privacy import messages as views
from bot.privacy.service import Erased

QUIZ = "#daily-quiz"


async def test_a_copy_in_one_file(house: Any) -> None:
    """The file comes in private, whether or not anything is held."""
    shown = await house.sandbox.person("ben").runs("privacy export", everywhere=True)
    assert shown.private
    assert "everything I keep about you" in shown.text
    assert shown.message["attachments"][0]["filename"] == "deckhand-my-data.json"


async def test_erasing_is_asked_back(house: Any) -> None:
    """Nothing is erased by the command alone; the press does it, and may be repeated."""
    await house.asks("clouds")
    ben = house.sandbox.person("ben")
    await ben.presses("Answer")
    await ben.submits("a data source outside its training data")
    shown = await ben.runs("privacy delete")
    assert shown.private
    assert "Erase you in this server?" in shown.text
    assert "Nothing was erased" in (await ben.presses("Keep")).text
    await ben.runs("privacy delete")
    assert "are erased once those have closed" in (await ben.presses("Erase")).text
    await house.closes()
    await ben.runs("privacy delete", everywhere=True)
    assert "Nothing here is linked to you" in (await ben.presses("Erase")).text


async def test_hiding_and_showing(house: Any) -> None:
    """Off the boards, and back."""
    ben = house.sandbox.person("ben")
    assert "on no leaderboard" in (await ben.runs("privacy hide")).text
    assert await house.services.privacy.is_hidden(ben.user.id)
    assert "on the leaderboards again" in (await ben.runs("privacy hide", hidden="off")).text
    assert not await house.services.privacy.is_hidden(ben.user.id)


def test_a_large_file_is_packed() -> None:
    """What Discord would not take is packed."""
    content = b"x" * (9 * 2**20)
    picture = views.exported(content).picture
    assert picture is not None
    assert picture.name.endswith(".json.gz")
    assert gzip.decompress(picture.content) == content


def test_what_became_of_it() -> None:
    """Wholly, or later."""
    assert views.erased(Erased(wholly=True)) != views.erased(Erased(wholly=False))
