"""What a person sees and how they find it, without a bot."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox import client_view, posting
from bot.sandbox.client_view import CannotAct
from bot.sandbox.entities import Message
from bot.sandbox.permissions import Permission
from bot.sandbox.posting import MessageContext
from bot.sandbox.problems import ApiProblem
from bot.sandbox.server import Sandbox
from bot.sandbox.world import deny


def button(label: str, **changed: Any) -> dict[str, Any]:
    """Return a row with a button."""
    return {
        "type": 1,
        "components": [{"type": 2, "style": 1, "label": label, "custom_id": label.lower(), **changed}],
    }


def post(sandbox: Sandbox, body: dict[str, Any], *, only_for: int | None = None, where: str = "arena") -> Message:
    """Post something as the bot."""
    guild = next(iter(sandbox.world.guilds.values()))
    context = MessageContext(only_for=only_for)
    message = posting.compose(sandbox.state, guild.channel(where), sandbox.world.bot, body, context=context)
    sandbox.state.message_created(message)
    return message


async def test_text_is_what_a_client_shows(sandbox: Sandbox) -> None:
    """Mentions by name, embeds in order, buttons with their state, options with descriptions."""
    ada = sandbox.person("ada")
    arena = ada.channel("#arena")
    options = [{"label": "One", "value": "1", "description": "first"}]
    post(
        sandbox,
        {
            "content": f"<@{ada.user.id}> in <#{arena.id}> and <#{10**17}>",
            "embeds": [{"title": "T", "fields": [{"name": "N", "value": "V"}], "footer": {"text": "F"}}],
            "components": [
                button("Go", disabled=True),
                {"type": 1, "components": [{"type": 3, "custom_id": "s", "placeholder": "Pick", "options": options}]},
            ],
        },
    )
    assert ada.sees("#arena").splitlines() == [
        "Deckhand:", "@Ada in #arena and #unknown", "T", "N", "V", "F", "[Go] (disabled)", "[Pick]", "- One first",
    ]  # fmt: skip


async def test_newest_button_wins_and_messages_narrow(sandbox: Sandbox) -> None:
    """Of two buttons of a label the newer message's is meant, in whatever channel, unless a message is named."""
    ada = sandbox.person("ada")
    old = post(sandbox, {"content": "old", "components": [button("Go")]})
    new = post(sandbox, {"content": "new", "components": [button("Go")]}, where="practice")
    find = client_view.find_button
    assert find(sandbox.state, ada.user, "Go", None, None)[0] is new
    assert find(sandbox.state, ada.user, "go", None, old)[0] is old
    assert find(sandbox.state, ada.user, None, "go", None)[0] is new


async def test_private_replies_and_hidden_channels_are_nobody_elses(sandbox: Sandbox) -> None:
    """Neither text nor buttons of a private reply or a hidden channel reach others."""
    ada, ben = sandbox.person("ada"), sandbox.person("ben")
    post(sandbox, {"content": "secret", "components": [button("Mine")]}, only_for=ada.user.id)
    assert "secret" in ada.sees("#arena")
    assert "(only you can see this)" in ada.sees("#arena")
    assert ben.messages("#arena") == []
    with pytest.raises(CannotAct, match="no button labelled 'Mine' is visible to ben; there are: none"):
        await ben.presses("Mine")
    arena = ben.channel("#arena")
    assert arena.guild is not None
    deny(arena, arena.guild.members[ben.user.id], Permission.VIEW_CHANNEL)
    with pytest.raises(CannotAct, match="ben sees no channel '#arena'"):
        ben.sees("#arena")
    with pytest.raises(CannotAct, match="does not see #arena"):
        ben.sees(arena)


async def test_people_write_edit_and_delete_their_own(sandbox: Sandbox) -> None:
    """Only what they may."""
    ada, ben = sandbox.person("ada"), sandbox.person("ben")
    said = await ben.says("#arena", "hello @ada")
    assert "hello @Ada" in ada.sees("#arena")
    await ben.edits(said, "goodbye")
    assert "goodbye" in ada.sees("#arena")
    with pytest.raises(CannotAct, match="ada did not write"):
        await ada.edits(said, "x")
    posted = post(sandbox, {"content": "x"})
    with pytest.raises(CannotAct, match="may not delete"):
        await ben.deletes(posted.id)
    await ada.deletes(said)
    assert "goodbye" not in ben.sees("#arena")
    with pytest.raises(ApiProblem, match="50035"):
        await ben.says("#arena", "x" * 2001)
    deny(posted.channel, posted.channel.guild.members[ben.user.id], Permission.SEND_MESSAGES)  # type: ignore[union-attr]
    with pytest.raises(CannotAct, match="may not write in #arena"):
        await ben.says("#arena", "x")


async def test_place_is_kept(sandbox: Sandbox) -> None:
    """A person is in the first channel until they go elsewhere, the bot's direct message included."""
    ada = sandbox.person("ada")
    assert ada.place.name == "daily-quiz"
    ada.goes("#arena")
    assert ada.place.name == "arena"
    ada.goes("@deckhand")
    assert ada.guild is None
    assert ada.commands() == []
    with pytest.raises(CannotAct, match="Deckhand demo/#daily-quiz"):
        ada.goes("#nowhere")


async def test_private_replies_can_be_dismissed(sandbox: Sandbox) -> None:
    """A dismissed reply is gone; what others see cannot be dismissed."""
    ada = sandbox.person("ada")
    private = post(sandbox, {"content": "secret"}, only_for=ada.user.id)
    public = post(sandbox, {"content": "loud"})
    ada.dismisses(private.id)
    ada.dismisses(public.id)
    assert "secret" not in ada.sees("#arena")
    assert "loud" in ada.sees("#arena")
