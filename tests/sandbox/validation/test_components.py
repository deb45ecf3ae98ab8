"""What components of a message must keep to."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox.problems import ApiProblem, FieldErrors
from bot.sandbox.validation.components import check_components

Body = dict[str, Any]


def button(**changed: Any) -> Body:
    """Return a button."""
    return {"type": 2, "style": 1, "label": "x", "custom_id": "x"} | changed


def select(count: int = 1, **changed: Any) -> Body:
    """Return a select of `count` options."""
    options = [{"label": str(number), "value": str(number)} for number in range(count)]
    return {"type": 3, "custom_id": "s", "options": options} | changed


def row(*components: Body) -> Body:
    """Return an action row."""
    return {"type": 1, "components": list(components)}


def text(content: str = "x") -> Body:
    """Return a text display."""
    return {"type": 10, "content": content}


def refusal(components: list[Any], *, v2: bool = False) -> str:
    """Return the refusal's body as text, "" for none."""
    errors = FieldErrors()
    check_components(errors, components, v2=v2)
    try:
        errors.raise_if_any()
    except ApiProblem as problem:
        return str(problem.body())
    return ""


@pytest.mark.parametrize(
    "components",
    [
        [row(button())],
        [row(*[button(custom_id=f"{line}-{number}") for number in range(5)]) for line in range(5)],
        [row(select(25, min_values=0, max_values=25))],
        [row({"type": 2, "style": 5, "label": "x", "url": "https://example.org"})],
        [row(button(label=None, emoji={"name": "✅"}))],
        [row({"type": 5, "custom_id": "u"})],
    ],
)
def test_legacy_layouts_pass(components: list[Body]) -> None:
    """Five rows of five buttons, a select of 25, links, emoji-only buttons."""
    assert refusal(components) == ""


@pytest.mark.parametrize(
    ("components", "says"),
    [
        ([row(button(custom_id=str(number))) for number in range(6)], "Must be 5 or fewer"),
        ([row(*[button(custom_id=str(number)) for number in range(6)])], "between 1 and 5"),
        ([row()], "between 1 and 5"),
        ([row(button(), button())], "COMPONENT_CUSTOM_ID_DUPLICATED"),
        ([row(button(id=3)), row(button(id=3, custom_id="y"))], "COMPONENT_ID_DUPLICATED"),
        ([row(button(), select())], "COMPONENT_LAYOUT_WIDTH_EXCEEDED"),
        ([button()], "Value must be one of {1}"),
        ([text()], "Value must be one of {1}"),
        ([row(button(label="x" * 81))], "Must be 80 or fewer"),
        ([row(button(custom_id="x" * 101))], "between 1 and 100"),
        ([row(button(custom_id=None))], "required"),
        ([row(button(label=None))], "label or an emoji"),
        ([row(button(url="https://x"))], "Only a link button"),
        ([row({"type": 2, "style": 5, "label": "x"})], "required"),
        ([row({"type": 2, "style": 5, "label": "x", "url": "https://x", "custom_id": "x"})], "cannot have a custom id"),
        ([row(button(style=9))], "between 1 and 6"),
        ([row(select(26))], "between 1 and 25"),
        ([row(select(0))], "between 1 and 25"),
        ([row(select(2, max_values=3))], "greater than the number of options"),
        ([row(select(2, min_values=2))], "greater than max_values"),
        ([row(select(placeholder="x" * 151))], "Must be 150 or fewer"),
        ([row(select(options=[{"label": "a", "value": "1"}, {"label": "b", "value": "1"}]))], "already used"),
        ([row(select(options=[{"label": "x" * 101, "value": "1"}]))], "between 1 and 100"),
        ("x", "Only iterables"),
        ([1], "Only dictionaries"),
    ],
)
def test_legacy_layouts_that_are_refused(components: Any, says: str) -> None:
    """Each limit is refused with Discord's words."""
    assert says in refusal(components)


def test_v2_layouts_pass() -> None:
    """Everything the second generation has may stand together."""
    assert not refusal(
        [
            text(),
            {"type": 9, "components": [text()], "accessory": button()},
            {"type": 12, "items": [{"media": {"url": "https://example.org/a.png"}, "description": "alt"}]},
            {"type": 14, "spacing": 2},
            {"type": 17, "components": [text(), row(button(custom_id="y"))]},
        ],
        v2=True,
    )


@pytest.mark.parametrize(
    ("components", "says"),
    [
        ([text("x" * 4001)], "between 1 and 4000"),
        ([text("x" * 2001), text("x" * 2000)], "Total displayable text"),
        ([text("")], "between 1 and 4000"),
        ([text() for _ in range(41)], "Must be 40 or fewer in total"),
        ([{"type": 17, "components": [text() for _ in range(40)]}], "Must be 40 or fewer in total"),
        ([{"type": 17, "components": []}], "between 1 and 40"),
        ([{"type": 17, "components": [{"type": 17, "components": [text()]}]}], "Value must be one of"),
        ([{"type": 9, "components": [text()]}], "required"),
        ([{"type": 9, "components": [text()] * 4, "accessory": button()}], "between 1 and 3"),
        ([{"type": 12, "items": []}], "between 1 and 10"),
        (
            [{"type": 12, "items": [{"media": {"url": "https://x"}, "description": "x" * 1025}]}],
            "Must be 1024 or fewer",
        ),
        ([{"type": 13, "file": {"url": "https://example.org/a"}}], "Only attachment://"),
        ([{"type": 14, "spacing": 3}], "between 1 and 2"),
        ([{"type": 18, "label": "x"}], "Value must be one of"),
    ],
)
def test_v2_layouts_that_are_refused(components: Any, says: str) -> None:
    """40 components and 4,000 characters in all, and each its own shape."""
    assert says in refusal(components, v2=True)
