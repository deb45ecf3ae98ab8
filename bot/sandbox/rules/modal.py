"""Rules of modals and of autocomplete answers."""

from __future__ import annotations

from bot.sandbox.problems import Form
from bot.sandbox.wire import Payload

_TITLE = 45
_CUSTOM_ID = 100
_CHOICES = 25
_CHOICE = 100


def check_modal(data: Payload) -> None:
    """Check a modal.

    Raises:
        ApiProblem: 50035 with every fault.
    """
    form = Form()
    form.between("data.title", data.get("title"), 1, _TITLE)
    form.between("data.custom_id", data.get("custom_id"), 1, _CUSTOM_ID)
    form.close()


def check_choices(data: Payload, asked: Payload) -> None:
    """Check the answer to an autocomplete.

    Raises:
        ApiProblem: 50035 with every fault.
    """
    form = Form()
    choices = data.get("choices") or []
    if len(choices) > _CHOICES:
        form.fault("data.choices", "BASE_TYPE_MAX_LENGTH", f"Must be {_CHOICES} or fewer in length.")
    for index, choice in enumerate(choices):
        form.between(f"data.choices.{index}.name", choice.get("name"), 1, _CHOICE)
        value = choice.get("value")
        if value is None:
            form.required(f"data.choices.{index}.value")
        form.at_most(f"data.choices.{index}.value", value, _CHOICE)
    form.close()
