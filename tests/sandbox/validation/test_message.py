"""What a message's body must keep to, its embeds included."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox.problems import ApiProblem
from bot.sandbox.validation.message import check_edit, check_message
from bot.sandbox.wire import Upload

ROW = {"type": 1, "components": [{"type": 2, "style": 1, "label": "x", "custom_id": "x"}]}
V2 = 1 << 15
TEXT = {"type": 10, "content": "x"}


def faults(problem: ApiProblem) -> list[str]:
    """Return the paths of all field faults."""

    def walk(node: Any, path: str) -> list[str]:
        if "_errors" in node:
            return [path]
        return [found for key, inner in node.items() for found in walk(inner, f"{path}.{key}".strip("."))]

    return walk(problem.errors or {}, "")


@pytest.mark.parametrize(
    "body",
    [
        {"content": "x" * 2000},
        {"embeds": [{"title": "x" * 256, "description": "x" * 4096}]},
        {"embeds": [{"fields": [{"name": "x" * 256, "value": "x" * 1024}]}]},
        {"content": "x", "components": [ROW]},
        {"flags": V2, "components": [TEXT]},
        {"content": "x", "nonce": "x" * 25},
        {"content": "x", "allowed_mentions": {"parse": ["users"], "roles": ["1"]}},
    ],
)
def test_bodies_at_the_limit_pass(body: dict[str, Any]) -> None:
    """What is exactly at a limit is taken."""
    check_message(body, (), by_app=True)


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"content": "x" * 2001}, "content"),
        ({"content": 5}, "content"),
        ({"content": "x", "flags": "many"}, "flags"),
        ({"content": "x", "nonce": "x" * 26}, "nonce"),
        ({"embeds": "x", "content": "x"}, "embeds"),
        ({"embeds": [1], "content": "x"}, "embeds.0"),
        ({"embeds": [{"title": "x"}] * 11}, "embeds"),
        ({"embeds": [{"title": "x" * 257}]}, "embeds.0.title"),
        ({"embeds": [{"description": "x" * 4097}]}, "embeds.0.description"),
        ({"embeds": [{"footer": {"text": "x" * 2049}}]}, "embeds.0.footer.text"),
        ({"embeds": [{"author": {"name": "x" * 257}}]}, "embeds.0.author.name"),
        ({"embeds": [{"fields": [{"name": "x", "value": "x"}] * 26}]}, "embeds.0.fields"),
        ({"embeds": [{"fields": [{"name": "x", "value": "x" * 1025}]}]}, "embeds.0.fields.0.value"),
        ({"embeds": [{"fields": [{"name": " ", "value": "x"}]}]}, "embeds.0.fields.0.name"),
        ({"embeds": [{"description": "x" * 3001}] * 2}, "embeds"),
        ({"embeds": [{"image": {"url": "ftp://x"}}]}, "embeds.0.image.url"),
        ({"flags": V2, "components": [TEXT], "content": "x"}, "content"),
        ({"flags": V2, "components": [TEXT], "embeds": [{"title": "x"}]}, "embeds"),
        ({"content": "x", "allowed_mentions": {"parse": ["all"]}}, "allowed_mentions.parse.0"),
        ({"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}}, "allowed_mentions"),
        ({"content": "x", "allowed_mentions": {"users": [str(n) for n in range(101)]}}, "allowed_mentions.users"),
        ({"content": "x", "poll": {"question": {}}}, "poll"),
        (
            {"flags": V2, "components": [{"type": 12, "items": [{"media": {"url": "attachment://no.png"}}]}]},
            "components",
        ),
    ],
)
def test_bodies_beyond_are_refused_at_their_place(body: dict[str, Any], path: str) -> None:
    """Each fault is a 50035 that names its field."""
    with pytest.raises(ApiProblem) as refused:
        check_message(body, (), by_app=True)
    assert refused.value.code == 50035
    assert faults(refused.value) == [path]


@pytest.mark.parametrize(
    "body", [{}, {"content": ""}, {"content": " \n"}, {"embeds": [{}]}, {"embeds": [], "content": None}]
)
def test_nothing_to_see_is_an_empty_message(body: dict[str, Any]) -> None:
    """A message of which nothing would be seen is 50006."""
    with pytest.raises(ApiProblem) as refused:
        check_message(body, (), by_app=True)
    assert refused.value.code == 50006


def test_files_have_a_size_and_a_number() -> None:
    """A file beyond 10 MiB is 40005, an eleventh file 50035, and a file alone is a message."""
    small = Upload(filename="a", data=b"x")
    check_message({}, (small,), by_app=True)
    with pytest.raises(ApiProblem, match="40005"):
        check_message({}, (Upload(filename="a", data=bytes(10 * 1024 * 1024 + 1)),), by_app=True)
    with pytest.raises(ApiProblem) as refused:
        check_message({}, (small,) * 11, by_app=True)
    assert faults(refused.value) == ["attachments"]


def test_people_send_no_components() -> None:
    """Components are the apps'."""
    with pytest.raises(ApiProblem, match="50035"):
        check_message({"content": "x", "components": [ROW]}, (), by_app=False)


def test_all_faults_are_told_together() -> None:
    """One refusal names every fault."""
    with pytest.raises(ApiProblem) as refused:
        check_message({"content": "x" * 2001, "embeds": [{"title": "x" * 257}]}, (), by_app=True)
    assert faults(refused.value) == ["content", "embeds.0.title"]


BEFORE = {"content": "x", "embeds": [], "components": [], "attachments": [], "flags": 0}


def test_an_edit_must_leave_something() -> None:
    """Taking the last thing away is 50006; the V2 flag can be set only once content and embeds are emptied."""
    check_edit({"components": [ROW]}, (), before=BEFORE)
    with pytest.raises(ApiProblem, match="50006"):
        check_edit({"content": None}, (), before=BEFORE)
    with pytest.raises(ApiProblem) as refused:
        check_edit({"flags": V2, "components": [TEXT]}, (), before=BEFORE)
    assert faults(refused.value) == ["content"]
    check_edit({"flags": V2, "components": [TEXT], "content": None}, (), before=BEFORE)


def test_the_v2_flag_stays() -> None:
    """A message that has the flag keeps it: later content is refused though the edit does not name the flag."""
    before = BEFORE | {"content": "", "flags": V2, "components": [TEXT]}
    with pytest.raises(ApiProblem, match="50035"):
        check_edit({"content": "x"}, (), before=before)
