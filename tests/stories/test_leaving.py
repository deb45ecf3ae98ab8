"""Paused, not lost: refused posts, outages, and servers that leave and come back."""

from __future__ import annotations

from bot.sandbox.permissions import Permission
from tests.stories.evening import QUIZ, Evening, plain


def direct(evening: Evening) -> str:
    """Return what the bot wrote to Ada in direct messages."""
    bot = evening.sandbox.world.bot
    place = evening.sandbox.world.direct(evening.sandbox.world.users[evening.ada.user.id])
    said = [message.payload(bot.id) for message in place.messages.values() if message.author is bot]
    return plain("\n".join(f"{embed['title']}\n{embed['description']}" for one in said for embed in one["embeds"]))


async def test_who_made_it_is_told_once(evening: Evening) -> None:
    """A lost permission pauses the schedule and is told its maker once, by direct message; resuming continues."""
    channel = evening.guild.channel(QUIZ)
    await evening.ada.runs("daily add", channel=QUIZ, deck="rivers", zone="Europe/Berlin", days="every day")
    evening.sandbox.admin.denies(channel, Permission.SEND_MESSAGES)
    evening.refusals = {50001, 50013}
    evening.passes_until("09:00")
    await evening.until(lambda: "is paused" in direct(evening))
    assert "In Deckhand demo" in direct(evening)
    assert "I may not post in" in direct(evening)
    await evening.until(lambda: evening.rows("SELECT state FROM posts WHERE purpose = 'pause'") == [("sent",)])
    await evening.restart()
    evening.passes_until("09:00", days=1)
    await evening.quiet()
    assert direct(evening).count("is paused") == 1
    evening.sandbox.admin.allows(channel)
    await evening.ada.runs("daily resume", where="#practice")
    evening.passes_until("09:00", days=1)
    await evening.until(lambda: len(evening.posts()) == 1)


async def test_an_outage_delays_and_never_doubles(evening: Evening) -> None:
    """While a server is unavailable nothing is sent or paused; back in time, it gets its question."""
    await evening.ada.runs("daily add", channel=QUIZ, deck="rivers", zone="Europe/Berlin", days="every day")
    evening.sandbox.admin.takes_down(evening.guild)
    await evening.until(lambda: evening.app.services.unreachable.guilds)
    evening.passes_until("09:00")
    await evening.quiet()
    assert evening.posts() == []
    await evening.restart()
    evening.passes(minutes=30)
    await evening.quiet()
    assert evening.posts() == []
    evening.sandbox.admin.brings_back(evening.guild)
    await evening.until(lambda: len(evening.posts()) == 1)
    assert evening.rows("SELECT state, paused FROM schedules") == [("active", None)]
    await evening.answers(evening.ben, "Nile")


async def test_an_outage_beyond_the_grace(evening: Evening) -> None:
    """Back too late, the date is missed and `/daily list` says so."""
    await evening.ada.runs("daily add", channel=QUIZ, deck="rivers", zone="Europe/Berlin", days="every day")
    evening.sandbox.admin.takes_down(evening.guild)
    await evening.until(lambda: evening.app.services.unreachable.guilds)
    evening.passes_until("14:00")
    evening.sandbox.admin.brings_back(evening.guild)
    await evening.until(lambda: evening.rows("SELECT missed_on FROM schedules") == [("2027-06-07",)])
    assert evening.posts() == []


async def test_removed_and_invited_again(evening: Evening) -> None:
    """A server that comes back within thirty days finds everything as it was."""
    await evening.asks("rivers")
    await evening.answers(evening.ben, "Nile")
    evening.sandbox.admin.removes_bot(evening.guild)
    await evening.until(lambda: evening.rows("SELECT count(*) FROM guilds WHERE left_at_ms IS NOT NULL") == [(1,)])
    evening.passes(days=2)
    await evening.quiet()
    await evening.restart()
    evening.sandbox.admin.invites_bot(evening.guild)
    await evening.until(lambda: evening.rows("SELECT count(*) FROM guilds WHERE left_at_ms IS NOT NULL") == [(0,)])
    await evening.reads(evening.ben, "Result")
    assert "Ben" in (await evening.ada.runs("leaderboard", window="all time")).text
    evening.passes_until("09:00", days=1)
    await evening.until(lambda: evening.rows("SELECT count(*) FROM rounds") == [(2,)])


async def test_removed_for_good(evening: Evening) -> None:
    """Removed while the bot was off, and not back after thirty days: nothing of the server is left."""
    await evening.asks("rivers")
    await evening.answers(evening.ben, "Nile")
    await evening.closes()
    await evening.stop()
    evening.sandbox.admin.removes_bot(evening.guild)
    await evening.start()
    assert evening.rows("SELECT count(*) FROM answers") == [(1,)]
    evening.passes(days=31)
    await evening.until(lambda: evening.rows("SELECT count(*) FROM guilds WHERE id = ?", evening.guild.id) == [(0,)])
    for table in ("answers", "gradings", "tallies", "members", "schedules", "rounds", "questions"):
        assert evening.rows(f"SELECT count(*) FROM {table}") == [(0,)], table
