"""Rules of components in messages."""

from __future__ import annotations

from bot.sandbox.problems import Form
from bot.sandbox.wire import Payload


def check_components(form: Form, components: list[Payload], *, v2: bool) -> None:
    """Note every fault of a message's components."""
