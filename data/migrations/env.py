"""Alembic's entry: migrate over the connection that ``data.migrate`` hands in."""

from alembic import context

from data.schema import metadata

connection = context.config.attributes["connection"]
# SQLite cannot alter a column in place; batch mode rebuilds the table instead.
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
