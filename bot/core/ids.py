"""Identifiers, one type per thing, so that a bare int is never passed around; who asks and who answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NewType

GuildId = NewType("GuildId", int)
ChannelId = NewType("ChannelId", int)
MessageId = NewType("MessageId", int)
RoleId = NewType("RoleId", int)
UserId = NewType("UserId", int)
#: The snowflake of the interaction or message that brought an answer; unique, and it carries the time.
SourceId = NewType("SourceId", int)

#: A deck's id is its file's stem, a card's id is stable over versions.
DeckId = NewType("DeckId", str)
CardId = NewType("CardId", str)

ScheduleId = NewType("ScheduleId", int)
#: One asking of a schedule.
RoundId = NewType("RoundId", int)
PostId = NewType("PostId", int)
QuestionId = NewType("QuestionId", int)
AnswerId = NewType("AnswerId", int)
CardVersionId = NewType("CardVersionId", int)
DeckVersionId = NewType("DeckVersionId", int)
RulingId = NewType("RulingId", int)
ReportId = NewType("ReportId", int)
#: A text that more than one account gave.
DuplicateId = NewType("DuplicateId", int)
#: One version of a server's own deck.
ImportId = NewType("ImportId", int)


@dataclass(frozen=True, slots=True)
class Owner:
    """What a question was asked by: a round of the daily quiz, a practice session, a round of a match."""

    #: The feature's noun, such as "round".
    kind: str
    id: int


#: Greatest id there can be: keys and snowflakes are signed 64-bit numbers wherever they are kept.
ID_MOST = 2**63 - 1

#: Source: Discord documentation, reference, "Snowflakes".
_DISCORD_EPOCH = datetime(2015, 1, 1, tzinfo=UTC)
_TIMESTAMP_SHIFT = 22


def snowflake_at(snowflake: int) -> datetime:
    """Read the creation time (aware, UTC, to the millisecond) out of a snowflake."""
    return _DISCORD_EPOCH + timedelta(milliseconds=snowflake >> _TIMESTAMP_SHIFT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Player:
    """A person in a place."""

    #: 0: outside of servers.
    guild: GuildId
    user: UserId
    #: Display name in this server, for boards and results.
    name: str
