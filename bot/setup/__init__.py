"""First run: the greeting, `/setup`, `/help` and `/about`."""

from collections.abc import Callable

from bot.chat.feature import Feature
from bot.chat.outbox.kinds import MessageKind
from bot.daily.service.schedules import Schedules
from bot.setup.commands import HelpCommands, SetupCommand
from bot.setup.messages import greeting
from bot.setup.service import GREETING, Setup, compose_greeting, loading_zones, owe_greeting


def feature(setup: Setup, schedules: Schedules, wake: Callable[[], None]) -> Feature:
    """Return what this folder brings."""
    command = SetupCommand(setup, schedules, wake)
    kind = MessageKind(
        purpose=GREETING, compose=compose_greeting, show=lambda guild, where: greeting(guild, where.locale)
    )
    return Feature(
        name="setup",
        commands=(*HelpCommands(setup).commands(), *command.commands()),
        presses=command.presses(),
        on_guild_changed=owe_greeting,
        messages_owed=(kind,),
        background=loading_zones,
    )
