"""Replies: how a bot answers an interaction, at once and later, with Discord's clocks and codes."""

from __future__ import annotations

from http import HTTPStatus

from bot.sandbox import entities, posting
from bot.sandbox.changes import Change, What
from bot.sandbox.commands import GROUP, SUBCOMMAND
from bot.sandbox.entities import Message
from bot.sandbox.interactions import Callback, Interaction, Kind
from bot.sandbox.posting import Circumstance
from bot.sandbox.problems import ApiProblem, Form, invalid, unknown
from bot.sandbox.rules import shape
from bot.sandbox.rules.modal import check_choices, check_modal
from bot.sandbox.scene import Scene
from bot.sandbox.wire import Payload, Upload

#: Which answers each kind of interaction takes.
_ALLOWED = {
    Kind.COMMAND: (Callback.MESSAGE, Callback.DEFERRED_MESSAGE, Callback.MODAL),
    Kind.COMPONENT: (
        Callback.MESSAGE,
        Callback.DEFERRED_MESSAGE,
        Callback.DEFERRED_UPDATE,
        Callback.UPDATE,
        Callback.MODAL,
    ),
    Kind.AUTOCOMPLETE: (Callback.CHOICES,),
    Kind.MODAL: (Callback.MESSAGE, Callback.DEFERRED_MESSAGE, Callback.DEFERRED_UPDATE, Callback.UPDATE),
}
_DEFER_FLAGS = entities.EPHEMERAL


