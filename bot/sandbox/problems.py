"""Problems: what the API answers when it refuses, with Discord's codes.

Source: Discord documentation, topics/opcodes-and-status-codes, "JSON Error Codes".
"""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Self

from bot.sandbox.wire import Payload


class ApiProblem(Exception):
    """A request was refused.

    Attributes:
        status: HTTP status.
        code: Discord's JSON error code, 0 for none.
        message: Discord's sentence.
        errors: Field faults nested by path, each leaf `{"_errors": [{"code", "message"}]}`; None for none.
        extra: Further members of the body, such as `retry_after`.
        headers: Further HTTP headers.
    """

    def __init__(
        self,
        status: HTTPStatus,
        code: int,
        message: str,
        *,
        errors: Payload | None = None,
        extra: Payload | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(f"{status.value} {code}: {message}")
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors
        self.extra = extra or {}
        self.headers = dict(headers or {})

    @classmethod
    def bad(cls, code: int, message: str) -> Self:
        """Return a 400."""
        return cls(HTTPStatus.BAD_REQUEST, code, message)

    def body(self) -> Payload:
        """Return the JSON body."""
        body: Payload = {"message": self.message, "code": self.code}
        if self.errors is not None:
            body["errors"] = self.errors
        return body | self.extra


class Form:
    """Collects the faults of one request body, so that all are told at once."""

    def __init__(self) -> None:
        self._errors: Payload = {}

    def fault(self, path: str, code: str, message: str) -> None:
        """Note a fault at a dotted path, such as "embeds.0.title"."""
        place = self._errors
        for step in path.split("."):
            place = place.setdefault(step, {})
        place.setdefault("_errors", []).append({"code": code, "message": message})

    def at_most(self, path: str, value: object, limit: int) -> None:
        """Note a fault if a text is longer than `limit` characters."""
        if isinstance(value, str) and len(value) > limit:
            self.fault(path, "BASE_TYPE_MAX_LENGTH", f"Must be {limit} or fewer in length.")

    def between(self, path: str, value: object, least: int, most: int) -> None:
        """Note a fault if a text is missing, not a text, or not between two lengths."""
        if not isinstance(value, str):
            self.required(path)
        elif not least <= len(value) <= most:
            self.fault(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")

    def required(self, path: str) -> None:
        """Note that a field is missing."""
        self.fault(path, "BASE_TYPE_REQUIRED", "This field is required")

    def close(self) -> None:
        """Refuse the request if there was a fault.

        Raises:
            ApiProblem: 50035, with every fault.
        """
        if self._errors:
            raise ApiProblem(HTTPStatus.BAD_REQUEST, 50035, "Invalid Form Body", errors=self._errors)


def invalid(path: str, code: str, message: str) -> ApiProblem:
    """Return a 50035 with a single fault."""
    form = Form()
    form.fault(path, code, message)
    return ApiProblem(HTTPStatus.BAD_REQUEST, 50035, "Invalid Form Body", errors=form._errors)  # noqa: SLF001 - same file


def unknown(what: str) -> ApiProblem:
    """Return the 404 for an unknown thing, such as "Message"."""
    return ApiProblem(HTTPStatus.NOT_FOUND, _UNKNOWN[what], f"Unknown {what}")


def missing_access() -> ApiProblem:
    """Return 50001: the channel or guild is not visible to the bot."""
    return ApiProblem(HTTPStatus.FORBIDDEN, 50001, "Missing Access")


def missing_permissions() -> ApiProblem:
    """Return 50013: visible, but the bot may not do that."""
    return ApiProblem(HTTPStatus.FORBIDDEN, 50013, "Missing Permissions")


def unauthorized() -> ApiProblem:
    """Return the 401 of a wrong or missing token."""
    return ApiProblem(HTTPStatus.UNAUTHORIZED, 0, "401: Unauthorized")


_UNKNOWN = {
    "Application": 10002,
    "Channel": 10003,
    "Guild": 10004,
    "Member": 10007,
    "Message": 10008,
    "Role": 10011,
    "User": 10013,
    "Emoji": 10014,
    "Webhook": 10015,
    "interaction": 10062,
    "application command": 10063,
}
