"""What Alembic runs; `db/migrate.py` hands it the open connection."""

from alembic import context

from db.models import Row

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Row.metadata,
    compare_type=True,
    # SQLite changes most things of a table only by copying it.
    render_as_batch=connection.dialect.name == "sqlite",
)
with context.begin_transaction():
    context.run_migrations()
