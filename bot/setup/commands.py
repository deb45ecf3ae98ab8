"""`/setup`, from nothing to a scheduled quiz on one private card, with a question to try; `/help` and `/about`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib.metadata import version
from typing import Any

import discord
from discord import app_commands

from bot.calendar.typed import read_time
from bot.calendar.zones import read_zone
from bot.chat import channels
from bot.chat.forms import text_of, texts_of
from bot.chat.labels import named
from bot.chat.replies import defer_if_slow, guild_of, locale_of, open_form, send_private, show
from bot.chat.router import CustomId, Interaction, Press, Presses, PressUnknown, custom_ids_in, manage_server
from bot.chat.suggestions import DAYS, OPEN_FOR, TIME
from bot.core.ids import CardVersionId, ChannelId, DeckId, UserId
from bot.daily.messages import schedule as schedule_views
from bot.daily.service.schedules import Schedules
from bot.decks.naming import fingerprint
from bot.questions.messages.question import option_of
from bot.setup import messages
from bot.setup.draft import Draft, Typed
from bot.setup.service import Setup, SetupStart

_MANAGERS = manage_server("setup")


class HelpCommands:
    """Guidance."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup

    def commands(self) -> tuple[app_commands.Command[Any, ..., None], ...]:
        """Return the slash commands."""
        return (
            app_commands.Command(**named("help"), callback=self.help),
            app_commands.Command(**named("about"), callback=self.about),
        )

    async def help(self, interaction: Interaction) -> None:
        """Show what one can do."""
        decks = await defer_if_slow(interaction, self._setup.decks(guild_of(interaction)))
        await show(interaction, messages.guide(locale_of(interaction), decks=bool(decks)))

    async def about(self, interaction: Interaction) -> None:
        """Show what this is."""
        await show(interaction, messages.about(version("deckhand"), locale_of(interaction)))


