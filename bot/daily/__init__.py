"""THE DAILY QUIZ: schedules, rounds (one asking of a schedule), results, my result, streaks."""

from collections.abc import Callable

from bot.appeals.service.appeals import Appeals
from bot.chat.feature import AroundVerdict, Feature
from bot.daily.commands.daily import DailyCommands
from bot.daily.commands.playing import PlayingPresses, Who
from bot.daily.message_kinds import MESSAGES
from bot.daily.messages.playing import framing
from bot.daily.owner import ROUND
from bot.daily.queries.streaks import STREAK
from bot.daily.service.attendance import Attendance
from bot.daily.service.options import ScheduleOptions
from bot.daily.service.planning import guild_changed
from bot.daily.service.playing import Playing, ahead
from bot.daily.service.rounds import Rounds
from bot.daily.service.schedules import Schedules, deck_changed, deck_use
from bot.library.service.decks import Decks


def feature(
    *,
    rounds: Rounds,
    schedules: Schedules,
    options: ScheduleOptions,
    attendance: Attendance,
    playing: Playing,
    appeals: Appeals,
    decks: Decks,
    wake: Callable[[], None],
) -> Feature:
    """Return what this folder brings."""
    commands, who = DailyCommands(schedules, options, decks, rounds, wake), Who(attendance)
    presses = PlayingPresses(playing, appeals)
    return Feature(
        name="daily",
        commands=(commands,),
        presses={**commands.presses(), **who.presses(), **presses.presses()},
        on_reply=presses.heard,
        around_verdict=AroundVerdict(kind=ROUND, read=ahead, show=framing),
        on_answer=rounds.on_answer,
        on_regraded=rounds.on_regraded,
        on_guild_changed=guild_changed,
        on_deck_changed=deck_changed,
        deck_use=deck_use,
        board_metrics=(STREAK,),
        messages_owed=MESSAGES,
        chores=rounds.chores(),
        background=rounds.planned_anew,
    )
