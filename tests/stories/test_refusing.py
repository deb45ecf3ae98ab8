"""Refusing: what cannot be is told in private, with what to choose instead, and leaves nothing behind."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.sandbox.client_view import CannotAct
from bot.sandbox.interactions import Callback
from bot.sandbox.permissions import Permission
from tests.stories.evening import QUIZ, Evening, plain

#: Names that no button of ours bears now.
RUBBISH = (
    "question:answer:999999",
    "question:answer:rag",
    "question:answer:-1",
    f"question:answer:{10**30}",
    f"question:hint:{2**63}",
    "question:choose:1:Z",
    "question:choose:1",
    "round:play:77",
    "result:mine:77",
    "board:page:today:rubbish",
    "board:page:yesterday:a~1~g",
    f"board:page:all:a~{10**20}.{10**20}.{10**20}~g",
    f"board:page:all:a~1.1.1~c{'f' * 30}",
    "schedule:remove:999",
    "made:up:1",
    "nonsense",
)


@pytest.mark.parametrize(
    ("option", "typed", "told"),
    [
        ("zone", "Mars/Olympus", "the time zone"),
        ("zone", "Europe/Berlim", "Europe/Berlin"),
        ("zone", "IST", "Asia/Kolkata, Europe/Dublin, Asia/Jerusalem"),
        ("zone", "../../etc/passwd", "the time zone"),
        ("time", "25:00", "such as 09:00 or 17:30"),
        ("time", "nine-ish", "such as 09:00 or 17:30"),
        ("days", "someday", "Try mon-fri"),
        ("open_for", "forever", "Try 8h, 90m or 2d"),
        ("open_for", "4m", "5 minutes and 7 days"),
        ("open_for", "8d", "5 minutes and 7 days"),
        ("deck", "geology", "rivers"),
        ("deck", "@everyone **x** `y`", "rivers"),
    ],
)
async def test_a_schedule_that_cannot_be(evening: Evening, option: str, typed: str, told: str) -> None:
    """What was typed and cannot be read is quoted, what to write instead is named, and no schedule is made."""
    shown = await evening.ada.runs("daily add", **{"channel": QUIZ, "deck": "rivers", option: typed})
    assert shown.private
    assert told in shown.text
    assert "Something broke" not in shown.text
    assert evening.rows("SELECT count(*) FROM schedules") == [(0,)]


@pytest.mark.parametrize("questions", [0, 11])
async def test_too_many_questions(evening: Evening, questions: int) -> None:
    """Discord itself lets nobody ask for none or eleven."""
    with pytest.raises(CannotAct, match="not between 1 and 10"):
        await evening.ada.runs("daily add", channel=QUIZ, deck="rivers", questions=questions)


@pytest.mark.parametrize(
    ("denied", "named"),
    [
        (Permission.SEND_MESSAGES, "Send Messages"),
        (Permission.EMBED_LINKS, "Embed Links"),
        (Permission.VIEW_CHANNEL, "View Channel"),
    ],
)
async def test_a_channel_the_bot_cannot_write_to(evening: Evening, denied: Permission, named: str) -> None:
    """The missing permission is named, and nothing is half made."""
    evening.sandbox.admin.denies(evening.guild.channel(QUIZ), denied)
    shown = await evening.ada.runs("daily add", where="#practice", channel=QUIZ, deck="rivers")
    assert shown.private
    assert named in shown.text
    assert "#daily-quiz" in shown.text
    assert evening.rows("SELECT count(*) FROM schedules") == [(0,)]


async def test_a_permission_lost_before_the_post(evening: Evening) -> None:
    """The schedule pauses with the reason; with the permission back it is resumed and asks again."""
    channel = evening.guild.channel(QUIZ)
    await evening.ada.runs("daily add", channel=QUIZ, deck="rivers", zone="Europe/Berlin", days="every day")
    evening.sandbox.admin.denies(channel, Permission.SEND_MESSAGES)
    evening.refusals = {50001, 50013}
    evening.passes_until("09:00")
    await evening.until(lambda: evening.rows("SELECT state FROM schedules") == [("paused",)])
    await evening.quiet()

    listed = (await evening.ada.runs("daily list", where="#practice")).text
    assert "Paused, because I may not post in #daily-quiz" in listed
    assert "Send Messages" in (await evening.ada.runs("daily resume", where="#practice")).text

    evening.sandbox.admin.allows(channel)
    assert "Running again" in (await evening.ada.runs("daily resume", where="#practice")).text
    evening.passes_until("09:00", days=1)
    await evening.until(lambda: len(evening.posts()) == 1)


async def test_a_channel_deleted_before_the_post(evening: Evening) -> None:
    """The schedule pauses with the reason and can be moved elsewhere."""
    await evening.ada.runs("daily add", channel=QUIZ, deck="rivers", zone="Europe/Berlin", days="every day")
    evening.sandbox.admin.deletes_channel(evening.guild.channel(QUIZ))
    evening.refusals = {10003}
    evening.passes_until("09:00")
    await evening.until(lambda: evening.rows("SELECT state FROM schedules") == [("paused",)])
    assert "its channel is gone" in (await evening.ada.runs("daily list", where="#practice")).text
    await evening.ada.runs("daily edit", where="#practice", channel="#practice")
    await evening.ada.runs("daily resume", where="#practice")
    evening.passes_until("09:00", days=1)
    await evening.until(lambda: len(evening.posts("#practice")) == 1)


async def test_a_deck_removed_before_the_post(evening: Evening) -> None:
    """The schedule of a deck that is gone pauses with the reason; what is open of it still closes with its result."""
    await evening.asks("rivers")
    await evening.answers(evening.ben, "Nile")
    (evening.settings.cards / "rivers.toml").unlink()
    await evening.restart()
    await evening.answers(evening.chiyo, "Nile")
    assert "1st Chiyo" in await evening.closes()

    evening.passes_until("09:00", days=1)
    await evening.until(lambda: evening.rows("SELECT state FROM schedules") == [("paused",)])
    assert "its deck is gone" in (await evening.ada.runs("daily list")).text
    assert "There is no deck" in (await evening.ada.runs("daily resume")).text
    await evening.ada.runs("daily edit", deck="planets")
    assert "Running again" in (await evening.ada.runs("daily resume")).text


async def test_answer_after_closing(evening: Evening) -> None:
    """Between the closing and the result a press on Answer says when it closed."""
    await evening.asks("rivers")
    evening.passes_until("17:00:01")
    shown = await evening.ben.presses("Answer")
    assert shown.private
    assert f"This question closed <t:{int(evening.clock.now().timestamp() // 3600 * 3600)}:R>" in shown.text


async def test_a_form_sent_after_closing_gives_the_text_back(evening: Evening) -> None:
    """What was typed too late is not lost to its author, and does not count."""
    await evening.asks("lighthouse")
    await evening.ben.presses("Answer")
    evening.passes_until("17:00:01")
    text = "a tower with a lamp, and then some ``` and a tick"
    shown = await evening.ben.submits(text)
    assert shown.private
    assert "This question closed" in shown.text
    assert "a tower with a lamp, and then some" in shown.text
    assert evening.rows("SELECT count(*) FROM answers") == [(0,)]


async def test_an_answer_sent_in_time_counts_however_late_it_is_handled(evening: Evening) -> None:
    """The moment of sending decides, not ours: a busy database at closing time takes nobody's points."""
    await evening.asks("rivers")
    await evening.ben.presses("Answer")
    evening.passes_until("16:59:57")
    async with evening.busy_database():
        heard = len(evening.sandbox.exchanges.events("INTERACTION_CREATE"))
        sending = asyncio.create_task(evening.ben.submits("Nile"))
        await evening.until(lambda: len(evening.sandbox.exchanges.events("INTERACTION_CREATE")) > heard)
        evening.clock.advance(timedelta(seconds=4))
    shown = await (await sending).filled()
    assert "100 points" in plain(shown.text)
    await evening.reads(evening.chiyo)
    evening.passes(seconds=6)
    await evening.reads(evening.chiyo, "1st Ben · 100 points")


