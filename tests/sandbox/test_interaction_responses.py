"""The clocks of an interaction, and each way to answer one (bot.sandbox.routes.interactions)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import discord
import pytest

from bot.sandbox.interaction_dispatch import InteractionFailed
from bot.sandbox.interactions import Callback

Act = Callable[[discord.Interaction], Awaitable[Any]]


@pytest.fixture
async def answers(stage: Any, make_bot: Any) -> Callable[[Act], None]:
    """Run a bot whose /go does what the returned function is given."""
    bot = make_bot()
    acts: list[Act] = []

    @bot.tree.command(description="Go")
    async def go(interaction: discord.Interaction) -> None:
        await acts[-1](interaction)

    await stage.runs(bot)
    return acts.append


async def refused(act: Awaitable[Any]) -> int:
    """Return the code with which Discord refused."""
    with pytest.raises(discord.HTTPException) as problem:
        await act
    return problem.value.code


def press(label: str, act: Act) -> discord.ui.View:
    """Return a view with one button."""
    view = discord.ui.View(timeout=None)
    button: discord.ui.Button[Any] = discord.ui.Button(label=label, custom_id=label.lower())
    button.callback = act  # type: ignore[method-assign]
    view.add_item(button)
    return view


async def test_answer_after_three_seconds_is_unknown(stage: Any, answers: Any) -> None:
    """10062 for the first answer once three seconds are over, and the person read that it failed."""
    codes: list[int] = []

    async def late(interaction: discord.Interaction) -> None:
        stage.sandbox.clock.advance(timedelta(seconds=3.1))
        codes.append(await refused(interaction.response.send_message("late")))

    answers(late)
    stage.expects(10062)
    with pytest.raises(InteractionFailed):
        await stage.ada.runs("go")
    await stage.sandbox.until(lambda: codes)
    assert codes == [10062]


async def test_second_answer_is_acknowledged_already(stage: Any, answers: Any) -> None:
    """40060 for a second first answer, from this client or another."""
    codes: list[int] = []

    async def twice(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("once")
        interaction.response._response_type = None
        codes.append(await refused(interaction.response.send_message("twice")))

    answers(twice)
    stage.expects(40060)
    await stage.ada.runs("go")
    await stage.sandbox.until(lambda: codes)
    assert codes == [40060]


async def test_token_dies_after_fifteen_minutes(stage: Any, answers: Any) -> None:
    """50027 for followups and edits once fifteen minutes are over; until then they work."""
    held: list[discord.Interaction] = []

    async def hold(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("first", ephemeral=True)
        held.append(interaction)

    answers(hold)
    shown = await stage.ada.runs("go")
    stage.sandbox.clock.advance(timedelta(minutes=14, seconds=50))
    await held[0].edit_original_response(content="edited")
    assert "edited" in shown.text
    stage.sandbox.clock.advance(timedelta(seconds=11))
    stage.expects(50027)
    assert await refused(held[0].edit_original_response(content="dead")) == 50027
    assert await refused(held[0].followup.send("dead")) == 50027
    assert await refused(held[0].original_response()) == 50027 if held[0]._original_response is None else True


async def test_webhook_is_unknown_before_the_first_answer(stage: Any, answers: Any) -> None:
    """10015 for a followup to an interaction nobody answered yet."""
    codes: list[int] = []

    async def early(interaction: discord.Interaction) -> None:
        codes.append(await refused(interaction.followup.send("early")))
        await interaction.response.send_message("now")

    answers(early)
    stage.expects(10015)
    await stage.ada.runs("go")
    assert codes == [10015]


async def test_privacy_is_decided_when_deferring(stage: Any, answers: Any) -> None:
    """The followup that fills a deferred reply is as private as the deferral; the next one is as it says."""

    async def defer(interaction: discord.Interaction) -> None:
        await interaction.response.defer(ephemeral=True)
        await interaction.followup.send("fills", ephemeral=False)
        await interaction.followup.send("loud", ephemeral=False)

    answers(defer)
    shown = await stage.ada.runs("go")
    assert shown.callback is Callback.DEFERRED_MESSAGE
    await stage.sandbox.until(lambda: "loud" in stage.ben.sees("#daily-quiz"))
    assert "fills" in stage.ada.sees("#daily-quiz")
    assert "fills" not in stage.ben.sees("#daily-quiz")


async def test_deferring_takes_no_other_flag(stage: Any, answers: Any) -> None:
    """Only EPHEMERAL stands beside a deferral: the V2 flag comes with the edit that fills it."""
    bodies: list[Any] = []

    async def defer(interaction: discord.Interaction) -> None:
        path = f"/interactions/{interaction.id}/{interaction.token}/callback"
        bodies.append(await stage.asks("POST", path, json={"type": 5, "data": {"flags": 32768}}))
        await interaction.response.defer()
        layout = discord.ui.LayoutView().add_item(discord.ui.TextDisplay("filled"))
        await interaction.edit_original_response(view=layout)

    answers(defer)
    stage.expects(50035)
    shown = await (await stage.ada.runs("go")).filled()
    assert bodies[0][1]["errors"]["data"]["flags"]
    assert "filled" in shown.text


@pytest.mark.parametrize("kind", [1, 6, 7, 8, 99, None])
async def test_commands_take_no_updates(stage: Any, answers: Any, kind: int | None) -> None:
    """A command can be answered with a message, a deferral or a form, not with an update or choices."""
    bodies: list[Any] = []

    async def wrong(interaction: discord.Interaction) -> None:
        path = f"/interactions/{interaction.id}/{interaction.token}/callback"
        bodies.append(await stage.asks("POST", path, json={"type": kind}))
        await interaction.response.send_message("right")

    answers(wrong)
    stage.expects(50035)
    await stage.ada.runs("go")
    assert bodies[0][1]["errors"]["type"]


async def test_form_must_come_first_and_not_after_a_form(stage: Any, answers: Any) -> None:
    """A form cannot follow a deferral (40060) and does not answer a form (50035)."""
    codes: list[int] = []

    class Form(discord.ui.Modal, title="Form"):
        text: discord.ui.TextInput[Any] = discord.ui.TextInput(label="Text", custom_id="text", required=False)

        async def on_submit(self, interaction: discord.Interaction) -> None:
            path = f"/interactions/{interaction.id}/{interaction.token}/callback"
            again = {"type": 9, "data": self.to_dict()}
            codes.append((await stage.asks("POST", path, json=again))[1]["code"])
            await interaction.response.send_message("done")

    async def open_form(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Form())

    async def too_late(interaction: discord.Interaction) -> None:
        await interaction.response.defer()
        interaction.response._response_type = None
        codes.append(await refused(interaction.response.send_modal(Form())))

    stage.expects(50035, 40060)
    answers(open_form)
    await stage.ada.runs("go")
    await stage.ada.submits("")
    answers(too_late)
    await stage.ada.runs("go")
    await stage.sandbox.until(lambda: len(codes) == 2)
    assert codes == [50035, 40060]


async def test_updates_change_the_pressed_message(stage: Any, answers: Any) -> None:
    """edit_message and a deferred update both end up in the message that was pressed, private ones included."""

    async def at_once(interaction: discord.Interaction) -> None:
        await interaction.response.edit_message(content="changed at once")

    async def deferred(interaction: discord.Interaction) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content="changed later")

    view = press("Now", at_once)
    view.add_item(press("Later", deferred).children[0])

    async def ask(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("press", view=view, ephemeral=True)

    answers(ask)
    shown = await stage.ada.runs("go")
    assert (await stage.ada.presses("Now")).callback is Callback.UPDATE
    assert "changed at once" in shown.text
    stage.ada.patient = True
    later = await stage.ada.presses("Later")
    assert later.callback is Callback.DEFERRED_UPDATE
    assert "changed later" in str(later.message)


async def test_followups_are_read_edited_and_deleted(stage: Any, answers: Any) -> None:
    """Every message of an interaction can be fetched, edited and deleted by its token."""
    done = asyncio.Event()

    async def act(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("original")
        sent = await interaction.followup.send("followup", wait=True)
        await sent.edit(content="edited followup")
        assert (await interaction.followup.fetch_message(sent.id)).content == "edited followup"
        await sent.delete()
        await interaction.delete_original_response()
        done.set()

    answers(act)
    await stage.ada.runs("go")
    await asyncio.wait_for(done.wait(), 5)
    assert stage.ada.sees("#daily-quiz") == ""


async def test_private_replies_are_unknown_to_the_channel(stage: Any, answers: Any) -> None:
    """A private reply is neither in history nor editable without the interaction's token."""
    sent: list[int] = []

    async def act(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("private", ephemeral=True)
        sent.append((await interaction.original_response()).id)

    answers(act)
    await stage.ada.runs("go")
    await stage.sandbox.until(lambda: sent)
    stage.expects(10008)
    path = f"/channels/{stage.quiz.id}/messages"
    assert (await stage.asks("GET", path)) == (200, [])
    assert (await stage.asks("PATCH", f"{path}/{sent[0]}", json={"content": "x"}))[1]["code"] == 10008
    assert not stage.sandbox.exchanges.events("MESSAGE_CREATE")


async def test_strangers_token_opens_nothing(stage: Any) -> None:
    """A token there is not: 10062 for an answer, 50027 for a followup."""
    stage.expects(10062, 50027)
    status, body = await stage.asks("POST", "/interactions/1/x/callback", json={"type": 5})
    assert (status, body["code"]) == (404, 10062)
    application = stage.sandbox.world.application.id
    assert (await stage.asks("POST", f"/webhooks/{application}/x", json={"content": "x"}))[1]["code"] == 50027


async def test_interactions_are_outside_the_global_limit(stage: Any, answers: Any) -> None:
    """A hundred answers in a moment are all taken."""

    async def act(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("yes", ephemeral=True)

    answers(act)
    shown = await asyncio.gather(*[stage.ada.runs("go") for _ in range(100)])
    assert len({one.id for one in shown}) == 100
