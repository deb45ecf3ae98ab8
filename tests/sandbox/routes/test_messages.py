"""Messages in channels, with Discord's codes (bot.sandbox.route asks for the permissions)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import discord
import pytest

from bot.sandbox.permissions import Permission
from bot.sandbox.rate_limits import LATE_EDITS


@pytest.fixture
async def channel(stage: Any) -> discord.TextChannel:
    """Return #daily-quiz as a running bot knows it."""
    bot = await stage.runs()
    place: discord.TextChannel = await bot.place(stage.quiz)
    return place


async def test_message_is_seen_edited_and_deleted(stage: Any, channel: discord.TextChannel) -> None:
    """What the bot sends, edits and deletes is what people see."""
    message = await channel.send("first", embed=discord.Embed(title="Title", description="Body"))
    assert "first\nTitle\nBody" in stage.ben.sees("#daily-quiz")
    await message.edit(content="second", embed=None)
    assert "second" in stage.ben.sees("#daily-quiz")
    assert "Title" not in stage.ben.sees("#daily-quiz")
    assert (await channel.fetch_message(message.id)).edited_at is not None
    await message.delete()
    assert stage.ben.sees("#daily-quiz") == ""
    with pytest.raises(discord.NotFound, match="10008"):
        await channel.fetch_message(message.id)
    stage.expects(10008)


@pytest.mark.parametrize(
    ("denied", "code"),
    [
        (Permission.VIEW_CHANNEL, 50001),
        (Permission.SEND_MESSAGES, 50013),
        (Permission.EMBED_LINKS, 50013),
        (Permission.ATTACH_FILES, 50013),
        (Permission.READ_MESSAGE_HISTORY, 160002),
    ],
)
async def test_missing_permissions_have_discords_codes(
    stage: Any, channel: discord.TextChannel, denied: Permission, code: int
) -> None:
    """A channel that is hidden is 50001, one that denies something 50013."""
    before = await channel.send("before")
    stage.sandbox.admin.denies(stage.quiz, denied)
    stage.expects(code)
    with pytest.raises(discord.Forbidden) as refused:
        await channel.send(
            "x", embed=discord.Embed(title="x"), file=discord.File(__file__), reference=before.to_reference()
        )
    assert refused.value.code == code


async def test_deleted_channel_is_unknown(stage: Any, channel: discord.TextChannel) -> None:
    """10003 once the channel is gone."""
    stage.sandbox.admin.deletes_channel(stage.quiz)
    stage.expects(10003)
    with pytest.raises(discord.NotFound, match="10003"):
        await channel.send("x")


async def test_others_messages_cannot_be_edited_or_deleted(stage: Any, channel: discord.TextChannel) -> None:
    """50005 for an edit; deleting needs Manage Messages."""
    said = await stage.ben.says("#daily-quiz", "mine")
    other = channel.get_partial_message(int(said["id"]))
    stage.expects(50005, 50013)
    with pytest.raises(discord.Forbidden, match="50005"):
        await other.edit(content="yours")
    with pytest.raises(discord.Forbidden, match="50013"):
        await other.delete()


async def test_nonce_is_enforced_for_minutes(stage: Any, channel: discord.TextChannel) -> None:
    """The same nonce within three minutes answers the first message again, later it makes another."""
    first = await channel.send("once", nonce="daily-1")
    again = await channel.send("once", nonce="daily-1")
    assert again.id == first.id
    assert len(stage.ben.messages("#daily-quiz")) == 1
    stage.sandbox.clock.advance(timedelta(minutes=3, seconds=1))
    assert (await channel.send("once", nonce="daily-1")).id != first.id


async def test_history_pages_newest_first(stage: Any, channel: discord.TextChannel) -> None:
    """before, after, around and limit page through what everybody can see."""
    sent = [int((await stage.ben.says("#daily-quiz", str(number)))["id"]) for number in range(7)]
    here = discord.Object

    async def ids(**how: Any) -> list[int]:
        return [message.id async for message in channel.history(**how)]

    assert await ids() == sent[::-1]
    assert await ids(limit=2) == sent[:-3:-1]
    assert await ids(before=here(sent[2])) == sent[1::-1]
    assert await ids(after=here(sent[4])) == sent[5:]
    assert set(await ids(around=here(sent[3]), limit=3)) == set(sent[2:5])


