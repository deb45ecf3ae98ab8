"""The process: `python -m bot run`, as an operator starts, stops and misconfigures it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sqlite3
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot.sandbox.server import Sandbox

ROOT = Path(__file__).parents[2]
DECKS = Path(__file__).parent / "decks"
QUIZ = "#daily-quiz"
PATIENCE_S = 40.0


class Operator:
    """Somebody who runs the bot as a process of its own, on the machine's own time."""

    def __init__(self, sandbox: Sandbox, database: Path) -> None:
        self.sandbox = sandbox
        self.database = database
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("DECKHAND_")},
            "DECKHAND_TOKEN": sandbox.token,
            "DECKHAND_DISCORD_API": sandbox.api,
            "DECKHAND_DISCORD_GATEWAY": sandbox.gateway,
            "DECKHAND_DATABASE": f"sqlite+aiosqlite:///{database}",
            "DECKHAND_CARDS": str(DECKS),
            "DECKHAND_GUILD_READY_TIMEOUT_S": "0",
        }
        self.processes: list[Process] = []

    async def runs(self, **changed: str) -> Process:
        """Start the bot with some settings changed."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", cwd=ROOT, env=self.environment | changed, stdout=PIPE, stderr=PIPE
        )
        self.processes.append(process)
        return process

    async def is_served(self) -> Process:
        """Start the bot and wait until it is there."""
        process = await self.runs()
        await self.sandbox.until(lambda: self.sandbox.connected or process.returncode is not None, PATIENCE_S)
        assert process.returncode is None, (await process.communicate())[1].decode()
        return process

    async def asks(self) -> None:
        """Set up a quiz and ask at once."""
        ada = self.sandbox.person("ada")
        await ada.runs("daily add", channel=QUIZ, deck="rivers")
        asked = await (await ada.runs("daily now")).filled()
        assert "On its way" in asked.text
        try:
            await self.sandbox.until(lambda: "Which river" in ada.sees(QUIZ), PATIENCE_S)
        except TimeoutError:
            self.processes[-1].kill()
            pytest.fail((await self.processes[-1].communicate())[1].decode())

    def answers(self) -> list[tuple[str]]:
        """Return the texts recorded so far."""
        with contextlib.closing(sqlite3.connect(self.database)) as connection:
            return connection.execute("SELECT text FROM answers").fetchall()


@pytest.fixture
async def operator(database: Path) -> AsyncIterator[Operator]:
    """Offer a sandbox and somebody who runs bots on it."""
    async with Sandbox(answer_within=timedelta(seconds=30)).serving() as sandbox:
        hand = Operator(sandbox, database)
        try:
            yield hand
        finally:
            for process in hand.processes:
                if process.returncode is None:
                    process.kill()
                    await process.communicate()


async def test_sigterm_lets_answers_under_way_finish(operator: Operator) -> None:
    """Told to stop with two answers under way, the bot grades, stores and tells both, then ends with code 0."""
    process = await operator.is_served()
    await operator.asks()
    ben, chiyo = map(operator.sandbox.person, ("ben", "chiyo"))
    for person in (ben, chiyo):
        await person.presses("Answer")
    with contextlib.closing(sqlite3.connect(operator.database, isolation_level=None)) as other:
        # Another program holds the database, so both answers are surely under way when the signal comes.
        other.execute("BEGIN IMMEDIATE")
        sent = [await person.submits(text) for person, text in ((ben, "Nile"), (chiyo, "Rhine"))]
        assert all("thinking" in shown.text for shown in sent)
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(PATIENCE_S):
            while "restarting" not in (await operator.sandbox.person("ada").presses("Answer")).text:
                pass
        other.execute("ROLLBACK")
    _, errors = await process.communicate()

    assert process.returncode == 0
    assert b"Traceback" not in errors
    assert sorted(operator.answers()) == [("Nile",), ("Rhine",)]
    assert "100 points" in sent[0].text.replace("**", "")
    assert "Not this time" in sent[1].text


async def test_killed_for_real_and_started_again(operator: Operator) -> None:
    """After SIGKILL the next process goes on: the open form is graded, the post stands once."""
    process = await operator.is_served()
    await operator.asks()
    ben = operator.sandbox.person("ben")
    await ben.presses("Answer")
    process.kill()
    await process.communicate()
    await operator.sandbox.until(lambda: not operator.sandbox.connected, PATIENCE_S)

    await operator.is_served()
    verdict = await (await ben.submits("Nile")).filled()
    assert "100 points" in verdict.text.replace("**", "")
    assert ben.sees(QUIZ).count("Question of the day") == 1
    assert operator.answers() == [("Nile",)]


def _newer(folder: Path) -> dict[str, str]:
    with contextlib.closing(sqlite3.connect(folder / "deckhand.sqlite")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'r9999'")
        connection.commit()
    return {}


FAULTS: dict[str, tuple[Callable[[Path], dict[str, str]], str]] = {
    "wrong token": (lambda _: {"DECKHAND_TOKEN": "wrong"}, "token"),
    "newer database": (_newer, "newer version"),
    "nobody there": (
        lambda _: {
            "DECKHAND_DISCORD_API": "http://127.0.0.1:9/api/v10",
            "DECKHAND_DISCORD_GATEWAY": "ws://127.0.0.1:9",
        },
        "127.0.0.1:9",
    ),
}


@pytest.mark.parametrize(("breaks", "told"), FAULTS.values(), ids=FAULTS)
async def test_what_an_operator_can_mend_is_one_line(
    operator: Operator, tmp_path: Path, breaks: Callable[[Path], dict[str, str]], told: str
) -> None:
    """A start that cannot be says why in one line without a traceback or the token, and ends with an exit code."""
    process = await operator.runs(**breaks(tmp_path))
    output, errors = await asyncio.wait_for(process.communicate(), PATIENCE_S)
    lines = [line for line in errors.decode().splitlines() if not line.startswith("{")]
    assert process.returncode not in (0, None)
    assert len(lines) == 1
    assert lines[0].startswith("deckhand: ")
    assert told in lines[0]
    assert "Traceback" not in (output + errors).decode()
    assert operator.sandbox.token not in (output + errors).decode()
