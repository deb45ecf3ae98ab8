"""Contract: whether what crossed the wire is what Discord's published OpenAPI file describes.

    faults = Contract.load().faults(sandbox.exchanges)
    assert faults == []

Checked are: every request of the bot (body, query, the payload_json of a multipart), every answer of the sandbox by its
status, the Discord objects inside gateway events (of which the file describes only the parts), and that the sandbox
refused nothing a story did not expect: what the file does not say, the sandbox's own rules say by refusing.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

import jsonschema_rs
import pytest

from bot.sandbox.exchanges import Exchange, GatewayEvent

_BESIDE = Path(__file__).parents[2] / "shared" / "discord-openapi.json"
_METHODS = ("get", "put", "post", "patch", "delete")
_SCHEMA = "/components/schemas/"
_IDS = re.compile(r"(^|_)id$")
#: Statuses the file describes no body for: the proxy in front of Discord answers them.
_FROM_THE_PROXY = 500
_LINE = 300


def path_of_the_file() -> Path:
    """Return where Discord's OpenAPI file is expected: `DISCORD_OPENAPI`, else beside the project in shared/."""
    return Path(os.environ.get("DISCORD_OPENAPI") or _BESIDE)


class Contract:
    """Discord's OpenAPI file, ready to check exchanges."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document
        self._validators: dict[str, jsonschema_rs.Draft202012Validator] = {}
        templates = sorted(document["paths"], key=lambda template: template.count("{"))
        self._paths = [(re.compile(re.sub(r"\{\w+\}", "[^/]+", template)), template) for template in templates]

    @classmethod
    def load(cls) -> Self:
        """Read the file; the test is skipped where there is none."""
        path = path_of_the_file()
        if not path.is_file():
            pytest.skip(f"Discord's OpenAPI file is not at {path} (set DISCORD_OPENAPI)")
        return _load(cls, path)

    def faults(
        self, entries: Iterable[Exchange | GatewayEvent], *, refusals: Iterable[int] = (), statuses: Iterable[int] = ()
    ) -> list[str]:
        """Return every fault as a line: which request or event, where in it, what is wrong.

        Args:
            entries: A sandbox's `exchanges`.
            refusals: Discord's error codes the test meant to provoke.
            statuses: HTTP statuses of 429 and above that it meant to provoke.
        """
        expected = set(refusals), set(statuses)
        found: list[str] = []
        for entry in entries:
            lines = self._of_event(entry) if isinstance(entry, GatewayEvent) else self._of_exchange(entry, *expected)
            found.extend(lines)
        return found

    # --- requests and answers ---------------------------------------------------------------------

    def _of_exchange(self, exchange: Exchange, refusals: set[int], statuses: set[int]) -> Iterator[str]:
        where = f"#{exchange.number} {exchange.method} {exchange.path}"
        template = next((template for pattern, template in self._paths if pattern.fullmatch(exchange.path)), None)
        operation = self._document["paths"].get(template, {}).get(exchange.method.lower())
        if template is None or operation is None:
            yield f"{where}: Discord has no such route"
            return
        code = exchange.response.get("code") if isinstance(exchange.response, dict) else None
        refused = exchange.status >= 400 and exchange.status not in statuses and code not in refusals
        if refused:
            yield f"{where}: refused with {exchange.status} {json.dumps(exchange.response)}"
        pointer = f"/paths/{template.replace('~', '~0').replace('/', '~1')}/{exchange.method.lower()}"
        if not refused and code not in refusals:
            yield from self._of_request(where, pointer, operation, exchange)
        yield from self._of_answer(where, pointer, operation, exchange)

    def _of_request(self, where: str, pointer: str, operation: dict[str, Any], exchange: Exchange) -> Iterator[str]:
        content = operation.get("requestBody", {}).get("content", {})
        if exchange.request is not None and "application/json" not in content:
            yield f"{where}: a body where Discord takes none"
        elif exchange.request is not None:
            place = f"{pointer}/requestBody/content/application~1json/schema"
            yield from self._check(f"{where} request", place, _with_text_ids(exchange.request))
        if exchange.files and "multipart/form-data" not in content:
            yield f"{where}: files where Discord takes none"
        known = {parameter["name"] for parameter in operation.get("parameters", ()) if parameter["in"] == "query"}
        if stray := exchange.query.keys() - known:
            yield f"{where}: Discord knows no query {', '.join(sorted(stray))}"

    def _of_answer(self, where: str, pointer: str, operation: dict[str, Any], exchange: Exchange) -> Iterator[str]:
        responses = operation["responses"]
        status = str(exchange.status)
        if exchange.status >= _FROM_THE_PROXY:
            return
        key = status if status in responses else "4XX" if status.startswith("4") and "4XX" in responses else None
        if key is None:
            yield f"{where}: Discord does not answer {status} but {', '.join(responses)}"
            return
        place = f"{pointer}/responses/{key}"
        if reference := responses[key].get("$ref"):
            place, response = reference.removeprefix("#"), self._at(reference.removeprefix("#"))
        else:
            response = responses[key]
        described = "application/json" in response.get("content", {})
        if described and exchange.response is not None:
            answer = _with_numeric_codes(exchange.response)
            yield from self._check(f"{where} answer", f"{place}/content/application~1json/schema", answer)
        elif described and exchange.status < 400:
            yield f"{where}: answered {status} without a body"
        elif exchange.response is not None and not described:
            yield f"{where}: answered {status} with a body where Discord has none"

    # --- events -----------------------------------------------------------------------------------

    def _of_event(self, event: GatewayEvent) -> Iterator[str]:
        for name, value in _parts(event.name, event.data):
            yield from self._check(f"#{event.number} {event.name} as {name}", _SCHEMA + name, value)

    # --- schemas ----------------------------------------------------------------------------------

    def _at(self, pointer: str) -> dict[str, Any]:
        found: Any = self._document
        for step in pointer.strip("/").split("/"):
            found = found[step.replace("~1", "/").replace("~0", "~")]
        return dict(found)

    def _check(self, where: str, pointer: str, value: object) -> Iterator[str]:
        validator = self._validators.get(pointer)
        if validator is None:
            parts = {key: self._document[key] for key in ("components", "paths")}
            schema = {"$ref": "#" + quote(pointer, safe="/~"), **parts}
            validator = self._validators[pointer] = jsonschema_rs.Draft202012Validator(schema)
        if not validator.is_valid(value):
            for error in validator.iter_errors(value):
                for path, message in _reasons(error):
                    yield f"{where}: {path or 'the whole'}: {_shortened(message)}"


def _reasons(error: Any) -> Iterator[tuple[str, str]]:
    """Yield where and why a value does not fit; of alternatives, why it does not fit the nearest."""
    branches = [branch for branch in getattr(error.kind, "context", ()) if branch]
    if not branches:
        yield ".".join(str(step) for step in error.instance_path), error.message
        return
    # The nearest alternative is the one whose faults lie deepest; a wrong "type" at the top means a different thing.
    for inner in max(branches, key=_nearness):
        yield from _reasons(inner)


def _shortened(message: str) -> str:
    """Return a message whose beginning (the value) and end (the reason) can be read."""
    return message if len(message) <= _LINE else f"{message[: _LINE // 2]} … {message[-_LINE // 2 :]}"


def _nearness(branch: list[Any]) -> int:
    return min(len(error.instance_path) + (error.kind.name != "enum") for error in branch)


@cache
def _load(kind: Any, path: Path) -> Any:
    """Read the file once."""
    return kind(json.loads(path.read_bytes()))


def _with_text_ids(value: Any, *, of_file: bool = False) -> Any:
    """Return a body with numeric ids as texts: discord.py sends some as numbers, which Discord takes."""
    if isinstance(value, list):
        return [_with_text_ids(entry, of_file=of_file) for entry in value]
    if not isinstance(value, dict):
        return value
    return {
        key: [str(role) for role in entry]
        if key == "roles" and isinstance(entry, list) and all(type(role) is int for role in entry)
        else str(entry)
        if _IDS.search(key) and (key != "id" or of_file) and type(entry) is int
        else _with_text_ids(entry, of_file=key == "attachments")
        for key, entry in value.items()
    }


def _with_numeric_codes(value: Any) -> Any:
    """Return an answer with numbers as codes of field faults.

    The file says they are integers, the documentation (reference, "Error Messages") shows texts, and texts they are.
    """
    if not isinstance(value, dict) or "errors" not in value:
        return value

    def mend(inner: Any) -> Any:
        if not isinstance(inner, dict):
            return inner
        faults = {"_errors": [fault | {"code": 0} for fault in inner["_errors"]]} if "_errors" in inner else {}
        return {key: mend(entry) for key, entry in inner.items() if key != "_errors"} | faults

    return value | {"errors": mend(value["errors"])}


def _parts(name: str, data: Any) -> Iterator[tuple[str, Any]]:
    """Yield the Discord objects inside an event with the names of their schemas."""
    if name in ("MESSAGE_CREATE", "MESSAGE_UPDATE"):
        yield "MessageResponse", data
    elif name == "GUILD_CREATE":
        for family, schema in (
            ("channels", "GuildChannelResponse"),
            ("roles", "GuildRoleResponse"),
            ("members", "GuildMemberResponse"),
            ("threads", "ThreadResponse"),
        ):
            for entry in data[family]:
                yield schema, {"guild_id": data["id"], **entry}
    elif name in ("CHANNEL_CREATE", "CHANNEL_UPDATE", "CHANNEL_DELETE"):
        yield "GuildChannelResponse", data
    elif name in ("THREAD_CREATE", "THREAD_UPDATE"):
        yield "ThreadResponse", data
    elif name == "READY":
        yield "UserResponse", data["user"]
    elif name == "INTERACTION_CREATE":
        yield from _parts_of_interaction(data)


def _parts_of_interaction(data: Any) -> Iterator[tuple[str, Any]]:
    if "member" in data:
        yield "GuildMemberResponse", data["member"]
    else:
        yield "UserResponse", data["user"]
    if "message" in data:
        yield "MessageResponse", data["message"]
    if data["channel"]["type"] == 0:
        yield "GuildChannelResponse", data["channel"]
    resolved = data["data"].get("resolved", {})
    for family, schema in (
        ("users", "UserResponse"),
        ("members", "BasicGuildMemberResponse"),
        ("roles", "GuildRoleResponse"),
        ("messages", "MessageResponse"),
        ("attachments", "MessageAttachmentResponse"),
    ):
        for entry in resolved.get(family, {}).values():
            yield schema, entry