async def test_an_old_post(evening: Evening) -> None:
    """A press on yesterday's post, by a client that has not heard of its closing, says that it closed."""
    post = await evening.asks("rivers", open_for="15m")
    await evening.closes(hours=0.25)
    (question,) = evening.rows("SELECT id FROM questions")[0]
    for verb in ("answer", "hint", "giveup"):
        shown = await evening.ben.presses(message=post, custom_id=f"question:{verb}:{question}", forced=True)
        assert "This question closed" in shown.text, verb


async def test_two_devices(evening: Evening) -> None:
    """Two forms of one person: the first one sent counts, the other shows its verdict."""
    post = await evening.asks("rivers")
    phone = evening.sandbox.person("ben", device="phone")
    await evening.ben.presses("Answer", message=post)
    await phone.presses("Answer", message=post)
    first, second = await asyncio.gather(evening.ben.submits("Nile"), phone.submits("Rhine"))
    earlier, later = sorted((first, second), key=lambda shown: "already" in shown.text)
    assert "You've answered this one already" not in earlier.text
    assert "You've answered this one already" in later.text
    assert ("100 points" in plain(earlier.text)) == ("100 points" in plain(later.text))
    assert evening.rows("SELECT count(*) FROM answers") == [(1,)]
    assert evening.rows("SELECT DISTINCT answered FROM tallies") == [(1,)]


async def test_pressing_twice_at_once(evening: Evening) -> None:
    """Two quick presses open two forms, two quick choices count one."""
    post = await evening.asks("planets")
    first, second = await asyncio.gather(evening.ben.presses("A"), evening.ben.presses("A"))
    assert sorted("already" in shown.text for shown in (first, second)) == [False, True]
    assert evening.rows("SELECT count(*) FROM answers") == [(1,)]
    await asyncio.gather(*(evening.ben.presses("I don't know", message=post) for _ in range(3)))
    assert evening.rows("SELECT count(*) FROM answers") == [(1,)]


@pytest.mark.parametrize("custom_id", RUBBISH)
async def test_presses_that_mean_nothing(evening: Evening, custom_id: str) -> None:
    """Whatever a button of another version or a hostile client is called, its presser gets a private sentence."""
    post = await evening.asks("lighthouse")
    shown = await evening.ben.presses(message=post, custom_id=custom_id, forced=True)
    assert shown.callback is not Callback.MODAL
    assert shown.private
    assert "Something broke" not in shown.text
    assert evening.rows("SELECT count(*) FROM answers") == [(0,)]
    assert evening.rows("SELECT count(*) FROM schedules") == [(1,)]


async def test_a_permission_lost_after_the_question(evening: Evening) -> None:
    """Who may no longer manage the server presses the confirm of a removal, and the daily quiz stays."""
    role = evening.sandbox.world.add_role(evening.guild, "hosts", Permission.MANAGE_GUILD)
    evening.guild.members[evening.ben.user.id].roles.add(role.id)
    await evening.asks("rivers")
    asked = await evening.ben.runs("daily remove")
    evening.guild.members[evening.ben.user.id].roles.remove(role.id)
    refused = await evening.ben.presses("Remove", message=asked)
    assert "You need Manage Server for this" in plain(refused.text)
    assert evening.rows("SELECT count(*) FROM schedules") == [(1,)]
    assert "every day" in plain((await evening.ada.runs("daily list")).text)