def answer(scene: Scene, interaction: Interaction, body: Payload, uploads: tuple[Upload, ...]) -> None:
    """Take the first answer to an interaction.

    Raises:
        ApiProblem: 10062 too late, 40060 answered before, 50035 an answer this kind does not take.
    """
    if scene.interactions.is_late(interaction):
        raise unknown("interaction")
    if interaction.callback is not None:
        raise ApiProblem(HTTPStatus.BAD_REQUEST, 40060, "Interaction has already been acknowledged.")
    callback = _callback(interaction, body)
    data = body.get("data")
    if data is None and callback in (Callback.MESSAGE, Callback.MODAL, Callback.CHOICES):
        raise invalid("data", "BASE_TYPE_REQUIRED", "This field is required")
    if not isinstance(data, dict | None):
        raise invalid("data", "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
    try:
        _carry_out(scene, interaction, callback, data or {}, uploads=uploads)
    except ApiProblem as problem:
        if problem.errors is not None:
            problem.errors = {"data": problem.errors}
        raise
    interaction.callback = callback
    interaction.first.set()
    scene.changes.tell(Change(what=What.MODAL, channel=interaction.channel.id, only_for=interaction.user.id))


def _carry_out(
    scene: Scene, interaction: Interaction, callback: Callback, data: Payload, *, uploads: tuple[Upload, ...]
) -> None:
    if callback in (Callback.MESSAGE, Callback.DEFERRED_MESSAGE):
        _reply(scene, interaction, callback, data, uploads)
    elif callback is Callback.UPDATE and interaction.source is not None:
        posting.change(scene, interaction.source, data, uploads)
    elif callback is Callback.MODAL:
        check_modal(data)
        interaction.answer = data
    elif callback is Callback.CHOICES:
        check_choices(data, interaction.data)
        interaction.answer = data


def _callback(interaction: Interaction, body: Payload) -> Callback:
    given = body.get("type")
    allowed = _ALLOWED[interaction.kind]
    if interaction.kind is Kind.MODAL and interaction.source is None:
        allowed = allowed[:2]
    if given not in tuple(allowed):
        names = ", ".join(str(int(one)) for one in allowed)
        raise invalid("type", "BASE_TYPE_CHOICES", f"Value must be one of {{{names}}} for this interaction.")
    return Callback(given)


def _reply(
    scene: Scene, interaction: Interaction, callback: Callback, data: Payload, uploads: tuple[Upload, ...]
) -> None:
    form = Form()
    flags = shape.flags(form, "flags", data.get("flags"))
    form.close()
    if callback is Callback.DEFERRED_MESSAGE:
        if flags & ~_DEFER_FLAGS:
            raise invalid("flags", "INTERACTION_RESPONSE_FLAGS_INVALID", "Only EPHEMERAL may be set when deferring.")
        interaction.loading = True
        message = _placeholder(scene, interaction, private=bool(flags & entities.EPHEMERAL))
    else:
        message = posting.compose(
            scene,
            interaction.channel,
            scene.world.bot,
            data,
            uploads=uploads,
            how=_how(interaction, private=bool(flags & entities.EPHEMERAL)),
        )
    interaction.reply = message
    scene.message_created(message)


def _how(interaction: Interaction, *, private: bool, flags: int = 0) -> Circumstance:
    kind = posting.DEFAULT
    reference = None
    if interaction.kind is Kind.COMMAND:
        kind = posting.COMMAND_REPLY if interaction.data.get("type", 1) == 1 else posting.MENU_REPLY
    elif interaction.source is not None:
        kind, reference = posting.REPLY, interaction.source
    only_for = interaction.user.id if private else None
    return Circumstance(
        kind=kind,
        only_for=only_for,
        metadata=interaction.metadata,
        command=_command(interaction) if interaction.kind is Kind.COMMAND else None,
        reference=reference,
        flags=flags,
    )


def _command(interaction: Interaction) -> Payload:
    """Return what a reply says of the command it answers: its whole name and who ran it."""
    names = [interaction.data["name"]]
    options = interaction.data.get("options", [])
    while options and options[0]["type"] in (SUBCOMMAND, GROUP):
        names.append(options[0]["name"])
        options = options[0].get("options", [])
    user = interaction.user.payload()
    return {"id": str(interaction.id), "type": int(interaction.kind), "name": " ".join(names), "user": user}


def _placeholder(scene: Scene, interaction: Interaction, *, private: bool) -> Message:
    """Return the message that says "thinking…"."""
    how = _how(interaction, private=private, flags=entities.LOADING)
    message = posting.compose(scene, interaction.channel, scene.world.bot, {"content": "…"}, how=how)
    message.data["content"] = ""
    return message


def followup(scene: Scene, interaction: Interaction, body: Payload, uploads: tuple[Upload, ...]) -> Message:
    """Send another message; the first one after a deferral fills the deferred one instead, privacy included.

    Raises:
        ApiProblem: The body breaks a rule.
    """
    if interaction.loading and interaction.reply is not None:
        return edit(scene, interaction, interaction.reply, body, uploads)
    form = Form()
    private = bool(shape.flags(form, "flags", body.get("flags")) & entities.EPHEMERAL)
    form.close()
    message = posting.compose(
        scene,
        interaction.channel,
        scene.world.bot,
        body,
        uploads=uploads,
        how=_followup_how(interaction, private=private),
    )
    interaction.followups.append(message)
    scene.message_created(message)
    return message


def _followup_how(interaction: Interaction, *, private: bool) -> Circumstance:
    original = interaction.original
    metadata = interaction.metadata
    if original is not None:
        metadata = metadata | {"original_response_message_id": str(original.id)}
    only_for = interaction.user.id if private else None
    kind = posting.REPLY if original else posting.DEFAULT
    return Circumstance(kind=kind, only_for=only_for, metadata=metadata, reference=original)


def edit(
    scene: Scene, interaction: Interaction, message: Message, body: Payload, uploads: tuple[Upload, ...]
) -> Message:
    """Edit one of an interaction's messages; the first edit of a deferred one fills it.

    Raises:
        ApiProblem: The body breaks a rule.
    """
    posting.change(scene, message, body, uploads)
    if message is interaction.reply and interaction.loading:
        interaction.loading = False
        message.data["edited_timestamp"] = None
        interaction.filled.set()
    return message


def find(interaction: Interaction, name: str) -> Message:
    """Return the message an interaction's webhook names: "@original" or an id.

    Raises:
        ApiProblem: 10008.
    """
    original = interaction.original
    if name == "@original":
        found = original
    else:
        mine = [message for message in (original, interaction.reply, *interaction.followups) if message is not None]
        found = next((message for message in mine if str(message.id) == name), None)
    if found is None or found.id not in found.channel.messages:
        raise unknown("Message")
    return found