class SetupCommand:
    """The first run of a server, for those who manage it."""

    def __init__(self, setup: Setup, schedules: Schedules, wake: Callable[[], None]) -> None:
        self._setup = setup
        self._schedules = schedules
        self._wake = wake

    def commands(self) -> tuple[app_commands.Command[Any, ..., None], ...]:
        """Return the slash command."""
        command: app_commands.Command[Any, ..., None] = app_commands.Command(**named("setup"), callback=self.setup)
        command.default_permissions = discord.Permissions(manage_guild=True)
        return (command,)

    def presses(self) -> Presses:
        """Return the presses, choices and forms."""
        handlers = {
            "setup:begin": self.began,
            "setup:channel": self.channel,
            "setup:deck": self.deck,
            "setup:zone": self.zone,
            "setup:time": self.time,
            "setup:other": self.other,
            "setup:retype": self.retype,
            "setup:typed": self.typed,
            "setup:preview": self.preview,
            "setup:start": self.start,
            "preview:again": self.again,
            "preview:answer": self.answer,
            "preview:submit": self.submit,
            "preview:choose": self.choose,
        }
        return {route: Press(handler, _MANAGERS) for route, handler in handlers.items()}

    async def setup(self, interaction: Interaction) -> None:
        """Open the card with a first guess of everything."""
        there = await self._there(interaction)
        place = interaction.channel
        first = place if isinstance(place, discord.TextChannel) else None
        chosen = first.id if first else interaction.channel_id or 0
        draft = Draft(channel=ChannelId(chosen), deck=there.decks[0].id, at=TIME, zone=there.zone)
        await self._card(interaction, draft, there)

    async def began(self, interaction: Interaction, custom_id: CustomId) -> None:  # noqa: ARG002 - every press has a name
        """Open the card from the greeting."""
        await self.setup(interaction)

    async def channel(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Take another channel."""
        there = await self._there(interaction)
        draft = replace(Draft.read(custom_id.id, there.decks), channel=ChannelId(int(_picked(interaction))))
        await self._card(interaction, draft, there, _typed_on(interaction))

    async def deck(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Take another deck."""
        there = await self._there(interaction)
        draft = replace(Draft.read(custom_id.id, there.decks), deck=DeckId(_picked(interaction)))
        await self._card(interaction, draft, there, _typed_on(interaction))

    async def zone(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Take another zone."""
        there, zone, typed = await self._there(interaction), read_zone(_picked(interaction)), _typed_on(interaction)
        draft = replace(Draft.read(custom_id.id, there.decks), zone=zone)
        await self._card(interaction, draft, there, typed and replace(typed, zone=zone))

    async def time(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Take another time of day."""
        there, at, typed = await self._there(interaction), _time(_picked(interaction)), _typed_on(interaction)
        draft = replace(Draft.read(custom_id.id, there.decks), at=at)
        await self._card(interaction, draft, there, typed and replace(typed, time=at))

    async def other(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Open the form for what is not listed."""
        draft = Draft.read(custom_id.id, (await self._there(interaction)).decks)
        await open_form(interaction, messages.other_form(draft, Typed.of(draft), locale_of(interaction)))

    async def retype(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Open the form again with what was typed and could not be read."""
        draft = Draft.read(_draft_on(interaction), (await self._there(interaction)).decks)
        await open_form(interaction, messages.other_form(draft, Typed.read(custom_id), locale_of(interaction)))

    async def typed(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Take the zone and the time that were typed."""
        there, given = await self._there(interaction), texts_of(interaction)
        draft = Draft.read(custom_id.id, there.decks)
        typed = Typed.of(draft, given.get(messages.ZONE_FIELD, ""), given.get(messages.TIME_FIELD, ""))
        await self._card(interaction, draft, there, typed)

    async def preview(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Put a question to try, beside the card."""
        there = await self._there(interaction)
        draft = Draft.read(custom_id.id, there.decks)
        drawn = await defer_if_slow(
            interaction, self._setup.preview(guild_of(interaction), _user(interaction), draft.deck)
        )
        await send_private(interaction, messages.preview(drawn, locale_of(interaction)))

    async def again(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Put another question to try."""
        there = await self._there(interaction)
        found = next((deck.id for deck in there.decks if f"d{fingerprint(deck.id)}" == str(custom_id.id)), DeckId(""))
        drawn = await defer_if_slow(interaction, self._setup.preview(guild_of(interaction), _user(interaction), found))
        await show(interaction, messages.preview(drawn, locale_of(interaction)))

    async def answer(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Open the form for a tried answer."""
        await open_form(interaction, messages.preview_form(custom_id.number, locale_of(interaction)))

    async def submit(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Judge a tried answer."""
        card, text = CardVersionId(custom_id.number), text_of(interaction)
        judged = self._setup.answer(guild_of(interaction), _user(interaction), card, text)
        await show(interaction, messages.tried(await defer_if_slow(interaction, judged), locale_of(interaction)))

    async def choose(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Judge a tried choice."""
        card, option = CardVersionId(custom_id.number), option_of(custom_id)
        judged = self._setup.choose(guild_of(interaction), _user(interaction), card, option)
        await show(interaction, messages.tried(await defer_if_slow(interaction, judged), locale_of(interaction)))

    async def start(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Make the schedule, once it is sure that the bot can post there."""
        draft = Draft.read(custom_id.id, (await self._there(interaction)).decks)
        channels.check_writable(interaction, draft.channel)
        made = self._schedules.add(
            guild=guild_of(interaction),
            channel=draft.channel,
            deck=draft.deck,
            at=draft.at,
            days=DAYS,
            zone=draft.zone,
            questions=1,
            open_for=OPEN_FOR,
            by=_user(interaction),
            once=True,
        )
        view = await defer_if_slow(interaction, made)
        await self._setup.keep(guild_of(interaction), ChannelId(interaction.channel_id or draft.channel))
        self._wake()
        await show(interaction, schedule_views.added(view, locale_of(interaction)))

    async def _there(self, interaction: Interaction) -> SetupStart:
        return await defer_if_slow(interaction, self._setup.begin(guild_of(interaction), _guild_locale(interaction)))

    async def _card(
        self, interaction: Interaction, draft: Draft, there: SetupStart, typed: Typed | None = None
    ) -> None:
        draft, unreadable = typed.applied(draft) if typed else (draft, ())
        shown = messages.card(
            draft,
            there.decks,
            _guild_locale(interaction),
            locale_of(interaction),
            lacks=channels.missing_in_words(interaction, draft.channel),
            typed=typed,
            unreadable=unreadable,
        )
        await show(interaction, shown)


def _typed_on(interaction: Interaction) -> Typed | None:
    """Read what was typed and could not be read, from the card that is looked at; None: nothing."""
    found = next((name for name in _names(interaction) if name.route == "setup:retype"), None)
    return None if found is None else Typed.read(found)


def _draft_on(interaction: Interaction) -> int | str:
    """Return the part of a custom id that holds the draft of the card that is looked at.

    Raises:
        PressUnknown: It is no such card.
    """
    found = next((name.id for name in _names(interaction) if name.route == "setup:channel"), None)
    if found is None:
        raise PressUnknown("no card of /setup")
    return found


def _names(interaction: Interaction) -> list[CustomId]:
    return [] if interaction.message is None else list(custom_ids_in(interaction.message))


def _user(interaction: Interaction) -> UserId:
    return UserId(interaction.user.id)


def _picked(interaction: Interaction) -> str:
    data: Mapping[str, Any] = interaction.data or {}
    return str(next(iter(data.get("values") or ()), "0"))


def _time(typed: str) -> str:
    return f"{read_time(typed):%H:%M}"


def _guild_locale(interaction: Interaction) -> str | None:
    return None if interaction.guild_locale is None else str(interaction.guild_locale)
