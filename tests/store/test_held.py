"""What is held about a person."""

from __future__ import annotations

from sqlalchemy import text

from bot.store import held
from bot.store.columns import metadata
from bot.store.store import Store
from bot.terms.ids import GuildId, UserId

ADA = UserId(7)


async def test_own_rows_of_one_server_or_all(store: Store) -> None:
    """Only this person's, and only where it was asked for."""
    async with store.write() as unit:
        await unit.execute(text("INSERT INTO members VALUES (1, 7, 'Ada', 1), (2, 7, 'Countess', 1), (1, 8, 'Ben', 1)"))
        here = await held.of(unit, ADA, GuildId(1))
        everywhere = await held.of(unit, ADA, None)
        servers = await held.servers(unit, ADA)
    assert [row["name"] for row in here["members"]] == ["Ada"]
    assert [row["name"] for row in everywhere["members"]] == ["Ada", "Countess"]
    assert servers == [1, 2]


async def test_every_table_that_names_people_is_in_it(store: Store) -> None:
    """No table with a column for a person is forgotten; work in progress and the log are told by other parts."""
    naming = {"user", "appellant", "moderator", "made_by", "settled_by"}
    tables = {table.name for table in metadata.sorted_tables if naming & {column.name for column in table.c}}
    async with store.read() as unit:
        assert tables - {"erasures"} <= set(await held.of(unit, ADA, None))
