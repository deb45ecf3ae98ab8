"""Validation of message components: nesting, counts, lengths and unique ids.

Source: Discord documentation, components/reference.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.sandbox import message_parts
from bot.sandbox.problems import FieldErrors
from bot.sandbox.validation.fields import objects, whole
from bot.sandbox.wire import Payload

ROWS, ACROSS, EVERYTHING, TEXT_TOTAL = 5, 5, 40, 4000
CUSTOM_ID = 100
_LABEL, _URL, _PLACEHOLDER, _OPTIONS, _OPTION = 80, 512, 150, 25, 100
_SECTION_TEXTS, _GALLERY_ITEMS, _ALT = 3, 10, 1024
_LINK, _PREMIUM = 5, 6
_INSIDE_CONTAINER = (
    message_parts.ROW,
    message_parts.SECTION,
    message_parts.TEXT,
    message_parts.GALLERY,
    message_parts.FILE,
    message_parts.SEPARATOR,
)
_TOP_V2 = (*_INSIDE_CONTAINER, message_parts.CONTAINER)


def check_components(errors: FieldErrors, given: object, *, v2: bool) -> None:
    """Note every fault of a message's components."""
    components = objects(errors, "components", given)
    if not v2 and len(components) > ROWS:
        errors.add("components", "BASE_TYPE_MAX_LENGTH", f"Must be {ROWS} or fewer in length.")
    for index, component in enumerate(components):
        _check(errors, f"components.{index}", component, _TOP_V2 if v2 else (message_parts.ROW,))
    everything = list(message_parts.walk(components))
    check_unique(errors, "components", everything)
    if not v2:
        return
    if len(everything) > EVERYTHING:
        errors.add("components", "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", f"Must be {EVERYTHING} or fewer in total.")
    length = sum(len(str(one.get("content") or "")) for one in everything if one.get("type") == message_parts.TEXT)
    if length > TEXT_TOTAL:
        errors.add(
            "components",
            "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
            f"Total displayable text exceeds maximum size of {TEXT_TOTAL}",
        )


def check_unique(errors: FieldErrors, path: str, everything: list[Payload]) -> None:
    """Note custom_ids and ids that are used twice."""
    for key, code in (("custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED"), ("id", "COMPONENT_ID_DUPLICATED")):
        used = [one[key] for one in everything if one.get(key)]
        if twice := sorted({str(value) for value in used if used.count(value) > 1}):
            errors.add(path, code, f"Component {key.replace('_', ' ')} cannot be duplicated ({', '.join(twice)})")


def _check(errors: FieldErrors, path: str, component: Payload, allowed: tuple[int, ...]) -> None:
    kind = component.get("type")
    if kind not in allowed:
        names = ", ".join(str(one) for one in sorted(allowed))
        errors.add(f"{path}.type", "BASE_TYPE_CHOICES", f"Value must be one of {{{names}}}.")
        return
    whole(errors, f"{path}.id", component.get("id"), 0, 2**31 - 1)
    _CHECKS[kind](errors, path, component)


def _row(errors: FieldErrors, path: str, row: Payload) -> None:
    inner = objects(errors, f"{path}.components", row.get("components"))
    if not 1 <= len(inner) <= ACROSS:
        errors.add(f"{path}.components", "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {ACROSS} in length.")
    if len(inner) > 1 and any(one.get("type") in message_parts.SELECTS for one in inner):
        errors.add(
            f"{path}.components",
            "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
            "The specified component exceeds the maximum width",
        )
    for index, component in enumerate(inner):
        _check(errors, f"{path}.components.{index}", component, (message_parts.BUTTON, *message_parts.SELECTS))


def _button(errors: FieldErrors, path: str, button: Payload) -> None:
    style = button.get("style")
    whole(errors, f"{path}.style", style, 1, _PREMIUM)
    if style is None:
        errors.required(f"{path}.style")
    errors.at_most(f"{path}.label", button.get("label"), _LABEL)
    if style == _LINK:
        errors.between(f"{path}.url", button.get("url"), 1, _URL)
        if button.get("custom_id"):
            errors.add(f"{path}.custom_id", "BUTTON_COMPONENT_INVALID", "A link button cannot have a custom id")
    elif style != _PREMIUM:
        errors.between(f"{path}.custom_id", button.get("custom_id"), 1, CUSTOM_ID)
        if button.get("url"):
            errors.add(f"{path}.url", "BUTTON_COMPONENT_INVALID", "Only a link button can have a url")
    if style != _PREMIUM and not button.get("label") and not button.get("emoji"):
        errors.add(f"{path}", "BUTTON_COMPONENT_INVALID", "A button must have a label or an emoji")


