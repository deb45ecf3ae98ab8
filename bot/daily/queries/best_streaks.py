"""Best streaks: the longest that people ever kept, for leaderboards."""

from __future__ import annotations

from sqlalchemy import bindparam, func, or_, select

from bot.chat.feature import BoardMetric
from bot.daily.tables import schedules, streaks

# A person keeps one streak per schedule; a board takes the best of those in its scope, and among equals what is longest
# at present.
_BEST = (
    select(
        streaks.c.user,
        func.max(streaks.c.best).label("value"),
        func.max(streaks.c.length).label("second"),
    )
    .join_from(streaks, schedules, schedules.c.id == streaks.c.schedule)
    .where(
        streaks.c.guild == bindparam("guild"),
        streaks.c.best > 0,
        or_(bindparam("whole"), schedules.c.channel == bindparam("channel"), schedules.c.deck == bindparam("deck")),
    )
    .group_by(streaks.c.user)
    .subquery("best")
)
#: The longest streak ever, in days.
STREAK = BoardMetric(name="streak", rows=_BEST)
