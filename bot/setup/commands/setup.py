"""`/setup`: from nothing to a scheduled quiz, on one private card, with a question to try."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import discord
from discord import app_commands

from bot.boards.scopes import fingerprint
from bot.calendar.typed import read_time
from bot.calendar.zones import read_zone
from bot.chat import channels
from bot.chat.forms import text_of, texts_of
from bot.chat.labels import label
from bot.chat.replies import ask, guild_of, locale_of, promptly, show, tell
from bot.chat.router import Interaction, Name, Press, Presses, manage_server
from bot.chat.suggestions import DAYS, OPEN_FOR, TIME
from bot.core.ids import CardVersionId, ChannelId, DeckId, UserId
from bot.daily.messages import schedule as schedule_views
from bot.daily.service.schedules import Schedules
from bot.library.errors import DeckUnknown
from bot.questions.messages.question import option_of
from bot.setup.draft import Draft
from bot.setup.messages import setup as views
from bot.setup.service import Setup, SetupStart

_MANAGERS = manage_server("setup")


class SetupGuide:
    """The first run of a server, for those who manage it."""

    def __init__(self, setup: Setup, schedules: Schedules, wake: Callable[[], None]) -> None:
        self._setup = setup
        self._schedules = schedules
        self._wake = wake

    def commands(self) -> tuple[app_commands.Command[Any, ..., None], ...]:
        """Return the slash command."""
        command: app_commands.Command[Any, ..., None] = app_commands.Command(
            name=label("cmd-setup"), description=label("cmd-setup-about"), callback=self.setup
        )
        command.default_permissions = discord.Permissions(manage_guild=True)
        return (command,)

    def presses(self) -> Presses:
        """Return the presses, choices and forms."""
        return {
            "setup:begin": Press(self.began, _MANAGERS),
            "setup:channel": Press(self.channel, _MANAGERS),
            "setup:deck": Press(self.deck, _MANAGERS),
            "setup:zone": Press(self.zone, _MANAGERS),
            "setup:time": Press(self.time, _MANAGERS),
            "setup:other": Press(self.other, _MANAGERS),
            "setup:typed": Press(self.typed, _MANAGERS),
            "setup:preview": Press(self.preview, _MANAGERS),
            "setup:start": Press(self.start, _MANAGERS),
            "preview:again": Press(self.again, _MANAGERS),
            "preview:answer": Press(self.answer, _MANAGERS),
            "preview:submit": Press(self.submit, _MANAGERS),
            "preview:choose": Press(self.choose, _MANAGERS),
        }

    async def setup(self, interaction: Interaction) -> None:
        """Open the card with a first guess of everything."""
        there = await self._there(interaction)
        place = interaction.channel
        first = place if isinstance(place, discord.TextChannel) else None
        chosen = first.id if first else interaction.channel_id or 0
        draft = Draft(channel=ChannelId(chosen), deck=there.decks[0].id, at=TIME, zone=there.zone)
        await self._card(interaction, draft, there)

    async def began(self, interaction: Interaction, name: Name) -> None:  # noqa: ARG002 - every press has a name
        """Open the card from the greeting."""
        await self.setup(interaction)

    async def channel(self, interaction: Interaction, name: Name) -> None:
        """Take another channel."""
        there = await self._there(interaction)
        draft = replace(Draft.read(name.id, there.decks), channel=ChannelId(int(_picked(interaction))))
        await self._card(interaction, draft, there)

    async def deck(self, interaction: Interaction, name: Name) -> None:
        """Take another deck."""
        there = await self._there(interaction)
        draft = replace(Draft.read(name.id, there.decks), deck=DeckId(_picked(interaction)))
        await self._card(interaction, draft, there)

    async def zone(self, interaction: Interaction, name: Name) -> None:
        """Take another zone."""
        there = await self._there(interaction)
        draft = replace(Draft.read(name.id, there.decks), zone=read_zone(_picked(interaction)))
        await self._card(interaction, draft, there)

    async def time(self, interaction: Interaction, name: Name) -> None:
        """Take another time of day."""
        there = await self._there(interaction)
        draft = replace(Draft.read(name.id, there.decks), at=_time(_picked(interaction)))
        await self._card(interaction, draft, there)

    async def other(self, interaction: Interaction, name: Name) -> None:
        """Open the form for what is not listed."""
        there = await self._there(interaction)
        await ask(interaction, views.other_form(Draft.read(name.id, there.decks), locale_of(interaction)))

    async def typed(self, interaction: Interaction, name: Name) -> None:
        """Take the zone and the time that were typed."""
        there, given = await self._there(interaction), texts_of(interaction)
        draft = Draft.read(name.id, there.decks)
        zone = read_zone(given.get(views.ZONE_FIELD) or draft.zone)
        at = _time(given.get(views.TIME_FIELD) or draft.at)
        await self._card(interaction, replace(draft, zone=zone, at=at), there)

    async def preview(self, interaction: Interaction, name: Name) -> None:
        """Put a question to try, beside the card."""
        there = await self._there(interaction)
        draft = Draft.read(name.id, there.decks)
        drawn = await promptly(interaction, self._setup.preview(guild_of(interaction), draft.deck))
        await tell(interaction, views.preview(drawn, locale_of(interaction)))

    async def again(self, interaction: Interaction, name: Name) -> None:
        """Put another question to try."""
        there = await self._there(interaction)
        found = next((deck.id for deck in there.decks if f"d{fingerprint(deck.id)}" == str(name.id)), DeckId(""))
        drawn = await promptly(interaction, self._setup.preview(guild_of(interaction), found))
        await show(interaction, views.preview(drawn, locale_of(interaction)))

    async def answer(self, interaction: Interaction, name: Name) -> None:
        """Open the form for a tried answer."""
        await ask(interaction, views.preview_form(name.number, locale_of(interaction)))

    async def submit(self, interaction: Interaction, name: Name) -> None:
        """Judge a tried answer."""
        judged = self._setup.answer(guild_of(interaction), CardVersionId(name.number), text_of(interaction))
        await show(interaction, views.tried(await promptly(interaction, judged), locale_of(interaction)))

    async def choose(self, interaction: Interaction, name: Name) -> None:
        """Judge a tried choice."""
        judged = self._setup.choose(guild_of(interaction), CardVersionId(name.number), option_of(name))
        await show(interaction, views.tried(await promptly(interaction, judged), locale_of(interaction)))

    async def start(self, interaction: Interaction, name: Name) -> None:
        """Make the schedule, once it is sure that the bot can post there."""
        draft = Draft.read(name.id, (await self._there(interaction)).decks)
        channels.ready(interaction, draft.channel)
        made = self._schedules.add(
            guild=guild_of(interaction),
            channel=draft.channel,
            deck=draft.deck,
            at=draft.at,
            days=DAYS,
            zone=draft.zone,
            questions=1,
            open_for=OPEN_FOR,
            by=UserId(interaction.user.id),
            once=True,
        )
        view = await promptly(interaction, made)
        await self._setup.keep(guild_of(interaction), ChannelId(interaction.channel_id or draft.channel))
        self._wake()
        await show(interaction, schedule_views.added(view, locale_of(interaction)))

    async def _there(self, interaction: Interaction) -> SetupStart:
        there = await promptly(interaction, self._setup.begin(guild_of(interaction), _guild_locale(interaction)))
        if not there.decks:
            raise DeckUnknown(given="", known="")
        return there

    async def _card(self, interaction: Interaction, draft: Draft, there: SetupStart) -> None:
        lacks = channels.lacking(interaction, draft.channel)
        shown = views.card(draft, there.decks, _guild_locale(interaction), locale_of(interaction), lacks=lacks)
        await show(interaction, shown)


def _picked(interaction: Interaction) -> str:
    data: Mapping[str, Any] = interaction.data or {}
    return str(next(iter(data.get("values") or ()), "0"))


def _time(typed: str) -> str:
    return f"{read_time(typed):%H:%M}"


def _guild_locale(interaction: Interaction) -> str | None:
    return None if interaction.guild_locale is None else str(interaction.guild_locale)
