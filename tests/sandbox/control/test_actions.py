"""What a page can do for its person, with a real bot at the other end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.sandbox.control import actions
from bot.sandbox.control.actions import Refused
from bot.sandbox.server import Sandbox
from bot.sandbox.wire import Payload, dumps


async def act(sandbox: Sandbox, name: str, person: str = "ada", **body: Any) -> Payload:
    """Do an act as the page posts it."""
    return await actions.perform(sandbox, name, dumps({"person": person, **body}).encode())


def question(sandbox: Sandbox) -> Payload:
    """Return channel and message of the question, as a page names them."""
    message = sandbox.person("ada").messages("#daily-quiz")[0]
    return {"channel": message["channel_id"], "message": message["id"]}


def place(sandbox: Sandbox) -> str:
    """Return the id of #daily-quiz."""
    return str(sandbox.person("ada").channel("#daily-quiz").id)


async def test_a_form_opens_where_it_was_asked_for(opening: Any) -> None:
    """A press opens the form in that tab alone; the same person's other tab and other people have none to send."""
    async with opening.played() as sandbox:
        answer = await act(sandbox, "press", device="tab-1", custom_id="q:answer", **question(sandbox))
        assert (answer["outcome"], answer["modal"]["title"]) == ("modal", "Question 1 of 1")
        form = answer["modal"]["custom_id"]
        for person, device in (("ada", "tab-2"), ("ben", "tab-1")):
            with pytest.raises(Refused) as refused:
                await act(sandbox, "submit", person, device=device, modal=form, values={"answer": "stolen"})
            assert refused.value.code == "no-form"
        sent = await act(sandbox, "submit", device="tab-1", modal=form, values={"answer": "documents"})
        assert sent == {"outcome": "done"}
        assert "Recorded for ada: documents" in sandbox.person("ada").sees("#daily-quiz")
        assert "Recorded" not in sandbox.person("ben").sees("#daily-quiz")


async def test_a_closed_form_cannot_be_sent(opening: Any) -> None:
    """After Escape the form is gone; a new press opens a new one."""
    async with opening.played() as sandbox:
        form = (await act(sandbox, "press", custom_id="q:answer", **question(sandbox)))["modal"]["custom_id"]
        await act(sandbox, "close", modal=form)
        with pytest.raises(Refused):
            await act(sandbox, "submit", modal=form, values={"answer": "late"})
        assert (await act(sandbox, "press", custom_id="q:answer", **question(sandbox)))["outcome"] == "modal"


async def test_no_answer_is_a_failure_and_not_an_error(opening: Any) -> None:
    """A bot that says nothing in time gives the outcome "failed", which the page shows as Discord does."""
    async with opening.played(answer_within=timedelta(seconds=0.3)) as sandbox:
        answer = await act(sandbox, "press", custom_id="q:silent", **question(sandbox))
        assert answer == {"outcome": "failed"}


async def test_selects_and_commands_carry_their_values(opening: Any) -> None:
    """A choice and the options of a command reach the bot, a channel by its name."""
    async with opening.played() as sandbox:
        await act(sandbox, "press", custom_id="q:window", values=["Week"], **question(sandbox))
        options = [
            {"name": "channel", "value": "#arena"},
            {"name": "deck", "value": "x"},
            {"name": "questions", "value": 3},
        ]
        await act(sandbox, "run", channel=place(sandbox), command="daily add", options=options)
        seen = sandbox.person("ada").sees("#daily-quiz")
        assert "Chosen: ['Week']" in seen
        assert "Added x in #arena, 3 each" in seen


async def test_a_file_comes_as_base64(opening: Any) -> None:
    """A file reaches the bot as it was; what is not base64 is refused."""
    async with opening.played() as sandbox:

        async def send(data: object) -> None:
            file = {"filename": "a.txt", "content_type": "text/plain", "data": data}
            options = [{"name": "file", "value": file}]
            await act(sandbox, "run", channel=place(sandbox), command="import", options=options)

        await send("Zm9ybWF0")
        assert "Read a.txt: format" in sandbox.person("ada").sees("#daily-quiz")
        for broken in ("Zm9y!", "Zm9", 7, None):
            with pytest.raises(Refused) as refused:
                await send(broken)
            assert refused.value.code == "bad-input"


async def test_suggestions_come_from_the_bot(opening: Any) -> None:
    """What is typed into an option is asked of the bot, beside what stands in the others."""
    async with opening.played() as sandbox:
        answer = await act(
            sandbox,
            "suggest",
            channel=place(sandbox),
            command="daily add",
            options=[{"name": "channel", "value": "#arena"}],
            focused={"name": "deck", "value": "bed"},
        )
        assert answer == {"choices": [{"name": "Deck bed", "value": "aws-bedrock"}]}


async def test_words_replies_and_reactions(opening: Any) -> None:
    """A person writes, replies to the question and reacts, and takes the reaction back."""
    async with opening.played() as sandbox:
        where = question(sandbox)
        said = await act(sandbox, "say", "ben", channel=where["channel"], content="hello", reply_to=where["message"])
        message = sandbox.person("ada").messages("#daily-quiz")[-1]
        assert (message["id"], message["content"], message["type"]) == (said["message"], "hello", 19)
        await act(sandbox, "react", emoji="👍", on=True, **where)
        assert sandbox.person("ada").messages("#daily-quiz")[0]["reactions"][0]["me"] is True
        await act(sandbox, "react", emoji="👍", on=False, **where)
        assert "reactions" not in sandbox.person("ada").messages("#daily-quiz")[0]


@pytest.mark.parametrize(
    ("name", "body", "code"),
    [
        ("press", {"custom_id": "q:off"}, "cannot-act"),
        ("press", {"custom_id": "q:none"}, "cannot-act"),
        ("press", {"custom_id": "q:window", "values": ["Year"]}, "cannot-act"),
        ("react", {"emoji": "", "on": True}, "bad-input"),
    ],
)
async def test_what_is_not_on_the_screen_cannot_be_used(opening: Any, name: str, body: Payload, code: str) -> None:
    """A disabled or missing control, an option that is not offered and an empty reaction are refused."""
    async with opening.played() as sandbox:
        with pytest.raises(Refused) as refused:
            await act(sandbox, name, **body, **question(sandbox))
        assert refused.value.code == code


async def test_a_member_cannot_run_a_managers_command(opening: Any) -> None:
    """Chiyo's page is refused a command that is not offered to her."""
    async with opening.played() as sandbox:
        options = [{"name": "channel", "value": "#arena"}, {"name": "deck", "value": "x"}]
        with pytest.raises(Refused):
            await act(sandbox, "run", "chiyo", channel=place(sandbox), command="daily add", options=options)


async def test_a_message_too_long_is_refused_in_words(opening: Any) -> None:
    """More than Discord takes is refused as Discord refuses it, and nothing is posted."""
    async with opening.played() as sandbox:
        before = len(sandbox.person("ada").messages("#daily-quiz"))
        with pytest.raises(Refused) as refused:
            await act(sandbox, "say", channel=place(sandbox), content="x" * 2001)
        assert refused.value.code == "not-allowed"
        assert len(sandbox.person("ada").messages("#daily-quiz")) == before
