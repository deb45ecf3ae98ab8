"""AppealCommands: somebody was right after all, everybody who said the same is too, and it can be taken back."""

from __future__ import annotations

import pytest

from bot.sandbox.client_view import CannotAct
from bot.sandbox.permissions import Permission
from bot.sandbox.person import Person
from tests.stories.evening import Evening, plain

MODS = "#arena"
TEXT = "the river of the pharaohs"


async def _board(evening: Evening, person: Person) -> str:
    return plain((await person.runs("leaderboard")).text)


async def test_an_accepted_appeal_counts_for_three_and_is_taken_back(evening: Evening) -> None:
    """One appeals; moderators accept; three are scored again and told once, the board follows; and it is undone."""
    dana, eve = evening.joins("dana"), evening.joins("eve")
    await evening.asks("rivers")
    for person, text in (
        (evening.ben, TEXT),
        (evening.chiyo, "The River of the Pharaohs!"),
        (dana, TEXT),
        (eve, "the Thames"),
    ):
        await evening.answers(person, text)
    await evening.closes()
    before = await _board(evening, evening.ben)

    await evening.ben.presses("My result")
    await evening.ben.presses("I was right")
    assert "Which river" in str(evening.ben.modal)
    sent = await evening.ben.submits("They called it so.")
    assert sent.private
    assert "with the moderators" in sent.text

    queue = await evening.ada.runs("appeals")
    assert queue.private
    for words in ("Which river", TEXT, "2 other people", "They called it so.", "Nile", "1 of 1"):
        assert words in plain(queue.text)
    await evening.ada.presses("Accept", message=queue)
    done = await evening.ada.submits("Good enough.")
    assert "2 other people" in done.text
    assert "There are no open appeals" in done.text
    await evening.quiet()

    told = await evening.ben.presses("My result", message=evening.posts()[-1])
    assert "You were right about" in told.text
    assert "Your appeal was accepted. “Good enough.”" in told.text
    assert "[I was right]" not in told.text
    board = await _board(evening, evening.chiyo)
    assert "An answer like yours" in board
    for name in ("Ben", "Chiyo", "Dana"):
        assert f"1st {name} · 100 points · 1 of 1 right" in board
    assert "An answer like yours" not in await _board(evening, evening.chiyo), "a notice is told once"
    await evening.reads(evening.ben, "3 right", "1st Ben")
    # The post and its reply are amended, one after the other.
    await evening.until(lambda: all("3 right" in str(post) for post in evening.posts()))

    decided = await evening.ada.runs("appeals", show="Decisions")
    assert "Accepted by" in decided.text
    undone = await evening.ada.presses("Take back", message=decided)
    assert "Taken back" in undone.text
    await evening.quiet()
    news = await _board(evening, evening.ben)
    assert "The decision about your answer" in news
    assert (await _board(evening, evening.ben)) == before
    await evening.reads(evening.ben, "0 right")


async def test_a_ruling_survives_the_bot(evening: Evening) -> None:
    """The bot is killed between two units of a batch; back again it goes on where it was, and nobody counts twice."""
    people = [evening.joins(f"player{number}") for number in range(24)]
    post = await evening.asks("rivers")
    for person in people:
        await evening.answers(person, TEXT, post=post)
    await evening.closes()
    await people[0].presses("I was right", message=evening.posts()[0])
    await people[0].submits("")
    queue = await evening.ada.runs("appeals")
    await evening.ada.presses("Accept", message=queue)
    async with evening.busy_database():
        pass
    await evening.ada.submits("")
    await evening.until(lambda: evening.rows("SELECT 1 FROM gradings WHERE cause = 'ruling'"))
    await evening.kill()
    done = evening.rows("SELECT count(*) FROM gradings WHERE cause = 'ruling'")[0][0]
    assert evening.rows("SELECT cursor FROM rulings WHERE due_at_ms IS NULL") == [] or done == len(people)
    await evening.start()
    await evening.quiet()
    assert evening.rows("SELECT count(*), count(DISTINCT answer) FROM gradings WHERE cause = 'ruling'") == [(24, 24)]
    assert evening.rows(
        "SELECT DISTINCT points FROM tallies WHERE scope = 'guild' AND period = 'all' AND points > 0"
    ) == [(100,)]
    assert evening.rows("SELECT count(*) FROM notices") == [(24,)]


async def test_moderators_are_told_where_they_want(evening: Evening) -> None:
    """An entry stands in their channel; only moderators may press there, the first decides, and the entry says so."""
    dana = evening.joins("dana")
    shown = await evening.ada.runs("appeals", channel=MODS)
    assert "[Stop announcing]" in shown.text
    await evening.asks("rivers")
    await evening.answers(evening.ben, TEXT)
    await evening.answers(dana, TEXT)
    await evening.closes()
    await evening.ben.presses("I was right")
    await evening.ben.submits("")
    await evening.reads(evening.ada, "An appeal", where=MODS)
    (entry,) = evening.posts(MODS)

    refused = await evening.chiyo.presses("Accept", message=entry)
    assert "You need **Manage Messages**" in refused.text
    await evening.ada.presses("Partly right", message=entry)
    done = await evening.ada.submits("Half of it.")
    assert done.private
    assert "partly right from now on, for 1 other person" in done.text
    await evening.reads(evening.ada, "Called partly right by", where=MODS)
    assert "Half of it." in plain(evening.ada.sees(MODS))
    late = await evening.ada.presses(message=entry, custom_id=_id(entry, "Accept"), forced=True)
    assert late.modal is not None
    assert "Somebody else decided" in (await evening.ada.submits("")).text
    (entry,) = evening.posts(MODS)
    await evening.ada.presses("Take back", message=entry)
    await evening.reads(evening.ada, "Taken back by", where=MODS)

    quiet = await evening.ada.presses("Stop announcing", message=shown)
    assert "no longer announced" in quiet.text


