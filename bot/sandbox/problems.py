"""Problems: the API's error responses, with Discord's codes.

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


class FieldErrors:
    """Collects the errors of one request body, so that all are returned at once.

    Attributes:
        by_path: Nested by path, each leaf `{"_errors": [{"code", "message"}]}`.
    """

    def __init__(self) -> None:
        self.by_path: Payload = {}

    def add(self, path: str, code: str, message: str) -> None:
        """Add an error at a dotted path, such as "embeds.0.title"."""
        place = self.by_path
        for step in path.split("."):
            place = place.setdefault(step, {})
        place.setdefault("_errors", []).append({"code": code, "message": message})

    def at_most(self, path: str, value: object, limit: int) -> None:
        """Add an error if a text is longer than `limit` characters."""
        if isinstance(value, str) and len(value) > limit:
            self.add(path, "BASE_TYPE_MAX_LENGTH", f"Must be {limit} or fewer in length.")

    def between(self, path: str, value: object, least: int, most: int) -> None:
        """Add an error if a text is missing, not a text, or not between two lengths."""
        if not isinstance(value, str):
            self.required(path)
        elif not least <= len(value) <= most:
            self.add(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")

    def required(self, path: str) -> None:
        """Note that a field is missing."""
        self.add(path, "BASE_TYPE_REQUIRED", "This field is required")

    def raise_if_any(self) -> None:
        """Refuse the request if there was an error.

        Raises:
            ApiProblem: 50035, with every error.
        """
        if self.by_path:
            raise ApiProblem(HTTPStatus.BAD_REQUEST, 50035, "Invalid Form Body", errors=self.by_path)


def invalid(path: str, code: str, message: str) -> ApiProblem:
    """Return a 50035 with a single error."""
    errors = FieldErrors()
    errors.add(path, code, message)
    return ApiProblem(HTTPStatus.BAD_REQUEST, 50035, "Invalid Form Body", errors=errors.by_path)


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
