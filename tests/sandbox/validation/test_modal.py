"""What forms and autocomplete answers must keep to."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox.problems import ApiProblem
from bot.sandbox.validation.modal import check_choices, check_modal

Body = dict[str, Any]


def field(custom_id: str = "a", **changed: Any) -> Body:
    """Return a text input."""
    return {"type": 4, "custom_id": custom_id, "style": 1} | changed


def label(component: Any, **changed: Any) -> Body:
    """Return a label around a component."""
    return {"type": 18, "label": "x", "component": component} | changed


def form(*components: Any, **changed: Any) -> Body:
    """Return a form."""
    return {"title": "x", "custom_id": "f", "components": list(components)} | changed


def options(count: int) -> list[Body]:
    """Return options."""
    return [{"label": str(number), "value": str(number)} for number in range(count)]


@pytest.mark.parametrize(
    "data",
    [
        form(label(field(max_length=4000, placeholder="x" * 100)), title="x" * 45),
        form({"type": 10, "content": "x"}, label(field())),
        form({"type": 1, "components": [field(label="x")]}),
        form(label({"type": 3, "custom_id": "s", "options": options(25)})),
        form(label({"type": 19, "custom_id": "u", "min_values": 0, "max_values": 10})),
        form(label({"type": 21, "custom_id": "r", "options": options(10)})),
        form(label({"type": 22, "custom_id": "c", "options": options(1)})),
        form(label({"type": 23, "custom_id": "c"})),
        form(*[label(field(str(number))) for number in range(5)]),
    ],
)
def test_forms_at_the_limit_pass(data: Body) -> None:
    """What is exactly at a limit is taken."""
    check_modal(data)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (form(label(field()), title="x" * 46), "between 1 and 45"),
        (form(label(field()), title=""), "between 1 and 45"),
        (form(label(field()), custom_id="x" * 101), "between 1 and 100"),
        (form(), "between 1 and 5"),
        (form(*[label(field(str(number))) for number in range(6)]), "between 1 and 5"),
        (form(label(field()), label(field())), "COMPONENT_CUSTOM_ID_DUPLICATED"),
        (form(label(field(), label="x" * 46)), "between 1 and 45"),
        (form(label(field(), description="x" * 101)), "Must be 100 or fewer"),
        (form(label(field(max_length=4001))), "between 1 and 4000"),
        (form(label(field(min_length=5, max_length=4))), "greater than max_length"),
        (form(label(field(value="xx", max_length=1))), "Must be 1 or fewer"),
        (form(label(field(style=3))), "between 1 and 2"),
        (form(label(field(style=None))), "required"),
        (form(label(field(label="x"))), "no label of its own"),
        (form(label({"type": 2, "style": 1, "label": "x", "custom_id": "b"})), "Value must be one of"),
        (form(label(None)), "required"),
        (form({"type": 1, "components": [field(label="x"), field("b", label="x")]}), "holds one text input"),
        (form({"type": 2}), "Value must be one of"),
        (form(label({"type": 21, "custom_id": "r", "options": options(1)})), "between 2 and 10"),
        (form(label({"type": 21, "custom_id": "r", "options": options(11)})), "between 1 and 10"),
        (form(label({"type": 19, "custom_id": "u", "max_values": 11})), "between 1 and 10"),
        (form(label({"type": 3, "custom_id": "s", "options": options(1), "disabled": True})), "cannot be disabled"),
    ],
)
def test_forms_that_are_refused(data: Body, says: str) -> None:
    """Each limit is refused with its field."""
    with pytest.raises(ApiProblem) as refused:
        check_modal(data)
    assert says in str(refused.value.body())


def asked(kind: int) -> Body:
    """Return the data of an autocomplete on an option of a type, inside a subcommand."""
    return {"options": [{"type": 1, "options": [{"name": "x", "type": kind, "value": "", "focused": True}]}]}


@pytest.mark.parametrize(
    ("kind", "choices", "says"),
    [
        (3, [{"name": "x" * 100, "value": "x" * 100}] * 25, ""),
        (4, [{"name": "x", "value": 5}], ""),
        (10, [{"name": "x", "value": 0.5}], ""),
        (3, [{"name": "x", "value": "x"}] * 26, "Must be 25 or fewer"),
        (3, [{"name": "x" * 101, "value": "x"}], "between 1 and 100"),
        (3, [{"name": "", "value": "x"}], "between 1 and 100"),
        (3, [{"name": "x", "value": "x" * 101}], "between 1 and 100"),
        (3, [{"name": "x", "value": 5}], "required"),
        (4, [{"name": "x", "value": "5"}], "not a number"),
        (4, [{"name": "x", "value": 2**53 + 1}], "not a number"),
        (3, None, "required"),
    ],
)
def test_choices_fit_the_option(kind: int, choices: Any, says: str) -> None:
    """25 choices of 100 characters, each of the option's own type."""
    if not says:
        check_choices({"choices": choices}, asked(kind))
        return
    with pytest.raises(ApiProblem) as refused:
        check_choices({"choices": choices}, asked(kind))
    assert says in str(refused.value.body())
