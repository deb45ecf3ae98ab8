"""Notes to read: a fixture in our own words, and the real ones where they are found."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def notes() -> Path:
    """Study notes with the traits of real ones: typos, currency signs, colons, a heading without a question mark."""
    return Path(__file__).parent / "notes" / "sourdough-baking.txt"


@pytest.fixture
def real_notes() -> Path:
    """The notes the project was asked to serve; they are not copied into it."""
    named = os.environ.get("DECKHAND_NOTES")
    folder = Path(named) if named else ROOT.parent / "shared" / "deck"
    file = folder if folder.is_file() else folder / "aws-bedrock.txt"
    if not file.is_file():
        pytest.skip(f"the real notes are not at {file}; name their place in DECKHAND_NOTES")
    return file
