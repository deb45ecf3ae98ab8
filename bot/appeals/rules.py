"""Appeals: until when an answer may be appealed, what a decision is worth, and what may be said about a card."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from bot.appeals.errors import AppealTooLate, ReportEmpty

#: So long after closing an answer may be appealed. Source: the project's design.
WINDOW = timedelta(days=14)
#: Longest reason of an appellant or a moderator, and longest report.
REASON_MOST = 300
REPORT_MOST = 500
#: So many cards a person may report in one server within a day.
REPORTS_MOST = 10
REPORTS_WINDOW = timedelta(days=1)
#: The same text from two accounts is worth a moderator's look from this length on, in characters of its key: shorter
#: ones are the same by chance, or because they are right.
DUPLICATE_LEAST = 40
#: What "partly" is worth. Enough to earn points, and less than right by every strictness.
PARTLY_SCORE = 0.5
FULL_SCORE = 1.0


class Decision(StrEnum):
    """What a moderator says to an appeal."""

    ACCEPT = "accept"
    PARTLY = "partly"
    DENY = "deny"


class NoticeKind(StrEnum):
    """What people are told of decisions; each has a sentence, `notice-<kind>`, whose placeholders are its facts."""

    #: To the appellant: `question`, `points`.
    APPEAL_ACCEPTED = "appeal-accepted"
    #: To the appellant: `question`, `points`.
    APPEAL_PARTLY = "appeal-partly"
    #: To the appellant: `question`, `reason` ("" for none).
    APPEAL_DENIED = "appeal-denied"
    #: To the appellant: `question`, `points`.
    APPEAL_UNDONE = "appeal-undone"
    #: To others who gave an equal answer: `question`, `points`.
    POINTS_CHANGED = "points-changed"


class RulingState(StrEnum):
    """Where an appeal stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    PARTLY = "partly"
    DENIED = "denied"
    UNDONE = "undone"


#: What each decision makes of an appeal.
STATES = {
    Decision.ACCEPT: RulingState.ACCEPTED,
    Decision.PARTLY: RulingState.PARTLY,
    Decision.DENY: RulingState.DENIED,
}
DECISIONS = {state: decision for decision, state in STATES.items()}
#: Decided so that equal answers have another score than the card says.
IN_FORCE = (RulingState.ACCEPTED, RulingState.PARTLY)
#: May be decided.
UNDECIDED = (RulingState.OPEN, RulingState.UNDONE)


class Section(StrEnum):
    """A part of the moderation queue."""

    OPEN = "open"
    UNSURE = "unsure"
    DECIDED = "decided"
    REPORTS = "reports"
    DUPLICATES = "duplicates"


def worth(decision: Decision) -> float | None:
    """Return the score that equal answers have from now on; None: what they have."""
    return {Decision.ACCEPT: FULL_SCORE, Decision.PARTLY: PARTLY_SCORE, Decision.DENY: None}[decision]


def admit_appeal(at: datetime, closed_at: datetime) -> None:
    """Let an appeal pass that comes within the window.

    Raises:
        AppealTooLate: It does not.
    """
    if at > closed_at + WINDOW:
        raise AppealTooLate(window=WINDOW)


def admit_report(text: str) -> str:
    """Return a report as it is kept.

    Raises:
        ReportEmpty: It says nothing.
    """
    said = text.strip()[:REPORT_MOST]
    if not said:
        raise ReportEmpty
    return said
