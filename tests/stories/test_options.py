"""Options: how a manager shapes a daily quiz, and what people see of it."""

from __future__ import annotations

from typing import Any

from tests.stories.evening import QUIZ, Evening, plain


async def test_every_option_is_shown_and_set_back(evening: Evening) -> None:
    """What is chosen stands in the list, nothing else changes, and everything can be set back."""
    await evening.asks("rivers")
    shown = await evening.ada.runs(
        "daily options",
        decks="rivers:2, planets:1",
        forms="some chosen, some typed",
        skip="2027-12-24..2027-12-26, 2028-01-02",
        holidays="Germany",
        grace="30m",
        reveal="with the next question",
        changeable=True,
        typed=True,
        remind=True,
    )
    wanted = (
        "Decks: rivers ×2, planets ×1",
        "Some questions are a choice, others are typed",
        "Not on public holidays: Germany",
        "Not on 24 December 2027 to 26 December 2027, 2 January 2028",
        "Posted up to 30 minutes late",
        "The result comes with the next question",
        "Answers may be changed until it closes",
        "A typed reply to the post is an answer too",
        "Says when two hours are left",
    )
    for words in wanted:
        assert words in plain(shown.text)
    listed = await evening.ada.runs("daily list")
    assert all(words in plain(listed.text) for words in wanted)

    one = await evening.ada.runs("daily options", reset="holidays")
    assert "public holidays" not in one.text
    assert "Posted up to" in one.text
    back = await evening.ada.runs("daily options", reset="all of them")
    assert not any(words in plain(back.text) for words in wanted)


async def test_what_cannot_be_read_is_refused_with_a_way_out(evening: Evening) -> None:
    """Each refusal says what to write instead, and nothing is changed."""
    await evening.asks("rivers")
    for given, words in (
        ({"decks": "rivers:many"}, "such as aws-bedrock:2, python:1"),
        ({"decks": "rivers, nowhere"}, "There is no deck “nowhere” here"),
        ({"skip": "Christmas"}, "2026-12-24"),
        ({"holidays": "Germeny"}, "Did you mean DE (Germany)"),
        ({"holidays": "DE-BX"}, "DE-B"),
        ({"grace": "9h"}, "Choose between 1 minute and 8 hours"),
        ({"grace": "soon"}, "as a length of time"),
        ({"ping": str(evening.guild.id)}, "everyone can't be pinged"),
    ):
        refused = await evening.ada.runs("daily options", **given)
        assert refused.private
        assert words in plain(refused.text), given
    unset = ("mix", "skip", "holidays", "grace_s", "ping")
    assert evening.rows(f"SELECT {', '.join(unset)} FROM schedules") == [(None,) * len(unset)]


async def test_suggestions(evening: Evening) -> None:
    """Decks are offered one behind the other, countries by name, regions behind a country."""
    assert [choice["value"] for choice in await evening.ada.suggestions("daily options", "decks", "rivers:2, pla")] == [
        "rivers:2, planets"
    ]
    first = (await evening.ada.suggestions("daily options", "holidays", "german"))[0]
    assert (first["name"], first["value"]) == ("Germany", "DE")
    assert "DE-BE" in {choice["value"] for choice in await evening.ada.suggestions("daily options", "holidays", "DE-")}


async def test_days_off_are_left_out(evening: Evening) -> None:
    """Neither a chosen date nor a holiday asks; the list tells the next day that does, and nothing counts as missed."""
    await evening.ada.runs(
        "daily add", channel=QUIZ, deck="rivers", time="10:00", days="every day", zone="Europe/Berlin"
    )
    # 7 June 2027 is the Monday at hand; All Saints' Day is a holiday in Bavaria.
    await evening.ada.runs("daily options", skip="2027-06-07..2027-06-09", holidays="DE-BY")
    evening.passes_until("10:01", days=2)
    await evening.quiet()
    assert evening.posts() == []
    evening.passes_until("10:00", days=1)
    await evening.until(evening.posts)
    assert "left out" not in (await evening.ada.runs("daily list")).text
    evening.passes_until("10:00", days=143)
    await evening.quiet()
    dates = {date for (date,) in evening.rows("SELECT local_date FROM rounds WHERE state != 'missed'")}
    assert "2027-06-10" in dates
    assert not dates & {"2027-06-07", "2027-06-08", "2027-06-09"}