async def test_history_without_permission_is_empty(stage: Any, channel: discord.TextChannel) -> None:
    """Discord answers an empty page, not an error, to who may not read history."""
    await channel.send("x")
    stage.sandbox.admin.denies(stage.quiz, Permission.READ_MESSAGE_HISTORY)
    assert [message async for message in channel.history()] == []


async def test_old_messages_take_few_edits(stage: Any, channel: discord.TextChannel) -> None:
    """Beyond some edits an hour, a message older than an hour answers 30046 as a 429; a fresh one does not."""
    message = await channel.send("0")
    path = f"/channels/{channel.id}/messages/{message.id}"
    stage.sandbox.limits.enforced = False
    for number in range(LATE_EDITS + 2):
        assert (await stage.asks("PATCH", path, json={"content": str(number)}))[0] == 200
    stage.sandbox.clock.advance(timedelta(hours=1, seconds=1))
    for number in range(LATE_EDITS):
        assert (await stage.asks("PATCH", path, json={"content": str(number)}))[0] == 200
    status, body = await stage.asks("PATCH", path, json={"content": "too much"})
    assert (status, body["code"]) == (429, 30046)
    assert 3500 < body["retry_after"] <= 3600
    stage.sandbox.clock.advance(timedelta(hours=1))
    assert (await stage.asks("PATCH", path, json={"content": "later"}))[0] == 200
    stage.expects(30046)


async def test_mentions_are_allowed_or_not(stage: Any, channel: discord.TextChannel) -> None:
    """allowed_mentions decides who is notified; without Mention Everyone nobody is by @everyone."""
    ben = stage.ben.user
    loud = await channel.send(f"<@{ben.id}> @everyone", allowed_mentions=discord.AllowedMentions.all())
    quiet = await channel.send(f"<@{ben.id}>", allowed_mentions=discord.AllowedMentions.none())
    assert stage.quiz.messages[loud.id].pings == {ben.id}
    assert not loud.mention_everyone
    assert stage.quiz.messages[quiet.id].pings == frozenset()


async def test_components_v2_message(stage: Any, channel: discord.TextChannel) -> None:
    """A layout with a picture comes back as Discord's, and people read it."""

    class Layout(discord.ui.LayoutView):
        box: Any = discord.ui.Container(
            discord.ui.TextDisplay("# Result"),
            discord.ui.Separator(),
            discord.ui.Section(discord.ui.TextDisplay("inside"), accessory=discord.ui.Button(label="More")),
            discord.ui.MediaGallery(discord.MediaGalleryItem("attachment://plot.png", description="a plot")),
            discord.ui.ActionRow(discord.ui.Button(label="Again", custom_id="again")),
        )

    await channel.send(view=Layout(), file=discord.File(__file__, "plot.png"))
    seen = stage.ben.sees("#daily-quiz")
    for text in ("# Result", "inside", "[More]", "[picture] a plot", "[Again]"):
        assert text in seen


async def test_embed_takes_its_picture_from_the_attachments(stage: Any, channel: discord.TextChannel) -> None:
    """attachment:// is resolved, and the file is listed in the embed only."""
    embed = discord.Embed(title="Plot").set_image(url="attachment://plot.png")
    sent = await channel.send(embed=embed, file=discord.File(__file__, "plot.png", description="alt"))
    assert sent.attachments == []
    assert sent.embeds[0].image.url is not None
    assert sent.embeds[0].image.url.startswith(f"http://127.0.0.1:{stage.sandbox.port}/cdn/")
    assert "[picture] alt" in stage.ben.sees("#daily-quiz")


async def test_reply_refers(stage: Any, channel: discord.TextChannel) -> None:
    """A reply names its message; one to a message that is gone is refused or goes without."""
    first = await channel.send("first")
    reply = await first.reply("second")
    assert reply.reference is not None
    assert reply.reference.message_id == first.id
    gone = discord.MessageReference(message_id=1, channel_id=channel.id)
    stage.expects(50035)
    with pytest.raises(discord.HTTPException, match="Unknown message"):
        await channel.send("x", reference=gone)
    gone.fail_if_not_exists = False
    assert (await channel.send("x", reference=gone)).reference is None


async def test_direct_message(stage: Any) -> None:
    """The bot can open a direct message; its person alone sees it."""
    bot = await stage.runs()
    ben = await bot.fetch_user(stage.ben.user.id)
    await ben.send("in private")
    assert "in private" in stage.ben.sees("@deckhand")
    assert "in private" not in "".join(stage.ada.sees(place) for place in stage.ada.channels())
