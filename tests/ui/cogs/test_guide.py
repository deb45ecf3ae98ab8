"""`/help` and `/about`."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any


async def test_help_and_about_answer_privately(house: Any) -> None:
    """Both are there for everyone, and for no one else's eyes."""
    ben, ada = house.sandbox.person("ben"), house.sandbox.person("ada")
    assert (await ben.runs("help")).private
    assert (await ben.runs("about")).private
    assert "Answer the daily quiz" in ben.sees("#daily-quiz")
    assert f"Deckhand {version('deckhand')}" in ben.sees("#daily-quiz")
    assert ada.sees("#daily-quiz") == ""