async def test_one_role_is_pinged_and_no_other(evening: Evening) -> None:
    """The post pings the chosen role; its edits and its result ping nobody."""
    role = evening.sandbox.world.add_role(evening.guild, "Quizzers")
    role.mentionable = True
    evening.guild.members[evening.ben.user.id].roles.add(role.id)
    await evening.stop()
    await evening.start()
    await evening.ada.runs(
        "daily add", channel=QUIZ, deck="rivers", time="09:00", days="every day", zone="Europe/Berlin"
    )
    assert "Pings" in (await evening.ada.runs("daily options", ping="@Quizzers")).text
    evening.passes_until("09:00:00")
    await evening.until(evening.posts)
    body = _sent(evening)[-1]
    assert body["content"] == f"<@&{role.id}>"
    assert body["allowed_mentions"] == {"parse": [], "roles": [role.id], "replied_user": False}
    await evening.closes()
    assert all(str(role.id) not in str(body) for body in _sent(evening)[1:])


async def test_a_role_that_nobody_may_mention_is_refused(evening: Evening) -> None:
    """A ping that Discord would swallow is no ping; the manager is told how to allow it."""
    evening.sandbox.world.add_role(evening.guild, "Quizzers")
    await evening.restart()
    await evening.asks("rivers")
    assert "Allow anyone to @mention" in (await evening.ada.runs("daily options", ping="@Quizzers")).text


async def test_two_hours_left(evening: Evening) -> None:
    """The post says so two hours before it closes, by one edit, and an answer later keeps the line."""
    await evening.ada.runs(
        "daily add", channel=QUIZ, deck="rivers", time="09:00", days="every day", zone="Europe/Berlin"
    )
    await evening.ada.runs("daily options", remind=True)
    evening.passes_until("09:00:00")
    await evening.until(evening.posts)
    assert "two hours" not in evening.ben.sees(QUIZ)
    await evening.answers(evening.ben, "Nile")
    evening.passes(minutes=30)
    await evening.reads(evening.ben, "1 person has answered")
    assert "two hours" not in evening.ben.sees(QUIZ)
    evening.passes_until("15:00:01")
    await evening.reads(evening.ben, "Less than two hours left")
    await evening.quiet()
    edits = evening.edits()
    evening.passes(minutes=30)
    await evening.quiet()
    assert evening.edits() == edits


async def test_several_decks_share_a_post(evening: Evening) -> None:
    """With more questions than one deck has, the other deck gives the rest; the title names both."""
    await evening.ada.runs(
        "daily add", channel=QUIZ, deck="rivers", time="09:00", days="every day", zone="Europe/Berlin", questions=2
    )
    await evening.ada.runs("daily options", decks="rivers:1, planets:1")
    evening.passes_until("09:00:00")
    await evening.until(evening.posts)
    title = evening.posts()[0]["embeds"][0]["title"]
    assert {deck for (deck,) in evening.rows("SELECT deck FROM questions")} == {"rivers", "planets"}
    assert "Rivers" in title
    assert "Planets" in title


async def test_a_long_grace(evening: Evening) -> None:
    """A bot that comes back within the chosen grace posts, though by default it would be too late."""
    await evening.ada.runs(
        "daily add", channel=QUIZ, deck="rivers", time="09:00", days="every day", zone="Europe/Berlin"
    )
    await evening.ada.runs("daily options", grace="7h")
    await evening.stop()
    evening.passes_until("15:30:00")
    await evening.start()
    await evening.until(evening.posts)


def _sent(evening: Evening) -> list[Any]:
    sent = evening.sandbox.exchanges.rest("POST", "/channels/{channel_id}/messages")
    return [exchange.request for exchange in sent]
