"""Rules of components: what may stand where, how many, how long, and unique ids.

Source: Discord documentation, components/reference.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.sandbox import shapes
from bot.sandbox.problems import Form
from bot.sandbox.rules.shape import objects, whole
from bot.sandbox.wire import Payload

ROWS, ACROSS, EVERYTHING, TEXT_TOTAL = 5, 5, 40, 4000
CUSTOM_ID = 100
_LABEL, _URL, _PLACEHOLDER, _OPTIONS, _OPTION = 80, 512, 150, 25, 100
_SECTION_TEXTS, _GALLERY_ITEMS, _ALT = 3, 10, 1024
_LINK, _PREMIUM = 5, 6
_INSIDE_CONTAINER = (shapes.ROW, shapes.SECTION, shapes.TEXT, shapes.GALLERY, shapes.FILE, shapes.SEPARATOR)
_TOP_V2 = (*_INSIDE_CONTAINER, shapes.CONTAINER)


def check_components(form: Form, given: object, *, v2: bool) -> None:
    """Note every fault of a message's components."""
    components = objects(form, "components", given)
    if not v2 and len(components) > ROWS:
        form.fault("components", "BASE_TYPE_MAX_LENGTH", f"Must be {ROWS} or fewer in length.")
    for index, component in enumerate(components):
        _check(form, f"components.{index}", component, _TOP_V2 if v2 else (shapes.ROW,))
    everything = list(shapes.walk(components))
    check_unique(form, "components", everything)
    if not v2:
        return
    if len(everything) > EVERYTHING:
        form.fault("components", "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", f"Must be {EVERYTHING} or fewer in total.")
    length = sum(len(str(one.get("content") or "")) for one in everything if one.get("type") == shapes.TEXT)
    if length > TEXT_TOTAL:
        form.fault(
            "components",
            "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
            f"Total displayable text exceeds maximum size of {TEXT_TOTAL}",
        )


def check_unique(form: Form, path: str, everything: list[Payload]) -> None:
    """Note custom_ids and ids that are used twice."""
    for key, code in (("custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED"), ("id", "COMPONENT_ID_DUPLICATED")):
        used = [one[key] for one in everything if one.get(key)]
        if twice := sorted({str(value) for value in used if used.count(value) > 1}):
            form.fault(path, code, f"Component {key.replace('_', ' ')} cannot be duplicated ({', '.join(twice)})")


def _check(form: Form, path: str, component: Payload, allowed: tuple[int, ...]) -> None:
    kind = component.get("type")
    if kind not in allowed:
        names = ", ".join(str(one) for one in sorted(allowed))
        form.fault(f"{path}.type", "BASE_TYPE_CHOICES", f"Value must be one of {{{names}}}.")
        return
    whole(form, f"{path}.id", component.get("id"), 0, 2**31 - 1)
    _CHECKS[kind](form, path, component)


def _row(form: Form, path: str, row: Payload) -> None:
    inner = objects(form, f"{path}.components", row.get("components"))
    if not 1 <= len(inner) <= ACROSS:
        form.fault(f"{path}.components", "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {ACROSS} in length.")
    if len(inner) > 1 and any(one.get("type") in shapes.SELECTS for one in inner):
        form.fault(
            f"{path}.components",
            "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
            "The specified component exceeds the maximum width",
        )
    for index, component in enumerate(inner):
        _check(form, f"{path}.components.{index}", component, (shapes.BUTTON, *shapes.SELECTS))


def _button(form: Form, path: str, button: Payload) -> None:
    style = button.get("style")
    whole(form, f"{path}.style", style, 1, _PREMIUM)
    if style is None:
        form.required(f"{path}.style")
    form.at_most(f"{path}.label", button.get("label"), _LABEL)
    if style == _LINK:
        form.between(f"{path}.url", button.get("url"), 1, _URL)
        if button.get("custom_id"):
            form.fault(f"{path}.custom_id", "BUTTON_COMPONENT_INVALID", "A link button cannot have a custom id")
    elif style != _PREMIUM:
        form.between(f"{path}.custom_id", button.get("custom_id"), 1, CUSTOM_ID)
        if button.get("url"):
            form.fault(f"{path}.url", "BUTTON_COMPONENT_INVALID", "Only a link button can have a url")
    if style != _PREMIUM and not button.get("label") and not button.get("emoji"):
        form.fault(f"{path}", "BUTTON_COMPONENT_INVALID", "A button must have a label or an emoji")


