"""Interaction routes: the callback, the original response and followups, authorised by the token in the path."""

from __future__ import annotations

from http import HTTPStatus

from bot.sandbox import interaction_responses
from bot.sandbox.entities import Message
from bot.sandbox.interactions import Callback, Interaction
from bot.sandbox.problems import ApiProblem, unknown
from bot.sandbox.route import Body, Call, Route
from bot.sandbox.wire import Payload

_YES = ("1", "true", "True")


def callback(call: Call) -> Body:
    """Accept the first response."""
    interaction = call.state.interactions.find(call.ids["interaction_token"])
    if interaction is None or interaction.id != call.number("interaction_id"):
        raise unknown("interaction")
    interaction_responses.respond(call.state, interaction, call.fields(), call.uploads)
    if call.query.get("with_response") not in _YES:
        return None
    return _answered(call, interaction)


def _answered(call: Call, interaction: Interaction) -> Payload:
    about: Payload = {"id": str(interaction.id), "type": int(interaction.kind)}
    about["channel_id"] = str(interaction.channel.id)
    if interaction.channel.guild:
        about["guild_id"] = str(interaction.channel.guild.id)
    message = interaction.original
    response: Payload = {"interaction": about}
    if message is None or interaction.callback is None:
        return response
    about["response_message_id"] = str(message.id)
    about["response_message_loading"] = interaction.loading
    about["response_message_ephemeral"] = message.only_for is not None
    if interaction.callback in (Callback.MESSAGE, Callback.UPDATE):
        response["resource"] = {"type": int(interaction.callback), "message": _shown(call, message)}
    return response


def _interaction(call: Call) -> Interaction:
    """Return the interaction of the path's token, answered and alive.

    Raises:
        ApiProblem: 50027 its time is over, 10015 no such webhook or not answered yet.
    """
    interaction = call.state.interactions.find(call.ids["webhook_token"])
    if interaction is None:
        raise ApiProblem(HTTPStatus.UNAUTHORIZED, 50027, "Invalid Webhook Token")
    if call.number("webhook_id") != call.state.world.application.id or interaction.callback is None:
        raise unknown("Webhook")
    if call.state.interactions.is_dead(interaction):
        raise ApiProblem(HTTPStatus.UNAUTHORIZED, 50027, "Invalid Webhook Token")
    return interaction


def _shown(call: Call, message: Message) -> Payload:
    return message.payload(call.state.world.bot.id)


def followup(call: Call) -> Body:
    """Send another message."""
    message = interaction_responses.followup(call.state, _interaction(call), call.fields(), call.uploads)
    return _shown(call, message) if call.query.get("wait") in _YES else None


def read(call: Call) -> Body:
    """Read one of the interaction's messages."""
    return _shown(call, interaction_responses.find(_interaction(call), call.ids.get("message_id", "@original")))


def edit(call: Call) -> Body:
    """Edit one of the interaction's messages."""
    interaction = _interaction(call)
    message = interaction_responses.find(interaction, call.ids.get("message_id", "@original"))
    return _shown(call, interaction_responses.edit(call.state, interaction, message, call.fields(), call.uploads))


def delete(call: Call) -> Body:
    """Delete one of the interaction's messages."""
    call.state.message_deleted(interaction_responses.find(_interaction(call), call.ids.get("message_id", "@original")))
    return None


_HOOK = "/webhooks/{webhook_id}/{webhook_token}"
_ORIGINAL = f"{_HOOK}/messages/@original"
_ONE = f"{_HOOK}/messages/{{message_id}}"
_OFTEN = (5, 2.0)
ROUTES = (
    Route(
        method="POST",
        template="/interactions/{interaction_id}/{interaction_token}/callback",
        handler=callback,
        open=True,
    ),
    Route(method="POST", template=_HOOK, handler=followup, open=True, bucket=_OFTEN),
    Route(method="GET", template=_ORIGINAL, handler=read, open=True, bucket=_OFTEN),
    Route(method="PATCH", template=_ORIGINAL, handler=edit, open=True, bucket=_OFTEN),
    Route(method="DELETE", template=_ORIGINAL, handler=delete, open=True, bucket=_OFTEN),
    Route(method="GET", template=_ONE, handler=read, open=True, bucket=_OFTEN),
    Route(method="PATCH", template=_ONE, handler=edit, open=True, bucket=_OFTEN),
    Route(method="DELETE", template=_ONE, handler=delete, open=True, bucket=_OFTEN),
)
