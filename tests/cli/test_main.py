"""The command as an operator meets it: a process, its lines, its exit code."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

URL = "sqlite+aiosqlite:///d.sqlite"


def deckhand(*words: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder, with nothing of this machine's settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DECKHAND_")}
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        cwd=folder,
        env={**kept, "PYTHONPATH": str(Path(__file__).parents[2]), **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def assert_one_clear_line(ended: subprocess.CompletedProcess[str], *said: str) -> None:
    """The process failed with one line and no traceback."""
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    lines = ended.stderr.strip().splitlines()
    assert len(lines) == 1, ended.stderr
    for word in said:
        assert word in lines[0]


def test_without_words_it_helps(tmp_path: Path) -> None:
    """Every command is named in the help."""
    ended = deckhand("--help", folder=tmp_path)
    assert ended.returncode == 0
    for command in ("try", "run", "grade", "cards", "db"):
        assert command in ended.stdout


def test_the_version_is_printed(tmp_path: Path) -> None:
    """`--version` names program and version."""
    assert deckhand("--version", folder=tmp_path).stdout.startswith("deckhand ")


def test_a_missing_token_is_one_line(tmp_path: Path) -> None:
    """Without a token the line says where to get one, and that there is a way without."""
    assert_one_clear_line(deckhand("run", folder=tmp_path), "DECKHAND_TOKEN", "deckhand try")


def test_a_wrong_setting_is_one_line(tmp_path: Path) -> None:
    """The setting is named."""
    ended = deckhand("run", folder=tmp_path, DECKHAND_TOKEN="x", DECKHAND_LOG_LEVEL="loud")
    assert_one_clear_line(ended, "log_level")


def test_a_database_that_is_no_database_is_one_line(tmp_path: Path) -> None:
    """A file of something else is not overwritten, and named."""
    (tmp_path / "notes.sqlite").write_text("dear diary " * 100, "utf-8")
    ended = deckhand("db", "upgrade", "--database", "sqlite+aiosqlite:///notes.sqlite", folder=tmp_path)
    assert_one_clear_line(ended, "notes.sqlite")
    assert (tmp_path / "notes.sqlite").read_text("utf-8").startswith("dear diary")


def test_a_database_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    """A folder where the file should be stands for every path that cannot be opened (root may write anything)."""
    (tmp_path / "taken.sqlite").mkdir()
    ended = deckhand("db", "upgrade", "--database", "sqlite+aiosqlite:///taken.sqlite", folder=tmp_path)
    assert_one_clear_line(ended, "taken.sqlite")


@pytest.mark.parametrize("command", ["upgrade", "recount"])
def test_a_database_that_is_not_there_is_one_line(tmp_path: Path, command: str) -> None:
    """A mistyped path is told, and nothing is made of it."""
    assert_one_clear_line(deckhand("db", command, "--database", URL, folder=tmp_path), "no database", "d.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_a_newer_database_is_one_line(tmp_path: Path, migrated: Path) -> None:
    """A schema this program does not know is left alone."""
    url, path = URL, shutil.copy(migrated, tmp_path / "d.sqlite")
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    assert_one_clear_line(deckhand("db", "upgrade", "--database", url, folder=tmp_path), "newer")


def test_upgrading_is_repeatable(tmp_path: Path, migrated: Path) -> None:
    """Bringing a database up to date once or twice leaves it up to date."""
    shutil.copy(migrated, tmp_path / "d.sqlite")
    for _ in range(2):
        ended = deckhand("db", "upgrade", "--database", URL, folder=tmp_path)
        assert ended.returncode == 0, ended.stderr


def test_recounting_says_what_differed(tmp_path: Path, migrated: Path) -> None:
    """A tally that the answer log knows nothing of is told with its server and goes; then all agree."""
    url, path = URL, shutil.copy(migrated, tmp_path / "d.sqlite")
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO tallies VALUES (7, 'guild', 'all', 1, 100, 1, 1, 1, 0)")
    connection.close()
    ended = deckhand("db", "recount", "--database", url, folder=tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert "Server 7: 1 of 0 tallies differed" in ended.stdout
    assert "One server, 0 tallies: 1 differed" in ended.stdout
    again = deckhand("db", "recount", "--database", url, folder=tmp_path)
    assert "0 servers, 0 tallies: all agree" in again.stdout


def test_an_unreachable_server_is_one_line(tmp_path: Path) -> None:
    """Nothing listens there: the address is named."""
    ended = deckhand(
        "run",
        folder=tmp_path,
        DECKHAND_TOKEN="x.y.z",
        DECKHAND_DISCORD_API="http://127.0.0.1:9/api/v10",
        DECKHAND_DISCORD_GATEWAY="ws://127.0.0.1:9/gateway",
    )
    assert_one_clear_line(ended, "127.0.0.1:9")
