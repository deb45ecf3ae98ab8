"""Log lines carry no secrets, whoever wrote them, tracebacks included."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.ops.log import configure


@pytest.fixture(autouse=True)
def _quiet_again() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()


@pytest.mark.parametrize("form", ["json", "console"])
def test_secrets_are_never_written(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Fields, messages of libraries and tracebacks are all redacted."""
    configure(level="info", form=form, secrets=("s3cret",))
    structlog.get_logger("bot").info("started", token="s3cret")
    logging.getLogger("library").warning("header Bot %s", "s3cret")
    try:
        raise OSError("refused s3cret")  # noqa: TRY301
    except OSError:
        structlog.get_logger("bot").exception("failed")
    written = capsys.readouterr().err
    assert "s3cret" not in written
    assert written.count("[redacted]") >= 3


def test_json_lines_are_whole_events(capsys: pytest.CaptureFixture[str]) -> None:
    """A machine reads one object per line with event, level and time."""
    configure(level="info", form="json")
    structlog.get_logger("bot").info("started", guilds=3)
    event = json.loads(capsys.readouterr().err)
    assert (event["event"], event["level"], event["guilds"]) == ("started", "info", 3)
    assert event["timestamp"].endswith("Z")


def test_the_level_is_obeyed(capsys: pytest.CaptureFixture[str]) -> None:
    """Events below the level are not written."""
    configure(level="warning", form="console")
    structlog.get_logger("bot").info("quiet")
    assert capsys.readouterr().err == ""
