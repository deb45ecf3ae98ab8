"""What a round owns: its questions, and its messages by their purposes."""

from __future__ import annotations

from typing import Final

from bot.core.ids import Owner, RoundId

#: The kind of owner that a round is.
ROUND: Final = "round"
#: Purposes of messages. Owner: a round. Holds the questions, later edited into the result.
QUESTION: Final = "question"
#: Owner: a round. The reply that brings the result.
RESULT: Final = "result"
#: Owner: a round. The thread for talking about its result; its message is the thread's id.
THREAD: Final = "thread"
#: Owner: a schedule. Word of its pause, to who made it.
PAUSE: Final = "pause"


def owner_of(round_id: RoundId) -> Owner:
    """Name a round as the owner of its questions."""
    return Owner(kind=ROUND, id=round_id)


def round_of(owner: Owner) -> RoundId | None:
    """Return the round that owns a question; None: something else does."""
    return RoundId(owner.id) if owner.kind == ROUND else None
