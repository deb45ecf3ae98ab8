"""Logging: one line per event, for a person or a machine, never with a token in it."""

from __future__ import annotations

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

_REDACTED = "[redacted]"


def configure(*, level: str, form: str, secrets: tuple[str, ...] = ()) -> None:
    """Send our own and the libraries' events to standard error.

    Args:
        level: Least severe level: debug, info, warning or error.
        form: console, json, or auto (console on a terminal, json elsewhere).
        secrets: Texts that must never be written; each is replaced wherever it turns up.
    """
    person = sys.stderr.isatty() if form == "auto" else form == "console"
    shared: list[structlog.types.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    last: structlog.types.Processor = (
        structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty()) if person else structlog.processors.JSONRenderer()
    )
    chain: list[structlog.types.Processor] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if not person:
        chain.append(structlog.processors.format_exc_info)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=[*chain, last, _redactor(secrets)])
    )
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    # Its routine lines (each request, each heartbeat) drown ours.
    for chatty in ("alembic", "apscheduler", "asyncio", "discord"):
        logging.getLogger(chatty).setLevel(max(logging.WARNING, logging.getLogger().level))


def _redactor(secrets: tuple[str, ...]) -> structlog.types.Processor:
    kept = tuple(secret for secret in secrets if secret)

    # Last in the chain, so that it sees the finished line, tracebacks included.
    def redact(_logger: object, _method: str, line: MutableMapping[str, Any] | str) -> str:
        text = str(line)
        for secret in kept:
            text = text.replace(secret, _REDACTED)
        return text

    return redact
