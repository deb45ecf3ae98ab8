"""Appealing and ruling: *I was right*, reports of cards, and `/appeals` for moderators."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import Choice

from bot.appeals.messages import appeal as views
from bot.appeals.messages.appeal_forms import plea_form, report_form, ruling_form
from bot.appeals.rules import Decision
from bot.appeals.service.appeal_outcomes import Shelf
from bot.appeals.service.appeals import Appeals
from bot.appeals.service.moderation_queue import Desk
from bot.appeals.service.reports import Reports
from bot.chat import channels
from bot.chat.forms import text_of
from bot.chat.labels import label
from bot.chat.replies import ask, guild_of, is_private, locale_of, player_of, promptly, show, tell, time_of
from bot.chat.router import Interaction, Name, PressUnknown, Routes
from bot.core.ids import CopyId, GuildId, OccurrenceId, QuestionId, ReportId, RulingId, UserId
from bot.daily.messages.mine import mine
from bot.questions.service.answering import Answering

_SHELVES = [Choice(name=label(f"shelf-{shelf.value}"), value=shelf.value) for shelf in Shelf]


class Appealing:
    """What people say against a verdict or a card, and what moderators say to that."""

    def __init__(self, answering: Answering, appeals: Appeals, reports: Reports, desk: Desk) -> None:
        self._answering = answering
        self._appeals = appeals
        self._reports = reports
        self._desk = desk
        #: Who could use `/appeals`: a server may let others than those with *Manage Messages* use it.
        self._moderators: set[tuple[GuildId, UserId]] = set()

    def commands(self) -> tuple[app_commands.Command[Any, ..., None], ...]:
        """Return the slash commands."""
        name, about = label("cmd-appeals"), label("cmd-appeals-about")
        command: app_commands.Command[Any, ..., None] = app_commands.Command(
            name=name, description=about, callback=self.appeals
        )
        command.default_permissions = discord.Permissions(manage_messages=True)
        return (command,)

    def routes(self) -> Routes:
        """Tell which presses and forms these are."""
        return {
            "appeal:mine": self.from_result,
            "appeal:begin": self.begin,
            "appeal:plead": self.plead,
            "appeal:accept": self.deciding,
            "appeal:partly": self.deciding,
            "appeal:deny": self.deciding,
            "appeal:rule": self.rule,
            "appeal:undo": self.undo,
            "appeals:turn": self.turn,
            "appeals:quiet": self.quiet,
            "report:begin": self.reporting,
            "report:send": self.report,
            "report:settle": self.settle,
            "copy:settle": self.put_away,
        }

    @app_commands.rename(shelf=label("opt-shelf"), channel=label("opt-appeals-channel"))
    @app_commands.describe(shelf=label("opt-shelf-about"), channel=label("opt-appeals-channel-about"))
    @app_commands.choices(shelf=_SHELVES)
    async def appeals(
        self,
        interaction: Interaction,
        shelf: str = Shelf.OPEN.value,
        channel: discord.TextChannel | None = None,
    ) -> None:
        """Show the oldest entry, and choose where appeals are announced from now on if a channel is given."""
        guild = guild_of(interaction)
        self._moderators.add((guild, UserId(interaction.user.id)))
        if channel is not None:
            place = channels.chosen(interaction, channel)
            await self._appeals.announce_in(guild, place, time_of(interaction))
        found = await promptly(interaction, self._desk.page(guild, Shelf(shelf)))
        await show(interaction, views.page(found, locale_of(interaction)))

    async def from_result(self, interaction: Interaction, name: Name) -> None:
        """Open the form if there is one answer to appeal, else show what each of them came to."""
        occurrence, player = OccurrenceId(name.number), player_of(interaction)
        left = await self._appeals.appealable(occurrence, player)
        if len(left) == 1:
            opened = await self._appeals.begin(left[0], player, time_of(interaction))
            await ask(interaction, plea_form(opened, locale_of(interaction)))
            return
        found = await promptly(interaction, self._answering.my_result(occurrence, player))
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
        self._admit(interaction)
        found = await self._appeals.entry(guild_of(interaction), RulingId(name.number))
        await ask(interaction, ruling_form(found, Decision(name.verb), locale_of(interaction)))

    async def rule(self, interaction: Interaction, name: Name) -> None:
        """Keep a decision, and show the next appeal to who looks at the queue."""
        self._admit(interaction)
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
        self._admit(interaction)
        moderator, at = UserId(interaction.user.id), time_of(interaction)
        undone = self._appeals.undo(guild_of(interaction), RulingId(name.number), moderator=moderator, at=at)
        done = await promptly(interaction, undone)
        await self._after(interaction, Shelf.DECIDED, views.ruled(done, locale_of(interaction)).content)

    async def turn(self, interaction: Interaction, name: Name) -> None:
        """Show another entry, in place."""
        self._admit(interaction)
        shelf, beside, forth = views.read_turn(name)
        found = self._desk.page(guild_of(interaction), shelf, beside=beside, forth=forth)
        await show(interaction, views.page(await promptly(interaction, found), locale_of(interaction)))

    async def quiet(self, interaction: Interaction, name: Name) -> None:  # noqa: ARG002 - every press has a name
        """Announce appeals nowhere from now on."""
        self._admit(interaction)
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
        self._admit(interaction)
        report, moderator = ReportId(name.number), UserId(interaction.user.id)
        put_away = self._reports.settle(guild_of(interaction), report, moderator=moderator, at=time_of(interaction))
        await promptly(interaction, put_away)
        await self._after(interaction, Shelf.REPORTS, None)

    async def put_away(self, interaction: Interaction, name: Name) -> None:
        """Put equal texts away."""
        self._admit(interaction)
        copy, moderator = CopyId(name.number), UserId(interaction.user.id)
        put_away = self._desk.put_away(guild_of(interaction), copy, moderator=moderator, at=time_of(interaction))
        await promptly(interaction, put_away)
        await self._after(interaction, Shelf.COPIES, None)

    async def _after(self, interaction: Interaction, shelf: Shelf, said: str | None) -> None:
        """Show what is next to who looks at the queue; who pressed in the moderators' channel reads the sentence."""
        found = await self._desk.page(guild_of(interaction), shelf)
        await show(interaction, replace(views.page(found, locale_of(interaction)), content=said))

    def _admit(self, interaction: Interaction) -> None:
        """Let moderators pass.

        Raises:
            MissingPermissions: The person is none.
        """
        known = is_private(interaction) and (guild_of(interaction), UserId(interaction.user.id)) in self._moderators
        if not known and not interaction.permissions.manage_messages:
            raise app_commands.MissingPermissions(["manage_messages"])


def _decision(name: Name) -> Decision:
    try:
        return Decision(name.arg)
    except ValueError as error:
        raise PressUnknown(str(name)) from error
