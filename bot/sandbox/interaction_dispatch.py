"""Interaction dispatch: send an interaction to the bot and wait for what its person gets to see."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, replace

from bot.sandbox import client_view, payloads
from bot.sandbox.client_view import CannotAct
from bot.sandbox.entities import Channel, Message, User
from bot.sandbox.interactions import Callback, Interaction, Kind, make_token
from bot.sandbox.state import SandboxState
from bot.sandbox.validation.message import FILE_BYTES
from bot.sandbox.wire import Payload


class InteractionFailed(Exception):
    """The bot did not answer in time: "This interaction failed"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InteractionResult:
    """What a person sees of an interaction.

    Attributes:
        callback: The type of the first response.
        message: The message it created or updated, as it was then; None for none.
        modal: The form it opened (title, custom_id, components); None for none.
    """

    callback: Callback
    message: Payload | None
    modal: Payload | None
    interaction: Interaction
    _state: SandboxState

    @property
    def id(self) -> int | None:
        """The message's id; None for none."""
        return int(self.message["id"]) if self.message else None

    @property
    def private(self) -> bool:
        """Whether only this person can see the message."""
        original = self.interaction.original
        return original is not None and original.only_for is not None

    @property
    def text(self) -> str:
        """All text of the form, or of the message as it is now."""
        if self.modal is not None:
            return client_view.text_of_form(self.modal)
        original = self.interaction.original
        return client_view.text_of_message(self._state, original) if original else ""

    @property
    def texts(self) -> str:
        """All text of the message and of every followup, as they are now."""
        return "\n".join(
            [self.text, *(client_view.text_of_message(self._state, message) for message in self.interaction.followups)]
        )

    async def filled(self, timeout: float = 20) -> InteractionResult:  # noqa: ASYNC109 - real seconds, as `Sandbox.until`
        """Wait until a deferred answer is filled in and return it with its message; returns at once for any other.

        Raises:
            TimeoutError: It was not filled in time.
        """
        if self.callback in (Callback.DEFERRED_MESSAGE, Callback.DEFERRED_UPDATE):
            await asyncio.wait_for(self.interaction.filled.wait(), timeout)
            return replace(self, message=_shown(self.interaction))
        return self


def message_id(pointed: Payload | int | InteractionResult) -> int:
    """Return the id of a message given as payload, id or `InteractionResult`.

    Raises:
        CannotAct: The interaction showed no message.
    """
    if isinstance(pointed, InteractionResult):
        if pointed.id is None:
            raise CannotAct("that interaction showed no message")
        return pointed.id
    return pointed if isinstance(pointed, int) else int(pointed["id"])


def open_interaction(
    state: SandboxState,
    kind: Kind,
    data: Payload,
    *,
    user: User,
    place: Channel,
    source: Message | None = None,
    trigger: Interaction | None = None,
) -> Interaction:
    """Send an interaction to the bot and start its deadlines.

    Raises:
        CannotAct: The person is no longer in the server.
    """
    if place.guild is not None and user.id not in place.guild.members:
        raise CannotAct(f"{user.name} has left {place.guild.name}")
    number = state.ids.make()
    interaction = Interaction(
        id=number,
        token=make_token(),
        kind=kind,
        user=user,
        channel=place,
        data=data,
        created_at=state.clock.now(),
        source=source,
        metadata=_metadata(number, kind, user=user, place=place, source=source, trigger=trigger),
    )
    state.interactions.open(interaction)
    state.emit("INTERACTION_CREATE", _event(state, interaction), place)
    return interaction


def _metadata(
    number: int, kind: Kind, *, user: User, place: Channel, source: Message | None, trigger: Interaction | None
) -> Payload:
    owners = {"0": str(place.guild.id) if place.guild else "0"}
    metadata: Payload = {
        "id": str(number),
        "type": int(kind),
        "user": user.payload(),
        "authorizing_integration_owners": owners,
    }
    if kind is Kind.COMPONENT and source is not None:
        metadata["interacted_message_id"] = str(source.id)
    if kind is Kind.MODAL and trigger is not None:
        metadata["triggering_interaction_metadata"] = trigger.metadata
    return metadata


def _event(state: SandboxState, interaction: Interaction) -> Payload:
    world, place, user = state.world, interaction.channel, interaction.user
    guild = place.guild
    now = state.clock.now()
    event: Payload = {
        "id": str(interaction.id),
        "application_id": str(world.application.id),
        "type": int(interaction.kind),
        "token": interaction.token,
        "version": 1,
        "data": interaction.data,
        "channel_id": str(place.id),
        "app_permissions": str(world.permissions(world.bot, place, now)),
        "locale": user.locale,
        "entitlements": [],
        "entitlement_sku_ids": [],
        "authorizing_integration_owners": interaction.metadata["authorizing_integration_owners"],
        "context": 0 if guild else 1,
        "attachment_size_limit": FILE_BYTES,
    }
    member = guild.members.get(user.id) if guild else None
    event["channel"] = payloads.partial_channel(state, place, member)
    if guild and member:
        event |= {
            "guild_id": str(guild.id),
            "guild_locale": guild.locale,
            "guild": {"id": str(guild.id), "locale": guild.locale, "features": []},
            "member": payloads.member_with_permissions(state, member, place),
        }
    else:
        event["user"] = user.payload()
    if interaction.source is not None:
        event["message"] = interaction.source.payload(world.bot.id)
    return event


async def first_response(state: SandboxState, interaction: Interaction) -> InteractionResult:
    """Wait for the first response, at most as long as the bot has for it.

    Raises:
        InteractionFailed: None came.
    """
    if interaction.callback is None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(interaction.first.wait(), max(state.interactions.left(interaction), 0))
    if interaction.callback is None:
        seconds = state.interactions.answer_within.total_seconds()
        heard = "no bot is connected" if not state.sessions.connected else "the bot did not answer"
        named = interaction.data.get("custom_id") or interaction.data.get("name")
        raise InteractionFailed(
            f"This interaction failed: {heard} {interaction.kind.name.lower()} {named!r} within {seconds:g} s"
        )
    return InteractionResult(
        callback=interaction.callback,
        message=_shown(interaction),
        modal=interaction.answer if interaction.callback is Callback.MODAL else None,
        interaction=interaction,
        _state=state,
    )


def _shown(interaction: Interaction) -> Payload | None:
    original = interaction.original
    return original.payload(interaction.user.id) if original else None
