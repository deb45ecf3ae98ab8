"""Progress: a bar in the terminal over long work, gone when it is done; programs that read us never see it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from rich.console import Console
from rich.progress import track

T = TypeVar("T")
#: Fewer are done before anybody wonders.
_MANY = 300


def tracked(work: Sequence[T], about: str, console: Console | None = None) -> Iterable[T]:
    """Hand on pieces of work one by one, and show how far they got where a person looks.

    Args:
        work: The pieces.
        about: What is done with them.
        console: Where to show it; None: the terminal's error stream, so that results can be piped.
    """
    out = console or Console(stderr=True)
    return track(work, description=about, console=out, transient=True, disable=len(work) < _MANY or not out.is_terminal)
