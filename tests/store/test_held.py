"""What is held about a person."""

from __future__ import annotations

from sqlalchemy import text

from bot.core.ids import GuildId, UserId
from bot.db.columns import metadata
from bot.db.database import Database
from bot.privacy.queries import held
from tests.database import reading, writing

ADA = UserId(7)


async def test_own_rows_of_one_server_or_all(db: Database) -> None:
    """Only this person's, and only where it was asked for."""
    with writing(db) as tx:
        tx.execute(text("INSERT INTO members VALUES (1, 7, 'Ada', 1), (2, 7, 'Countess', 1), (1, 8, 'Ben', 1)"))
        here = held.of(tx, ADA, GuildId(1))
        everywhere = held.of(tx, ADA, None)
        servers = held.servers(tx, ADA)
    assert [row["name"] for row in here["members"]] == ["Ada"]
    assert [row["name"] for row in everywhere["members"]] == ["Ada", "Countess"]
    assert servers == [1, 2]


async def test_every_table_that_names_people_is_in_it(db: Database) -> None:
    """No table with a column for a person is forgotten; work in progress and the log are told by other parts."""
    naming = {"user", "appellant", "moderator", "made_by", "settled_by"}
    tables = {table.name for table in metadata.sorted_tables if naming & {column.name for column in table.c}}
    with reading(db) as tx:
        assert tables - {"erasures"} <= set(held.of(tx, ADA, None))
