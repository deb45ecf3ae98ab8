"""Addresses that are no SQLite file are refused, and files are made with care."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.store import sqlite
from bot.store.faults import StoreUnfit, StoreUnwritable


@pytest.mark.parametrize("url", ["sqlite:///{}", "sqlite+aiosqlite:///{}"])
def test_a_path_is_read_from_an_address(url: str, tmp_path: Path) -> None:
    """With or without the driver's name, an address names a file."""
    assert sqlite.path_of(url.format(tmp_path / "a b.sqlite")) == tmp_path / "a b.sqlite"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite+aiosqlite:///file:x?mode=memory&uri=true",
        "postgresql+asyncpg://user:secret@host/db",
        "mysql://host/db",
    ],
)
def test_what_is_no_file_is_unfit(url: str) -> None:
    """A database in memory, on a server, or nothing readable: refused, and a password is not repeated."""
    with pytest.raises(StoreUnfit) as refused:
        sqlite.path_of(url)
    assert "secret" not in str(refused.value)


def test_a_file_keeps_its_rights(tmp_path: Path) -> None:
    """A file that is there stays as its owner set it."""
    path = tmp_path / "there.sqlite"
    path.touch(mode=0o640)
    path.chmod(0o640)
    sqlite.make_file(path)
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_folder_that_is_a_file_is_unwritable(tmp_path: Path) -> None:
    """A path through a file cannot be made."""
    (tmp_path / "file").touch()
    with pytest.raises(StoreUnwritable) as refused:
        sqlite.make_file(tmp_path / "file" / "deckhand.sqlite")
    assert refused.value.reason


def test_a_folder_in_place_of_the_file_is_unwritable(tmp_path: Path) -> None:
    """A folder is no database."""
    with pytest.raises(StoreUnwritable, match="directory"):
        sqlite.make_file(tmp_path)
