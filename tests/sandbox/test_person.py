"""A person's acts reach the real client, and its answers reach the person."""

from __future__ import annotations

import asyncio
import io
from datetime import timedelta
from typing import Any

import discord
import pytest
from discord import app_commands, ui

from bot.sandbox.client_view import CannotAct
from bot.sandbox.interaction_dispatch import InteractionFailed
from bot.sandbox.interactions import Callback
from bot.sandbox.wire import Upload


class Answer(ui.Modal, title="Question 1 of 1"):
    """A form as the bot's: the question as text, one field in a label."""

    question = ui.TextDisplay("What is a lighthouse?")
    answer: ui.Label[Any] = ui.Label(
        text="Your answer", component=ui.TextInput(custom_id="answer", min_length=2, max_length=40)
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Say it back in private."""
        assert isinstance(self.answer.component, ui.TextInput)
        await interaction.response.send_message(f"You said {self.answer.component.value}", ephemeral=True)


class Panel(ui.View):
    """Buttons and selects."""

    def __init__(self) -> None:
        super().__init__(timeout=None)

    @ui.button(label="Answer", custom_id="question:answer:1")
    async def answer(self, interaction: discord.Interaction, _: ui.Button[Any]) -> None:
        """Open the form."""
        # discord.py forgets a form after its first submit, so that each needs a name of its own.
        await interaction.response.send_modal(Answer(custom_id=f"question:submit:{interaction.id}"))

    @ui.button(label="Closed", custom_id="question:closed:1", disabled=True)
    async def closed(self, interaction: discord.Interaction, _: ui.Button[Any]) -> None:
        """Tell that it was pressed all the same."""
        await interaction.response.send_message("pressed all the same", ephemeral=True)

    @ui.select(
        placeholder="Choose",
        custom_id="pick",
        options=[discord.SelectOption(label="One", value="1"), discord.SelectOption(label="Two", value="2")],
    )
    async def pick(self, interaction: discord.Interaction, select: ui.Select[Any]) -> None:
        """Show the choice in the message itself."""
        await interaction.response.edit_message(content=f"picked {select.values[0]}")

    @ui.select(cls=ui.UserSelect, placeholder="Whom", custom_id="whom")
    async def whom(self, interaction: discord.Interaction, select: ui.UserSelect[Any]) -> None:
        """Say whom."""
        await interaction.response.send_message(f"whom: {select.values[0].display_name}")


@pytest.fixture
async def bot(stage: Any, make_bot: Any) -> Any:
    """Run a bot with a group of commands and a panel."""
    bot = make_bot()
    daily = app_commands.Group(name="daily", description="The daily quiz")

    @daily.command(description="Add")
    async def add(
        interaction: discord.Interaction,
        channel: discord.TextChannel,
        deck: str,
        questions: app_commands.Range[int, 1, 10] = 1,
    ) -> None:
        await interaction.response.send_message(f"{channel.mention} {deck} {questions}", ephemeral=True)

    @add.autocomplete("deck")
    async def decks(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=name.title(), value=name) for name in ("rivers", "roads") if typed in name]

    @daily.command(description="Ask")
    async def now(interaction: discord.Interaction) -> None:
        await interaction.response.defer(ephemeral=True)
        assert isinstance(interaction.channel, discord.TextChannel)
        await interaction.channel.send("What is a lighthouse?", view=Panel())
        await interaction.followup.send("Asked.")

    @bot.tree.command(description="Say nothing")
    async def silent(interaction: discord.Interaction) -> None:
        del interaction

    @bot.tree.command(description="Take everything")
    @app_commands.choices(
        size=[app_commands.Choice(name="Big", value="b"), app_commands.Choice(name="Small", value="s")]
    )
    async def everything(  # noqa: PLR0917 - discord.py reads the options from the signature
        interaction: discord.Interaction,
        size: app_commands.Choice[str],
        who: discord.Member,
        role: discord.Role,
        file: discord.Attachment,
        sure: bool,  # noqa: FBT001 - see above
        share: float,
    ) -> None:
        text = (await file.read()).decode()
        said = f"{size.value} {who.display_name} {role.name} {file.filename} {text} {sure} {share}"
        back = discord.File(io.BytesIO(b"back"), "back.txt", description="what came")
        await interaction.response.send_message(said, file=back)

    @bot.tree.context_menu(name="Count words")
    async def count(interaction: discord.Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(f"{len(message.content.split())} words")

    bot.tree.add_command(daily)
    return await stage.runs(bot)


async def test_command_with_options_is_answered_in_private(stage: Any, bot: Any) -> None:
    """A subcommand's options arrive as discord.py's objects, and nobody else sees the private reply."""
    shown = await stage.ada.runs("daily add", channel="#arena", deck="rivers", questions=3)
    assert shown.callback is Callback.MESSAGE
    assert shown.private
    assert "#arena rivers 3" in shown.text
    assert "rivers" in stage.ada.sees("#daily-quiz")
    assert "rivers" not in stage.ben.sees("#daily-quiz")


async def test_autocomplete_offers_choices(stage: Any, bot: Any) -> None:
    """What is typed reaches the autocomplete, its choices come back."""
    assert await stage.ada.suggestions("daily add", "deck", "riv") == [{"name": "Rivers", "value": "rivers"}]


async def test_form_opens_and_its_answer_is_private(stage: Any, bot: Any) -> None:
    """A button opens the form with its texts; what is submitted comes back to its author alone and closes the form."""
    await (await stage.ada.runs("daily now")).filled()
    form = await stage.ben.presses("Answer")
    assert form.callback is Callback.MODAL
    assert "What is a lighthouse?" in stage.ben.reads_form()
    shown = await stage.ben.submits("a tower")
    assert "You said a tower" in shown.text
    assert stage.ben.modal is None
    assert "You said" not in stage.ada.sees("#daily-quiz")


async def test_deferred_reply_is_filled_by_the_first_followup(stage: Any, bot: Any) -> None:
    """The first followup after a deferral fills the placeholder and stays as private as it was."""
    shown = await (await stage.ada.runs("daily now")).filled()
    assert shown.callback is Callback.DEFERRED_MESSAGE
    assert shown.private
    assert "Asked." in shown.text


async def test_select_edits_its_message(stage: Any, bot: Any) -> None:
    """A choice by label arrives as its value, and the message changes for everybody."""
    await (await stage.ada.runs("daily now")).filled()
    await stage.ben.picks("Choose", ["Two"])
    assert "picked 2" in stage.chiyo.sees("#daily-quiz")
    assert "whom: Chiyo" in (await stage.ben.picks("Whom", ["@chiyo"])).text


async def test_every_kind_of_option_arrives(stage: Any, bot: Any) -> None:
    """Choices, people, roles, files, booleans and numbers arrive; a file comes back with its alt text."""
    role = stage.sandbox.world.add_role(stage.guild, "Quizzers")
    file = Upload(filename="notes.txt", data=b"hello")
    shown = await stage.ada.runs(
        "everything", size="Big", who="@ben", role="@Quizzers", file=file, sure=True, share=0.5
    )
    assert f"b Ben {role.name} notes.txt hello True 0.5" in shown.text
    assert "[file back.txt] what came" in shown.text


async def test_menu_command_sees_the_message(stage: Any, bot: Any) -> None:
    """A context menu command gets its target's content without any privileged intent."""
    message = await stage.ben.says("#daily-quiz", "three small words")
    assert "3 words" in (await stage.ada.runs_on("Count words", message)).text


async def test_silence_fails_after_three_seconds(stage: Any, bot: Any) -> None:
    """An interaction nobody answers fails when the sandbox's clock passes three seconds."""
    task = asyncio.create_task(stage.ada.runs("silent"))
    await asyncio.sleep(0)
    stage.sandbox.clock.advance(timedelta(seconds=4))
    with pytest.raises(InteractionFailed, match="did not answer command 'silent'"):
        await task


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (lambda ada: ada.runs("weekly"), r"/weekly is not offered to ada in #daily-quiz; there are: .*/daily"),
        (lambda ada: ada.runs("daily"), "/daily needs one of: add, now"),
        (lambda ada: ada.runs("daily add", deck="x"), "/daily add needs channel"),
        (lambda ada: ada.runs("daily add", chanel="#arena"), "no option 'chanel'; there are: channel, deck, questions"),
        (lambda ada: ada.runs("daily add", channel="#x", deck="y"), "sees no channel '#x'; there are: .*#arena"),
        (
            lambda ada: ada.presses("Answr"),
            "no button labelled 'Answr' is visible to ada; there are: 'Answer', 'Closed'",
        ),
        (lambda ada: ada.presses("Closed"), "the button 'Closed' is disabled"),
        (lambda ada: ada.picks("Choose", ["Three"]), "no option 'Three' in 'Choose'; there are: 'One', 'Two'"),
        (lambda ada: ada.submits("x"), "ada has no form open"),
    ],
)
async def test_what_a_client_would_not_send_is_explained(stage: Any, bot: Any, act: Any, says: str) -> None:
    """A mistake in a story says what there is instead."""
    await (await stage.ada.runs("daily now")).filled()
    with pytest.raises(CannotAct, match=says):
        await act(stage.ada)


