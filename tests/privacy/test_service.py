"""What a person may see, take back, or keep off the boards."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from bot.boards.service.tallies import Recount
from bot.core.ids import GuildId, UserId
from bot.daily.service.options import OptionChanges
from bot.db.columns import Personal, metadata
from bot.privacy import queries
from bot.privacy.service import Privacy
from tests.database import reading, writing

HERE = GuildId(1)
NAMES = ("ada", "bob", "cyd", "dee", "eve")
RIGHT = {"Which metals": "copper and silver", "Which animal": "zebra", "Which is": "apple", "How many": "8 legs"}


@pytest.fixture
def privacy(evening: Any) -> Privacy:
    """The privacy service."""
    return Privacy(evening.db, evening.clock, evening.features)


async def _played(evening: Any) -> Any:
    """Let five people answer a day of questions differently well, and close it; return the post's order."""
    order = await evening.posted(questions=3)
    for count, name in enumerate(NAMES):
        for question in order.open.questions[: count % 4]:
            right = next(answer for ask, answer in RIGHT.items() if question.ask.startswith(ask))
            await evening.answers(question.id, evening.player(name), right if count % 2 else "copper zebra")
    return order


async def _ranks(evening: Any) -> dict[int, list[int]]:
    """Return everybody's rank and points on every board there is."""
    with reading(evening.db) as tx:
        rows = tx.execute(
            text(
                "SELECT t.user, t.scope, t.period, t.points, (SELECT count(*) + 1 FROM tallies o WHERE"
                " o.guild = t.guild AND o.scope = t.scope AND o.period = t.period AND NOT o.hidden AND"
                " o.points > t.points) AS rank FROM tallies t WHERE NOT t.hidden ORDER BY t.scope, t.period"
            )
        ).all()
    found: dict[int, list[int]] = {}
    for row in rows:
        found.setdefault(row.user, []).extend((row.rank, row.points))
    return found


async def _names(evening: Any, user: int) -> list[str]:
    """Return the tables and columns that still name a person."""
    with reading(evening.db) as tx:
        return [
            f"{table.name}.{column.name}"
            for table in metadata.sorted_tables
            for column in table.c
            if column.name in ("user", "appellant", "moderator", "made_by", "settled_by")
            and tx.execute(
                text(f'SELECT count(*) FROM {table.name} WHERE "{column.name}" = :who'),
                {"who": user},
            ).scalar()
        ]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("hidden", [False, True])
async def test_others_keep_their_ranks(evening: Any, privacy: Privacy, name: str, *, hidden: bool) -> None:
    """Whoever is forgotten, hidden or not: nobody else's rank or points move, then or after a recount."""
    order = await _played(evening)
    await evening.closes(order)
    user = evening.player(name).user
    await privacy.hide(user, hidden=hidden)
    before = await _ranks(evening)
    assert (await privacy.erase(user, HERE)).wholly
    after = await _ranks(evening)
    others = {who for who in before if who != user}
    assert {who: after[who] for who in others} == {who: before[who] for who in others}
    assert sorted(after.values()) == sorted(before.values())
    await Recount(evening.db).server(HERE)
    assert await _ranks(evening) == after
    assert set(await _names(evening, user)) <= {"people.user"}
    assert (await privacy.erase(user, HERE)).wholly
    assert await _ranks(evening) == after


async def test_texts_are_gone(evening: Any, privacy: Privacy) -> None:
    """Of the answers only what counts stays; asked everywhere, the person's choices go too."""
    order = await _played(evening)
    await evening.closes(order)
    user = evening.player("dee").user
    await privacy.hide(user, hidden=True)
    await privacy.erase(user, None)
    assert await _names(evening, user) == []
    with reading(evening.db) as tx:
        rows = tx.execute(text("SELECT text, answer_key FROM answers WHERE user < 0 OR user > 1000")).all()
    assert rows
    assert all(tuple(row) == ("", "") for row in rows)


async def test_an_open_question_is_not_answered_twice(evening: Any, privacy: Privacy) -> None:
    """Answers to an open question go once it has closed: until then they stand, so that there is no second try."""
    order = await _played(evening)
    player = evening.player("dee")
    before = await _ranks(evening)
    assert not (await privacy.erase(player.user, HERE)).wholly
    first = order.open.questions[0].id
    assert not (await evening.answers(first, player, "zebra")).new
    await evening.closes(order)
    assert await evening.db.read(privacy.chore().next_due) is None
    assert await _names(evening, player.user) == []
    after = await _ranks(evening)
    assert sorted(after.values()) == sorted(before.values())


