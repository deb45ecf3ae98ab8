"""Validation of application commands.

Source: Discord documentation, interactions/application-commands.
"""

from __future__ import annotations

import re

from bot.sandbox.command_registry import CHAT, GROUP, MESSAGE, SUBCOMMAND, USER
from bot.sandbox.problems import ApiProblem, FieldErrors
from bot.sandbox.validation.fields import is_count, objects, whole
from bot.sandbox.validation.modal import check_choice
from bot.sandbox.wire import Payload

_CHATS, _MENUS, _OPTIONS, _CHOICES = 100, 15, 25, 25
_NAME_LENGTH, _DESCRIPTION, _TOTAL, _TEXT = 32, 100, 8000, 6000
_SAFE = 2**53
#: Word characters of any script (with the combining marks \\w lacks for Devanagari and Thai), "-", "_" and "'".
_NAME = re.compile(r"^[-_'\w\u0900-\u097F\u0E00-\u0E7F]{1,32}$")
_STRING, _INTEGER, _CHANNEL, _NUMBER, _FILE = 3, 4, 7, 10, 11
_COUNTED = (_INTEGER, _NUMBER)
_LOCALES_TO_HI = ("ar", "bg", "cs", "da", "de", "el", "en-GB", "en-US", "es-419", "es-ES", "fi", "fr", "he", "hi")
_LOCALES_FROM_HR = ("hu", "id", "it", "ja", "ko", "lt", "nl", "no", "pl", "pt-BR", "ro", "ru", "sv-SE", "th", "tr")
_LOCALES = frozenset((*_LOCALES_TO_HI, "hr", *_LOCALES_FROM_HR, "uk", "vi", "zh-CN", "zh-TW"))


def check_commands(given: object) -> None:
    """Check a list of commands.

    Raises:
        ApiProblem: 50035 with every fault, 30032 too many commands.
    """
    errors = FieldErrors()
    commands = objects(errors, "_", given)
    for index, command in enumerate(commands):
        _command(errors, str(index), command)
    kinds = [command.get("type") or CHAT for command in commands]
    names = [(kind, command.get("name")) for kind, command in zip(kinds, commands, strict=True)]
    for index, name in enumerate(names):
        if name in names[:index]:
            errors.add(
                f"{index}.name", "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique"
            )
    errors.raise_if_any()
    for kind, most in ((CHAT, _CHATS), (USER, _MENUS), (MESSAGE, _MENUS)):
        if kinds.count(kind) > most:
            raise ApiProblem.bad(30032, f"Maximum number of application commands reached ({most})")


def _command(errors: FieldErrors, path: str, command: Payload) -> None:
    kind = command.get("type") or CHAT
    if kind not in (CHAT, USER, MESSAGE):
        errors.add(f"{path}.type", "BASE_TYPE_CHOICES", "Value must be one of {1, 2, 3}.")
    _texts(errors, path, command, chat=kind == CHAT)
    if kind != CHAT:
        if command.get("description"):
            errors.add(
                f"{path}.description",
                "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION",
                "Context menu commands cannot have description",
            )
        if command.get("options"):
            errors.add(
                f"{path}.options",
                "APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS",
                "Context menu commands cannot have options",
            )
    needed = command.get("default_member_permissions")
    if needed is not None and not str(needed).isdecimal():
        errors.add(
            f"{path}.default_member_permissions", "NUMBER_TYPE_COERCE", f'Value "{needed}" is not a permission set.'
        )
    _options(errors, path, command, inside=(SUBCOMMAND, GROUP))
    if _length(command) > _TOTAL:
        errors.add(path, "APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({_TOTAL})")


