"""Validation of modals and of autocomplete choices.

Source: Discord documentation, interactions/receiving-and-responding and components/reference.
"""

from __future__ import annotations

from bot.sandbox import message_parts
from bot.sandbox.problems import FieldErrors
from bot.sandbox.validation.components import CUSTOM_ID, check_options, check_select, check_text, check_unique
from bot.sandbox.validation.fields import is_count, objects, whole
from bot.sandbox.wire import Payload

_TITLE, _COMPONENTS, _LABEL, _DESCRIPTION = 45, 5, 45, 100
_TEXT, _PLACEHOLDER, _FILES = 4000, 100, 10
_UPLOAD, _RADIO, _CHECKS, _CHECK = 19, 21, 22, 23
_CHOICES, _CHOICE = 25, 100
_SAFE = 2**53
_INTEGER, _NUMBER = 4, 10
_TOP = (message_parts.ROW, message_parts.TEXT, message_parts.LABEL)
_INSIDE_LABEL = (*message_parts.SELECTS, message_parts.INPUT, _UPLOAD, _RADIO, _CHECKS, _CHECK)


def check_modal(data: Payload) -> None:
    """Check a modal.

    Raises:
        ApiProblem: 50035 with every fault.
    """
    errors = FieldErrors()
    errors.between("title", data.get("title"), 1, _TITLE)
    errors.between("custom_id", data.get("custom_id"), 1, CUSTOM_ID)
    components = objects(errors, "components", data.get("components"))
    if not 1 <= len(components) <= _COMPONENTS:
        errors.add("components", "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {_COMPONENTS} in length.")
    for index, component in enumerate(components):
        _top(errors, f"components.{index}", component)
    check_unique(errors, "components", list(message_parts.walk(components)))
    errors.raise_if_any()


def _wrong_type(errors: FieldErrors, path: str, allowed: tuple[int, ...]) -> None:
    names = ", ".join(str(one) for one in sorted(allowed))
    errors.add(f"{path}.type", "BASE_TYPE_CHOICES", f"Value must be one of {{{names}}}.")


def _top(errors: FieldErrors, path: str, component: Payload) -> None:
    kind = component.get("type")
    if kind == message_parts.TEXT:
        check_text(errors, path, component)
    elif kind == message_parts.ROW:
        inner = objects(errors, f"{path}.components", component.get("components"))
        if len(inner) != 1 or inner[0].get("type") != message_parts.INPUT:
            errors.add(f"{path}.components", "BASE_TYPE_BAD_LENGTH", "A row of a modal holds one text input.")
        else:
            errors.between(f"{path}.components.0.label", inner[0].get("label"), 1, _LABEL)
            _inside(errors, f"{path}.components.0", inner[0])
    elif kind == message_parts.LABEL:
        errors.between(f"{path}.label", component.get("label"), 1, _LABEL)
        errors.at_most(f"{path}.description", component.get("description"), _DESCRIPTION)
        inside = component.get("component")
        if not isinstance(inside, dict):
            errors.required(f"{path}.component")
        elif inside.get("type") not in _INSIDE_LABEL:
            _wrong_type(errors, f"{path}.component", _INSIDE_LABEL)
        else:
            if inside.get("label") and inside["type"] == message_parts.INPUT:
                errors.add(
                    f"{path}.component.label", "BASE_TYPE_FORBIDDEN", "A text input in a label has no label of its own."
                )
            _inside(errors, f"{path}.component", inside)
    else:
        _wrong_type(errors, path, _TOP)


def _inside(errors: FieldErrors, path: str, component: Payload) -> None:
    """Check what a label wraps."""
    kind = component["type"]
    if kind in message_parts.SELECTS:
        check_select(errors, path, component)
        if component.get("disabled"):
            errors.add(f"{path}.disabled", "BASE_TYPE_FORBIDDEN", "A select in a modal cannot be disabled.")
        return
    errors.between(f"{path}.custom_id", component.get("custom_id"), 1, CUSTOM_ID)
    if kind == message_parts.INPUT:
        _input(errors, path, component)
    elif kind == _UPLOAD:
        whole(errors, f"{path}.min_values", component.get("min_values"), 0, _FILES)
        whole(errors, f"{path}.max_values", component.get("max_values"), 1, _FILES)
    elif kind in (_RADIO, _CHECKS):
        options = check_options(errors, path, component, 10)
        if kind == _RADIO and len(options) == 1:
            errors.add(f"{path}.options", "BASE_TYPE_BAD_LENGTH", "Must be between 2 and 10 in length.")


def _input(errors: FieldErrors, path: str, component: Payload) -> None:
    whole(errors, f"{path}.style", component.get("style"), 1, 2)
    if component.get("style") is None:
        errors.required(f"{path}.style")
    least, most = component.get("min_length"), component.get("max_length")
    whole(errors, f"{path}.min_length", least, 0, _TEXT)
    whole(errors, f"{path}.max_length", most, 1, _TEXT)
    if is_count(least) and is_count(most) and least > most:
        errors.add(f"{path}.min_length", "TEXT_INPUT_LENGTHS", "min_length is greater than max_length")
    errors.at_most(f"{path}.placeholder", component.get("placeholder"), _PLACEHOLDER)
    errors.at_most(f"{path}.value", component.get("value"), most if is_count(most) else _TEXT)


def check_choices(data: Payload, asked: Payload) -> None:
    """Check the answer to an autocomplete, whose choices must be of the asked option's type.

    Raises:
        ApiProblem: 50035 with every fault.
    """
    errors = FieldErrors()
    kind = _focused(asked)
    choices = objects(errors, "choices", data.get("choices"))
    if data.get("choices") is None:
        errors.required("choices")
    if len(choices) > _CHOICES:
        errors.add("choices", "BASE_TYPE_MAX_LENGTH", f"Must be {_CHOICES} or fewer in length.")
    for index, choice in enumerate(choices):
        check_choice(errors, f"choices.{index}", choice, kind)
    errors.raise_if_any()


def check_choice(errors: FieldErrors, path: str, choice: Payload, kind: int) -> None:
    """Note every fault of a choice for an option of a type."""
    errors.between(f"{path}.name", choice.get("name"), 1, _CHOICE)
    value = choice.get("value")
    if kind in (_INTEGER, _NUMBER):
        fits = is_count(value) or (kind == _NUMBER and isinstance(value, float))
        if not fits or not isinstance(value, (int, float)) or abs(value) > _SAFE:
            errors.add(f"{path}.value", "NUMBER_TYPE_COERCE", f'Value "{value}" is not a number in range.')
    else:
        errors.between(f"{path}.value", value, 1, _CHOICE)


def _focused(data: Payload) -> int:
    """Return the type of the option being typed into."""
    for option in data.get("options", ()):
        if option.get("focused"):
            kind: int = option["type"]
            return kind
        if found := _focused(option):
            return found
    return 0
