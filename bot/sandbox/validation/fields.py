"""Validation of single values: lists of objects, whole numbers and flags."""

from __future__ import annotations

from typing import TypeGuard

from bot.sandbox.problems import FieldErrors
from bot.sandbox.wire import Payload


def objects(errors: FieldErrors, path: str, value: object) -> list[Payload]:
    """Return a list of objects; what is none of that is a fault and left out. None is an empty list."""
    if value is None:
        return []
    if not isinstance(value, list):
        errors.add(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
        return []
    for index, entry in enumerate(value):
        if not isinstance(entry, dict):
            errors.add(f"{path}.{index}", "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
    return [entry for entry in value if isinstance(entry, dict)]


def is_count(value: object) -> TypeGuard[int]:
    """Tell whether a value is a whole number (a boolean is none)."""
    return isinstance(value, int) and not isinstance(value, bool)


def whole(errors: FieldErrors, path: str, value: object, least: int, most: int) -> None:
    """Note a fault unless a value is absent or a whole number between two bounds."""
    if value is None:
        return
    if not is_count(value):
        errors.add(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
    elif not least <= value <= most:
        errors.add(path, "NUMBER_TYPE_RANGE", f"int value should be between {least} and {most}.")


def flags(errors: FieldErrors, path: str, value: object) -> int:
    """Return message flags; what is no number is a fault and 0."""
    if value is None:
        return 0
    if not is_count(value) or value < 0:
        errors.add(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
        return 0
    return value