def check_select(form: Form, path: str, select: Payload) -> None:
    """Note every fault of a select."""
    form.between(f"{path}.custom_id", select.get("custom_id"), 1, CUSTOM_ID)
    form.at_most(f"{path}.placeholder", select.get("placeholder"), _PLACEHOLDER)
    least, most = select.get("min_values"), select.get("max_values")
    whole(form, f"{path}.min_values", least, 0, _OPTIONS)
    whole(form, f"{path}.max_values", most, 1, _OPTIONS)
    least, most = 1 if least is None else least, 1 if most is None else most
    if least > most:
        form.fault(f"{path}.min_values", "SELECT_COMPONENT_MIN_VALUES", "min_values is greater than max_values")
    if select["type"] != shapes.SELECT:
        return
    options = check_options(form, path, select, _OPTIONS)
    if options and most > len(options):
        form.fault(
            f"{path}.max_values", "SELECT_COMPONENT_MAX_VALUES", "max_values is greater than the number of options"
        )
    if sum(bool(option.get("default")) for option in options) > most:
        form.fault(f"{path}.options", "SELECT_COMPONENT_DEFAULTS", "There are more default options than max_values")


def check_options(form: Form, path: str, component: Payload, most: int) -> list[Payload]:
    """Note every fault of a list of options, at most `most`; return the options."""
    options = objects(form, f"{path}.options", component.get("options"))
    if not 1 <= len(options) <= most:
        form.fault(f"{path}.options", "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {most} in length.")
    for index, option in enumerate(options):
        form.between(f"{path}.options.{index}.label", option.get("label"), 1, _OPTION)
        form.between(f"{path}.options.{index}.value", option.get("value"), 1, _OPTION)
        form.at_most(f"{path}.options.{index}.description", option.get("description"), _OPTION)
    values = [option.get("value") for option in options]
    for index, value in enumerate(values):
        if value in values[:index]:
            form.fault(
                f"{path}.options.{index}.value",
                "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                "The specified option value is already used",
            )
    return options


def check_text(form: Form, path: str, component: Payload) -> None:
    """Note every fault of a text display."""
    form.between(f"{path}.content", component.get("content"), 1, TEXT_TOTAL)


def _section(form: Form, path: str, section: Payload) -> None:
    inner = objects(form, f"{path}.components", section.get("components"))
    if not 1 <= len(inner) <= _SECTION_TEXTS:
        form.fault(f"{path}.components", "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {_SECTION_TEXTS} in length.")
    for index, component in enumerate(inner):
        _check(form, f"{path}.components.{index}", component, (shapes.TEXT,))
    accessory = section.get("accessory")
    if not isinstance(accessory, dict):
        form.required(f"{path}.accessory")
    else:
        _check(form, f"{path}.accessory", accessory, (shapes.BUTTON, shapes.THUMBNAIL))


def _media(form: Form, path: str, holder: Payload, key: str = "media") -> None:
    media = holder.get(key)
    if not isinstance(media, dict) or not isinstance(media.get("url"), str):
        form.required(f"{path}.{key}.url")
    form.at_most(f"{path}.description", holder.get("description"), _ALT)


def _gallery(form: Form, path: str, gallery: Payload) -> None:
    items = objects(form, f"{path}.items", gallery.get("items"))
    if not 1 <= len(items) <= _GALLERY_ITEMS:
        form.fault(f"{path}.items", "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {_GALLERY_ITEMS} in length.")
    for index, item in enumerate(items):
        _media(form, f"{path}.items.{index}", item)


def _file(form: Form, path: str, component: Payload) -> None:
    _media(form, path, component, "file")
    url = (component.get("file") or {}).get("url") or ""
    if url and "://" in url and not url.startswith(("attachment://", "http://127.0.0.1")):
        form.fault(f"{path}.file.url", "URL_TYPE_INVALID_SCHEME", "Only attachment:// urls are supported here.")


def _separator(form: Form, path: str, component: Payload) -> None:
    whole(form, f"{path}.spacing", component.get("spacing"), 1, 2)


def _container(form: Form, path: str, container: Payload) -> None:
    inner = objects(form, f"{path}.components", container.get("components"))
    if not inner:
        form.fault(f"{path}.components", "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {EVERYTHING} in length.")
    for index, component in enumerate(inner):
        _check(form, f"{path}.components.{index}", component, _INSIDE_CONTAINER)


_CHECKS: dict[object, Callable[[Form, str, Payload], None]] = {
    shapes.ROW: _row,
    shapes.BUTTON: _button,
    **dict.fromkeys(shapes.SELECTS, check_select),
    shapes.SECTION: _section,
    shapes.TEXT: check_text,
    shapes.THUMBNAIL: _media,
    shapes.GALLERY: _gallery,
    shapes.FILE: _file,
    shapes.SEPARATOR: _separator,
    shapes.CONTAINER: _container,
}