async def test_form_checks_lengths_unless_forced(stage: Any, bot: Any) -> None:
    """A client keeps a text within the field's bounds; a hostile one does not, and the bot has to cope."""
    await (await stage.ada.runs("daily now")).filled()
    await stage.ben.presses("Answer")
    with pytest.raises(CannotAct, match="takes 2 to 40 characters, not 41"):
        await stage.ben.submits("x" * 41)
    shown = await stage.ben.submits("x" * 41, forced=True)
    assert "x" * 41 in shown.text


async def test_two_devices_have_a_form_each(stage: Any, bot: Any) -> None:
    """One person can have a form open on two devices."""
    await (await stage.ada.runs("daily now")).filled()
    phone = stage.sandbox.person("ben", device="phone")
    await stage.ben.presses("Answer")
    await phone.presses("Answer")
    assert "You said first" in (await stage.ben.submits("first")).text
    assert phone.modal is not None
    assert "You said second" in (await phone.submits("second")).text


async def test_commands_hidden_by_permissions_are_not_offered(stage: Any, make_bot: Any) -> None:
    """A command for managers is offered to who manages the server only."""
    bot = make_bot()

    @bot.tree.command(description="For managers")
    @app_commands.default_permissions(manage_guild=True)
    async def manage(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("managed")

    await stage.runs(bot)
    assert "managed" in (await stage.ada.runs("manage")).text
    with pytest.raises(CannotAct, match="/manage is not offered to ben"):
        await stage.ben.runs("manage")


async def test_forced_press_reaches_the_bot(stage: Any, bot: Any) -> None:
    """A client that has not heard of an edit still sends the press; the bot has to cope."""
    await (await stage.ada.runs("daily now")).filled()
    asked = stage.ben.messages("#daily-quiz")[-1]
    shown = await stage.ben.presses(message=asked, custom_id="question:closed:1", forced=True)
    assert "pressed all the same" in shown.text


async def test_form_of_a_button_may_update_its_message(stage: Any, make_bot: Any) -> None:
    """The answer to a form can change the message whose button opened it; a form left open survives its failure."""
    bot = make_bot()

    @bot.tree.command(description="Ask")
    async def ask(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("before", view=Panel())

    async def on_interaction(interaction: discord.Interaction) -> None:
        named = (interaction.data or {}).get("custom_id", "")
        if interaction.type is discord.InteractionType.modal_submit and "taken" in str(interaction.data):
            await interaction.response.edit_message(content=f"after {named.split(':')[0]}")

    bot.on_interaction = on_interaction
    await stage.runs(bot)
    shown = await stage.ada.runs("ask")
    await stage.ben.presses("Answer")
    bot._connection._view_store._modals.clear()
    task = asyncio.create_task(stage.ben.submits("lost"))
    await asyncio.sleep(0)
    stage.sandbox.clock.advance(timedelta(seconds=4))
    with pytest.raises(InteractionFailed):
        await task
    assert stage.ben.modal is not None
    assert (await stage.ben.submits("taken")).callback is Callback.UPDATE
    assert stage.ben.modal is None
    assert "after question" in shown.text
