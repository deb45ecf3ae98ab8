"""States of rounds, posts and rulings, until each stands in its feature; stored by value."""

from __future__ import annotations

from enum import StrEnum


class OccurrenceState(StrEnum):
    """Where one asking of a schedule stands."""

    #: Recorded, its post not yet known to be in Discord.
    DUE = "due"
    #: Posted; its questions may be answered.
    OPEN = "open"
    #: Closed and counted; only messages may still be owed.
    SETTLED = "settled"
    #: The bot was away for longer than the grace: never posted.
    MISSED = "missed"
    #: Discord refused the post for good.
    REFUSED = "refused"


class PostPurpose(StrEnum):
    """Why the bot sends a message on its own; with its owner it names the post."""

    #: Owner: an occurrence. Holds the questions, later edited into the result.
    QUESTION = "question"
    #: Owner: an occurrence. The reply that brings the result.
    RESULT = "result"
    #: Owner: an occurrence. The thread for talking about its result; its message is the thread's id.
    THREAD = "thread"
    #: Owner: a ruling. The appeal's entry in the moderators' channel, edited when it is decided.
    APPEAL = "appeal"
    #: Owner: a copy. Equal long texts, told in the moderators' channel.
    COPY = "copy"
    #: Owner: a digest. A week or month summed up.
    DIGEST = "digest"
    #: Owner: a guild. The one helpful thing said after the bot was invited.
    GREETING = "greeting"
    #: Owner: a schedule. Word of its pause, to who made it; channel 0: by direct message.
    PAUSE = "pause"


class PostState(StrEnum):
    """What is known of a message of ours."""

    #: To be sent, or sent without our having learned of it (see `claimed_until_ms`).
    PENDING = "pending"
    #: In Discord; `message` is known.
    SENT = "sent"
    #: Discord refused it for good.
    REFUSED = "refused"
    #: The channel's history cannot be read, so whether it was sent is not known; it is not sent again.
    UNKNOWN = "unknown"
    #: Never sent, because its time was over.
    DROPPED = "dropped"


class RulingState(StrEnum):
    """Where an appeal stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    PARTLY = "partly"
    DENIED = "denied"
    UNDONE = "undone"
