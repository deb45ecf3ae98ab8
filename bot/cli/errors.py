"""Errors of the command line: what was typed or set cannot be used."""

from __future__ import annotations

from pathlib import Path

from bot.settings import Settings, SettingsInvalid, load
from bot.text.catalogue import say


class CommandFailed(Exception):
    """The command cannot do its work as it was called; the message is one line that says what to do."""


def existing(path: Path) -> Path:
    """Return a path that is there.

    Raises:
        CommandFailed: It is not.
    """
    if not path.exists():
        raise CommandFailed(say("cli-path-missing", path=str(path)))
    return path


def read_settings(**given: object) -> Settings:
    """Read the settings for a command.

    Raises:
        CommandFailed: They cannot be used.
    """
    try:
        return load(**given)
    except SettingsInvalid as fault:
        raise CommandFailed(say("cli-settings-invalid", why=str(fault))) from fault
