"""People: humans at a client, as tests and the browser page move them.

A person acts (`runs`, `presses`, `picks`, `submits`, `says`, `reacts`) and looks (`sees`, `messages`, `modal`).
An act that a bot has to answer waits for its first answer and returns it as `Shown`; no answer in time is
`InteractionFailed`. What a client would not let a person do is `CannotAct`, which says what there is instead.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bot.sandbox import acts, forms, posting, screen, slash
from bot.sandbox.acts import CannotAct, Shown
from bot.sandbox.entities import Channel, Message, User
from bot.sandbox.interactions import Interaction, Kind
from bot.sandbox.looking import Onlooker, Pointed
from bot.sandbox.permissions import Permission
from bot.sandbox.posting import Circumstance
from bot.sandbox.scene import Scene
from bot.sandbox.wire import Payload, Upload


class Person(Onlooker):
    """A human at one client; what they see is inherited."""

    def __init__(self, scene: Scene, user: User) -> None:
        super().__init__(scene, user)
        self._opened_by: Interaction | None = None

    # --- commands ---------------------------------------------------------------------------------

    async def runs(self, command: str, /, *, where: str | Channel | None = None, **options: object) -> Shown:
        """Run a slash command such as "daily add" and wait for the first answer.

        Options are given by name: channels as "#name", people as "@name", roles as "@role", choices by name or value,
        files as `Upload`.

        Raises:
            CannotAct: There is no such command or option, or the client would not send it.
            InteractionFailed: The bot did not answer in time.
        """
        place = self.channel(where)
        data = slash.invoke(self._scene, self.user, place, command, options)
        return await self._act(Kind.COMMAND, place, data)

    async def runs_on(self, command: str, /, target: Pointed | str, *, where: str | Channel | None = None) -> Shown:
        """Run a context menu command on a message (payload, id or `Shown`) or a person ("@name").

        Raises:
            CannotAct: There is no such command.
            InteractionFailed: The bot did not answer in time.
        """
        place = self.channel(where)
        aim: Message | str = target if isinstance(target, str) else self._message(target)
        data = slash.invoke_menu(self._scene, self.user, place, command, aim)
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
        data = slash.ask_choices(self._scene, self.user, place, command, name=option, text=typed, given=options)
        interaction = self._open(Kind.AUTOCOMPLETE, place, data)
        await acts.first_answer(self._scene, interaction)
        choices: list[Payload] = interaction.answer.get("choices") or []
        return choices

    # --- components -------------------------------------------------------------------------------

    async def presses(
        self,
        label: str | None = None,
        /,
        *,
        message: Pointed | None = None,
        custom_id: str | None = None,
        forced: bool = False,
    ) -> Shown:
        """Press the newest visible button of that label (or custom_id) and wait for the first answer.

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
        found, button = screen.find_button(self._scene, self.user, label, custom_id, only)
        return await self._use(found, button, None)

    async def picks(
        self,
        select: str | None,
        values: Sequence[str],
        /,
        *,
        message: Pointed | None = None,
        custom_id: str | None = None,
    ) -> Shown:
        """Choose in the newest visible select with that placeholder; values by label or value (people as "@name" …).

        Raises:
            CannotAct: There is no such select or option.
            InteractionFailed: The bot did not answer in time.
        """
        only = self._message(message) if message is not None else None
        found, component = screen.find_select(self._scene, self.user, select, custom_id, only)
        return await self._use(found, component, forms.chosen(self._scene, found.channel, component, values))

    async def submits(self, text: str | None = None, /, *, forced: bool = False, **fields: object) -> Shown:
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
        data = forms.filled(self._scene, opened_by.channel, self.modal, text, fields, forced=forced)
        modal = self.modal
        shown = await self._act(Kind.MODAL, opened_by.channel, data, source=opened_by.source, trigger=opened_by)
        if self.modal is modal:
            self.dismisses_form()
        return shown

    def dismisses_form(self) -> None:
        """Close the open form without sending it."""
        self.modal = self._opened_by = None

    def dismisses(self, message: Pointed) -> None:
        """Dismiss a private reply."""
        found = self._message(message)
        if found.only_for == self.user.id:
            self._scene.message_deleted(found)

    # --- words ------------------------------------------------------------------------------------

    async def says(
        self,
        where: str | Channel,
        text: str,
        /,
        *,
        reply_to: Pointed | None = None,
        ping: bool = True,
        files: Sequence[Upload] = (),
    ) -> Payload:
        """Write a message and return it; "@name" in the text mentions that person or role.

        Raises:
            CannotAct: They may not write there.
            ApiProblem: The text breaks a rule, such as 50035 beyond 2,000 characters.
        """
        channel = self.channel(where)
        may = self._scene.world.permissions(self.user, channel, self._scene.clock.now())
        if not may & (Permission.SEND_MESSAGES if channel.parent is None else Permission.SEND_MESSAGES_IN_THREADS):
            raise CannotAct(f"{self.user.name} may not write in #{channel.name}")
        reference = self._message(reply_to) if reply_to is not None else None
        body: Payload = {"content": screen.with_mentions(self._scene, channel, text)}
        if reference is not None:
            body["allowed_mentions"] = {"parse": ["users", "roles", "everyone"], "replied_user": ping}
        how = Circumstance(kind=posting.REPLY if reference else posting.DEFAULT, reference=reference)
        message = posting.compose(self._scene, channel, self.user, body, uploads=tuple(files), how=how)
        self._scene.message_created(message)
        # What the bot does next happens on the same loop: let it begin.
        await asyncio.sleep(0)
        return message.payload(self.user.id)

    async def edits(self, message: Pointed, text: str) -> Payload:
        """Edit one of their own messages.

        Raises:
            CannotAct: It is somebody else's.
        """
        found = self._message(message)
        if found.author is not self.user:
            raise CannotAct(f"{self.user.name} did not write that message")
        posting.change(self._scene, found, {"content": screen.with_mentions(self._scene, found.channel, text)}, ())
        return found.payload(self.user.id)

    async def deletes(self, message: Pointed) -> None:
        """Delete one of their own messages, or any with the permission."""
        found = self._message(message)
        may = self._scene.world.permissions(self.user, found.channel, self._scene.clock.now())
        if found.author is not self.user and not may & Permission.MANAGE_MESSAGES:
            raise CannotAct(f"{self.user.name} may not delete that message")
        self._scene.message_deleted(found)

    async def reacts(self, message: Pointed, emoji: str, *, added: bool = True) -> None:
        """Add a reaction, or take it back."""
        self._scene.reacted(self._message(message), self.user, emoji, added=added)

    # --- the wire ---------------------------------------------------------------------------------

    async def _use(self, message: Message, component: Payload, values: Payload | None) -> Shown:
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
        return acts.open_interaction(
            self._scene, kind, data, user=self.user, place=place, source=source, trigger=trigger
        )

    async def _act(
        self,
        kind: Kind,
        place: Channel,
        data: Payload,
        *,
        source: Message | None = None,
        trigger: Interaction | None = None,
    ) -> Shown:
        interaction = self._open(kind, place, data, source, trigger)
        shown = await acts.first_answer(self._scene, interaction)
        if shown.modal is not None:
            self.modal, self._opened_by = shown.modal, interaction
        return shown
