"""Rules of modals and of autocomplete answers.

Source: Discord documentation, interactions/receiving-and-responding and components/reference.
"""

from __future__ import annotations

from bot.sandbox import shapes
from bot.sandbox.problems import Form
from bot.sandbox.rules.components import CUSTOM_ID, check_options, check_select, check_text, check_unique
from bot.sandbox.rules.shape import is_count, objects, whole
from bot.sandbox.wire import Payload

_TITLE, _COMPONENTS, _LABEL, _DESCRIPTION = 45, 5, 45, 100
_TEXT, _PLACEHOLDER, _FILES = 4000, 100, 10
_UPLOAD, _RADIO, _CHECKS, _CHECK = 19, 21, 22, 23
_CHOICES, _CHOICE = 25, 100
_SAFE = 2**53
_INTEGER, _NUMBER = 4, 10
_TOP = (shapes.ROW, shapes.TEXT, shapes.LABEL)
_INSIDE_LABEL = (*shapes.SELECTS, shapes.INPUT, _UPLOAD, _RADIO, _CHECKS, _CHECK)


def check_modal(data: Payload) -> None:
    """Check a modal.

    Raises:
        ApiProblem: 50035 with every fault.
    """
    form = Form()
    form.between("title", data.get("title"), 1, _TITLE)
    form.between("custom_id", data.get("custom_id"), 1, CUSTOM_ID)
    components = objects(form, "components", data.get("components"))
    if not 1 <= len(components) <= _COMPONENTS:
        form.fault("components", "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {_COMPONENTS} in length.")
    for index, component in enumerate(components):
        _top(form, f"components.{index}", component)
    check_unique(form, "components", list(shapes.walk(components)))
    form.close()


def _wrong_type(form: Form, path: str, allowed: tuple[int, ...]) -> None:
    names = ", ".join(str(one) for one in sorted(allowed))
    form.fault(f"{path}.type", "BASE_TYPE_CHOICES", f"Value must be one of {{{names}}}.")


def _top(form: Form, path: str, component: Payload) -> None:
    kind = component.get("type")
    if kind == shapes.TEXT:
        check_text(form, path, component)
    elif kind == shapes.ROW:
        inner = objects(form, f"{path}.components", component.get("components"))
        if len(inner) != 1 or inner[0].get("type") != shapes.INPUT:
            form.fault(f"{path}.components", "BASE_TYPE_BAD_LENGTH", "A row of a modal holds one text input.")
        else:
            form.between(f"{path}.components.0.label", inner[0].get("label"), 1, _LABEL)
            _inside(form, f"{path}.components.0", inner[0])
    elif kind == shapes.LABEL:
        form.between(f"{path}.label", component.get("label"), 1, _LABEL)
        form.at_most(f"{path}.description", component.get("description"), _DESCRIPTION)
        inside = component.get("component")
        if not isinstance(inside, dict):
            form.required(f"{path}.component")
        elif inside.get("type") not in _INSIDE_LABEL:
            _wrong_type(form, f"{path}.component", _INSIDE_LABEL)
        else:
            if inside.get("label") and inside["type"] == shapes.INPUT:
                form.fault(
                    f"{path}.component.label", "BASE_TYPE_FORBIDDEN", "A text input in a label has no label of its own."
                )
            _inside(form, f"{path}.component", inside)
    else:
        _wrong_type(form, path, _TOP)


def _inside(form: Form, path: str, component: Payload) -> None:
    """Check what a label wraps."""
    kind = component["type"]
    if kind in shapes.SELECTS:
        check_select(form, path, component)
        if component.get("disabled"):
            form.fault(f"{path}.disabled", "BASE_TYPE_FORBIDDEN", "A select in a modal cannot be disabled.")
        return
    form.between(f"{path}.custom_id", component.get("custom_id"), 1, CUSTOM_ID)
    if kind == shapes.INPUT:
        _input(form, path, component)
    elif kind == _UPLOAD:
        whole(form, f"{path}.min_values", component.get("min_values"), 0, _FILES)
        whole(form, f"{path}.max_values", component.get("max_values"), 1, _FILES)
    elif kind in (_RADIO, _CHECKS):
        options = check_options(form, path, component, 10)
        if kind == _RADIO and len(options) == 1:
            form.fault(f"{path}.options", "BASE_TYPE_BAD_LENGTH", "Must be between 2 and 10 in length.")


def _input(form: Form, path: str, component: Payload) -> None:
    whole(form, f"{path}.style", component.get("style"), 1, 2)
    if component.get("style") is None:
        form.required(f"{path}.style")
    least, most = component.get("min_length"), component.get("max_length")
    whole(form, f"{path}.min_length", least, 0, _TEXT)
    whole(form, f"{path}.max_length", most, 1, _TEXT)
    if is_count(least) and is_count(most) and least > most:
        form.fault(f"{path}.min_length", "TEXT_INPUT_LENGTHS", "min_length is greater than max_length")
    form.at_most(f"{path}.placeholder", component.get("placeholder"), _PLACEHOLDER)
    form.at_most(f"{path}.value", component.get("value"), most if is_count(most) else _TEXT)


def check_choices(data: Payload, asked: Payload) -> None:
    """Check the answer to an autocomplete, whose choices must be of the asked option's type.

    Raises:
        ApiProblem: 50035 with every fault.
    """
    form = Form()
    kind = _focused(asked)
    choices = objects(form, "choices", data.get("choices"))
    if data.get("choices") is None:
        form.required("choices")
    if len(choices) > _CHOICES:
        form.fault("choices", "BASE_TYPE_MAX_LENGTH", f"Must be {_CHOICES} or fewer in length.")
    for index, choice in enumerate(choices):
        check_choice(form, f"choices.{index}", choice, kind)
    form.close()


def check_choice(form: Form, path: str, choice: Payload, kind: int) -> None:
    """Note every fault of a choice for an option of a type."""
    form.between(f"{path}.name", choice.get("name"), 1, _CHOICE)
    value = choice.get("value")
    if kind in (_INTEGER, _NUMBER):
        fits = is_count(value) or (kind == _NUMBER and isinstance(value, float))
        if not fits or not isinstance(value, (int, float)) or abs(value) > _SAFE:
            form.fault(f"{path}.value", "NUMBER_TYPE_COERCE", f'Value "{value}" is not a number in range.')
    else:
        form.between(f"{path}.value", value, 1, _CHOICE)


def _focused(data: Payload) -> int:
    """Return the type of the option being typed into."""
    for option in data.get("options", ()):
        if option.get("focused"):
            kind: int = option["type"]
            return kind
        if found := _focused(option):
            return found
    return 0
