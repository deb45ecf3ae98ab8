"""Appealing and ruling: *I was right*, reports of cards, and `/appeals` for moderators."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import discord
from discord import app_commands

from bot.appeals.messages import appeal as views
from bot.appeals.messages.appeal_forms import plea_form, report_form, ruling_form
from bot.appeals.rules import Decision
from bot.appeals.service.appeal_outcomes import Shelf
from bot.appeals.service.appeals import Appeals
from bot.appeals.service.moderation_queue import Desk
from bot.appeals.service.reports import Reports
from bot.chat import channels
from bot.chat.forms import text_of
from bot.chat.labels import choices, named, options
from bot.chat.replies import ask, guild_of, locale_of, player_of, promptly, show, tell, time_of
from bot.chat.router import Interaction, Name, Press, Presses, PressUnknown, moderate
from bot.core.ids import CopyId, QuestionId, ReportId, RoundId, RulingId, UserId
from bot.daily.messages.mine import mine
from bot.daily.service.playing import Playing

_MODERATORS = moderate("appeals")
_SHELVES = choices("shelf", Shelf)


class Appealing:
    """What people say against a verdict or a card, and what moderators say to that."""

    def __init__(self, playing: Playing, appeals: Appeals, reports: Reports, desk: Desk) -> None:
        self._playing = playing
        self._appeals = appeals
        self._reports = reports
        self._desk = desk

    def commands(self) -> tuple[app_commands.Command[Any, ..., None], ...]:
        """Return the slash commands."""
        command: app_commands.Command[Any, ..., None] = app_commands.Command(**named("appeals"), callback=self.appeals)
        command.default_permissions = discord.Permissions(manage_messages=True)
        return (command,)

    def presses(self) -> Presses:
        """Return the presses and forms."""
        return {
            "appeal:mine": Press(self.from_result),
            "appeal:begin": Press(self.begin),
            "appeal:plead": Press(self.plead),
            "appeal:accept": Press(self.deciding, _MODERATORS),
            "appeal:partly": Press(self.deciding, _MODERATORS),
            "appeal:deny": Press(self.deciding, _MODERATORS),
            "appeal:rule": Press(self.rule, _MODERATORS),
            "appeal:undo": Press(self.undo, _MODERATORS),
            "appeals:turn": Press(self.turn, _MODERATORS),
            "appeals:quiet": Press(self.quiet, _MODERATORS),
            "report:begin": Press(self.reporting),
            "report:send": Press(self.report),
            "report:settle": Press(self.settle, _MODERATORS),
            "copy:settle": Press(self.put_away, _MODERATORS),
        }

    @options("appeals")
    @app_commands.choices(shelf=_SHELVES)
    async def appeals(
        self,
        interaction: Interaction,
        shelf: str = Shelf.OPEN.value,
        channel: discord.TextChannel | None = None,
    ) -> None:
        """Show the oldest entry, and choose where appeals are announced from now on if a channel is given."""
        guild = guild_of(interaction)
        if channel is not None:
            place = channels.chosen(interaction, channel)
            await self._appeals.announce_in(guild, place, time_of(interaction))
        found = await promptly(interaction, self._desk.page(guild, Shelf(shelf)))
        await show(interaction, views.page(found, locale_of(interaction)))

    async def from_result(self, interaction: Interaction, name: Name) -> None:
        """Open the form if there is one answer to appeal, else show what each of them came to."""
        round_id, player = RoundId(name.number), player_of(interaction)
        left = await self._appeals.appealable(round_id, player)
        if len(left) == 1:
            opened = await self._appeals.begin(left[0], player, time_of(interaction))
            await ask(interaction, plea_form(opened, locale_of(interaction)))
            return
        found = await promptly(interaction, self._playing.my_result(round_id, player))
        await show(interaction, mine(found, locale_of(interaction)))

    async def begin(self, interaction: Interaction, name: Name) -> None:
        """Open the form of an appeal; nothing is deferred, for a form must be the first reply."""
        opened = await self._appeals.begin(QuestionId(name.number), player_of(interaction), time_of(interaction))
        await ask(interaction, plea_form(opened, locale_of(interaction)))

    async def plead(self, interaction: Interaction, name: Name) -> None:
        """Keep an appeal."""
        question, plea = QuestionId(name.number), text_of(interaction)
        sent = self._appeals.appeal(question, player_of(interaction), plea=plea, at=time_of(interaction))
        await promptly(interaction, sent)
        await tell(interaction, views.appealed(locale_of(interaction)))

    async def deciding(self, interaction: Interaction, name: Name) -> None:
        """Ask a moderator why."""
        found = await self._appeals.entry(guild_of(interaction), RulingId(name.number))
        await ask(interaction, ruling_form(found, Decision(name.verb), locale_of(interaction)))

    async def rule(self, interaction: Interaction, name: Name) -> None:
        """Keep a decision, and show the next appeal to who looks at the queue."""
        ruled = self._appeals.decide(
            guild_of(interaction),
            RulingId(name.number),
            _decision(name),
            moderator=UserId(interaction.user.id),
            reason=text_of(interaction),
            at=time_of(interaction),
        )
        done = await promptly(interaction, ruled)
        await self._after(interaction, Shelf.OPEN, views.ruled(done, locale_of(interaction)).content)

    async def undo(self, interaction: Interaction, name: Name) -> None:
        """Take a decision back."""
        moderator, at = UserId(interaction.user.id), time_of(interaction)
        undone = self._appeals.undo(guild_of(interaction), RulingId(name.number), moderator=moderator, at=at)
        done = await promptly(interaction, undone)
        await self._after(interaction, Shelf.DECIDED, views.ruled(done, locale_of(interaction)).content)

    async def turn(self, interaction: Interaction, name: Name) -> None:
        """Show another entry, in place."""
        shelf, beside, forth = views.read_turn(name)
        found = self._desk.page(guild_of(interaction), shelf, beside=beside, forth=forth)
        await show(interaction, views.page(await promptly(interaction, found), locale_of(interaction)))

    async def quiet(self, interaction: Interaction, name: Name) -> None:  # noqa: ARG002 - every press has a name
        """Announce appeals nowhere from now on."""
        await promptly(interaction, self._appeals.announce_in(guild_of(interaction), None, time_of(interaction)))
        await show(interaction, views.quiet(locale_of(interaction)))

    async def reporting(self, interaction: Interaction, name: Name) -> None:
        """Open the form of a report."""
        opened = await self._reports.begin(QuestionId(name.number), player_of(interaction))
        await ask(interaction, report_form(opened, locale_of(interaction)))

    async def report(self, interaction: Interaction, name: Name) -> None:
        """Keep a report."""
        question, text = QuestionId(name.number), text_of(interaction)
        sent = self._reports.report(question, player_of(interaction), text=text, at=time_of(interaction))
        await promptly(interaction, sent)
        await tell(interaction, views.reported(locale_of(interaction)))

    async def settle(self, interaction: Interaction, name: Name) -> None:
        """Put a report away."""
        report, moderator = ReportId(name.number), UserId(interaction.user.id)
        put_away = self._reports.settle(guild_of(interaction), report, moderator=moderator, at=time_of(interaction))
        await promptly(interaction, put_away)
        await self._after(interaction, Shelf.REPORTS, None)

    async def put_away(self, interaction: Interaction, name: Name) -> None:
        """Put equal texts away."""
        copy, moderator = CopyId(name.number), UserId(interaction.user.id)
        put_away = self._desk.put_away(guild_of(interaction), copy, moderator=moderator, at=time_of(interaction))
        await promptly(interaction, put_away)
        await self._after(interaction, Shelf.COPIES, None)

    async def _after(self, interaction: Interaction, shelf: Shelf, said: str | None) -> None:
        """Show what is next to who looks at the queue; who pressed in the moderators' channel reads the sentence."""
        found = await self._desk.page(guild_of(interaction), shelf)
        await show(interaction, replace(views.page(found, locale_of(interaction)), content=said))


def _decision(name: Name) -> Decision:
    try:
        return Decision(name.arg)
    except ValueError as error:
        raise PressUnknown(str(name)) from error