def check_select(errors: FieldErrors, path: str, select: Payload) -> None:
    """Note every fault of a select."""
    errors.between(f"{path}.custom_id", select.get("custom_id"), 1, CUSTOM_ID)
    errors.at_most(f"{path}.placeholder", select.get("placeholder"), _PLACEHOLDER)
    least, most = select.get("min_values"), select.get("max_values")
    whole(errors, f"{path}.min_values", least, 0, _OPTIONS)
    whole(errors, f"{path}.max_values", most, 1, _OPTIONS)
    least, most = 1 if least is None else least, 1 if most is None else most
    if least > most:
        errors.add(f"{path}.min_values", "SELECT_COMPONENT_MIN_VALUES", "min_values is greater than max_values")
    if select["type"] != message_parts.SELECT:
        return
    options = check_options(errors, path, select, _OPTIONS)
    if options and most > len(options):
        errors.add(
            f"{path}.max_values", "SELECT_COMPONENT_MAX_VALUES", "max_values is greater than the number of options"
        )
    if sum(bool(option.get("default")) for option in options) > most:
        errors.add(f"{path}.options", "SELECT_COMPONENT_DEFAULTS", "There are more default options than max_values")


def check_options(errors: FieldErrors, path: str, component: Payload, most: int) -> list[Payload]:
    """Note every fault of a list of options, at most `most`; return the options."""
    options = objects(errors, f"{path}.options", component.get("options"))
    if not 1 <= len(options) <= most:
        errors.add(f"{path}.options", "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {most} in length.")
    for index, option in enumerate(options):
        errors.between(f"{path}.options.{index}.label", option.get("label"), 1, _OPTION)
        errors.between(f"{path}.options.{index}.value", option.get("value"), 1, _OPTION)
        errors.at_most(f"{path}.options.{index}.description", option.get("description"), _OPTION)
    values = [option.get("value") for option in options]
    for index, value in enumerate(values):
        if value in values[:index]:
            errors.add(
                f"{path}.options.{index}.value",
                "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                "The specified option value is already used",
            )
    return options


def check_text(errors: FieldErrors, path: str, component: Payload) -> None:
    """Note every fault of a text display."""
    errors.between(f"{path}.content", component.get("content"), 1, TEXT_TOTAL)


def _section(errors: FieldErrors, path: str, section: Payload) -> None:
    inner = objects(errors, f"{path}.components", section.get("components"))
    if not 1 <= len(inner) <= _SECTION_TEXTS:
        errors.add(f"{path}.components", "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {_SECTION_TEXTS} in length.")
    for index, component in enumerate(inner):
        _check(errors, f"{path}.components.{index}", component, (message_parts.TEXT,))
    accessory = section.get("accessory")
    if not isinstance(accessory, dict):
        errors.required(f"{path}.accessory")
    else:
        _check(errors, f"{path}.accessory", accessory, (message_parts.BUTTON, message_parts.THUMBNAIL))


def _media(errors: FieldErrors, path: str, holder: Payload, key: str = "media") -> None:
    media = holder.get(key)
    if not isinstance(media, dict) or not isinstance(media.get("url"), str):
        errors.required(f"{path}.{key}.url")
    errors.at_most(f"{path}.description", holder.get("description"), _ALT)


def _gallery(errors: FieldErrors, path: str, gallery: Payload) -> None:
    items = objects(errors, f"{path}.items", gallery.get("items"))
    if not 1 <= len(items) <= _GALLERY_ITEMS:
        errors.add(f"{path}.items", "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {_GALLERY_ITEMS} in length.")
    for index, item in enumerate(items):
        _media(errors, f"{path}.items.{index}", item)


def _file(errors: FieldErrors, path: str, component: Payload) -> None:
    _media(errors, path, component, "file")
    url = (component.get("file") or {}).get("url") or ""
    if url and "://" in url and not url.startswith(("attachment://", "http://127.0.0.1")):
        errors.add(f"{path}.file.url", "URL_TYPE_INVALID_SCHEME", "Only attachment:// urls are supported here.")


def _separator(errors: FieldErrors, path: str, component: Payload) -> None:
    whole(errors, f"{path}.spacing", component.get("spacing"), 1, 2)


def _container(errors: FieldErrors, path: str, container: Payload) -> None:
    inner = objects(errors, f"{path}.components", container.get("components"))
    if not inner:
        errors.add(f"{path}.components", "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {EVERYTHING} in length.")
    for index, component in enumerate(inner):
        _check(errors, f"{path}.components.{index}", component, _INSIDE_CONTAINER)


_CHECKS: dict[object, Callable[[FieldErrors, str, Payload], None]] = {
    message_parts.ROW: _row,
    message_parts.BUTTON: _button,
    **dict.fromkeys(message_parts.SELECTS, check_select),
    message_parts.SECTION: _section,
    message_parts.TEXT: check_text,
    message_parts.THUMBNAIL: _media,
    message_parts.GALLERY: _gallery,
    message_parts.FILE: _file,
    message_parts.SEPARATOR: _separator,
    message_parts.CONTAINER: _container,
}
