"""Person: a human at a client, driven by tests and by the browser page.

A person acts (`runs`, `presses`, `picks`, `submits`, `says`, `reacts`) and looks (`sees`, `messages`, `modal`).
What a bot has to respond to waits for the first response and returns an `InteractionResult`; none in time raises
`InteractionFailed`. What a client would not let a person do raises `CannotAct`, which says what there is instead.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bot.sandbox import client_view, command_input, component_input, interaction_dispatch, posting
from bot.sandbox.client_view import CannotAct
from bot.sandbox.entities import Channel, Guild, Message, User
from bot.sandbox.interaction_dispatch import InteractionResult
from bot.sandbox.interactions import Interaction, Kind
from bot.sandbox.permissions import Permission
from bot.sandbox.posting import MessageContext
from bot.sandbox.state import SandboxState
from bot.sandbox.wire import Payload, Upload

#: A message: its payload, its id, or the result of the interaction that showed it.
MessageRef = Payload | int | InteractionResult


class Person:
    """A human at one client.

    Attributes:
        user: Their account.
        place: The channel they are in: where commands are run unless `where` says otherwise.
        modal: The open form as the bot sent it (title, custom_id, components); None for none.
        patient: Whether they wait until a deferred answer is filled in; without, the first response is enough.
    """

    def __init__(self, state: SandboxState, user: User, *, patient: bool = False) -> None:
        self._state = state
        self.user = user
        self.patient = patient
        self._place: Channel | None = None
        self.modal: Payload | None = None
        self._opened_by: Interaction | None = None

    # --- what they see ----------------------------------------------------------------------------

    @property
    def place(self) -> Channel:
        """The channel they are in; at first the first one they can see."""
        if self._place is None or self._place.id not in self._state.world.channels:
            self._place = client_view.channels(self._state, self.user)[0]
        return self._place

    def goes(self, where: str) -> Channel:
        """Go to a channel: "#name" (in the present server first), "Server/#name", or "@deckhand" for the bot's DM.

        Raises:
            CannotAct: They see no such channel.
        """
        self._place = self.channel(where)
        return self._place

    def channel(self, where: str | Channel | None) -> Channel:
        """Return a channel by its name as `goes` takes it; None is where they are.

        Raises:
            CannotAct: They see no such channel.
        """
        if where is None:
            return self.place
        return (
            where
            if isinstance(where, Channel)
            else client_view.find_channel(self._state, self.user, where, self._place)
        )

    @property
    def guild(self) -> Guild | None:
        """The server they are in; None in a direct message."""
        return self.place.guild

    def commands(self, where: str | Channel | None = None) -> list[Payload]:
        """Return the commands offered to them there, as registered."""
        return command_input.offered(self._state, self.user, self.channel(where))

    def sees(self, where: str | Channel | None = None) -> str:
        """Return all text they see in a channel: content, embeds, components, own private replies, reactions."""
        return client_view.text_of(self._state, self.user, self.channel(where))

    def messages(self, where: str | Channel | None = None) -> list[Payload]:
        """Return the messages they see in a channel, oldest first."""
        return [
            message.payload(self.user.id)
            for message in client_view.visible(self._state, self.user, self.channel(where))
        ]

    def channels(self) -> list[Channel]:
        """Return the channels they see, in the order of their servers."""
        return client_view.channels(self._state, self.user)

    def reads_form(self) -> str:
        """Return all text of the open form; "" if none is open."""
        return client_view.text_of_form(self.modal) if self.modal else ""

    # --- commands ---------------------------------------------------------------------------------

    async def runs(
        self, command: str, /, *, where: str | Channel | None = None, **options: object
    ) -> InteractionResult:
        """Run a slash command such as "daily add" and wait for the first response.

        Options are given by name: channels as "#name", people as "@name", roles as "@role", choices by name or value,
        files as `Upload`.

        Raises:
            CannotAct: There is no such command or option, or the client would not send it.
            InteractionFailed: The bot did not answer in time.
        """
        place = self.channel(where)
        data = command_input.command_data(self._state, self.user, place, command, options)
        return await self._act(Kind.COMMAND, place, data)

    async def runs_on(
        self, command: str, /, target: MessageRef | str, *, where: str | Channel | None = None
    ) -> InteractionResult:
        """Run a context menu command on a message (payload, id or `InteractionResult`) or a person ("@name").

        Raises:
            CannotAct: There is no such command.
            InteractionFailed: The bot did not answer in time.
        """
        place = self.channel(where)
        aim: Message | str = target if isinstance(target, str) else self._message(target)
        data = command_input.menu_command_data(self._state, self.user, place, command, aim)
        return await self._act(Kind.COMMAND, place, data)

    async def suggestions(
        self, command: str, /, option: str, typed: str, *, where: str | Channel | None = None, **options: object
    ) -> list[Payload]:
        """Return the autocomplete's choices (`name`, `value`) for what is typed into an option.

        Raises:
            CannotAct: There is no such command or option, or it has no autocomplete.
            InteractionFailed: The bot did not answer in time.
        """
        place = self.channel(where)
        data = command_input.autocomplete_data(
            self._state, self.user, place, command, name=option, text=typed, given=options
        )
        interaction = self._open(Kind.AUTOCOMPLETE, place, data)
        await interaction_dispatch.first_response(self._state, interaction)
        choices: list[Payload] = interaction.answer.get("choices") or []
        return choices

    # --- components -------------------------------------------------------------------------------

    async def presses(
        self,
        label: str | None = None,
        /,
        *,
        message: MessageRef | None = None,
        custom_id: str | None = None,
        forced: bool = False,
    ) -> InteractionResult:
        """Press the newest visible button of that label (or custom_id) and wait for the first response.

        Args:
            label: Its label; None if `custom_id` names it.
            message: Only look at this message.
            custom_id: Its custom_id.
            forced: Press it even if it is disabled or no longer there, as a client would that has not heard of it yet
                (needs `message` and `custom_id`).

        Raises:
            CannotAct: There is no such button, or it is disabled.
            InteractionFailed: The bot did not answer in time.
        """
        only = self._message(message) if message is not None else None
        if forced and only and custom_id:
            return await self._use(only, {"type": 2, "custom_id": custom_id}, None)
        found, button = client_view.find_button(self._state, self.user, label, custom_id, only)
        return await self._use(found, button, None)

    async def picks(
        self,
        select: str | None,
        values: Sequence[str],
        /,
        *,
        message: MessageRef | None = None,
        custom_id: str | None = None,
    ) -> InteractionResult:
        """Choose in the newest visible select with that placeholder; values by label or value (people as "@name" …).

        Raises:
            CannotAct: There is no such select or option.
            InteractionFailed: The bot did not answer in time.
        """
        only = self._message(message) if message is not None else None
        found, component = client_view.find_select(self._state, self.user, select, custom_id, only)
        return await self._use(
            found, component, component_input.selected_values(self._state, found.channel, component, values)
        )

    async def submits(self, text: str | None = None, /, *, forced: bool = False, **fields: object) -> InteractionResult:
        """Submit the open form: the text of its only field, or fields by custom_id. It closes once it is answered.

        Args:
            text: The text of the only text field.
            forced: Skip the client's own checks (length, required), as a hostile client does.
            fields: Values by custom_id: texts, lists of values, booleans or `Upload`s.

        Raises:
            CannotAct: No form is open, a field is unknown, or the client would not send it.
            InteractionFailed: The bot did not answer in time; the form stays open.
        """
        if self.modal is None or self._opened_by is None:
            raise CannotAct(f"{self.user.name} has no form open")
        opened_by = self._opened_by
        data = component_input.submitted_form(self._state, opened_by.channel, self.modal, text, fields, forced=forced)
        modal = self.modal
        shown = await self._act(Kind.MODAL, opened_by.channel, data, source=opened_by.source, trigger=opened_by)
        if self.modal is modal:
            self.dismisses_form()
        return shown

    def dismisses_form(self) -> None:
        """Close the open form without sending it."""
        self.modal = self._opened_by = None

    def dismisses(self, message: MessageRef) -> None:
        """Dismiss a private reply."""
        found = self._message(message)
        if found.only_for == self.user.id:
            self._state.message_deleted(found)

    # --- words ------------------------------------------------------------------------------------

    async def says(
        self,
        where: str | Channel,
        text: str,
        /,
        *,
        reply_to: MessageRef | None = None,
        ping: bool = True,
        files: Sequence[Upload] = (),
    ) -> Payload:
        """Write a message and return it; "@name" in the text mentions that person or role.

        Raises:
            CannotAct: They may not write there.
            ApiProblem: The text breaks a rule, such as 50035 beyond 2,000 characters.
        """
        channel = self.channel(where)
        may = self._state.world.permissions(self.user, channel, self._state.clock.now())
        if not may & (Permission.SEND_MESSAGES if channel.parent is None else Permission.SEND_MESSAGES_IN_THREADS):
            raise CannotAct(f"{self.user.name} may not write in #{channel.name}")
        reference = self._message(reply_to) if reply_to is not None else None
        body: Payload = {"content": client_view.with_mentions(self._state, channel, text)}
        if reference is not None:
            body["allowed_mentions"] = {"parse": ["users", "roles", "everyone"], "replied_user": ping}
        context = MessageContext(kind=posting.REPLY if reference else posting.DEFAULT, reference=reference)
        message = posting.compose(self._state, channel, self.user, body, uploads=tuple(files), context=context)
        self._state.message_created(message)
        # What the bot does next happens on the same loop: let it begin.
        await asyncio.sleep(0)
        return message.payload(self.user.id)

    async def edits(self, message: MessageRef, text: str) -> Payload:
        """Edit one of their own messages.

        Raises:
            CannotAct: It is somebody else's.
        """
        found = self._message(message)
        if found.author is not self.user:
            raise CannotAct(f"{self.user.name} did not write that message")
        posting.edit(self._state, found, {"content": client_view.with_mentions(self._state, found.channel, text)}, ())
        return found.payload(self.user.id)

    async def deletes(self, message: MessageRef) -> None:
        """Delete one of their own messages, or any with the permission."""
        found = self._message(message)
        may = self._state.world.permissions(self.user, found.channel, self._state.clock.now())
        if found.author is not self.user and not may & Permission.MANAGE_MESSAGES:
            raise CannotAct(f"{self.user.name} may not delete that message")
        self._state.message_deleted(found)

    async def reacts(self, message: MessageRef, emoji: str, *, added: bool = True) -> None:
        """Add a reaction, or take it back."""
        self._state.reacted(self._message(message), self.user, emoji, added=added)

    # --- the wire ---------------------------------------------------------------------------------

    async def _use(self, message: Message, component: Payload, values: Payload | None) -> InteractionResult:
        data: Payload = {
            "custom_id": component["custom_id"],
            "component_type": component["type"],
            "id": component.get("id", 0),
        }
        return await self._act(Kind.COMPONENT, message.channel, data | (values or {}), source=message)

    def _open(
        self,
        kind: Kind,
        place: Channel,
        data: Payload,
        source: Message | None = None,
        trigger: Interaction | None = None,
    ) -> Interaction:
        return interaction_dispatch.open_interaction(
            self._state, kind, data, user=self.user, place=place, source=source, trigger=trigger
        )

    async def _act(
        self,
        kind: Kind,
        place: Channel,
        data: Payload,
        *,
        source: Message | None = None,
        trigger: Interaction | None = None,
    ) -> InteractionResult:
        interaction = self._open(kind, place, data, source, trigger)
        shown = await interaction_dispatch.first_response(self._state, interaction)
        if shown.modal is not None:
            self.modal, self._opened_by = shown.modal, interaction
        return await shown.filled() if self.patient else shown

    def _message(self, pointed: MessageRef) -> Message:
        return client_view.find_message(self._state, self.user, interaction_dispatch.message_id(pointed))
