"""First run: the greeting, `/setup`, `/help` and `/about`."""

from collections.abc import Callable

from bot.chat.feature import Feature
from bot.daily.service.schedules import Schedules
from bot.setup import greeting
from bot.setup.commands import HelpCommands, SetupCommand
from bot.setup.service import Setup, loading_zones


def feature(setup: Setup, schedules: Schedules, wake: Callable[[], None]) -> Feature:
    """Return what this folder brings."""
    command = SetupCommand(setup, schedules, wake)
    return Feature(
        name="setup",
        commands=(*HelpCommands(setup).commands(), *command.commands()),
        presses=command.presses(),
        on_guild_changed=greeting.owe,
        messages_owed=(greeting.KIND,),
        background=loading_zones,
    )
