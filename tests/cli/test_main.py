"""The command as an operator meets it: its lines and its exit code. What needs a process is in the stories."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.cli.main import main

URL = "sqlite+aiosqlite:///d.sqlite"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """What a command left behind."""

    code: int
    out: str
    errors: str


class Operator:
    """Runs the command in a folder of its own, with nothing of this machine's settings."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def runs(self, *words: str, **environment: str) -> Ended:
        """Run it to its end."""
        for name, value in environment.items():
            self._monkeypatch.setenv(name, value)
        self._monkeypatch.setattr(sys, "argv", ["deckhand", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        said = self._capsys.readouterr()
        return Ended(code=int(ended.value.code or 0), out=said.out, errors=said.err)

    def fails(self, *words: str, **environment: str) -> str:
        """Run it; returns the one line that it fails with."""
        ended = self.runs(*words, **environment)
        assert ended.code == 1
        (line,) = ended.errors.strip().splitlines()
        assert line.startswith("deckhand: ")
        return line


@pytest.fixture
def operator(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Operator:
    """Return somebody in an empty folder."""
    for name in [name for name in os.environ if name.startswith("DECKHAND_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return Operator(monkeypatch, capsys)


def test_without_words_it_helps(operator: Operator) -> None:
    """Every command is named in the help."""
    ended = operator.runs("--help")
    assert ended.code == 0
    for command in ("try", "run", "grade", "cards", "db"):
        assert command in ended.out


def test_the_version_is_printed(operator: Operator) -> None:
    """`--version` names program and version."""
    assert operator.runs("--version").out.startswith("deckhand ")


def test_a_missing_token_is_one_line(operator: Operator) -> None:
    """Without a token the line says where to get one, and that there is a way without."""
    line = operator.fails("run")
    assert "DECKHAND_TOKEN" in line
    assert "deckhand try" in line


def test_a_wrong_setting_is_one_line(operator: Operator) -> None:
    """The setting is named."""
    assert "log_level" in operator.fails("run", DECKHAND_TOKEN="x", DECKHAND_LOG_LEVEL="loud")
    assert "discord_api" in operator.fails(
        "run", DECKHAND_LOG_LEVEL="info", DECKHAND_DISCORD_GATEWAY="ws://127.0.0.1:9"
    )


def test_a_database_that_is_no_database_is_one_line(operator: Operator, tmp_path: Path) -> None:
    """A file of something else is not overwritten, and named."""
    (tmp_path / "notes.sqlite").write_text("dear diary " * 100, "utf-8")
    assert "notes.sqlite" in operator.fails("db", "upgrade", "--database", "sqlite+aiosqlite:///notes.sqlite")
    assert (tmp_path / "notes.sqlite").read_text("utf-8").startswith("dear diary")


def test_a_database_that_cannot_be_written_is_one_line(operator: Operator, tmp_path: Path) -> None:
    """A folder where the file should be stands for every path that cannot be opened (root may write anything)."""
    (tmp_path / "taken.sqlite").mkdir()
    assert "taken.sqlite" in operator.fails("db", "upgrade", "--database", "sqlite+aiosqlite:///taken.sqlite")


@pytest.mark.parametrize("command", ["upgrade", "recount"])
def test_a_database_that_is_not_there_is_one_line(operator: Operator, tmp_path: Path, command: str) -> None:
    """A mistyped path is told, and nothing is made of it."""
    line = operator.fails("db", command, "--database", URL)
    assert "no database" in line
    assert "d.sqlite" in line
    assert list(tmp_path.iterdir()) == []


def test_a_newer_database_is_one_line(operator: Operator, tmp_path: Path, migrated: Path) -> None:
    """A schema this program does not know is left alone."""
    path = shutil.copy(migrated, tmp_path / "d.sqlite")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    assert "newer" in operator.fails("db", "upgrade", "--database", URL)


def test_upgrading_is_repeatable(operator: Operator, tmp_path: Path, migrated: Path) -> None:
    """Bringing a database up to date once or twice leaves it up to date."""
    shutil.copy(migrated, tmp_path / "d.sqlite")
    for _ in range(2):
        assert operator.runs("db", "upgrade", "--database", URL).code == 0


def test_recounting_says_what_differed(operator: Operator, tmp_path: Path, migrated: Path) -> None:
    """A tally that the answer log knows nothing of is told with its server and goes; then all agree."""
    path = shutil.copy(migrated, tmp_path / "d.sqlite")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO tallies VALUES (7, 'guild', 'all', 1, 100, 1, 1, 1, 0)")
    ended = operator.runs("db", "recount", "--database", URL)
    assert ended.code == 0, ended.errors
    assert "Server 7: 1 of 0 tallies differed" in ended.out
    assert "One server, 0 tallies: 1 differed" in ended.out
    assert "0 servers, 0 tallies: all agree" in operator.runs("db", "recount", "--database", URL).out
