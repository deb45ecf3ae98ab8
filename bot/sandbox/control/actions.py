"""Control actions: what the page may ask for, parsed strictly from JSON and done as its person."""

from __future__ import annotations

import base64
from collections.abc import Awaitable, Callable
from datetime import timedelta
from http import HTTPStatus
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError

from bot.sandbox.client_view import CannotAct
from bot.sandbox.control import view
from bot.sandbox.entities import Channel
from bot.sandbox.interaction_dispatch import InteractionFailed, InteractionResult
from bot.sandbox.permissions import Permission
from bot.sandbox.person import Person
from bot.sandbox.problems import ApiProblem
from bot.sandbox.server import Sandbox
from bot.sandbox.wire import Payload, Upload

#: The bot settles what has closed five seconds later (it waits for stragglers); one more, so that it is over.
_AFTER_CLOSING = timedelta(seconds=6)
_LONGEST_JUMP_S = 370 * 24 * 3600

Snowflake = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,20}$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=100)]
Text = Annotated[str, StringConstraints(max_length=6000)]


class Refused(Exception):
    """An action was refused.

    Attributes:
        status: HTTP status.
        code: A word for programs.
        message: A sentence for people.
    """

    def __init__(self, status: HTTPStatus, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message


class _Act(BaseModel):
    """The fields of every action: the person, and at which of their clients."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    person: Name
    device: Annotated[str, StringConstraints(max_length=40)] = ""


class _Say(_Act):
    channel: Snowflake
    content: Text
    reply_to: Snowflake | None = None


class _Press(_Act):
    channel: Snowflake
    message: Snowflake
    custom_id: Name
    values: Annotated[list[Name], Field(max_length=25)] | None = None


def _decoded(text: object) -> bytes:
    if not isinstance(text, str):
        raise ValueError("a file's data is a text in base64")  # noqa: TRY004 - pydantic turns it into a fault
    return base64.b64decode(text, validate=True)


class _File(BaseModel):
    """A file as a page sends it; `data` is base64."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    filename: Annotated[str, StringConstraints(min_length=1, max_length=255)]
    content_type: Annotated[str, StringConstraints(max_length=100)]
    data: Annotated[bytes, BeforeValidator(_decoded)]

    def upload(self) -> Upload:
        """Return what a client uploads."""
        return Upload(filename=self.filename, data=self.data, content_type=self.content_type)


class _Option(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    name: Name
    value: bool | int | float | Text | _File


class _Run(_Act):
    channel: Snowflake
    command: Name
    options: Annotated[list[_Option], Field(max_length=25)] = []


class _Focused(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    name: Name
    value: Text


class _Suggest(_Run):
    focused: _Focused


class _Submit(_Act):
    modal: Name
    values: Annotated[dict[Name, bool | Text | list[Text] | list[_File]], Field(max_length=25)]


class _Close(_Act):
    modal: Name


class _Point(_Act):
    channel: Snowflake
    message: Snowflake


class _React(_Point):
    emoji: Annotated[str, StringConstraints(min_length=1, max_length=32)]
    on: bool


class _Clock(_Act):
    seconds: Annotated[int, Field(gt=0, le=_LONGEST_JUMP_S)] | None = None
    to: Literal["closing", "question"] | None = None


async def perform(sandbox: Sandbox, name: str, body: bytes) -> Payload:
    """Perform an action and return its outcome.

    Raises:
        Refused: There is no such action, the body is invalid, or the action is not possible.
    """
    if name not in _ACTS:
        raise Refused(HTTPStatus.NOT_FOUND, "unknown-act", f"There is no act {name!r}; there are: {', '.join(_ACTS)}.")
    model, act = _ACTS[name]
    try:
        wish = model.model_validate_json(body)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(step) for step in first["loc"]) or "body"
        raise Refused(HTTPStatus.BAD_REQUEST, "bad-input", f"{place}: {first['msg']}") from error
    try:
        return await act(sandbox, person(sandbox, wish.person, wish.device), wish)
    except InteractionFailed:
        return {"outcome": "failed"}
    except CannotAct as error:
        raise Refused(HTTPStatus.CONFLICT, "cannot-act", f"{error}") from error
    except ApiProblem as problem:
        raise Refused(HTTPStatus.BAD_REQUEST, "not-allowed", problem.message) from problem


def person(sandbox: Sandbox, key: str, device: str) -> Person:
    """Return a person at one of their clients; "" is the first of the world.

    Raises:
        Refused: There is nobody of that name.
    """
    people = [user.name for user in sandbox.world.users.values() if not user.bot]
    if key not in (*people, "") or not people:
        there = ", ".join(people)
        raise Refused(HTTPStatus.NOT_FOUND, "unknown-person", f"There is nobody called {key!r}; there are: {there}.")
    return sandbox.person(key or people[0], device=device)


def _place(sandbox: Sandbox, someone: Person, channel: str) -> Channel:
    place = sandbox.world.channels.get(int(channel))
    if place is None or not view.sees(sandbox, someone.user, place):
        raise Refused(HTTPStatus.NOT_FOUND, "unknown-channel", f"{someone.user.display} sees no channel {channel}.")
    return place


def _led_to(shown: InteractionResult) -> Payload:
    return {"outcome": "modal", "modal": shown.modal} if shown.modal is not None else {"outcome": "done"}


async def _say(sandbox: Sandbox, someone: Person, wish: _Say) -> Payload:
    reply_to = int(wish.reply_to) if wish.reply_to else None
    said = await someone.says(_place(sandbox, someone, wish.channel), wish.content, reply_to=reply_to)
    return {"outcome": "done", "message": said["id"]}


async def _press(sandbox: Sandbox, someone: Person, wish: _Press) -> Payload:
    _place(sandbox, someone, wish.channel)
    message = int(wish.message)
    if wish.values is None:
        return _led_to(await someone.presses(None, message=message, custom_id=wish.custom_id))
    return _led_to(await someone.picks(None, wish.values, message=message, custom_id=wish.custom_id))


async def _run(sandbox: Sandbox, someone: Person, wish: _Run) -> Payload:
    place = _place(sandbox, someone, wish.channel)
    return _led_to(await someone.runs(wish.command, where=place, **_given(wish)))


async def _suggest(sandbox: Sandbox, someone: Person, wish: _Suggest) -> Payload:
    place = _place(sandbox, someone, wish.channel)
    given = {name: value for name, value in _given(wish).items() if name != wish.focused.name}
    try:
        choices = await someone.suggestions(wish.command, wish.focused.name, wish.focused.value, where=place, **given)
    except InteractionFailed as error:
        raise Refused(HTTPStatus.GATEWAY_TIMEOUT, "no-suggestions", "The bot suggested nothing in time.") from error
    return {"choices": [{"name": choice["name"], "value": choice["value"]} for choice in choices]}


def _given(wish: _Run) -> dict[str, object]:
    if any(option.name == "where" for option in wish.options):
        raise Refused(HTTPStatus.BAD_REQUEST, "bad-input", "options: no option may be called 'where' here.")
    return {option.name: _uploaded(option.value) for option in wish.options}


def _uploaded(value: object) -> object:
    if isinstance(value, list):
        return [_uploaded(one) for one in value]
    return value.upload() if isinstance(value, _File) else value


async def _submit(sandbox: Sandbox, someone: Person, wish: _Submit) -> Payload:
    _open_form(someone, wish.modal)
    del sandbox
    fields = {name: _uploaded(value) for name, value in wish.values.items()}
    if "forced" in fields:
        raise Refused(HTTPStatus.BAD_REQUEST, "bad-input", "values: no field may be called 'forced' here.")
    return _led_to(await someone.submits(None, **fields))  # type: ignore[arg-type]  # `forced` is not among them


async def _close(sandbox: Sandbox, someone: Person, wish: _Close) -> Payload:
    del sandbox
    if someone.modal is not None and someone.modal["custom_id"] == wish.modal:
        someone.dismisses_form()
    return {"outcome": "done"}


def _open_form(someone: Person, custom_id: str) -> None:
    if someone.modal is None or someone.modal["custom_id"] != custom_id:
        raise Refused(HTTPStatus.CONFLICT, "no-form", "This form is no longer open. Close it and press again.")


async def _dismiss(sandbox: Sandbox, someone: Person, wish: _Point) -> Payload:
    _place(sandbox, someone, wish.channel)
    someone.dismisses(int(wish.message))
    return {"outcome": "done"}


async def _react(sandbox: Sandbox, someone: Person, wish: _React) -> Payload:
    place = _place(sandbox, someone, wish.channel)
    if wish.on and not sandbox.world.permissions(someone.user, place, sandbox.clock.now()) & Permission.ADD_REACTIONS:
        raise Refused(HTTPStatus.FORBIDDEN, "not-allowed", f"{someone.user.display} may not react in #{place.name}.")
    await someone.reacts(int(wish.message), wish.emoji, added=wish.on)
    return {"outcome": "done"}


async def _clock(sandbox: Sandbox, someone: Person, wish: _Clock) -> Payload:
    if (wish.seconds is None) is (wish.to is None):
        raise Refused(HTTPStatus.BAD_REQUEST, "bad-input", "Name either seconds or to.")
    if wish.seconds is not None:
        sandbox.clock.advance(timedelta(seconds=wish.seconds))
    elif wish.to == "closing":
        closing = view.next_closing(sandbox, someone)
        if closing is None:
            raise Refused(HTTPStatus.CONFLICT, "nothing-open", "Nothing is open, so there is no closing to go to.")
        sandbox.clock.advance_to(closing + _AFTER_CLOSING)
    else:
        question = None if sandbox.next_question_at is None else await sandbox.next_question_at()
        if question is None:
            raise Refused(
                HTTPStatus.CONFLICT, "nothing-scheduled", "No question is scheduled, so there is none to go to."
            )
        sandbox.clock.advance_to(question)
    return {"outcome": "done"} | await view.clock(sandbox, someone)


#: Every action by name: the model of its body, and its handler.
_ACTS: dict[str, tuple[type[_Act], Callable[[Sandbox, Person, object], Awaitable[Payload]]]] = {
    "say": (_Say, _say),  # type: ignore[dict-item]  # each act takes its own model, paired here
    "press": (_Press, _press),  # type: ignore[dict-item]
    "run": (_Run, _run),  # type: ignore[dict-item]
    "suggest": (_Suggest, _suggest),  # type: ignore[dict-item]
    "submit": (_Submit, _submit),  # type: ignore[dict-item]
    "close": (_Close, _close),  # type: ignore[dict-item]
    "dismiss": (_Point, _dismiss),  # type: ignore[dict-item]
    "react": (_React, _react),  # type: ignore[dict-item]
    "clock": (_Clock, _clock),  # type: ignore[dict-item]
}
