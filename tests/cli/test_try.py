"""`deckhand try` as a newcomer meets it: a process, an address, a question, a polite end."""

from __future__ import annotations

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]


@contextmanager
def trying(folder: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start it on any free port; gives the process and the page's address."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DECKHAND_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "try", "--no-open", "--port", "0", *words],
        cwd=folder,
        env={**kept, "PYTHONPATH": str(CHECKOUT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
        assert found, process.stderr.read() if process.stderr else ""
        yield process, found[0]
    finally:
        process.kill()
        process.communicate()


def test_it_serves_a_page_and_ends_politely_and_goes_on(tmp_path: Path) -> None:
    """The printed address answers, SIGTERM ends it with exit code 0; with --keep a second run finds the schedule."""
    for _ in range(2):
        with trying(tmp_path, "--keep") as (process, url):
            with urllib.request.urlopen(url, timeout=30) as page:
                assert page.status == 200
                assert "Deckhand" in page.read().decode()
            process.send_signal(signal.SIGTERM)
            _, complaints = process.communicate(timeout=60)
            assert process.returncode == 0
            assert complaints == ""
    with closing(sqlite3.connect(tmp_path / ".deckhand" / "try.sqlite")) as connection:
        assert connection.execute("SELECT count(*) FROM schedules").fetchall() == [(1,)]


def test_a_taken_port_is_one_line(tmp_path: Path) -> None:
    """The line names the port and another one."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = subprocess.run(
            [sys.executable, "-m", "bot", "try", "--no-open", "--port", str(port)],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert ended.returncode == 1
    assert ended.stderr.strip().splitlines() == [line for line in [ended.stderr.strip()] if str(port) in line]
    assert "--port" in ended.stderr


def test_a_folder_without_decks_is_one_line(tmp_path: Path) -> None:
    """Without a deck there is nothing to ask, and the line says how to find out why."""
    (tmp_path / "empty").mkdir()
    ended = subprocess.run(
        [sys.executable, "-m", "bot", "try", "--no-open", "--port", "0", "--cards", "empty"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 1
    assert "deckhand cards check empty" in ended.stderr
    assert "Traceback" not in ended.stderr
