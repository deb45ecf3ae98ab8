"""Forms: the ways one card can be asked, and what may be shown of it before closing."""

from __future__ import annotations

from enum import StrEnum


class Form(StrEnum):
    """How a card is put to people."""

    RECALL = "recall"
    CHOICE = "choice"