def _texts(errors: FieldErrors, path: str, named: Payload, *, chat: bool = True) -> None:
    """Check name, description and their localizations."""
    names = {"name": named.get("name")} | _localized(errors, path, named, "name")
    for place, name in names.items():
        if not isinstance(name, str) or not 1 <= len(name) <= _NAME_LENGTH:
            errors.between(f"{path}.{place}", name, 1, _NAME_LENGTH)
        elif chat and (not _NAME.match(name) or name != name.lower()):
            errors.add(f"{path}.{place}", "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
    if chat:
        texts = {"description": named.get("description")} | _localized(errors, path, named, "description")
        for place, text in texts.items():
            errors.between(f"{path}.{place}", text, 1, _DESCRIPTION)


def _localized(errors: FieldErrors, path: str, named: Payload, key: str) -> Payload:
    """Return localizations by path; unknown locales are faults."""
    given = named.get(f"{key}_localizations") or {}
    for locale in given:
        if locale not in _LOCALES:
            errors.add(f"{path}.{key}_localizations", "DICT_TYPE_CONVERT_KEY", f'Locale "{locale}" is not supported.')
    return {f"{key}_localizations.{locale}": text for locale, text in given.items()}


def _options(errors: FieldErrors, path: str, holder: Payload, *, inside: tuple[int, ...]) -> None:
    """Check options; `inside` names the nesting types that may stand here."""
    options = objects(errors, f"{path}.options", holder.get("options"))
    if len(options) > _OPTIONS:
        errors.add(f"{path}.options", "BASE_TYPE_MAX_LENGTH", f"Must be {_OPTIONS} or fewer in length.")
    names = [option.get("name") for option in options]
    nested = [option.get("type") in (SUBCOMMAND, GROUP) for option in options]
    if any(nested) and not all(nested):
        errors.add(
            f"{path}.options",
            "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
            "Sub-command and sub-command group option types are mutually exclusive to all other types",
        )
    optional = False
    for index, option in enumerate(options):
        place = f"{path}.options.{index}"
        _texts(errors, place, option)
        if option.get("name") in names[:index]:
            errors.add(f"{place}.name", "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", "Option names must be unique")
        if nested[index]:
            if option["type"] not in inside:
                errors.add(f"{place}.type", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Groups cannot be nested")
            _options(errors, place, option, inside=(SUBCOMMAND,) if option["type"] == GROUP else ())
            continue
        if option.get("required") and optional:
            errors.add(
                place,
                "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                "Required options must be placed before non-required options",
            )
        optional = optional or not option.get("required")
        _option(errors, place, option)


def _option(errors: FieldErrors, path: str, option: Payload) -> None:
    kind = option.get("type")
    if not is_count(kind) or not _STRING <= kind <= _FILE:
        errors.add(f"{path}.type", "BASE_TYPE_CHOICES", "Value must be one of {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}.")
        return
    choices = objects(errors, f"{path}.choices", option.get("choices"))
    if choices and kind not in (_STRING, *_COUNTED):
        errors.add(f"{path}.choices", "APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID", "This option type has no choices")
    if choices and option.get("autocomplete"):
        errors.add(
            f"{path}.autocomplete",
            "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES",
            "Autocomplete and choices exclude each other",
        )
    if len(choices) > _CHOICES:
        errors.add(f"{path}.choices", "BASE_TYPE_MAX_LENGTH", f"Must be {_CHOICES} or fewer in length.")
    for index, choice in enumerate(choices):
        check_choice(errors, f"{path}.choices.{index}", choice, kind)
        _localized(errors, f"{path}.choices.{index}", choice, "name")
    _bounds(errors, path, option, kind)
    if option.get("channel_types") and kind != _CHANNEL:
        errors.add(f"{path}.channel_types", "BASE_TYPE_FORBIDDEN", "Only channel options have channel types.")


def _bounds(errors: FieldErrors, path: str, option: Payload, kind: int) -> None:
    """Check lengths of texts and bounds of numbers."""
    for key in ("min_length", "max_length"):
        whole(errors, f"{path}.{key}", option.get(key), key == "max_length", _TEXT)
        if option.get(key) is not None and kind != _STRING:
            errors.add(f"{path}.{key}", "BASE_TYPE_FORBIDDEN", "Only text options have a length.")
    for key in ("min_value", "max_value"):
        value = option.get(key)
        if value is not None and (kind not in _COUNTED or not isinstance(value, (int, float)) or abs(value) > _SAFE):
            errors.add(f"{path}.{key}", "NUMBER_TYPE_COERCE", f'Value "{value}" is not a number in range.')


def _length(named: Payload) -> int:
    """Return how many characters count towards the 8,000: of each text the longest language."""
    total = 0
    for key in ("name", "description", "value"):
        texts = [named.get(key), *(named.get(f"{key}_localizations") or {}).values()]
        total += max(len(text) if isinstance(text, str) else 0 for text in texts)
    inner = [*(named.get("options") or ()), *(named.get("choices") or ())]
    return total + sum(_length(one) for one in inner if isinstance(one, dict))
