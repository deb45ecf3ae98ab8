"""Lazy attributes: worked out when first asked for, and kept.

Why not `functools.cached_property`: until Python 3.12 it takes a lock, which costs more than most of what the grader
works out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

_Value = TypeVar("_Value")


class lazy(Generic[_Value]):  # noqa: N801 - reads like a decorator, as property does
    """Turns a method into an attribute that is made once; from then on it is found before this is."""

    def __init__(self, make: Callable[[Any], _Value]) -> None:
        self._make = make
        self._name = make.__name__
        self.__doc__ = make.__doc__

    def __get__(self, one: object, owner: type) -> _Value:
        value = self._make(one)
        setattr(one, self._name, value)
        return value