async def test_nobody_rules_on_their_own(evening: Evening) -> None:
    """Not even who owns the server."""
    await evening.asks("rivers")
    await evening.answers(evening.ada, TEXT)
    await evening.closes()
    await evening.ada.presses("I was right")
    await evening.ada.submits("I am the owner.")
    queue = await evening.ada.runs("appeals")
    await evening.ada.presses("Accept", message=queue)
    assert "leave it to another moderator" in (await evening.ada.submits("")).text


async def test_what_cannot_be_appealed(evening: Evening) -> None:
    """Nothing before closing, nothing that was right, nothing twice, and nothing after fourteen days."""
    await evening.asks("rivers", open_for="1h")
    await evening.answers(evening.ben, "Nile")
    shown = await evening.answers(evening.chiyo, TEXT)
    assert "I was right" not in shown.text
    await evening.closes(hours=1)
    assert "[I was right]" not in (await evening.ben.presses("My result")).text
    mine = await evening.chiyo.presses("My result")
    await evening.chiyo.presses("I was right", message=mine)
    await evening.chiyo.submits("")
    await evening.chiyo.presses("I was right", message=mine)
    assert evening.chiyo.modal is None
    evening.passes(days=15)
    late = await evening.chiyo.presses("I was right", message=mine)
    assert "14 days" in late.text or "already" in late.text
    with pytest.raises(CannotAct):
        await evening.ben.runs("appeals")


async def test_a_card_is_reported_and_put_away(evening: Evening) -> None:
    """Anybody may say what is wrong, once; moderators read it and put it away."""
    await evening.asks("rivers")
    await evening.closes()
    mine = await evening.chiyo.presses("My result")
    await evening.chiyo.presses("Report card", message=mine)
    assert "Thanks" in (await evening.chiyo.submits("Two rivers flow there.")).text
    await evening.chiyo.presses("Report card", message=mine)
    assert "already" in (await evening.chiyo.submits("Again!")).text

    queue = await evening.ada.runs("appeals", show="Reports")
    assert "Two rivers flow there." in queue.text
    unreachable = await evening.ada.presses("Done", message=queue)
    assert "There are no reports" in unreachable.text


async def test_the_same_long_text_is_for_moderators_to_see(evening: Evening) -> None:
    """Two paste one text: both keep their points, moderators are told in their channel and queue, members never."""
    pasted = "The Nile, which is said to be the longest river of them all."
    await evening.ada.runs("appeals", channel=MODS)
    await evening.asks("rivers")
    await evening.answers(evening.ben, pasted)
    await evening.answers(evening.chiyo, pasted.upper())
    await evening.closes()
    await evening.reads(evening.ada, "The same text twice", where=MODS)
    assert len(evening.posts(MODS)) == 1
    queue = await evening.ada.runs("appeals", show="Same text")
    for words in ("2 accounts typed the same text", "longest river of them all", "Nobody lost a point", "1 of 1"):
        assert words in plain(queue.text)
    assert "There are no equal texts" in (await evening.ada.presses("Done", message=queue)).text
    refused = await evening.chiyo.presses("Done", message=evening.posts(MODS)[0])
    assert "You need **Manage Messages**" in refused.text
    assert "done already" in (await evening.ada.presses("Done", message=evening.posts(MODS)[0])).text
    own = await evening.ben.presses("My result", message=evening.posts()[-1])
    assert "same text" not in own.text
    board = await _board(evening, evening.ben)
    assert "1st Ben" in board
    assert "1st Chiyo" in board


def _id(message: dict[str, object], label: str) -> str:
    rows = message["components"]
    assert isinstance(rows, list)
    return next(str(one["custom_id"]) for row in rows for one in row["components"] if one["label"] == label)


async def test_a_moderator_who_is_one_no_longer(evening: Evening) -> None:
    """Who looked at the queue as a moderator and lost that since decides nothing: neither by button nor by form."""
    role = evening.sandbox.world.add_role(evening.guild, "mods", Permission.MANAGE_MESSAGES)
    chiyo = evening.guild.members[evening.chiyo.user.id]
    chiyo.roles.add(role.id)
    await evening.asks("rivers")
    await evening.answers(evening.ben, TEXT)
    await evening.closes()
    await evening.ben.presses("My result")
    await evening.ben.presses("I was right")
    await evening.ben.submits("")
    queue = await evening.chiyo.runs("appeals")
    await evening.chiyo.presses("Accept", message=queue)
    chiyo.roles.remove(role.id)
    refused = await evening.chiyo.submits("Because.")
    assert "You need Manage Messages for this" in plain(refused.text)
    assert "You need Manage Messages for this" in plain(
        (await evening.chiyo.presses("Deny", message=queue.message)).text
    )
    assert TEXT in (await evening.ada.runs("appeals")).text, "the appeal still waits"
