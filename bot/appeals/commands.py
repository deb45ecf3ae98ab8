"""Appealing and ruling: *I was right*, reports of cards, and `/appeals` for moderators."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import discord
from discord import app_commands

from bot.appeals import messages as views
from bot.appeals.rules import Decision, Section
from bot.appeals.service.appeals import Appeals
from bot.appeals.service.moderation_queue import ModerationQueue
from bot.appeals.service.reports import Reports
from bot.chat import channels
from bot.chat.forms import text_of
from bot.chat.labels import choices, named, options
from bot.chat.replies import defer_if_slow, guild_of, locale_of, open_form, player_of, send_private, show, time_of
from bot.chat.router import CustomId, Interaction, Press, Presses, PressUnknown, moderate
from bot.core.ids import AnswerId, DuplicateId, QuestionId, ReportId, RulingId, UserId

_MODERATORS = moderate("appeals")
_SECTIONS = choices("section", Section)


class AppealCommands:
    """What people say against a verdict or a card, and what moderators say to that."""

    def __init__(self, appeals: Appeals, reports: Reports, queue: ModerationQueue) -> None:
        self._appeals = appeals
        self._reports = reports
        self._queue = queue

    def commands(self) -> tuple[app_commands.Command[Any, ..., None], ...]:
        """Return the slash commands."""
        command: app_commands.Command[Any, ..., None] = app_commands.Command(**named("appeals"), callback=self.appeals)
        command.default_permissions = discord.Permissions(manage_messages=True)
        return (command,)

    def presses(self) -> Presses:
        """Return the presses and forms."""
        return {
            "appeal:begin": Press(self.begin),
            "appeal:send": Press(self.appeal),
            "appeal:claim": Press(self.claim),
            "appeal:accept": Press(self.deciding, _MODERATORS),
            "appeal:partly": Press(self.deciding, _MODERATORS),
            "appeal:deny": Press(self.deciding, _MODERATORS),
            "appeal:rule": Press(self.rule, _MODERATORS),
            "appeal:undo": Press(self.undo, _MODERATORS),
            "appeals:turn": Press(self.turn, _MODERATORS),
            "appeals:quiet": Press(self.quiet, _MODERATORS),
            "unsure:accept": Press(self.decide_unsure, _MODERATORS),
            "unsure:partly": Press(self.decide_unsure, _MODERATORS),
            "unsure:deny": Press(self.decide_unsure, _MODERATORS),
            "report:begin": Press(self.reporting),
            "report:send": Press(self.report),
            "report:settle": Press(self.settle, _MODERATORS),
            "duplicate:settle": Press(self.put_away, _MODERATORS),
        }

    @options("appeals")
    @app_commands.choices(section=_SECTIONS)
    async def appeals(
        self,
        interaction: Interaction,
        section: str = Section.OPEN.value,
        channel: discord.TextChannel | None = None,
    ) -> None:
        """Show the oldest entry, and choose where appeals are announced from now on if a channel is given."""
        guild = guild_of(interaction)
        if channel is not None:
            place = channels.chosen_channel(interaction, channel)
            await self._appeals.announce_in(guild, place, time_of(interaction))
        found = await defer_if_slow(interaction, self._queue.page(guild, Section(section)))
        await show(interaction, views.page(found, locale_of(interaction)))

    async def begin(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Open the form of an appeal; nothing is deferred, for a form must be the first reply."""
        opened = await self._appeals.begin(QuestionId(custom_id.number), player_of(interaction), time_of(interaction))
        await open_form(interaction, views.appeal_form(opened, locale_of(interaction)))

    async def appeal(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Keep an appeal."""
        question, argument = QuestionId(custom_id.number), text_of(interaction)
        sent = self._appeals.appeal(question, player_of(interaction), argument=argument, at=time_of(interaction))
        await defer_if_slow(interaction, sent)
        await send_private(interaction, views.appealed(locale_of(interaction)))

    async def claim(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Keep an appeal of an answer on which the grader was not sure; no reason is asked for."""
        question = QuestionId(custom_id.number)
        sent = self._appeals.appeal(question, player_of(interaction), argument="", at=time_of(interaction))
        await defer_if_slow(interaction, sent)
        await send_private(interaction, views.claimed(locale_of(interaction)))

    async def deciding(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Ask a moderator why."""
        found = await self._appeals.entry(guild_of(interaction), RulingId(custom_id.number))
        await open_form(interaction, views.ruling_form(found, Decision(custom_id.verb), locale_of(interaction)))

    async def rule(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Keep a decision, and show the next appeal to who looks at the queue."""
        ruled = self._appeals.decide(
            guild_of(interaction),
            RulingId(custom_id.number),
            _decision(custom_id),
            moderator=UserId(interaction.user.id),
            reason=text_of(interaction),
            at=time_of(interaction),
        )
        done = await defer_if_slow(interaction, ruled)
        await self._after(interaction, Section.OPEN, views.ruled(done, locale_of(interaction)).content)

    async def decide_unsure(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Decide an answer on which the grader was not sure, and show the next one."""
        ruled = self._appeals.decide_unsure(
            guild_of(interaction),
            AnswerId(custom_id.number),
            Decision(custom_id.verb),
            moderator=UserId(interaction.user.id),
            at=time_of(interaction),
        )
        done = await defer_if_slow(interaction, ruled)
        await self._after(interaction, Section.UNSURE, views.ruled(done, locale_of(interaction)).content)

    async def undo(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Take a decision back."""
        moderator, at = UserId(interaction.user.id), time_of(interaction)
        undone = self._appeals.undo(guild_of(interaction), RulingId(custom_id.number), moderator=moderator, at=at)
        done = await defer_if_slow(interaction, undone)
        await self._after(interaction, Section.DECIDED, views.ruled(done, locale_of(interaction)).content)

    async def turn(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Show another entry, in place."""
        section, beside, forward = views.read_turn(custom_id)
        found = self._queue.page(guild_of(interaction), section, beside=beside, forward=forward)
        await show(interaction, views.page(await defer_if_slow(interaction, found), locale_of(interaction)))

    async def quiet(self, interaction: Interaction, custom_id: CustomId) -> None:  # noqa: ARG002 - every press has a name
        """Announce appeals nowhere from now on."""
        await defer_if_slow(interaction, self._appeals.announce_in(guild_of(interaction), None, time_of(interaction)))
        await show(interaction, views.quiet(locale_of(interaction)))

    async def reporting(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Open the form of a report."""
        opened = await self._reports.begin(QuestionId(custom_id.number), player_of(interaction))
        await open_form(interaction, views.report_form(opened, locale_of(interaction)))

    async def report(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Keep a report."""
        question, text = QuestionId(custom_id.number), text_of(interaction)
        sent = self._reports.report(question, player_of(interaction), text=text, at=time_of(interaction))
        await defer_if_slow(interaction, sent)
        await send_private(interaction, views.reported(locale_of(interaction)))

    async def settle(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Put a report away."""
        report, moderator = ReportId(custom_id.number), UserId(interaction.user.id)
        put_away = self._queue.settle(
            guild_of(interaction), Section.REPORTS, report, moderator=moderator, at=time_of(interaction)
        )
        await defer_if_slow(interaction, put_away)
        await self._after(interaction, Section.REPORTS, None)

    async def put_away(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Put equal texts away."""
        duplicate, moderator = DuplicateId(custom_id.number), UserId(interaction.user.id)
        put_away = self._queue.settle(
            guild_of(interaction), Section.DUPLICATES, duplicate, moderator=moderator, at=time_of(interaction)
        )
        await defer_if_slow(interaction, put_away)
        await self._after(interaction, Section.DUPLICATES, None)

    async def _after(self, interaction: Interaction, section: Section, said: str | None) -> None:
        """Show what is next to who looks at the queue; who pressed in the moderators' channel reads the sentence."""
        found = await self._queue.page(guild_of(interaction), section)
        await show(interaction, replace(views.page(found, locale_of(interaction)), content=said))


def _decision(custom_id: CustomId) -> Decision:
    try:
        return Decision(custom_id.arg)
    except ValueError as error:
        raise PressUnknown(str(custom_id)) from error
