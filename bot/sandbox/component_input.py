"""Component input: the interaction data a client sends for a select or a submitted modal."""

from __future__ import annotations

from collections.abc import Sequence

from bot.sandbox import command_input, message_parts
from bot.sandbox.client_view import CannotAct, caption
from bot.sandbox.entities import Channel
from bot.sandbox.state import SandboxState
from bot.sandbox.wire import Payload, Upload

_LONGEST = 4000
_UPLOAD, _RADIO, _CHECKS, _CHECK = 19, 21, 22, 23
_TEXT_SELECT = 3


def selected_values(state: SandboxState, channel: Channel, select: Payload, values: Sequence[str]) -> Payload:
    """Return `values` and `resolved` for a choice by labels, values or names.

    Raises:
        CannotAct: There is no such option, or too few or too many were chosen.
    """
    least, most = select.get("min_values", 1), select.get("max_values", 1)
    if not least <= len(values) <= most:
        raise CannotAct(f"the select {caption(select)!r} takes {least} to {most} values, not {len(values)}")
    if select["type"] == _TEXT_SELECT:
        return {"values": [_option(select, value) for value in values]}
    resolved: Payload = {}
    kind = {5: 6, 6: 8, 7: 9, 8: 7}[select["type"]]
    return {
        "values": [command_input.resolve(state, channel, kind, value, resolved) for value in values],
        "resolved": resolved,
    }


def _option(component: Payload, wanted: str) -> str:
    for option in component["options"]:
        if wanted in (option["value"], option["label"]):
            value: str = option["value"]
            return value
    there = ", ".join(repr(option["label"]) for option in component["options"])
    raise CannotAct(f"no option {wanted!r} in {caption(component)!r}; there are: {there}")


def submitted_form(
    state: SandboxState, channel: Channel, modal: Payload, text: str | None, fields: dict[str, object], *, forced: bool
) -> Payload:
    """Return the data of a submitted form.

    Raises:
        CannotAct: A field is unknown, or a client would not send it.
    """
    components = message_parts.returned_components(modal["components"], [])
    inputs = [component for component in message_parts.walk(components) if "custom_id" in component]
    if text is not None:
        texts = [component for component in inputs if component["type"] == message_parts.INPUT]
        if len(texts) != 1:
            raise CannotAct(f"the form has {len(texts)} text fields: {', '.join(one['custom_id'] for one in texts)}")
        fields = fields | {texts[0]["custom_id"]: text}
    known = {component["custom_id"] for component in inputs}
    if stray := fields.keys() - known:
        raise CannotAct(f"the form has no field {min(stray)!r}; there are: {', '.join(sorted(known))}")
    resolved: Payload = {}
    sent = [_sent(state, channel, component, fields, resolved, forced=forced) for component in components]
    data: Payload = {"custom_id": modal["custom_id"], "components": sent}
    return data | {"resolved": resolved} if resolved else data


def _sent(
    state: SandboxState,
    channel: Channel,
    component: Payload,
    fields: dict[str, object],
    resolved: Payload,
    *,
    forced: bool,
) -> Payload:
    """Return a top-level component as a client sends it back."""
    head = {"type": component["type"], "id": component["id"]}
    if component["type"] == message_parts.TEXT:
        return head
    if component["type"] == message_parts.ROW:
        return head | {
            "components": [
                _value(state, channel, one, fields, resolved, forced=forced) for one in component["components"]
            ]
        }
    return head | {"component": _value(state, channel, component["component"], fields, resolved, forced=forced)}


def _value(
    state: SandboxState,
    channel: Channel,
    component: Payload,
    fields: dict[str, object],
    resolved: Payload,
    *,
    forced: bool,
) -> Payload:
    kind, custom_id = component["type"], component["custom_id"]
    sent: Payload = {"type": kind, "id": component["id"], "custom_id": custom_id}
    given = fields.get(custom_id)
    if kind == message_parts.INPUT:
        text = component.get("value") or "" if given is None else str(given)
        if not forced:
            _check_text(component, text)
        return sent | {"value": text}
    if kind == _CHECK:
        return sent | {"value": bool(given)}
    if kind == _RADIO:
        return sent | {"value": None if given is None else _option(component, str(given))}
    values = [] if given is None else list(given) if isinstance(given, (list, tuple)) else [given]
    return sent | _values(state, channel, component, values, resolved=resolved)


def _values(
    state: SandboxState, channel: Channel, component: Payload, values: list[object], *, resolved: Payload
) -> Payload:
    """Return the values of a field that takes several."""
    kind = component["type"]
    if kind == _UPLOAD:
        return {
            "values": [command_input.attach(state, channel, one, resolved) for one in values if isinstance(one, Upload)]
        }
    if kind == _CHECKS:
        return {"values": [_option(component, str(value)) for value in values]}
    if not values and not component.get("required", True):
        return {"values": []}
    picked = selected_values(state, channel, component, [str(value) for value in values])
    for family, entries in picked.pop("resolved", {}).items():
        resolved.setdefault(family, {}).update(entries)
    return picked


def _check_text(component: Payload, text: str) -> None:
    name = component["custom_id"]
    least, most = component.get("min_length") or 0, component.get("max_length") or _LONGEST
    if not text and not component.get("required", True):
        return
    if not text:
        raise CannotAct(f"the field {name!r} is required")
    if not least <= len(text) <= most:
        raise CannotAct(f"the field {name!r} takes {least} to {most} characters, not {len(text)}")