@pytest.mark.parametrize("between", [False, True], ids=["counted at closing", "counted again"])
async def test_what_is_counted_after_the_wish_follows(evening: Any, privacy: Privacy, *, between: bool) -> None:
    """An answer that counts at closing only, or was counted again meanwhile, is the tombstone's in the end, too."""
    view = await evening.schedule(questions=2)
    await evening.services.options.change(HERE, view.id, OptionChanges(changeable=not between))
    evening.clock.at = view.next_at
    (order,) = await evening.due()
    await evening.deliver([order])
    dee = evening.player("dee")
    for question in order.open.questions:
        right = next(answer for ask, answer in RIGHT.items() if question.ask.startswith(ask))
        await evening.answers(question.id, dee, right)
    assert not (await privacy.erase(dee.user, HERE)).wholly
    if between:
        await Recount(evening.db).server(HERE)
    await evening.closes(order)
    with reading(evening.db) as tx:
        counted = set(tx.scalars(text("SELECT user FROM tallies")))
        logged = set(tx.scalars(text("SELECT user FROM answers")))
    assert counted == logged
    assert dee.user not in counted
    assert (await Recount(evening.db).server(HERE)).differed == 0


async def test_cut_off_and_taken_up(evening: Any, privacy: Privacy) -> None:
    """An erasure that was cut off after its first step ends the same when the alarm takes it up."""
    order = await _played(evening)
    await evening.closes(order)
    before = await _ranks(evening)
    user = evening.player("dee").user
    with writing(evening.db) as tx:
        queries.begin_erasure(tx, HERE, user, UserId(2**40), evening.clock.now())
    for _ in range(2):
        with writing(evening.db) as tx:
            found = queries.erasure_of(tx, UserId(2**40))
            assert found is not None
            assert queries.erase_some(tx, found, evening.clock.now(), most=1)
    while await evening.db.read(privacy.chore().next_due) is not None:
        await privacy.chore().work(evening.clock.now())
    assert await _names(evening, user) == []
    assert sorted((await _ranks(evening)).values()) == sorted(before.values())


async def test_everything_held_in_one_file(evening: Any, privacy: Privacy) -> None:
    """The export holds a person's own rows and no one else's; while a question is open its verdict stays out."""
    order = await _played(evening)
    user = evening.player("dee").user
    made = json.loads(await privacy.export(user, HERE))
    assert made["user"] == str(user)
    assert [answer["text"] for answer in made["answers"]]
    assert not any(answer["gradings"] for answer in made["answers"])
    assert [member["name"] for member in made["members"]] == ["dee"]
    await evening.closes(order)
    made = json.loads(await privacy.export(user, None))
    assert all(answer["gradings"][0]["score"] is not None for answer in made["answers"])
    assert made["answers"][0]["card"]
    assert all(answer["user"] == user for answer in made["answers"])
    assert json.loads(await privacy.export(user, GuildId(2)))["answers"] == []


async def test_hiding_and_showing(evening: Any, privacy: Privacy) -> None:
    """Hidden people are on no board, and come back with all their points."""
    await _played(evening)
    player = evening.player("dee")
    before = await _ranks(evening)
    await privacy.hide(player.user, hidden=True)
    assert await privacy.is_hidden(player.user)
    assert player.user not in await _ranks(evening)
    await privacy.hide(player.user, hidden=False)
    assert await _ranks(evening) == before


async def test_forgotten_people_can_play_on(evening: Any, privacy: Privacy) -> None:
    """Who plays again after being forgotten begins anew, and may be forgotten again."""
    order = await _played(evening)
    await evening.closes(order)
    player = evening.player("dee")
    await privacy.erase(player.user, HERE)
    evening.clock.advance(hours=1)
    (view,) = await evening.schedules.all(HERE)
    order = await evening.asks_now(view.id)
    await evening.answers(order.open.questions[0].id, player, "zebra")
    assert await _names(evening, player.user)
    evening.clock.at = order.open.closes_at + timedelta(minutes=1)
    await evening.due()
    before = await _ranks(evening)
    await privacy.erase(player.user, HERE)
    assert sorted((await _ranks(evening)).values()) == sorted(before.values())
    assert await _names(evening, player.user) == []


async def test_two_wishes_share_what_was_written_by_when(evening: Any, privacy: Privacy) -> None:
    """A second wish means only what came after the first, even while the first one waits for a question to close."""
    order = await _played(evening)
    user = evening.player("dee").user
    assert not (await privacy.erase(user, HERE)).wholly
    evening.clock.advance(minutes=1)
    assert (await privacy.erase(user, HERE)).wholly
    await evening.closes(order)
    evening.clock.advance(hours=2)
    while await evening.db.read(privacy.chore().next_due) is not None:
        await privacy.chore().work(evening.clock.now())
    with reading(evening.db) as tx:
        assert len({row.user for row in tx.execute(text("SELECT user FROM answers WHERE user > 1000")).all()}) == 1


def test_every_column_that_names_a_person_is_marked() -> None:
    """None is forgotten when somebody asks for their data or to be forgotten; an erasure at work names itself."""
    naming = {"user", "appellant", "moderator", "made_by", "settled_by"}
    unmarked = {
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.c
        if column.name in naming and Personal not in column.info
    }
    assert unmarked == {"erasures.user"}
