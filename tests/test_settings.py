"""Settings come from the file and the environment, and bad ones are named without showing secrets."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsInvalid, load, shipped


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"DECKHAND_{name.upper()}", raising=False)
    monkeypatch.delenv("DECKHAND_CONFIG", raising=False)


def _file(folder: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "deckhand.toml"
    path.write_text(text, "utf-8")
    monkeypatch.setenv("DECKHAND_CONFIG", str(path))


def test_the_shipped_file_states_the_defaults() -> None:
    """What the file says is what the program does without it, and every setting is mentioned in it."""
    text = shipped("config/deckhand.toml").read_text("utf-8")
    defaults = Settings.model_construct()
    assert all(getattr(defaults, name) == value for name, value in tomllib.loads(text).items())
    assert all(f"{name} = " in text for name in Settings.model_fields)


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable overrides the file; a command's own option overrides both."""
    _file(tmp_path, 'log_level = "error"\ndrain_s = 3', monkeypatch)
    monkeypatch.setenv("DECKHAND_LOG_LEVEL", "debug")
    assert load().log_level == "debug"
    assert load().drain_s == 3
    assert load(log_level="warning").log_level == "warning"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("drain_s = -1", "drain_s"),
        ('log_level = "loud"', "log_level"),
        ("drain = 3", "drain"),
        ("drain_s = ", "deckhand.toml"),
        ('discord_api = "127.0.0.1:8080"', "DECKHAND_DISCORD_API"),
    ],
)
def test_a_bad_file_names_the_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, named: str) -> None:
    """Wrong values, unknown keys and broken files are refused by name."""
    _file(tmp_path, text, monkeypatch)
    with pytest.raises(SettingsInvalid, match=named):
        load()


def test_a_missing_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A path that does not exist is not taken for an empty file."""
    monkeypatch.setenv("DECKHAND_CONFIG", "/nowhere/deckhand.toml")
    with pytest.raises(SettingsInvalid, match=r"/nowhere/deckhand\.toml"):
        load()


def test_a_fault_never_shows_the_token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a message nor a printed value carries the secret."""
    _file(tmp_path, 'drain_s = "x"', monkeypatch)
    monkeypatch.setenv("DECKHAND_TOKEN", "very-secret")
    with pytest.raises(SettingsInvalid) as caught:
        load()
    assert "very-secret" not in str(caught.value)
    monkeypatch.delenv("DECKHAND_CONFIG")
    assert "very-secret" not in repr(load())
