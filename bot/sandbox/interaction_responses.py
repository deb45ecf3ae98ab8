"""Interaction responses: callbacks, followups and edits, with Discord's deadlines and error codes."""

from __future__ import annotations

from http import HTTPStatus

from bot.sandbox import entities, posting
from bot.sandbox.changes import Change, ChangeKind
from bot.sandbox.command_registry import GROUP, SUBCOMMAND
from bot.sandbox.entities import Message
from bot.sandbox.interactions import Callback, Interaction, Kind
from bot.sandbox.posting import MessageContext
from bot.sandbox.problems import ApiProblem, FieldErrors, invalid, unknown
from bot.sandbox.state import SandboxState
from bot.sandbox.validation import fields
from bot.sandbox.validation.modal import check_choices, check_modal
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


def respond(state: SandboxState, interaction: Interaction, body: Payload, uploads: tuple[Upload, ...]) -> None:
    """Accept the first response to an interaction.

    Raises:
        ApiProblem: 10062 too late, 40060 answered before, 50035 an answer this kind does not take.
    """
    if state.interactions.is_late(interaction):
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
        _carry_out(state, interaction, callback, data or {}, uploads=uploads)
    except ApiProblem as problem:
        if problem.errors is not None:
            problem.errors = {"data": problem.errors}
        raise
    interaction.callback = callback
    interaction.first.set()
    state.changes.tell(Change(kind=ChangeKind.MODAL, channel=interaction.channel.id, only_for=interaction.user.id))


def _carry_out(
    state: SandboxState, interaction: Interaction, callback: Callback, data: Payload, *, uploads: tuple[Upload, ...]
) -> None:
    if callback in (Callback.MESSAGE, Callback.DEFERRED_MESSAGE):
        _reply(state, interaction, callback, data, uploads)
    elif callback is Callback.UPDATE and interaction.source is not None:
        posting.edit(state, interaction.source, data, uploads)
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
    state: SandboxState, interaction: Interaction, callback: Callback, data: Payload, uploads: tuple[Upload, ...]
) -> None:
    errors = FieldErrors()
    flags = fields.flags(errors, "flags", data.get("flags"))
    errors.raise_if_any()
    if callback is Callback.DEFERRED_MESSAGE:
        if flags & ~_DEFER_FLAGS:
            raise invalid("flags", "INTERACTION_RESPONSE_FLAGS_INVALID", "Only EPHEMERAL may be set when deferring.")
        interaction.loading = True
        message = _placeholder(state, interaction, private=bool(flags & entities.EPHEMERAL))
    else:
        message = posting.compose(
            state,
            interaction.channel,
            state.world.bot,
            data,
            uploads=uploads,
            context=_context(interaction, private=bool(flags & entities.EPHEMERAL)),
        )
    interaction.reply = message
    state.message_created(message)


def _context(interaction: Interaction, *, private: bool, flags: int = 0) -> MessageContext:
    kind = posting.DEFAULT
    reference = None
    if interaction.kind is Kind.COMMAND:
        kind = posting.COMMAND_REPLY if interaction.data.get("type", 1) == 1 else posting.MENU_REPLY
    elif interaction.source is not None:
        kind, reference = posting.REPLY, interaction.source
    only_for = interaction.user.id if private else None
    return MessageContext(
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


def _placeholder(state: SandboxState, interaction: Interaction, *, private: bool) -> Message:
    """Return the message that says "thinking…"."""
    context = _context(interaction, private=private, flags=entities.LOADING)
    message = posting.compose(state, interaction.channel, state.world.bot, {"content": "…"}, context=context)
    message.data["content"] = ""
    return message


def followup(state: SandboxState, interaction: Interaction, body: Payload, uploads: tuple[Upload, ...]) -> Message:
    """Send another message; the first one after a deferral fills the deferred one instead, privacy included.

    Raises:
        ApiProblem: The body breaks a rule.
    """
    if interaction.loading and interaction.reply is not None:
        return edit(state, interaction, interaction.reply, body, uploads)
    errors = FieldErrors()
    private = bool(fields.flags(errors, "flags", body.get("flags")) & entities.EPHEMERAL)
    errors.raise_if_any()
    message = posting.compose(
        state,
        interaction.channel,
        state.world.bot,
        body,
        uploads=uploads,
        context=_followup_context(interaction, private=private),
    )
    interaction.followups.append(message)
    state.message_created(message)
    interaction.filled.set()
    return message


def _followup_context(interaction: Interaction, *, private: bool) -> MessageContext:
    original = interaction.original
    metadata = interaction.metadata
    if original is not None:
        metadata = metadata | {"original_response_message_id": str(original.id)}
    only_for = interaction.user.id if private else None
    kind = posting.REPLY if original else posting.DEFAULT
    return MessageContext(kind=kind, only_for=only_for, metadata=metadata, reference=original)


def edit(
    state: SandboxState, interaction: Interaction, message: Message, body: Payload, uploads: tuple[Upload, ...]
) -> Message:
    """Edit one of an interaction's messages; the first edit of a deferred one fills it.

    Raises:
        ApiProblem: The body breaks a rule.
    """
    posting.edit(state, message, body, uploads)
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
