"""Replies: how a private message gets to a person, in time and only to them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, TypeVar

import discord

from bot.chat.forms import Form
from bot.chat.message import OutgoingMessage
from bot.chat.notices import Notices, with_notices
from bot.chat.queries import Notice
from bot.chat.requests import retry
from bot.chat.router import Interaction, is_private
from bot.core.ids import GuildId, Player, SourceId, UserId, snowflake_at

_log = logging.getLogger(__name__)
T = TypeVar("T")
#: Discord waits 3 s for the first reply; half of it is left for the way.
_PATIENCE_S = 1.5
#: How often the person is told how far long work is.
_PROGRESS_EVERY_S = 2.5
_DEFERRED = (
    discord.InteractionResponseType.deferred_channel_message,
    discord.InteractionResponseType.deferred_message_update,
)


async def defer_if_slow(interaction: Interaction, work: Coroutine[Any, Any, T]) -> T:
    """Await a service; if it takes longer than 1.5 s, acknowledge meanwhile, and return once that is said too."""
    acknowledging: list[asyncio.Task[None]] = []

    def acknowledge() -> None:
        acknowledging.append(asyncio.ensure_future(_acknowledge(interaction)))

    # A timer costs next to nothing where, as nearly always, the service is quick.
    timer = asyncio.get_running_loop().call_later(_PATIENCE_S, acknowledge)
    try:
        return await work
    finally:
        timer.cancel()
        for task in acknowledging:
            await task


async def with_progress(
    interaction: Interaction,
    work: Coroutine[Any, Any, T],
    progress: Callable[[], OutgoingMessage],
    every_s: float = _PROGRESS_EVERY_S,
) -> T:
    """Await a service as `defer_if_slow` does; if it takes long, tell every few seconds how far it is."""
    task = asyncio.ensure_future(defer_if_slow(interaction, work))
    try:
        while not (await asyncio.wait((task,), timeout=every_s))[0]:
            if interaction.response.type in _DEFERRED:
                await _tell(interaction, progress())
        return task.result()
    finally:
        task.cancel()


async def _tell(interaction: Interaction, shown: OutgoingMessage) -> None:
    try:
        await interaction.edit_original_response(**_edit(shown))
    except discord.HTTPException as error:
        _log.warning("could not tell how far it is: %s", error)


async def _acknowledge(interaction: Interaction) -> None:
    try:
        await interaction.response.defer(ephemeral=True, thinking=not is_private(interaction))
    except discord.HTTPException as error:
        _log.warning("could not acknowledge in time: %s", error)


async def show(interaction: Interaction, shown: OutgoingMessage) -> None:
    """Show a message to the person: in place where they already look at a private one of ours, else as a new one.

    Notices left for the person stand above it, as above every private reply.
    """
    async with _notices(interaction, shown) as told:
        shown = with_notices(shown, told, locale_of(interaction))
        if interaction.response.type in _DEFERRED:
            await retry(lambda: interaction.edit_original_response(**_edit(shown)))
        elif not interaction.response.is_done() and is_private(interaction):
            await retry(lambda: interaction.response.edit_message(**_edit(shown)))
        else:
            await _new(interaction, shown)


async def send_private(interaction: Interaction, shown: OutgoingMessage) -> None:
    """Show a new private message, whatever the person looks at."""
    async with _notices(interaction, shown) as told:
        await _new(interaction, with_notices(shown, told, locale_of(interaction)))


async def _new(interaction: Interaction, shown: OutgoingMessage) -> None:
    if interaction.response.type is discord.InteractionResponseType.deferred_channel_message:
        await retry(lambda: interaction.edit_original_response(**_edit(shown)))
    elif interaction.response.is_done():
        await retry(lambda: interaction.followup.send(**_send(shown)))
    else:
        await retry(lambda: interaction.response.send_message(**_send(shown)))


async def open_form(interaction: Interaction, form: Form) -> None:
    """Open a form. Nothing may have been shown before, not even an acknowledgement."""
    await retry(lambda: interaction.response.send_modal(form))


def player_of(interaction: Interaction) -> Player:
    """Tell who acts."""
    return Player(
        guild=guild_of(interaction),
        user=UserId(interaction.user.id),
        name=interaction.user.display_name,
    )


def guild_of(interaction: Interaction) -> GuildId:
    """Tell in which server; 0 outside of servers, where commands of ours are not offered."""
    return GuildId(interaction.guild_id or 0)


def source_of(interaction: Interaction) -> SourceId:
    """Return the snowflake that identifies an answer."""
    return SourceId(interaction.id)


def time_of(interaction: Interaction) -> datetime:
    """Return when the person acted, by Discord's clock."""
    return snowflake_at(interaction.id)


def locale_of(interaction: Interaction) -> str:
    """Return the person's language."""
    return str(interaction.locale)


@asynccontextmanager
async def _notices(interaction: Interaction, shown: OutgoingMessage) -> AsyncIterator[tuple[Notice, ...]]:
    """Take what the person is to be told; if the message does not get through, it is told with the next one."""
    if not shown.news:
        yield ()
        return
    notices: Notices = interaction.client.notices
    taking = notices.take(guild_of(interaction), UserId(interaction.user.id), time_of(interaction))
    taken = await (taking if interaction.response.is_done() else defer_if_slow(interaction, taking))
    try:
        yield taken
    except Exception:
        if taken:
            await notices.give_back(taken)
        raise


def _send(shown: OutgoingMessage) -> dict[str, Any]:
    file = None if shown.picture is None else shown.picture.file()
    parts = {"content": shown.content, "embed": shown.embed, "view": shown.buttons, "file": file}
    return {"ephemeral": True, **{name: part for name, part in parts.items() if part is not None}}


def _edit(shown: OutgoingMessage) -> dict[str, Any]:
    # A picture that was there before goes: it showed something else.
    files = [] if shown.picture is None else [shown.picture.file()]
    return {"content": shown.content, "embed": shown.embed, "view": shown.buttons, "attachments": files}
