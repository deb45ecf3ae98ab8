"""How Alembic runs the migrations: on the connection and in the transaction that `bot.db.migrate` has opened."""

from __future__ import annotations

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes["metadata"],
    render_as_batch=True,  # SQLite alters tables by building them anew
    transactional_ddl=False,  # the transaction is the caller's, not Alembic's
)
context.run_migrations()
