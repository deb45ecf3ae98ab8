"""Rules of application commands."""

from __future__ import annotations

from bot.sandbox.wire import Payload


def check_commands(given: list[Payload]) -> None:
    """Check a list of commands.

    Raises:
        ApiProblem: 50035 with every fault.
    """
